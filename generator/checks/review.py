"""What a rule looks at: the document's passages with their roles and sentences, the brief if there is one, what the unit has settled."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from generator.checks.facts import Facts
from generator.frozen import Frozen
from generator.language import formulations
from generator.language.said import Numbers, numbers
from generator.language.sentences import sentences
from generator.model import Brief, Checking, Layout
from generator.readers.anchors import Anchor, anchors
from generator.readers.counts import respelled
from generator.readers.document import Document
from generator.readers.swaps import Swap, swaps
from generator.standards import Standards

Shared = TypeVar("Shared")
_STOPS = re.compile("[，。；：、！？]")
_SALUTATION = re.compile(r"[：:]\s*$")
_HAILED = re.compile(r"同志|各位|领导|代表|朋友|嘉宾|来宾|委员")
_BYLINE = re.compile(r"^\s*[（(]?\s*[12]\d{3}年(?:\d{1,2}月(?:\d{1,2}日)?)?\s*[）)]?\s*$|^\s*\S{1,20}　")
_FRONT = 12                                      # paragraphs in which a salutation is looked for
_HEADINGS = (("heading1", re.compile(r"^\s*[一二三四五六七八九十]+、")), ("heading2", re.compile(r"^\s*（[一二三四五六七八九十]+）")))
_LONGEST_HEADING = 60
_DATED = re.compile(r"([12]\d{3})年(?:(\d{1,2})月)?")


class Found(NamedTuple):
    """What a rule found at one place. An empty ``severity`` is the rule's own."""

    paragraph: int
    start: int
    end: int
    message: str
    suggestion: str = ""
    severity: str = ""


class Passage(Frozen):
    """A paragraph as rules see it: ``at`` is its number in the document, ``where`` body, table, box, footnote, header …, ``role`` title, subtitle,
    byline, salutation, heading1, heading2 or body, by its shape; ``sentences`` are stretches ``[start, end)``, each with its stop."""

    at: int
    text: str
    where: str
    role: str
    sentences: tuple[tuple[int, int], ...]

    def sentence_at(self, start: int) -> tuple[int, int]:
        """The sentence that holds a character; the whole passage where none does."""
        return next((span for span in self.sentences if span[0] <= start < span[1]), (0, len(self.text)))

    def clause_before(self, at: int) -> str:
        """What stands between the last stop and a character."""
        return _STOPS.split(self.text[:at])[-1]


class Review(Frozen):
    """All that rules may look at. ``brief`` is None and ``corpus`` empty where none was given; ``layout`` is how the page is to look,
    ``dressed`` whether a unit's own document gave it another look, which is then asked for."""

    document: Document
    standards: Standards
    brief: Brief | None = None
    checking: Checking = Checking()
    layout: Layout | None = None
    corpus: tuple[Path, ...] = ()
    year: str = ""                               # the speech's date as the caller states it (2026, 2026-03); empty: read off brief or document
    dressed: bool = False

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The document's paragraphs, those beside the body last."""
        words = (*self.document.paragraphs, *self.document.beside)
        roles = _roles([word.text for word in self.document.paragraphs])
        return tuple(
            Passage(at, word.text, word.where, roles[at] if at < len(roles) and word.where == "body" else "body", sentences(word.text))
            for at, word in enumerate(words))

    @property
    def body(self) -> Iterator[Passage]:
        """Passages with words, but for headers and footers, which hold page numbers."""
        return (passage for passage in self.passages if passage.text.strip() and passage.where not in ("header", "footer"))

    @property
    def spoken(self) -> Iterator[Passage]:
        """Passages that are told in sentences: no title block, no headings, no tables; a first paragraph with a stop in it is no title."""
        return (passage for passage in self.body if passage.where in ("body", "box")
                and (passage.role == "body" or (passage.role == "title" and "。" in passage.text)))

    @cached_property
    def when(self) -> str:
        """The date of the speech, ``2026-04`` or ``2026``: as stated, else the brief's, else that of the title block; empty where nobody says."""
        if self.year:
            return self.year
        if self.brief is not None:
            return formulations.when(self.brief)
        dates = [found for passage in self.passages if passage.role in ("title", "subtitle", "byline") for found in _DATED.finditer(passage.text)]
        exact = next((found for found in dates if found[2] and 1 <= int(found[2]) <= 12), dates[0] if dates else None)
        return "" if exact is None else f"{exact[1]}-{int(exact[2]):02d}" if exact[2] else exact[1]

    @cached_property
    def names(self) -> frozenset[str]:
        """Names that no rule may question: the brief's list and the unit's."""
        given = self.brief.data["names"] if self.brief is not None else ()
        return frozenset(map(str, (*given, *self.checking.names)))

    @cached_property
    def facts(self) -> Facts | None:
        """What the brief knows in numbers; None without one."""
        return Facts(self.brief) if self.brief is not None else None

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """The numbers that the draft carried, found again."""
        return anchors(self.document)

    @cached_property
    def respelled(self) -> tuple[Anchor, ...]:
        """The numbers of Chinese characters that the draft carried and that read otherwise now."""
        return respelled(self.document)

    @cached_property
    def _swaps(self) -> tuple[Swap, ...]:
        return swaps(self.document)

    @cached_property
    def swaps(self) -> tuple[Swap, ...]:
        """The words that stand in the place of the draft's."""
        return tuple(swap for swap in self._swaps if swap.was)

    @cached_property
    def added(self) -> tuple[Swap, ...]:
        """The words that were put into clauses of the draft."""
        return tuple(swap for swap in self._swaps if not swap.was)

    @cached_property
    def numbers(self) -> tuple[Numbers, ...]:
        """What each passage says in digits."""
        return tuple(numbers(passage.text) for passage in self.passages)

    @cached_property
    def _worked_out(self) -> dict[object, Any]:
        return {}

    def once(self, key: object, make: Callable[[], Shared]) -> Shared:
        """What several rules ask for, made when it is first asked for; ``key`` begins with the id of the rule whose it is."""
        if key not in self._worked_out:
            self._worked_out[key] = make()
        found: Shared = self._worked_out[key]
        return found

    def cap(self, name: str, default: float) -> float:
        """A limit that the unit may have settled (``checking.caps``)."""
        return float(self.checking.caps.get(name, default))


def matches(passages: Iterable[Passage], pattern: re.Pattern[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Every match of a pattern with its passage."""
    return ((passage, match) for passage in passages for match in pattern.finditer(passage.text))


def _roles(texts: list[str]) -> list[str]:
    """The role of each paragraph by its shape. The title block ends with a salutation; without one only the first paragraph is a title."""
    said = [at for at, text in enumerate(texts) if text.strip()]
    hail = next((at for at in said[:_FRONT] if len(texts[at]) < 80 and _SALUTATION.search(texts[at]) and _HAILED.search(texts[at])), None)
    front = [at for at in said if hail is not None and at < hail] or said[:1]
    roles = ["body"] * len(texts)
    for at, text in enumerate(texts):
        if at == hail:
            roles[at] = "salutation"
        elif at in front:
            roles[at] = "title" if at == front[0] else "byline" if _BYLINE.match(text) else "subtitle"
        else:
            roles[at] = next((role for role, shape in _HEADINGS if shape.match(text) and len(text) <= _LONGEST_HEADING), "body")
    return roles
