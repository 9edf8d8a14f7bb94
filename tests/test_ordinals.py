"""Numbers as Chinese words, and the numbering of headings."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language import ordinals

_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"十": 10, "百": 100, "千": 1000}


def _read(text: str) -> int:
    """The value of a Chinese numeral below ten thousand, read independently of how it is made."""
    total, digit = 0, 0
    for char in text:
        value = _VALUES[char]
        if value >= 10:
            total, digit = total + (digit or 1) * value, 0
        else:
            digit = value
    return total + digit


@given(st.integers(0, 9999))
def test_a_chinese_numeral_reads_back_as_its_number(number: int) -> None:
    """Every number to 9999; no 零 at the end, none doubled."""
    said = ordinals.cn(number)
    assert _read(said) == number
    assert "零零" not in said
    assert number == 0 or not said.endswith("零")


@pytest.mark.parametrize(("number", "said"), [
    (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (110, "一百一十"), (101, "一百零一"), (1001, "一千零一"),
    (1010, "一千零一十")])
def test_numerals_are_as_counted_aloud(number: int, said: str) -> None:
    assert ordinals.cn(number) == said


@pytest.mark.parametrize("number", [-1, 10000])
def test_other_numbers_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        ordinals.cn(number)


def test_two_is_liang_before_a_measure_word() -> None:
    """两项, but 十二项 and 二十项."""
    assert [ordinals.count_cn(number) for number in (1, 2, 3, 12, 20)] == ["一", "两", "三", "十二", "二十"]


@pytest.mark.parametrize(("style", "said"), [
    ("一、", "二、"), ("（一）", "（二）"), ("1、", "2、"), ("1.", "2."), ("第一，", "第二，"), ("第一个问题：", "第二个问题："),
    ("一是", "二是"), ("一要", "二要"), ("首先", "其次")])
def test_a_heading_style_is_named_by_its_first_member(style: str, said: str) -> None:
    """Number one prints the style's own name; marks follow GB/T 15834-2011 (no 、 after brackets, a half-width dot after 1)."""
    assert ordinals.heading(style, 1) == style
    assert ordinals.heading(style, 2) == said


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(ValueError, match="A"):
        ordinals.heading("A", 1)
