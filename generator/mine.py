"""From an archive to phrases, frames, candidates, skeletons and cards: the one place that hands documents to the miners and puts together what they find.

All that is done to documents is a function of a batch, so that an executor of processes or of a cluster does it as a loop does: the same bytes come out.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from generator.frozen import replace
from generator.language.overlap import RUN
from generator.mining import archive, candidates, frames, grams, phrases
from generator.mining.archive import Source
from generator.mining.cards import told as finished
from generator.mining.frames import Frame
from generator.mining.mined import Mined
from generator.mining.phrases import Phrase
from generator.mining.study import knowledge
from generator.mining.survey import Digest, Found, Survey, locate, survey
from generator.model import Library

_CLAUSES = 6_000_000                             # different clauses that are held at most: some two gigabytes with all that is made of them
_BATCH = 4 * 1024 * 1024                         # bytes of documents that are handed out together
_STUDIED = 3 * 1024 * 1024                       # bytes of documents that are read for moves and frames: what an archive has beyond is sampled
_PHRASES, _FRAMES, _SERIES, _SKELETONS = 2000, 600, 200, 60      # of each so many at most
_SHARE = 150_000                                 # characters of clauses for each time that a run has to be said
_ON_CARD = 40                                    # phrases and frames on one card
_SHARED = 0.6                                    # of its long clauses a near copy has from another speech

_FIRM = re.compile("公司|(?<![大型业])集团|(?:同志|书记|县长|市长|区长)就")

Result = TypeVar("Result")
Map = Callable[..., Iterator[Any]]               # as the built-in map: a function, and what it is done to
Progress = Callable[[int, int, str], None]       # how many batches are done, how many there are, what is done to them


def mine(
    paths: Sequence[Path], library: Library, *, min_docs: int | None = None, cards: bool = False, executor: Executor | None = None, workers: int = 1,
    progress: Progress = lambda done, all, what: None
) -> Mined:
    """Mines an archive. ``min_docs`` is in how many speeches a phrase or frame has to stand (default: 2, in fewer than ten speeches 1);
    ``workers`` are those that the executor has: so many shares are made of what takes much to be handed out;
    ``progress`` is told of each batch that is done. Nothing readable gives a result without speeches."""
    found = archive.sources(paths)
    batches = list(archive.batches(found, _BATCH))
    size = sum(source.path.stat().st_size for source in found if source.path.exists())
    every = max(1, -(-size // _STUDIED))
    do = _mapper(executor)
    whole, floor = _together(_counted(do(partial(survey, every=every, cards=cards), batches), len(batches), "读稿", progress))
    least_docs = min_docs or (2 if len(whole.speeches) >= 10 else 1)
    alike = tuple(_alike(whole.speeches))
    notes = [f"档案大，语步、句式、骨架取自其中 {len(whole.studied)} 篇（每 {every} 篇取 1 篇）"] if every > 1 else []
    notes += [f"小句太多，说过不到 {floor + 1} 次的没有全数进去，短语的次数是近似的"] if floor else []
    table = grams.Table(whole.clauses)
    chosen, notes_of_runs = _runs(table, whole.clauses, do, workers, progress)
    notes += notes_of_runs
    moulds = frames.aligned(whole.moulds)
    wanted = frozenset(mould for members, count, documents in moulds.values() if _often(count, documents, least_docs) for mould in members)
    held = _held(chosen, table)
    without = frozenset(name for name, _, _ in alike)
    shares = _shared(batches, workers)
    places = list(_counted(do(partial(locate, held=held, wanted=wanted, every=every, without=without, cards=cards), shares), len(shares), "定位", progress))
    told = list(_phrases(chosen, places, least_docs))
    all_cards = tuple(_finished(whole.cards, chosen, told, moulds, places))
    made, dropped = candidates.candidates(whole.studied, knowledge().names, library.blocks.values())
    return Mined(
        tuple(told), tuple(_frames(moulds, whole.series, places, least_docs)), tuple(made), dropped, whole.studied[:_SKELETONS], all_cards, whole.speeches,
        whole.skipped, alike, tuple(notes), tuple(library.moves))


def _shared(batches: Sequence[Sequence[Source]], workers: int) -> list[list[Source]]:
    """The batches in one share a worker, in order: what every share needs to know of the phrases is large, so it is sent as seldom as may be. One
    process alone keeps its batches, to tell how far it is."""
    if workers < 2:
        return [list(batch) for batch in batches]
    size = -(-len(batches) // workers)
    return [[source for batch in batches[at:at + size] for source in batch] for at in range(0, len(batches), size)]


def _mapper(executor: Executor | None) -> Map:
    return executor.map if executor is not None else map


def _counted(results: Iterable[Result], all: int, what: str, progress: Progress) -> Iterator[Result]:
    progress(0, all, what)
    for number, result in enumerate(results, 1):
        yield result
        progress(number, all, what)


def _together(surveys: Iterable[Survey]) -> tuple[Survey, int]:
    """The surveys of all batches as one (reduce), and up to what number clauses were let go, 0 for none: where there are more than can be held, the
    rarest go, as in lossy counting (Manku and Motwani 2002)."""
    clauses: Counter[str] = Counter()
    moulds: dict[str, tuple[int, int]] = {}
    series: dict[str, tuple[int, int]] = {}
    rest: list[Survey] = []
    floor = 0
    for item in surveys:
        clauses.update(item.clauses)
        rest.append(replace(item, clauses={}, moulds={}, series={}))
        while len(clauses) > _CLAUSES:
            floor += 1
            clauses = Counter({text: count for text, count in clauses.items() if count > floor})
        for held, found in ((moulds, item.moulds), (series, item.series)):
            for text, (count, documents) in found.items():
                before = held.get(text, (0, 0))
                held[text] = before[0] + count, before[1] + documents
    return Survey(
        clauses, moulds, series, tuple(digest for item in rest for digest in item.speeches), tuple(study for item in rest for study in item.studied),
        tuple(card for item in rest for card in item.cards), tuple(entry for item in rest for entry in item.skipped)), floor


def _alike(speeches: Sequence[Digest]) -> Iterator[tuple[str, str, float]]:
    """Speeches most of whose long clauses stand in one that came before."""
    first: dict[int, int] = {}
    for number, digest in enumerate(speeches):
        shared = Counter(first[mark] for mark in digest.sketch if mark in first)
        for mark in digest.sketch:
            first.setdefault(mark, number)
        if shared:
            other, count = max(shared.items(), key=lambda item: (item[1], -item[0]))
            if count > 1 and count >= _SHARED * len(digest.sketch):
                yield digest.name, speeches[other].name, round(count / len(digest.sketch), 2)


# -------------------------------------------------------------------------------------------------------- phrases
def _runs(table: grams.Table, clauses: Mapping[str, int], do: Map, number: int, progress: Progress) -> tuple[list[tuple[grams.Run, float]], list[str]]:
    """The likeliest phrases among the runs of all clauses, with their scores, and what there is to say of it."""
    total = sum(len(clause) * count for clause, count in clauses.items())
    least = max(2, -(-total // _SHARE))
    firsts = table.firsts()
    shares = [firsts[at::number] for at in range(number)]
    grown = _counted(do(partial(_grown, table, least=least), shares), len(shares), "数短语", progress)
    runs: list[grams.Run] = []
    counts: Counter[str] = Counter()
    for free, told in grown:
        runs += free
        counts.update(told)
    counts.update(table.text)                    # every clause of the table once; then what is said oftener, and clauses of one character
    for clause, count in clauses.items():
        if count > 1 or len(clause) < 2:
            for char in clause:
                counts[char] += count - (len(clause) > 1)
    found = phrases.complete(phrases.likely(runs, counts, total), counts)
    likely = [(run, score) for run, score in found if score > 0 and len(run.text) < RUN][:_PHRASES]
    return likely, [f"档案大，只数出现 {least} 次以上的"] if least > 2 else []


def _grown(table: grams.Table, firsts: Sequence[str], least: int) -> tuple[list[grams.Run], dict[str, int]]:
    """The runs that begin with some characters and can be phrases, and how often each run is said."""
    counts: dict[str, int] = {}
    return list(grams.grown(table, firsts, least, counts, phrases.is_free)), counts


def _held(chosen: Sequence[tuple[grams.Run, float]], table: grams.Table) -> dict[str, list[tuple[int, int]]]:
    """By clause the phrases in it: number and place."""
    held: dict[str, list[tuple[int, int]]] = {}
    for number, (run, _) in enumerate(chosen):
        for clause in table.holding(run.places):
            held.setdefault(clause, []).append((number, clause.index(run.text)))
    return held


def _often(count: int, documents: int, least: int) -> bool:
    return count > 1 and documents >= least


def _phrases(chosen: Sequence[tuple[grams.Run, float]], places: Sequence[Found], least: int) -> Iterator[Phrase]:
    """The phrases that stand in enough speeches, the surest first, each with its moves and a few places."""
    documents: Counter[int] = Counter()
    moves: dict[int, Counter[str]] = {}
    sources: dict[int, list[tuple[str, int]]] = {}
    for item in places:
        documents.update(item.documents)
        for number, told in item.moves.items():
            moves.setdefault(number, Counter()).update(told)
        for number, found in item.sources.items():
            sources.setdefault(number, []).extend(found)
    places_of = names_of_places()
    for number, (run, score) in enumerate(chosen):
        if documents[number] >= least and not places_of(run.text):
            own = moves.get(number, Counter())
            common = tuple(move for move, count in sorted(own.items(), key=lambda item: (-item[1], item[0])) if count * 3 >= max(own.values()))[:3]
            spread = score * (1 + documents[number] / max(1, run.count))
            yield Phrase(run.text, run.count, documents[number], round(spread, 2), tuple(sources.get(number, [])[:5]), common)


def _finished(
    made: Sequence[Mapping[str, Any]], chosen: Sequence[tuple[grams.Run, float]], told: Sequence[Phrase], moulds: Mapping[str, tuple[tuple[str, ...], int, int]],
    places: Sequence[Found]
) -> Iterator[Mapping[str, Any]]:
    """The cards with the phrases and frames of their speeches, the surest of each."""
    by_speech = {name: held for item in places for name, held in item.speeches.items()}
    sure = {item.text: item for item in told if len(item.text) > 3}
    covering = {mould: frame for frame, (members, count, _) in moulds.items() if count > 1 for mould in members}
    for card in made:
        numbers, own = by_speech.get(str(card["source"]), ((), ()))
        found = [sure[chosen[number][0].text] for number in numbers if chosen[number][0].text in sure][:_ON_CARD]
        frames_of_it = sorted({covering[mould] for mould in own if mould in covering})[:_ON_CARD]
        yield finished(card, [{"text": item.text, "move": next(iter(item.moves), None), "count": item.count, "documents": item.documents} for item in found], frames_of_it)


def names_of_places() -> Callable[[str], bool]:
    """A test for phrases that name a place, a firm or a person."""
    places = knowledge().names
    return lambda text: places.has(text) or _FIRM.search(text) is not None


def _frames(
    moulds: Mapping[str, tuple[tuple[str, ...], int, int]], series: Mapping[str, tuple[int, int]], places: Sequence[Found], least: int
) -> Iterator[Frame]:
    """The frames and series that come again, the commonest first."""
    where: dict[str, list[tuple[str, int]]] = {}
    for item in places:
        for mould, found in item.moulds.items():
            where.setdefault(mould, []).extend(found)
    kept = [Frame(text, count, documents, tuple(place for mould in members for place in where.get(mould, []))[:5])
            for text, (members, count, documents) in moulds.items() if _often(count, documents, least)]
    rows = [Frame(text, count, documents, (), True) for text, (count, documents) in series.items() if documents >= least]
    for frames_found, most in ((kept, _FRAMES), (rows, _SERIES)):
        yield from sorted(frames_found, key=lambda frame: (-frame.documents, -frame.count, frame.text))[:most]
