"""Which runs are phrases: said often enough, free on both sides, hard to take apart, no fragment of a longer one, no name and nothing counted."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from math import log2

from generator.frozen import Frozen
from generator.mining.grams import Run

_SHORTEST = 2
_PHRASE, _GROWN = 10, 4                          # characters of what is still one phrase, and by which a phrase takes the place of its part
_SIZE = {2: 0.15, 3: 0.5}                        # how little a run of so few characters is worth beside one of four: most are just words
_MANY = 3                                        # times as often a word is said elsewhere that is joined freely
_SELDOM, _APART = 3, 2.0                         # times that are few; bits by which two neighbours hold less than two within
_TIED = 0.7                                      # of a run's places one neighbour may hold before the run is part of something longer
_JOINS = "的了和与及等是在把将对为以从向到就也都使让给被之所而又并且地得着过们于个这那其各某"
_HEADS = frozenset("了们的地得等之、么呢吗啊吧性化者率型式件次和与及而且也都被于把将对向由届只支名位份")          # no phrase begins with
_TAILS = frozenset("的了和与及把被对从向在以为给由、就更最很一各某每这那其个全要会应再也都还又且并而使让")   # no phrase ends on
_LINKS = re.compile(r"^(?:一是|二是|三是|四是|五是|六是|一要|二要|三要|四要|第一|第二|第三|首先|其次|就是|这是|也是|都是|还是|不是|而是|我们|他们|大家的|今年|去年)$")
_COUNTED = re.compile(
    "[零〇一二三四五六七八九十百千万亿两几]{2,}(?:个|家|项|名|位|次|年|月|日|天|倍|成|条|户|人|元|亩|支|套)|[二三四五六七八九十两几](?:家|名|位|月|日|天|倍|成|户|元|亩|支|套)"
    "|[万亿]美?元")
_SIGNS = re.compile("[ＸX×某]")


class Phrase(Frozen):
    """A phrase with how often and in how many documents it is said, its score (greater is surer), and where: (source, offset in its text), a few."""

    text: str
    count: int
    documents: int
    score: float
    sources: tuple[tuple[str, int], ...] = ()
    moves: tuple[str, ...] = ()


def likely(runs: Iterable[Run], counts: Mapping[str, int], total: int) -> list[tuple[Run, float]]:
    """The runs that are phrases by their own neighbours, each with its score, the surest first; ``counts`` are those of all runs and characters,
    ``total`` the characters counted."""
    found = [(run, score(run, counts, total)) for run in runs if not is_part(run, counts, total)]
    return sorted(found, key=lambda item: (-item[1], item[0].text))


def is_free(text: str) -> bool:
    """Whether a run can stand by itself: no joint at its ends, nothing counted, no sign of something left out in it."""
    if len(text) < _SHORTEST or text[0] in _HEADS or text[-1] in _TAILS or _LINKS.match(text) or _SIGNS.search(text):
        return False
    if text[0] == "在" and text[-1] not in "中上下时后前里间":
        return False
    return not _COUNTED.search(text)


def is_part(run: Run, counts: Mapping[str, int], total: int) -> bool:
    """Whether a run is part of something longer: one neighbour holds most of its places, or its first or last character holds closer to what stands
    outside than to what stands inside (责任|感和使命感, 把招商引资作|为). What is said two or three times only may have one neighbour by chance: then
    the neighbour has to hold as close as the inside."""
    text = run.text

    def held(one: str, other: str) -> float:
        """How closely two neighbours hold together: bits above chance."""
        together = counts.get(one + other, 0)
        return log2(together * total / (counts[one] * counts[other])) if together else 0.0

    left = held(run.before, text[0]) - held(text[0], text[1]) if run.before in counts else -_APART
    right = held(text[-1], run.after) - held(text[-2], text[-1]) if run.after in counts else -_APART
    slack = _APART if run.count <= _SELDOM else 0.0
    return max(left, right) > 0 or (run.tied > _TIED and max(left, right) > -slack) or (run.tied > _TIED and run.count > _SELDOM)


def score(run: Run, counts: Mapping[str, int], total: int) -> float:
    """How surely a run is a phrase: by how often it is said, how much oftener than its parts would meet by chance, how free its sides are."""
    text = run.text
    parts = [(counts.get(text[:at], run.count), counts.get(text[at:], run.count)) for at in range(1, len(text))]
    bound = min(log2(run.count * total / (one * other)) for one, other in parts)
    if bound <= 0:
        return 0.0
    weight: float = log2(1 + run.count) * max(min(run.left, run.right), 0.25) ** 0.5 * min(len(text), 8) ** 0.5
    return weight * min(bound, 16) * _SIZE.get(len(text), 1) * (1 + run.alone / run.count)


def complete(found: Sequence[tuple[Run, float]], counts: Mapping[str, int]) -> list[tuple[Run, float]]:
    """Those that are no fragment of a longer phrase: where nearly all of a phrase's places lie in one longer phrase, the longer one is kept. Both are
    kept where what the longer one adds is said in many other places too (加强 + 联系沟通)."""
    longer: dict[str, int] = {}
    for run, _ in found:
        text = run.text
        for size in range(max(_SHORTEST, len(text) - _GROWN), len(text)) if len(text) <= _PHRASE else ():
            for at in range(len(text) - size + 1):
                part = text[at:at + size]
                if any(len(added) > 1 and counts.get(added, 0) >= _MANY * run.count for added in (text[:at], text[at + size:])):
                    continue
                longer[part] = max(longer.get(part, 0), run.count)
    return [(run, value) for run, value in found if longer.get(run.text, 0) <= _TIED * run.count]
