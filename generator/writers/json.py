"""The draft as the contract's JSON."""
from __future__ import annotations

import json
from typing import Any

import generator
from generator.model import Draft, Paragraph
from generator.writers.places import docx_places
from generator.writers.signatures import digest


def to_json(draft: Draft) -> str:
    """One JSON document, keys in the contract's order, and last what it is known by."""
    told = as_dict(draft)
    told["provenance"] = {"version": generator.__version__, "brief": draft.brief, "text": digest(json.dumps(told, ensure_ascii=False, sort_keys=True))}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def as_dict(draft: Draft) -> dict[str, Any]:
    """The same as plain values."""
    places = docx_places(draft)
    return {
        "schema": 1, "title": draft.title, "skeleton": draft.skeleton, "variant": draft.variant, "characters": draft.characters,
        "minutes": list(draft.minutes),
        "paragraphs": [_paragraph(paragraph, place) for paragraph, place in zip(draft.paragraphs, places, strict=True)],
        "figures": [{"ref": row.ref, "label": row.label, "text": row.text, "value": row.value, "unit": row.unit, "formula": row.formula,
                     "source": row.source, "paragraphs": list(row.paragraphs), "inputs": list(row.inputs)} for row in draft.figures],
        "facts": [{"ref": row.ref, "label": row.label, "text": row.text, "source": row.source, "paragraphs": list(row.paragraphs)}
                  for row in draft.facts],
        "unused": list(draft.unused), "notes": list(draft.notes),
        "gaps": [{"ref": gap.ref, "label": gap.label, "paragraphs": list(gap.paragraphs)} for gap in draft.gaps]}


def _paragraph(paragraph: Paragraph, place: int) -> dict[str, Any]:
    return {"role": paragraph.role, "text": paragraph.text, "move": paragraph.move, "block": paragraph.block, "docx_paragraph": place,
            "parts": [{"start": part.start, "end": part.end, "move": part.move, "block": part.block} for part in paragraph.parts],
            "spans": [{"start": span.start, "end": span.end, "kind": span.kind, "ref": span.ref} for span in paragraph.spans]}
