"""Marks by which facts carry their names through the text (base room: imports nothing).

Templates print facts wrapped in Unicode noncharacters, which no brief may contain; realisation takes them off
again and knows for every stretch of text where it came from. A mark is ``OPEN kind:ref[|label] SEP text CLOSE``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

OPEN, SEP, CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
SLOT_OPEN, SLOT_CLOSE = "\ufdd3", "\ufdd4"
PARAGRAPH = "\ufdd5"                             # a blank line of a skeleton's source
_MARK = re.compile(f"{OPEN}[^{SEP}]*{SEP}|{CLOSE}")
_KIND = re.compile(f"{OPEN}([^:{SEP}]*)")
_PIECES = re.compile(f"({_MARK.pattern})")
_TOLD = re.compile(f"{OPEN}(?!gap:)[^:|{SEP}]*:([^|{SEP}]*)")
_SLOT = re.compile(f"{SLOT_OPEN}(\\d+){SLOT_CLOSE}")


class Mark(NamedTuple):
    """A stretch ``[start, end)`` of plain text: ``kind`` is figure, fact or gap; ``depth`` counts marks around it."""

    start: int
    end: int
    kind: str
    ref: str
    label: str
    depth: int


def mark(kind: str, ref: str, text: str, label: str = "") -> str:
    """``text`` wrapped so that :func:`read` finds it again."""
    return f"{OPEN}{kind}:{ref}|{label}{SEP}{text}{CLOSE}"


def plain(text: str) -> str:
    """``text`` without its marks."""
    return _MARK.sub("", text)


def read(text: str) -> tuple[str, tuple[Mark, ...]]:
    """The plain text and its marks in order of their starts. A mark that is never closed ends with the text."""
    if OPEN not in text and CLOSE not in text:
        return text, ()
    pieces = _PIECES.split(text)                 # words and marks in turn
    found: list[Mark] = []
    opened: list[tuple[int, str]] = []
    size = 0
    for words, mark in zip(pieces[::2], pieces[1::2], strict=False):
        size += len(words)
        if mark != CLOSE:
            opened.append((size, mark))
        elif opened:
            start, head = opened.pop()
            found.append(Mark(start, size, *_head(head), len(opened)))
    size += len(pieces[-1])
    found += [Mark(start, size, *_head(head), depth) for depth, (start, head) in enumerate(opened)]
    return "".join(pieces[::2]), tuple(sorted(found, key=lambda item: (item.start, -item.end, item.depth)))


def _head(mark: str) -> tuple[str, str, str]:
    """Kind, ref and label of an opening mark."""
    head, _, label = mark[1:-1].partition("|")
    kind, _, ref = head.partition(":")
    return kind, ref, label


def kinds(text: str) -> frozenset[str]:
    """The kinds of the marks in some words."""
    return frozenset(_KIND.findall(text))


def refs(text: str) -> frozenset[str]:
    """What some marked words tell: the refs of their facts and figures. A gap tells nothing."""
    return frozenset(_TOLD.findall(text))


def slot(number: int) -> str:
    """The place of slot ``number`` in a skeleton's text."""
    return f"{SLOT_OPEN}{number}{SLOT_CLOSE}"


def split_slots(text: str) -> list[str | int]:
    """``text`` as its own words (str, never empty) and the numbers of its slots (int), in order."""
    pieces = _SLOT.split(text)
    return [int(piece) if odd % 2 else piece for odd, piece in enumerate(pieces) if odd % 2 or piece.strip()]
