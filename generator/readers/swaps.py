"""Words of a draft in whose place others stand now, in clauses that are otherwise as the draft had them: 提拨 for 提拔, 四个问题 for 三个问题."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from os.path import commonprefix
from typing import NamedTuple

from generator.readers.document import Document
from generator.readers.record import words_of

_CLAUSE = re.compile("[^，。！？；：,!?;:\n]+")
_ENDS = 2                                        # characters at either end by which two versions of a clause are found
_KEPT = 3                                        # characters of a clause that must be as they were
_LONGEST = 10                                    # characters of what was put in


class Swap(NamedTuple):
    """``now`` stands at ``[start, end)`` of a paragraph where the draft had ``was`` (empty: nothing); ``now`` is never empty. ``before`` and ``after`` are what both
    versions of the clause have on either side."""

    paragraph: int
    start: int
    end: int
    was: str
    now: str
    before: str
    after: str


def swaps(document: Document) -> tuple[Swap, ...]:
    """What was put in the place of the draft's words, in order; ``()`` for a document that does not remember them."""
    drafted = {clause for text in words_of(document.record) for clause in _CLAUSE.findall(text)}
    if not drafted:
        return ()
    clauses = [(at, found) for at, words in enumerate(document.paragraphs) for found in _CLAUSE.finditer(words.text)]
    lost = _by_ends(drafted - {found.group() for _, found in clauses})
    return tuple(swap for at, found in clauses if found.group() not in drafted if (swap := _swap(at, found, lost)) is not None)


def _by_ends(clauses: Iterable[str]) -> dict[str, list[str]]:
    """Clauses by how they begin and by how they end."""
    found: dict[str, list[str]] = defaultdict(list)
    for clause in sorted(clauses):
        for end in _ends(clause):
            found[end].append(clause)
    return found


def _ends(clause: str) -> Iterator[str]:
    yield f"^{clause[:_ENDS]}"
    yield f"{clause[-_ENDS:]}$"


def _swap(at: int, found: re.Match[str], lost: dict[str, list[str]]) -> Swap | None:
    """What a clause has in the place of words of the lost one that it is most like; None where it is like none."""
    clause = found.group()
    best: Swap | None = None
    for other in dict.fromkeys(other for end in _ends(clause) for other in lost.get(end, ())):
        before = commonprefix([clause, other])
        after = commonprefix([clause[len(before):][::-1], other[len(before):][::-1]])[::-1]
        was, now = other[len(before):len(other) - len(after)], clause[len(before):len(clause) - len(after)]
        kept = len(before) + len(after)
        if now and len(now) <= _LONGEST and kept >= max(_KEPT, len(was), len(now)) and (best is None or kept > len(best.before) + len(best.after)):
            start = found.start() + len(before)
            best = Swap(at, start, start + len(now), was, now, before, after)
    return best
