"""What follows from figures: growth, completion, share, ratio, difference, multiple. One place for draft, check and update.

Everything is computed with ``Decimal`` from the raw values of the brief and rounded once, at the end, half up
(format.md 6.14). A rate that the brief states is printed as stated; where the raw pair is known too, the two must agree.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, localcontext

from generator.errors import Place, Problem
from generator.language import quantities
from generator.language.quantities import round_half_up
from generator.model import Derived, Figure, Number

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
_PRECISION = 40
Figures = Mapping[str, Figure]


def derive(figures: Figures, id: str, what: str) -> Derived | None:
    """One derived number of a figure; ``what`` is a key of :data:`NAMES`.

    None where it cannot be had: unknown or absent inputs, a base that is zero or negative, a rate of a rate.
    """
    figure = figures[id]
    stated = _stated(figure, what)
    if stated is not None:
        return stated
    with localcontext() as context:
        context.prec = _PRECISION
        return _computed(figures, figure, what)


def known(figures: Figures, figure: Figure) -> dict[str, Derived]:
    """Everything that can be derived from a figure, by name."""
    found = {what: derive(figures, figure.id, what) for what in NAMES}
    return {what: item for what, item in found.items() if item is not None}


def needs(figure: Figure) -> tuple[str, ...]:
    """The derived numbers that the brief names but leaves without a value: gaps."""
    open_ones = [what for what, number in figure.given.items() if number is None]
    if figure.share is not None and figure.share.value is None:
        open_ones.append("share")
    return tuple(open_ones)


# ------------------------------------------------------------------------------------------------ stated rates
def _stated(figure: Figure, what: str) -> Derived | None:
    number = figure.share.value if what == "share" and figure.share else figure.given.get(what)
    if number is None:
        return None
    unit = {"yoy_pp": "个百分点", "excess": figure.unit, "share": figure.share.unit if figure.share else "%"}.get(what, "%")
    return Derived(
        f"{figure.id}.{what}",
        f"{figure.label}{NAMES[what]}",
        number.value,
        number.text,
        unit,
        "given",
        figure.places.get(what, figure.place),
    )


# ---------------------------------------------------------------------------------------------- computed rates
def _computed(figures: Figures, figure: Figure, what: str) -> Derived | None:
    maker = _MAKERS.get(what)
    found = maker(figures, figure) if maker is not None else None
    if found is None:
        return None
    value, places, unit, formula = found
    rounded = round_half_up(value, places)
    return Derived(
        f"{figure.id}.{what}", f"{figure.label}{NAMES[what]}", rounded, f"{rounded:f}", unit, formula, figure.places.get(what, figure.place)
    )


Found = tuple[Decimal, int, str, str] | None  # exact value, decimal places, unit, formula


def _pair(figure: Figure, name: str) -> tuple[Decimal, Decimal] | None:
    other = figure.raw.get(name)
    if figure.value is None or other is None or figure.value.high is not None or other.high is not None:
        return None
    return figure.value.value, other.value


def _completion(_: Figures, figure: Figure) -> Found:
    pair = _pair(figure, "target")
    if pair is None or pair[1] <= 0 or figure.kind in ("rate", "rank"):
        return None
    return pair[0] / pair[1] * 100, 1, "%", f"{figure.id}.value / {figure.id}.target"


def _yoy(_: Figures, figure: Figure) -> Found:
    pair = _pair(figure, "last")
    if pair is None or pair[1] <= 0 or figure.kind in ("rate", "rank"):
        return None
    return (pair[0] - pair[1]) / pair[1] * 100, 1, "%", f"({figure.id}.value - {figure.id}.last) / {figure.id}.last"


def _yoy_pp(_: Figures, figure: Figure) -> Found:
    pair = _pair(figure, "last")
    if pair is None or figure.kind != "rate":
        return None
    return pair[0] - pair[1], 1, "个百分点", f"{figure.id}.value - {figure.id}.last"


def _difference(_: Figures, figure: Figure) -> Found:
    pair = _pair(figure, "last")
    if pair is None or figure.kind in ("rate", "rank"):
        return None
    return pair[0] - pair[1], _places(figure.value, figure.raw["last"]), figure.unit, f"{figure.id}.value - {figure.id}.last"


def _excess(_: Figures, figure: Figure) -> Found:
    pair = _pair(figure, "target")
    if pair is None or figure.kind in ("rate", "rank"):
        return None
    return pair[0] - pair[1], _places(figure.value, figure.raw["target"]), figure.unit, f"{figure.id}.value - {figure.id}.target"


def _multiple(_: Figures, figure: Figure) -> Found:
    pair = _pair(figure, "last")
    if pair is None or pair[1] <= 0 or figure.kind in ("rate", "rank"):
        return None
    return pair[0] / pair[1], 1, "倍", f"{figure.id}.value / {figure.id}.last"


def _share(figures: Figures, figure: Figure) -> Found:
    whole = figures.get(figure.part_of or "")
    if whole is None or whole.value is None or figure.value is None or figure.value.high is not None or whole.value.high is not None:
        return None
    if quantities.base_unit(whole.unit) != quantities.base_unit(figure.unit) or whole.value.value <= 0:
        return None
    ratio = quantities.exact(figure.value, figure.unit) / quantities.exact(whole.value, whole.unit)
    return ratio * 100, 1, "%", f"{figure.id}.value / {whole.id}.value"


def _by_formula(figures: Figures, figure: Figure) -> Found:
    if figure.formula is None:
        return None
    try:
        value = evaluate(figure.formula, figures, figure.unit)
    except (ValueError, ArithmeticError):
        return None
    if value is None:
        return None
    if figure.value is not None:
        places = _places(figure.value)
    else:
        places = 1 if figure.unit in ("%", "倍") or "/" in figure.formula.replace("÷", "/") else _formula_places(figures, figure.formula)
    return value, places, figure.unit, " ".join(_spell(figure.formula))


def _ratio(figures: Figures, figure: Figure) -> Found:
    return _by_formula(figures, figure) if figure.kind == "rate" else None


def _value(figures: Figures, figure: Figure) -> Found:
    return _by_formula(figures, figure) if figure.value is None else None


_MAKERS: Mapping[str, Callable[[Figures, Figure], Found]] = {
    "completion": _completion,
    "yoy": _yoy,
    "yoy_pp": _yoy_pp,
    "difference": _difference,
    "excess": _excess,
    "multiple": _multiple,
    "share": _share,
    "ratio": _ratio,
    "value": _value,
}


def _places(*numbers: Number | None) -> int:
    """The decimals of the most exact of some numbers: a difference is as exact as its inputs."""
    return max((len(number.text.partition(".")[2]) for number in numbers if number is not None), default=0)


# ---------------------------------------------------------------------------------------------------- formulas
def _tree(formula: str) -> ast.expr:
    """The formula's syntax. Raises ValueError for anything but + − × ÷ over names and whole numbers."""
    told = formula.replace("×", "*").replace("÷", "/").replace("−", "-").replace("（", "(").replace("）", ")")
    if len(told) > 200:
        raise ValueError("算式过长")
    try:
        tree = ast.parse(told, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(f"算式“{formula}”写法有误；写成如 started / signed") from None
    for node in ast.walk(tree):
        if not isinstance(node, (ast.BinOp, ast.Name, ast.Load, ast.Add, ast.Sub, ast.Mult, ast.Div)) and not (
            isinstance(node, ast.Constant) and type(node.value) is int
        ):
            raise ValueError(f"算式“{formula}”只能用 + − × ÷ 和整数、指标编号")
    return tree


def names_in(formula: str) -> tuple[str, ...]:
    """The figure ids of a formula, each once. Raises ValueError for a malformed one."""
    return tuple(dict.fromkeys(node.id for node in ast.walk(_tree(formula)) if isinstance(node, ast.Name)))


def evaluate(formula: str, figures: Figures, unit: str) -> Decimal | None:
    """The formula's exact value in ``unit``; None where an input is not known.

    A quotient of amounts of one base unit is a pure number, times 100 for %. Sums are made in base units.
    Raises ValueError for a malformed formula or unknown id, ZeroDivisionError (an ArithmeticError) for a zero divisor.
    """
    tree = _tree(formula)
    inputs: dict[str, Decimal] = {}
    for name in names_in(formula):
        if name not in figures:
            raise ValueError(f"算式“{formula}”里没有指标“{name}”")
        number = figures[name].value
        if number is None or number.high is not None:
            return None
        inputs[name] = quantities.exact(number, figures[name].unit)
    with localcontext() as context:
        context.prec = _PRECISION
        value = _walk(tree, inputs)
    return value * 100 if unit == "%" else value / quantities.scale(unit)


def _walk(node: ast.expr, inputs: Mapping[str, Decimal]) -> Decimal:
    if isinstance(node, ast.Name):
        return inputs[node.id]
    if isinstance(node, ast.Constant):
        return Decimal(int(str(node.value)))
    assert isinstance(node, ast.BinOp)
    left, right = _walk(node.left, inputs), _walk(node.right, inputs)
    if isinstance(node.op, ast.Add):
        return left + right
    if isinstance(node.op, ast.Sub):
        return left - right
    return left * right if isinstance(node.op, ast.Mult) else left / right


def _formula_places(figures: Figures, formula: str) -> int:
    return _places(*(figures[name].value for name in names_in(formula)))


def _spell(formula: str) -> Iterator[str]:
    """Names of a formula as refs: ``started / signed`` → ``started.value / signed.value``."""
    for token in formula.replace("×", " * ").replace("÷", " / ").split():
        yield f"{token}.value" if token.isidentifier() else token


# ------------------------------------------------------------------------------------------------- consistency
def check(figures: Figures) -> tuple[list[Problem], list[Problem]]:
    """What the figures say against each other: (errors that refuse the brief, doubts that only warn)."""
    errors: list[Problem] = []
    doubts: list[Problem] = []
    for figure in figures.values():
        errors += _shape_errors(figure, figures)
        for problem, doubt in _disagreements(figure, figures):
            (doubts if doubt else errors).append(problem)
    return errors, doubts


def _shape_errors(figure: Figure, figures: Figures) -> Iterator[Problem]:
    path = figure.path
    if figure.kind == "count" and figure.value is not None and figure.value.value < 0:
        yield Problem(
            f"{figure.label}是个数，不能是负数（{figure.value.text}）",
            _place(figure, "value"),
            f"{path}.value",
            "下降请写在同比里，如 同比: -3.2",
        )
    for pair, rate, word, no_base in (("target", "completion", "完成率", "计划是0"), ("last", "yoy", "同比", "上年同期为0或负数")):
        base = figure.raw.get(pair)
        if base is not None and (base.value <= 0 if pair == "last" else base.value == 0) and figure.given.get(rate) is not None:
            yield Problem(f"{figure.label}的{no_base}，不能有{word}", _place(figure, rate), f"{path}.{rate}", f"删去{word}，在文字里说明")
    yield from _part_errors(figure, figures)
    yield from _formula_errors(figure, figures)


def _part_errors(figure: Figure, figures: Figures) -> Iterator[Problem]:
    if figure.part_of is None:
        return
    whole = figures.get(figure.part_of)
    if whole is None:
        yield Problem(
            f"“其中”所指的指标“{figure.part_of}”不存在", _place(figure, "part_of"), f"{figure.path}.part_of", f"可用：{'、'.join(figures)}"
        )
    elif (
        figure.value
        and whole.value
        and quantities.base_unit(figure.unit) == quantities.base_unit(whole.unit)
        and (quantities.exact(figure.value, figure.unit) > quantities.exact(whole.value, whole.unit))
    ):
        yield Problem(
            f"{figure.label}{figure.value.text}{figure.unit}大于它所属的{whole.label}{whole.value.text}{whole.unit}（{_place(whole, 'value')}）",
            _place(figure, "value"),
            f"{figure.path}.value",
            "核对两个数，或去掉“其中”",
        )


def _formula_errors(figure: Figure, figures: Figures) -> Iterator[Problem]:
    if figure.formula is None:
        return
    place = _place(figure, "formula")
    try:
        if figure.id in names_in(figure.formula):
            yield Problem(f"算式“{figure.formula}”用到了自己", place, f"{figure.path}.formula", "算式只能用别的指标")
            return
        evaluate(figure.formula, figures, figure.unit)
    except ValueError as error:
        yield Problem(str(error), place, f"{figure.path}.formula", f"可用：{'、'.join(key for key in figures if key != figure.id)}")
    except ArithmeticError:
        yield Problem(f"算式“{figure.formula}”的除数是0", place, f"{figure.path}.formula", "核对各数")


def _disagreements(figure: Figure, figures: Figures) -> Iterator[tuple[Problem, bool]]:
    """Stated rates against computed ones; a doubt where an input is only about right."""
    for what in ("completion", "yoy", "yoy_pp", "excess", "share"):
        number = figure.share.value if what == "share" and figure.share and figure.share.of is None else figure.given.get(what)
        if number is not None:
            with localcontext() as context:
                context.prec = _PRECISION
                found = _MAKERS[what](figures, figure)
            if found is not None:
                input_figure = figures.get(figure.part_of or "", figure) if what == "share" else figure
                yield from _compare(
                    figure, number, found, what, [figure, input_figure], "target" if what in ("completion", "excess") else "last"
                )
    if figure.formula is not None and figure.value is not None:
        try:
            value = evaluate(figure.formula, figures, figure.unit)
            inputs = [figures[name] for name in names_in(figure.formula)]
        except (ValueError, ArithmeticError, KeyError):
            return
        if value is not None:
            yield from _compare(figure, figure.value, (value, _places(figure.value), figure.unit, figure.formula), "value", inputs, "value")


def _compare(
    figure: Figure, stated: Number, found: tuple[Decimal, int, str, str], what: str, inputs: list[Figure], key: str
) -> Iterator[tuple[Problem, bool]]:
    places = _places(stated)
    computed = round_half_up(found[0], places)
    if stated.high is not None or abs(stated.value - computed) <= Decimal(1).scaleb(-places):
        return
    doubt = any(item.approx == "about" for item in [figure, *inputs])
    where = "、".join(dict.fromkeys(str(_place(item, key)) for item in inputs))
    name = NAMES[what] or ""
    yield (
        Problem(
            f"{figure.label}{name}写的是{stated.text}{found[2]}，按{found[3]}算是{computed:f}{found[2]}（数据见 {where}）",
            _place(figure, what),
            f"{figure.path}.{what}",
            "改正其中一个；原数是约数的，在该数上写 约数: 约",
        ),
        doubt,
    )


def _place(figure: Figure, what: str) -> Place | None:
    return figure.places.get(what) or figure.place
