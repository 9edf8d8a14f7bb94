"""Quarters, seasons, and dates as offices write them."""
from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language import calendar
from generator.model import Date


def test_quarters_have_chinese_numerals() -> None:
    """一季度 is a set word (GB/T 15835-2011 4.2)."""
    assert [calendar.quarter(month) for month in (1, 3, 4, 9, 12)] == ["一季度", "一季度", "二季度", "三季度", "四季度"]
    with pytest.raises(ValueError, match="13"):
        calendar.quarter(13)


def test_seasons_go_by_the_month() -> None:
    assert "".join(calendar.season(Date(2026, month)) for month in range(1, 13)) == "冬冬春春春夏夏夏秋秋秋冬"
    assert calendar.season(Date(2026)) == ""


@pytest.mark.parametrize(("date", "said", "deadline"), [
    (Date(2026, 3), "3月", "3月底前"), (Date(2026, 3, 5), "3月5日", "3月5日前"), (Date(2027, 3), "2027年3月", "2027年3月底前"),
    (Date(2027, 3, 15), "2027年3月15日", "2027年3月15日前"), (Date(2026), "2026年", "2026年底前"),
    (Date(2030), "2030年", "2030年底前")])
def test_dates_and_deadlines(date: Date, said: str, deadline: str) -> None:
    """The speech's own year is not said again; a year alone is."""
    assert (calendar.say_date(date, 2026), calendar.by_date(date, 2026)) == (said, deadline)


@given(st.dates(), st.integers(2003, 2030))
def test_dates_are_never_padded(day: datetime.date, year: int) -> None:
    """No 08月01日, no 号 (GB/T 15835-2011)."""
    said = calendar.say_date(Date(day.year, day.month, day.day), year)
    assert not re.search(r"(?<!\d)0\d*[月日]", said)
    assert said.endswith("日")
