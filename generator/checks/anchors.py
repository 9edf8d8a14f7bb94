"""The numbers that a draft carried, found again in what people made of it: by their bookmarks, else by the words around them."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.language.said import Said, chinese, numbers
from generator.readers.document import Document

_LEAST = 4                                       # characters of context by which a place is known again
_DIGIT = re.compile(r"[\d.]")
_NUMBER = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A number that a draft printed: what it was (``ref``, ``printed``), and where it stands now. ``state``: same, changed, emptied (its words are
    there and it is not), gone (so are its words); ``paragraph`` of a gone one is where its neighbour stands."""

    ref: str
    printed: str
    state: str
    paragraph: int
    start: int
    end: int
    now: str = ""


def anchors(document: Document) -> tuple[Anchor, ...]:
    """Every number that the record of a draft names; ``()`` for a document without one."""
    held = document.record.get("figures")
    kept = {str(name): entry for name, entry in held.items() if _sound(entry)} if isinstance(held, Mapping) else {}
    facts = [entry for entry in document.record.get("facts", ()) if _sound(entry) and len(entry) == 4]
    lines = [words.text for words in document.paragraphs]
    marked = list(_marked(document, kept))
    seen = {name for name, _ in marked}
    found = [anchor for _, anchor in marked]
    places = dict(marked)
    for name, entry in kept.items():
        if name not in seen:
            found.append(_by_words(entry, lines, _neighbour(name, places)))
    found += [anchor for entry in facts if (anchor := _by_words(entry, lines, 0)).state != "gone"]
    return tuple(_settled(found))


def _sound(entry: Any) -> bool:
    return isinstance(entry, (list, tuple)) and len(entry) >= 2 and all(isinstance(item, str) for item in entry)


def _marked(document: Document, kept: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Anchor]]:
    """Anchors whose bookmark is there and holds something; an empty one is looked for by its words, and is emptied where nothing is found."""
    lines = [words.text for words in document.paragraphs]
    for at, words in enumerate(document.paragraphs):
        for mark in words.bookmarks:
            entry = kept.get(mark.name)
            if entry is None:
                continue
            start, end = _whole(words.text, mark.start, mark.end)
            now = words.text[start:end]
            if now.strip():
                yield mark.name, Anchor(entry[0], entry[1], "same" if same(entry[1], now) else "changed", at, start, end, now)
                continue
            again = _by_words(entry, lines, at)
            yield mark.name, again if again.state in ("same", "changed") else Anchor(entry[0], entry[1], "emptied", at, start, end)


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the digits that were typed at its edges."""
    if not (start == end or _NUMBER.search(text[start:end])):
        return start, end
    while start > 0 and text[start - 1].isdigit():
        start -= 1
    while end < len(text) and _DIGIT.match(text[end]) and text[end - 1:end].isdigit():
        end += 1
    if end < len(text) and text[end - 1:end] == ".":
        end -= 1
    return start, end


def _by_words(entry: Sequence[str], lines: Sequence[str], near: int) -> Anchor:
    """A number looked for by the words that stood before and after it."""
    ref, printed, before, after = (*entry, "", "")[:4]
    for at, line in enumerate(lines):
        start = line.find(before + printed) if len(before) >= _LEAST else -1
        if start >= 0:
            return Anchor(ref, printed, "same", at, start + len(before), start + len(before) + len(printed), printed)
    for at, line in enumerate(lines):
        spot = _after(line, before)
        if spot is None:
            continue
        number = _NUMBER.match(line, spot)
        if number is not None:
            end = _end(line, spot, printed, number.end())
            return Anchor(ref, printed, "same" if same(printed, line[spot:end]) else "changed", at, spot, end, line[spot:end])
        if after and line.startswith(after[:_LEAST], spot):
            return Anchor(ref, printed, "emptied", at, spot, spot)
    return Anchor(ref, printed, "gone", near, 0, 0)


def _after(line: str, before: str) -> int | None:
    """Where the words that stood before a number end in a line; None where they are not there, or there twice."""
    if len(before) < _LEAST or line.count(before) != 1:
        return None
    return line.index(before) + len(before)


def _end(line: str, start: int, printed: str, least: int) -> int:
    """Where a retyped number ends, with its unit if that is the printed one's."""
    unit = _NUMBER.sub("", printed)
    return least + len(unit) if unit and line.startswith(unit, least) else least


def same(printed: str, now: str) -> bool:
    """Whether a stretch still says what was printed: the same words, the same numbers in other units or in Chinese numerals, more words around."""
    if printed == now or (printed in now and not _grown(printed, now)):
        return True
    was, is_now = numbers(printed), numbers(now)
    if was.quantities and is_now.quantities:
        return _values(was.quantities) == _values(is_now.quantities)
    if was.dates and is_now.dates:
        return [(date.years, date.months, date.day) for date in was.dates] == [(date.years, date.months, date.day) for date in is_now.dates]
    spelled = chinese(re.sub(r"[^零〇一二三四五六七八九十百千万亿两点]", "", now))
    return bool(was.quantities) and not is_now.quantities and spelled is not None and spelled == was.quantities[0].value


def _values(said: Sequence[Said]) -> list[tuple[object, ...]]:
    return [(item.value, item.high, item.unit) for item in said]


def _grown(printed: str, now: str) -> bool:
    """Whether digits were typed beside what was printed."""
    at = now.index(printed)
    before, after = now[:at][-1:], now[at + len(printed):][:1]
    return bool(_DIGIT.match(before)) and before != "." or (after.isdigit() and printed[-1:].isdigit())


def _neighbour(name: str, places: Mapping[str, Anchor]) -> int:
    """The paragraph of the nearest number before one that is gone; 0 where there is none."""
    number = int(re.sub(r"\D", "", name) or 0)
    return next((places[f"n{before}"].paragraph for before in range(number - 1, 0, -1) if f"n{before}" in places), 0)


def _settled(found: Sequence[Anchor]) -> Iterator[Anchor]:
    """A number that is gone from one place and stands in another is not lost."""
    alive = {(anchor.ref, anchor.printed) for anchor in found if anchor.state == "same"}
    for anchor in found:
        if anchor.state != "gone" or (anchor.ref, anchor.printed) not in alive:
            yield anchor
