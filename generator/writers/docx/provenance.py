"""What a draft remembers of its making, and whether a person has edited it since.

A custom document property holds version, digest of the brief, hash of the text and the table of figures; LibreOffice,
Word and WPS keep such properties. The text hash counts what is read: characters of the body without white space.
"""
from __future__ import annotations

import hashlib
import re
from pathlib import Path

from generator.readers import body, package
from generator.readers.record import remember


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
