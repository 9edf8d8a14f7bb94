"""The draft as plain text: one paragraph a line, a blank line under the title block."""
from __future__ import annotations

from generator.model import FRONT, Draft


def to_text(draft: Draft) -> str:
    """Title block, blank line, then every paragraph on a line of its own."""
    front = [paragraph.text for paragraph in draft.paragraphs if paragraph.role in FRONT]
    rest = [paragraph.text for paragraph in draft.paragraphs if paragraph.role not in FRONT]
    return "\n".join([*front, "", *rest]) + "\n"
