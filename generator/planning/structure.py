"""Document structuring: the skeleton's moves in order, its sections with what they say, its length.

The skeleton's Jinja text is rendered once with places instead of words (``say``); what comes out is the plan's
paragraphs, each with the slots that realisation will fill. Headings are numbered here, so no number is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.language import ordinals
from generator.marks import PARAGRAPH, mark, plain, slot, split_slots
from generator.model import Brief, Library, Line, Message, Point, Record, Section, Skeleton, Slot, Text
from generator.planning.allotment import Allotment, answered

Render = Callable[[str, Mapping[str, Any], str], str]
_REMEDIES = 2                                    # in one point: more would drown what the brief itself lists
_BLANK_LINE = re.compile(r"\n(?:[ \t]*\n)+")
_HEADINGS = (("#### ", "heading3"), ("### ", "heading2"), ("## ", "heading1"))


@dataclass
class _Desk:
    """What a skeleton's text may call while it is rendered once; it collects the slots."""

    waiting: list[Message]
    verbs: tuple[str, ...] = ()
    slots: list[Slot] = field(default_factory=list)

    def say(self, what: str | Message, optional: bool = False, **context: Any) -> str:
        """A place for a message, or for a move that needs no item; ``context`` is what its block may read besides."""
        message = Message(what, key=what) if isinstance(what, str) else what
        message = replace(message, context={**message.context, **context}, topics=context.pop("topics", message.topics))
        self.slots.append(Slot(len(self.slots), message, optional))
        return slot(len(self.slots) - 1)

    def verbatim(self, text: str) -> str:
        """The brief's own words, paragraph by paragraph, printed unchanged."""
        path = getattr(text, "path", "")
        places = []
        for line in str(text).splitlines():
            if line.strip():
                self.slots.append(Slot(len(self.slots), Message("", context={"words": mark("fact", path, line.strip()), "verbatim": True})))
                places.append(slot(len(self.slots) - 1))
        return PARAGRAPH.join(places)

    def leads(self, points: Sequence[Point]) -> list[str]:
        """The spoken lead-in of each point: 一是传导压力。 where most begin with a verb, else 先说重点区域。"""
        said = [point.text for point in points]
        if len(said) < 2:
            return [""] * len(said)
        active = sum(str(text).startswith(self.verbs) for text in said) * 2 >= len(said)
        if not active and len(said) <= 3:
            return [
                f"{word}{text}。"
                for word, text in zip(("先说", "再说", "最后说") if len(said) == 3 else ("先说", "再说"), map(_marked, said), strict=False)
            ]
        return [f"{ordinals.heading('一是', at)}{_marked(text)}{'' if active else '方面'}。" for at, text in enumerate(said, 1)]

    def take(self, *moves: str, **wanted: Any) -> list[Message]:
        """The messages of some moves that nobody has taken yet, in order; ``wanted`` filters by their context."""
        taken = [
            message
            for move in moves
            for message in self.waiting
            if message.move == move and all(message.context.get(key) == value for key, value in wanted.items())
        ]
        self.waiting = [message for message in self.waiting if message not in taken]
        return taken


def build(
    brief: Brief, skeleton: Skeleton, messages: Sequence[Message], library: Library, render: Render
) -> tuple[tuple[Line, ...], tuple[Section, ...]]:
    """The paragraphs of the plan with unfilled slots, and the sections that they follow."""
    allotment = Allotment(library, skeleton.meta.get("homes", {}))
    sections = _sections(brief, skeleton, allotment, library, messages, render)
    inside = tuple(message for message in messages if _goes_inside(message, skeleton, sections))
    heads = skeleton.meta.get("points") == "heads"
    filled = allotment.fill(sections, inside, strays=heads)
    filled = tuple(_spoken(section, allotment, most=None if heads else _REMEDIES) for section in filled)
    sections = _with_heads(filled, skeleton)
    desk = _Desk([message for message in messages if message not in inside], tuple(library.wording.get("verbs", ())))
    calls = {"say": desk.say, "take": desk.take, "leads": desk.leads, "verbatim": desk.verbatim, "sections": list(sections)}
    text = render(_BLANK_LINE.sub(f"\n{PARAGRAPH}\n", skeleton.text), calls, f"骨架 {skeleton.id}")
    return tuple(_lines(text, desk.slots, skeleton)), sections


