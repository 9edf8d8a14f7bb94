"""Days that a text tells by themselves: a weekday beside its date, how many days are left until one, which anniversary a year is."""
from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from generator.language.said import Said, SaidDate

WEEK = "一二三四五六日"
_NAMED = r"(?P<said>(?:上+|下+|这|本)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天]))"
_BEFORE, _AFTER = re.compile(rf"{_NAMED}[（(，]?$"), re.compile(rf"[（(]{_NAMED}")
_BACK = {"今天": 0, "昨天": 1, "前天": 2}
_WEEKDAY = re.compile("(?P<weeks>上+|本|这)个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])")
_LEFT = re.compile("(?:[只还]剩下?|还有|只有|不到|再过|不足|倒计时)(?:了|着)?$")
_DECEMBER = 12
_IN_TIME, _NEARLY = re.compile("(?:时间|序时)进度"), Decimal("0.1")      # what rounding may change
_TO_COME = re.compile("(?:往后|[余剩]下|剩余|还有|接下来|今后|[往之以]?后|只剩|还剩)的?$")
_WITHIN = 1                                      # a day more or less: today may count or not
# What all the country counts from: the Party, the army, the victory in the war, the People's Republic, reform and opening.
_SINCE = (1921, 1927, 1945, 1949, 1978)


class Weekday(NamedTuple):
    """A weekday beside a date, ``[start, end)`` in the text, and the one that it is."""

    start: int
    end: int
    said: str
    right: str

    @property
    def holds(self) -> bool:
        """Whether the date is on that day."""
        return self.said[-1].replace("天", "日") == self.right


def weekday(said: SaidDate, text: str, year: int) -> Weekday | None:
    """The weekday that stands right beside a day of a month (上周五（3月13日）, 3月13日（周五）); None where none does, or there is no such day."""
    day = day_of(said, year)
    found = _BEFORE.search(text, max(0, said.start - 8), said.start) or _AFTER.match(text, said.end)
    return Weekday(*found.span("said"), found["said"], WEEK[day.weekday()]) if day is not None and found is not None else None


def told_from(today: date, text: str) -> Iterator[date]:
    """The days that a text tells from the day of the speech: 上周四, 昨天."""
    yield from (today - timedelta(days=back) for word, back in _BACK.items() if word in text)
    monday = today - timedelta(days=today.weekday())
    for match in _WEEKDAY.finditer(text):
        yield monday + timedelta(days=WEEK.index(match["day"].replace("天", "日")) - 7 * len(match["weeks"].replace("本", "").replace("这", "")))


def day_of(said: SaidDate, year: int) -> date | None:
    """The day of a date that names a month and a day, of its own year or ``year``; None for any other."""
    if not said.months or said.day is None:
        return None
    try:
        return date(said.years[-1] if said.years else year, said.months[-1], said.day)
    except ValueError:
        return None


def counts_down(said: Said, text: str, dates: Iterable[SaidDate], today: date) -> bool:
    """Whether a number of days is what is left until one of some dates: 只剩23天，4月10日前."""
    if said.unit != "天" or not _LEFT.search(text[max(0, said.start - 6):said.start]):
        return False
    ends = ((day_of(item, today.year) or _end_of(item, text, today.year)) for item in dates)
    return any(abs((day - today).days - said.value) <= _WITHIN for day in ends if day is not None)


def _end_of(said: SaidDate, text: str, year: int) -> date | None:
    """The last day of a month whose end is named: 10月底."""
    if not said.months or text[said.end:said.end + 1] not in ("底", "末"):
        return None
    year, month = said.years[-1] if said.years else year, said.months[-1]
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= _DECEMBER else None


def months_left(said: Said, text: str, month: int | None) -> bool:
    """Whether a number of months is what is left of the year in a ``month``, or after the first months that a text names: 前4个月…往后8个月."""
    if said.unit not in ("个月", "月") or not _TO_COME.search(text[max(0, said.start - 6):said.start]):
        return False
    gone = _DECEMBER - said.value
    return f"前{gone}个月" in text or month is not None and gone in (month - 1, month)


def ahead_of_time(said: Said, text: str, told: Iterable[Said], month: int | None) -> bool:
    """Whether a number of percentage points is how far one of the rates ``told`` by a text is from the share of the year that is over: 比时间进度快8.1个百分点."""
    if said.unit != "个百分点" or month is None or not _IN_TIME.search(text[:said.start].rpartition("。")[2]):
        return False
    over = Decimal(month) / _DECEMBER * 100
    return any(abs(abs(item.value - over) - said.value) < _NEARLY for item in told if item.unit == "%")


def anniversary(said: Said, text: str, year: int) -> bool:
    """Whether a number of years is how long ago all the country began to count: 新中国成立75周年."""
    return said.unit == "周" and text[said.end:said.end + 1] == "年" and year - said.value in _SINCE
