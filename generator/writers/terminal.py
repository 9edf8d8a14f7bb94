"""The draft for a terminal: wrapped by display width with the line-break rules of Chinese, coloured where asked."""
from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from generator.model import Draft, FactUse, FigureUse, Paragraph

_NO_START = set("，。、；：！？”’）》】〉…—%")     # GB/T 15834-2011 5.1: never at the head of a line
_NO_END = set("“‘（《【〈")                       # never at the end of one
_COLOURS = {"heading": "1", "figure": "36", "fact": "36", "gap": "30;43", "dim": "2"}
_HEADINGS = ("title", "heading1", "heading2")
_MOST = 100                                      # a longer line is hard to read


def render(draft: Draft, width: int, colour: bool, explain: bool) -> str:
    """Every paragraph wrapped to ``width`` columns; ``explain`` adds under each its moves, blocks, and the refs of its figures and facts, each with
    its line (and its file, where that is not the brief itself) and the formula by which it was computed."""
    columns = max(20, min(width, _MOST))
    sources = _sources(draft) if explain else {}
    out: list[str] = []
    for paragraph in draft.paragraphs:
        if paragraph.role in ("heading1", "salutation"):
            out.append("")
        out += _wrapped(paragraph, columns, colour)
        if explain and paragraph.parts:
            out += [_painted(line, "dim", colour) for line in _explained(paragraph, sources)]
    return "\n".join(out) + "\n"


def _sources(draft: Draft) -> dict[str, str]:
    """By ref what stands behind it: ``:14``, ``:14 = signed.value / signed.target``, `` 全县.yaml:3``."""
    rows: list[FigureUse | FactUse] = [*draft.figures, *draft.facts]
    files = Counter(row.source.rpartition(":")[0] for row in rows)
    brief = max(files, key=lambda file: files[file], default="")
    found = {}
    for row in rows:
        file, _, line = row.source.rpartition(":")
        formula = row.formula if isinstance(row, FigureUse) else None
        found[row.ref] = (f":{line}" if file == brief else f" {PurePath(file).name}:{line}") + (f" = {formula}" if formula else "")
    return found


def _explained(paragraph: Paragraph, sources: dict[str, str]) -> Iterator[str]:
    for part in paragraph.parts:
        refs = [span.ref for span in paragraph.spans if span.start < part.end and part.start < span.end]
        lines = [f"{ref}{sources.get(ref, '')}" for ref in dict.fromkeys(refs)]
        yield f"      │ {part.move}  {part.block}" + (f"  ←  {'；'.join(lines)}" if lines else "")


def _wrapped(paragraph: Paragraph, columns: int, colour: bool) -> Iterator[str]:
    kinds = _kinds(paragraph)
    indent = 4 if paragraph.role not in ("title", "subtitle", "byline", "salutation") else 0
    centred = paragraph.role in ("title", "subtitle", "byline")
    at = 0
    while at < len(paragraph.text):
        end = _line_end(paragraph.text, at, columns - indent)
        text = _paint_line(paragraph.text[at:end], kinds[at:end], colour)
        pad = max(0, (columns - cells(paragraph.text[at:end])) // 2) if centred else indent
        yield " " * pad + text
        at, indent = end, 0
    if not paragraph.text:
        yield ""


def _kinds(paragraph: Paragraph) -> list[str]:
    """For each character how it is shown."""
    kinds = ["heading" if paragraph.role in _HEADINGS else ""] * len(paragraph.text)
    if paragraph.role == "heading3":
        end = paragraph.text.find("。") + 1
        kinds[:end] = ["heading"] * end
    for span in paragraph.spans:
        kinds[span.start:span.end] = [span.kind] * (span.end - span.start)
    return kinds


def _line_end(text: str, start: int, room: int) -> int:
    """Where the line that begins at ``start`` ends."""
    used, end = 0, start
    while end < len(text) and used + _cell(text[end]) <= room:
        used += _cell(text[end])
        end += 1
    if end >= len(text):
        return end
    good = end
    while good > start + 1 and (text[good] in _NO_START or text[good - 1] in _NO_END or _inside_number(text, good)):
        good -= 1
    return good if good > start + 1 else max(end, start + 1)


def _inside_number(text: str, at: int) -> bool:
    """A number, its decimals and its letters are not split (GB/T 15835-2011)."""
    return ord(text[at]) < 128 and ord(text[at - 1]) < 128 and not text[at].isspace()


def _paint_line(text: str, kinds: list[str], colour: bool) -> str:
    if not colour:
        return text
    out, at = [], 0
    while at < len(text):
        end = at
        while end < len(text) and kinds[end] == kinds[at]:
            end += 1
        out.append(_painted(text[at:end], kinds[at], colour))
        at = end
    return "".join(out)


def _painted(text: str, kind: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if colour and kind else text


def cells(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return sum(map(_cell, text))


def _cell(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F", "A") else 1
