"""The XML of a document that is changed where it stands: parsed safely, runs split, written again."""
from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from lxml import etree

from generator.frozen import replace
from generator.readers.body import Piece, W

DOCUMENT = "word/document.xml"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CORE = "docProps/core.xml"
_MOMENT = re.compile(rb"<dcterms:modified[^>]*>\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\s*</")
_NO_MOMENT = "2000-01-01T00:00:00Z"


def parsed(part: bytes) -> Any:
    """The tree of a part: no entity is resolved, nothing is fetched."""
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True))


def told(root: Any) -> bytes:
    """The bytes of a tree."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def moment(files: Mapping[str, bytes]) -> str:
    """When a document was last changed, which stands for now: the same input gives the same bytes."""
    found = _MOMENT.search(files.get(_CORE, b""))
    return found[1].decode() if found else _NO_MOMENT


def cut(pieces: list[Piece], at: int) -> None:
    """Let a run end at a place of the text; a formula is never cut, nor what stands for one character."""
    number = next(number for number, piece in enumerate(pieces) if piece.start < at <= piece.end)
    piece = pieces[number]
    if piece.run is None:
        return
    if at < piece.end:
        other = _split_text(piece.said, at - piece.start)
        pieces[number:number + 1] = [replace(piece, end=at), replace(piece, start=at, said=other)]
    if number + 1 < len(pieces) and pieces[number + 1].run is piece.run:
        made = _split_run(piece.run, pieces[number + 1].said)
        pieces[number + 1:] = [replace(later, run=made) if later.run is piece.run else later for later in pieces[number + 1:]]


def _split_text(said: Any, at: int) -> Any:
    other = deepcopy(said)
    said.text, other.text = said.text[:at], said.text[at:]
    for part in (said, other):
        part.set(SPACE, "preserve")
    said.addnext(other)
    return other


def _split_run(run: Any, first: Any) -> Any:
    """A run parted before one of its elements, in two of the same properties."""
    other = etree.Element(run.tag, dict(run.attrib), run.nsmap)
    properties = run.find(f"{W}rPr")
    if properties is not None:
        other.append(deepcopy(properties))
    other.extend([first, *first.itersiblings()])
    run.addnext(other)
    return other
