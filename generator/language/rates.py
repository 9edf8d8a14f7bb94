"""How each derived number is computed: exactly, before any rounding, with the formula and the inputs that it comes from.

No percentage from a base that is zero or negative, none of a rate (a rate changes in 个百分点) and none of a rank
(format.md 6.8, 6.13; National Bureau of Statistics usage).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, localcontext

from generator.frozen import Frozen
from generator.language import formulas, quantities
from generator.language.formulas import Figures
from generator.model import Figure, Number

NAMES = {
    "completion": "完成率",
    "yoy": "同比增幅",
    "yoy_pp": "同比变化",
    "share": "占比",
    "excess": "超额完成数",
    "difference": "差额",
    "multiple": "倍数",
    "ratio": "比率",
    "value": "",
}


class Computed(Frozen):
    """An exact value, the decimals to print it with, its unit, its formula, and the inputs as (figure, sub-key)."""

    value: Decimal
    places: int
    unit: str
    formula: str
    inputs: tuple[tuple[Figure, str], ...]


def computed(figures: Figures, figure: Figure, what: str) -> Computed | None:
    """One derived number, whatever the brief states; None where it cannot be had. ``what`` is a key of :data:`NAMES`."""
    with localcontext(quantities.EXACT):
        try:
            return _MAKERS[what](figures, figure)
        except (formulas.FormulaError, ArithmeticError):
            return None


def exact(figures: Figures, figure: Figure, what: str) -> Decimal | None:
    """The same unrounded; None where it cannot be had."""
    found = computed(figures, figure, what)
    return found.value if found is not None else None


def known(figures: Figures, figure: Figure, what: str) -> Decimal | None:
    """The rate that the brief gives, else the one that follows from it, unrounded; None where neither is to be had."""
    given = figure.given.get(what)
    return given.value if given is not None else exact(figures, figure, what)


def stated(figure: Figure, what: str) -> Number | None:
    """The number that the brief gives for it, if it gives one."""
    if what in ("value", "ratio"):
        return figure.value if figure.formula is not None and (what == "value" or figure.kind == "rate") else None
    if what == "share":
        return figure.share.value if figure.share is not None else None
    return figure.given.get(what)


def places_of(*numbers: Number | None) -> int:
    """The decimals of the most exactly written of some numbers."""
    return max((len(number.text.partition(".")[2]) for number in numbers if number is not None and number.fraction is None), default=0)


def whole_of(figures: Figures, figure: Figure) -> Figure | None:
    """The figure that a share is of: the one that ``share.of`` names by id or label, else ``part_of``; None where neither does."""
    if figure.share is not None and figure.share.of is not None:
        of = str(figure.share.of)
        found = figures.get(of) or next((other for other in figures.values() if other.label == of), None)
        return None if found is figure else found
    return figures.get(figure.part_of or "")


# ------------------------------------------------------------------------------------- against target and last year
def _value(figures: Figures, figure: Figure) -> Decimal | None:
    """The figure's number in its own unit, computed where only a formula is given; None for ranges and unknowns."""
    if figure.value is not None:
        return figure.value.value if figure.value.high is None else None
    return formulas.evaluate(figures, figure)


def _pair(figures: Figures, figure: Figure, name: str) -> tuple[Decimal, Decimal] | None:
    """The value and what it is measured against, both in the figure's unit."""
    value, base = _value(figures, figure), figure.raw.get(name)
    return None if value is None or base is None or base.high is not None else (value, base.value)


def _against(figure: Figure, name: str, sign: str) -> tuple[str, tuple[tuple[Figure, str], ...]]:
    return f"{figure.id}.value {sign} {figure.id}.{name}", ((figure, "value"), (figure, name))


def _measured(figure: Figure) -> bool:
    return figure.kind not in ("rate", "rank")


def _quotient(figures: Figures, figure: Figure, name: str) -> Computed | None:
    pair = _pair(figures, figure, name)
    if pair is None or pair[1] <= 0 or not _measured(figure):
        return None
    formula, inputs = _against(figure, name, "/")
    return Computed(pair[0] / pair[1], 1, "倍", formula, inputs)


