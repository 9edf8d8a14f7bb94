"""The rhythm of spoken Chinese, measured: sentences, clauses, parallels, orders (knowledge room).

A sentence ends at 。！？ or with its paragraph, a clause at any stop. 要 commands unless it is part of a word (要求, 需要, 重要) or
follows one that weakens it (就要, 还要). A parallel (排比) is three or more neighbouring clauses of one frame; a series is three or
more 、-items alike. Rates are per 1,000 characters, white space not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from operator import add, sub
from typing import Any, NamedTuple

from generator.characters import HAN

SHORT, LONG = 15, 100                            # characters: a sentence under the one is short, over the other long
_FEW = 3                                         # members that make a parallel or a series
_BEAT = 4
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”’）》]*")
_CLAUSE = re.compile(r"[^，。！？；：,!?;:\n]+")
_HAN = re.compile(HAN)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*|【待补[^】]*】")
_QUOTES = "“”‘’"
_AROUND = re.compile("[“”‘’《》（）()、—…]")
_BEFORE = "主重需必首紧险摘纲概简提机只还想将快次扼撮权显精若既就也都"
_AFTER = "求素点么是道闻件领务害塞紧义诀目职地旨强好价"
_IMPERATIVE = re.compile(f"(?<![{_BEFORE}])要(?![{_AFTER}])")


class Rhythm(NamedTuple):
    """How some paragraphs sound: means in characters, shares from 0 to 1, the rest per 1,000 characters."""

    characters: int
    sentences: int
    mean_sentence: float
    short_share: float                           # of sentences under SHORT
    long_share: float                            # of sentences over LONG
    clause: float                                # mean length
    clauses_per_sentence: float
    runs: int                                    # parallels
    series: int
    parallel: float                              # share of the text inside either
    four: float                                  # clauses of four characters that stand alone
    yao: float                                   # orders with 要
    figures: float
    exclamations: float


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its stop; white space and what holds no Chinese character left out."""
    return [found.strip() for found in _SENTENCE.findall(text) if _HAN.search(found)]


def clauses(text: str) -> list[str]:
    """What stands between two stops of a text."""
    return [found.strip() for found in _CLAUSE.findall(text) if found.strip()]


def imperatives(text: str) -> int:
    """How often 要 gives an order in a text."""
    return len(_IMPERATIVE.findall(text))


def mean(parts: Sequence[str]) -> float:
    """Mean length of parts in characters; 0 where there are none."""
    return sum(map(len, parts)) / len(parts) if parts else 0.0


class Tally(NamedTuple):
    """What is counted in some words; tallies of words that are spoken one after the other add up."""

    characters: int = 0
    sentences: int = 0
    sentence_characters: int = 0
    short: int = 0
    long: int = 0
    clauses: int = 0
    clause_characters: int = 0
    runs: int = 0
    series: int = 0
    parallel: int = 0                            # characters
    four: int = 0
    yao: int = 0
    figures: int = 0
    exclamations: int = 0

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally._make(map(add, self, other))

    def less(self, other: Tally) -> Tally:
        """What is left without the other, which is a part of it."""
        return Tally._make(map(sub, self, other))

    @property
    def rhythm(self) -> Rhythm:
        """Means, shares and rates; all zero where nothing is said."""
        return Rhythm(
            characters=self.characters, sentences=self.sentences, mean_sentence=_share(self.sentence_characters, self.sentences),
            short_share=_share(self.short, self.sentences), long_share=_share(self.long, self.sentences),
            clause=_share(self.clause_characters, self.clauses), clauses_per_sentence=_share(self.clauses, self.sentences),
            runs=self.runs, series=self.series, parallel=_share(self.parallel, self.characters), four=1000 * _share(self.four, self.characters),
            yao=1000 * _share(self.yao, self.characters), figures=1000 * _share(self.figures, self.characters),
            exclamations=1000 * _share(self.exclamations, self.characters),
        )


def _share(count: int, of: int) -> float:
    return count / of if of else 0.0


def tally(paragraph: str) -> Tally:
    """What is counted in one paragraph, or in a stretch of one that begins and ends with a sentence."""
    text = "".join(paragraph.split())
    said, parts = sentences(text), clauses(text)
    runs, series, inside = _parallels(parts)
    return Tally(
        len(text), len(said), sum(map(len, said)), sum(len(told) < SHORT for told in said), sum(len(told) > LONG for told in said),
        len(parts), sum(map(len, parts)), runs, series, inside, sum(map(_beats, parts)), imperatives(text), len(_FIGURE.findall(text)),
        text.count("！") + text.count("!"),
    )


