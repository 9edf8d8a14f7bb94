"""What follows from figures: growth, completion, share, ratio, difference, multiple. One place for draft, check and update.

Everything is computed with ``Decimal`` from the raw values of the brief and rounded once, at the end, half up unless the
unit's settings say half to even (format.md 6.14). A rate that the brief states is printed as stated; where the raw pair is known too, the two must agree
(:func:`check`).
"""

from __future__ import annotations

from decimal import Decimal

from generator.language import quantities, rates
from generator.language.consistency import check
from generator.language.formulas import Figures
from generator.language.rates import NAMES
from generator.model import Derived, Figure, Number

__all__ = ["NAMES", "check", "derive", "known", "needs"]


_MOVED = "位次变化"


def derive(figures: Figures, id: str, what: str, rounding: str = "half_up") -> Derived | None:
    """One derived number of a figure; ``what`` is a key of :data:`NAMES`, KeyError for any other name.

    ``completion``, ``yoy``, ``share``, ``ratio`` are in %, ``yoy_pp`` in 个百分点, ``multiple`` in 倍, ``difference`` of a rank in 位
    (upwards positive), the others in the figure's unit; computed rates have one decimal, multiples that are whole numbers none. None
    where it cannot be had: unknown or absent inputs, a range, a base that is zero or negative, a rate of a rate; ``value`` also where
    the brief states the value itself.
    """
    figure = figures[id]
    if what == "value" and figure.value is not None:
        return None
    number = rates.stated(figure, what)
    if number is not None:
        return _derived(figure, what, number.value, *_as_stated(figure, what, number), "given")
    found = rates.computed(figures, figure, what)
    if found is None:
        return None
    rounded = quantities.rounded(found.value, found.places, rounding)
    value = _as_exact(rounded, found.value)
    told = value if what == "multiple" and value == value.to_integral_value() and quantities.decimals(found.value) == 0 else rounded
    return _derived(figure, what, value, f"{told:f}", found.unit, found.formula)


def known(figures: Figures, figure: Figure) -> dict[str, Derived]:
    """Everything that can be derived from a figure, by name."""
    found = {what: derive(figures, figure.id, what) for what in NAMES}
    return {what: item for what, item in found.items() if item is not None}


def needs(figure: Figure) -> tuple[str, ...]:
    """What the brief names and leaves without a number: gaps.

    Among ``value`` (no value and no formula), ``target``, ``last``, the stated rates, ``share`` and ``threshold``.
    """
    found = [] if figure.value is not None or figure.formula is not None else ["value"]
    found += [name for name, number in (*figure.raw.items(), *figure.given.items()) if number is None]
    if figure.share is not None and figure.share.value is None:
        found.append("share")
    if figure.threshold_open and figure.threshold is None:
        found.append("threshold")
    return tuple(found)


def _as_stated(figure: Figure, what: str, number: Number) -> tuple[str, str]:
    """Digits and unit of a stated number as the brief writes them; a fraction in words without %, a range with % on both ends."""
    share_unit = figure.share.unit if figure.share is not None else "%"
    unit = {"yoy_pp": "个百分点", "excess": figure.unit, "share": share_unit, "ratio": figure.unit}.get(what, "%")
    told = quantities.print_amount(number, unit)
    return (told.removesuffix(unit), unit) if told.endswith(unit) else (told, "")


def _as_exact(rounded: Decimal, value: Decimal) -> Decimal:
    """The rounded number; without trailing zeros where nothing was cut, by which a true 2倍 differs from 1.96 said as 2.0."""
    return quantities.rounded(value, quantities.decimals(value)) if rounded == value else rounded


def _derived(figure: Figure, what: str, value: Decimal, text: str, unit: str, formula: str) -> Derived:
    place = figure.places.get(what) or figure.places.get("formula") or figure.place
    name = _MOVED if what == "difference" and figure.kind == "rank" else NAMES[what]
    return Derived(f"{figure.id}.{what}", f"{figure.label}{name}", value, text, unit, formula, place)
