"""Whether a file is a draft of ours as we wrote it: by what each format carries with it.

.docx keeps a record in a custom property, .md a comment in its last line, .json a key. Plain text has no place for a
record, so a text file is never known as ours.
"""
from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

_MOST_BYTES = 20 * 1024 * 1024
_COMMENT = re.compile(r"\n*<!-- nigao ([0-9a-f]{32}) -->\s*$")


def digest(text: str) -> str:
    """Hash of a text's characters, white space dropped."""
    return hashlib.sha256(re.sub(r"\s", "", text).encode("utf-8")).hexdigest()[:32]


def signed_markdown(text: str) -> str:
    """Markdown with its own hash in a comment that no reader sees."""
    return f"{text.rstrip()}\n\n<!-- nigao {digest(text)} -->\n"


def state(path: Path) -> str:
    """``ours`` as we wrote it, ``edited`` by a person since, ``foreign`` for all else."""
    suffix = path.suffix.lower()
    if suffix == ".docx":
        from generator.writers.docx import provenance

        return provenance.state(path)
    if suffix not in (".md", ".json") or path.stat().st_size > _MOST_BYTES:
        return "foreign"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return "foreign"
    return _markdown(text) if suffix == ".md" else _json(text)


def _markdown(text: str) -> str:
    found = _COMMENT.search(text)
    if found is None:
        return "foreign"
    return "ours" if digest(text[: found.start()]) == found[1] else "edited"


def _json(text: str) -> str:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return "foreign"
    record = told.pop("provenance", None) if isinstance(told, dict) else None
    if not isinstance(record, dict) or "text" not in record:
        return "foreign"
    return "ours" if digest(json.dumps(told, ensure_ascii=False, sort_keys=True)) == record["text"] else "edited"
