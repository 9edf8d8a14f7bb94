"""Numbers in running text: read as they are printed, with unit and the word that says how exact they are; and what follows from them in one step."""
from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language import quantities
from generator.language.ordinals import cn
from generator.language.said import Said, chinese, numbers
from generator.language.steps import agrees, steps
from generator.model import Number

ROWS = [
    ("新签约项目23个。", [("23个", 23, "个", "")]),
    ("协议投资41.6亿元", [("41.6亿元", 4160000000, "元", "")]),
    ("超过150亿元", [("150亿元", 15000000000, "元", "超过")]),
    ("20多个、41亿多元", [("20多个", 20, "个", "多"), ("41亿多元", 4100000000, "元", "多")]),
    ("近5年", [("5年", 5, "年", "")]),
    ("缺口约12万千瓦", [("12万千瓦", 120000, "千瓦", "约")]),
    ("3亿元以上", [("3亿元", 300000000, "元", "以上")]),
    ("提高3.2个百分点", [("3.2个百分点", Decimal("3.2"), "个百分点", "")]),
    ("五成以上", [("五成", 5, "成", "以上")]),
    ("占不到百分之五，有百分之九十二点五", [("百分之五", Decimal("0.5"), "成", "不到"), ("百分之九十二点五", Decimal("9.25"), "成", "")]),
    ("尽百分之百的力", []),
    ("签约23个，附近3家，约20个", [("23个", 23, "个", ""), ("3家", 3, "家", ""), ("20个", 20, "个", "约")]),
    ("1,234个", [("1,234个", 1234, "个", "")]),
    ("产值2026.5亿元", [("2026.5亿元", 202650000000, "元", "")]),
    ("５个", [("５个", 5, "个", "")]),
    ("排第5名", [("5名", 5, "名", "")]),
    ("“5+2”、12345热线、5G、大发〔2004〕5号", []),
    ("2026年6月底前", []),
    ("1.抓项目", []),
    ("完成了工作，成效明显，成员三成都没有", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_quantities_of_a_text(text: str, expected: list[tuple[str, Decimal, str, str]]) -> None:
    """Each with its place, value in base units, unit and word; dates, slogans and numbers of headings are none."""
    found = numbers(text).quantities
    assert [(said.text, said.value, said.unit, said.word) for said in found] == expected
    assert all(text[said.start:said.end] == said.text for said in found)


@pytest.mark.parametrize(("text", "years", "months", "day"), [
    ("2026年6月底前", (2026,), (6,), None), ("1—3月", (), (1, 3), None), ("2021—2025年", (2021, 2025), (), None), ("4月30日", (), (4,), 30), ("每月5日前", (), (), 5),
    ("2026-04-10", (2026,), (4,), 10), ("2026.4.10", (2026,), (4,), 10)])
def test_dates_of_a_text(text: str, years: tuple[int, ...], months: tuple[int, ...], day: int | None) -> None:
    """Years, months and day named."""
    (date,) = numbers(text).dates
    assert (date.years, date.months, date.day) == (years, months, day)


@given(st.decimals(min_value=0, max_value=10**6, places=2, allow_nan=False), st.sampled_from(["个", "元", "万元", "亿元", "%", "个百分点", "倍", "亩", "人", "吨"]))
def test_what_is_printed_is_read_back(value: Decimal, unit: str) -> None:
    """Printing an amount and reading it in a sentence is the identity."""
    text = quantities.print_amount(Number(f"{value:f}", value), unit)
    (said,) = numbers(f"到位资金{text}，开局不错。").quantities
    assert (said.text, said.value, said.unit) == (text, value * quantities.scale(unit), quantities.base_unit(unit))


@given(st.integers(min_value=0, max_value=9999))
def test_chinese_numerals_are_read_back(number: int) -> None:
    """What ordinals spell is read as the same number."""
    assert chinese(cn(number)) == number


@pytest.mark.parametrize(("text", "exact", "right"), [
    ("近42亿元", "41.6", True), ("超42亿元", "41.6", False), ("40多亿元", "41.6", True), ("41亿多元", "41.6", True), ("42亿多元", "41.6", False), ("40亿元以上", "41.6", True),
    ("不少于40亿元", "41.6", False), ("不少于41.6亿元", "41.6", True), ("约3802亿元", "3800", False), ("约3800亿元", "3812", True), ("近60亿元", "41.6", False)])
def test_round_numbers_with_their_words(text: str, exact: str, right: bool) -> None:
    """On the right side, near enough, and rounder than what they stand for; a goal is its number."""
    (said,) = numbers(text).quantities
    assert agrees(said, Decimal(exact) * 10**8) is right


@pytest.mark.parametrize(("unit", "sentence", "value", "follows"), [
    ("个", "比上年多5个", 5, True),
    ("个", "新签约23个", 5, False),
    ("个", "两项共41个", 41, True),
    ("个", "不少于41个", 41, False),
    ("%", "增长27.8%", "27.8", True),
    ("%", "讲27.8%", "27.8", False),
    ("倍", "是上年的1.28倍", "1.28", True),
    ("个", "平均每月7个", 7, False),
])
def test_one_step_of_what_the_sentence_speaks_of(unit: str, sentence: str, value: str, follows: bool) -> None:
    """23 this year against 18: a difference, sum, growth or multiple only where the words speak of one."""
    operands = [(Decimal(23), "个"), (Decimal(18), "个")]
    found = {quantities.rounded(abs(step), 2 if unit == "倍" else 1) for step in steps(unit, operands, operands, sentence)}
    assert (Decimal(value) in found) is follows


def test_a_number_knows_how_round_it_is() -> None:
    """One unit of its last digit that is not zero, in base units."""
    assert [said.round for said in numbers("150亿元，1.5亿元，23个").quantities] == [10**9, 10**7, 1]
    assert isinstance(numbers("23个").quantities[0], Said)
