"""The parts of a speech: which there are, how they are headed, and that each of their points says something.

The brief's sections stand as they are given; where it gives none, its problems or the skeleton make them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator import ranking
from generator.frozen import replace
from generator.model import Brief, Library, Message, Point, Record, Section, Skeleton
from generator.planning import headings
from generator.planning.allotment import Allotment, answered, is_evidence
from generator.planning.parts import marked


def plan_sections(
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
            ) or allotment.topics_of(section.heading),
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
        if role == "review" and (at or heading is None) and any(item["answered_by"] and item["answered_by"] == record["id"] for item in brief.data["problems"]):
            role = "work"                        # what answers a problem looks ahead, whatever its heading names; the first part may do both
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


def with_heads(sections: Sequence[Section], skeleton: Skeleton, library: Library, variant: int) -> tuple[Section, ...]:
    """Sections whose points are numbered heads get a head for every message that no point covers."""
    if skeleton.meta.get("points") != "heads":
        return tuple(sections)
    working = [section for section in sections if section.role != "review" and section.verbatim is None]
    names = headings.heads((message.move for section in working for message in section.messages), library, skeleton, variant)
    return tuple(
        replace(
            section,
            points=(*section.points, *_made_points(_in_order([message for message in section.messages if not _leads(message, section)], section, skeleton), names)),
            messages=tuple(message for message in section.messages if is_evidence(message) or _leads(message, section)),
        )
        if section in working
        else section
        for section in sections
    )


def _leads(message: Message, section: Section) -> bool:
    """Whether a goal or quota is said before the points that the brief gives, none of which names it."""
    return message.move.startswith("GOA.") and bool(section.points)


def _in_order(messages: Sequence[Message], section: Section, skeleton: Skeleton) -> list[Message]:
    """Messages of a part in the order in which its theme lists their moves, others after them."""
    moves = next((list(item.get("moves", ())) for item in skeleton.meta.get("sections", ()) if item["theme"] == section.theme), [])
    return sorted(messages, key=lambda message: moves.index(message.move) if message.move in moves else len(moves))


def _made_points(messages: Sequence[Message], names: Mapping[str, str]) -> Iterator[Point]:
    """Messages without a point, gathered under the heads of their moves."""
    groups: dict[str, list[Message]] = {}
    for message in messages:
        if not is_evidence(message):
            groups.setdefault(names[message.move], []).append(message)
    for head, group in groups.items():
        yield Point(head, tuple(group))


def spoken(section: Section, allotment: Allotment, most: int | None) -> Section:
    """A section with at most ``most`` remedies in one place (None: all), in which every point says something of its own."""
    if section.role == "review" or section.verbatim is not None:
        return section
    said = [*section.messages, *(message for point in section.points for message in point.messages)]
    # where a section has facts of its own, its lead answers its problem
    led = set() if all(map(_is_remedy, said)) else {str(item["label"]) for item in section.answers}
    points = tuple(replace(point, messages=_few(point.messages, led, most)) for point in section.points)
    points = tuple(replace(point, messages=(bare(point, allotment), *point.messages)) if all(map(_is_remedy, point.messages)) else point for point in points)
    return replace(section, points=points, messages=_few(section.messages, led, most))


def _is_remedy(message: Message) -> bool:
    return message.says == "remedy"


def _few(messages: Sequence[Message], led: set[str], most: int | None) -> tuple[Message, ...]:
    """The messages with at most ``most`` remedies, those of problems first, the others kept to spare; what the section's lead answers is left out."""
    remedies = [message for message in messages if _is_remedy(message) and message.key not in led]
    kept = sorted(remedies, key=lambda message: "problem" not in message.context)[:most]
    spare = [replace(message, context={**message.context, "spare": True}) for message in remedies if message not in kept]
    return (*(message for message in messages if not _is_remedy(message) or message in kept), *spare)


def bare(point: Point, allotment: Allotment) -> Message:
    """A message that says a point in words of its own, by the move that its words name; else as a stance."""
    move = next((move for move in allotment.moves_of(point.text) if not move.startswith(("REV.", "DIA.", "OPN."))), "SIT.STANCE")
    return Message(move, (point.text,), str(point.text), "point", allotment.topics_of(point.text))
