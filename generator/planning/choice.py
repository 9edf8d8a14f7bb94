"""Lexical choice: which block says each message. Stable: a keyed hash of meeting, variant, move, item and block id decides.

Among the blocks that fit, one bound to the message's topics goes before a general one; one already used, or opening
like its neighbour, falls behind. A new block or a changed fact therefore stays within its move. Slots that only a longer
speech needs are filled last, so that they take no wording from the others.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from generator import ranking
from generator.frozen import replace
from generator.language import overlap, rhythm
from generator.language.formulations import span
from generator.marks import plain, refs
from generator.model import Block, Brief, Date, Line, Message, Record, Skeleton, Slot

Fits = Callable[[Block, Message], bool]
Words = Callable[[Block, Message], str]
_FULL_SENTENCE, _FULL_CLAUSE = 28, 8.5           # characters: below, a speech sounds clipped
_BEAT = 4
_TAKEN_UP = ("problems", "causes", "sections")   # facts that a speech takes up again where it answers them
_BORROWING = ("point", "remedy")                 # they argue with facts that belong to other lists, which say them in full; so do moves of parts
_BORROWED = 2                                    # facts that such an argument is the better for; more do not help it
_INTRODUCED = ("projects", "mechanisms", "teams", "policies", "events", "platforms")      # items that a hall must be told of before they are referred to
_EARLY = 2                                       # how much worse an argument is for each of them that it names too early
_MEMORY = 4                                      # blocks after which a fact may be said again without being heard as a repetition
_OPENING = 2                                     # characters by which two sentences are heard to open alike
_ORDERS = ("MEA.", "SAF.", "GOA.", "SEC.", "SIT.STANCE")      # moves that tell people what to do
_FULLER, _ORDERED, _TERSE = 2, 4, 2              # how much more often a wording is drawn for full sentences, an order, a clause of four characters


class Chooser:
    """Chooses for one draft, slot after slot in the order of speaking."""

    def __init__(
        self, blocks: Iterable[Block], brief: Brief, skeleton: Skeleton, variant: int, fits: Fits, words: Words, pets: Iterable[str] = (),
        unlike: frozenset[str] = frozenset(),
    ) -> None:
        """``words`` renders a block about a message, with marks; ``fits`` tells whether all that it requires holds; ``pets`` are favourite
        phrases of the bank that tire the ear when they come again; ``unlike`` are runs of older speeches that this one shall not repeat."""
        right = rightness(brief, skeleton)
        self._by_kind: dict[tuple[str, str], list[Block]] = {}
        for block in blocks:
            if block.status == "accepted" and right(block):
                self._by_kind.setdefault((block.move, block.says), []).append(block)
        self._pins: Mapping[str, str] = dict(brief.data["choose"] or {})
        self._keys = voice(brief), variant
        self._fits = fits
        self._words = words
        self._told: dict[tuple[str, int], frozenset[str]] = {}
        self._bare: dict[tuple[str, int], str] = {}
        self._ranks: dict[tuple[str, int], tuple[float, tuple[str, ...]]] = {}
        self._said: set[str] = set()
        self._recent: deque[frozenset[str]] = deque(maxlen=_MEMORY)   # facts of what was said last
        self._lately: frozenset[str] = frozenset()                    # all of them
        self._used: set[str] = set()
        self._openings: set[str] = set()                              # of the first and the last sentence just said
        self._pets = tuple(pets)
        self._unlike = unlike
        self._stale: dict[tuple[str, int], bool] = {}
        self._ahead: Counter[str] = Counter()                         # items that are still to be introduced, by how many slots will
        self._heard: Counter[str] = Counter()                         # favourite phrases, by how often they were said

    def chosen(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The lines with a block in every slot of a speech that is no longer than need be."""
        self._ahead = Counter(path for line in lines for slot in line.slots for path in _own(slot.message))
        return tuple(replace(line, slots=tuple(self._slot(slot) if slot.need != "extra" else slot for slot in line.slots)) for line in lines)

    def lengthened(self, chosen: Sequence[Line]) -> tuple[Line, ...]:
        """What :meth:`chosen` gave, with a block also in the slots that only a longer speech needs."""
        return tuple(replace(line, slots=tuple(self._slot(slot) if slot.need == "extra" else slot for slot in line.slots)) for line in chosen)

    def _slot(self, slot: Slot) -> Slot:
        if not slot.message.move:
            return slot
        self._ahead.subtract(_own(slot.message))
        fitting = self._fitting(slot.message)
        fresh = [block for block in fitting if block.id not in self._used or block.id == self._pins.get(slot.message.move)] or fitting
        block = max(fresh, key=lambda block: self._fitness(block, slot.message), default=None) if len(fresh) != 1 else fresh[0]
        if block is None:
            return slot
        told = self._facts(block, slot.message)
        facts = told - self._said
        if block.id in self._used and not self._needed(slot, facts):
            return slot
        free = sorted((other for other in fitting if other.id not in self._used | {block.id}),
                      key=lambda other: (self._old(other, slot.message), -self._rank(other, slot.message)))
        must = facts if not _borrows(slot.message) else {ref for ref in facts if ref.endswith(".value")}
        others = tuple(
            other for other in free
            if self._as_good(other, block, slot.message) and self._facts(other, slot.message) >= must and not self._old(other, slot.message)
        )
        as_good = {other.id for other in others}
        lesser = tuple(other for other in free if other.id not in as_good)
        self._used.add(block.id)
        self._said |= facts
        self._recent.append(told)
        self._lately = frozenset().union(*self._recent)
        said = self._plain(block, slot.message)
        self._openings = openings(said)
        self._heard.update(self._favourites(said))
        return replace(slot, block=block, others=others, lesser=lesser)

    @staticmethod
    def _as_good(other: Block, block: Block, message: Message) -> bool:
        """Whether another block may stand for the one chosen: bound as closely, unless it says no item and so could speak of anything."""
        return not message.items or _bound(other, message) == _bound(block, message)

    def _old(self, block: Block, message: Message) -> bool:
        """Whether some words repeat an older speech that this one shall be unlike."""
        key = (block.id, id(message))
        if key not in self._stale:
            self._stale[key] = bool(self._unlike) and not self._unlike.isdisjoint(overlap.runs(self._plain(block, message)))
        return self._stale[key]

    @staticmethod
    def _needed(slot: Slot, facts: frozenset[str]) -> bool:
        """Whether a wording is used a second time: only where facts, or a point of the brief, would else be lost."""
        if slot.need == "extra" or slot.message.says == "remedy":
            return False
        return slot.message.says == "point" or bool(slot.message.items and facts)

    def _fitting(self, message: Message) -> list[Block]:
        return [block for block in self._by_kind.get((message.move, message.says), ()) if suits(block, message) and self._fits(block, message)]

    def _fitness(self, block: Block, message: Message) -> tuple[Any, ...]:
        """What is pinned first, then what says most of the figures not yet said, what is bound closest, what says most of the other facts, what
        says fewest a second time, what is new against older speeches; last by rank. An argument had better be new than rich."""
        told = self._facts(block, message)
        facts = told - self._said
        figures = sum(ref.endswith(".value") for ref in facts)
        again = sum(not ref.startswith(_TAKEN_UP) for ref in told & self._lately)
        early = sum(self._ahead[ref.partition(".")[0]] > 0 for ref in facts) if _borrows(message) else 0
        pinned = block.id == self._pins.get(message.move)
        other = len(facts) - again if not _borrows(message) else min(len(facts) - again - _EARLY * early, _BORROWED)
        new = not self._old(block, message)
        return (
            pinned, block.id not in self._used, figures, _bound(block, message), new and _borrows(message), other, new,
            not self._echoes(block, message), self._rank(block, message),
        )

    def _echoes(self, block: Block, message: Message) -> bool:
        """Whether some words would open like what was said just before."""
        return self._plain(block, message).strip()[:_OPENING] in self._openings

    def _plain(self, block: Block, message: Message) -> str:
        """Some words without their marks."""
        key = (block.id, id(message))
        if key not in self._bare:
            self._bare[key] = plain(self._words(block, message))
        return self._bare[key]

    def _facts(self, block: Block, message: Message) -> frozenset[str]:
        key = (block.id, id(message))
        if key not in self._told:
            self._told[key] = refs(self._words(block, message))
        return self._told[key]

    def _rank(self, block: Block, message: Message) -> float:
        """A block that asks for more knows more about the case, and is drawn more often; so is one that is easy on the ear. One that comes
        again with favourite phrases is drawn less often."""
        key = (block.id, id(message))
        if key not in self._ranks:
            said = self._plain(block, message)
            weight = block.weight * (1 + len(block.requires)) * ease(said, message.move)
            self._ranks[key] = ranking.score(weight, *self._keys, message.move, message.key, block.id), self._favourites(said)
        score, favourites = self._ranks[key]
        return score / (1 + sum(self._heard[phrase] for phrase in favourites))

    def _favourites(self, said: str) -> tuple[str, ...]:
        return tuple(phrase for phrase in self._pets if phrase in said)


