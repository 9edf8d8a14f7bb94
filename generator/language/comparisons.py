"""Derived numbers in words that statisticians accept (format.md 6.8–6.10): 百分点 for rates, 下降 for falls, 翻番 for powers of two."""

from __future__ import annotations

from decimal import Decimal

from generator.language.ordinals import count_cn
from generator.language.quantities import decimals, print_amount
from generator.model import Derived, Number


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
    """107.6%, as it stands after 完成计划的 or 占年计划的."""
    return f"{derived.text}{derived.unit}"


def doublings(value: Decimal) -> int:
    """n where the value is exactly 2 to the power n (n ≥ 1), else 0."""
    whole = int(value)
    return whole.bit_length() - 1 if whole == value and whole > 1 and whole & (whole - 1) == 0 else 0


def multiple(times: Decimal | Number | Derived) -> str:
    """翻一番 for 2, 翻两番 for 4, 达到3倍 otherwise; 翻番 is never turned into 倍 (format.md 6.9).

    A computed multiple is 翻番 only where it is exact: 1.96 rounded to 2.0 stays 达到2.0倍. Ranges and fractions keep
    their form: 达到2～3倍.
    """
    if isinstance(times, Number) and (times.high is not None or times.fraction is not None):
        return f"达到{print_amount(times, '倍')}"
    value = times if isinstance(times, Decimal) else times.value
    count = 0 if isinstance(times, Derived) and _rounded(times) else doublings(value)
    if count:
        return f"翻{count_cn(count)}番"
    return f"达到{times.text if isinstance(times, Derived) else f'{value:.{decimals(value)}f}'}倍"


def _rounded(derived: Derived) -> bool:
    """Whether a computed whole multiple was rounded to be one (:mod:`generator.language.derive` keeps exact ones without decimals)."""
    return derived.formula != "given" and decimals(derived.value) == 0 and derived.value.as_tuple().exponent != 0
