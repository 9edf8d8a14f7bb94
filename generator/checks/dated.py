"""Formulations in a text that are out of their time: what the two rules about them share."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.checks.facts import said_texts
from generator.checks.review import Found, Passage, Review
from generator.language import formulations
from generator.model import Formulation

_AROUND = 14                                     # characters before and after a wording
_LONGER = {"计委": "卫设审会统预累"}            # characters before a wording that make another word of it


def out_of_time(review: Review, wrong: Callable[[Formulation, str], bool], ahead: bool) -> Iterator[tuple[Passage, int, int, Formulation]]:
    """Every place where a formulation stands that is ``wrong`` at the time of the speech; ``ahead`` are those still to come. Nothing where the time
    is not known."""
    if not review.when:
        return
    whole = "\n".join(passage.text for passage in review.body)
    found = formulations.found(review.standards.formulations, whole, ahead=ahead)
    rows = sorted((row for row in found if row.scope == "national" and wrong(row, review.when)), key=lambda row: -len(row.text))
    if not rows:
        return
    free = _free(review)
    for passage in review.body:
        taken: list[tuple[int, int]] = []
        for row in rows:
            for start, end in _places(passage.text, row, ahead):
                first, last = passage.sentence_at(start)
                before, after = passage.text[max(first, start - _AROUND):start], passage.text[end:min(last, end + _AROUND)]
                allowed = row.text in free or passage.text[start:end] in free or formulations.in_its_time(row, before, after, ahead=ahead)
                overlaps = any(begin < end and start < stop for begin, stop in taken)
                if not overlaps and (not allowed or ahead and formulations.carried_out(row, before, after)):
                    taken.append((start, end))
                    yield passage, start, end, row


def found(passage: Passage, start: int, end: int, row: Formulation, told: str) -> Found:
    """A finding whose severity follows from how sure the dates are."""
    words = row.text if row.text.startswith("“") else f"“{row.text}”"
    suggestion = f"现在讲{row.replaced_by}" if row.replaced_by else "核对提法"
    return Found(passage.at, start, end, f"{words}{told}", suggestion, "warning" if row.confidence == "high" else "info")


def _places(text: str, row: Formulation, ahead: bool) -> Iterator[tuple[int, int]]:
    for word in formulations.words(row, ahead=ahead):
        for match in re.finditer(re.escape(word), text):
            if text[max(0, match.start() - 1):match.start()] not in tuple(_LONGER.get(word, "")) or match.start() == 0:
                yield match.span()


def _free(review: Review) -> frozenset[str]:
    """Formulations that the unit or the brief allows: those of its lists, and those of the brief's own words where it may look back."""
    allowed = {*review.checking.formulations, *review.names}
    if review.brief is not None:
        called = "\n".join(_said(review.brief.data[key]) for key in formulations.CALLED)
        rest = review.facts.texts if review.facts is not None else ""
        welcomed = said_texts(review.brief.data["closing"]["welcome"])
        allowed |= {word for text in welcomed for row in review.standards.formulations for word in (row.text, *row.match) if word in text}
        for row in review.standards.formulations:
            for word in row.match or (row.text,):
                if word in rest and word not in called:
                    allowed.add(word)
    return frozenset(allowed)


def _said(value: object) -> str:
    return "\n".join(said_texts(value))
