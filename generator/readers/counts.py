"""The numbers of Chinese characters that a draft carried (九家, 第二条), found again by the words around them."""
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from generator.characters import NUMERAL
from generator.language.said import chinese
from generator.readers.anchors import LEAST, LONGEST, SHORTER, Anchor, Entry, anchor_of, sound
from generator.readers.document import Document

_ORDINAL = "[一二三四五六七八九十]+"
_COUNT = rf"(?<![\d第])(?<!{NUMERAL})(?:{NUMERAL}+|\d+)"


def respelled(document: Document) -> tuple[Anchor, ...]:
    """The numbers of Chinese characters that say something else now, between words that stand in one place of the document alone; a number in digits
    that is the same says the same."""
    told = document.record.get("spelled")
    entries = [Entry.read(entry) for entry in told if sound(entry)] if isinstance(told, list) else []
    lines = _Lines([words.text for words in document.paragraphs])
    return tuple(anchor for at, entry in enumerate(entries) if (anchor := _respelled(f"spelled[{at}]", entry, lines)) is not None)


class _Lines:
    """The paragraphs of a document as one text, and which of them a place of it stands in."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.text = "\n".join(paragraphs)
        self._starts = [0, *accumulate(len(paragraph) + 1 for paragraph in paragraphs)][:-1]        # a paragraph may hold breaks of its own

    def only(self, words: str) -> int | None:
        """Where some words stand, if they stand there alone."""
        at = self.text.find(words) if len(words) >= LEAST else -1
        return at if at >= 0 and self.text.find(words, at + 1) < 0 else None

    def place(self, at: int) -> tuple[int, int]:
        """Paragraph and offset of a place of the whole."""
        paragraph = bisect_right(self._starts, at) - 1
        return paragraph, at - self._starts[paragraph]


def _respelled(key: str, entry: Entry, lines: _Lines) -> Anchor | None:
    """The number that stands in the place of another; None where the other still stands, or the place is not to be found."""
    if entry.before + entry.printed + entry.after[:LEAST] in lines.text:
        return None
    unit, first = entry.printed[-1], "第" if entry.printed[0] == "第" else ""
    if (at := lines.only(entry.before[-SHORTER[0]:] + unit + entry.after[:LEAST])) is not None:
        paragraph, start = lines.place(at + len(entry.before[-SHORTER[0]:]))
        return anchor_of(key, entry, "emptied", paragraph, start, start + len(unit), unit)
    count = f"{first}(?P<n>{_COUNT if not first else _ORDINAL})"
    for length in (len(entry.before), *SHORTER):
        if (at := lines.only(entry.before[-length:])) is not None:
            found = re.compile(f"{count}{unit}").match(lines.text, at + len(entry.before[-length:]))
            return _other(key, entry, found, lines)
    for length in (len(entry.after), *SHORTER):
        if (at := lines.only(unit + entry.after[:length])) is not None:
            found = re.compile(f"{count}$").search(lines.text[max(0, at - LONGEST):at])
            start = at - (len(found.group()) if found else 0)
            return _other(key, entry, re.compile(f"{count}{unit}").match(lines.text, start) if found else None, lines)
    return None


def _other(key: str, entry: Entry, found: re.Match[str] | None, lines: _Lines) -> Anchor | None:
    if found is None or _counted(found["n"]) in (None, _counted(entry.printed[:-1].removeprefix("第"))):
        return None
    if entry.printed in lines.text[found.end():].split("。")[0].split("\n")[0]:
        return None                              # 六个街道里有三个 for 三个街道
    paragraph, start = lines.place(found.start())
    return anchor_of(key, entry, "changed", paragraph, start, start + len(found.group()), found.group())


def _counted(said: str) -> Decimal | None:
    return Decimal(said) if said.isascii() else chinese(said)
