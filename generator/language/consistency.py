"""What the figures of a brief say against each other: errors that refuse it, doubts that only warn.

Inputs count as exact. A stated number that differs from the computed one, rounded to the stated places, by more than
one unit in the last place is refused with both numbers and both lines: rounded parts need not add up, so one unit is
allowed (GB/T 8170-2008; format.md 6.14). Where an input is only 约 it is a doubt. 近 needs the computed value below what is
stated, 超过 above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from generator.errors import Place, Problem
from generator.language import comparisons, formulas, quantities, rates
from generator.language.formulas import Figures, FormulaError
from generator.model import Figure, Number

_SUB_KEYS = {"value": "数值", "target": "目标", "last": "上年同期"}
_SAID = {"under": "近", "over": "超过", "many": "超过"}       # what is said of a value that is not exact
_STATED = ("completion", "yoy", "yoy_pp", "excess", "share", "value")


def check(figures: Figures) -> tuple[list[Problem], list[Problem]]:
    """All that is wrong with the figures taken together: (errors that refuse the brief, doubts that only warn)."""
    errors: list[Problem] = []
    doubts: list[Problem] = []
    for figure in figures.values():
        for refusal in (_negative_counts, _stated_without_base, _part_errors, _formula_errors):
            errors += refusal(figures, figure)
        for problem, doubt in _disagreements(figures, figure):
            (doubts if doubt else errors).append(problem)
    return [*errors, *_thresholds(figures)], doubts


def place_of(figure: Figure, name: str) -> Place | None:
    """Where the brief writes one key of a figure, else the figure."""
    return figure.places.get(name) or figure.place


# ---------------------------------------------------------------------------------------------- one figure alone
def _negative_counts(_: Figures, figure: Figure) -> Iterator[Problem]:
    if figure.kind not in ("count", "rank"):
        return
    for name, number in {"value": figure.value, **figure.raw}.items():
        if number is not None and number.value < 0:
            told = f"{figure.label}{'' if name == 'value' else '的' + _SUB_KEYS.get(name, name)}是个数，不能是负数（{number.text}）"
            yield Problem(told, place_of(figure, name), f"{figure.path}.{name}", "下降请写在同比里，如 同比: -3.2")


def _stated_without_base(_: Figures, figure: Figure) -> Iterator[Problem]:
    """A completion of nothing, a growth from nothing or less (format.md 6.13)."""
    target, last = figure.raw.get("target"), figure.raw.get("last")
    if target is not None and target.value == 0 and figure.given.get("completion") is not None:
        yield _baseless(figure, "completion", "计划是0", "完成率")
    if last is not None and last.value <= 0 and figure.given.get("yoy") is not None:
        yield _baseless(figure, "yoy", "上年同期为0或负数", "同比")


def _baseless(figure: Figure, rate: str, why: str, word: str) -> Problem:
    return Problem(f"{figure.label}的{why}，不能有{word}", place_of(figure, rate), f"{figure.path}.{rate}", f"删去{word}，在文字里说明")


# ------------------------------------------------------------------------------------------------ part and whole
def _part_errors(figures: Figures, figure: Figure) -> Iterator[Problem]:
    if figure.part_of is None:
        return
    place, path = place_of(figure, "part_of"), f"{figure.path}.part_of"
    whole = figures.get(figure.part_of)
    if whole is None:
        yield Problem(f"“其中”所指的指标“{figure.part_of}”不存在", place, path, f"可用：{'、'.join(figures)}")
    elif circle := _circle(figure.id, lambda id: (figures[id].part_of or "",), figures):
        yield Problem(f"“其中”绕成了圈：{' → '.join(circle)}", place, path, "部分只能属于另一个更大的数")
    elif _exceeds(figure, whole):
        yield Problem(
            f"{figure.label}{amount(figure)}大于它所属的{whole.label}{amount(whole)}（{place_of(whole, 'value')}）",
            place_of(figure, "value"),
            f"{figure.path}.value",
            "核对两个数，或去掉“其中”",
        )


def _exceeds(part: Figure, whole: Figure) -> bool:
    """Whether a part is larger than its whole, upper end against upper end; never where they count in different units."""
    if part.value is None or whole.value is None or quantities.base_unit(part.unit) != quantities.base_unit(whole.unit):
        return False
    return _top(part.value) * quantities.scale(part.unit) > _top(whole.value) * quantities.scale(whole.unit)


def _top(number: Number) -> Decimal:
    return number.value if number.high is None else number.high


def amount(figure: Figure) -> str:
    """A figure's value with its unit; empty where it is not known."""
    return quantities.print_amount(figure.value, figure.unit) if figure.value is not None else ""


