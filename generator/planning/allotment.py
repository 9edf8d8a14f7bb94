"""Which section says what: messages go to the point or part that speaks of their matter, in the brief's words.

Affinity is counted, not guessed: a section named by the brief first, then the move that a point is about, shared
topics, shared characters, and last the skeleton's home for the move. Every message finds a section.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.frozen import replace
from generator.language.matters import Matters
from generator.model import Library, Message, Point, Record, Section, Skeleton
from generator.planning import content

_NAMED, _LINKED_TOPIC, _POINT_MOVE, _POINT_TOPIC, _BESIDE_ANSWER, _HEADING_MOVE, _LINKED_MOVE, _HEADING_TOPIC, _HOME = 60, 15, 8, 6, 5, 4, 3, 2, 1
_BY_NAME = 12                                    # a point that calls an item by its name
_NAME = 3                                        # characters of a name that is no common word
_LEADING = "GOA."                                # goals and quotas lead a part whose points do not name them
_NUMBERED = 2                                    # points that make a list of a part's own, which is not added to
_COMMON = {"招商", "引资", "项目", "工作", "机制", "政策", "落地", "建设", "推进", "考核", "外资", "投资", "企业", "重点", "产业", "园区", "服务", "部门",
           "责任", "任务", "落实", "办法", "政府", "要求", "一个", "干部"}
_TOLD = 3                                        # what shared characters inside an item count at most
_OPENS = 2                                       # shared pairs of characters by which an item is what a point names
_ASIDE = ("remedy", "point", "evidence")         # arguments follow what they argue about
_REVIEW, _SAFEGUARD = ("REV.", "DIA.", "SIT."), ("SAF.",)


class Allotment:
    """The sections of one speech, being filled."""

    def __init__(self, library: Library, skeleton: Skeleton) -> None:
        """``homes`` of the skeleton: by family of moves the roles of sections that take them; its ``sections`` name the moves of each theme."""
        self._library = library
        self._homes: Mapping[str, Sequence[str]] = skeleton.meta.get("homes", {})
        self._themes = {item["theme"]: item.get("moves", ()) for item in skeleton.meta.get("sections", ())}
        self._review = Matters(library.wording.get("review_points", {}))
        self._gathers = skeleton.meta.get("points") in ("heads", "spoken")
        self._topics = content.matters(library)
        self._moves = Matters({move.id: move.words for move in library.moves.values()})

    def moves_of(self, *texts: str) -> tuple[str, ...]:
        """The moves that headings or points speak of, by the words of the moves and of their topics."""
        found = list(self._moves.of(*texts))
        for topic in self._topics.of(*texts):
            found += [move for move in self._library.topics[topic].moves if move not in found]
        return tuple(found)

    def looked_back(self, text: str) -> tuple[str, ...]:
        """The moves that a point of a part that looks back stands for, by the words of such points (成效, 措施)."""
        return self._review.of(text)

    def moves_about(self, topics: Iterable[str]) -> tuple[str, ...]:
        """The measures that topics serve, each once, the main topic's first."""
        moves = [move for topic in topics for move in self._library.topics[topic].moves]
        return tuple(dict.fromkeys(move for move in moves if not move.startswith(("DIA.", "REV.", "OPN.", "SEC."))))

    def topics_of(self, *texts: str) -> tuple[str, ...]:
        """The topics recognised in some texts."""
        return self._topics.of(*texts)

    def role_of(self, heading: str, points: Iterable[str]) -> str:
        """review, work or safeguard: what most of a section's words are about; work where they say nothing."""
        moves = [moves[0] for text in (*points, heading) if (moves := self._moves.of(text) or self.looked_back(text))]
        review = sum(move.startswith(_REVIEW) for move in moves)
        guard = sum(move.startswith(_SAFEGUARD) for move in moves)
        if review * 2 > len(moves):
            return "review"
        return "safeguard" if guard * 2 > len(moves) else "work"

    def fill(self, sections: Sequence[Section], messages: Iterable[Message], *, strays: bool) -> tuple[Section, ...]:
        """The sections with every message in its best place; a review section takes only what names it.

        Without ``strays`` a remedy is said where its matter is spoken of, or not at all. A speech without parts has no place for any.
        """
        filled = list(sections)
        for message in messages if sections else ():
            score, at, point = self._best(filled, message)
            if message.says == "remedy" and score <= _HOME and not strays:
                continue
            section = filled[at]
            if point is None:
                filled[at] = replace(section, messages=(*section.messages, message))
            else:
                points = list(section.points)
                points[point] = replace(points[point], messages=(*points[point].messages, message))
                filled[at] = replace(section, points=tuple(points))
        return tuple(replace(section, points=tuple(map(_opened, section.points))) for section in filled)

    def _best(self, sections: Sequence[Section], message: Message) -> tuple[int, int, int | None]:
        """Score, section and point (None: the section as a whole) of the best place; of equals the part that comes first, in it the point that has least to say."""
        places: list[tuple[int, int, int | None]] = []

        def filled(place: tuple[int, int, int | None]) -> int:
            return len(sections[place[1]].points[place[2]].messages) if place[2] is not None else 0

        for at, section in enumerate(sections):
            base = self._section_score(section, message)
            places.append((base, at, None if is_evidence(message) else self._nearest(section, message)))
            if is_evidence(message):
                continue
            extras = ((self._point_score(point, message), number) for number, point in enumerate(section.points))
            places += [(base + extra, at, number) for extra, number in extras if extra]
        late = message.move.startswith(_SAFEGUARD)      # safeguards come last where nothing else speaks of them
        return max(places, key=lambda place: (place[0], place[1] if late else -place[1], -filled(place), -(place[2] or 0)))

    def _nearest(self, section: Section, message: Message) -> int | None:
        """Where the brief numbers the points of a part, what none of them names goes to the nearest of them; None where points are few or open."""
        if not self._gathers or len(section.points) < _NUMBERED:
            return None
        if message.move.startswith(_LEADING) and not any(name.startswith(_LEADING) for point in section.points for name in self.moves_of(point.text)):
            return None
        move = self._library.moves.get(message.move)
        kin = (message.move, *(move.near if move else ()))
        named = [self.moves_of(point.text) for point in section.points]
        for wanted in kin:
            found = next((number for number, moves in enumerate(named) if wanted in moves), None)
            if found is not None:
                return found
        family = message.move.split(".")[0]
        return next((number for number, moves in enumerate(named) if any(name.startswith(family) for name in moves)), len(section.points) - 1)

    def theme_of(self, texts: Iterable[str], position: int, of: int) -> str:
        """Which of the skeleton's themes a part is about: by the moves that its heading and points name, else by its place among ``of`` parts."""
        themes = list(map(str, self._themes))
        if not themes:
            return ""
        moves = [move for text in texts for move in self.moves_of(text)[:1]]
        scores = {theme: sum(move in self._themes[theme] for move in moves) for theme in themes}
        best = max(themes, key=lambda theme: scores[theme])
        if scores[best] * 2 > len(moves):
            return best
        return themes[-1] if position == of - 1 else themes[min(position, len(themes) - 1)]

    def _section_score(self, section: Section, message: Message) -> int:
        if section.verbatim is not None:
            return -100
        if message.context.get("section") == section.id:
            return _NAMED
        if section.role == "review":
            return -50
        score = _HEADING_MOVE * (message.move in self.moves_of(section.heading))
        score += _HEADING_TOPIC * len(set(message.topics) & set(self._topics.of(section.heading)))
        score += self._link(section.topics, message)
        score += 2 * _HOME * (message.move in self._themes.get(section.theme, ()))
        score += _HOME * self._beside_kin(section, message)
        return score + _HOME * (section.role in self._homes.get(message.move.split(".")[0], ()))

    def _beside_kin(self, section: Section, message: Message) -> bool:
        """Whether a point of the section names a move under which this one may be said."""
        move = self._library.moves.get(message.move)
        return move is not None and any(set(move.near) & set(self.moves_of(point.text)[:1]) for point in section.points)

    def _point_score(self, point: Point, message: Message) -> int:
        moves = self.moves_of(point.text)
        score = _POINT_MOVE * (message.move in moves[:1]) + (_POINT_MOVE // 2) * (message.move in moves[1:])
        own = {move for topic in message.topics for move in self._library.topics[topic].moves} - {message.move}
        score += (_POINT_MOVE // 2) * bool(own & set(moves[:1]))
        score += _POINT_TOPIC * len(set(message.topics) & set(self._topics.of(point.text)))
        wanted = {answer for topic in message.topics for answer in self._library.topics[topic].answers}
        score += _BESIDE_ANSWER * any(wanted & set(said.topics) for said in point.messages)
        named = 2 * len(_pairs(point.text) & _pairs(message.key)) if len(message.items) == 1 else 0
        score += _BY_NAME * (len(message.items) == 1 and _one_name(str(point.text), message.key))
        return score + max(named, min(_TOLD, len(_pairs(point.text) & _told(message))))

    def _link(self, topics: Iterable[str], message: Message) -> int:
        """How usually the message answers one of the topics: by its own topics, or by its move."""
        answers = {answer for topic in topics for answer in self._library.topics[topic].answers}
        return _LINKED_TOPIC if answers & set(message.topics) else _LINKED_MOVE * (message.move in answers)


def _opened(point: Point) -> Point:
    """A point with what it names said first: 半月公布两张表 opens with the tables, not with what is forbidden about them."""
    named = [len(_pairs(str(point.text)) & _told(message)) if message.says not in _ASIDE else 0 for message in point.messages]
    order = sorted(range(len(named)), key=lambda at: -named[at] if named[at] >= _OPENS else 0)
    return replace(point, messages=tuple(point.messages[at] for at in order))


def _told(message: Message) -> set[str]:
    """What the items of a message say in pairs of characters."""
    return {pair for item in message.items for text in content.own_words(item) for pair in _pairs(text)}


def is_evidence(message: Message) -> bool:
    """Whether a message is what an answered problem rests on, said before its answer."""
    return message.says == "evidence" or (message.says == "figures" and "problem" in message.context)


def _one_name(text: str, key: str) -> bool:
    """Whether a point and an item go by one name, whole or shortened."""
    return min(len(text), len(key)) >= _NAME and (text in key or key in text)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)} - _COMMON


def answered(sections: Sequence[Section], problems: Iterable[Record]) -> tuple[Section, ...]:
    """Each section with the problems that name it as their answer."""
    listed = tuple(problems)
    return tuple(replace(section, answers=tuple(item for item in listed if item["answered_by"] == section.id)) for section in sections)