def spoken(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines without the slots that nothing can say, or that are not to be filled."""
    return tuple(replace(line, slots=tuple(slot for slot in line.slots if slot.block is not None or not slot.message.move)) for line in lines)


def voice(brief: Brief) -> str:
    """What one meeting's speech has of its own, so that two meetings do not draw the same wordings: place, meeting, speaker and month."""
    data = brief.data
    month = data["date"].month if isinstance(data["date"], Date) else None
    return "\x1f".join(map(str, (data["region"]["name"], data["occasion"]["name"], data["speaker"]["role"], data["year"], month)))


def ease(text: str, move: str) -> int:
    """How easily some words are spoken and followed: full sentences and clauses, orders that sound like orders, a short beat among them."""
    clauses = rhythm.clauses(text)
    full = rhythm.mean(clauses) >= _FULL_CLAUSE and rhythm.mean(rhythm.sentences(text)) >= _FULL_SENTENCE
    orders = not move.startswith(_ORDERS) or rhythm.imperatives(text) > 0
    terse = _BEAT in map(len, clauses)
    return (_FULLER if full else 1) * (_ORDERED if orders else 1) * (_TERSE if terse else 1)


def _own(message: Message) -> list[str]:
    """The paths of the items that a message introduces."""
    return [item.path for item in message.items if isinstance(item, Record) and item.kind in _INTRODUCED] if not _borrows(message) else []


def _borrows(message: Message) -> bool:
    return message.says in _BORROWING or message.move.startswith("SEC.")


def size(words: str) -> int:
    """Characters of some marked words, white space not counted."""
    return len("".join(plain(words).split()))


def _bound(block: Block, message: Message) -> int:
    """How closely a block is bound to a message: by its main topic, by another, not at all."""
    return 2 if message.topics[:1] and message.topics[0] in block.topics else 1 if block.topics else 0


def suits(block: Block, message: Message) -> bool:
    """A block says one kind of items; a bound one needs its topic; a slot may ask for one that is bound (``bound``), or for conditions that
    read a certain name (``needs``)."""
    if block.says != message.says or (block.topics and not set(block.topics) & set(message.topics)):
        return False
    if message.context.get("bound") and not block.topics:
        return False
    need = message.context.get("needs")
    return need is None or any(str(need) in test for test in block.requires)


def rightness(brief: Brief, skeleton: Skeleton) -> Callable[[Block], bool]:
    """Whether a block is right for a speech: by levels, speakers, skeletons and years."""
    level, rank = brief.data["region"]["level"], brief.data["speaker"]["rank"] or "other"
    first, last = span(_month(brief))

    def right(block: Block) -> bool:
        if (block.levels is not None and level not in block.levels) or (block.speakers is not None and rank not in block.speakers):
            return False
        timely = not (block.valid_from and last < span(str(block.valid_from))[0]) and not (block.valid_to and first > span(str(block.valid_to))[1])
        return timely and block.belongs(skeleton)

    return right


def _month(brief: Brief) -> str:
    date = brief.data["date"]
    if isinstance(date, Date) and date.month:
        return f"{date.year:04d}-{date.month:02d}"
    return f"{brief.data['year']:04d}-06"



def openings(text: str) -> set[str]:
    """How the first and the last sentence of some words open."""
    said = rhythm.sentences(text)
    return {said[0][:_OPENING], said[-1][:_OPENING]} if said else set()
