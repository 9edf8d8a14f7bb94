"""Amounts are read exactly, refused where they could be read in two ways, and printed as official Chinese wants them."""
from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language import quantities
from generator.model import Number

numbers = st.decimals(min_value="-99999999999", max_value="99999999999", places=4)
money = st.sampled_from(["元", "万元", "亿元", "万亿元"])


@pytest.mark.parametrize(("text", "value", "digits"), [
    ("156.50", "156.50", "156.50"), ("1,234", "1234", "1234"), ("12,345,678.90", "12345678.90", "12345678.90"),
    ("１２３．５", "123.5", "123.5"),
    ("０", "0", "0"), ("0.5", "0.5", "0.5"), ("-3.2", "-3.2", "-3.2"), ("−3.2", "-3.2", "-3.2"), (" 141 ", "141", "141")])
def test_a_number_keeps_the_digits_of_the_brief(text: str, value: str, digits: str) -> None:
    """Trailing zeros stay; commas and full-width digits are folded (GB/T 15835-2011 4.1.1)."""
    found = quantities.read_number(text)
    assert (found.value, found.text) == (Decimal(value), digits)


@pytest.mark.parametrize(("text", "said"), [
    ("012", "以0开头"), ("00", "以0开头"), ("2021-03", "以0开头"), ("12:30", "像时刻"), ("１２：３０", "像时刻"),
    ("1e3", "科学记数法"), ("1.5E+3", "科学记数法"),
    ("NaN", "还不知道的数请留空"), ("-inf", "还不知道的数请留空"), (".inf", "还不知道的数请留空"), ("1,23", "不是一个数"),
    ("3.5.2", "不是一个数"),
    ("", "不是一个数"), ("十二", "不是一个数"), ("٣", "不是一个数"), ("+5", "不是一个数"), ("5.", "不是一个数"), ("1/0", "分母是0"),
    ("10～8", "前一个数应小于后一个"),
    ("8～8", "前一个数应小于后一个"), ("9" * 31, "数字过长")])
def test_what_is_ambiguous_or_no_number_is_refused_in_chinese(text: str, said: str) -> None:
    """Each refusal says why; amounts are refused for the same reasons."""
    for read in (quantities.read_number, quantities.read_amount):
        with pytest.raises(ValueError, match=said):
            read(text)


@pytest.mark.parametrize(("text", "said"), [
    ("3亿5000万元", "3.5亿元"), ("10%～5万", "两端的单位不同"), ("8%～10", "两端的单位不同"), ("约40亿元", "不是一个数")])
def test_an_amount_has_one_unit(text: str, said: str) -> None:
    """560.5亿元, never 560亿5000万元."""
    with pytest.raises(ValueError, match=said):
        quantities.read_amount(text)


@pytest.mark.parametrize(("text", "digits", "unit"), [
    ("4000万元", "4000", "万元"), ("12万", "12", "万"), ("3.5亿元", "3.5", "亿元"), ("107.6%", "107.6", "%"),
    ("107.6％", "107.6", "%"), ("1,234 个", "1234", "个"),
    ("141", "141", ""), ("-3.2%", "-3.2", "%"), ("1.5万亿元", "1.5", "万亿元"), ("2个百分点", "2", "个百分点")])
def test_an_amount_is_a_number_and_its_unit(text: str, digits: str, unit: str) -> None:
    number, told = quantities.read_amount(text)
    assert (number.text, told) == (digits, unit)


@pytest.mark.parametrize(("text", "printed"), [
    ("8～10%", "8%～10%"), ("8%～10%", "8%～10%"), ("8-10%", "8%～10%"), ("5～10万人", "5万～10万人"), ("5万～10万人", "5万～10万人"),
    ("15～30天", "15～30天"),
    ("15天～30天", "15～30天"), ("1,000～2,000元", "1000～2000元"), ("2/3", "三分之二"), ("2/3%", "三分之二"),
    ("156.50万美元", "156.50万美元")])
def test_amounts_are_printed_by_the_standard(text: str, printed: str) -> None:
    """Both ends of a range carry % and 万/亿, other units stand once; a fraction is said in words (GB/T 15835-2011)."""
    assert quantities.print_amount(*quantities.read_amount(text)) == printed


def test_large_units_are_exact() -> None:
    """3.5亿元 is 35000万元 to the last digit, however long the number is."""
    assert quantities.exact(Number("3.5", Decimal("3.5")), "亿元") == quantities.exact(Number("35000", Decimal(35000)), "万元") == 350_000_000
    long = "123456789012345678901234567.89"
    assert quantities.exact(quantities.read_number(long), "亿元") == int(long.replace(".", "")) * 10**6
    assert quantities.exact(quantities.read_number("20.9"), "%") == Decimal("20.9")


@pytest.mark.parametrize(("unit", "base"), [
    ("万元", "元"), ("亿元", "元"), ("万美元", "美元"), ("万人", "人"), ("万", ""), ("%", "%"), ("个", "个"), ("千瓦", "千瓦")])
def test_the_base_of_a_unit_has_no_large_units(unit: str, base: str) -> None:
    assert quantities.base_unit(unit) == base


@given(numbers, money, money)
def test_converting_there_and_back_changes_nothing(value: Decimal, unit: str, other: str) -> None:
    """万 and 亿 convert exactly."""
    there = quantities.convert(Number(f"{value:f}", value), unit, other)
    assert quantities.convert(Number(f"{there:f}", there), other, unit) == value


def test_different_currencies_do_not_convert() -> None:
    with pytest.raises(ValueError, match="万元不能换算成万美元"):
        quantities.convert(Number("1", Decimal(1)), "万元", "万美元")


@given(numbers, st.integers(0, 6))
def test_rounding_is_to_the_nearest_with_halves_away_from_zero(value: Decimal, places: int) -> None:
    """四舍五入, against exact fractions; GB/T 8170-2008's half-even is not the default."""
    size = abs(Fraction(value)) * 10**places
    expected = (size + Fraction(1, 2)) // 1
    assert abs(Fraction(quantities.rounded(value, places))) * 10**places == expected


@pytest.mark.parametrize(("value", "places", "printed"), [
    ("0.25", 1, "0.3"), ("-0.25", 1, "-0.3"), ("-0.04", 1, "0.0"), ("20.725", 1, "20.7"), ("2", 1, "2.0"),
    ("9" * 40, 1, "9" * 40 + ".0")])
def test_rounding_prints_what_was_asked(value: str, places: int, printed: str) -> None:
    """Exactly that many decimals, never −0, however many digits."""
    assert f"{quantities.rounded(Decimal(value), places):f}" == printed


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_a_refusal(text: str) -> None:
    """Nothing but ValueError comes out of reading, and what is read prints."""
    try:
        number, unit = quantities.read_amount(text)
    except ValueError:
        return
    assert quantities.print_amount(number, unit)
