"""Last year's brief made this year's: numbers become those of the year before, dates and deadlines are emptied, what a person must look at is listed.

Nothing is made up: what is not known of the new year is left open and shows as a gap of the draft, with a comment that says what stood there.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.brief import load_brief
from generator.errors import CallError
from generator.fields import FIELDS
from generator.frozen import Frozen
from generator.language import formulations
from generator.model import Brief, Figure, Formulation, Library, Number, Record
from generator.notation import Leaf, Value, compose, leaves
from generator.paths import Steps, path_of, zh_path
from generator.rewriting import Sheet

_AIMED = ("goal", "quota", "measure")            # what such a figure says was to be done, so it is nobody's result of last year
_STATED = ("target", "completion", "yoy", "yoy_pp", "excess")
_DATED = ("date", "when")
_EVENTS = ("prior_events", "agenda", "projects", "tasks", "platforms", "events", "documents")      # what happened, or was to happen, at its time
_FACTS = ("review", "highlights", "verdict", "hardships", "problems", "causes", "benchmarks", "situation", "goals", "quotas", "basis", "policies")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_OURS = re.compile(r"  # (?:(?:去年|\d{4} 年)(?:写的是 [^#\n]*请改|的事，请核)|这里写着 \d{4} 年，请核)(?:；[^#\n]*)?(?=\r?$)", re.MULTILINE)


class Look(NamedTuple):
    """A place of the new brief that a person must look at: its line, of what kind it is, what it is called, what is the matter with it.

    Kinds are number (open, to be filled), date (open), words (for a time), event and fact (of last year), mention (of the old year), wording (official,
    over by the new year), file (of shared figures).
    """

    line: int
    kind: str
    name: str
    why: str


class Rolled(Frozen):
    """A brief of the new year as text, and what a person must look at, in the order of the text."""

    text: str
    looks: tuple[Look, ...]


def roll(old: Brief, text: str, year: int, library: Library) -> Rolled:
    """A brief (``text`` is its file's) carried into a later year. Raises CallError for a year that is not later, BriefError where the text is written in a way
    that cannot be changed."""
    before = int(old.data["year"])
    if year <= before:
        raise CallError(f"旧要点是 {before} 年的，新的要晚于它：--year {before + 1}")
    rolling = _Rolling(old, _unmarked(text), year)
    rolling.figures()
    rolling.dates()
    rolling.events()
    rolling.mentions((str(before), str(before - 1)))
    rolling.formulations(library)
    return rolling.done()


def _unmarked(text: str) -> str:
    """The text without the comments of an earlier carrying over, as far as it says the same without them."""
    bare = _OURS.sub("", text)
    return bare if list(leaves(compose(bare))) == list(leaves(compose(text))) else text


class _Rolling:
    """One brief on its way into another year."""

    def __init__(self, old: Brief, text: str, year: int) -> None:
        self.old, self.year = old, year
        self.next = year == int(old.data["year"]) + 1        # else the old numbers are not those of the year before
        self.when = "去年" if self.next else f"{old.data['year']} 年"
        self.sheet = Sheet(text, old.file)
        self.leaves = list(self.sheet.leaves())
        self._looks: list[tuple[Steps, str, str, str]] = []
        self._was: dict[int, list[str]] = {}                  # what was emptied, by line
        self._first: dict[int, Steps] = {}
        self._emptied: set[Steps] = set()
        self.sheet.put(("year",), str(year))

    # -------------------------------------------------------------------------------------------------- figures
    def figures(self) -> None:
        """Every figure's number goes where last year's stands, and is open itself; what was only right last year is open too."""
        for id, figure in self.old.figures.items():
            steps: Steps = ("figures", id)
            if figure.place is None or figure.place.file != self.old.file or not self.sheet.has(steps):
                continue                                      # a file that several briefs share
            if self.sheet.groups(steps):
                self._figure(figure, steps)
            elif figure.value is not None:
                self._one_line(figure, steps)
        if self.old.data["figures_from"]:
            self._look(("figures_from",), "file", "这个文件里的数也是去年的，换成今年的")

    def _one_line(self, figure: Figure, steps: Steps) -> None:
        """``签约项目: 141个`` as a group with its number for last year's."""
        assert figure.value is not None
        unit: dict[str, Value] = {"unit": figure.unit} if figure.unit else {}
        last: dict[str, Value] = {"last": _number(figure.value)} if self.next and figure.role not in _AIMED else {}
        self.sheet.put(steps, {"value": None, **unit, **last})
        if not last:
            self._was.setdefault(self.sheet.place(steps).line, []).append(f"数值 {_told(figure.value)}")
            self._first.setdefault(self.sheet.place(steps).line, steps)
        self._emptied.add(steps)
        self._number(figure, "")

    def _figure(self, figure: Figure, steps: Steps) -> None:
        texts = {leaf.steps[2:]: leaf.text for leaf in self.leaves if leaf.steps[:2] == steps}
        for name in _STATED:
            self._empty((*steps, name))
        self._empty((*steps, "share", "value") if self.sheet.groups((*steps, "share")) else (*steps, "share"))
        if figure.value is None:
            self._empty((*steps, "last"))
            return
        if figure.unit and not texts.get(("unit",)):          # 3.5亿元: the unit stays when the number goes
            self.sheet.put((*steps, "unit"), figure.unit)
        if not self.next or figure.role in _AIMED or figure.bound is not None:
            self._empty((*steps, "value"))
            self._empty((*steps, "last"))
            self._number(figure, "去年的要求不作今年的同期数" if self.next else "")
            return
        self._clear((*steps, "value"))
        own = texts.get(("value",), "") if texts.get(("unit",)) else ""       # as it was written, where that is in the figure's own unit
        self.sheet.put((*steps, "last"), own or _number(figure.value))
        self._number(figure, "去年的是约数，作上年同期前核一下" if figure.approx else "")

    def _number(self, figure: Figure, why: str) -> None:
        self._looks.append((("figures", figure.id), "number", str(figure.label), why))

    # ---------------------------------------------------------------------------------------------------- dates
    def dates(self) -> None:
        """Days, months and deadlines are open; words for a time stay and are to be looked at."""
        for leaf in self.leaves:
            if leaf.text and (leaf.field.kind in _DATED or leaf.field.key == "for_year"):
                if _is_date(leaf):
                    self._empty(leaf.steps)
                else:
                    self._look(leaf.steps, "words", f"写的是“{leaf.text}”")

    # --------------------------------------------------------------------------------------------------- events
    def events(self) -> None:
        """What is bound to last year's time is marked, item by item; other facts of last year are named by field."""
        for key in _EVENTS:
            for at, _ in enumerate(self.old.data[key]):
                self._mark((key, at), f"{self.when}的事，请核")
            if self.old.data[key]:
                self._look((key,), "event", f"{len(self.old.data[key])} 条")
        for field in FIELDS:
            if field.key in _FACTS and _given(self.old.data, field.key):
                self._look((field.key,), "fact", "")

    def mentions(self, years: Sequence[str]) -> None:
        """Texts that name one of the years that an old brief speaks of, and periods of any year."""
        for leaf in self.leaves:
            named = [year for year in years if year in leaf.text] or (_YEAR.findall(leaf.text) if leaf.field.key == "period" else [])
            if named and leaf.steps not in self._emptied and leaf.steps != ("year",) and not _is_date(leaf):
                self._mark(leaf.steps, f"这里写着 {named[0]} 年，请核")
                self._look(leaf.steps, "mention", f"写着 {named[0]}：{_short(leaf.text)}")

    def formulations(self, library: Library) -> None:
        """Official wordings that are over by the new year, where the brief calls for something."""
        rows = [row for row in library.formulations.values() if formulations.outdated(row, str(self.year))]
        for leaf in self.leaves:
            if leaf.steps[0] in formulations.CALLED:
                for row in _outermost(formulations.found(rows, leaf.text), leaf.text):
                    words = row.text if row.text.startswith("“") else f"“{row.text}”"
                    instead = f"现在讲{row.replaced_by}" if row.replaced_by else "核对现在的提法"
                    self._look(leaf.steps, "wording", f"{words}用到 {row.valid_to} 为止，{instead}")

    # ------------------------------------------------------------------------------------------------- together
    def done(self) -> Rolled:
        """The new text; it loads."""
        for line, told in self._was.items():
            self.sheet.note(self._first[line], f"{self.when}写的是 {'、'.join(told)}，请改")
        text = self.sheet.done()
        load_brief(self.old.file, data=text.encode("utf-8"))
        fresh = Sheet(text, self.old.file)
        looks = (Look(fresh.place(steps).line, kind, name, why) for steps, kind, name, why in self._looks)
        return Rolled(text, tuple(sorted(dict.fromkeys(looks), key=lambda look: look.line)))

    def _clear(self, steps: Steps) -> str:
        """Empties a value if there is one; the words that stood there."""
        held = [leaf for leaf in self.leaves if leaf.steps[:len(steps)] == steps and leaf.text]
        if held and self.sheet.has(steps):
            self.sheet.put(steps, None)
            self._emptied |= {leaf.steps for leaf in held}
        return "—".join(leaf.text for leaf in held)

    def _empty(self, steps: Steps) -> None:
        """Empties a value and keeps what stood there for the line's comment."""
        line = self.sheet.place(steps).line
        told = self._clear(steps)
        if told:
            kept = self._was.setdefault(line, [])
            self._first.setdefault(line, steps)
            kept.append(f"{_last_name(steps)} {told}" if steps[0] == "figures" else told)
            if steps[0] != "figures":
                self._look(steps, "date", f"{self.when}写的是 {told}")

    def _mark(self, steps: Steps, words: str) -> None:
        """A comment on a line that has none of ours yet."""
        if self.sheet.place(steps).line not in self._was:
            self.sheet.note(steps, words)

    def _look(self, steps: Steps, kind: str, why: str) -> None:
        self._looks.append((steps, kind, zh_path(path_of(steps), self.old.data), why))


def _is_date(leaf: Leaf) -> bool:
    from generator.values import read_date

    return (leaf.field.kind in _DATED or leaf.field.key == "for_year") and read_date(leaf.text) is not None


def _given(data: Record, key: str) -> bool:
    value = data[key]
    return key in data.given and bool(value)


def _number(number: Number) -> Value:
    """A number as it was written, without its unit; a range as two."""
    return [number.text, number.high_text] if number.high_text else number.text


def _told(number: Number) -> str:
    return f"{number.text}—{number.high_text}" if number.high_text else number.text


def _outermost(rows: Iterator[Formulation], text: str) -> Iterator[Formulation]:
    """Of formulations that hold one another, the longest that the text uses."""
    used = list(rows)
    words = {row.id: [word for word in row.match or (row.text,) if word in text] for row in used}
    for row in used:
        longer = [word for other in used if other is not row for word in words[other.id]]
        if not all(any(word != other and word in other for other in longer) for word in words[row.id]):
            yield row


def _last_name(steps: Steps) -> str:
    """What a number of a figure is called."""
    return zh_path(path_of(steps)).removeprefix(zh_path(path_of(steps[:2]))).removeprefix("的")


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}…"
