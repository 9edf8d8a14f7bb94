"""What in a brief can hardly be meant: figures of one chain in the wrong order, one indicator with two values, dates on the wrong side of
the speech. Doubts warn, each with the lines of both; only what cannot be true refuses (:mod:`generator.language.consistency`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations
from typing import Any

from generator.errors import Problem
from generator.language import quantities, rates
from generator.language.consistency import amount, place_of
from generator.language.formulas import Figures
from generator.model import Amount, Date, Figure, Record

_RATES = ("completion", "yoy", "yoy_pp")         # what the brief may state instead of the raw pair
_DIGITS = 4                                      # of a number that two indicators share only by mistake
# Stages of a project's life and of its money, the widest first: what came later is never more (same indicator, same time).
_STAGES = (("签约", "新签约", "引进"), ("开工", "新开工", "已开工"), ("建成", "竣工"), ("投产", "已投产"))
_MONEY = (("协议", "合同", "签约", "计划"), ("到位", "到账", "实际到位", "实际"))
_OF_MONEY = ("资金", "投资", "投资额", "引资", "引资额", "利用外资", "使用外资", "外资")
_COUNTED = ("count", "amount")
_AHEAD = ("tasks", "projects", "goals")          # lists whose ``by`` lies after the speech


def doubts(data: Record, figures: Figures) -> list[Problem]:
    """All doubts about a brief, in the order of its checks."""
    checks: Iterable[Iterator[Problem]] = (
        _later_is_more(figures), _two_values(figures), _one_number(figures), _parts_sum(figures), _goals_shrink(figures), _decimals(figures), _floors(data),
        _deadlines(data), _past(data))
    return [problem for check in checks for problem in check]


# ---------------------------------------------------------------------------------------------------- figures
def _later_is_more(figures: Figures) -> Iterator[Problem]:
    """到位 more than 协议, 开工 more than 签约: of one time and one kind."""
    for stages in (_STAGES, _MONEY):
        staged = [(stage, rest, figure) for figure in figures.values() for stage, rest in _stage(figure.label, stages)]
        for (one, what, early), (two, other, late) in combinations(sorted(staged, key=lambda item: item[0]), 2):
            if one < two and what == other and early.kind in _COUNTED and _comparable(early, late) and _value(late) > _value(early):
                yield _pair(late, early, f"{_said(late)}多于{_said(early)}，核对口径或时期")


def _stage(label: str, stages: Iterable[tuple[str, ...]]) -> Iterator[tuple[int, str]]:
    """The stage that a label names, and what is counted in it (全市签约项目: 全市项目); money goes by several names (协议投资, 到位资金)."""
    for number, words in enumerate(stages):
        word = max((word for word in words if word in label), key=len, default="")
        before, _, after = label.partition(word) if word else ("", "", "")
        if before or after:
            money = next((name for name in sorted(_OF_MONEY, key=len, reverse=True) if after == name or (not after and before.endswith(name))), "")
            yield number, f"{before.removesuffix(money)}{_OF_MONEY[0]}" if money else f"{before}{after}"


def _two_values(figures: Figures) -> Iterator[Problem]:
    """One indicator of one time with two values, or twice the same."""
    for one, two in _pairs(figures, lambda figure: figure.label):
        told = not _aims(one) and not _aims(two) and (one.part_of, one.threshold) == (two.part_of, two.threshold)      # goals have their own days
        if told and _comparable(one, two):
            same = _value(one) == _value(two)
            yield _pair(two, one, f"{two.label}写了两次{'' if same else f'，一处是{amount(one)}，一处是{amount(two)}'}，{'留一个' if same else '写明各是哪个时期'}")


def _one_number(figures: Figures) -> Iterator[Problem]:
    """One long number under two names: as likely as not one was copied into the wrong line."""
    for one, two in _pairs(figures, lambda figure: (figure.unit, figure.value) if _known(figure) and _long(figure) else None):
        kin = two.id in (one.part_of, one.formula) or one.id in (two.part_of, two.formula)
        if not kin and one.label != two.label:
            yield _pair(two, one, f"{two.label}和{one.label}都是{amount(one)}，是不是抄错了行")


def _pairs(figures: Figures, alike: Callable[[Figure], object]) -> Iterator[tuple[Figure, Figure]]:
    """Every two figures that have something in common, each pair once, in the order of the figures; None is nothing in common."""
    groups: dict[object, list[Figure]] = {}
    for figure in figures.values():
        groups.setdefault(alike(figure), []).append(figure)
    place = {id: at for at, id in enumerate(figures)}
    pairs = (pair for key, group in groups.items() if key is not None for pair in combinations(group, 2))
    return iter(sorted(pairs, key=lambda pair: (place[pair[0].id], place[pair[1].id])))


def _parts_sum(figures: Figures) -> Iterator[Problem]:
    """Parts that are more than their whole together; those above a threshold lie inside one another and are not added up."""
    wholes: dict[str, list[Figure]] = {}
    for figure in figures.values():
        if figure.part_of in figures and _known(figure) and figure.threshold is None and "以上" not in figure.label:
            wholes.setdefault(str(figure.part_of), []).append(figure)
    for name, parts in wholes.items():
        whole = figures[name]
        alike = [part for part in parts if _known(whole) and quantities.base_unit(part.unit) == quantities.base_unit(whole.unit)]
        if len(alike) > 1 and sum(map(_value, alike)) > _value(whole):
            yield _pair(alike[0], whole, f"{'、'.join(part.label for part in alike)}加起来多于{_said(whole)}，各部分有没有重复")


def _goals_shrink(figures: Figures) -> Iterator[Problem]:
    """A goal of this year above that of a later one, for what is not a rate."""
    goals = [figure for figure in figures.values() if _aims(figure) and _known(figure) and figure.kind in ("amount", "count")]
    for one, two in combinations(sorted(goals, key=_year), 2):
        if one.label == two.label and one.unit == two.unit and 0 < _year(one) < _year(two) and _value(one) > _value(two):
            yield _pair(one, two, f"{_said(one)}（{one.period}）高于更晚的目标{amount(two)}（{two.period}），核对两个目标")


def _decimals(figures: Figures) -> Iterator[Problem]:
    """Stated rates of one kind, for figures of one use, that are not written equally exact: 12.5% beside 12%."""
    groups: dict[tuple[str, str], list[tuple[int, Figure]]] = {}
    for figure in figures.values():
        for what, number in figure.given.items():
            if number is not None and number.high is None and number.fraction is None and what in _RATES:
                groups.setdefault((figure.role, what), []).append((rates.places_of(number), figure))
    for (_, what), stated in groups.items():
        least, most = min(stated, key=lambda item: item[0]), max(stated, key=lambda item: item[0])
        if least[0] != most[0]:
            one, other = ((figure, f"{figure.label}{rates.NAMES[what]}{figure.given[what].text}") for _, figure in (least, most))      # type: ignore[union-attr]
            yield Problem(f"{one[1]}和{other[1]}的小数位数不同，一处讲话里要一样（{_line(other[0], what)}）", place_of(one[0], what), one[0].path)


def _comparable(one: Figure, two: Figure) -> bool:
    return _known(one) and _known(two) and one.period == two.period and one.kind == two.kind and quantities.base_unit(one.unit) == quantities.base_unit(two.unit)


def _known(figure: Figure) -> bool:
    return figure.value is not None and figure.value.high is None


def _value(figure: Figure) -> Decimal:
    return quantities.exact(figure.value, figure.unit) if figure.value is not None else Decimal(0)


def _aims(figure: Figure) -> bool:
    return figure.role in ("goal", "quota")


def _long(figure: Figure) -> bool:
    return figure.value is not None and len(figure.value.text.replace(".", "").strip("0")) >= _DIGITS


def _year(figure: Figure) -> int:
    years = re.findall(r"\d{4}", str(figure.period or ""))
    return int(years[-1]) if years else 0


def _said(figure: Figure) -> str:
    return f"{figure.label}{amount(figure)}"


def _pair(figure: Figure, other: Figure, message: str) -> Problem:
    """A doubt at one figure that tells the line of the other."""
    return Problem(f"{message}（{_at(other)}）", place_of(figure, "value"), figure.path)


def _at(figure: Figure) -> str:
    return _line(figure, "value")


def _line(figure: Figure, what: str) -> str:
    place = place_of(figure, what)
    return f"{place.file}:{place.line}" if place else figure.path


# ------------------------------------------------------------------------------------------------- quotas, dates
def _floors(data: Record) -> Iterator[Problem]:
    """So many projects of such a size at least are more than the quota itself."""
    for item in data["quotas"]:
        quota, threshold, least = item["amount"], item["threshold"], item["min_projects"]
        if isinstance(quota, Amount) and isinstance(threshold, Amount) and least and quantities.base_unit(quota.unit) == quantities.base_unit(threshold.unit):
            floor = quantities.exact(threshold.number, threshold.unit) * int(least)
            if floor > quantities.exact(quota.number, quota.unit):
                told = quantities.print_amount(threshold.number, threshold.unit)
                yield Problem(f"{item['class']}至少{int(least)}个{told}以上的项目，已经多于任务额{quantities.print_amount(quota.number, quota.unit)}",
                              quota.place, quota.path)


def _deadlines(data: Record) -> Iterator[Problem]:
    """What is still to be done by a day before the speech."""
    for what, date in deadlines(data):
        if _before(date, data["date"]):
            yield Problem(f"{what}的时限在讲话之前", date.place, date.path, "核对时限或会议日期")


def _past(data: Record) -> Iterator[Problem]:
    """What is told as past and lies after the speech."""
    done = [*(item for item in data["events"] if item["role"] == "past"), *data["prior_events"]]
    told: list[tuple[str, Any]] = [(str(item["name"] or "活动"), item["when"]) for item in done]
    told.append(("回顾期", data["review"]["to"]))
    for what, date in told:
        if isinstance(date, Date) and isinstance(data["date"], Date) and _before(data["date"], date):
            yield Problem(f"{what}在讲话之后，却当成已经过去的来讲", date.place, date.path, "核对日期")


def deadlines(data: Mapping[str, Any]) -> Iterator[tuple[str, Date]]:
    """The deadlines of the brief with what they are of."""
    items = [item for name in _AHEAD for item in data[name]] + [task for park in data["platforms"] for task in park["tasks"]]
    for item in items:
        if isinstance(item["by"], Date):
            yield str(next((item[name] for name in ("what", "name", "text") if name in item and item[name]), "")), item["by"]


def _before(date: Date, other: Any) -> bool:
    """Whether a date is over before another begins, each as long as it is told."""
    return isinstance(other, Date) and (date.year, date.month or 12, date.day or 31) < (other.year, other.month or 1, other.day or 1)