def _goes_inside(message: Message, skeleton: Skeleton, sections: Sequence[Section]) -> bool:
    if message.context.get("section") in {section.id for section in sections}:
        return True
    if message.context.get("loose") or not any(section.role != "review" and section.verbatim is None for section in sections):
        return False
    inside = skeleton.meta.get("inside", ())
    return bool(message.context.get("remedy")) or message.move in inside or message.move.split(".")[0] in inside


# ---------------------------------------------------------------------------------------------------- sections
def _sections(
    brief: Brief, skeleton: Skeleton, allotment: Allotment, library: Library, messages: Sequence[Message], render: Render
) -> tuple[Section, ...]:
    """The brief's sections, complete and in order; else those that the skeleton makes for this brief."""
    given = brief.data["sections"]
    if given:
        made = _given(brief, skeleton, library, allotment, render)
    elif skeleton.meta.get("sections_from") == "problems" and _answerable(brief.data["problems"]):
        made = _from_problems(_answerable(brief.data["problems"]), library, allotment)
    else:
        made = _default(skeleton, messages, render)
    if given:
        made = answered(made, brief.data["problems"])
    return tuple(
        replace(
            section,
            topics=allotment.topics_of(
                *(str(item["label"]) for item in section.answers), *(str(text) for item in section.answers for text in item["evidence"])
            ),
        )
        for section in made
    )


def _given(brief: Brief, skeleton: Skeleton, library: Library, allotment: Allotment, render: Render) -> tuple[Section, ...]:
    """The brief's sections; a heading that it leaves open is made from the problem that the section answers, else the skeleton's."""
    made = []
    defaults = skeleton.meta.get("sections", [])
    for at, record in enumerate(brief.data["sections"]):
        points = tuple(Point(text) for text in record["points"])
        heading = record["heading"]
        role = allotment.role_of(str(heading or ""), [point.text for point in points])
        answers = [item for item in brief.data["problems"] if item["answered_by"] and item["answered_by"] == record["id"]]
        if heading is None and answers:
            heading, role = _problem_heading(answers[0], library, allotment), "work"
        elif heading is None:
            default = defaults[min(at, len(defaults) - 1)] if defaults else {"heading": "扎实做好下一步工作"}
            heading, role = render(default["heading"], {}, f"骨架 {skeleton.id}"), default.get("role", role)
        made.append(Section(str(record["id"] or f"section{at}"), heading, role, points, verbatim=record["verbatim"]))
    return tuple(made)


def _answerable(problems: Sequence[Record]) -> list[Record]:
    """The problems that sections answer: those of the causal layer, or all where no layer is named; at most five."""
    causal = [item for item in problems if item["level"] == "cause"]
    return list(causal or problems)[:5]


def _from_problems(problems: Sequence[Record], library: Library, allotment: Allotment) -> tuple[Section, ...]:
    """One section for each problem. One frame for all headings: the topics' own, if every problem has one."""
    heads = [_topic_heading(item, library, allotment) for item in problems]
    own = all(heads) and len(set(heads)) == len(heads)
    return tuple(
        Section(f"problem:{item['label']}", head if own and head else f"着力解决“{item['label']}”的问题", "work", answers=(item,))
        for item, head in zip(problems, heads, strict=True)
    )


def _problem_heading(problem: Record, library: Library, allotment: Allotment) -> str:
    return _topic_heading(problem, library, allotment) or f"着力解决“{problem['label']}”的问题"


def _topic_heading(problem: Record, library: Library, allotment: Allotment) -> str | None:
    for topic in allotment.topics_of(str(problem["label"])):
        if library.topics[topic].heading:
            return str(library.topics[topic].heading["work"])
    return None


