"""The numbers that a draft carried, found again in what people made of it: by their bookmarks, else by the words around them."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.frozen import Frozen, replace
from generator.language.said import Said, chinese, numbers
from generator.readers.document import Document

LEAST = 4                                       # characters of context by which a place is known again
_SPELLED = re.compile("[零〇一二三四五六七八九十两半几]")
LONGEST = 30                                    # characters of a number with its unit
SHORTER = (6, 4)                                # where a person changed the words farther off
_DIGIT = re.compile(r"[\d.]")
_NUMBER = re.compile(r"\d[\d.,]*")


class Anchor(Frozen):
    """A number that a draft printed: what it was (``ref``, ``printed``), and where it stands now. ``state``: same, changed, emptied (its words are
    there and it is not), gone (so are its words); ``paragraph`` of a gone one is where its neighbour stands. ``key`` names its entry of the record
    (``n3`` a bookmark, ``facts[2]``), ``before`` the words that stood before it, ``held`` what the entry holds besides: the exact value of a figure,
    what the brief calls a fact."""

    ref: str
    printed: str
    state: str
    paragraph: int
    start: int
    end: int
    now: str = ""
    key: str = ""
    before: str = ""
    held: str = ""


def anchors(document: Document) -> tuple[Anchor, ...]:
    """Every number that the record of a draft names; ``()`` for a document without one. Facts that are gone are left out: they went with their
    sentences."""
    held = document.record.get("figures")
    kept = {str(name): Entry.read(entry) for name, entry in held.items() if sound(entry)} if isinstance(held, Mapping) else {}
    told = document.record.get("facts")
    facts = [(f"facts[{at}]", Entry.read(entry)) for at, entry in enumerate(told) if sound(entry)] if isinstance(told, list) else []
    marked = dict(_marked(document, kept))
    lost = [(name, entry) for name, entry in kept.items() if name not in marked or marked[name].state == "emptied"]
    search = _Search([words.text for words in document.paragraphs], [anchor for anchor in marked.values() if anchor.state != "emptied"])
    again = dict(zip([name for name, _ in lost], search.find(lost), strict=True))
    found = [again[name] if name in again and again[name].state != "gone" else marked[name] for name in marked]
    found += [replace(anchor, paragraph=_neighbour(name, marked)) if anchor.state == "gone" else anchor
              for name, anchor in again.items() if name not in marked]
    found += [anchor for anchor in search.find(facts) if anchor.state != "gone"]
    return tuple(_settled(found))


class Entry(Frozen):
    """What a record holds of a number: its ref, what was printed, the words before and after it."""

    ref: str
    printed: str
    before: str
    after: str
    held: str

    @classmethod
    def read(cls, entry: Sequence[str]) -> Entry:
        return cls(*(*entry, "", "", "")[:5])

    @property
    def shape(self) -> re.Pattern[str]:
        """What was printed with other digits in it."""
        return re.compile(_NUMBER.sub(lambda _: r"\d[\d.,]*", re.escape(self.printed).replace(r"\.", ".")))


def sound(entry: Any) -> bool:
    return isinstance(entry, (list, tuple)) and len(entry) >= 2 and all(isinstance(item, str) for item in entry)


def _marked(document: Document, kept: Mapping[str, Entry]) -> Iterator[tuple[str, Anchor]]:
    """Numbers whose bookmark is there, by its name; one that holds nothing is emptied."""
    for at, words in enumerate(document.paragraphs):
        for mark in words.bookmarks:
            entry = kept.get(mark.name)
            if entry is not None:
                start, end = _whole(words.text, mark.start, mark.end)
                now = words.text[start:end]
                yield mark.name, anchor_of(mark.name, entry, _state(entry.printed, now), at, start, end, now)


def anchor_of(key: str, entry: Entry, state: str, paragraph: int, start: int, end: int, now: str = "") -> Anchor:
    return Anchor(entry.ref, entry.printed, state, paragraph, start, end, now, key, entry.before, entry.held)


def _state(printed: str, now: str) -> str:
    """same, changed, or emptied where the number is gone and at most its unit is left."""
    if not now.strip() or (_NUMBER.search(printed) and not _NUMBER.search(now) and not _SPELLED.search(now)):
        return "emptied"
    if len(_NUMBER.findall(now)) < len(_NUMBER.findall(printed)) and _NUMBER.sub("", now) == _NUMBER.sub("", printed):
        return "emptied"                         # 11月日
    return "same" if same(printed, now) else "changed"


class _Search:
    """Numbers looked for by the words that stood around them; each place answers for one of them."""

    def __init__(self, lines: Sequence[str], taken: Sequence[Anchor]) -> None:
        self._lines = lines
        self._taken = {(anchor.paragraph, anchor.start) for anchor in taken}

    def find(self, entries: Sequence[tuple[str, Entry]]) -> list[Anchor]:
        """One anchor an entry (by its key); first those that stand as they were, so that a changed one does not take the place of another."""
        found: dict[int, Anchor] = {}
        for read in (self._unchanged, self._changed):
            for number, (key, entry) in enumerate(entries):
                anchor = read(key, entry) if number not in found else None
                if anchor is not None:
                    found[number] = anchor
                    self._taken.add((anchor.paragraph, anchor.start))
        return [found.get(number, anchor_of(key, entry, "gone", 0, 0, 0)) for number, (key, entry) in enumerate(entries)]

    def _unchanged(self, key: str, entry: Entry) -> Anchor | None:
        for length in (len(entry.before), *SHORTER):
            for at, start in self._after(entry.before[-length:]):
                if self._lines[at].startswith(entry.printed, start):
                    return anchor_of(key, entry, "same", at, start, start + len(entry.printed), entry.printed)
        return None

    def _changed(self, key: str, entry: Entry) -> Anchor | None:
        """A number of the same shape, or another number, after the words that stood before; else the place from which it was taken."""
        places = list(self._after(entry.before))
        for shape in (entry.shape, _NUMBER):
            for at, start in places or self._only(entry.before):
                match = shape.match(self._lines[at], start)
                if match is not None:
                    end = _end(self._lines[at], start, match.end())
                    now = self._lines[at][start:end]
                    return anchor_of(key, entry, "same" if same(entry.printed, now) else "changed", at, start, end, now)
        unit = entry.printed.lstrip("0123456789.,")
        for at, start in places:
            for left in ("", unit):
                if len(entry.after) >= LEAST and self._lines[at].startswith(left + entry.after[:LEAST], start):
                    return anchor_of(key, entry, "emptied", at, start, start + len(left), left)
        return None

    def _only(self, before: str) -> list[tuple[int, int]]:
        """Where the last of some words stand, if that is in one place of the document alone: those before them were written anew."""
        found = (list(self._after(before[-length:])) for length in SHORTER)
        return next((places for places in found if len(places) == 1), [])

    def _after(self, before: str) -> Iterator[tuple[int, int]]:
        """Where the words that stood before a number end, at places that no other number has."""
        if len(before) < LEAST:
            return
        for at, line in enumerate(self._lines):
            start = line.find(before)
            while start >= 0:
                if (at, start + len(before)) not in self._taken:
                    yield at, start + len(before)
                start = line.find(before, start + 1)


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the digits that were typed at its edges, before a unit that was left standing too."""
    if start < end and not _NUMBER.search(text[start:end]) and not text[start - 1:start].isdigit():
        return start, end
    while start > 0 and (text[start - 1].isdigit() or (text[start - 1] == "." and text[start - 2:start - 1].isdigit())):
        start -= 1
    while end < len(text) and _DIGIT.match(text[end]) and text[end - 1:end].isdigit():
        end += 1
    if end < len(text) and text[end - 1:end] == ".":
        end -= 1
    return start, end


def _end(line: str, start: int, least: int) -> int:
    """Where a retyped number ends, with its unit."""
    said = next((item for item in numbers(line[start:start + LONGEST]).quantities if item.start == 0), None)
    return max(least, start + said.end) if said is not None else least


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
