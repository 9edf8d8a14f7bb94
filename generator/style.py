"""The style of a draft, measured (side): its rhythm, how much of it is about this place, how much any place could say; in all and part by part.

What a good draft measures is data: the bank's ``style`` table (``phrasebank/style.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.frozen import Frozen
from generator.language import rhythm
from generator.language.rhythm import Rhythm
from generator.model import FRONT, Draft, Library, Paragraph

_SPOKEN = ("body", "heading3", "closing")        # paragraphs that can say facts; headings only name


class Style(Frozen):
    """The measures of some paragraphs. Shares are from 0 to 1; a paragraph or sentence is fact-free where no span in it is of the brief."""

    rhythm: Rhythm
    paragraphs: int
    bare_paragraphs: float                       # share of paragraphs without a fact
    bare_sentences: float                        # share of sentences without one
    bare_run: int                                # most such sentences in a row
    general: float                               # share of characters from general blocks
    exclaimed: int                               # exclamation marks before the last paragraph

    def value(self, name: str) -> float:
        """A measure by its name in the bank's table, its own or its rhythm's."""
        return float(getattr(self if hasattr(self, name) else self.rhythm, name))


class Meter(Frozen):
    """The style of a draft: in all, and of each part under its heading (the first is what precedes the parts, without a heading)."""

    whole: Style
    parts: tuple[tuple[str, Style], ...]


class Reading(Frozen):
    """One measure of a draft with its range (None: open on that side): in all and by part, shown as ``unit`` says."""

    name: str
    whole: float
    parts: tuple[float, ...]
    low: float | None
    high: float | None
    unit: str

    @property
    def within(self) -> bool:
        """Whether the whole draft lies in the range, both ends included, to the digits that are shown."""
        told = round(self.whole, self.digits)
        return (self.low is None or told >= self.low) and (self.high is None or told <= self.high)

    @property
    def digits(self) -> int:
        """Decimals that a reader is shown: shares to a whole percent, counts whole, lengths and rates to a tenth."""
        return {"%": 2, "处": 0, "句": 0}.get(self.unit, 1)

    def show(self, value: float) -> str:
        """A value as it is read."""
        return f"{round(value, self.digits):.0%}" if self.unit == "%" else f"{value:.{self.digits}f}"


def measure(draft: Draft, library: Library) -> Meter:
    """The style of a draft. Its title counts in the whole, not in a part."""
    heard = [paragraph for paragraph in draft.paragraphs if paragraph.role not in FRONT]
    return Meter(_style(draft.paragraphs, library), tuple((heading, _style(part, library)) for heading, part in _parts(heard)))


def readings(meter: Meter, library: Library, skeleton: str) -> list[Reading]:
    """Every measure of the bank's table, in its order; ``skeleton`` chooses where kinds of speech differ."""
    table: Mapping[str, Mapping[str, Any]] = library.wording.get("style", {})
    limits = rhythm.ranges(table, skeleton)
    return [
        Reading(str(entry["name"]), meter.whole.value(key), tuple(style.value(key) for _, style in meter.parts), *limits[key], str(entry.get("unit", "")))
        for key, entry in table.items()
    ]


def general_share(paragraphs: Iterable[Paragraph], library: Library) -> float:
    """Share of the blocks' characters that any place could say: from blocks bound to no topic, where they hold no fact of the brief."""
    parts = [part for paragraph in paragraphs for part in paragraph.parts]
    total = sum(part.end - part.start for part in parts)
    general = sum(
        part.end - part.start
        for part in parts
        if part.block in library.blocks and not library.blocks[part.block].topics and not part.facts
    )
    return general / total if total else 0.0


def _parts(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, list[Paragraph]]]:
    """Paragraphs under each first-level heading; before the first, under no name."""
    heading, part = "", list[Paragraph]()
    for paragraph in paragraphs:
        if paragraph.role == "heading1":
            if part:
                yield heading, part
            heading, part = paragraph.text, []
        part.append(paragraph)
    if part:
        yield heading, part


def _style(paragraphs: Sequence[Paragraph], library: Library) -> Style:
    spoken = [rhythm.bare(paragraph.text, _facts(paragraph)) for paragraph in paragraphs if paragraph.role in _SPOKEN]
    sentences = [bare for paragraph in spoken for bare in paragraph]
    return Style(
        rhythm.measure(paragraph.text for paragraph in paragraphs), len(spoken), _share([all(paragraph) for paragraph in spoken]), _share(sentences),
        rhythm.longest(sentences), general_share(paragraphs, library), sum(len(re.findall("[！!]", paragraph.text)) for paragraph in paragraphs[:-1]),
    )


def _facts(paragraph: Paragraph) -> list[tuple[int, int]]:
    """The stretches of a paragraph that are of the brief; a gap is none."""
    return [(span.start, span.end) for span in paragraph.spans if span.kind != "gap"]


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0
