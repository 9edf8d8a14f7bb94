"""What a brief prints today for what a draft said: by the ref of a figure, by what the brief calls a fact.

The same views as the templates' give the words, so that an edited draft gets the very text that a new one would have.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.errors import Place
from generator.frozen import Frozen
from generator.language import calendar, comparisons, derive, origins, quantities
from generator.marks import plain, read
from generator.model import Amount, Brief, Date, FigureUse, Number, Record, Text
from generator.paths import zh_path
from generator.views import DerivedView, FigureView, Scene

_DIGITS = re.compile(r"\d[\d,.]*")
_TOLD = ("label", "period", "per")               # the words of a figure
_ITEM = re.compile(r"\[\d+\]")
_NO_FIGURE = "要点里没有这个指标了"
_NO_FACT = "要点里找不到这一条了"
_OPEN = "要点里这个数还空着"
_NO_WAY = "照现在的要点算不出这个数"
_NO_DOUBLE = "翻番的话说不成了"
_OTHER_FORM = "要点里的写法变了"


class Print(Frozen):
    """What stands for a number now: its ``text``, or ``lacking``, why there is none. ``label`` is what it is, ``source`` the brief's ``file:line``;
    ``value`` is the signed number of what is derived."""

    text: str = ""
    lacking: str = ""
    label: str = ""
    source: str = ""
    value: Decimal | None = None
    use: FigureUse | None = None


class Prints:
    """The texts of one brief."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self._scene = Scene(brief)
        told = ((f"figures.{figure.id}.{key}", getattr(figure, key), figure.places.get(key) or figure.place) for figure in brief.figures.values() for key in _TOLD)
        self._facts = [*_leaves(brief.data, "", None), *(_Leaf(path, value, place) for path, value, place in told if isinstance(value, Text))]
        self._named: dict[str, list[_Leaf]] = {}
        for leaf in self._facts:
            self._named.setdefault(zh_path(leaf.path, brief.data), []).append(leaf)

    def figure(self, ref: str, printed: str) -> Print:
        """What stands for a figure or what is derived from it (``signed.completion``)."""
        id, _, what = ref.rpartition(".")
        figure = self.brief.figures.get(id)
        if figure is None:
            return Print(lacking=_NO_FIGURE)
        view = self._scene.figure(id)
        told = self._said(view, what, printed)
        label = f"{figure.label}{derive.NAMES.get(what, '') if what != 'value' else ''}"
        source = origins.source(figure.places.get(what) or (figure.places.get("formula") if what == "value" else None) or figure.place, self.brief)
        if told is None:
            return Print(plain(view.bare), _NO_DOUBLE, label, source) if comparisons.DOUBLED.search(printed) else Print(lacking=_NO_WAY, label=label, source=source)
        text, marks = read(told)
        if any(mark.kind == "gap" for mark in marks):
            return Print(lacking=_OPEN, label=label, source=source)
        derived = getattr(view, what) if what in derive.NAMES and what != "value" else None
        value = derived.value if isinstance(derived, DerivedView) else view.number
        return Print(text, "", label, source, value, origins.use(self.brief, ref, text, label))

    def _said(self, view: FigureView, what: str, printed: str) -> str | None:
        if comparisons.DOUBLED.search(printed):
            return view.doubling
        if what == "value":
            return view.bare
        found = getattr(view, what, None)
        return None if found is None else str(found)

    def around(self, id: str) -> tuple[str, str]:
        """The words that a figure's amount takes before and after it (约, 以上), by how exact the brief calls it."""
        view = self._scene.figure(id)
        before, _, after = plain(str(view)).partition(plain(view.bare))
        return before, after

    def view(self, id: str) -> FigureView | None:
        """A figure as templates see it; None where the brief has none of that id."""
        return self._scene.figure(id) if id in self.brief.figures else None

    def fact(self, ref: str, printed: str, label: str) -> Print:
        """What stands for a number outside the figures (``projects[2].investment``). An item of a list is known by its name, since its place
        in the list may have changed; a text by its words, its digits left out."""
        like = [leaf for leaf in self._facts if _ITEM.sub("[]", leaf.path) == _ITEM.sub("[]", ref)]
        named = [leaf for leaf in (self._named.get(label, []) if label else []) if leaf in like]
        same = [leaf for leaf in like if printed in self._forms(leaf.value)]
        if not named and same:
            named = same
        if not named:
            named = [leaf for leaf in like if isinstance(leaf.value, Text) and _shape(str(leaf.value)) == _shape(printed)]
        if len({str(leaf.value) for leaf in named}) != 1:
            return Print(lacking=_NO_FACT, label=label)
        leaf = named[0]
        text = printed if printed in self._forms(leaf.value) else _form_like(printed, self._forms(leaf.value))
        return Print(text, "" if text else _OTHER_FORM, label, origins.source(leaf.place, self.brief))

    def filled(self, ref: str, label: str) -> Print:
        """What fills a gap of the draft now; ``lacking`` where it is still one."""
        id = ref.rpartition(".")[0]
        if id in self.brief.figures:
            return self.figure(ref, "")
        leaf = next((leaf for leaf in self._facts if leaf.path == ref), None)
        forms = self._forms(leaf.value) if leaf is not None else ()
        if leaf is None or not forms or any(mark.kind == "gap" for mark in read(str(self._scene.view(leaf.value, ref)))[1]):
            return Print(lacking=_OPEN, label=label)
        return Print(forms[0], "", label, origins.source(leaf.place, self.brief))

    def _forms(self, value: Any) -> tuple[str, ...]:
        """The ways in which templates print a value of the brief, the usual one first."""
        if isinstance(value, Date):
            years = (self._scene.year, 0)
            return tuple(dict.fromkeys(say(value, year) for say in (calendar.say_date, calendar.by_date) for year in years))
        if isinstance(value, Amount):
            return (quantities.print_amount(value.number, value.unit),)
        if isinstance(value, Number):
            return (quantities.print_number(value),)
        return (plain(str(self._scene.view(value))),) if isinstance(value, (Text, int)) and not isinstance(value, bool) else ()


class _Leaf(Frozen):
    """A value of the brief with its key path and its place."""

    path: str
    value: Any
    place: Place | None


def _leaves(value: Any, path: str, above: Place | None) -> Iterator[_Leaf]:
    place = getattr(value, "place", None) or above
    if isinstance(value, (Record, Mapping)):
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}" if path else key, place)
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _leaves(item, f"{path}[{at}]", place)
    elif value is not None:
        yield _Leaf(getattr(value, "path", "") or path, value, place)


def _shape(text: str) -> str:
    return _DIGITS.sub("0", text)


def _form_like(printed: str, forms: tuple[str, ...]) -> str:
    """Of the ways to print a value the one that looks like what was printed; empty where none does."""
    alike = [form for form in forms if _shape(form) == _shape(printed)]
    ending = [form for form in forms if form.endswith("前") == printed.endswith("前") and ("年" in form) == ("年" in printed)]
    return next(iter((*alike, *ending)), "") if len(forms) > 1 else forms[0] if forms else ""
