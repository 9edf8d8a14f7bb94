"""From an edited draft and a brief to the draft with the brief's numbers: the one place that hands them on (edge → here → rooms)."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.checks import figure_arithmetic, figure_unknown, percent_point
from generator.checks.review import Review
from generator.errors import DocumentError, Place, Problem
from generator.frozen import EMPTY, Frozen, replace
from generator.language.sentences import sentence_at
from generator.model import Brief, Change, Checking, Left, Revision
from generator.readers.body import Words
from generator.readers.document import Document
from generator.revision.plan import plan
from generator.revision.renewal import applied, moved, renewed
from generator.standards import built_in


class Update(Frozen):
    """What a brief asks of a document: the revision, the document's lines as they are afterwards, the record that it then has."""

    document: Document
    revision: Revision
    lines: tuple[str, ...]
    record: Mapping[str, Any]

    def sentence(self, item: Change | Left) -> str:
        """The sentence of a change or of what is left, as it reads afterwards."""
        line = self.lines[item.paragraph]
        start, end = sentence_at(line, min(moved(item.start, item.paragraph, self.revision.edits), max(0, len(line) - 1)))
        return line[start:end].strip()


def update(document: Document, brief: Brief) -> Update:
    """The update of a draft of ours. Raises DocumentError for a document that has no record: nothing says then which numbers are whose."""
    if not document.record.get("figures") and not document.record.get("facts"):
        raise DocumentError("不能更新", [Problem("这份稿子不是拟稿写出的，或者留的底已经丢了，认不出哪个数出自要点", Place(document.name, 1, 1),
                                             hint="用 nigao check 稿子 --brief 要点 把数一个一个核出来，再在稿子里改")])
    revision = plan(document, brief)
    lines = tuple(applied(document, revision))
    made = Update(document, revision, lines, renewed(document, revision, brief.digest, tuple(brief.figures)))
    return replace(made, revision=replace(revision, left=(*revision.left, *_doubts(made, brief))))


def _doubts(made: Update, brief: Brief) -> Iterator[Left]:
    """What the rules about numbers find in sentences that were changed: numbers that a person put there may hang on those that are new now."""
    paragraphs = tuple(Words(line, words.where) for line, words in zip(made.lines, made.document.paragraphs, strict=True))
    review = Review(replace(made.document, paragraphs=paragraphs, record=EMPTY), built_in(), brief, Checking())
    spans = {(change.paragraph, *sentence_at(made.lines[change.paragraph], moved(change.start, change.paragraph, made.revision.edits)))
             for change in made.revision.changed}
    ours = {(change.paragraph, moved(change.start, change.paragraph, made.revision.edits)) for change in made.revision.changed}
    told = {(left.paragraph, left.start) for left in made.revision.left}
    for rule in (figure_arithmetic, percent_point, figure_unknown):
        for found in rule.check(review):
            line = made.lines[found.paragraph]
            inside = any(at == found.paragraph and start <= found.start < end for at, start, end in spans)
            if inside and (found.paragraph, found.start) not in told | ours and not (rule is figure_unknown and found.severity == "info"):
                told.add((found.paragraph, found.start))
                words = line[found.start:found.end]
                yield Left("", "", words, words, "", found.paragraph, found.start, found.end, found.message)
