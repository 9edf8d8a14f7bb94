"""Days that a text tells by themselves."""
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks import days
from generator.language.said import numbers


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.sampled_from(["周", "星期", "上周", "下个星期", "这周"]), st.booleans())
def test_a_weekday_beside_its_date_is_held_against_the_calendar(day: date, word: str, before: bool) -> None:
    """Right on that day, wrong on the next, on either side of the date."""
    for off, holds in ((0, True), (1, False)):
        told = f"{word}{days.WEEK[(day.weekday() + off) % 7]}"
        text = f"{told}（{day.month}月{day.day}日）" if before else f"{day.month}月{day.day}日（{told}）"
        found = days.weekday(numbers(text).dates[0], text, day.year)
        assert found is not None
        assert (text[found.start:found.end], found.holds, found.right) == (told, holds, days.WEEK[day.weekday()])


@pytest.mark.parametrize("text", ["3月13日开会", "上周五开会，3月13日再看", "周五（3月）", "周五（2月30日）"])
def test_a_date_without_its_weekday_says_none(text: str) -> None:
    """Nothing beside it, another day, no day, no such day."""
    assert all(days.weekday(said, text, 2026) is None for said in numbers(text).dates)


@pytest.mark.parametrize(("text", "follows"), [
    ("从今天算起只剩23天，4月10日前要办完", True), ("还有22天就到4月10日", True), ("只剩30天，4月10日前要办完", False), ("办了23天，4月10日前要办完", False),
])
def test_days_until_a_date_follow_from_today(text: str, follows: bool) -> None:
    """Counted from the day of the speech, a day more or less."""
    told = numbers(text)
    assert days.counts_down(told.quantities[0], text, told.dates, date(2026, 3, 18)) is follows


@pytest.mark.parametrize(("text", "year", "known"), [
    ("新中国成立75周年", 2024, True), ("建党100周年", 2021, True), ("建县75周年", 2023, False), ("改革开放40周年", 2018, True), ("改革开放41周年", 2018, False),
])
def test_an_anniversary_that_all_know_is_no_figure(text: str, year: int, known: bool) -> None:
    """By the year of the speech."""
    assert days.anniversary(numbers(text).quantities[0], text, year) is known


@pytest.mark.parametrize(("text", "month", "follows"), [
    ("前4个月完成一半，往后8个月要补上", None, True), ("往后8个月要补上", 4, True), ("还有8个月", 5, True), ("往后8个月要补上", 7, False), ("用了8个月", 4, False),
])
def test_what_is_left_of_the_year_follows_from_the_month(text: str, month: int | None, follows: bool) -> None:
    """By the months that the text names, or those of the speech: the one that runs may count or not."""
    assert days.months_left(numbers(text).quantities[-1], text, month) is follows


@pytest.mark.parametrize(("text", "month", "follows"), [
    ("完成计划的58.1%，比时间进度快8.1个百分点", 6, True), ("完成70.8%，离75%的序时进度差4.2个百分点", 9, True), ("完成58.1%，比时间进度快9.1个百分点", 6, False),
    ("完成58.1%，比上年快8.1个百分点", 6, False), ("完成58.1%，比时间进度快8.1个百分点", None, False),
])
def test_how_far_a_rate_is_from_the_time_that_is_over(text: str, month: int | None, follows: bool) -> None:
    """时间进度 and 序时进度: the months under review as a share of the year."""
    told = numbers(text).quantities
    assert days.ahead_of_time(told[-1], text, told, month) is follows
