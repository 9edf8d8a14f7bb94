"""All revisions of a part taken over: what was inserted or moved in stays, what was deleted or moved away goes, changes of looks stay as they look."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.readers.body import W
from generator.writers.docx.tree import parsed, told

_GONE, _COME = (f"{W}del", f"{W}moveFrom"), (f"{W}ins", f"{W}moveTo")
_CHANGES = tuple(f"{W}{name}" for name in ("pPrChange", "rPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange",
                                           "sectPrChange", "numberingChange", "cellIns", "cellMerge"))
_RANGES = tuple(f"{W}{kind}Range{end}" for kind in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
                for end in ("Start", "End"))


def accepted(part: bytes) -> bytes:
    """The part with nothing left to decide; the very bytes of one that has no revisions."""
    root = parsed(part)
    if next(root.iter(*_GONE, *_COME, *_CHANGES, *_RANGES, f"{W}cellDel"), None) is None:
        return part
    for row in [row for row in root.iter(f"{W}tr") if row.find(f"{W}trPr/{W}del") is not None]:
        _drop(row)
    for cell in [mark.getparent().getparent() for mark in root.iter(f"{W}cellDel")]:
        _drop(cell)
    for table in [table for table in root.iter(f"{W}tbl") if table.find(f".//{W}tc") is None]:
        _drop(table)
    joined = [paragraph for paragraph in root.iter(f"{W}p") if any(paragraph.find(f"{W}pPr/{W}rPr/{tag}") is not None for tag in _GONE)]
    _each(root.iter(*_GONE), _drop)
    _each(root.iter(*_COME), _unwrap)
    _each(root.iter(*_CHANGES, *_RANGES), _drop)
    for paragraph in joined:
        _run_on(paragraph)
    return told(root)


def _each(found: Iterable[Any], treat: Any) -> None:
    for element in list(found):
        if element.getparent() is not None:
            treat(element)


def _drop(element: Any) -> None:
    """Takes an element out; text behind it (between elements there is none that counts) goes with it."""
    element.getparent().remove(element)


def _unwrap(element: Any) -> None:
    """Puts what an element holds in its place; an empty mark of a paragraph or a row just goes."""
    for child in list(element):
        element.addprevious(child)
    element.getparent().remove(element)


def _run_on(paragraph: Any) -> None:
    """A paragraph whose end was deleted goes on in the next one, which keeps its own looks; where none follows it stays."""
    after = paragraph.getnext()
    while after is not None and after.tag != f"{W}p":
        if after.tag in (f"{W}tbl", f"{W}sectPr"):
            return
        after = after.getnext()
    if after is None:
        return
    first = after.find(f"{W}pPr")
    content = [child for child in paragraph if child.tag != f"{W}pPr"]
    for number, child in enumerate(content):
        if first is not None:
            first.addnext(child)
            first = child
        else:
            after.insert(number, child)
    paragraph.getparent().remove(paragraph)
