"""Lexical choice: what an argument may lean on, and phrases that tire the ear."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from briefs import FEW, LIBRARY, UNSEEN, brief

from generator.brief import load_brief
from generator.frozen import replace
from generator.marks import mark
from generator.model import Block, Library, Line, Message, Slot
from generator.pipeline import make_draft
from generator.planning.choice import Chooser
from generator.writers.text import to_text

FACTS = brief("projects: [{name: 甲厂}, {name: 乙厂}]\n")
PROJECT = FACTS.data["projects"][0]
NAMED = mark("fact", "projects[0].name", "甲厂")


def chosen(words: Mapping[str, str], *messages: Message, pets: tuple[str, ...] = ()) -> list[str]:
    """The blocks that say some messages in order; ``words`` of each block, its move and kind told by its id (MEA.DRIVE/point/1)."""
    blocks = [Block(name, move=name.split("/")[0], text="", says=name.split("/")[1] or None) for name in words]
    chooser = Chooser(blocks, FACTS, LIBRARY.skeletons["three_questions"], 0, lambda block, message: True, lambda block, message: words[block.id], pets)
    lines = chooser.chosen([Line("body", "", tuple(Slot(at, message) for at, message in enumerate(messages)))])
    return [slot.block.id for slot in lines[0].slots if slot.block is not None]


def test_an_argument_does_not_name_what_is_still_to_be_introduced() -> None:
    """A point argued before the projects are told leaves them out; argued after them it may lean on them."""
    words = {"SAF.MECH/point/names": f"{NAMED}要有人盯，每周看一回。", "SAF.MECH/point/plain": "要有人盯着，每周看一回。", "MEA.DRIVE/projects/": f"{NAMED}要早开工。"}
    point, told = Message("SAF.MECH", ("盯项目",), "盯项目", "point"), Message("MEA.DRIVE", (PROJECT,), "projects", "projects")
    assert chosen(words, point, told)[0] == "SAF.MECH/point/plain"
    fresh = {f"SAF.MECH/point/{at}": f"第{at}件要办好。" for at in range(9)}
    later = [Message("SAF.MECH", (text,), text, "point") for text in "一二三四五六七八九十百"]
    assert "SAF.MECH/point/names" in chosen({**words, **fresh}, told, *later)


def test_phrases_that_were_heard_are_heard_less_often_again() -> None:
    """Over whole drafts the bank's favourite phrases come again less often than they would without the list."""
    pets = LIBRARY.wording["pets"]

    def again(library: Library) -> int:
        texts = [to_text(make_draft(load_brief(path), library)) for path in [*FEW, *UNSEEN]]
        return sum(max(0, text.count(phrase) - 1) for text in texts for phrase in pets)

    without = replace(LIBRARY, wording=MappingProxyType({**LIBRARY.wording, "pets": ()}))
    assert again(LIBRARY) < 0.9 * again(without)
