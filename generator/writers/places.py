"""Which paragraph of the .docx a paragraph of the draft becomes: known to the .docx writer and to the JSON alike."""
from __future__ import annotations

from generator.model import FRONT, Draft


def docx_places(draft: Draft) -> list[int]:
    """For each paragraph of the draft its index among the body's paragraphs: one empty line follows the title block."""
    front = sum(paragraph.role in FRONT for paragraph in draft.paragraphs)
    return [at if at < front else at + 1 for at in range(len(draft.paragraphs))]
