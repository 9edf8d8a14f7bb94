"""Columns on a terminal: wide characters count two, lines break between them."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli.columns import join_lines, pad, table, width, wrap
from generator.cli.nearest import identify, near
from generator.errors import CallError

MIXED = st.text("拟稿一二三，。（）“”abcXYZ 019-", max_size=60)


@pytest.mark.parametrize(("text", "columns"), [("", 0), ("abc", 3), ("拟稿", 4), ("（a）", 5), ("e\u0301", 1)])
def test_width(text, columns):
    """Chinese characters and full-width marks take two columns, combining marks none."""
    assert width(text) == columns


@given(MIXED, st.integers(20, 60))
def test_wrapping_loses_no_character(text, columns):
    """All but blanks is there, in order."""
    assert "".join("".join(wrap(text, columns)).split()) == "".join(text.split())


@given(st.text("拟稿一二三", max_size=80), st.integers(2, 60))
def test_no_wrapped_line_is_too_wide(text, columns):
    """Plain Chinese text never sticks out."""
    assert all(width(line) <= columns for line in wrap(text, columns))


def test_no_line_begins_with_a_closing_mark():
    """A comma stays with the character before it, an opening bracket with the one behind it."""
    assert wrap("一二三四，五六（七八", 8) == ["一二三", "四，五六", "（七八"]


def test_words_stay_whole():
    """Latin words and numbers are not broken."""
    assert wrap("写成 nigao draft 要点", 7) == ["写成", "nigao", "draft", "要点"]


def test_lines_join_without_blanks_between_chinese():
    """Source lines of help become one paragraph."""
    assert join_lines(["拟稿", "  写稿", "a", "b"]) == "拟稿写稿a b"


def test_table_columns_stand_under_each_other():
    """Wide and narrow cells pad to the same column; no blanks at the end."""
    assert table([("a", "语步", "x"), ("稿子", "b", "")]) == "a     语步  x\n稿子  b"
    assert pad("稿", 4) == "稿  "


@pytest.mark.parametrize(("word", "first"), [("draf", "draft"), ("phrse", "phrase"), ("skel", "skeleton")])
def test_near_names(word, first):
    """Slips and beginnings find the name."""
    assert near(word, ["draft", "phrase", "phrases", "skeleton"])[0] == first


def test_identify_takes_ids_and_chinese_names():
    """A user may write either."""
    named = {"DIA.PROBLEM": "问题", "REV.RESULT": "成绩"}
    assert identify("语步", "DIA.PROBLEM", named, "x") == identify("语步", "问题", named, "x") == "DIA.PROBLEM"


def test_identify_names_the_near_ones():
    """An unknown name is a wrong call, answered with ids that exist."""
    with pytest.raises(CallError, match=r"没有“DIA.PROBLEN”这个语步。相近的有：DIA.PROBLEM（问题）。看全部：nigao phrases") as caught:
        identify("语步", "DIA.PROBLEN", {"DIA.PROBLEM": "问题", "REV.RESULT": "成绩"}, "nigao phrases")
    assert caught.value.code == 2
