"""Numbers, dates and names of places as official Chinese writes them."""
from __future__ import annotations

from decimal import Decimal

import pytest
from briefs import brief
from hypothesis import given
from hypothesis import strategies as st

from generator.language import calendar, comparisons, derive, ordinals, quantities
from generator.language.matters import Matters
from generator.model import Date

amounts = st.decimals(min_value="0.01", max_value=10**9, places=2)


@given(amounts, st.sampled_from(["元", "万元", "亿元"]), st.sampled_from(["元", "万元", "亿元"]))
def test_converting_money_is_exact(value: Decimal, unit: str, other: str) -> None:
    """万 and 亿 convert exactly, there and back."""
    number = quantities.read_number(f"{value:f}")
    there = quantities.convert(number, unit, other)
    assert quantities.convert(quantities.Number(f"{there:f}", there), other, unit) == value


@given(amounts)
def test_digits_are_printed_as_they_were_written(value: Decimal) -> None:
    """Reading and printing keeps every digit, trailing zeros too."""
    assert quantities.print_amount(*quantities.read_amount(f"{value:f}万美元")) == f"{value:f}万美元"


@pytest.mark.parametrize(("text", "printed"), [("8～10%", "8%～10%"), ("5～10万人", "5万～10万人"), ("15～30天", "15～30天"), ("2/3", "三分之二"), ("1,234个", "1234个")])
def test_ranges_and_fractions(text: str, printed: str) -> None:
    """Both ends of a range carry % and 万 (GB/T 15835-2011); a fraction is said in words."""
    number, unit = quantities.read_amount(text)
    assert quantities.print_amount(number, unit) == printed


FIGURES = """figures:
  up: {label: 甲, value: 156.50, unit: 万美元, last: 71.70}
  down: {label: 乙, value: 90, unit: 个, last: 100, target: 120}
  same: {label: 丙, value: 5, unit: 个, last: 5, target: 5}
  twice: {label: 丁, value: 8, unit: 亿元, last: 40000万元}
  rate: {label: 戊率, value: 81.6, unit: '%', last: 79.6}
  whole: {label: 己, value: 3.5, unit: 亿元}
  part: {label: 庚, value: 7000, unit: 万元, part_of: whole}
  share: {label: 辛, unit: '%', formula: part / whole}
  sum: {label: 壬, unit: 亿元, formula: whole + part}
  zero: {label: 癸, value: 5, unit: 个, last: 0}
  open: {label: 子, value: , unit: 个, yoy: }
"""


@pytest.mark.parametrize(("id", "what", "text", "unit"), [
    ("up", "yoy", "118.3", "%"), ("down", "yoy", "-10.0", "%"), ("down", "completion", "75.0", "%"), ("down", "excess", "-30", "个"), ("down", "difference", "-10", "个"),
    ("same", "yoy", "0.0", "%"), ("same", "completion", "100.0", "%"), ("twice", "multiple", "2", "倍"), ("rate", "yoy_pp", "2.0", "个百分点"), ("part", "share", "20.0", "%"),
    ("share", "value", "20.0", "%"), ("sum", "value", "4.2", "亿元")])
def test_derived_numbers_are_right_to_the_last_digit(id: str, what: str, text: str, unit: str) -> None:
    """Computed once from raw values, half up at the end."""
    found = derive.derive(brief(FIGURES).figures, id, what)
    assert found is not None
    assert (found.text, found.unit) == (text, unit)
    assert found.formula != "given"


@pytest.mark.parametrize(("id", "what"), [("zero", "yoy"), ("zero", "multiple"), ("rate", "yoy"), ("open", "yoy"), ("whole", "completion"), ("up", "share")])
def test_what_cannot_be_derived_is_none(id: str, what: str) -> None:
    """No percentage from a zero base, none of a rate, none of what is unknown."""
    assert derive.derive(brief(FIGURES).figures, id, what) is None


@given(amounts, amounts)
def test_growth_and_completion_agree_with_exact_fractions(value: Decimal, base: Decimal) -> None:
    """The printed rate is the exact quotient, rounded once."""
    figures = brief(f"figures: {{a: {{label: 数, value: {value:f}, unit: 万元, target: {base:f}, last: {base:f}}}}}\n").figures
    completion, growth = derive.derive(figures, "a", "completion"), derive.derive(figures, "a", "yoy")
    assert completion is not None
    assert growth is not None
    assert abs(completion.value - value / base * 100) <= Decimal("0.05")
    assert abs(completion.value - 100 - growth.value) <= Decimal("0.1")      # an exact half is rounded away from zero on both sides


def test_a_fall_is_said_as_a_fall() -> None:
    """下降x%, never 增长 of a negative number; a rate changes in 个百分点."""
    figures = brief(FIGURES).figures
    said = {key: derive.derive(figures, key, what) for key, what in (("down", "yoy"), ("same", "yoy"), ("rate", "yoy_pp"))}
    assert said["down"] and comparisons.growth(said["down"]) == "下降10.0%"
    assert said["same"] and comparisons.growth(said["same"]) == "持平"
    assert said["rate"] and comparisons.points(said["rate"]) == "提高2.0个百分点"


@pytest.mark.parametrize(("number", "said"), [(0, "零"), (10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一"), (110, "一百一十"), (1000, "一千"), (9999, "九千九百九十九")])
def test_chinese_numerals(number: int, said: str) -> None:
    """As counted aloud."""
    assert ordinals.cn(number) == said



def test_dates_are_said_without_padding() -> None:
    """2026年3月, 3月15日, 6月底前, 4月1日前, 2030年底前."""
    assert calendar.say_date(Date(2026, 3), 2021) == "2026年3月"
    assert calendar.say_date(Date(2026, 3, 15), 2026) == "3月15日"
    assert [calendar.by_date(date, 2026) for date in (Date(2026, 6), Date(2026, 4, 1), Date(2030))] == ["6月底前", "4月1日前", "2030年底前"]


def test_topics_are_recognised_by_their_longest_words() -> None:
    """A longer wording wins over one inside it; … lets words stand between."""
    matters = Matters({"a": ["旧项目"], "b": ["项目"], "c": ["小分队…未发挥"]})
    assert matters.of("拿旧项目顶数") == ("a",)
    assert matters.of("项目少，旧项目多") == ("b", "a")
    assert matters.of("小分队的作用还未发挥") == ("c",)
    assert matters.of("别的") == ()
