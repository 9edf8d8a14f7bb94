"""What is said again: every run of characters inside a clause that is frequent enough, with its neighbours.

Stock text repeats whole clauses, so the distinct clauses are counted first. Runs are then grown from their first character: the places of a run
are parted by the character that follows, and only what is frequent grows on. Each place is looked at once for every character that it can grow, which
over 100 MB takes two fifths of the time of counting all runs and a thirteenth of the memory (``docs/scaling.md``). The runs that begin with one character
are found without looking at any other, so that the first characters can be shared out among workers.
"""
from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from math import log2

from generator.frozen import Frozen

LONGEST = 14
_CLAUSE = re.compile("[^\u3400-\u9fff、0-9０-９.．%％]+")
_DIGIT = re.compile("[1-9０-９.．]")
_END = "\n"
_BOUNDS = (_END, "0", "%")                       # what no run goes across
# What a phrase is bounded by inside a clause: signs of enumeration, and words that only join.
_BEFORE, _AFTER = frozenset("\n、的了和与及要"), frozenset("\n、的了和与及等0")


class Run(Frozen):
    """A run of characters: how often it is said, how free its two sides are (bits of entropy of the neighbour, each bound being
    a neighbour of its own), the share of its commonest neighbour on each side, how often it begins and ends a clause, and in which clauses it
    stands (numbers in the table of clauses)."""

    text: str
    count: int
    left: float
    right: float
    tied: float                                  # the greater of the shares of its commonest neighbours
    alone: int                                   # how often it is a whole clause
    before: str                                  # the neighbour on the left of most of its places; empty where none is
    after: str                                   # the same on the right
    places: Sequence[int]


def clauses(text: str) -> Iterator[tuple[int, str]]:
    """The clauses of a text with their places: runs of Chinese characters and digits, enumerated words kept together. All digits are one digit: a
    number is no end of a clause, and which number it is tells nothing."""
    text = levelled(text)
    at = 0
    for gap in _CLAUSE.finditer(text):
        if gap.start() > at:
            yield at, text[at:gap.start()]
        at = gap.end()
    if at < len(text):
        yield at, text[at:]


def split(text: str) -> list[str]:
    """The clauses of a text, without their places."""
    return _CLAUSE.split(levelled(text))


def levelled(text: str) -> str:
    """A text as clauses are counted: all digits are one digit; every character at its place."""
    return _DIGIT.sub("0", text).replace("％", "%")


def counted(texts: Iterable[str]) -> Counter[str]:
    """How often each clause is said in some texts (map: one batch of documents)."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(split(text))
    del found[""]
    return found


class Table:
    """The distinct clauses, laid end to end: first those that are said once, then the others, with how often each is said. Most are said once, so
    most places of a run are counted without being looked at."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        once = sorted(clause for clause, count in counts.items() if count == 1 and len(clause) > 1)
        often = sorted(clause for clause, count in counts.items() if count > 1 and len(clause) > 1)
        self.clauses = [*once, *often]
        self.text = _END + _END.join(self.clauses) + _END
        self.starts = array("I", accumulate((len(clause) + 1 for clause in self.clauses[:-1]), initial=1)) if self.clauses else array("I")
        self.often = self.starts[len(once)] if often else len(self.text)      # the place from which clauses are said more than once
        self._more = array("I")                  # by place from there, how often more than once
        for clause in often:
            self._more.extend([counts[clause] - 1] * len(clause))
            self._more.append(0)

    def firsts(self) -> list[str]:
        """The characters with which runs begin."""
        return sorted(set(self.text) - {_END, "、", "0", "%"})

    def weight(self, places: Sequence[int]) -> int:
        """How often is said what stands at some places, in ascending order."""
        return len(places) + sum(self.more(place) for place in places[bisect_left(places, self.often):])

    def more(self, place: int) -> int:
        """How often more than once is said what stands at a place from ``often`` on."""
        return self._more[place - self.often]

    def holding(self, places: Iterable[int]) -> list[str]:
        """The clauses in which places lie, in order, each once."""
        return [self.clauses[at] for at in sorted({bisect_right(self.starts, place) - 1 for place in places})]


def grown(
    table: Table, firsts: Iterable[str], least: int, counts: dict[str, int], wanted_run: Callable[[str], bool] = lambda text: True
) -> Iterator[Run]:
    """The runs of two to LONGEST characters that begin with one of some characters and are said ``least`` times or more (map: a share of the first
    characters), those that are not ``wanted_run`` left out; how often each is said, left out or not, goes into ``counts``."""
    text = table.text
    wanted = set(firsts)
    begun: dict[str, array[int]] = {first: array("I") for first in sorted(wanted)}
    for place, char in enumerate(text):
        if char in wanted:
            begun[char].append(place)
    while begun:
        run, places = begun.popitem()
        followers: dict[str, array[int]] = defaultdict(_places)
        size = len(run)
        for place in places:
            followers[text[place + size]].append(place)
        after = {char: table.weight(found) for char, found in followers.items()}
        if size > 1 and run[-1] != "、" and wanted_run(run):
            yield _run(table, run, places, after, followers[_END])
        if size < LONGEST:
            for char, count in after.items():
                if count >= least and char not in _BOUNDS:
                    begun[run + char] = followers[char]
                    counts[run + char] = count


def _places() -> array[int]:
    return array("I")


def _run(table: Table, run: str, places: Sequence[int], after: Mapping[str, int], ending: Sequence[int]) -> Run:
    """A run with its neighbours: ``after`` counts the following, ``ending`` are the places where a clause ends with it."""
    text = table.text
    count = sum(after.values())
    before = Counter([text[place - 1] for place in places])
    for place in places[bisect_left(places, table.often):]:
        before[text[place - 1]] += table.more(place)
    alone = table.weight([place for place in ending if text[place - 1] == _END])
    tied = max(_greatest(before, count, _BEFORE), _greatest(after, count, _AFTER))
    return Run(run, count, _freedom(before, count, _BEFORE), _freedom(after, count, _AFTER), tied, alone,
               _commonest(before, _BEFORE), _commonest(after, _AFTER), places)


def _greatest(neighbours: Mapping[str, int], count: int, bounds: frozenset[str]) -> float:
    """The share of the commonest neighbour; what bounds a phrase is none."""
    return max((number for char, number in neighbours.items() if char not in bounds), default=0) / count


def _commonest(neighbours: Mapping[str, int], bounds: frozenset[str]) -> str:
    best = max(sorted(neighbours), key=lambda char: neighbours[char])
    return best if best not in bounds and 2 * neighbours[best] > sum(neighbours.values()) else ""


def _freedom(neighbours: Mapping[str, int], count: int, bounds: frozenset[str]) -> float:
    """The entropy of the neighbour; each bound counts as a neighbour of its own."""
    ends = sum(number for char, number in neighbours.items() if char in bounds)
    bits = -sum(number / count * log2(number / count) for char, number in neighbours.items() if char not in bounds)
    return bits + ends / count * log2(count) if ends else bits
