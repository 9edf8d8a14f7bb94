"""Document structuring: the skeleton's moves in order, its sections with what they say, its length.

The skeleton's Jinja text is rendered once with places instead of words (``say``); what comes out is the plan's
paragraphs, each with the slots that realisation will fill. Headings are numbered here, so no number is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator import ranking
from generator.language import ordinals
from generator.marks import PARAGRAPH, plain, split_slots
from generator.model import Brief, Library, Line, Message, Point, Record, Section, Skeleton, Slot
from generator.planning import headings
from generator.planning.allotment import Allotment, answered, is_evidence
from generator.planning.parts import Desk, active, marked

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
    sections = _sections(brief, skeleton, allotment, library, messages, variant)
    stations = _stations(sections, skeleton, allotment, brief)
    told = {move for moves in stations.values() for move in moves}
    inside = tuple(message for message in messages if _goes_inside(message, skeleton, sections, told))
    heads = skeleton.meta.get("points") == "heads"
    filled = allotment.fill(sections, inside, strays=heads)
    filled = allotment.fill(filled, _always(filled, skeleton, library, {*told, *_pointed(filled, allotment)}), strays=True)
    filled = tuple(_spoken(section, allotment, most=None if heads else _REMEDIES) for section in filled)
    sections = _with_heads(filled, skeleton, library, variant)
    sections = tuple(_with_unclaimed(section, stations.get(section.id, ()), allotment, brief) for section in sections)
    desk = Desk(skeleton, [message for message in messages if message not in inside], sections, stations, allotment, library.wording, str(brief.data["occasion"]["name"] or ""))
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
        point if set(_claims(point.text, allotment, brief)) & set(stations) else replace(point, messages=(_bare(point, allotment),)) for point in section.points
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
            moves = [move for move in listed.get(section.theme, ()) if move in skeleton.moves and move not in said]
            wanted += [Message(move, (library.moves[move].name,), move, "point", context={"section": section.id}) for move in moves]
            said.update(moves)
    return wanted


def _pointed(sections: Sequence[Section], allotment: Allotment) -> set[str]:
    """The moves that the points of parts name: they are said there."""
    return {move for section in sections for point in section.points for move in allotment.moves_of(point.text)[:1]}


def _messages(section: Section) -> list[Message]:
    return [*section.messages, *(message for point in section.points for message in point.messages)]


# ---------------------------------------------------------------------------------------------------- sections
def _sections(
    brief: Brief, skeleton: Skeleton, allotment: Allotment, library: Library, messages: Sequence[Message], variant: int
) -> tuple[Section, ...]:
    """The brief's sections, complete and in order; else those that the skeleton makes for this brief; each with a heading."""
    problems = brief.data["problems"]
    if brief.data["sections"]:
        made = answered(_given(brief, skeleton, allotment), problems)
    elif skeleton.meta.get("sections_from") == "problems" and _answerable(problems):
        made = tuple(Section(f"problem:{item['label']}", "", "work", answers=(item,)) for item in _answerable(problems))
    else:
        made = _default(skeleton, messages, variant)
    made = _headed(made, library, skeleton, allotment, variant)
    return tuple(
        replace(
            section,
            topics=allotment.topics_of(
                *(str(item["label"]) for item in section.answers), *(str(text) for item in section.answers for text in item["evidence"])
            ),
        )
        for section in made
    )


def _given(brief: Brief, skeleton: Skeleton, allotment: Allotment) -> tuple[Section, ...]:
    """The brief's sections; one without heading and points has the role of the skeleton's section in its place."""
    made = []
    defaults = {item["theme"]: item for item in skeleton.meta.get("sections", [])}
    for at, record in enumerate(brief.data["sections"]):
        points = tuple(Point(text) for text in record["points"])
        heading = record["heading"]
        theme = allotment.theme_of([str(heading or ""), *map(str, record["points"])], at, len(brief.data["sections"]))
        default = defaults.get(theme, {"theme": "work", "role": "work"})
        role = allotment.role_of(str(heading or ""), [point.text for point in points]) if heading or points else default["role"]
        if heading is None and any(item["answered_by"] and item["answered_by"] == record["id"] for item in brief.data["problems"]):
            role = "work"
        made.append(Section(str(record["id"] or f"section{at}"), heading or "", role, points, verbatim=record["verbatim"], theme=default["theme"]))
    return tuple(made)


def _answerable(problems: Sequence[Record]) -> list[Record]:
    """The problems that sections answer: those of the causal layer, or all where no layer is named; at most five."""
    causal = [item for item in problems if item["level"] == "cause"]
    return list(causal or problems)[:5]


def _default(skeleton: Skeleton, messages: Sequence[Message], variant: int) -> tuple[Section, ...]:
    """The skeleton's own sections: of those that stand for one another (``either``) the one that the brief has most to say in, of those
    that need facts (``when``: moves or families) those for which it has any."""
    moves = [message.move for message in messages if message.says != "remedy"]
    families = {*moves, *(move.split(".")[0] for move in moves)}

    def fitness(item: Mapping[str, Any]) -> tuple[int, float]:
        return sum(move in item.get("moves", ()) for move in moves), ranking.score(1, variant, skeleton.id, item["id"])

    kept: dict[str, Mapping[str, Any]] = {}
    for item in skeleton.meta.get("sections", []):
        place = item.get("either", item["id"])
        if (not item.get("when") or families & set(item["when"])) and (place not in kept or fitness(item) > fitness(kept[place])):
            kept[place] = item
    return tuple(Section(item["id"], "", item["role"], theme=item["theme"]) for item in kept.values())


