"""The draft as Markdown: headings by level, every other character escaped so that it reads as it was written."""
from __future__ import annotations

import re

from generator.model import Draft, Paragraph
from generator.writers.signatures import signed_markdown

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LEADING = re.compile(r"^(\d+)([.)])|^([-+])")
_HEADINGS = {"title": "# ", "heading1": "## ", "heading2": "### "}


def to_markdown(draft: Draft) -> str:
    """Paragraphs with a blank line between; run-in headings stay in their paragraph, in bold; a comment with the text's hash last."""
    return signed_markdown("\n\n".join(map(_paragraph, draft.paragraphs)))


def _paragraph(paragraph: Paragraph) -> str:
    if paragraph.role == "heading3":
        head, stop, rest = paragraph.text.partition("。")
        return f"**{_escape(head + stop, first=False)}**{_escape(rest, first=False)}"
    return _HEADINGS.get(paragraph.role, "") + _escape(paragraph.text, first=paragraph.role not in _HEADINGS)


def _escape(text: str, *, first: bool) -> str:
    escaped = _SPECIAL.sub(r"\\\1", text)
    return _LEADING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", escaped) if first else escaped