def _completion(figures: Figures, figure: Figure) -> Computed | None:
    found = _quotient(figures, figure, "target")
    return None if found is None else Computed(found.value * 100, 1, "%", found.formula, found.inputs)


def _yoy(figures: Figures, figure: Figure) -> Computed | None:
    found = _quotient(figures, figure, "last")
    if found is None:
        return None
    formula = f"({figure.id}.value - {figure.id}.last) / {figure.id}.last"
    return Computed((found.value - 1) * 100, 1, "%", formula, found.inputs)


def _multiple(figures: Figures, figure: Figure) -> Computed | None:
    return _quotient(figures, figure, "last")


def _minus(figures: Figures, figure: Figure, name: str) -> Computed | None:
    pair = _pair(figures, figure, name)
    if pair is None:
        return None
    formula, inputs = _against(figure, name, "-")
    difference = pair[0] - pair[1]
    places = max(places_of(figure.value, figure.raw.get(name)), min(quantities.decimals(difference), 2) if figure.value is None else 0)
    return Computed(difference, places, figure.unit, formula, inputs)


def _yoy_pp(figures: Figures, figure: Figure) -> Computed | None:
    found = _minus(figures, figure, "last") if figure.kind == "rate" else None
    return None if found is None else Computed(found.value, 1, "个百分点", found.formula, found.inputs)


def _difference(figures: Figures, figure: Figure) -> Computed | None:
    """From the year before, else from the target; of a rank, by how many places it moved up."""
    if figure.kind == "rank":
        found = _minus(figures, figure, "last") if figure.raw.get("last") is not None else None
        return found and Computed(-found.value, 0, "位", f"{figure.id}.last - {figure.id}.value", found.inputs[::-1])
    name = "last" if figure.raw.get("last") is not None else "target"
    return _minus(figures, figure, name) if _measured(figure) else None


def _excess(figures: Figures, figure: Figure) -> Computed | None:
    """Above the plan; nothing is above a plan of nothing."""
    planned = figure.raw.get("target")
    return _minus(figures, figure, "target") if _measured(figure) and planned is not None and planned.value > 0 else None


# -------------------------------------------------------------------------------------------- shares and formulas
def _share(figures: Figures, figure: Figure) -> Computed | None:
    whole = whole_of(figures, figure)
    if whole is None or quantities.base_unit(whole.unit) != quantities.base_unit(figure.unit) or not _measured(figure):
        return None
    part, of = _value(figures, figure), _value(figures, whole)
    if part is None or of is None or of <= 0:
        return None
    ratio = part * quantities.scale(figure.unit) / (of * quantities.scale(whole.unit))
    return Computed(ratio * 100, 1, "%", f"{figure.id}.value / {whole.id}.value", ((figure, "value"), (whole, "value")))


def _by_formula(figures: Figures, figure: Figure) -> Computed | None:
    value = formulas.evaluate(figures, figure)
    if value is None or figure.formula is None:
        return None
    term = formulas.parse(figure.formula, figures)
    inputs = tuple((figures[name], "value") for name in formulas.names(term))
    return Computed(value, _formula_places(value, figure, term, figures), figure.unit, formulas.spell(term), inputs)


def _formula_places(value: Decimal, figure: Figure, term: formulas.Term, figures: Figures) -> int:
    """Rates and multiples with one decimal; amounts as exactly as their inputs are written, and no sum is cut short."""
    if figure.unit in formulas.PERCENT or figure.unit == "倍":
        return 1
    inputs = [figures[name] for name in formulas.names(term)]
    written = max((places_of(item.value) for item in inputs if quantities.scale(item.unit) == quantities.scale(figure.unit)), default=0)
    needed = quantities.decimals(value)
    if needed <= written:
        return written
    return needed if not formulas.divides(term) and needed <= 8 else max(1, written)


def _ratio(figures: Figures, figure: Figure) -> Computed | None:
    return _by_formula(figures, figure) if figure.kind == "rate" else None


_MAKERS: Mapping[str, Callable[[Figures, Figure], Computed | None]] = {
    "completion": _completion,
    "yoy": _yoy,
    "yoy_pp": _yoy_pp,
    "difference": _difference,
    "excess": _excess,
    "multiple": _multiple,
    "share": _share,
    "ratio": _ratio,
    "value": _by_formula,
}
