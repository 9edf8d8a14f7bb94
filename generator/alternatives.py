"""The blocks that a draft could say in one move, filled with the brief's facts, and which of them it says: the one place that puts them together
(edge → here → stages)."""
from __future__ import annotations

from generator.frozen import Frozen
from generator.model import Block, Brief, Draft, Library, Message
from generator.pipeline import Studio
from generator.planning import choice, content, structure
from generator.realisation import tidy


class Alternative(Frozen):
    """A block that fits a move of the draft: its words with the brief's facts, whether the draft says it, whether the brief asks for it."""

    block: Block
    words: str
    chosen: bool
    pinned: bool

    @property
    def characters(self) -> int:
        """Characters of the words, white space not counted."""
        return len("".join(self.words.split()))


def alternatives(brief: Brief, library: Library, draft: Draft, move: str) -> tuple[Alternative, ...]:
    """Every accepted block that fits a message of a move as the draft says it, each filled from the first message that it fits, in the library's order;
    empty where the draft's plan has no such move. Raises BankError."""
    studio = Studio(brief, library, library.skeletons[draft.skeleton], draft.variant)
    said = frozenset(part.block for paragraph in draft.paragraphs for part in paragraph.parts if part.move == move)
    pinned = dict(brief.data["choose"] or {}).get(move)
    with studio.templates.limits():
        messages, right = _messages(studio, move), choice.rightness(brief, studio.skeleton)
        blocks = [block for block in library.blocks.values() if block.move == move and block.status == "accepted" and right(block)]
        return tuple(Alternative(block, words, block.id in said, block.id == pinned) for block in blocks if (words := _words(studio, block, messages)))


def moves_of(draft: Draft) -> tuple[str, ...]:
    """The moves that a draft says, in order of speaking."""
    return tuple(dict.fromkeys(part.move for paragraph in draft.paragraphs for part in paragraph.parts if part.move))


def _messages(studio: Studio, move: str) -> list[Message]:
    """What the plan says in a move."""
    lines, studio.sections = structure.build(studio.brief, studio.skeleton, content.messages(studio.brief, studio.library), studio.library, studio.render,
                                             studio.variant)
    return [slot.message for line in lines for slot in line.slots if slot.message.move == move]


def _words(studio: Studio, block: Block, messages: list[Message]) -> str:
    """A block's words about the first message that it fits; empty where it fits none."""
    said = (tidy(studio.words(block, message)) for message in messages if studio.serves(block, message))
    return next((words for words in said if words), "")
