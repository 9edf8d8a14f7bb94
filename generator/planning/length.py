"""The length of a speech: more or fewer optional moves, richer or leaner blocks, never padding.

A slot's need says what may become of it. Too long: what is optional goes, last first; then leaner wordings of the same facts;
then, only where the user asked for a length, what a short speech can do without, and wordings of fewer facts. Too short: arguments that a longer speech
has room for, a little in every part, and richer wordings of the same facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.marks import read
from generator.model import Block, Line, Message, Slot
from generator.planning.choice import size

Words = Callable[[Block, Message], str]
TOLERANCE = 0.08                                 # contract: within ±8% of the target
_PLAIN_SHARE = 0.3                               # of a speech may say no fact of the brief before further arguments stop
_EXACT = ("goals", "quotas", "tasks", "incentives", "calendar", "problems", "figures")      # what a short speech still says in full
_AS_CHOSEN = ("OPN.", "CLO.")                    # how a speech opens and closes is not a matter of its length
# What a short speech does without, first to go first: kinds of items, and moves that say none.
_GIVEN_UP = (
    "remedy", "point", "slogans", "advantages", "coming", "events", "constraints", "situation", "methods", "policies", "teams", "industries", "target_regions",
    "mechanisms", "mindsets", "significance", "platforms", "discipline", "causes", "upward_support", "evidence", "projects", "benchmarks",
    "highlights", "leadership", "SEC.ECHO", "REV.LESSON", "OPN.PURPOSE", "SIT.MACRO", "SEC.LEAD",
)
# What it still holds on to until nothing else is left to give.
_HELD = ("DIA.TURN", "REV.OVERVIEW", "OPN.RECAP", "figures", "tasks", "calendar", "incentives")


class _Step(NamedTuple):
    """What a speech that must be short does without next: ``drops`` kinds of slots, then takes wordings of fewer facts, but for the kinds
    that it says ``in_full`` and the moves that it leaves ``as_chosen``."""

    drops: Sequence[str]
    in_full: Sequence[str]
    as_chosen: tuple[str, ...]


_STEPS = (_Step(_GIVEN_UP, _EXACT, _AS_CHOSEN), _Step(_HELD, (), ()))


class Fitting:
    """The slots of one plan being fitted to a target."""

    def __init__(self, lines: Sequence[Line], words: Words, fixed: int) -> None:
        """``fixed`` counts what is no slot's: title block and headings."""
        self._lines, self._words, self._fixed = lines, words, fixed
        self._slots = {slot.number: slot for line in lines for slot in line.slots if slot.block is not None}
        self._kept = {number for number, slot in self._slots.items() if slot.need != "extra"}
        self._known: dict[tuple[int, str], tuple[int, bool]] = {}
        self._firsts = {slot.number for line in lines for slot in _first_block(line)}

    @property
    def size(self) -> int:
        """Characters as the plan stands."""
        return self._fixed + sum(self._sizes(number) for number in self._kept)

    def fit(self, low: int, high: int, *, asked: bool) -> tuple[Line, ...]:
        """The lines between ``low`` and ``high`` characters, or as near as they come. ``asked``: by the user, so facts may go too."""
        if self.size > high:
            self._shorten(high, asked)
        elif self.size < low:
            self._lengthen(low, high, asked)
        return tuple(line for line in map(self._line, self._lines) if line.slots or line.text)

    # ------------------------------------------------------------------------------------------------- shorter
    def _shorten(self, high: int, asked: bool) -> None:
        for number in reversed([number for number in sorted(self._kept) if self._slots[number].need == "optional"]):
            if self.size > high:
                self._kept.discard(number)
        self._reword(lambda change: change < 0, lambda: self.size > high)
        if asked:
            for step in _STEPS:
                for number in self._dispensable(step.drops):
                    if self.size > high:
                        self._kept.discard(number)
                self._reword(lambda change: change < 0, lambda: self.size > high, step)

    def _dispensable(self, kinds: Sequence[str]) -> Iterator[int]:
        """Numbers of slots of some kinds, first to go first, the last spoken first."""
        for kind in kinds:
            for number in sorted(self._kept, reverse=True):
                message = self._slots[number].message
                if kind in (message.says, message.move if not message.says else None) and number not in self._firsts:
                    yield number

    # -------------------------------------------------------------------------------------------------- longer
    def _lengthen(self, low: int, high: int, asked: bool) -> None:
        for number in self._spread():
            if self.size >= low:
                return
            if self.size + self._sizes(number) <= high and self._worth(number, asked):
                self._kept.add(number)
        if asked:
            self._reword(lambda change: 0 < change <= high - self.size, lambda: self.size < low)

    def _spread(self) -> list[int]:
        """Extra slots, a first one in every place before a second in any."""
        seen: dict[int, int] = {}
        order: list[tuple[int, int]] = []
        for at, line in enumerate(self._lines):
            for slot in line.slots:
                if slot.need == "extra" and slot.number in self._slots:
                    seen[at] = seen.get(at, 0) + 1
                    order.append((seen[at], slot.number))
        return [number for _, number in sorted(order)]

    def _worth(self, number: int, asked: bool) -> bool:
        """Whether the speech has room for an argument: one that says a fact always; another only for a length that was asked for,
        and while enough of the speech says facts."""
        if self._says_fact(number) or not asked:
            return self._says_fact(number)
        plain = sum(self._sizes(other) for other in self._kept if not self._says_fact(other)) + self._sizes(number)
        return plain <= _PLAIN_SHARE * (self.size + self._sizes(number))

    # -------------------------------------------------------------------------------------------------- wording
    def _reword(self, wanted: Callable[[int], bool], goes_on: Callable[[], bool], step: _Step | None = None) -> None:
        """Other wordings, the greatest change first, while ``goes_on``: of the same facts; where a ``step`` allows it, of fewer."""
        taken = {self._block(number) for number in self._kept}
        changes = sorted(self._changes(step), key=lambda change: (-abs(change[0]), change[1], change[2].id))
        done: set[int] = set()
        for change, number, block in changes:
            if not goes_on():
                return
            if wanted(change) and number not in done and block.id not in taken:
                taken = (taken | {block.id}) - {self._block(number)}
                self._slots[number] = replace(self._slots[number], block=block)
                done.add(number)

    def _changes(self, step: _Step | None) -> Iterator[tuple[int, int, Block]]:
        as_chosen, in_full = (step.as_chosen, step.in_full) if step else (_AS_CHOSEN, ())
        for number in sorted(self._kept):
            slot = self._slots[number]
            if slot.message.move.startswith(as_chosen) or slot.message.says in in_full:
                continue
            for other in (*slot.others, *slot.lesser) if step else slot.others:
                yield self._measure(slot, other)[0] - self._sizes(number), number, other

    def _sizes(self, number: int) -> int:
        slot = self._slots[number]
        return self._measure(slot, slot.block)[0] if slot.block is not None else 0

    def _says_fact(self, number: int) -> bool:
        slot = self._slots[number]
        return slot.block is not None and self._measure(slot, slot.block)[1]

    def _measure(self, slot: Slot, block: Block) -> tuple[int, bool]:
        """Characters of a slot said by a block, and whether it says a fact of the brief; measured once."""
        key = (slot.number, block.id)
        if key not in self._known:
            words = f"{slot.message.context.get('prefix', '')}{self._words(block, slot.message)}"
            self._known[key] = (size(words), any(found.kind != "gap" for found in read(words)[1]))
        return self._known[key]

    def _block(self, number: int) -> str:
        block = self._slots[number].block
        return block.id if block is not None else ""

    def _line(self, line: Line) -> Line:
        return replace(line, slots=tuple(self._slots.get(slot.number, slot) for slot in line.slots if slot.block is None or slot.number in self._kept))


def _first_block(line: Line) -> Iterable[Slot]:
    """The slot that keeps a run-in heading from standing alone."""
    return [slot for slot in line.slots if slot.block is not None][:1] if line.role == "heading3" else ()

