"""Where a number of a draft comes from: its exact value, the formula behind it with what went into that, the line of the brief."""
from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.errors import Place
from generator.language import derive, quantities, rates
from generator.model import Brief, FigureUse, Number

_PARTS = {"target": "的目标", "last": "的上年同期"}


def use(brief: Brief, ref: str, text: str, label: str) -> FigureUse:
    """The row of the ledger for a number that is printed as ``text``, without the places where it stands. KeyError for a figure that is not there."""
    value, unit, formula, line = _origin(brief, ref)
    return FigureUse(ref, label, text, value, unit, formula, line, (), tuple(_inputs(brief, ref)) if formula else ())


def source(place: Place | None, brief: Brief) -> str:
    """``file:line``; the file alone for what has no place of its own."""
    return f"{place.file}:{place.line}" if place else brief.file


def _inputs(brief: Brief, ref: str) -> Iterator[str]:
    """What a derived number was computed from."""
    name, _, what = ref.rpartition(".")
    found = rates.computed(brief.figures, brief.figures[name], what)
    for figure, part in found.inputs if found is not None else ():
        number = figure.value if part == "value" else figure.raw.get(part)
        said = quantities.print_amount(number, figure.unit) if number is not None else ""
        yield f"{figure.label}{_PARTS.get(part, '')}{said}（{source(figure.places.get(part) or figure.place, brief)}）"


def _origin(brief: Brief, ref: str) -> tuple[str, str, str | None, str]:
    """Exact value, unit, formula and place of what a ref names."""
    name, _, what = ref.rpartition(".")
    figure = brief.figures[name]
    line = source(figure.places.get(what) or figure.place, brief)
    number = figure.value if what == "value" else figure.raw.get(what)
    if number is not None:
        return _exact(number), figure.unit, None, line
    derived = derive.derive(brief.figures, name, what, brief.settings.rounding)
    if derived is None:
        return "", figure.unit, None, line
    return derived.text, derived.unit, None if derived.formula == "given" else derived.formula, line


def _exact(number: Number) -> str:
    if number.fraction:
        return f"{number.fraction[0]}/{number.fraction[1]}"
    return f"{_digits(number.value)}–{_digits(number.high)}" if number.high is not None else _digits(number.value)


def _digits(value: Decimal) -> str:
    return f"{value:f}"
