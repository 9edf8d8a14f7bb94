"""Derived numbers in words that statisticians accept (format.md 6.8–6.10): 百分点 for rates, 下降 for falls, 翻番 for powers of two."""

from __future__ import annotations

from decimal import Decimal

from generator.language.ordinals import cn, count_cn
from generator.model import Derived


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


def doublings(value: Decimal) -> int:
    """n where the value is exactly 2 to the power n (n ≥ 1), else 0."""
    count, left = 0, value
    while left > 1 and left % 2 == 0:
        left, count = left / 2, count + 1
    return count if left == 1 else 0


def multiple(value: Decimal) -> str:
    """翻一番 for 2, 翻两番 for 4, 达到3倍 otherwise; 翻番 is never turned into 倍."""
    times = doublings(value)
    if times:
        return f"翻{'一' if times == 1 else count_cn(times) if times == 2 else cn(times)}番"
    return f"达到{value.normalize():f}倍"
