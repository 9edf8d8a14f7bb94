"""A speech read for its build: its outline and its moves, by what is known of the genre."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from generator.frozen import Frozen
from generator.mining import frames
from generator.mining.moves import Step, steps
from generator.mining.outline import Heading, outline
from generator.mining.scrape import Speech
from generator.standards import built_in


class Knowledge(Frozen):
    """What the miners know of the genre: cue phrases of moves, names of places and people."""

    cues: Mapping[str, Sequence[str]]
    names: frames.Names


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The built-in tables, read once in each process."""
    standards = built_in()
    return Knowledge(standards.cues, frames.Names(standards.places, standards.names))


class Studied(Frozen):
    """A speech with its outline and its moves."""

    speech: Speech
    headings: tuple[Heading, ...]
    steps: tuple[Step, ...]

    def move_at(self, paragraph: int, place: int) -> str:
        """The move of the unit in which a place lies; empty before the first."""
        at = bisect_right(self._starts, (paragraph, place))
        return self.steps[at - 1].move if at else ""

    @cached_property
    def _starts(self) -> list[tuple[int, int]]:
        return [(step.paragraph, step.start) for step in self.steps]


def study(speech: Speech) -> Studied:
    """A speech read."""
    headings = outline(speech)
    return Studied(speech, headings, steps(speech, headings, knowledge().cues))
