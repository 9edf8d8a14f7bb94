"""Two versions of a speech held against each other, for a person, a script or a marked copy."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from generator.frozen import fields
from generator.model import Difference, Finding
from generator.readers.document import Document

KINDS = {"added": "增", "removed": "删", "changed": "改", "moved": "移"}
_RULE = "version"


def page(document: Document, other: Document, found: Sequence[Difference], annotated: Path | None) -> str:
    """A summary, then every difference at its place."""
    return "\n".join(_lines(document, other, found, annotated))


def _lines(document: Document, other: Document, found: Sequence[Difference], annotated: Path | None) -> Iterator[str]:
    counts = Counter(item.kind for item in found)
    told = "，".join(f"{KINDS[kind]} {counts[kind]} 句" for kind in KINDS if counts[kind])
    figures = sum(len(item.figures) for item in found)
    yield f"{document.name} 与 {other.name} 比：{told or '句子都一样'}{f'；数变了 {figures} 个' if figures else ''}"
    for item in found:
        before = f"（原在第 {item.old_paragraph + 1} 段）" if item.kind == "moved" and item.old_paragraph is not None else ""
        yield f"  第 {item.paragraph + 1} 段  {KINDS[item.kind]}{before}"
        yield from (f"    {sign} {text}" for sign, text in (("-", item.old), ("+", item.new)) if text and not (item.kind == "moved" and sign == "-"))
        if item.figures:
            yield f"      数：{'，'.join(_told(old, new) for old, new in item.figures)}"
    if annotated is not None:
        yield f"已写出：{annotated}"


def _told(old: str, new: str) -> str:
    return f"{old} → {new}" if old and new else f"多了 {new}" if new else f"少了 {old}"


def as_json(other: Document, found: Sequence[Difference]) -> dict[str, Any]:
    """Every difference with its fields, and how many of each kind."""
    counts = Counter(item.kind for item in found)
    return {
        "schema": 1,
        "against": other.name,
        "differences": [{name: getattr(item, name) for name in fields(Difference)} for item in found],
        "counts": {kind: counts[kind] for kind in KINDS},
    }


def as_findings(found: Sequence[Difference]) -> list[Finding]:
    """The differences as what a marked copy holds: a comment at each place of the new version."""
    return [Finding(_RULE, "info", item.paragraph, item.start, item.end, item.new, _remark(item)) for item in found]


def _remark(item: Difference) -> str:
    figures = f"数：{'，'.join(_told(old, new) for old, new in item.figures)}。" if item.figures else ""
    if item.kind == "added":
        return f"这一句是新加的。{figures}"
    if item.kind == "moved":
        return f"这一句原在第{(item.old_paragraph or 0) + 1}段。"
    return f"{'这里删了' if item.kind == 'removed' else '原来是'}：{item.old}{figures}"
