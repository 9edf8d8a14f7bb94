"""What a skeleton's text may call while it is rendered once: places for messages, and whole parts of the speech.

A part that looks back is a row of stations (moves, each with all its messages), in the order in which the brief's
points name them; a part that looks ahead has a lead, points or run-in heads, and what is left over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.frozen import replace
from generator.language import holes, ordinals
from generator.marks import PARAGRAPH, mark, plain, slot
from generator.model import Message, Point, Record, Section, Skeleton, Slot, Text
from generator.planning.allotment import Allotment, is_evidence

# Stations that run on in the paragraph of the one before.
_RUNS_ON = {
    "DIA.BENCH": ("DIA.TURN",), "DIA.VERDICT": ("DIA.TURN",), "DIA.PROBLEM": ("DIA.TURN", "DIA.BENCH", "DIA.VERDICT"), "SIT.SIGNIF": ("SIT.MACRO",),
    "GOA.QUOTA": ("GOA.TARGET",),
}
_OWN_PARAGRAPHS = ("REV.RESULT", "REV.MEASURE", "DIA.MINDSET")
_WORDLESS = ("REV.OVERVIEW", "REV.LESSON", "DIA.TURN", "DIA.VERDICT")         # moves that say no item
_REMEDIES = 2                                    # beside one problem, or in one point: more would drown what the brief itself lists
_A_WORD = 4                                      # characters of a point that only names a matter (重点区域)
_MORE = 2                                        # further arguments that a point can carry where the speech is to be longer


class Desk:
    """The slots of one speech, collected as its skeleton is rendered.

    ``stations`` are, by section id, the moves that a review section says, in order; ``meeting`` is its name; ``hardships`` are the topics of
    what made the work hard.
    """

    def __init__(
        self, skeleton: Skeleton, waiting: list[Message], sections: Sequence[Section], stations: Mapping[str, Sequence[str]], allotment: Allotment,
        wording: Mapping[str, Any], meeting: str, hardships: tuple[str, ...] = ()
    ) -> None:
        self.skeleton, self.waiting, self.sections, self.stations = skeleton, waiting, sections, stations
        self.allotment, self.wording, self.meeting, self.hardships = allotment, wording, meeting, hardships
        self.slots: list[Slot] = []

    def say(self, what: str | Message, optional: bool = False, extra: bool = False, **context: Any) -> str:
        """A place for a message, or for a move that needs no item; ``context`` is what its block may read besides.

        A move without items is known by its part or by the meeting, so that two meetings do not open alike.
        """
        section = context.get("section")
        known = section.heading if isinstance(section, Section) else self.meeting
        message = Message(what, key=f"{what} {known}") if isinstance(what, str) else what
        message = replace(message, context={**message.context, **context}, topics=context.pop("topics", message.topics))
        self.slots.append(Slot(len(self.slots), message, "extra" if extra else "optional" if optional else "core"))
        return slot(len(self.slots) - 1)

    def take(self, *moves: str, **wanted: Any) -> list[Message]:
        """The messages of some moves that nobody has taken yet, in order; ``wanted`` filters by their context."""
        return self._take_those(moves, lambda message: all(message.context.get(key) == value for key, value in wanted.items()))

    def _take_those(self, moves: Iterable[str], wanted: Callable[[Message], bool]) -> list[Message]:
        taken = [message for move in moves for message in self.waiting if message.move == move and wanted(message)]
        gone = set(map(id, taken))
        self.waiting = [message for message in self.waiting if id(message) not in gone]
        return taken

    def verbatim(self, text: str) -> str:
        """The brief's own words, paragraph by paragraph, printed unchanged."""
        path = getattr(text, "path", "")
        places = []
        for line in str(text).splitlines():
            if line.strip():
                self.slots.append(Slot(len(self.slots), Message("", context={"words": mark("fact", path, line.strip()), "verbatim": True})))
                places.append(slot(len(self.slots) - 1))
        return PARAGRAPH.join(places)

    # -------------------------------------------------------------------------------------------- looking back
    def tell(self, *moves: str, section: Section | None = None) -> str:
        """Stations in order, as paragraphs; a station without messages is passed over."""
        paragraphs: list[str] = []
        before = ""
        for move in moves:
            told = self._station(move, section)
            if not told:
                continue
            if paragraphs and before in _RUNS_ON.get(move, ()):
                paragraphs[-1] += told[0]
                told = told[1:]
            paragraphs += told
            before = move
        return PARAGRAPH.join(paragraphs)

    def looking_back(self) -> str:
        """The review as a preface, where no section of its own looks back."""
        return "" if self.stations else self.tell(*self.skeleton.meta.get("review", ()))

    def _station(self, move: str, section: Section | None) -> list[str]:
        """The paragraphs of one move with all its messages."""
        if move in _WORDLESS:
            if move == "DIA.TURN" and not self._diagnoses():
                return []
            topics = self.hardships if move == "REV.OVERVIEW" else ()
            return [self.say(move, optional=move in self.skeleton.meta.get("optional", ()), section=section, topics=topics)]
        if move == "DIA.PROBLEM":
            return self._problems(section)
        if move == "DIA.CAUSE":
            return self._causes(section)
        messages = self._take_those((move,), lambda message: not (self._beside and message.says == "remedy"))
        if not messages:
            return [self.say(move, section=section)] if move in self.skeleton.meta.get("always", ()) else []
        ideas = sum(message.says == "mindsets" for message in messages)
        opener = [self.say(Message(move, key="opener", says="opener"), section=section, n=ideas)] if ideas > 1 else []
        numbered = self._prefixes(messages)
        row = tuple(filter(None, numbered))
        said = [self.say(message, section=section, prefix=prefix, row=row, n=at, of=len(messages)) for at, (message, prefix) in enumerate(zip(messages, numbered, strict=True), 1)]
        return [*opener, *said] if move in _OWN_PARAGRAPHS else ["".join(said)]

    def _diagnoses(self) -> bool:
        return "DIA.BENCH" in self.skeleton.meta.get("always", ()) or any(
            message.move.startswith("DIA.") and message.says != "evidence" for message in self.waiting)

    def _prefixes(self, messages: Sequence[Message]) -> list[str]:
        """一是, 二是 … for the messages that have a name of their own, where there are several."""
        named = [bool(message.items) and isinstance(message.items[0], Record) and message.items[0].kind in ("highlights", "mindsets") for message in messages]
        counts = iter(range(1, sum(named) + 1))
        return [ordinals.heading(self._series, next(counts)) if own and sum(named) > 1 else "" for own in named]

    @property
    def _beside(self) -> bool:
        """Whether this kind of speech answers a problem on the spot."""
        return self.skeleton.meta.get("remedies") == "beside"

    @property
    def _series(self) -> str:
        return str(self.skeleton.meta.get("numbering", {}).get("series", "一是"))

    def _problems(self, section: Section | None) -> list[str]:
        """Problems of the first layer one by one, each with its remedies where the skeleton answers on the spot."""
        found = self.take("DIA.PROBLEM", layer="result")
        paragraphs: list[str] = []
        row = tuple(ordinals.heading(self._series, at) for at in range(1, len(found) + 1)) if len(found) > 1 else ()
        for at, message in enumerate(found, 1):
            said = self.say(message, prefix=row[at - 1] if row else "", row=row, n=at, of=len(found), section=section)
            answers = [other for other in self.waiting if other.says == "remedy" and other.context.get("problem") is message.items[0]] if self._beside else []
            self.waiting = [other for other in self.waiting if other not in answers]
            said += "".join(self.say(answer, section=section, extra=number >= _REMEDIES) for number, answer in enumerate(answers))
            if self._beside or not paragraphs:
                paragraphs.append(said)
            else:
                paragraphs[-1] += said
        return paragraphs

    def _causes(self, section: Section | None) -> list[str]:
        """Where the trouble comes from, dimension by dimension, then the problems of that layer by name."""
        causes = self._take_those(("DIA.CAUSE",), lambda message: message.says == "causes")
        said = self.say(Message("DIA.CAUSE", key="opener", says="opener"), section=section) if causes else ""
        said += "".join(self.say(message, n=at, of=len(causes), section=section) for at, message in enumerate(causes, 1))
        said += "".join(self.say(message, from_causes=len(causes), section=section) for message in self.take("DIA.PROBLEM", layer="cause"))
        said += "".join(self.say(message, section=section) for message in self._take_those(("DIA.PROBLEM", "DIA.MINDSET", "DIA.CAUSE"), is_evidence))
        return [said] if said else []

    # ------------------------------------------------------------------------------------------- whole parts
    def part(self, shown: Mapping[str, Any]) -> str:
        """All that a section says under its heading. ``shown`` is the section as templates see it."""
        section = next(section for section in self.sections if section.id == shown["id"])
        if section.verbatim is not None:
            return self.verbatim(section.verbatim)
        if section.role == "review":
            told = [self.tell(*self.stations.get(section.id, ()), section=section), *(self._point(point, section) for point in section.points if point.messages)]
            return PARAGRAPH.join(text for text in (*told, self._echo(section)) if text)
        spoken = self.skeleton.meta.get("points") == "spoken"
        paragraphs = [self._lead(section), *self._argued(section)]
        rest = [message for message in section.messages if not is_evidence(message)]
        leading = sorted((message for message in rest if message.move.startswith("GOA.")), key=lambda message: message.move == "GOA.QUOTA")
        paragraphs += self._rest(leading, section)
        paragraphs += self._spoken(section) if spoken else [self._head(point, section) for point in section.points]
        paragraphs += self._rest([message for message in rest if message not in leading], section)
        paragraphs.append(self._echo(section))
        return PARAGRAPH.join(paragraph for paragraph in paragraphs if paragraph)

    def _echo(self, section: Section) -> str:
        """What will be checked of a part, where this kind of speech sums its parts up: of what it answers, or of what most of it is about."""
        if not self.skeleton.meta.get("echo"):
            return ""
        spoken = Counter(topic for point in section.points for topic in self._matters(point))
        topics = section.topics or tuple(topic for topic, points in spoken.items() if points > 1 or len(section.points) == 1)
        return self.say("SEC.ECHO", optional=True, section=section, answers=list(section.answers), topics=topics)

    def _lead(self, section: Section) -> str:
        """Why this part; or the goals, where they lead the work."""
        heads = 0 if self.skeleton.meta.get("points") == "spoken" else len(section.points)
        goals = self.take("GOA.TARGET", "GOA.QUOTA") if self.skeleton.meta.get("goals") == "lead" else []
        if goals:
            last = len(goals)                    # what follows is announced once, after the last of them
            told = "".join(self.say(message, section=section, heads=heads if at == last else 0, n=at, of=last) for at, message in enumerate(goals, 1))
            return told + (self.say("SEC.LEAD", section=section, answers=list(section.answers), topics=section.topics) if section.answers else "")
        kinds = sum(message.says == "evidence" for message in section.messages) if len(section.answers) == 1 else 0
        opening = self.tell(*self.skeleton.meta.get("opens", {}).get(section.theme, ()), section=section)
        return opening + self.say("SEC.LEAD", section=section, answers=list(section.answers), topics=section.topics, heads=heads, kinds=kinds,
                        needs="kinds > 1" if kinds > 1 else None)

    def _argued(self, section: Section) -> list[str]:
        """The figures and evidence of the problems that the section answers: of one problem kind by kind, of several problem by problem."""
        argued = [message for message in section.messages if is_evidence(message)]
        if len(section.answers) > 1:
            by_problem = [[message for message in argued if message.context["problem"] is answer] for answer in section.answers]
            return ["".join(self.say(message, section=section) for message in said) for said in by_problem if said]
        counted = "".join(self.say(message, section=section) for message in argued if message.says == "figures")
        kinds = [message for message in argued if message.says == "evidence"]
        row = tuple(f"第{ordinals.cn(at)}种是" for at in range(1, len(kinds) + 1)) if len(kinds) > 1 else ()
        told = [self.say(message, section=section, prefix=row[at - 1] if row else "", row=row, n=at) for at, message in enumerate(kinds, 1)]
        return [counted, *told]

    def _rest(self, messages: Sequence[Message], section: Section) -> list[str]:
        """What no point covers, the messages of one move in one paragraph."""
        groups: dict[str, list[Message]] = {}
        for message in messages:
            groups.setdefault(message.move, []).append(message)
        return ["".join(self.say(message, extra=_to_spare(message), section=section) for message in group) for group in groups.values()]

    def _spoken(self, section: Section) -> list[str]:
        return [f"{lead}{self._point(point, section)}" for lead, point in zip(self.leads(section.points), section.points, strict=True)]

    def _head(self, point: Point, section: Section) -> str:
        return f"#### {verbal(point.text, self.wording)}。{self._point(point, section)}"

    def _point(self, point: Point, section: Section) -> str:
        """What is said of one point; in a longer speech between what goes wrong in its matter and how it will be looked at."""
        said = [self.say(message, extra=_to_spare(message), section=section, point=point.text, n=at) for at, message in enumerate(point.messages, 1)]
        why, how = (Message(move, key=f"{move} {point.text}", topics=self._matters(point), context={"bound": True}) for move in ("SEC.LEAD", "SEC.ECHO"))
        more = [self.say(message, extra=True, section=section, point=point.text) for message in self._more(point)]
        return "".join([self.say(why, extra=True, section=section), *said, *more, self.say(how, extra=True, section=section)])

    def _matters(self, point: Point) -> tuple[str, ...]:
        """The topics of a point's own words, then of what is said of it."""
        return tuple(dict.fromkeys((*self.allotment.topics_of(str(point.text)), *(topic for message in point.messages for topic in message.topics))))

    def _more(self, point: Point) -> Iterator[Message]:
        """Arguments about the matters of a point that a longer speech has room for: of the moves that its words name, then of its topics."""
        topics = self._matters(point)
        moves = dict.fromkeys((*self.allotment.moves_of(str(point.text)), *self.allotment.moves_about(topics)))
        spoken = [move for move in moves if move.startswith(("MEA.", "SAF.", "SIT.STANCE"))][:_MORE]
        for number, move in enumerate((*spoken, *spoken)[:_MORE]):
            yield Message(move, (point.text,), f"{point.text} {number}", "point", topics)

    def leads(self, points: Sequence[Point]) -> list[str]:
        """The spoken lead-in of each point: 一是传导压力。 where most begin with a verb, else 先说重点区域。 The only one of a part is said as it stands where
        it is more than a word."""
        said = [point.text for point in points]
        if len(said) < 2:
            return [f"{marked(text)}。" if isinstance(text, Text) and len(text) > _A_WORD else "" for text in said]
        acting = sum(active(str(text), self.wording) for text in said) * 2 >= len(said)
        if not acting and len(said) <= 3:
            words = ("先说", "再说", "最后说") if len(said) == 3 else ("先说", "再说")
            return [f"{word}{text}。" for word, text in zip(words, map(marked, said), strict=False)]
        return [f"{ordinals.heading('一是', at)}{marked(text)}。" for at, text in enumerate(said, 1)]


