"""Which section says what: messages go to the point or part that speaks of their matter, in the brief's words.

Affinity is counted, not guessed: a section named by the brief first, then the move that a point is about, shared
topics, shared characters, and last the skeleton's home for the move. Every message finds a section.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from generator.language.matters import Matters
from generator.model import Library, Message, Move, Point, Record, Section

_NAMED, _POINT_MOVE, _POINT_TOPIC, _HEADING_MOVE, _LINKED, _HEADING_TOPIC, _HOME = 60, 8, 6, 4, 3, 2, 1
_REVIEW, _SAFEGUARD = ("REV.", "DIA.", "SIT."), ("SAF.",)


class Allotment:
    """The sections of one speech, being filled."""

    def __init__(self, library: Library, homes: Mapping[str, Sequence[str]]) -> None:
        self._library = library
        self._homes = homes
        self._topics = Matters({topic.id: topic.words for topic in library.topics.values()})
        self._moves = Matters({move.id: move.words for move in library.moves.values()})

    def moves_of(self, *texts: str) -> tuple[str, ...]:
        """The moves that headings or points speak of, by the words of the moves and of their topics."""
        found = list(self._moves.of(*texts))
        for topic in self._topics.of(*texts):
            found += [move for move in self._library.topics[topic].moves if move not in found]
        return tuple(found)

    def topics_of(self, *texts: str) -> tuple[str, ...]:
        """The topics recognised in some texts."""
        return self._topics.of(*texts)

    def role_of(self, heading: str, points: Iterable[str]) -> str:
        """review, work or safeguard: what most of a section's words are about; work where they say nothing."""
        moves = [moves[0] for text in (*points, heading) if (moves := self._moves.of(text))]
        review = sum(move.startswith(_REVIEW) for move in moves)
        guard = sum(move.startswith(_SAFEGUARD) for move in moves)
        if review * 2 > len(moves):
            return "review"
        return "safeguard" if guard * 2 > len(moves) else "work"

    def fill(self, sections: Sequence[Section], messages: Iterable[Message]) -> tuple[Section, ...]:
        """The sections with every message in its best place; a review section takes only what names it."""
        filled = list(sections)
        for message in messages:
            at, point = self._best(filled, message)
            section = filled[at]
            if point is None:
                filled[at] = replace(section, messages=(*section.messages, message))
            else:
                points = list(section.points)
                points[point] = replace(points[point], messages=(*points[point].messages, message))
                filled[at] = replace(section, points=tuple(points))
        return tuple(filled)

    def _best(self, sections: Sequence[Section], message: Message) -> tuple[int, int | None]:
        scored = []
        for at, section in enumerate(sections):
            base = self._section_score(section, message)
            scored.append((base, -at, None))
            for number, point in enumerate(section.points):
                extra = self._point_score(point.text, message)
                if extra:
                    scored.append((base + extra, -at, -number))
        best, at_negative, number_negative = max(scored, key=lambda item: (item[0], item[1], item[2] is not None, item[2] or 0))
        return -at_negative, None if number_negative is None else -number_negative

    def _section_score(self, section: Section, message: Message) -> int:
        if section.verbatim is not None:
            return -100
        if message.context.get("section") == section.id:
            return _NAMED
        if section.role == "review":
            return -50
        score = _HEADING_MOVE * (message.move in self.moves_of(section.heading))
        score += _HEADING_TOPIC * len(set(message.topics) & set(self._topics.of(section.heading)))
        score += _LINKED * bool(set(section.topics) & set(self._linked(message)))
        return score + _HOME * (section.role in self._homes.get(message.move.split(".")[0], ()))

    def _point_score(self, text: str, message: Message) -> int:
        moves = self.moves_of(text)
        score = _POINT_MOVE * (message.move in moves[:1]) + (_POINT_MOVE // 2) * (message.move in moves[1:])
        score += _POINT_TOPIC * len(set(message.topics) & set(self._topics.of(text)))
        return score + 2 * len(_pairs(text) & _pairs(message.key))

    def _linked(self, message: Message) -> Iterable[str]:
        """Topics that the message's own topics usually answer."""
        for topic in self._library.topics.values():
            if message.move in topic.answers or set(message.topics) & set(topic.answers):
                yield topic.id


def _pairs(text: str) -> set[str]:
    return {text[at:at + 2] for at in range(len(text) - 1)} - {"招商", "引资", "项目", "工作", "机制", "政策"}


def answered(sections: Sequence[Section], problems: Iterable[Record]) -> tuple[Section, ...]:
    """Each section with the problems that name it as their answer."""
    listed = tuple(problems)
    return tuple(replace(section, answers=tuple(item for item in listed if item["answered_by"] == section.id)) for section in sections)


def move_name(moves: Mapping[str, Move], move: str) -> str:
    """The Chinese name of a move; its id where it has none."""
    return moves[move].name if move in moves else move
