"""Sentences that are right and wrong (``sentences/``, a line each), and what the tables of the review find in them.

``wrong.txt``: every pattern of the slips at work, «…» is what must be found; ``right.txt``: what only looks wrong; ``promises.txt``: promises in free words
after the id of the red line that they cross; ``harmless.txt``: what speaks of such things and promises none.
"""
from __future__ import annotations

from pathlib import Path

from marked import text_document

from generator.checks import policy, wording
from generator.checks.review import Found, Review
from generator.model import Checking
from generator.standards import Standards

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
STANDARDS = Standards()


def lines(name: str) -> list[str]:
    """The sentences of a file."""
    return (HERE / "sentences" / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def reviewed(text: str, when: str = "", names: tuple[str, ...] = ()) -> Review:
    """A text as the rules see it."""
    return Review(text_document(text), STANDARDS, checking=Checking(names=names), year=when)


def wrong(text: str, names: tuple[str, ...] = ()) -> list[Found]:
    """What is wrong with the wording of a text."""
    return list(wording.check(reviewed(text, names=names)))


def wrong_of_each(texts: list[str]) -> list[list[Found]]:
    """What is wrong with the wording of each of some texts, read as the paragraphs of one."""
    found: list[list[Found]] = [[] for _ in texts]
    for item in wrong(" ¶ ".join(texts)):
        found[item.paragraph].append(item)
    return found


def crossed(text: str, when: str = "") -> list[Found]:
    """The red lines that a text crosses."""
    return list(policy.check(reviewed(text, when)))


def speeches() -> list[tuple[str, str]]:
    """(name, text) of every draft that is kept in the tests and of every exemplar that is at hand."""
    files = (*sorted((HERE / "golden").glob("*.txt")), *sorted((SHARED / "design" / "exemplars").glob("*")))
    return [(file.name, file.read_text(encoding="utf-8")) for file in files]
