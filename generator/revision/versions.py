"""How two versions of a speech differ, sentence by sentence: what was added, taken out, changed or moved, and which numbers changed with it."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from generator.language.said import numbers
from generator.language.sentences import sentences
from generator.model import Difference
from generator.readers.document import Document

_ALIKE = 0.5                                     # of their characters two sentences share that are one, changed
_COMMON = 0.3                                    # of their pairs of characters, before they are compared in earnest


class _Sentence(NamedTuple):
    """A sentence with its place; ``key`` is what is read of it."""

    paragraph: int
    start: int
    end: int
    text: str
    key: str


def differences(old: Document, new: Document) -> tuple[Difference, ...]:
    """What became of the sentences of ``old`` in ``new``, by their places there; what was taken out stands where it would follow."""
    was, now = list(_told(old)), list(_told(new))
    blocks = SequenceMatcher(None, [item.key for item in was], [item.key for item in now], autojunk=False).get_opcodes()
    gone = [at for kind, start, end, _, _ in blocks if kind != "equal" for at in range(start, end)]
    come = [at for kind, _, _, start, end in blocks if kind != "equal" for at in range(start, end)]
    follows = {at: start for kind, first, last, start, _ in blocks if kind != "equal" for at in range(first, last)}
    moved = dict(_moved(was, now, gone, come))
    changed = dict(_changed(was, now, [at for at in gone if at not in moved], [at for at in come if at not in moved.values()]))
    found = [_difference("moved", was[at], now[to]) for at, to in moved.items()]
    found += [_difference("changed", was[at], now[to]) for at, to in changed.items()]
    found += [_difference("added", None, now[at]) for at in come if at not in {*moved.values(), *changed.values()}]
    found += [_removed(was[at], now, follows[at]) for at in gone if at not in moved and at not in changed]
    return tuple(sorted(found, key=lambda item: (item.paragraph, item.start, item.kind)))


def _told(document: Document) -> Iterator[_Sentence]:
    for paragraph, words in enumerate(document.paragraphs):
        for start, end in sentences(words.text):
            text = words.text[start:end].strip()
            yield _Sentence(paragraph, start, end, text, re.sub(r"\s", "", text))


def _moved(was: Sequence[_Sentence], now: Sequence[_Sentence], gone: Iterable[int], come: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Sentences that stand elsewhere as they were."""
    places: dict[str, list[int]] = {}
    for at in come:
        places.setdefault(now[at].key, []).append(at)
    for at in gone:
        if places.get(was[at].key):
            yield at, places[was[at].key].pop(0)


def _changed(was: Sequence[_Sentence], now: Sequence[_Sentence], gone: Sequence[int], come: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of sentences that are one, changed: the likest first, each in one pair; of two that are as like the nearer."""
    pairs = {at: Counter(zip(now[at].key, now[at].key[1:], strict=False)) for at in come}
    scored = []
    for order, at in enumerate(gone):
        own = Counter(zip(was[at].key, was[at].key[1:], strict=False))
        for number, to in enumerate(come):
            common = sum((own & pairs[to]).values())
            if common >= _COMMON * max(1, min(sum(own.values()), sum(pairs[to].values()))):
                like = SequenceMatcher(None, was[at].key, now[to].key, autojunk=False).ratio()
                if like >= _ALIKE:
                    scored.append((-like, abs(order - number), at, to))
    taken: set[tuple[str, int]] = set()
    for _, _, at, to in sorted(scored):
        if ("old", at) not in taken and ("new", to) not in taken:
            taken |= {("old", at), ("new", to)}
            yield at, to


def _difference(kind: str, old: _Sentence | None, new: _Sentence) -> Difference:
    figures = tuple(_figures(old.text if old else "", new.text)) if kind != "moved" else ()
    return Difference(kind, old.text if old else "", new.text, new.paragraph, new.start, new.end, old.paragraph if old else None, figures)


def _removed(old: _Sentence, now: Sequence[_Sentence], follows: int) -> Difference:
    """What was taken out stands at the sentence that it came before, else behind the last one."""
    near = now[follows] if follows < len(now) else now[-1] if now else None
    paragraph, at = (near.paragraph, near.start if follows < len(now) else near.end) if near else (0, 0)
    return Difference("removed", old.text, "", paragraph, at, at, old.paragraph, tuple(_figures(old.text, "")))


def _figures(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Numbers and dates that changed between two wordings: (old, new), one of them empty where it came or went."""
    was, now = _numbers(old), _numbers(new)
    for kind, first, last, start, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind != "equal":
            olds, news = was[first:last], now[start:end]
            size = max(len(olds), len(news))
            yield from zip(olds + [""] * (size - len(olds)), news + [""] * (size - len(news)), strict=True)


def _numbers(text: str) -> list[str]:
    told = numbers(text)
    said = [(item.start, item.text) for item in told.quantities] + [(item.start, item.text) for item in told.dates]
    return [words for _, words in sorted(said)]
