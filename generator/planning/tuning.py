"""The sound of a speech: other wordings of the same facts where it lies outside the ranges of good ones (the bank's ``style`` table).

Length is settled before; here a speech that orders too seldom, or runs on too long without a fact, takes the wording that helps it most, one
after the other, until it lies in its ranges or nothing helps; what it could do without and says no fact may go. A speech that lies in its
ranges is left as it was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
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


class _Heard(NamedTuple):
    """What some words sound like: what is counted in them, and of each sentence whether it says no fact of the brief."""

    tally: Tally
    bare: tuple[bool, ...]


class _Change(NamedTuple):
    """Another wording of a slot (None: it is left unsaid): what would still be missed with it, and its place in the draw."""

    miss: float
    drawn: float
    number: int
    block: Block | None


def tune(
    lines: Sequence[Line], front: str, words: Words, ranges: Ranges, low: int, high: int, kept: frozenset[str], draw: Draw
) -> tuple[Line, ...]:
    """The lines with wordings changed where that brings the speech into its ranges. ``front`` is spoken before them; the length stays
    between ``low`` and ``high``, and hardly moves away from them where it lies outside; blocks in ``kept`` stay. ``draw`` settles which of the wordings that help about
    as much is taken, by the number of the slot and the block (None: silence); the highest is."""
    ear = _Ear(lines, front, words, ranges, draw)
    low, high = low if ear.size >= low else round(ear.size * (1 - _GIVE)), max(high, ear.size)
    for _ in range(_MOST):
        miss = ear.miss()
        helpful = [change for change in ear.changes(low, high, kept) if miss - change.miss > _GAIN] if miss else []
        if not helpful:
            break
        least = min(change.miss for change in helpful)
        ear.change(max((change for change in helpful if miss - change.miss >= _NEARLY * (miss - least)), key=lambda change: change.drawn))
    spoken = (replace(line, slots=tuple(slot for slot in map(ear.spoken, line.slots) if slot is not None)) for line in lines)
    return tuple(line for line in spoken if line.text or line.slots)


class _Ear:
    """A speech as it is heard, wording by wording."""

    def __init__(self, lines: Sequence[Line], front: str, words: Words, ranges: Ranges, draw: Draw) -> None:
        self._words, self._ranges, self._draw = words, ranges, draw
        self._known: dict[tuple[int, str], _Heard] = {}
        self._found: dict[tuple[int | None, tuple[bool, ...]], dict[str, float]] = {}      # as the speech stands
        self.slots = {slot.number: slot for line in lines for slot in line.slots if slot.block is not None}
        self._order: list[tuple[int, int | None, _Heard]] = []          # paragraph, slot (None: the skeleton's own words), as heard
        fixed = rhythm.tally(front)
        for at, line in enumerate(lines):
            if line.text:
                fixed = fixed.plus(rhythm.tally(read(line.text)[0]))
            for slot in line.slots:
                heard = self._heard(slot, slot.block) if slot.block is not None else _listen(str(slot.message.context.get("words", "")))
                self._order.append((at, slot.number if slot.block is not None else None, heard))
        self._total = fixed
        for _, _, heard in self._order:
            self._total = self._total.plus(heard.tally)

    @property
    def size(self) -> int:
        """Characters as the speech stands."""
        return self._total.characters

    def miss(self, number: int | None = None, heard: _Heard | None = None) -> float:
        """How far the speech lies outside its ranges, as shares of their ends; with a slot said otherwise if that is given."""
        total = self._total
        if heard is not None and number is not None:
            total = total.plus(self._now(number).tally, -1).plus(heard.tally)
        sound = total.rhythm
        found = self._bareness(number, heard.bare if heard is not None else ())
        return sum(_outside(found[name] if name in found else float(getattr(sound, name, 0)), *limits) for name, limits in self._ranges.items())

    def _bareness(self, number: int | None, bare: tuple[bool, ...]) -> dict[str, float]:
        """How much is said without a fact, with a slot said otherwise; wordings that are bare in the same sentences come to the same."""
        if (number, bare) not in self._found:
            self._found[number, bare] = _bareness([(at, bare if slot == number and slot is not None else said.bare) for at, slot, said in self._order])
        return self._found[number, bare]

    def changes(self, low: int, high: int, kept: frozenset[str]) -> Iterator[_Change]:
        """What other wordings of the same facts, or silence, would make of the miss."""
        used = {slot.block.id for slot in self.slots.values() if slot.block}
        for number, slot in self.slots.items():
            if slot.block is None or slot.block.id in kept:
                continue
            for block in [*(block for block in slot.others if block.id not in used), *([None] if self._idle(slot) else [])]:
                heard = self._heard(slot, block)
                if low <= self.size + heard.tally.characters - self._now(number).tally.characters <= high:
                    yield _Change(self.miss(number, heard), self._draw(number, block), number, block)

    def _idle(self, slot: Slot) -> bool:
        """Whether a speech could do without a slot: it need not be said, and says no fact."""
        return slot.need != "core" and all(self._now(slot.number).bare)

    def spoken(self, slot: Slot) -> Slot | None:
        """A slot as it is said in the end; None where it is left unsaid."""
        said = self.slots.get(slot.number, slot) if slot.block is not None else slot
        return None if slot.block is not None and said.block is None else said

    def change(self, made: _Change) -> None:
        """A slot said by another block."""
        slot = self.slots[made.number]
        heard = self._heard(slot, made.block)
        self._total = self._total.plus(self._now(made.number).tally, -1).plus(heard.tally)
        self._order = [(at, number, heard if number == made.number else said) for at, number, said in self._order]
        self.slots[made.number] = replace(slot, block=made.block)
        self._found.clear()

    def _now(self, number: int) -> _Heard:
        slot = self.slots[number]
        return self._heard(slot, slot.block)

    def _heard(self, slot: Slot, block: Block | None) -> _Heard:
        if block is None:
            return _Heard(Tally(), ())
        key = slot.number, block.id
        if key not in self._known:
            self._known[key] = _listen(f"{slot.message.context.get('prefix', '')}{self._words(block, slot.message)}")
        return self._known[key]


def _listen(words: str) -> _Heard:
    """Some marked words as they are heard."""
    text, marks = read(words)
    facts = [(mark.start, mark.end) for mark in marks if mark.kind != "gap"]
    return _Heard(rhythm.tally(text), tuple(rhythm.bare(text, facts)))


def _bareness(order: Sequence[tuple[int, tuple[bool, ...]]]) -> dict[str, float]:
    """Shares of paragraphs and sentences without a fact, and the longest run of such sentences."""
    paragraphs = [[bare for _, said in group for bare in said] for _, group in groupby(order, key=lambda item: item[0])]
    spoken = [sentences for sentences in paragraphs if sentences]
    flat = [bare for sentences in spoken for bare in sentences]
    return {
        "bare_paragraphs": sum(map(all, spoken)) / len(spoken) if spoken else 0.0,
        "bare_sentences": sum(flat) / len(flat) if flat else 0.0,
        "bare_run": float(rhythm.longest(flat)),
    }


def _outside(value: float, low: float | None, high: float | None) -> float:
    """How far a value lies outside its range, as a share of the range's end."""
    if low and value < low * (1 + _INSIDE):
        return 1 + _INSIDE - value / low
    if high and value > high * (1 - _INSIDE):
        return value / high - 1 + _INSIDE
    return 0.0
