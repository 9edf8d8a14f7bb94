"""Derived numbers in words that statisticians accept (format.md 6.8–6.10): 百分点 for rates, 下降 for falls, 翻番 for powers of two.

×2 is 翻一番, 增长1倍 and 是上年的2倍; ×4 is 翻两番, 增长3倍 and 是上年的4倍; ×3 is 增长2倍 (National Bureau of Statistics). A fall is never
said in 倍.
"""

from __future__ import annotations

import re
from decimal import Decimal

from generator.language.ordinals import count_cn
from generator.model import Derived

# What a word beside a number says of the exact value: how far below and above the number it may lie, as shares of the number, and whether it
# may be the number itself. 以上, 以下, 不少于 and 不超过 include the number, 超过, 不足 and the like do not (Civil Code, article 1259).
_FAR = Decimal("0.1")                            # a tenth: farther off nobody says 近 or 超过
_NONE = Decimal(0)
_ANY = None
_BETWEEN: tuple[tuple[tuple[str, ...], Decimal | None, Decimal | None, bool], ...] = (
    (("近", "将近", "接近"), _FAR, _NONE, False),
    (("超", "超过", "逾", "突破", "多", "余"), _NONE, _FAR, False),
    (("约", "大约", "左右", "上下"), _FAR / 2, _FAR / 2, True),
    (("以上", "不少于", "不低于", "至少"), _NONE, _ANY, True),
    (("以下", "以内", "不超过", "不多于", "不高于", "至多"), _ANY, _NONE, True),
    (("不足", "不到", "少于", "低于"), _ANY, _NONE, False),
    (("多于", "高于"), _NONE, _ANY, False),
)
_LIMITS = {word: (below, above, itself) for words, below, above, itself in _BETWEEN for word in words}


def agrees(word: str, stated: Decimal, exact: Decimal) -> bool:
    """Whether an exact value may be said as ``word`` and a round number: 近150亿元 of 149.6, 超过150亿元 of 150.4, not the other way round. KeyError
    for a word that says nothing of the kind."""
    below, above, itself = _LIMITS[word]
    if exact == stated:
        return itself
    limit = above if exact > stated else below
    return limit is None or abs(exact - stated) <= limit * abs(stated)


def growth(derived: Derived) -> str:
    """增长118.27%, 下降3.2%, 持平. A fall is 下降, never 增长 of a negative number."""
    return _change(derived, "增长", "下降")


def points(derived: Derived) -> str:
    """提高2个百分点, 下降0.5个百分点, 持平: the change of a rate (format.md 6.8)."""
    return _change(derived, "提高", "下降")


def _change(derived: Derived, up: str, down: str) -> str:
    if derived.value == 0:
        return "持平"
    return f"{up if derived.value > 0 else down}{derived.text.lstrip('-')}{derived.unit}"


def completion(derived: Derived) -> str:
    """107.6%, as it stands after 完成计划的 or 占计划的."""
    return f"{derived.text}{derived.unit}"


def doublings(value: Decimal, tolerance: Decimal = Decimal(0)) -> int:
    """n where the value is 2 to the power n (n ≥ 1), exactly or off by at most ``tolerance`` (a share of it), else 0."""
    below = max(int(value).bit_length() - 1, 0)
    return next((n for n in (below, below + 1) if n and abs(value - 2**n) <= tolerance * 2**n), 0)


DOUBLED = re.compile("翻(?:了|上)?(?P<n>[一两三])?番")
_NEARLY = Decimal("0.1")                         # by which a doubling may miss
_DOUBLINGS = {"两": 2, "三": 3}


def times_of(doubled: re.Match[str]) -> int:
    """So many times the base: 翻番 and 翻一番 are 2, 翻两番 4."""
    return int(2 ** _DOUBLINGS.get(doubled["n"] or "", 1))


def doubles(times: Decimal, told: re.Match[str]) -> bool:
    """Whether so many times the base may be said to have doubled as it is ``told``, a tenth more or less."""
    return abs(times / times_of(told) - 1) <= _NEARLY


def doubling(value: Decimal, tolerance: Decimal = Decimal(0)) -> str:
    """翻一番, 翻两番 …; 接近翻一番 and 翻一番多 for what ``tolerance`` (a share) lets pass on either side; empty for anything else."""
    count = doublings(value, tolerance)
    if not count:
        return ""
    said = f"翻{count_cn(count)}番"
    return said if value == 2**count else f"接近{said}" if value < 2**count else f"{said}多"


def same_change(times: int) -> tuple[str, ...]:
    """The ways to say a growth to so many times the base (2 or more) that mean the same: 增长100%, 增长1倍, 是上年的2倍, 翻一番."""
    doubled = doubling(Decimal(times))
    return (f"增长{100 * (times - 1)}%", f"增长{times - 1}倍", f"是上年的{times}倍", *([doubled] if doubled else []))
