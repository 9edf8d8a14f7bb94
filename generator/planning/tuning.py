"""The sound of a speech: other wordings of the same facts where it lies outside the ranges of good ones (the bank's ``style`` table).

Length is settled before; here a speech that orders too seldom, or runs on too long without a fact, takes the wording that helps it most, one
after the other, until it lies in its ranges or nothing helps; what it could do without and says no fact may go. A speech that lies in its
ranges is left as it was chosen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.frozen import replace
from generator.language import rhythm
from generator.language.rhythm import Tally
from generator.marks import read
from generator.model import Block, Line, Message, Slot

Words = Callable[[Block, Message], str]
Ranges = Mapping[str, tuple[float | None, float | None]]
Draw = Callable[[int, Block | None], float]
_MOST = 60                                       # wordings that are changed
_GAIN = 0.002                                    # of the whole miss: a smaller gain is not worth a change
_NEARLY = 0.15                                   # of the greatest gain: among wordings that help about as much the draw decides, so that variants stay apart
_GIVE = 0.08                                     # of a length that is too short as it is
_INSIDE = 0.01                                   # of a range's end: how far inside to aim, for what is rounded
BARE, TOLD = "-", "+"                            # sentences as characters: a speech of them is joined, counted and split at once


class _Heard(NamedTuple):
    """What some words sound like: what is counted in them, and of each sentence whether it says no fact of the brief (``BARE``) or does (``TOLD``)."""

    tally: Tally
    bare: str


class _Change(NamedTuple):
    """Another wording of a slot (None: it is left unsaid), and what would still be missed with it."""

    miss: float
    number: int
    block: Block | None


class _Flow:
    """The sentences of a speech, bare or not, in their paragraphs: what is said without a fact, with one slot said otherwise."""

    def __init__(self, order: Sequence[tuple[int, int | None, _Heard]]) -> None:
        """``order``: paragraph, slot, as heard; paragraphs come one after the other."""
        self._flat = "".join(heard.bare for _, _, heard in order)
        self._slots: dict[int | None, tuple[int, int, int]] = {}        # paragraph, start and end among the sentences
        self._paragraphs: dict[int, tuple[int, int]] = {}
        at = 0
        for paragraph, number, heard in order:
            self._slots[number] = paragraph, at, at + len(heard.bare)
            self._paragraphs[paragraph] = self._paragraphs.get(paragraph, (at, at))[0], at + len(heard.bare)
            at += len(heard.bare)
        told = [self._flat[start:end] for start, end in self._paragraphs.values()]
        self._spoken, self._bare = sum(map(bool, told)), sum(map(_bare, told))

    def measured(self, number: int | None, bare: str) -> dict[str, float]:
        """Shares of paragraphs and sentences without a fact, and the longest run of such sentences; with None for a slot as the speech stands."""
        flat, spoken, without = self._flat, self._spoken, self._bare
        if number is not None:
            paragraph, start, end = self._slots[number]
            first, last = self._paragraphs[paragraph]
            before, after = flat[first:last], flat[first:start] + bare + flat[end:last]
            flat = flat[:start] + bare + flat[end:]
            spoken, without = spoken + bool(after) - bool(before), without + _bare(after) - _bare(before)
        return {
            "bare_paragraphs": without / spoken if spoken else 0.0,
            "bare_sentences": flat.count(BARE) / len(flat) if flat else 0.0,
            "bare_run": float(max(map(len, flat.split(TOLD)))),
        }


def _bare(sentences: str) -> bool:
    """Whether some sentences are said and none of them tells a fact."""
    return bool(sentences) and TOLD not in sentences


def tune(
    lines: Sequence[Line], front: str, words: Words, ranges: Ranges, low: int, high: int, kept: frozenset[str], draw: Draw
) -> tuple[Line, ...]:
    """The lines with wordings changed where that brings the speech into its ranges. ``front`` is spoken before them; the length stays
    between ``low`` and ``high``, and hardly moves away from them where it lies outside; blocks in ``kept`` stay. ``draw`` settles which of the wordings that help about
    as much is taken, by the number of the slot and the block (None: silence); the highest is."""
    ear = _Ear(lines, front, words, ranges)
    low, high = low if ear.size >= low else round(ear.size * (1 - _GIVE)), max(high, ear.size)
    for _ in range(_MOST):
        miss = ear.miss()
        helpful = [change for change in ear.changes(low, high, kept) if miss - change.miss > _GAIN] if miss else []
        if not helpful:
            break
        least = min(change.miss for change in helpful)
        ear.change(max((change for change in helpful if miss - change.miss >= _NEARLY * (miss - least)), key=lambda change: draw(change.number, change.block)))
    spoken = (replace(line, slots=tuple(slot for slot in map(ear.spoken, line.slots) if slot is not None)) for line in lines)
    return tuple(line for line in spoken if line.text or line.slots)


class _Ear:
    """A speech as it is heard, wording by wording."""

    def __init__(self, lines: Sequence[Line], front: str, words: Words, ranges: Ranges) -> None:
        self._words = words
        self._ranges = [(name, low or 0.0, high or math.inf) for name, (low, high) in ranges.items()]
        self._known: dict[tuple[int, str], _Heard] = {}
        self.slots = {slot.number: slot for line in lines for slot in line.slots if slot.block is not None}
        self._order: list[tuple[int, int | None, _Heard]] = []          # paragraph, slot (None: the skeleton's own words), as heard
        fixed = rhythm.tally(front)
        for at, line in enumerate(lines):
            if line.text:
                fixed = fixed.plus(rhythm.tally(read(line.text)[0]))
            for slot in line.slots:
                heard = self._heard(slot, slot.block) if slot.block is not None else _listen(str(slot.message.context.get("words", "")))
                self._order.append((at, slot.number if slot.block is not None else None, heard))
        self._flow = _Flow(self._order)
        self._total = fixed
        for _, _, heard in self._order:
            self._total = self._total.plus(heard.tally)

    @property
    def size(self) -> int:
        """Characters as the speech stands."""
        return self._total.characters

    def miss(self) -> float:
        """How far the speech lies outside its ranges, as shares of their ends."""
        return self._missed(self._total, None, "")

    def _missed(self, total: Tally, number: int | None, bare: str) -> float:
        """What would be missed by a speech of which ``total`` is counted and that is bare as this one, but for one slot."""
        sound = total.rhythm
        found = {**sound._asdict(), **self._flow.measured(number, bare)}
        missed = 0.0
        for name, low, high in self._ranges:     # shares of a range's end, aiming a little inside of it
            value = found.get(name, 0.0)
            if value < low * (1 + _INSIDE):
                missed += 1 + _INSIDE - value / low
            elif value > high * (1 - _INSIDE):
                missed += value / high - 1 + _INSIDE
        return missed

    def changes(self, low: int, high: int, kept: frozenset[str]) -> Iterator[_Change]:
        """What other wordings of the same facts, or silence, would make of the miss."""
        used = {slot.block.id for slot in self.slots.values() if slot.block}
        for number, slot in self.slots.items():
            if slot.block is None or slot.block.id in kept:
                continue
            rest = self._total.less(self._now(number).tally)
            for block in [*(block for block in slot.others if block.id not in used), *([None] if self._idle(slot) else [])]:
                heard = self._heard(slot, block)
                if low <= rest.characters + heard.tally.characters <= high:
                    yield _Change(self._missed(rest.plus(heard.tally), number, heard.bare), number, block)

    def _idle(self, slot: Slot) -> bool:
        """Whether a speech could do without a slot: it need not be said, and says no fact."""
        return slot.need != "core" and TOLD not in self._now(slot.number).bare

    def spoken(self, slot: Slot) -> Slot | None:
        """A slot as it is said in the end; None where it is left unsaid."""
        said = self.slots.get(slot.number, slot) if slot.block is not None else slot
        return None if slot.block is not None and said.block is None else said

    def change(self, made: _Change) -> None:
        """A slot said by another block."""
        slot = self.slots[made.number]
        heard = self._heard(slot, made.block)
        self._total = self._total.less(self._now(made.number).tally).plus(heard.tally)
        self._order = [(at, number, heard if number == made.number else said) for at, number, said in self._order]
        self.slots[made.number] = replace(slot, block=made.block)
        self._flow = _Flow(self._order)

    def _now(self, number: int) -> _Heard:
        slot = self.slots[number]
        return self._heard(slot, slot.block)

    def _heard(self, slot: Slot, block: Block | None) -> _Heard:
        if block is None:
            return _Heard(Tally(), "")
        key = slot.number, block.id
        if key not in self._known:
            self._known[key] = _listen(f"{slot.message.context.get('prefix', '')}{self._words(block, slot.message)}")
        return self._known[key]


def _listen(words: str) -> _Heard:
    """Some marked words as they are heard."""
    text, marks = read(words)
    facts = [(mark.start, mark.end) for mark in marks if mark.kind != "gap"]
    return _Heard(rhythm.tally(text), "".join(BARE if bare else TOLD for bare in rhythm.bare(text, facts)))