def _to_spare(message: Message) -> bool:
    return bool(message.context.get("spare"))


def active(head: str, wording: Mapping[str, Any]) -> bool:
    """Whether a head, marked or not, says what to do: it opens with a verb (保用工, but not 保证金) or is a clause of its own."""
    said = plain(head)
    opens = said.startswith(tuple(wording.get("verbs", ()))) and not said.startswith(tuple(wording.get("names", ())))
    return opens or any(sign in said for sign in wording.get("predicates", ()))


def verbal(text: str, wording: Mapping[str, Any]) -> str:
    """A point of the brief as a run-in head that says what to do: 社会资源 → 用活社会资源; one that has a verb stays as it is."""
    said = str(text)
    if not isinstance(text, Text) or active(said, wording):
        return marked(text)
    objects: Iterable[tuple[str, str]] = wording.get("objects", {}).items()
    verb = max(((noun, verb) for noun, verb in objects if said.endswith(noun)), key=lambda pair: len(pair[0]), default=("", ""))[1]
    return marked(text) if said.startswith(verb[:1] or said) or verb in said else f"{verb}{marked(text)}"


def marked(told: str) -> str:
    """A point of the brief with the mark of its place, its placeholders as gaps; a made one as it is."""
    return holes.text(told) if isinstance(told, Text) else str(told)
