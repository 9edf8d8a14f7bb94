"""Whether a file is a draft of ours as we wrote it: by what each format carries with it.

.docx keeps a record in a custom property, .md, .html, .yaml and .j2 a comment in their last line, .csv a last row, .json a key, .xlsx a custom property. Plain text has no
place for a record, so a text file is never known as ours.
"""
from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from generator.writers.signatures import digest

_MOST_BYTES = 20 * 1024 * 1024
_LAST_ROW = re.compile(r"nigao,([0-9a-f]{32})\s*$")
_LAST_LINE = re.compile(r"\n# nigao ([0-9a-f]{32})\n(?:curated:.*)?\Z", re.DOTALL)
_LAST_TAG = re.compile(r"\n\{# nigao ([0-9a-f]{32}) #\}\s*\Z")
_COMMENT = re.compile(r"\n*<!-- nigao ([0-9a-f]{32}) -->\s*$")


def state(path: Path) -> str:
    """``ours`` as we wrote it, ``edited`` by a person since, ``foreign`` for all else."""
    suffix = path.suffix.lower()
    if suffix == ".docx":
        from generator.writers.docx import provenance

        return provenance.state(path)
    if suffix == ".xlsx":
        from generator.writers import workbook

        return workbook.state(path)
    if suffix == ".pdf":
        from generator.writers import pdf

        return pdf.state(path)
    if suffix not in _SIGNED or path.stat().st_size > _MOST_BYTES:
        return "foreign"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return "foreign"
    return _SIGNED[suffix](text)


def _markdown(text: str) -> str:
    return _by(_COMMENT, text)


def _yaml(text: str) -> str:
    return _by(_LAST_LINE, text)


def _template(text: str) -> str:
    return _by(_LAST_TAG, text)


def _csv(text: str) -> str:
    return _by(_LAST_ROW, text)


def _by(signature: re.Pattern[str], text: str) -> str:
    found = signature.search(text)
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


_SIGNED: Mapping[str, Callable[[str], str]] = {".md": _markdown, ".html": _markdown, ".csv": _csv, ".json": _json, ".yaml": _yaml, ".j2": _template}
