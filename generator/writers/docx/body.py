"""document.xml: paragraphs of the draft as styled runs, figures in bookmarks, gaps highlighted and commented."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from generator.model import FRONT, Draft, FigureUse, Layout, Paragraph, Span
from generator.readers.record import located
from generator.writers import titles
from generator.writers.docx.styles import IDS

_FOLDERS = re.compile(r"(?<=[：（])[^：（）；]*[/\\](?=[^/\\：（）；]*:\d)")
_HINT = '<w:rFonts w:hint="eastAsia"/>'


class Marks:
    """What the body refers to: styles by role, characters in a line of the title (``widest``), bookmarks with the figure they hold (see
    :func:`located`), gaps likewise, comments with their text; ``notes`` are the comments that figures get, by ref and printed text (None: they get none)."""

    def __init__(self, ids: Mapping[str, str] = IDS, widest: float = 0, notes: Mapping[tuple[str, str], str] | None = None) -> None:
        self.ids, self.widest, self.notes = ids, widest, notes or {}
        self.bookmarks: dict[str, tuple[str, ...]] = {}
        self.gaps: list[tuple[str, ...]] = []
        self.comments: list[str] = []


def notes_of(draft: Draft) -> dict[tuple[str, str], str]:
    """What a comment says of each figure: what it is, its formula with the numbers behind it, the line that it came from."""
    return {(use.ref, use.text): note(use) for use in draft.figures}


def note(use: FigureUse) -> str:
    """What the comment of one figure says. A comment travels with the file: it names the brief, not the folders in which it lies."""
    computed = f"；算式：{use.formula}；所用的数：{'；'.join(use.inputs)}" if use.formula else ""
    return f"{use.label}，{_FOLDERS.sub('', f'出处：{use.source}{computed}')}。"


def body_xml(draft: Draft, marks: Marks, layout: Layout) -> Iterator[str]:
    """The paragraphs, an empty line under the title block."""
    labels = {gap.ref: gap.label for gap in draft.gaps}
    before = ""
    for paragraph in draft.paragraphs:
        if before in FRONT and paragraph.role not in FRONT:
            yield "<w:p/>"
        yield _paragraph(paragraph, marks, labels, layout)
        before = paragraph.role


def _paragraph(paragraph: Paragraph, marks: Marks, labels: dict[str, str], layout: Layout) -> str:
    style = marks.ids.get(paragraph.role, "")
    told = (f'<w:pStyle w:val="{style}"/>' if style else "") + ("<w:keepLines/>" if _kept(paragraph, layout) else "")
    properties = f"<w:pPr>{told}</w:pPr>" if told else ""
    if paragraph.role == "title":
        return f"<w:p>{properties}{_title(paragraph.text, marks.widest)}</w:p>"
    before = len(marks.comments)
    runs = "".join(_runs(paragraph, marks, labels))
    # LibreOffice 7.4 cuts a character off every bookmark that ends after a comment's reference in its paragraph: references come last
    references = "".join(f'<w:r><w:commentReference w:id="{number}"/></w:r>' for number in range(before, len(marks.comments)))
    return f"<w:p>{properties}{runs}{references}</w:p>"


def _kept(paragraph: Paragraph, layout: Layout) -> bool:
    """Whether a paragraph is short enough not to be parted by a page, where the layout asks for that."""
    return paragraph.role not in FRONT and titles.width(paragraph.text) + 2 <= layout.keep_lines * layout.characters


def _title(text: str, widest: float) -> str:
    parts = [f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in titles.lines(text, widest)]
    return f"<w:r><w:rPr>{_HINT}</w:rPr>{'<w:br/>'.join(parts)}</w:r>"


def _runs(paragraph: Paragraph, marks: Marks, labels: dict[str, str]) -> Iterator[str]:
    """Plain stretches and spans in turn; a run-in heading stands out up to its first stop, by the style of its level."""
    head_to = paragraph.text.find("。") + 1 if paragraph.role == "heading3" else 0
    head = marks.ids["second" if paragraph.text.startswith("（") else "third"]
    at = 0
    for span in sorted(paragraph.spans, key=lambda item: item.start):
        if span.start < at or span.kind == "fact":
            continue
        yield from _plain(paragraph.text, at, span.start, head_to, head)
        yield _span(paragraph.text, span, head if span.start < head_to else "", marks, labels)
        at = span.end
    yield from _plain(paragraph.text, at, len(paragraph.text), head_to, head)


def _plain(text: str, start: int, end: int, head_to: int, head: str) -> Iterator[str]:
    if start < head_to:
        yield _run(text[start:min(end, head_to)], head)
    if end > max(start, head_to):
        yield _run(text[max(start, head_to):end])


def _run(text: str, style: str = "", *, marked: bool = False) -> str:
    if not text:
        return ""
    properties = (f'<w:rStyle w:val="{style}"/>' if style else "") + _HINT + ('<w:highlight w:val="yellow"/>' if marked else "")
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def _span(paragraph: str, span: Span, style: str, marks: Marks, labels: dict[str, str]) -> str:
    text = paragraph[span.start:span.end]
    if span.kind == "gap":
        marks.gaps.append(located(paragraph, span))
        return _commented(_run(text, style, marked=True), f"待补：{labels.get(span.ref, text)}。在写作要点的 {span.ref} 里补上，或直接改这里。", marks)
    name = f"n{len(marks.bookmarks) + 1}"
    marks.bookmarks[name] = located(paragraph, span)
    number = len(marks.bookmarks)
    note = marks.notes.get((span.ref, text))
    held = _commented(_run(text, style), note, marks) if note else _run(text, style)
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{held}<w:bookmarkEnd w:id="{number}"/>'


def _commented(runs: str, comment: str, marks: Marks) -> str:
    """Some runs under a comment; its reference is set at the end of the paragraph."""
    number = len(marks.comments)
    marks.comments.append(comment)
    return f'<w:commentRangeStart w:id="{number}"/>{runs}<w:commentRangeEnd w:id="{number}"/>'
