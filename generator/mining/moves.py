"""Which moves a speech makes: told by cue phrases (``phrasebank/mining/cues.yaml``), by headings and by where in the speech they stand, with the evidence."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.frozen import Frozen
from generator.language.sentences import sentences
from generator.mining.outline import Heading
from generator.mining.scrape import Speech

# In what part of a speech (from, to, of 1) the moves of a family stand.
_PLACES = {"OPN": (0.0, 0.2), "REV": (0.0, 0.6), "DIA": (0.0, 0.7), "SIT": (0.0, 0.75), "CLO": (0.85, 1.0)}
_OUTSIDE = 0.2                                   # of its weight a cue keeps outside of its family's part
_ENOUGH = 4.0                                    # characters of cues that make a move


class Step(Frozen):
    """A move that a unit of a speech makes: where the unit begins (paragraph, character), the move, and the cues by which it is known."""

    move: str
    paragraph: int
    start: int
    cues: tuple[str, ...]


def steps(speech: Speech, headings: Sequence[Heading], cues: Mapping[str, Sequence[str]]) -> tuple[Step, ...]:
    """The moves of a speech in order of speaking; one that goes on is told once."""
    found: list[Step] = []
    units = list(_units(speech, headings))
    total = sum(len(text) for _, _, text in units)
    at = 0
    for paragraph, start, text in units:
        place = (at + len(text) / 2) / total if total else 0.0
        for move, told in _told(text, place, cues):
            if not found or found[-1].move != move:
                found.append(Step(move, paragraph, start, told))
        at += len(text)
    return tuple(found)


def _units(speech: Speech, headings: Sequence[Heading]) -> Iterator[tuple[int, int, str]]:
    """What is said in one go: a paragraph, parted where a numbered point begins, and a long one by its sentences."""
    starts: dict[int, list[int]] = {}
    for heading in (item for tree in headings for item in tree.walk()):
        starts.setdefault(heading.paragraph, []).append(heading.start)
    for at, paragraph in enumerate(speech.paragraphs):
        bounds = sorted({0, *starts.get(at, []), len(paragraph.text)})
        for start, end in zip(bounds, bounds[1:], strict=False):
            yield from _parted(at, start, paragraph.text[start:end])


def _parted(paragraph: int, start: int, text: str, longest: int = 60) -> Iterator[tuple[int, int, str]]:
    """A unit of a few sentences at a time."""
    begun, size = 0, 0
    for first, last in sentences(text):
        if size and last - begun > longest:
            yield paragraph, start + begun, text[begun:first]
            begun = first
        size = last - begun
    if text[begun:].strip():
        yield paragraph, start + begun, text[begun:]


def _told(text: str, place: float, cues: Mapping[str, Sequence[str]]) -> list[tuple[str, tuple[str, ...]]]:
    """The moves that a unit makes, in order of their first cues; at most two, the surest."""
    scored = []
    for move, words in cues.items():
        found = [word for word in words if word in text]
        first, last = _PLACES.get(move.partition(".")[0], (0.0, 1.0))
        weight = sum(map(len, _longest(found))) * (1.0 if first <= place <= last else _OUTSIDE)
        if weight >= _ENOUGH:
            scored.append((weight, text.index(found[0]), move, tuple(found)))
    best = sorted(scored, key=lambda item: (-item[0], item[2]))[:2]
    if len(best) == 2 and best[1][0] < best[0][0] / 2:
        best = best[:1]
    return [(move, found) for _, _, move, found in sorted(best, key=lambda item: (item[1], item[2]))]


def _longest(found: Sequence[str]) -> list[str]:
    """Cues that are part of none of the others."""
    return [word for word in found if not any(word != other and word in other for other in found)]
