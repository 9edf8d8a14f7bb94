"""A draft as the bytes of a file, in any format (wiring: it knows all writers; each is imported when it is asked for)."""
from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import Draft, Layout

if TYPE_CHECKING:
    from generator.readers.reference import Reference

FORMATS = ("docx", "md", "txt", "html", "pdf", "json")


def content(draft: Draft, kind: str, layout: Layout, *, reference: Reference | None = None, annotate: bool = False) -> bytes:
    """The draft in one of :data:`FORMATS`; texts are UTF-8 and end with a line feed. ``reference`` and ``annotate`` are for a .docx, and the .pdf made of it.
    Raises WriteError where LibreOffice, which makes the .pdf, is not there."""
    if kind in ("docx", "pdf"):
        from generator.writers.docx import to_docx

        document = to_docx(draft, layout, annotate=annotate, reference=reference)
        if kind == "docx":
            return document
        from generator.writers.pdf import to_pdf

        return to_pdf(document, draft.date)
    return _text(draft, kind, layout).rstrip("\n").encode("utf-8") + b"\n"


def _text(draft: Draft, kind: str, layout: Layout) -> str:
    if kind == "html":
        from generator.writers.html import to_html

        return to_html(draft, layout)
    if kind == "md":
        from generator.writers.markdown import to_markdown

        return to_markdown(draft)
    if kind == "json":
        from generator.writers.json import to_json

        return to_json(draft)
    from generator.writers.text import to_text

    return to_text(draft)