# ---------------------------------------------------------------------------------------------------- thresholds
_THRESHOLD = re.compile(r"(\d+(?:\.\d+)?)?([十百千]?[万亿])(元|美元)以上")
_WORDS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def _thresholds(figures: Figures) -> Iterator[Problem]:
    """What is counted above a higher threshold is never more than above a lower one."""
    groups: dict[tuple[object, ...], list[tuple[Decimal, Figure]]] = {}
    for figure in figures.values():
        rest, bar = _bar(figure)
        if bar is not None and figure.kind == "count" and figure.value is not None and figure.value.high is None:
            groups.setdefault((rest, rest == "" and figure.part_of, figure.unit, figure.period), []).append((bar, figure))
    for counted in groups.values():
        ordered = sorted(counted, key=lambda item: item[0])
        for (low, below), (high, above) in pairwise(ordered):
            if low < high and _top(above.value) > _top(below.value):  # type: ignore[arg-type]
                yield Problem(f"{above.label}{amount(above)}多于{below.label}{amount(below)}（{place_of(below, 'value')}）", place_of(above, "value"),
                              f"{above.path}.value", "门槛高的不会多过门槛低的，核对两个数")


def _bar(figure: Figure) -> tuple[str, Decimal | None]:
    """What a figure counts and above which amount, by its ``threshold`` or by its label (新开工千万元以上)."""
    if figure.threshold is not None:
        return figure.label, quantities.exact(figure.threshold.number, figure.threshold.unit)
    found = _THRESHOLD.search(figure.label)
    if found is None:
        return figure.label, None
    size = Decimal(found[1] or 1)
    for word in found[2]:
        size *= _WORDS[word]
    return figure.label[: found.start()] + figure.label[found.end() :], size


def _circle(start: str, following: Callable[[str], Iterable[str]], figures: Figures) -> tuple[str, ...]:
    """The way from a figure back to itself, its id at both ends; empty where there is none."""
    trails: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while trails:
        trail = trails.pop()
        for name in following(trail[-1]):
            if name == start:
                return (*trail, start)
            if name in figures and name not in seen:
                seen.add(name)
                trails.append((*trail, name))
    return ()


# ------------------------------------------------------------------------------------------------------ formulas
def _formula_errors(figures: Figures, figure: Figure) -> Iterator[Problem]:
    if figure.formula is None:
        return
    place, path = place_of(figure, "formula"), f"{figure.path}.formula"
    circle = _circle(figure.id, lambda id: _inputs(figures, id), figures)
    if len(circle) == 2:
        yield Problem(f"算式“{figure.formula}”用到了自己", place, path, "算式只能用别的指标")
    elif circle:
        yield Problem(f"算式绕成了圈：{' → '.join(circle)}", place, path, "其中一个改写成数值")
    else:
        try:
            formulas.evaluate(figures, figure)
        except FormulaError as error:
            yield Problem(str(error), place, path, error.hint)
        except ArithmeticError:
            yield Problem(f"算式“{figure.formula}”的除数是0", place, path, "核对各数")


def _inputs(figures: Figures, id: str) -> tuple[str, ...]:
    try:
        return formulas.names(formulas.parse(figures[id].formula or "", figures))
    except FormulaError:
        return ()


# ------------------------------------------------------------------------------------------- stated and computed
def _disagreements(figures: Figures, figure: Figure) -> Iterator[tuple[Problem, bool]]:
    """Stated numbers that the figures do not bear out, each with whether it is only a doubt."""
    for what in _STATED:
        number = rates.stated(figure, what)
        found = rates.computed(figures, figure, what) if number is not None else None
        if number is None or found is None:
            continue
        word = _word(figure, what, number)
        if not (comparisons.agrees(word, number.value, found.value) if word else _agrees(number, found)):
            items = (figure, *(item for item, _ in found.inputs))
            yield _disagreement(figure, what, number, found), any(item.approx == "about" for item in items)


def _agrees(stated: Number, found: rates.Computed) -> bool:
    if stated.fraction is not None:  # 三分之二 is loosely said: to a percent
        value, exact, places = stated.value * 100, found.value * (1 if found.unit == "%" else 100), 0
    else:
        value, exact, places = stated.value, found.value, rates.places_of(stated)
    unit = Decimal(1).scaleb(-places)
    computed = quantities.rounded(exact, places)
    return value - unit <= computed <= (stated.high if stated.high is not None else value) + unit


def _word(figure: Figure, what: str, stated: Number) -> str:
    """近 or 超过 where the brief says so of a value; empty for a number that is simply stated."""
    return _SAID.get(figure.approx or "", "") if what == "value" and stated.fraction is None and stated.high is None else ""


def _disagreement(figure: Figure, what: str, stated: Number, found: rates.Computed) -> Problem:
    word = _word(figure, what, stated)
    computed = quantities.rounded(found.value, max(rates.places_of(stated), min(quantities.decimals(found.value), 2) if word else 0))
    where = "、".join(dict.fromkeys(str(place_of(item, name)) for item, name in found.inputs))
    how = figure.formula if what == "value" else "、".join(_input(item, name) for item, name in found.inputs)
    told = word + quantities.print_amount(stated, found.unit)
    return Problem(
        f"{figure.label}{rates.NAMES[what]}写的是{told}，按{how}算是{computed:f}{found.unit}（数据见 {where}）",
        place_of(figure, what),
        f"{figure.path}.{what}",
        "改正其中一个；原数是约数的，在该数上写 约数: 约",
    )


def _input(figure: Figure, name: str) -> str:
    number = figure.value if name == "value" else figure.raw.get(name)
    head = _SUB_KEYS[name] if name != "value" else f"{figure.label}"
    return f"{head}{quantities.print_amount(number, figure.unit)}" if number is not None else head
