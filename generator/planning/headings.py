"""Headings of one mould (标题组): which series heads all the parts that the brief leaves unnamed.

A series fits where it has a member for every part; one frame a level, chosen by the same stable hash as blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator import ranking
from generator.model import Library, Series, Skeleton


def headings(wanted: Sequence[Sequence[str]], library: Library, skeleton: Skeleton, variant: int) -> list[str | None]:
    """For each part, given the keys by which it may be known (topics, theme; best first), its heading in one series.

    None throughout where no series has a different member for every part.
    """
    fitting = {
        series.id: (series, found)
        for series in _allowed(library, skeleton)
        if all(found := [_member(series, keys) for keys in wanted]) and len(set(found)) == len(found)
    }
    if not wanted or not fitting:
        return [None] * len(wanted)
    best = max(fitting.values(), key=lambda pair: ranking.score(_weight(pair[0], skeleton), variant, skeleton.id, pair[0].id))
    return list(best[1])


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
    return [series for series in library.headings.values() if series.skeletons is None or skeleton.id in series.skeletons]


def _weight(series: Series, skeleton: Skeleton) -> int:
    """A series made for this kind of speech is drawn more often."""
    return series.weight * (4 if series.skeletons and skeleton.id in series.skeletons else 1)


def _member(series: Series, keys: Iterable[str]) -> str | None:
    return next((series.members[key] for key in keys if key in series.members), None)
