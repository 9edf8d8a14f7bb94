"""Document structuring: the skeleton's moves in order, what each part looks back on or says, as lines with places to fill.

The skeleton's Jinja text is rendered once with places instead of words (``say``); what comes out is the plan's
paragraphs, each with the slots that realisation will fill. Headings are numbered here, so no number is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from generator.frozen import replace
from generator.language import ordinals
from generator.marks import PARAGRAPH, plain, split_slots
from generator.model import Brief, Library, Line, Message, Section, Skeleton, Slot
from generator.planning.allotment import Allotment
from generator.planning.parts import Desk, active
from generator.planning.sections import bare, plan_sections, spoken, with_heads

Render = Callable[[str, Mapping[str, Any], str], str]
_REMEDIES = 2                                    # in one point: more would drown what the brief itself lists
_THIN, _OPEN = 3, 6                              # messages with which a part can stand: one whose points the brief gives, one that it leaves open
_BLANK_LINE = re.compile(r"\n(?:[ \t]*\n)+")
_HEADINGS = (("#### ", "heading3"), ("### ", "heading2"), ("## ", "heading1"))


def build(
    brief: Brief, skeleton: Skeleton, messages: Sequence[Message], library: Library, render: Render, variant: int = 0
) -> tuple[tuple[Line, ...], tuple[Section, ...]]:
    """The paragraphs of the plan with unfilled slots, and the sections that they follow."""
    allotment = Allotment(library, skeleton)
    sections = plan_sections(brief, skeleton, allotment, library, messages, variant)
    stations = _stations(sections, skeleton, allotment, brief)
    told = {move for moves in stations.values() for move in moves}
    inside = tuple(message for message in messages if _goes_inside(message, skeleton, sections, told))
    heads = skeleton.meta.get("points") == "heads"
    filled = allotment.fill(sections, inside, strays=heads)
    filled = allotment.fill(filled, _always(filled, skeleton, library, {*told, *_pointed(filled, allotment)}), strays=True)
    filled = tuple(spoken(section, allotment, most=None if heads else _REMEDIES) for section in filled)
    sections = with_heads(filled, skeleton, library, variant)
    sections = tuple(_with_unclaimed(section, stations.get(section.id, ()), allotment, brief) for section in sections)
    desk = Desk(
        skeleton, [message for message in messages if message not in inside], sections, stations, allotment, library.wording,
        str(brief.data["occasion"]["name"] or ""), allotment.topics_of(*map(str, brief.data["hardships"] or ())),
    )
    calls = {"say": desk.say, "take": desk.take, "tell": desk.tell, "part": desk.part, "looking_back": desk.looking_back, "sections": list(sections)}
    text = render(_BLANK_LINE.sub(f"\n{PARAGRAPH}\n", skeleton.text), calls, f"骨架 {skeleton.id}")
    return tuple(_lines(text, desk.slots)), sections


# ---------------------------------------------------------------------------------------------------- stations
def _stations(sections: Sequence[Section], skeleton: Skeleton, allotment: Allotment, brief: Brief) -> dict[str, tuple[str, ...]]:
    """By review section its moves: each where a heading or point names it, in the order of the points; the rest follow their neighbours."""
    looking_back = [section for section in sections if section.role == "review" and section.verbatim is None]
    row: Sequence[str] = skeleton.meta.get("review", ())
    if not looking_back:
        return {}
    named = [(section.id, at, _claims(text, allotment, brief)) for section in looking_back for at, text in enumerate((section.heading, *(point.text for point in section.points)))]
    elsewhere = _pointed([section for section in sections if section.role != "review"], allotment)
    extra = [move for _, at, moves in named if at for move in moves if move not in (*row, *elsewhere) and move.startswith(("REV.", "DIA.", "SIT.", "GOA."))]
    places: dict[str, tuple[str, int]] = {}
    here = (looking_back[0].id, -1)
    for move in (*row, *dict.fromkeys(extra)):
        claims = [(id, at) for id, at, moves in named if move in moves]
        here = next((claim for claim in claims if claim[1] > 0), claims[0] if claims else here)
        places[move] = here
    return {section.id: tuple(sorted((move for move in places if places[move][0] == section.id), key=lambda move: places[move][1])) for section in looking_back}


def _claims(text: str, allotment: Allotment, brief: Brief) -> tuple[str, ...]:
    """The moves that a point of a review section stands for; one that shares words with a problem stands for the problems."""
    said = str(text)
    if any(said in str(item["label"]) or str(item["label"]) in said for item in brief.data["problems"] if item["label"]):
        return ("DIA.PROBLEM",)
    return allotment.looked_back(said) or allotment.moves_of(said)


def _with_unclaimed(section: Section, stations: Sequence[str], allotment: Allotment, brief: Brief) -> Section:
    """A review section whose points name none of its stations says those points in words of their own."""
    if section.role != "review" or section.verbatim is not None:
        return section
    points = tuple(
        point if set(_claims(point.text, allotment, brief)) & set(stations) else replace(point, messages=(bare(point, allotment),)) for point in section.points
    )
    return replace(section, points=points)


def _goes_inside(message: Message, skeleton: Skeleton, sections: Sequence[Section], told: Collection[str]) -> bool:
    """Whether a working section says the message; what a review section tells, and remedies told beside their problem, stay out."""
    if message.says == "remedy" and "problem" in message.context:
        return skeleton.meta.get("remedies") != "beside"
    if message.move in told:
        return False
    if message.context.get("section") in {section.id for section in sections}:
        return True
    if not any(section.role != "review" and section.verbatim is None for section in sections):
        return False
    inside = skeleton.meta.get("inside", ())
    return message.says == "remedy" or message.move in inside or message.move.split(".")[0] in inside


def _always(sections: Sequence[Section], skeleton: Skeleton, library: Library, told: Collection[str]) -> list[Message]:
    """What a part says even if the brief gives it next to nothing: the moves of its theme that make this kind of speech."""
    listed = {item["theme"]: item.get("moves", ()) for item in skeleton.meta.get("sections", ())}
    said = {message.move for section in sections for message in _messages(section)} | set(told)
    wanted = []
    for section in sections:
        if section.role != "review" and section.verbatim is None and len(_messages(section)) < (_THIN if section.points else _OPEN):
            moves = [move for move in listed.get(section.theme, ()) if move in skeleton.moves and move not in said and not library.moves[move].given]
            wanted += [Message(move, (library.moves[move].name,), move, "point", context={"section": section.id}) for move in moves]
            said.update(moves)
    return wanted


def _pointed(sections: Sequence[Section], allotment: Allotment) -> set[str]:
    """The moves that the points of parts name: they are said there."""
    return {move for section in sections for point in section.points for move in allotment.moves_of(point.text)[:1]}


def _messages(section: Section) -> list[Message]:
    return [*section.messages, *(message for point in section.points for message in point.messages)]


# ------------------------------------------------------------------------------------------------------- lines
def _lines(text: str, slots: Sequence[Slot]) -> Iterator[Line]:
    """Paragraphs of the rendered skeleton, headings not numbered yet."""
    for piece in text.split(PARAGRAPH):
        said = " ".join(line.strip() for line in piece.strip().splitlines())
        if not plain(said).strip():
            continue
        role = next((role for sign, role in _HEADINGS if said.startswith(sign)), "body")
        yield _line(role, said.lstrip("#").strip() if role != "body" else said, slots)


def numbered(lines: Sequence[Line], skeleton: Skeleton, variant: int, wording: Mapping[str, Any]) -> tuple[Line, ...]:
    """The lines with their headings numbered level by level, each restarting under its parent; a run-in head that nothing follows is dropped,
    one that is alone under its parent has no number.

    A skeleton that lists several ways of numbering a level takes the first in variant 0, the next in variant 1 …; 一要 stands only where
    every head of that level says what to do, else 一是 takes its place.
    """
    numbering = {level: ways[variant % len(ways)] if isinstance(ways, list) else ways for level, ways in skeleton.meta.get("numbering", {}).items()}
    if numbering.get("heading3") == "一要" and not all(active(_head(line), wording) for line in lines if line.role == "heading3"):
        numbering["heading3"] = "一是"
    counts = {"heading1": 0, "heading2": 0, "heading3": 0}
    said = [line for line in _in_a_row(lines) if line.role not in counts or line.text or any(slot.block is not None for slot in line.slots)]
    out: list[Line] = []
    for at, line in enumerate(said):
        if line.role not in counts:
            out.append(line)
            continue
        counts[line.role] += 1
        counts.update({deeper: 0 for deeper in counts if deeper > line.role})
        alone = line.role == "heading3" and counts[line.role] == 1 and not _goes_on(said[at + 1:])
        out.append(_with_number(line, "" if alone else ordinals.heading(numbering.get(line.role, "一、"), counts[line.role])))
    return tuple(out)


def _goes_on(lines: Sequence[Line]) -> bool:
    """Whether another run-in head comes before the next heading."""
    return next((line.role == "heading3" for line in lines if line.role.startswith("heading")), False)


def _in_a_row(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with 一是, 二是 … counted again where a message of a row (``row``: all its numbers) found no words; no number is spent on it."""
    rows: dict[tuple[str, ...], list[Slot]] = {}
    for slot in (slot for line in lines for slot in line.slots if slot.block is not None and slot.message.context.get("prefix")):
        rows.setdefault((slot.message.move, slot.message.says, *slot.message.context["row"]), []).append(slot)
    again: dict[int, Slot] = {}
    for (_, _, *numbers), slots in rows.items():
        if len(slots) < len(numbers):
            for number, slot in zip(numbers if len(slots) > 1 else [""], slots, strict=False):
                again[slot.number] = replace(slot, message=replace(slot.message, context={**slot.message.context, "prefix": number}))
    return [replace(line, slots=tuple(again.get(slot.number, slot) for slot in line.slots)) for line in lines] if again else lines


def empty(lines: Sequence[Line]) -> Iterator[str]:
    """A note for each part of which nothing could be said."""
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        if line.role == "heading1" and (after is None or after.role == "heading1"):
            yield f"“{plain(line.text)}”下面没有可写的内容，请给它写上要点（points），或补充它要讲的材料"


def _with_number(line: Line, number: str) -> Line:
    """A heading after its number; a run-in heading is the first of its line's slots."""
    if line.text:
        return replace(line, text=number + line.text)
    return replace(line, slots=(_words(number + _head(line)), *line.slots[1:]))


def _head(line: Line) -> str:
    """The words of a run-in heading, marked."""
    return str(line.slots[0].message.context.get("words", ""))


def _line(role: str, text: str, slots: Sequence[Slot]) -> Line:
    pieces = split_slots(text)
    if role == "heading3" or role == "body":
        return Line(role, "", tuple(slots[piece] if isinstance(piece, int) else _words(piece) for piece in pieces))
    return Line(role, text)


def _words(text: str) -> Slot:
    """The skeleton's own connective words, said as they are."""
    return Slot(-1, Message("", context={"words": text.strip()}))
