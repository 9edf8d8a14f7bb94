"""Formulas of figures (算式): + − × ÷ over figure ids and whole numbers, read strictly and computed exactly.

Amounts enter in base units, so 亿元 and 万元 mix freely; 元 and 美元, or money and counts, are never added up. A ratio
of like things is a pure number, and × 100 where the figure's unit is %.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from decimal import Decimal, localcontext
from itertools import accumulate

from generator.frozen import Frozen
from generator.language import quantities
from generator.model import Figure

Figures = Mapping[str, Figure]
PERCENT = {"%": 100, "％": 100, "个百分点": 100, "‰": 1000}

_SIGNS = {"+": "+", "＋": "+", "-": "-", "−": "-", "－": "-", "*": "*", "×": "*", "＊": "*", "/": "/", "÷": "/", "／": "/"}
_BRACKETS = {"(": "(", "（": "(", ")": ")", "）": ")"}
_WORD = re.compile(r"[\w·.]+(?:[+-][\w·.]+)*")  # ids may hold + and -
_MONEY = re.compile(r"(元|币|镑|卢布|卢比)$")
_MEASURED = re.compile(r"(吨|亩|公顷|米|公里|千瓦|千瓦时|升|克)$")
_LONGEST, _DEEPEST = 200, 20


class FormulaError(ValueError):
    """A formula that cannot be read or computed: what is wrong, in Chinese, and in ``hint`` what to write instead."""

    def __init__(self, message: str, hint: str = "写成如 started / signed") -> None:
        super().__init__(message)
        self.hint = hint


class TooDeepError(FormulaError):
    """Formulas over formulas beyond what is followed: it stops the whole computation, not one input."""


# --------------------------------------------------------------------------------------------------- reading
class Name(Frozen):
    """A figure, by its id."""

    id: str


class Whole(Frozen):
    """A whole number."""

    value: int


class Step(Frozen):
    """Two terms and the sign between them: one of ``+ - * /``."""

    sign: str
    left: Term
    right: Term


Term = Name | Whole | Step


def parse(formula: str, ids: Container[str]) -> Term:
    """The formula's terms; ``ids`` are the figures that there are, for an id may hold + and - itself.

    Raises FormulaError for anything but + − × ÷ and brackets over known ids and whole numbers.
    """
    if len(formula) > _LONGEST:
        raise FormulaError(f"算式过长（超过{_LONGEST}字）", "把它拆成几个指标")
    tokens = list(_tokens(formula, ids))
    if max(accumulate((token == "(") - (token == ")") for token in tokens), default=0) > _DEEPEST:
        raise FormulaError(f"算式的括号套了{_DEEPEST}层以上", "把它拆成几个指标")
    term, rest = _sum(tokens, formula, ids)
    if rest:
        raise _malformed(formula)
    return term


def _malformed(formula: str) -> FormulaError:
    return FormulaError(f"算式“{formula}”写法有误", "只能用 + − × ÷、括号、整数和指标编号，如 started / signed")


def _tokens(formula: str, ids: Container[str]) -> Iterator[str]:
    at = 0
    while at < len(formula):
        char = formula[at]
        if char.isspace():
            at += 1
        elif char in _SIGNS or char in _BRACKETS:
            yield _SIGNS.get(char) or _BRACKETS[char]
            at += 1
        elif run := _WORD.match(formula, at):
            word = _longest(run.group(), ids)
            yield word
            at += len(word)
        else:
            raise _malformed(formula)


def _longest(run: str, ids: Container[str]) -> str:
    """The longest known id that the run begins with, cut at its + and - only; its first word where there is none."""
    cuts = [cut.start() for cut in re.finditer(r"[+-]|$", run)]
    return next((run[:cut] for cut in reversed(cuts) if run[:cut] in ids), run[: cuts[0]])


def _sum(tokens: list[str], formula: str, ids: Container[str]) -> tuple[Term, list[str]]:
    return _chain("+-", _product, tokens, formula, ids)


def _product(tokens: list[str], formula: str, ids: Container[str]) -> tuple[Term, list[str]]:
    return _chain("*/", _operand, tokens, formula, ids)


Reading = Callable[[list[str], str, Container[str]], tuple[Term, list[str]]]


def _chain(signs: str, inner: Reading, tokens: list[str], formula: str, ids: Container[str]) -> tuple[Term, list[str]]:
    term, rest = inner(tokens, formula, ids)
    while rest and rest[0] in signs:
        sign = rest[0]
        right, rest = inner(rest[1:], formula, ids)
        term = Step(sign, term, right)
    return term, rest


def _operand(tokens: list[str], formula: str, ids: Container[str]) -> tuple[Term, list[str]]:
    if not tokens or tokens[0] in "+-*/)":
        raise _malformed(formula)
    head, rest = tokens[0], tokens[1:]
    if head == "(":
        term, rest = _sum(rest, formula, ids)
        if not rest or rest[0] != ")":
            raise _malformed(formula)
        return term, rest[1:]
    if head.isdecimal():
        return Whole(int(head)), rest
    if head in ids:
        return Name(head), rest
    if head[0].isdecimal():
        raise FormulaError(f"算式“{formula}”里的“{head}”不是整数，也不是指标编号", "小数先写成一个指标")
    known = "、".join(ids) if isinstance(ids, Iterable) else ""
    raise FormulaError(f"算式“{formula}”里没有指标“{head}”", f"可用：{known}" if known else "先在 数据 里写出这个指标")


def names(term: Term) -> tuple[str, ...]:
    """The figure ids of a formula, each once, in order."""
    if isinstance(term, Step):
        return tuple(dict.fromkeys((*names(term.left), *names(term.right))))
    return (term.id,) if isinstance(term, Name) else ()


def spell(term: Term, above: str = "") -> str:
    """The formula as the ledger shows it: ``started.value / signed.value``; brackets only where they matter."""
    if isinstance(term, Name):
        return f"{term.id}.value"
    if isinstance(term, Whole):
        return str(term.value)
    told = f"{spell(term.left, term.sign)} {term.sign} {spell(term.right, term.sign + '>')}"
    weak = term.sign in "+-"
    return f"({told})" if (weak and above[:1] in ("*", "/")) or (weak and above == "->") or above == "/>" else told


def divides(term: Term) -> bool:
    """Whether anything is divided in it."""
    return isinstance(term, Step) and (term.sign == "/" or divides(term.left) or divides(term.right))


# ------------------------------------------------------------------------------------------------- computing
class _Quantity(Frozen):
    """A value in base units, with the powers of what it measures (元, 美元, 吨, %); counts of any kind measure nothing."""

    value: Decimal
    powers: Mapping[str, int]


def evaluate(figures: Figures, figure: Figure) -> Decimal | None:
    """The exact value of a figure's formula in the figure's unit, whether or not a value is stated beside it.

    None where there is no formula or an input is not known or is a range. A formula over formulas is followed, a stated
    value is taken as exact. Raises FormulaError for a formula that cannot be computed, ZeroDivisionError for a divisor of 0.
    """
    if figure.formula is None:
        return None
    with localcontext(quantities.EXACT):
        try:
            return _evaluate(figures, figure, {}, ())
        except ArithmeticError:
            raise ZeroDivisionError(figure.formula) from None


def _evaluate(figures: Figures, figure: Figure, found: dict[str, _Quantity | None], above: tuple[str, ...]) -> Decimal | None:
    formula = figure.formula or ""
    term = parse(formula, figures)
    trail = (*above, figure.id)
    inputs: dict[str, _Quantity] = {}
    for name in names(term):
        if name not in found:
            found[name] = _input(figures, figures[name], found, trail)
        quantity = found[name]
        if quantity is None:
            return None
        inputs[name] = quantity
    return _in_unit(_compute(term, inputs, formula), figure, term)


def _input(figures: Figures, figure: Figure, found: dict[str, _Quantity | None], trail: tuple[str, ...]) -> _Quantity | None:
    """A figure as an input: its stated value, else what its own formula gives; None where neither can be had."""
    if figure.value is not None:
        known = None if figure.value.high is not None else quantities.exact(figure.value, figure.unit)
        return None if known is None else _Quantity(known, _powers(figure.unit))
    if figure.formula is None or figure.id in trail:
        return None
    if len(trail) >= _DEEPEST:
        raise TooDeepError(f"算式套算式超过{_DEEPEST}层", "直接用原来的数")
    try:
        value = _evaluate(figures, figure, found, trail)
    except TooDeepError:
        raise
    except (FormulaError, ArithmeticError):
        return None  # said where that formula stands
    return None if value is None else _Quantity(value * quantities.scale(figure.unit), _powers(figure.unit))


def _powers(unit: str) -> dict[str, int]:
    base = quantities.base_unit(unit)
    if unit in PERCENT:
        return {"‰" if unit == "‰" else "%": 1}
    return {base: 1} if _MONEY.search(base) or _MEASURED.search(base) else {}


def _compute(term: Term, inputs: Mapping[str, _Quantity], formula: str) -> _Quantity:
    if isinstance(term, Name):
        return inputs[term.id]
    if isinstance(term, Whole):
        return _Quantity(Decimal(term.value), {})
    left, right = _compute(term.left, inputs, formula), _compute(term.right, inputs, formula)
    if term.sign in "+-":
        return _added(term, left, right, formula)
    if term.sign == "*":
        return _Quantity(left.value * right.value, _joined(left.powers, right.powers, 1))
    powers = _joined(left.powers, right.powers, -1)
    if term.right == Whole(100) and "%" in powers:
        powers = _joined(powers, {"%": 1}, -1)  # 到位率 ÷ 100 is a plain ratio
    return _Quantity(left.value / right.value, powers)


def _joined(left: Mapping[str, int], right: Mapping[str, int], sign: int) -> dict[str, int]:
    joined = {unit: left.get(unit, 0) + sign * right.get(unit, 0) for unit in (*left, *right)}
    return {unit: power for unit, power in joined.items() if power}


def _added(step: Step, left: _Quantity, right: _Quantity, formula: str) -> _Quantity:
    """Sum or difference of like things; a whole number may stand beside a percentage (100 − 到位率)."""
    powers = left.powers or right.powers
    bare = isinstance(step.left, Whole) or isinstance(step.right, Whole)
    if left.powers != right.powers and not (bare and powers == {"%": 1}):
        raise FormulaError(
            f"算式“{formula}”把{_named(left.powers)}和{_named(right.powers)}相加减", "相加减的数要用同一种单位；万、亿之间自动换算"
        )
    return _Quantity(left.value + right.value if step.sign == "+" else left.value - right.value, powers)


def _named(powers: Mapping[str, int]) -> str:
    return "、".join(f"“{unit}”" for unit in powers) or "个数"


def _in_unit(found: _Quantity, figure: Figure, term: Term) -> Decimal:
    """The quantity in the figure's unit; a ratio × 100 where that is %."""
    unit, formula = figure.unit, figure.formula
    if unit in PERCENT:
        if found.powers == _powers(unit):
            return found.value
        if found.powers or not divides(term):
            raise FormulaError(f"算式“{formula}”得出的不是比率，单位却是{unit}", "两个同类的数相除才是比率")
        if _times_hundred(term):
            raise FormulaError(f"算式“{formula}”不用再乘100", f"单位是{unit}的，相除后自动化成百分数；去掉 × 100")
        return found.value * PERCENT[unit]
    if "%" in found.powers:
        raise FormulaError(f"算式“{formula}”里的百分数没有化成比率", "用百分数去乘时再 ÷ 100，如 total × rate ÷ 100")
    if found.powers != _powers(unit) and "/" not in unit:
        raise FormulaError(f"算式“{formula}”得出的是{_named(found.powers)}，单位却是“{unit}”", "改正单位或算式")
    return found.value / quantities.scale(unit)


def _times_hundred(term: Term) -> bool:
    if not isinstance(term, Step):
        return False
    return (term.sign == "*" and Whole(100) in (term.left, term.right)) or _times_hundred(term.left) or _times_hundred(term.right)
