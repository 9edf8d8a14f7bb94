"""What a draft remembers of its making: a record in custom document properties, which LibreOffice, Word and WPS keep."""
from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from generator.language.said import chinese, spelled
from generator.model import PRELIMINARIES, Draft, Paragraph, Span

NAME = "nigao"
AROUND = 10                                      # characters before and after a number by which its place is known again
PIECE = 4000                                     # characters of one property: 5,000 survived LibreOffice
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"


_ORDINAL = re.compile("第[一二三四五六七八九十]+[条期批个次届位名季家栋号]")        # what the brief counts off
_TALK = re.compile("[^，。；：]{0,2}(?:方面|问题|意见|要求|层意思|句话|点)")         # what a speaker announces, no fact


def of_draft(draft: Draft) -> Mapping[str, Any]:
    """What the file of a draft would remember of its numbers and words: for a text that has no such memory."""
    figures = [located(paragraph.text, span) for paragraph in draft.paragraphs for span in paragraph.spans if span.kind == "figure"]
    return {"figures": {f"n{number}": [*held, ""] for number, held in enumerate(figures, 1)}, "facts": [[*held, ""] for held in facts_of(draft)],
            "spelled": [list(held) for held in spelled_of(draft)], "said": said_of(draft)}


def said_of(draft: Draft) -> list[str]:
    """The paragraphs of a draft, by which words are known that were put in the place of others."""
    return [paragraph.text for paragraph in draft.paragraphs]


def words_of(record: Mapping[str, Any]) -> list[str]:
    """The paragraphs that a record holds of its draft; ``[]`` where it holds none, or is damaged."""
    said = record.get("said")
    return [text for text in said if isinstance(text, str)] if isinstance(said, list) else []


def located(paragraph: str, span: Span) -> tuple[str, ...]:
    """By what a number is found again: ref, text, the words before and after it."""
    return span.ref, paragraph[span.start:span.end], paragraph[max(0, span.start - AROUND):span.start], paragraph[span.end:span.end + AROUND]


def facts_of(draft: Draft) -> Iterator[tuple[str, ...]]:
    """Numbers and dates that the brief gave outside its figures, with the words around them."""
    for paragraph in draft.paragraphs:
        for span in paragraph.spans:
            if span.kind == "fact" and any(char.isdigit() for char in paragraph.text[span.start:span.end]):
                yield located(paragraph.text, span)


def spelled_of(draft: Draft) -> Iterator[tuple[str, ...]]:
    """Numbers of Chinese characters that count something (九家 of 九家笋罐头厂), with the words around them; ref is that of the fact they stand in, empty
    where the draft counted. One of a thing is mostly none in particular."""
    for paragraph in (paragraph for paragraph in draft.paragraphs if paragraph.role not in PRELIMINARIES):
        for match in _ORDINAL.finditer(paragraph.text):
            if ref := _ref_at(paragraph, match.start()):
                yield located(paragraph.text, Span(*match.span(), "fact", ref))
        for start, end in spelled(paragraph.text):
            value = chinese(paragraph.text[start:end])
            if value is not None and value > 1 and not _TALK.match(paragraph.text, end):
                yield located(paragraph.text, Span(start, end + 1, "fact", _ref_at(paragraph, start)))


def _ref_at(paragraph: Paragraph, at: int) -> str:
    return next((span.ref for span in paragraph.spans if span.kind == "fact" and span.start <= at < span.end), "")


def remember(custom: bytes) -> Mapping[str, Any]:
    """The record in a custom-properties part; empty where there is none. Raises ParseError, ValueError for a damaged one."""
    pieces = {}
    for item in ElementTree.fromstring(custom).iter(f"{_CUSTOM}property"):
        name = item.get("name", "")
        if re.fullmatch(rf"{NAME}\d+", name):
            pieces[int(name.removeprefix(NAME))] = "".join(item.itertext())
    found = json.loads("".join(pieces[number] for number in sorted(pieces))) if pieces else {}
    return found if isinstance(found, dict) else {}