def _default(skeleton: Skeleton, messages: Sequence[Message], render: Render) -> tuple[Section, ...]:
    """The skeleton's own sections; one that needs facts (``when``: moves) is left out where the brief has none."""
    families = {message.move for message in messages} | {message.move.split(".")[0] for message in messages}
    return tuple(
        Section(item["id"], render(item["heading"], {}, f"骨架 {skeleton.id}"), item["role"])
        for item in skeleton.meta.get("sections", [])
        if not item.get("when") or families & set(item["when"])
    )


def _with_heads(sections: Sequence[Section], skeleton: Skeleton) -> tuple[Section, ...]:
    """Sections whose points are numbered heads get a head for every message that no point covers."""
    if skeleton.meta.get("points") != "heads":
        return tuple(sections)
    return tuple(
        replace(section, points=(*section.points, *_made_points(section.messages, skeleton)), messages=())
        if section.role != "review" and section.verbatim is None
        else section
        for section in sections
    )


def _made_points(messages: Sequence[Message], skeleton: Skeleton) -> Iterator[Point]:
    """Messages without a point, gathered under the heads that the skeleton has for their moves or the causes they answer."""
    heads: Mapping[str, str] = skeleton.meta.get("heads", {})
    groups: dict[str, list[Message]] = {}
    for message in messages:
        head = _answer_head(message, skeleton) or heads.get(message.move) or heads.get(message.move.split(".")[0]) or "抓好其他各项工作"
        groups.setdefault(head, []).append(message)
    for head, group in groups.items():
        yield Point(head, tuple(group))


def _answer_head(message: Message, skeleton: Skeleton) -> str | None:
    cause = message.context.get("cause")
    heads: Mapping[str, str] = skeleton.meta.get("answers", {})
    return next((head for word, head in heads.items() if cause is not None and word in str(cause["dimension"])), None)


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
    return bool(message.context.get("remedy"))


def _few(messages: Sequence[Message], led: set[str], most: int | None) -> tuple[Message, ...]:
    """The messages with at most ``most`` remedies, those of problems first; what the section's lead answers is left out."""
    remedies = [message for message in messages if _is_remedy(message) and message.key not in led]
    kept = sorted(remedies, key=lambda message: "problem" not in message.context)[:most]
    return tuple(message for message in messages if not _is_remedy(message) or message in kept)


def _bare(point: Point, allotment: Allotment) -> Message:
    move = next((move for move in allotment.moves_of(point.text) if not move.startswith(("REV.", "DIA.", "OPN."))), "SIT.STANCE")
    return Message(move, (point.text,), str(point.text), allotment.topics_of(point.text), {"bare": True})


# ------------------------------------------------------------------------------------------------------- lines
def _lines(text: str, slots: Sequence[Slot], skeleton: Skeleton) -> Iterator[Line]:
    """Paragraphs of the rendered skeleton; headings numbered level by level, each restarting under its parent."""
    numbering: Mapping[str, str] = skeleton.meta.get("numbering", {})
    counts = {"heading1": 0, "heading2": 0, "heading3": 0}
    for piece in text.split(PARAGRAPH):
        said = " ".join(line.strip() for line in piece.strip().splitlines())
        if not plain(said).strip():
            continue
        role = next((role for sign, role in _HEADINGS if said.startswith(sign)), "body")
        if role != "body":
            said = said.lstrip("#").strip()
            counts[role] += 1
            for deeper in [name for name in counts if name > role]:
                counts[deeper] = 0
            said = ordinals.heading(numbering.get(role, "一、"), counts[role]) + said
        yield _line(role, said, slots)


def _line(role: str, text: str, slots: Sequence[Slot]) -> Line:
    pieces = split_slots(text)
    if role == "heading3" or role == "body":
        return Line(role, "", tuple(slots[piece] if isinstance(piece, int) else _words(piece) for piece in pieces))
    return Line(role, text)


def _marked(text: str) -> str:
    """A point of the brief with the mark of its place; a made one as it is."""
    return mark("fact", text.path, str(text)) if isinstance(text, Text) and text.path else str(text)


def _words(text: str) -> Slot:
    """The skeleton's own connective words, said as they are."""
    return Slot(-1, Message("", context={"words": text.strip()}))
