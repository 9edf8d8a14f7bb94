"""Five-year plans, quarters, seasons, and dates as offices write them."""
from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language import calendar
from generator.model import Date


@pytest.mark.parametrize(("year", "said"), [
    (2003, ("十五", "")), (2005, ("十五", "收官之年")), (2006, ("十一五", "开局之年")), (2011, ("十二五", "开局之年")),
    (2016, ("十三五", "开局之年")),
    (2020, ("十三五", "收官之年")), (2021, ("十四五", "开局之年")), (2023, ("十四五", "")), (2025, ("十四五", "收官之年")),
    (2026, ("十五五", "开局之年")), (2030, ("十五五", "收官之年"))])
def test_a_year_knows_its_plan_and_its_place_in_it(year: int, said: tuple[str, str]) -> None:
    assert calendar.plan(year) == said


@pytest.mark.parametrize("year", [2002, 2031])
def test_years_outside_the_tables_have_no_plan(year: int) -> None:
    assert calendar.plan(year) is None


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
