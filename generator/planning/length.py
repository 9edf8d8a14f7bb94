"""The length of a speech: more or fewer optional moves, richer or leaner blocks, never padding.

A slot's need says what may become of it. Too long: what is optional goes, last first; then come leaner wordings of the same facts, drawn
before the leanest, so that variants stay apart; then, only where the user asked for a length, what a short speech can do without, arguments
first, and wordings of fewer facts. Too short: arguments that a longer speech has room for, a little in every part, and richer wordings of
the same facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from generator.frozen import replace
from generator.marks import kinds
from generator.model import Block, Line, Message, Slot
from generator.planning.choice import size

Words = Callable[[Block, Message], str]
TOLERANCE = 0.08                                 # contract: within ±8% of the target
_PLAIN_SHARE = 0.3                               # of a speech may say no fact of the brief before further arguments stop
_EXACT = ("goals", "quotas", "tasks", "incentives", "calendar", "problems", "figures")      # what a short speech still says in full
_NEAR = 30                                       # characters: wordings no further apart are as lean as one another
_AS_CHOSEN = ("OPN.", "CLO.")                    # how a speech opens and closes is not a matter of its length
# What a short speech does without, first to go first: arguments, before anything is said in its leanest words; then kinds of items, and
# moves that say none.
_ARGUMENTS = ("remedy", "point")
_GIVEN_UP = (
    "slogans", "advantages", "coming", "events", "constraints", "situation", "methods", "policies", "teams", "industries", "target_regions",
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


class _Said(NamedTuple):
    """What a wording amounts to: its characters, whether it says a fact of the brief, and whether a figure."""

    size: int
    fact: bool
    figure: bool


class _Change(NamedTuple):
    """Another wording of a slot, and how many characters it would add."""

    by: int
    number: int
    block: Block


class Fitting:
    """The slots of one plan being fitted to a target."""

    def __init__(self, lines: Sequence[Line], words: Words, fixed: int) -> None:
        """``fixed`` counts what is no slot's: title block and headings."""
        self._lines, self._words = lines, words
        self._slots = {slot.number: slot for line in lines for slot in line.slots if slot.block is not None}
        self._kept = {number for number, slot in self._slots.items() if slot.need != "extra"}
        self._known: dict[tuple[int, str], _Said] = {}
        self._firsts = {slot.number for line in lines for slot in _first_block(line)}
        self.size = fixed + sum(self._sizes(number) for number in self._kept)      # characters as the plan stands

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
                self._give_up(number)
        self._reword(self._drawn(), lambda: self.size > high)
        if asked:
            self._drop(_ARGUMENTS, high)
        self._reword(self._drawn(_NEAR), lambda: self.size > high)
        if asked:
            self._drop(_GIVEN_UP, high, figures=False)
        for near in (_NEAR // 3, _NEAR // 6):
            self._reword(self._drawn(near), lambda: self.size > high)
        self._reword(self._leaner(), lambda: self.size > high)
        if asked:
            for step in _STEPS:
                self._drop(step.drops, high)
                self._reword(self._leaner(step), lambda: self.size > high)

    def _give_up(self, number: int) -> None:
        """A slot that is said no longer."""
        self._kept.discard(number)
        self.size -= self._sizes(number)

    def _drop(self, kinds: Sequence[str], high: int, *, figures: bool = True) -> None:
        """Gives up slots of some kinds while the speech is too long; without ``figures`` only those that say none."""
        for number in self._dispensable(kinds):
            if self.size > high and (figures or not self._of(number).figure):
                self._give_up(number)

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
                self.size += self._sizes(number)
        if asked:
            self._reword(self._richer(high - self.size), lambda: self.size < low)

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
    def _reword(self, changes: Iterable[_Change], goes_on: Callable[[], bool]) -> None:
        """Other wordings, the greatest change first, one for a slot, while ``goes_on``; none that the speech has already."""
        taken = {self._block(number) for number in self._kept}
        done: set[int] = set()
        for change in sorted(changes, key=lambda change: (-abs(change.by), change.number, change.block.id)):
            if not goes_on():
                return
            if change.number not in done and change.block.id not in taken:
                taken = (taken | {change.block.id}) - {self._block(change.number)}
                self.size += change.by
                self._slots[change.number] = replace(self._slots[change.number], block=change.block)
                done.add(change.number)

    def _drawn(self, near: int | None = None) -> Iterator[_Change]:
        """For every slot the first shorter wording of the same facts in the order of the draw; of those ``near`` the leanest if that is given,
        and only for slots that are not so lean yet."""
        for number in sorted(self._kept):
            shorter = [change for change in self._changes(number) if change.by < 0]
            limit = min((change.by for change in shorter), default=0) + (near or 0)
            if near is None or limit < 0:
                yield from islice((change for change in shorter if near is None or change.by <= limit), 1)

    def _leaner(self, step: _Step | None = None) -> Iterator[_Change]:
        return (change for number in sorted(self._kept) for change in self._changes(number, step) if change.by < 0)

    def _richer(self, most: int) -> Iterator[_Change]:
        return (change for number in sorted(self._kept) for change in self._changes(number) if 0 < change.by <= most)

    def _changes(self, number: int, step: _Step | None = None) -> Iterator[_Change]:
        """What other wordings of a slot would change: of the same facts; where a ``step`` allows it, of fewer."""
        as_chosen, in_full = (step.as_chosen, step.in_full) if step else (_AS_CHOSEN, ())
        slot = self._slots[number]
        if slot.message.move.startswith(as_chosen) or slot.message.says in in_full:
            return
        for other in (*slot.others, *slot.lesser) if step else slot.others:
            yield _Change(self._measure(slot, other).size - self._sizes(number), number, other)

    def _sizes(self, number: int) -> int:
        return self._of(number).size

    def _says_fact(self, number: int) -> bool:
        return self._of(number).fact

    def _of(self, number: int) -> _Said:
        """What a slot says as it stands."""
        slot = self._slots[number]
        return self._measure(slot, slot.block) if slot.block is not None else _Said(0, False, False)

    def _measure(self, slot: Slot, block: Block) -> _Said:
        """What a slot said by a block amounts to; measured once."""
        key = (slot.number, block.id)
        if key not in self._known:
            words = f"{slot.message.context.get('prefix', '')}{self._words(block, slot.message)}"
            found = kinds(words)
            self._known[key] = _Said(size(words), bool(found - {"gap"}), "figure" in found)
        return self._known[key]

    def _block(self, number: int) -> str:
        block = self._slots[number].block
        return block.id if block is not None else ""

    def _line(self, line: Line) -> Line:
        return replace(line, slots=tuple(self._slots.get(slot.number, slot) for slot in line.slots if slot.block is None or slot.number in self._kept))


def _first_block(line: Line) -> Iterable[Slot]:
    """The slot that keeps a run-in heading from standing alone."""
    return [slot for slot in line.slots if slot.block is not None and slot.need != "extra"][:1] if line.role == "heading3" else ()

