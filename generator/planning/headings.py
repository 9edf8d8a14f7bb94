"""Headings of one mould (标题组): which series heads all the parts that the brief leaves unnamed.

A series fits where it has a member for every part; one frame a level, chosen by the same stable hash as blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from generator import ranking
from generator.frozen import Frozen
from generator.marks import plain
from generator.model import Library, Series, Skeleton
from generator.tags import put

_SPARE = 4                                       # a series made for one kind of speech is drawn this many times more often
_PLAIN = Series("plain", "平实式", {"review": "前一段工作的回顾", "work": "扎实做好下一步工作", "safeguard": "把定下的事落到实处"}, "着力解决“{problem}”的问题")


class Wanted(Frozen):
    """A part without a heading: the ids by which a series may know it (topics or theme, best first), the problem that it answers."""

    keys: Sequence[str]
    problem: str | None = None


def headings(wanted: Sequence[Wanted], given: Sequence[str], library: Library, skeleton: Skeleton, variant: int) -> list[str]:
    """A heading for each part, all in one series and all different; of a length with those that the brief gave, where one is.

    Where no series fits, plain headings: they always fit.
    """
    fitting = {}
    for series in _allowed(library, skeleton):
        found = [_heading(series, part) for part in wanted]
        made = [heading for heading in found if heading]
        if len(set(made)) == len(wanted) and _even(made):
            fitting[series.id] = (series, made)
    if not fitting:
        return [_heading(_PLAIN, part) or "扎实做好下一步工作" for part in wanted]

    def fitness(pair: tuple[Series, list[str]]) -> tuple[int, float]:
        off = min((abs(_length(own) - _length(heading)) for own in given for heading in pair[1]), default=0)
        return -off, ranking.score(_weight(pair[0], skeleton), variant, skeleton.id, pair[0].id)

    return max(fitting.values(), key=fitness)[1]


def heads(moves: Iterable[str], library: Library, skeleton: Skeleton, variant: int) -> Mapping[str, str]:
    """By move the run-in heading of a made point, all of one series; a move that the series lacks has its ``other``."""
    listed = list(dict.fromkeys(moves))
    fitting = [series for series in _allowed(library, skeleton) if "other" in series.members]
    best = max(
        fitting,
        key=lambda series: (sum(move in series.members for move in listed), ranking.score(_weight(series, skeleton), variant, skeleton.id, series.id)),
        default=None,
    )
    return {move: best.members.get(move, best.members["other"]) for move in listed} if best else {}


def _allowed(library: Library, skeleton: Skeleton) -> list[Series]:
    return [series for series in library.headings.values() if series.skeletons is None or not skeleton.kinds.isdisjoint(series.skeletons)]


def _weight(series: Series, skeleton: Skeleton) -> int:
    return series.weight * (_SPARE if series.skeletons and not skeleton.kinds.isdisjoint(series.skeletons) else 1)


def _heading(series: Series, part: Wanted) -> str | None:
    named = next((series.members[key] for key in part.keys if key in series.members), None)
    return named or (put(series.pattern, problem=part.problem) if series.pattern and part.problem else None)


def _length(heading: str) -> int:
    """Characters of a heading, punctuation not counted."""
    return len(re.sub(r"[，、。：“”]", "", plain(heading)))


def _even(made: Sequence[str]) -> bool:
    """Members of one series are of one length, give or take a character."""
    lengths = [_length(heading) for heading in made]
    return not lengths or max(lengths) - min(lengths) <= 1
