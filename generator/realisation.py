"""Realisation: the plan's slots become text with spans, and the draft knows where every word came from.

Slots are rendered once, in order of speaking. Marks are taken off, doubled stops closed up, long paragraphs broken
between blocks; figures, gaps and facts that were not said are listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from generator.errors import Place
from generator.frozen import replace
from generator.language import origins, quantities
from generator.marks import Mark, read, refs
from generator.model import (
    Amount,
    Brief,
    Date,
    Draft,
    FactUse,
    Figure,
    FigureUse,
    Gap,
    Paragraph,
    Part,
    Plan,
    Record,
    Slot,
    Span,
    Text,
)

_TOLD = ("label", "period", "per", "threshold")   # what is said of a figure besides its numbers
RenderSlot = Callable[[Slot], str]
_SENTENCES = 6  # writing.md: two to six sentences a paragraph
_ENDS = "。！？"
_DOUBLED = re.compile(r"(?<=[。！？；，：、])[。；，、]+|[，、；]+(?=[。！？])|(?<![A-Za-z0-9])[ \t\r\n\f\v]+|[ \t\r\n\f\v]+(?![A-Za-z0-9])")
_SPEECH_RATE = 180  # characters a minute
_NOT_FACTS = frozenset(
    {
        "version",
        "skeleton",
        "title",
        "subtitle",
        "salutation",
        "year",
        "date",
        "length",
        "minutes",
        "rate",
        "region",
        "speaker",
        "sections",
        "choose",
        "names",
        "figures",
        "figures_from",
    }
)
_NOT_SAID = frozenset(
    {
        "kind",
        "flag",
        "act",
        "role",
        "level",
        "answered_by",
        "status",
        "source",
        "note",
        "from",
        "to",
        "id",
        "section",
        "rank",
        "for_year",
        "mandatory",
        "figures",
        "projects",
    }
)


_HIDDEN = {"slogans": frozenset({"owner", "expands", "aim"}), "mechanisms": frozenset({"cadence"}), "agenda": frozenset({"aspects"}),
           "prior_events": frozenset({"when", "owner"}), "basis": frozenset({"issuer"})}


def realise(plan: Plan, brief: Brief, front: Sequence[tuple[str, str]], render: RenderSlot, name: Callable[[str], str] = str) -> Draft:
    """The draft of a plan. ``front`` is the title block and salutation as (role, text with marks); ``name`` says a key path in Chinese."""
    paragraphs = [*(_told(role, text) for role, text in front), *_body(plan, render)]
    told = tuple(paragraph for paragraph, _ in paragraphs)
    marks = [(at, mark) for at, (_, found) in enumerate(paragraphs) for mark in found]
    characters = sum(len(re.sub(r"\s", "", paragraph.text)) for paragraph in told)
    rate = brief.data["rate"] or _SPEECH_RATE
    return Draft(
        title=next((item.text for item in told if item.role == "title"), plan.title),
        skeleton=plan.skeleton.id,
        variant=plan.variant,
        paragraphs=told,
        figures=tuple(_ledger(brief, told, marks)),
        facts=tuple(_facts(brief, told, marks, name)),
        unused=tuple(unused(brief, {mark.ref for _, mark in marks}, "\n".join(item.text for item in told))),
        notes=(*brief.notes, *plan.notes),
        gaps=tuple(_gaps(marks)),
        characters=characters,
        minutes=(round(characters * 0.9 / rate, 1), round(characters * 1.125 / rate, 1)),
        brief=brief.digest,
        known=tuple(brief.figures),
        date=_date(brief),
    )


# -------------------------------------------------------------------------------------------------- paragraphs
Told = tuple[Paragraph, tuple[Mark, ...]]


def _body(plan: Plan, render: RenderSlot) -> Iterator[Told]:
    body = [
        item
        for line in plan.lines
        for item in (_paragraphs(line.role, line.slots, render) if line.slots else [_told(line.role, line.text)])
    ]
    # a heading under which nothing was said is dropped with its number only if it is the last: the plan avoids others
    for at, (paragraph, marks) in enumerate(body):
        if paragraph.text:
            yield (replace(paragraph, role="closing"), marks) if at == len(body) - 1 and paragraph.role == "body" else (paragraph, marks)


def _told(role: str, marked: str) -> Told:
    text, marks = _clean(marked)
    return Paragraph(role, text, spans=_spans(marks)), marks


def _paragraphs(role: str, slots: Sequence[Slot], render: RenderSlot) -> list[Told]:
    """One paragraph of the plan as one or more of the draft, broken between blocks where it grows past six sentences."""
    groups: list[list[tuple[Slot, str]]] = [[]]
    sentences = 0
    for slot in slots:
        said = render(slot).strip()
        if not said:
            continue
        count = sum(said.count(end) for end in _ENDS)
        if sentences > 1 and sentences + count > _SENTENCES and slot.block is not None and not _only_words(groups[-1]):
            groups.append([])
            sentences = 0
        groups[-1].append((slot, said))
        sentences += count
    out = []
    for at, group in enumerate(group for group in groups if group):
        out.append(_paragraph(role if at == 0 else "body", group))
    return [] if _only_words(groups[0]) and role == "body" else out


def _only_words(group: Iterable[tuple[Slot, str]]) -> bool:
    """Whether nothing but the skeleton's own connective words stands here; a point of the brief is more than that."""
    return all(slot.block is None and not slot.message.context.get("verbatim") and not refs(said) for slot, said in group)