def _headed(sections: Sequence[Section], library: Library, skeleton: Skeleton, allotment: Allotment, variant: int) -> tuple[Section, ...]:
    """Every section with a heading: those that the brief leaves open get one mould, by the problems that they answer or by theme."""
    wanted = [
        headings.Wanted(allotment.topics_of(str(section.answers[0]["label"])), marked(section.answers[0]["label"])) if section.answers else headings.Wanted((section.theme,))
        for section in sections
        if not section.heading
    ]
    made = iter(headings.headings(wanted, [section.heading for section in sections if section.heading], library, skeleton, variant))
    return tuple(section if section.heading else replace(section, heading=next(made)) for section in sections)


def _with_heads(sections: Sequence[Section], skeleton: Skeleton, library: Library, variant: int) -> tuple[Section, ...]:
    """Sections whose points are numbered heads get a head for every message that no point covers."""
    if skeleton.meta.get("points") != "heads":
        return tuple(sections)
    working = [section for section in sections if section.role != "review" and section.verbatim is None]
    names = headings.heads((message.move for section in working for message in section.messages), library, skeleton, variant)
    return tuple(
        replace(
            section,
            points=(*section.points, *_made_points([message for message in section.messages if not _leads(message, section)], names)),
            messages=tuple(message for message in section.messages if is_evidence(message) or _leads(message, section)),
        )
        if section in working
        else section
        for section in sections
    )


def _leads(message: Message, section: Section) -> bool:
    """Whether a goal or quota is said before the points that the brief gives, none of which names it."""
    return message.move.startswith("GOA.") and bool(section.points)


def _made_points(messages: Sequence[Message], names: Mapping[str, str]) -> Iterator[Point]:
    """Messages without a point, gathered under the heads of their moves."""
    groups: dict[str, list[Message]] = {}
    for message in messages:
        if not is_evidence(message):
            groups.setdefault(names[message.move], []).append(message)
    for head, group in groups.items():
        yield Point(head, tuple(group))


def _spoken(section: Section, allotment: Allotment, most: int | None) -> Section:
    """A section with at most ``most`` remedies in one place (None: all), in which every point says something of its own."""
    if section.role == "review" or section.verbatim is not None:
        return section
    said = [*section.messages, *(message for point in section.points for message in point.messages)]
    # where a section has facts of its own, its lead answers its problem
    led = set() if all(map(_is_remedy, said)) else {str(item["label"]) for item in section.answers}
    points = tuple(replace(point, messages=_few(point.messages, led, most)) for point in section.points)
    points = tuple(replace(point, messages=(_bare(point, allotment), *point.messages)) if all(map(_is_remedy, point.messages)) else point for point in points)
    return replace(section, points=points, messages=_few(section.messages, led, most))


def _is_remedy(message: Message) -> bool:
    return message.says == "remedy"


def _few(messages: Sequence[Message], led: set[str], most: int | None) -> tuple[Message, ...]:
    """The messages with at most ``most`` remedies, those of problems first, the others kept to spare; what the section's lead answers is left out."""
    remedies = [message for message in messages if _is_remedy(message) and message.key not in led]
    kept = sorted(remedies, key=lambda message: "problem" not in message.context)[:most]
    spare = [replace(message, context={**message.context, "spare": True}) for message in remedies if message not in kept]
    return (*(message for message in messages if not _is_remedy(message) or message in kept), *spare)


def _bare(point: Point, allotment: Allotment) -> Message:
    move = next((move for move in allotment.moves_of(point.text) if not move.startswith(("REV.", "DIA.", "OPN."))), "SIT.STANCE")
    return Message(move, (point.text,), str(point.text), "point", allotment.topics_of(point.text))


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
    """The lines with their headings numbered level by level, each restarting under its parent; a run-in head that nothing follows is dropped.

    A skeleton that lists several ways of numbering a level takes the first in variant 0, the next in variant 1 …; 一要 stands only where
    every head of that level says what to do, else 一是 takes its place.
    """
    numbering = {level: ways[variant % len(ways)] if isinstance(ways, list) else ways for level, ways in skeleton.meta.get("numbering", {}).items()}
    if numbering.get("heading3") == "一要" and not all(active(_head(line), wording) for line in lines if line.role == "heading3"):
        numbering["heading3"] = "一是"
    counts = {"heading1": 0, "heading2": 0, "heading3": 0}
    out = []
    for line in lines:
        if line.role not in counts:
            out.append(line)
        elif line.text or any(slot.block is not None for slot in line.slots):
            counts[line.role] += 1
            counts.update({deeper: 0 for deeper in counts if deeper > line.role})
            out.append(_with_number(line, ordinals.heading(numbering.get(line.role, "一、"), counts[line.role])))
    return tuple(out)


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
