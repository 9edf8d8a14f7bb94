"""What is done to a batch of documents (map): first what is counted in them, then, when phrases are chosen, where those stand."""
from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from zlib import crc32

from generator.errors import DocumentError
from generator.frozen import Frozen
from generator.mining import archive, frames, grams
from generator.mining.archive import Source
from generator.mining.cards import card
from generator.mining.scrape import Paragraph, Speech, speeches
from generator.mining.study import Studied, knowledge, study

_SKETCH, _LONG = 8, 8                            # one clause in so many stands for a speech; characters of a clause that is no chance
_PLACES = 5                                      # sources told of a phrase or frame


class Digest(Frozen):
    """What is kept of a speech: its name and title, whether it is whole, its characters, and a sketch by which others like it are found."""

    name: str
    title: str
    whole: bool
    characters: int
    sketch: tuple[int, ...]


class Survey(Frozen):
    """What was counted in a batch: clauses, moulds and series with times and documents, the speeches, cards where they were asked for, skeletons and
    sentences of those that were studied, and files that could not be read with the reason."""

    clauses: Mapping[str, int]
    moulds: Mapping[str, tuple[int, int]]
    series: Mapping[str, tuple[int, int]]
    speeches: tuple[Digest, ...]
    studied: tuple[Studied, ...]
    cards: tuple[Mapping[str, Any], ...]
    skipped: tuple[tuple[str, str], ...]


def read(batch: Iterable[Source]) -> Iterator[tuple[Source, list[Speech], str]]:
    """The speeches of each source of a batch; for one that cannot be read the reason in the last place."""
    for source in batch:
        try:
            text = archive.read(source)
        except DocumentError as error:
            yield source, [], error.problems[0].message
            continue
        if source.end >= 0:
            yield source, list(_collected(text, source)), ""
        else:
            yield source, speeches(text, source.name), ""


def _collected(text: str, source: Source) -> Iterator[Speech]:
    """The speeches of a stretch of a collection, one a line."""
    at = source.characters
    for number, line in enumerate(text.split("\n"), source.lines + 1):
        if line.strip():
            yield Speech(source.name, number, "", (Paragraph(line, at),))
        at += len(line) + 1


def survey(batch: Sequence[Source], every: int = 1, cards: bool = False) -> Survey:
    """What a batch holds; one speech in ``every`` is studied for moves and frames."""
    clauses: Counter[str] = Counter()
    moulds: dict[str, tuple[int, int]] = {}
    series: dict[str, tuple[int, int]] = {}
    found, studied, made, skipped = [], [], [], []
    for source, told, why in read(batch):
        if why or not told:
            skipped.append((source.name, why or "没有讲话"))
        for speech in told:
            said = [clause for item in speech.paragraphs for clause in grams.split(item.text) if clause]
            clauses.update(said)
            found.append(_digest(speech, said))
            is_chosen = chosen(speech.name, every)
            own = study(speech) if is_chosen or cards else None
            if own and is_chosen:
                studied.append(own)
                _add(moulds, (mould for item in speech.paragraphs for _, mould in frames.moulds(item.text, knowledge().names)))
                _add(series, (row for item in speech.paragraphs for _, row in frames.series(item.text)))
            if own and cards:
                made.append(card(own, knowledge().names))
    return Survey(dict(clauses), moulds, series, tuple(found), tuple(studied), tuple(made), tuple(skipped))


def chosen(name: str, every: int) -> bool:
    """Whether a speech is among those that are studied: by its name, so that it is the same whoever asks."""
    return every <= 1 or int.from_bytes(hashlib.blake2b(name.encode("utf-8"), digest_size=4).digest(), "big") % every == 0


def _add(held: dict[str, tuple[int, int]], found: Iterable[str]) -> None:
    """Counts what one document holds: times, and one document."""
    for text, number in Counter(found).items():
        count, documents = held.get(text, (0, 0))
        held[text] = count + number, documents + 1


def _digest(speech: Speech, said: Iterable[str]) -> Digest:
    """``said`` are its clauses."""
    marks = {crc32(clause.encode("utf-8")) for clause in said if len(clause) >= _LONG}
    return Digest(speech.name, speech.title, speech.whole, sum(len(item.text) for item in speech.paragraphs),
                  tuple(sorted(mark for mark in marks if mark % _SKETCH == 0)))


class Found(Frozen):
    """Where chosen phrases and frames stand in a batch: by their number documents, moves, and the first places."""

    documents: Mapping[int, int]
    moves: Mapping[int, Mapping[str, int]]
    sources: Mapping[int, tuple[tuple[str, int], ...]]
    moulds: Mapping[str, tuple[tuple[str, int], ...]]
    speeches: Mapping[str, tuple[tuple[int, ...], tuple[str, ...]]]      # by name the phrases and moulds of each, where cards are asked for


def locate(
    batch: Sequence[Source], held: Mapping[str, Sequence[tuple[int, int]]], wanted: frozenset[str], every: int, without: frozenset[str],
    cards: bool = False
) -> Found:
    """Where phrases stand: ``held`` are, by clause, the phrases in it (number, place in the clause); ``wanted`` moulds; speeches ``without`` are
    copies of others and count nothing."""
    documents: Counter[int] = Counter()
    moves: dict[int, Counter[str]] = {}
    sources: dict[int, list[tuple[str, int]]] = {}
    moulds: dict[str, list[tuple[str, int]]] = {}
    by_speech: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {}
    for _, told, _ in read(batch):
        for speech in told:
            if speech.name in without:
                continue
            own = study(speech) if chosen(speech.name, every) else None
            seen: dict[int, int] = {}
            own_moulds: list[str] = []
            for at, item in enumerate(speech.paragraphs):
                for number, place in _standing(item, held, seen, all_of_them=own is not None):
                    seen.setdefault(number, item.offset + place)
                    move = own.move_at(at, place) if own else ""
                    if move:
                        moves.setdefault(number, Counter())[move] += 1
                if own:
                    for place, mould in frames.moulds(item.text, knowledge().names):
                        if mould in wanted:
                            moulds.setdefault(mould, []).append((speech.source, item.offset + place))
                            own_moulds.append(mould)
            documents.update(seen.keys())
            if cards:
                by_speech[speech.name] = tuple(sorted(seen)), tuple(dict.fromkeys(own_moulds))
            for number, offset in seen.items():
                if len(sources.setdefault(number, [])) < _PLACES:
                    sources[number].append((speech.source, offset))
    return Found(dict(documents), {number: dict(told) for number, told in moves.items()}, {number: tuple(told) for number, told in sources.items()},
                 {mould: tuple(told[:_PLACES]) for mould, told in moulds.items()}, by_speech)


def _standing(
    item: Paragraph, held: Mapping[str, Sequence[tuple[int, int]]], seen: Mapping[int, int], *, all_of_them: bool
) -> Iterator[tuple[int, int]]:
    """The chosen phrases of a paragraph with their places: those not seen before, or all of them."""
    text = grams.levelled(item.text)
    for clause in sorted(held.keys() & set(grams.split(item.text))):
        wanted = [entry for entry in held[clause] if all_of_them or entry[0] not in seen]
        place = text.find(clause) if wanted else 0
        yield from ((number, place + inside) for number, inside in wanted)
