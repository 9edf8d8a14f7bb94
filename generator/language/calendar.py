"""The calendar of a speech: quarters and seasons, and dates as offices write them.

Dates are in Arabic figures without padding (GB/T 15835-2011 4.1.1); 一季度 is a set word in a Chinese one (4.2).
"""

from __future__ import annotations

from generator.language.ordinals import cn
from generator.model import Date


def quarter(month: int) -> str:
    """一季度 … 四季度, the quarter of a month (1–12). Raises ValueError for any other number."""
    if not 1 <= month <= 12:
        raise ValueError(month)
    return f"{cn((month + 2) // 3)}季度"


def season(date: Date) -> str:
    """春, 夏, 秋 or 冬 by the month (spring from March, as the weather service counts); empty where only the year is known."""
    return "" if date.month is None else "冬春夏秋"[date.month % 12 // 3]


def say_date(date: Date, year: int) -> str:
    """2021年3月15日; without the year where it is the speech's own (``year``; 0 always says it); a year alone is said with its 年."""
    if date.month is None:
        return f"{date.year}年"
    head = "" if date.year == year else f"{date.year}年"
    return f"{head}{date.month}月{f'{date.day}日' if date.day else ''}"


def by_date(date: Date, year: int) -> str:
    """As a deadline: 4月1日前, 6月底前, 2016年底前."""
    return f"{say_date(date, year)}前" if date.day else f"{say_date(date, year)}底前"