def _paragraph(role: str, group: Sequence[tuple[Slot, str]]) -> Told:
    text, marks, parts = "", [], []
    for slot, said in group:
        piece, found = _clean(said)
        if slot.block is not None:
            facts = tuple(dict.fromkeys(mark.ref for mark in found))
            parts.append(Part(len(text), len(text) + len(piece), slot.block.move, slot.block.id, facts))
        marks += [mark._replace(start=mark.start + len(text), end=mark.end + len(text)) for mark in found]
        text += piece
    moves = "+".join(dict.fromkeys(part.move for part in parts))
    blocks = "+".join(dict.fromkeys(part.block for part in parts))
    return Paragraph(role, text, moves, blocks, _spans(marks), tuple(parts)), tuple(marks)


def tidy(marked: str) -> str:
    """The words of a rendered template: marks, doubled stops and the source's line breaks taken out."""
    return _clean(marked)[0]


def _clean(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """Plain text without doubled stops or white space, and its marks moved along."""
    text, marks = read(marked)
    kept_as_is = {at for mark in marks for at in range(mark.start, mark.end)}      # the brief's own words are not touched
    gone = [False] * (len(text) + 1)
    for match in _DOUBLED.finditer(text):
        for at in range(*match.span()):
            gone[at] = at not in kept_as_is
    moved, left = [0] * (len(text) + 1), 0
    for at in range(len(text) + 1):
        moved[at] = left
        left += not gone[at]
    kept = "".join(char for char, drop in zip(text, gone, strict=False) if not drop)
    return kept, tuple(mark._replace(start=moved[mark.start], end=moved[mark.end]) for mark in marks)


def _spans(marks: Iterable[Mark]) -> tuple[Span, ...]:
    """Figures, facts and gaps; where marks are nested the outermost counts."""
    return tuple(Span(mark.start, mark.end, mark.kind, mark.ref) for mark in marks if mark.depth == 0 and mark.end > mark.start)


# ------------------------------------------------------------------------------------------- figures and gaps
def _ledger(brief: Brief, told: Sequence[Paragraph], marks: Iterable[tuple[int, Mark]]) -> Iterator[FigureUse]:
    uses: dict[tuple[str, str], list[int]] = {}
    labels: dict[str, str] = {}
    for at, found in marks:
        if found.kind == "figure" and found.depth == 0:
            uses.setdefault((found.ref, told[at].text[found.start : found.end]), []).append(at)
            labels[found.ref] = found.label
    for (ref, text), places in uses.items():
        yield replace(origins.use(brief, ref, text, labels[ref] or ref), paragraphs=tuple(dict.fromkeys(places)))


def _facts(brief: Brief, told: Sequence[Paragraph], marks: Iterable[tuple[int, Mark]], name: Callable[[str], str]) -> Iterator[FactUse]:
    """The facts outside the figures, by key path and words, in order of speaking."""
    lines = dict(_lines(brief.data, "")) | {f"{figure.path}.{key}": figure.places.get(key) or figure.place for figure in brief.figures.values() for key in _TOLD}
    uses: dict[tuple[str, str], list[int]] = {}
    for at, found in marks:
        if found.kind == "fact" and found.depth == 0 and found.end > found.start:
            uses.setdefault((found.ref, told[at].text[found.start : found.end]), []).append(at)
    for (ref, text), places in uses.items():
        yield FactUse(ref, name(ref), text, origins.source(lines.get(ref), brief), tuple(dict.fromkeys(places)))


def _lines(value: Any, path: str, above: Place | None = None) -> Iterator[tuple[str, Place | None]]:
    """Every key path of the brief with its place, that of what holds it where it has none of its own."""
    place = getattr(value, "place", None) or above
    yield getattr(value, "path", "") or path, place
    if isinstance(value, Record):
        for key, item in value.items():
            yield from _lines(item, f"{path}.{key}" if path else key, place)
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _lines(item, f"{path}[{at}]", place)


def _gaps(marks: Iterable[tuple[int, Mark]]) -> Iterator[Gap]:
    found: dict[tuple[str, str], list[int]] = {}
    for at, hole in marks:
        if hole.kind == "gap":
            found.setdefault((hole.ref, hole.label), []).append(at)
    for (ref, label), places in found.items():
        yield Gap(ref, label, tuple(dict.fromkeys(places)))


# ------------------------------------------------------------------------------------------------ what was left
def unused(brief: Brief, refs: set[str], text: str) -> Iterator[str]:
    """Key paths of facts that the draft does not say: the item where nothing of it was said, else the leaf.

    A text whose very words stand in the draft is said, whichever key they came from.
    """
    figures = {ref.rpartition(".")[0] for ref in refs}
    for key, figure in brief.figures.items():
        if key not in figures and _has_number(figure) and not (figure.value and quantities.print_amount(figure.value, figure.unit) in text):
            yield f"figures.{key}"
    for key, value in brief.data.items():
        if key not in _NOT_FACTS:
            said = {path for path, words in _leaves(value, key) if path in refs or (words and words in text)}
            yield from _unsaid(value, key, said)


def _has_number(figure: Figure) -> bool:
    return figure.value is not None or bool(figure.given) or bool(figure.raw) or figure.formula is not None


def _unsaid(value: Any, path: str, said: set[str]) -> Iterator[str]:
    leaves = [leaf for leaf, _ in _leaves(value, path)]
    if not leaves or all(leaf in said for leaf in leaves):
        return
    if not isinstance(value, tuple) and not any(leaf in said for leaf in leaves):
        yield path
        return
    for key, item in _parts(value, path):
        yield from _unsaid(item, key, said)


def _parts(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """What a record or list holds that can be said, with key paths."""
    if isinstance(value, Record):
        hidden = _NOT_SAID | _HIDDEN.get(value.kind, frozenset()) | ({"by", "when"} if value.get("label") else set())      # “十一”前 says the date
        yield from ((f"{path}.{key}", item) for key, item in value.items() if key not in hidden)
    elif isinstance(value, tuple):
        yield from ((f"{path}[{at}]", item) for at, item in enumerate(value))


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Key paths and words of the texts, dates, amounts and counts in a value (no words for what is no text)."""
    if isinstance(value, Text):
        yield value.path or path, str(value)
    elif isinstance(value, (Date, Amount)):
        yield value.path or path, ""
    elif isinstance(value, int) and not isinstance(value, bool):
        yield path, ""
    for key, item in _parts(value, path):
        yield from _leaves(item, key)


def _date(brief: Brief) -> tuple[int, int, int]:
    date = brief.data["date"]
    if isinstance(date, Date):
        return date.year, date.month or 1, date.day or 1
    return brief.data["year"] or 1980, 1, 1
