"""Derived numbers in words: falls are falls, rates move in 百分点, 翻番 is for powers of two alone."""
from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language import comparisons
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
    ("2", "翻一番"), ("2.0", "翻一番"), ("4", "翻两番"), ("8", "翻三番"), ("3", ""), ("2.5", ""), ("1", ""), ("0.5", ""), ("0", ""), ("6", ""), ("-2", ""),
    ("1.96", ""), ("2.04", "")])
def test_multiples(times: str, said: str) -> None:
    """×2 翻一番, ×4 翻两番; nothing else is a doubling, and what rounds to 2.0 is none (National Bureau of Statistics)."""
    assert comparisons.doubling(Decimal(times)) == said


@given(st.integers(1, 200))
def test_doublings_are_counted_exactly(count: int) -> None:
    """However large, and not for a neighbour."""
    assert comparisons.doublings(Decimal(2**count)) == count
    assert comparisons.doublings(Decimal(f"{2**count}.001")) == 0
    assert comparisons.doublings(Decimal(2**count + 1)) == 0


@pytest.mark.parametrize("value", ["1", "0", "-2", "0.5"])
def test_what_does_not_grow_has_no_doublings(value: str) -> None:
    assert comparisons.doublings(Decimal(value)) == 0


@pytest.mark.parametrize(("word", "stated", "holds", "fails"), [
    ("近", "150", "149.6 149.99 135", "150 150.1 134.9"), ("接近", "150", "149", "151"), ("超过", "150", "150.4 165", "150 149.9 165.1"), ("逾", "150", "151", "150"),
    ("突破", "100", "100.3", "99.9"), ("余", "30", "31 33", "30 29"), ("约", "150", "150 143 157", "142 158"), ("左右", "150", "149", "120"),
    ("以上", "5", "5 6 900", "4.9"), ("不少于", "5", "5 50", "4"), ("以下", "5", "5 0 -3", "5.1"), ("不超过", "5", "5 1", "6"), ("不足", "5", "4.9 0", "5 6"),
    ("高于", "5", "5.1 99", "5"), ("以上", "0", "0 3", "-1"), ("近", "0", "", "0 -0.1")])
def test_words_of_approximation_and_bounds(word: str, stated: str, holds: str, fails: str) -> None:
    """近 is less, 超过 more, neither a tenth off; 以上, 不少于, 以下 and 不超过 include the number, 不足 and 高于 do not."""
    assert all(comparisons.agrees(word, Decimal(stated), Decimal(exact)) for exact in holds.split())
    assert not any(comparisons.agrees(word, Decimal(stated), Decimal(exact)) for exact in fails.split())


NUMBERS = st.decimals("0.01", "1000000", places=2)


@given(NUMBERS, NUMBERS)
def test_words_exclude_one_another(stated: Decimal, exact: Decimal) -> None:
    """Of one value never both 近 and 超过; one of 以上 and 不足 always holds, never both; what is 近 or 超过 is 不足 or 高于."""
    said = {word for word in ("近", "超过", "以上", "不足", "以下", "高于") if comparisons.agrees(word, stated, exact)}
    assert not {"近", "超过"} <= said
    assert len(said & {"以上", "不足"}) == 1 == len(said & {"以下", "高于"})
    assert ("近" not in said or "不足" in said) and ("超过" not in said or "高于" in said)


@given(st.integers(2, 4000))
def test_ways_to_say_one_growth_mean_the_same(times: int) -> None:
    """增长x%, 增长n倍 and 是上年的m倍 name the same base and the same value; 翻番 stands for powers of two alone."""
    percent, rise, multiple, *doubled = comparisons.same_change(times)
    assert (percent, rise, multiple) == (f"增长{(times - 1) * 100}%", f"增长{times - 1}倍", f"是上年的{times}倍")
    assert bool(doubled) == (times & (times - 1) == 0) and all(word.startswith("翻") for word in doubled)


@given(st.decimals("0.5", "40", places=3), st.sampled_from([Decimal(0), Decimal("0.01"), Decimal("0.02"), Decimal("0.05")]))
def test_a_doubling_is_as_near_as_the_unit_allows(times: Decimal, tolerance: Decimal) -> None:
    """What is called a doubling lies within the tolerance of a power of two, on the side that is said."""
    said = comparisons.doubling(times, tolerance)
    near = [2**n for n in range(1, 7) if abs(times - 2**n) <= tolerance * 2**n]
    assert bool(said) == bool(near)
    if said:
        assert said.startswith("接近") == (times < near[0]) and said.endswith("多") == (times > near[0])


@given(st.integers(-3000, 3000))
def test_growth_and_points_never_print_a_sign(tenths: int) -> None:
    """A fall is 下降, a rise 增长 or 提高, nothing is 持平; no minus, no plus."""
    text = f"{Decimal(tenths) / 10:.1f}"
    for say, up in ((comparisons.growth, "增长"), (comparisons.points, "提高")):
        told = say(derived(text, "%" if up == "增长" else "个百分点"))
        assert told.startswith("持平" if tenths == 0 else up if tenths > 0 else "下降") and "-" not in told and "倍" not in told


@pytest.mark.parametrize(("times", "words", "so"), [
    ("2", "翻了一番", True), ("1.85", "翻番", True), ("1.53", "翻了一番", False), ("2.3", "翻一番", False), ("4.2", "翻两番", True), ("2", "翻两番", False)])
def test_a_doubling_is_held_to_a_tenth(times: str, words: str, so: bool) -> None:
    """What is said to have doubled did, a tenth more or less; 翻两番 is four times."""
    told = comparisons.DOUBLED.search(words)
    assert told is not None and comparisons.doubles(Decimal(times), told) is so
