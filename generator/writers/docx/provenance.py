"""What a draft remembers of its making, and whether a person has edited it since.

A custom document property holds version, digest of the brief, hash of the text and the table of figures; LibreOffice,
Word and WPS keep such properties. The text hash counts what is read: characters of the body without white space.
"""
from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from xml.etree import ElementTree

from generator.readers import body, package

_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
PIECE = 4000                                     # characters of one property: 5,000 survived LibreOffice
NAME = "nigao"


def text_hash(paragraphs: list[str]) -> str:
    """Hash of a document's words: white space is dropped, so that a new line break is no edit but a new word is."""
    joined = "\n".join(re.sub(r"\s", "", text) for text in paragraphs if text.strip())
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:32]


def state(path: Path) -> str:
    """``ours`` as we wrote it, ``edited`` by a person since, ``foreign`` for anything that carries no provenance of ours."""
    try:
        document, custom = package.parts(path, "word/document.xml", "docProps/custom.xml")
        remembered = remember(custom)
        words = text_hash(body.paragraphs(document))
    except package.BROKEN:
        return "foreign"
    if not remembered:
        return "foreign"
    return "ours" if remembered.get("text") == words else "edited"


def remember(custom: bytes) -> dict[str, object]:
    """The record in a custom-properties part; empty where there is none."""
    pieces = {}
    for item in ElementTree.fromstring(custom).iter(f"{_CUSTOM}property"):
        name = item.get("name", "")
        if re.fullmatch(rf"{NAME}\d+", name):
            pieces[int(name.removeprefix(NAME))] = "".join(item.itertext())
    found = json.loads("".join(pieces[number] for number in sorted(pieces))) if pieces else {}
    return found if isinstance(found, dict) else {}