def measure(paragraphs: Iterable[str]) -> Rhythm:
    """The rhythm of some paragraphs, headings among them as they are spoken; all zero where they say nothing."""
    total = Tally()
    for paragraph in paragraphs:
        total = total.plus(tally(paragraph))
    return total.rhythm


def bare(paragraph: str, facts: Sequence[tuple[int, int]]) -> list[bool]:
    """Of each sentence of a paragraph whether it touches none of the stretches ``[start, end)`` that are facts."""
    found, at = [], 0
    for sentence in sentences(paragraph):
        start = paragraph.index(sentence, at)
        at = start + len(sentence)
        found.append(not any(begin < at and end > start for begin, end in facts))
    return found


def longest(flags: Iterable[bool]) -> int:
    """The most flags in a row that are set."""
    return max((len(list(group)) for flag, group in groupby(flags) if flag), default=0)


def parallels(paragraph: str) -> tuple[int, int, int]:
    """Parallels and series of one paragraph, and the characters inside either."""
    return _parallels(clauses(paragraph))


def _parallels(parts: Sequence[str]) -> tuple[int, int, int]:
    runs = series = inside = at = 0
    while at < len(parts):
        end = _end_of_run(parts, at)
        if end - at >= _FEW:
            runs, inside, at = runs + 1, inside + sum(map(len, parts[at:end])), end
            continue
        found = _in_series(parts[at])
        series, inside, at = series + (found > 0), inside + found, at + 1
    return runs, series, inside


def _end_of_run(parts: Sequence[str], start: int) -> int:
    end = start + 1
    while end < len(parts) and _alike(parts[end - 1], parts[end]):
        end += 1
    return end


def _alike(one: str, two: str) -> bool:
    """Whether two clauses have one frame: of one short length, or nearly of one length with a third of their characters in common."""
    if len(one) == len(two) and _BEAT <= len(one) <= 9:
        return True
    longest = max(len(one), len(two))
    if abs(len(one) - len(two)) > _BEAT or longest < _BEAT or 3 * sum(map(set(two).__contains__, one)) < longest:
        return False                             # what is matched in order is no more than what stands in both
    shared = sum(block.size for block in SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks())
    return shared * 3 >= longest


def _in_series(clause: str) -> int:
    """Characters of the longest series in a clause; its first item may carry the clause's lead, its last one a tail. 0 for none."""
    items = [item.strip(_QUOTES) for item in clause.split("、")] if "、" in clause else []
    best = 0
    for start in range(len(items) - _FEW + 1):
        width = len(items[start + 1])
        group = [items[start][-width:], *_of_width(items[start + 1:], width)] if width else []
        if len(group) >= _FEW and width >= 2 and (width >= _BEAT or _rhymes(group)):
            best = max(best, sum(map(len, group)))
    return best


def _of_width(items: Sequence[str], width: int) -> list[str]:
    """The items up to the first of another width; the last of the clause may be longer and counts up to ``width``."""
    taken = []
    for at, item in enumerate(items):
        if len(item) == width:
            taken.append(item)
            continue
        if at == len(items) - 1 and len(item) > width:
            taken.append(item[:width])
        break
    return taken


def _rhymes(group: Sequence[str]) -> bool:
    """Whether all items begin, or all end, with one character."""
    return len({item[:1] for item in group if item}) == 1 or len({item[-1:] for item in group if item}) == 1


def _beats(clause: str) -> int:
    return sum(len(item) == _BEAT == len(_HAN.findall(item)) for item in (_AROUND.sub("", part) for part in clause.split("、")))


def ranges(table: Mapping[str, Mapping[str, Any]], kind: str) -> dict[str, tuple[float | None, float | None]]:
    """Lowest and highest good value (None: open) of each measure of the bank's ``style`` table, for one kind of speech."""
    own = {name: {**entry, **entry.get("skeletons", {}).get(kind, {})} for name, entry in table.items()}
    return {name: (entry.get("low"), entry.get("high")) for name, entry in own.items()}
