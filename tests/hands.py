"""Edits of a .docx as people make them: words replaced in place, tracked, in a content control, in a table, in a text box; bookmarks lost; files saved
by another program's habits (runs split, proofing marks between them)."""
from __future__ import annotations

import copy
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_WHO = {f"{{{W}}}author": "县府办", f"{{{W}}}date": "2026-01-01T00:00:00Z"}
HANDS = ("plain", "tracked", "control", "table", "box", "unmarked", "split")


def edited(document: bytes, old: str, new: str, hand: str) -> bytes:
    """The document with ``old`` (once in one paragraph) replaced by ``new`` by one of HANDS; a line break in ``new`` makes new paragraphs."""
    with ZipFile(BytesIO(document)) as package:
        parts = {item.filename: package.read(item) for item in package.infolist()}
    root = etree.fromstring(parts["word/document.xml"])
    paragraph = next(item for item in root.iter(_tag("p")) if old in said(item))
    first, *rest = new.split("\n")
    _replace(paragraph, old, first, tracked=hand == "tracked")
    _more(paragraph, rest)
    _HANDLERS.get(hand, lambda paragraph: None)(paragraph)
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def said(paragraph: Any) -> str:
    """The accepted text of a plain paragraph."""
    return "".join(node.text or "" for node in paragraph.iter(_tag("t")))


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"


def _replace(paragraph: Any, old: str, new: str, *, tracked: bool) -> None:
    """Only what differs is typed anew, as a person does: the ends that old and new share stay as they are."""
    head = next((at for at, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), min(len(old), len(new)))
    tail = next((at for at, (one, two) in enumerate(zip(old[head:][::-1], new[head:][::-1], strict=False)) if one != two), min(len(old), len(new)) - head)
    start = said(paragraph).index(old) + head
    end, typed = start + len(old) - head - tail, new[head: len(new) - tail]
    first = _cut(paragraph, start, end)
    runs = _runs_between(paragraph, start, end)
    anchor = runs[0] if runs else first
    inserted = _run_like(_run_at(paragraph, start - head) if not runs else anchor, typed)
    if tracked:
        if typed:
            holder = etree.Element(_tag("ins"), {_tag("id"): "9001", **_WHO})
            holder.append(inserted)
            _put(anchor, holder, before=bool(runs) or start == 0)
        for run in runs:
            gone = etree.Element(_tag("del"), {_tag("id"): "9002", **_WHO})
            run.addprevious(gone)
            gone.append(run)
            for text in run.iter(_tag("t")):
                text.tag = _tag("delText")
        return
    if typed:
        _put(anchor, inserted, before=bool(runs) or start == 0)
    for run in runs:
        run.getparent().remove(run)


def _run_at(paragraph: Any, place: int) -> Any:
    """The run that says a character: what is typed beside it looks like it."""
    at = 0
    for text in paragraph.iter(_tag("t")):
        if at <= place < at + len(text.text or ""):
            return text.getparent()
        at += len(text.text or "")
    return next(paragraph.iter(_tag("r")))


def _put(anchor: Any, element: Any, *, before: bool) -> None:
    anchor.addprevious(element) if before else anchor.addnext(element)


def _cut(paragraph: Any, start: int, end: int) -> Any:
    """Runs split at two places of the text; the run that ends at or holds the first of them."""
    for place in (start, end):
        at = 0
        for text in list(paragraph.iter(_tag("t"))):
            length = len(text.text or "")
            if at < place < at + length:
                run = text.getparent()
                again = copy.deepcopy(run)
                run.addnext(again)
                words = text.text
                text.text = words[: place - at]
                again.find(_tag("t")).text = words[place - at:]
                for piece in (text, again.find(_tag("t"))):
                    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            at += length
    at, last = 0, None
    for text in paragraph.iter(_tag("t")):
        if at + len(text.text or "") <= start or last is None:
            last = text.getparent()
        at += len(text.text or "")
    return last


def _runs_between(paragraph: Any, start: int, end: int) -> list[Any]:
    at, found = 0, []
    for text in list(paragraph.iter(_tag("t"))):
        length = len(text.text or "")
        if start <= at and at + length <= end and length:
            found.append(text.getparent())
        at += length
    return found


def _run_like(run: Any, text: str) -> Any:
    """A run as Word types it beside another: its own formatting, ids of the session, the language."""
    made = etree.Element(_tag("r"), {_tag("rsidR"): "00A1B2C3"})
    properties = run.find(_tag("rPr"))
    if properties is not None:
        made.append(copy.deepcopy(properties))
    words = etree.SubElement(made, _tag("t"))
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = text
    return made


def _more(paragraph: Any, lines: list[str]) -> None:
    """New paragraphs after one, made as pressing return makes them."""
    for line in reversed(lines):
        made = etree.Element(_tag("p"))
        properties = paragraph.find(_tag("pPr"))
        if properties is not None:
            made.append(copy.deepcopy(properties))
        run = next(paragraph.iter(_tag("r")))
        made.append(_run_like(run, line))
        paragraph.addnext(made)


def _control(paragraph: Any) -> None:
    control = etree.Element(_tag("sdt"))
    etree.SubElement(control, _tag("sdtPr"))
    content = etree.SubElement(control, _tag("sdtContent"))
    paragraph.addprevious(control)
    content.append(paragraph)


def _table(paragraph: Any) -> None:
    table = etree.Element(_tag("tbl"))
    etree.SubElement(table, _tag("tblPr"))
    etree.SubElement(etree.SubElement(table, _tag("tblGrid")), _tag("gridCol"))
    cell = etree.SubElement(etree.SubElement(table, _tag("tr")), _tag("tc"))
    paragraph.addprevious(table)
    cell.append(paragraph)


def _box(paragraph: Any) -> None:
    holder = etree.Element(_tag("p"))
    run = etree.SubElement(holder, _tag("r"))
    choice = etree.SubElement(etree.SubElement(run, f"{{{MC}}}AlternateContent", nsmap={"mc": MC, "wps": WPS}), f"{{{MC}}}Choice")
    choice.set("Requires", "wps")
    drawing = etree.SubElement(choice, _tag("drawing"))
    content = etree.SubElement(etree.SubElement(drawing, f"{{{WPS}}}txbx"), _tag("txbxContent"))
    paragraph.addprevious(holder)
    content.append(paragraph)


def _unmarked(paragraph: Any) -> None:
    """The bookmarks of a paragraph lost, as by pasting it as plain text."""
    for node in list(paragraph.iter(_tag("bookmarkStart"), _tag("bookmarkEnd"))):
        node.getparent().remove(node)


def _split(paragraph: Any) -> None:
    """Every run split in two with a proofing mark between, as Word leaves text that was typed over."""
    for text in list(paragraph.iter(_tag("t"))):
        words = text.text or ""
        if len(words) > 1 and text.getparent().tag == _tag("r"):
            run = text.getparent()
            again = copy.deepcopy(run)
            run.addnext(again)
            run.addnext(etree.Element(_tag("proofErr"), {_tag("type"): "gramEnd"}))
            text.text, again.find(_tag("t")).text = words[: len(words) // 2], words[len(words) // 2:]


_HANDLERS = {"control": _control, "table": _table, "box": _box, "unmarked": _unmarked, "split": _split}
