"""The title block: a long title broken by sense into balanced lines (GB/T 9704-2012 7.3.1: centred, broken by sense), the byline in order."""
from __future__ import annotations

import re

from generator.frozen import replace
from generator.model import Draft, Layout

_WIDEST = 20.0                                   # characters of 22 pt in 156 mm, where no layout says otherwise
_SHORTEST = 4
_UNITS = re.compile(
    "在|全[省市县区镇乡]|\\d+[—－-]\\d+月|\\d+年|\\d+|[一二三四]季度|[上下]半年|招商引资|项目建设|营商环境|“[^”]*”|《[^》]*》|"
    "(?:动员|推进|调度|汇报|总结|表彰)(?:大会|会)|工作|(?:大会|会议|会)?上的讲话|会议|大会|[A-Za-z]+|.")


def arranged(draft: Draft, layout: Layout) -> Draft:
    """The draft with its byline in the layout's order."""
    byline = [paragraph for paragraph in draft.paragraphs if paragraph.role == "byline"]
    if layout.byline == "date_first" or len(byline) < 2:
        return draft
    turned = iter(byline[::-1])
    return replace(draft, paragraphs=tuple(next(turned) if paragraph.role == "byline" else paragraph for paragraph in draft.paragraphs))


def width(text: str) -> float:
    """Width in full-width characters: a half-width digit or letter counts half."""
    return sum(0.5 if ord(char) < 256 else 1.0 for char in text)


def lines(title: str, widest: float = _WIDEST) -> list[str]:
    """The title as lines of at most ``widest``, broken between units of sense, the last not shorter than four characters."""
    if width(title) <= widest:
        return [title]
    count = int(-(-width(title) // widest))
    return _split(_UNITS.findall(title), count, widest)


def _split(units: list[str], count: int, widest: float) -> list[str]:
    if count == 1:
        return ["".join(units)]
    target = width("".join(units)) / count
    best = min(range(1, len(units)), key=lambda at: _cost(units, at, target, widest))
    return ["".join(units[:best]), *_split(units[best:], count - 1, widest)]


def _cost(units: list[str], at: int, target: float, widest: float) -> tuple[bool, float]:
    """Too wide or too short is worst; then distance from balance, a break between two lone characters costing three."""
    first, rest = width("".join(units[:at])), width("".join(units[at:]))
    lone = len(units[at - 1]) == 1 and len(units[at]) == 1
    return first > widest or first < _SHORTEST or rest < _SHORTEST, abs(first - target) + 3 * lone + (0.1 if first > rest else 0)
