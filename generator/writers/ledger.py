"""The ledger (数据核对表): a row for every place of the draft where a number stands, with what it is and the line that it came from.

Cells that a spreadsheet would take for a formula are kept as text (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.model import Draft, FactUse, FigureUse, Paragraph, Span
from generator.writers.signatures import signed_csv

_ENDS = "。！？"
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Row(NamedTuple):
    """One number where it stands. ``paragraph`` counts from 1 over the draft; ``inputs`` are what ``formula`` was computed from."""

    number: int
    text: str
    label: str
    value: str
    unit: str
    formula: str
    inputs: str
    source: str
    paragraph: int
    sentence: str


HEADS = ("序号", "稿中的数", "指标", "准确值", "单位", "算式", "算式所用的数", "出处", "第几段", "所在的句子")      # of the fields of Row


def rows(draft: Draft) -> Iterator[Row]:
    """The rows in order of speaking: every figure, and every fact of the brief that holds a digit (任务额, dates)."""
    figures = {(use.ref, use.text): use for use in draft.figures}
    facts = {(use.ref, use.text): use for use in draft.facts}
    number = 0
    for at, paragraph in enumerate(draft.paragraphs, 1):
        for span in paragraph.spans:
            text = paragraph.text[span.start : span.end]
            use = figures.get((span.ref, text)) if span.kind == "figure" else facts.get((span.ref, text)) if span.kind == "fact" else None
            if use is not None and (isinstance(use, FigureUse) or re.search(r"\d", text)):
                number += 1
                yield _row(number, use, at, sentence(paragraph, span))


def _row(number: int, use: FigureUse | FactUse, paragraph: int, said: str) -> Row:
    if isinstance(use, FactUse):
        return Row(number, use.text, use.label, "", "", "", "", use.source, paragraph, said)
    return Row(number, use.text, use.label, use.value, use.unit, use.formula or "", "；".join(use.inputs), use.source, paragraph, said)


def sentence(paragraph: Paragraph, span: Span) -> str:
    """The sentence of a paragraph in which a span stands."""
    start = max(paragraph.text.rfind(end, 0, span.start) for end in _ENDS) + 1
    stops = [at for end in _ENDS if (at := paragraph.text.find(end, max(span.end - 1, span.start))) >= 0]
    return paragraph.text[start : min(stops) + 1 if stops else len(paragraph.text)]


def to_csv(draft: Draft) -> bytes:
    """CSV that Excel and WPS open with its Chinese intact (UTF-8 with BOM, CRLF), its own hash in the last row."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(HEADS)
    table.writerows([safe(str(cell)) for cell in row] for row in rows(draft))
    return signed_csv(out.getvalue()).encode("utf-8-sig")


def safe(cell: str) -> str:
    """A cell that no spreadsheet runs: what begins like a formula and is no number takes an apostrophe."""
    return f"'{cell}" if cell.startswith(_RISKY) and not is_number(cell) else cell


def is_number(cell: str) -> bool:
    """Whether a cell is a plain number."""
    return _NUMBER.fullmatch(cell) is not None
