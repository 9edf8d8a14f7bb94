"""Derived numbers in words: falls are falls, rates move in 百分点, 翻番 is for powers of two alone."""
from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language import comparisons, quantities
from generator.model import Derived


def derived(text: str, unit: str = "%", formula: str = "given", value: str | None = None) -> Derived:
    return Derived("a.x", "数", Decimal(value or text), text, unit, formula)


@pytest.mark.parametrize(("text", "said"), [
    ("118.27", "增长118.27%"), ("-3.2", "下降3.2%"), ("0", "持平"), ("0.0", "持平"), ("2.0", "增长2.0%")])
def test_growth(text: str, said: str) -> None:
    """A fall is 下降x%, never 增长-x%."""
    assert comparisons.growth(derived(text)) == said


@pytest.mark.parametrize(("text", "said"), [
    ("2", "提高2个百分点"), ("2.13", "提高2.13个百分点"), ("-0.5", "下降0.5个百分点"), ("0.0", "持平")])
def test_points(text: str, said: str) -> None:
    """The change of a rate is in 个百分点."""
    assert comparisons.points(derived(text, "个百分点")) == said


def test_completion() -> None:
    assert comparisons.completion(derived("107.6")) == "107.6%"


@pytest.mark.parametrize(("times", "said"), [
    ("2", "翻一番"), ("2.0", "翻一番"), ("4", "翻两番"), ("8", "翻三番"), ("3", "达到3倍"), ("2.5", "达到2.5倍"), ("1", "达到1倍"),
    ("0.5", "达到0.5倍"), ("0", "达到0倍"),
    ("6", "达到6倍"), ("2～3", "达到2～3倍")])
def test_multiples(times: str, said: str) -> None:
    """×2 翻一番, ×4 翻两番; anything else stays a multiple (National Bureau of Statistics)."""
    number = quantities.read_number(times)
    assert comparisons.multiple(number) == said
    assert number.high is not None or comparisons.multiple(number.value) == said


def test_a_rounded_multiple_is_never_called_a_doubling() -> None:
    """1.96 said as 2.0 is not 翻一番; an exact 2 is."""
    assert comparisons.multiple(derived("2.0", "倍", "a.value / a.last", "2.0")) == "达到2.0倍"
    assert comparisons.multiple(derived("2.0", "倍", "a.value / a.last", "2")) == "翻一番"


@given(st.integers(1, 200))
def test_doublings_are_counted_exactly(count: int) -> None:
    """However large, and not for a neighbour."""
    assert comparisons.doublings(Decimal(2**count)) == count
    assert comparisons.doublings(Decimal(f"{2**count}.001")) == 0
    assert comparisons.doublings(Decimal(2**count + 1)) == 0


@pytest.mark.parametrize("value", ["1", "0", "-2", "0.5"])
def test_what_does_not_grow_has_no_doublings(value: str) -> None:
    assert comparisons.doublings(Decimal(value)) == 0
