"""The outline (提纲) that a leader approves first: what each part of a speech says, draws on and lacks, and how long it is.

It is read off the draft, so it cannot promise what the draft does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from generator.frozen import Frozen, replace
from generator.model import PRELIMINARIES, Brief, Draft, Library, Paragraph

OPENING, CLOSING = "开头", "结尾"


class OutlinePart(Frozen):
    """One part: its heading (开头, 结尾 for what stands before and after the numbered parts), run-in heads, moves in order, key paths of
    the brief that it draws on (``problems[0]``, ``figures.signed``), key paths that it lacks, and its length in characters."""

    heading: str
    points: tuple[str, ...]
    moves: tuple[str, ...]
    draws_on: tuple[str, ...]
    missing: tuple[str, ...]
    length: int


class Outline(Frozen):
    """The outline of a draft. ``parts`` are in the order of speaking."""

    title: str
    skeleton: str
    parts: tuple[OutlinePart, ...]


def outline(draft: Draft, brief: Brief, library: Library) -> Outline:
    """The outline of ``draft``: a gap is missing where it stands, a field that the skeleton needs where its moves are, else at the opening."""
    parts = tuple(_part(heading, paragraphs, draft) for heading, paragraphs in _stretches(draft.paragraphs))
    lacking = [key for key in library.skeletons[draft.skeleton].needs if not _has(brief, key)]
    return Outline(draft.title, draft.skeleton, _with_lacking(parts, lacking, library))


def _stretches(paragraphs: Sequence[Paragraph]) -> Iterable[tuple[str, list[tuple[int, Paragraph]]]]:
    """The speech cut at its first-level headings and before its closing, title block left out."""
    stretches: list[tuple[str, list[tuple[int, Paragraph]]]] = [(OPENING, [])]
    for at, paragraph in enumerate(paragraphs):
        if paragraph.role in PRELIMINARIES:
            continue
        if paragraph.role in ("heading1", "closing"):
            stretches.append((paragraph.text if paragraph.role == "heading1" else CLOSING, []))
        stretches[-1][1].append((at, paragraph))
    return [stretch for stretch in stretches if stretch[1]]


def _part(heading: str, paragraphs: Sequence[tuple[int, Paragraph]], draft: Draft) -> OutlinePart:
    told = [paragraph for _, paragraph in paragraphs]
    places = {at for at, _ in paragraphs}
    pieces = [part for paragraph in told for part in paragraph.parts]
    missing = dict.fromkeys(gap.ref for gap in draft.gaps if places & set(gap.paragraphs))
    drawn = dict.fromkeys(_item(ref, draft) for part in pieces for ref in part.facts if ref not in missing)
    return OutlinePart(
        heading=heading,
        points=tuple(paragraph.text[: paragraph.text.find("。")] for paragraph in told if paragraph.role == "heading3"),
        moves=tuple(dict.fromkeys(part.move for part in pieces)),
        draws_on=tuple(drawn),
        missing=tuple(missing),
        length=sum(len("".join(paragraph.text.split())) for paragraph in told),
    )


def _item(ref: str, draft: Draft) -> str:
    """The item of the brief that a ref lies in: ``problems[2].label`` → ``problems[2]``, ``signed.yoy`` → ``figures.signed``."""
    if any(row.ref == ref for row in draft.figures):
        return f"figures.{ref.rpartition('.')[0]}"
    found = re.match(r"figures\.[^.]+|[^.\[]+\[\d+\]|[^.]+", ref)
    return found.group() if found else ref


def _has(brief: Brief, key: str) -> bool:
    return bool(brief.figures) if key == "figures" else bool(brief.data[key])


def _with_lacking(parts: Sequence[OutlinePart], lacking: Iterable[str], library: Library) -> tuple[OutlinePart, ...]:
    """The parts with every field that the brief lacks in the first of them whose moves would draw on it."""
    added: dict[int, list[str]] = {}
    for key in lacking:
        at = next((at for at, part in enumerate(parts) if any(key in _drawn_by(move, library.moves) for move in part.moves)), 0)
        added.setdefault(at, []).append(key)
    return tuple(replace(part, missing=tuple(dict.fromkeys((*part.missing, *added.get(at, ()))))) for at, part in enumerate(parts))


def _drawn_by(move: str, moves: Mapping[str, object]) -> tuple[str, ...]:
    return getattr(moves.get(move), "draws_on", ())
