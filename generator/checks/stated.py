"""What a brief states in numbers, and what follows from each by itself: completions, growth, shares, what is left; amounts of items and quotas."""
from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.frozen import Frozen
from generator.language import quantities, rates
from generator.language.said import Said, chinese, numbers
from generator.language.steps import agrees, exactly, kind, prints
from generator.model import Amount, Brief, Figure, Number, Record

_APPROX = {"over": "超过", "about": "约", "under": "近", "many": "多"}
_BOUND = {"min": "以上", "max": "以内"}
_EACH = re.compile("(?:其他|其余|另外)?(?P<n>[一二两三四五六七八九十]+)[个家][^，。；]*每")


class Fact(Frozen):
    """A number of the brief: in base units, with the ref that it comes from and what it is called. ``computed`` ones are exact and may be printed
    rounded; ``word`` is what the brief itself says of how exact it is."""

    value: Decimal
    unit: str
    ref: str
    label: str
    high: Decimal | None = None
    computed: bool = False
    word: str = ""


def figure_facts(brief: Brief) -> Iterator[Fact]:
    """What each figure states and what follows from it by itself."""
    for figure in brief.figures.values():
        yield from _stated(figure)
        yield from _computed(brief, figure)


def _stated(figure: Figure) -> Iterator[Fact]:
    unit = _unit(figure.unit)
    size = Decimal(quantities.scale(figure.unit))
    word = _APPROX.get(figure.approx or "", "") or _BOUND.get(figure.bound or "", "")
    for name, number in {"value": figure.value, **figure.raw}.items():
        if number is not None:
            yield _fact(number, size, unit, f"{figure.id}.{name}", figure.label, word if name == "value" else "")
    for name, number in figure.given.items():
        if number is not None:
            scale = size if name == "excess" else Decimal(1)
            yield _fact(number, scale, {"yoy_pp": "个百分点", "excess": unit}.get(name, "%"), f"{figure.id}.{name}", figure.label, "")
    if figure.share is not None and figure.share.value is not None:
        yield _fact(figure.share.value, Decimal(1), _unit(figure.share.unit), f"{figure.id}.share", figure.label, "")
    if figure.threshold is not None:
        yield Fact(quantities.exact(figure.threshold.number, figure.threshold.unit), _unit(figure.threshold.unit), f"{figure.id}.threshold", figure.label)


def _fact(number: Number, scale: Decimal, unit: str, ref: str, label: str, word: str) -> Fact:
    value = number.value * (100 if number.fraction is not None and unit == "%" else scale)
    return Fact(value, unit, ref, label, None if number.high is None else number.high * scale, number.fraction is not None, word)


def _computed(brief: Brief, figure: Figure) -> Iterator[Fact]:
    """Derived numbers, exact; with what is usually said of them besides: how far below the plan, how much is left to do."""
    for name in rates.NAMES:
        found = rates.computed(brief.figures, figure, name)
        if found is not None:
            value = found.value * quantities.scale(found.unit)
            unit = _unit(found.unit) if figure.kind != "rank" or name != "difference" else "人"
            yield Fact(abs(value) if name != "value" else value, unit, f"{figure.id}.{name}", figure.label, computed=True)
    done = rates.known(brief.figures, figure, "completion")
    if done is not None:
        yield from (Fact(abs(done - 100), unit, f"{figure.id}.completion", figure.label, computed=True) for unit in ("%", "个百分点"))
    target, reached = figure.raw.get("target"), figure.value
    whole = rates.whole_of(brief.figures, figure)
    if whole is not None and whole.value is not None and reached is not None and whole.value.high is None and reached.high is None:
        rest = quantities.exact(whole.value, whole.unit) - quantities.exact(reached, figure.unit)      # what of the whole is no such part
        if rest > 0 and _unit(whole.unit) == _unit(figure.unit):
            yield Fact(rest, _unit(figure.unit), f"{figure.id}.rest", figure.label, computed=True)
    if target is not None and reached is not None and target.high is None and reached.high is None:
        yield Fact(abs(target.value - reached.value) * quantities.scale(figure.unit), _unit(figure.unit), f"{figure.id}.excess", figure.label, computed=True)
    for name in ("yoy", "yoy_pp"):
        number = figure.given.get(name)
        if number is not None and number.value < 0:
            yield Fact(-number.value, "%" if name == "yoy" else "个百分点", f"{figure.id}.{name}", figure.label)


def _unit(unit: str) -> str:
    """A brief's unit as running text has it: without 万 and 亿, by the measure word that it begins with."""
    found = numbers(f"1{unit}").quantities
    return kind(found[0].unit) if found and found[0].unit else kind(quantities.base_unit(unit))


def amounts_of(item: Record, name: str = "name") -> Iterator[Fact]:
    """The amounts of one item, under what it is called."""
    for amount in item.values():
        if isinstance(amount, Amount):
            yield _fact(amount.number, Decimal(quantities.scale(amount.unit)), _unit(amount.unit), amount.path, str(item[name] or ""), "")


def amounts(brief: Brief) -> Iterator[Fact]:
    """The amounts of all items, and what the quotas of all classes of units come to."""
    for amount in walked(brief.data):
        if isinstance(amount, Amount):
            scale = Decimal(quantities.scale(amount.unit))
            yield _fact(amount.number, scale, _unit(amount.unit), amount.path, amount.path, "")
    quotas = brief.data["quotas"]
    projects = [Decimal(item["min_projects"]) for item in quotas if item["min_projects"]]
    yield from (Fact(count, "个", "quotas", "项目数") for count in projects)
    if projects:
        yield Fact(sum(projects, Decimal(0)), "个", "quotas", "各类单位的项目数")
    shares = [fact for item in quotas for fact in amounts_of(item, "class") if fact.ref.endswith(".amount") and fact.high is None]
    yield from (Fact(fact.value * number, fact.unit, "quotas", f"{fact.label}合起来") for fact in shares if (number := how_many(fact.label)) > 1)
    for unit in dict.fromkeys(fact.unit for fact in shares):
        alike = [fact for fact in shares if fact.unit == unit]
        yield Fact(sum((fact.value for fact in alike), Decimal(0)), unit, "quotas", "各类单位的任务额")
        yield Fact(sum((fact.value * how_many(fact.label) for fact in alike), Decimal(0)), unit, "quotas", "任务额合计")


def how_many(units: str) -> Decimal:
    """How many units a quota is for: 六个产业专班每班 are 6; 1 where each has no quota of its own."""
    told = _EACH.search(units)
    return (chinese(told["n"]) or Decimal(1)) if told else Decimal(1)


def walked(value: object) -> Iterator[object]:
    """What a value holds, itself or inside records and lists."""
    if isinstance(value, Record):
        for item in value.values():
            yield from walked(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from walked(item)
    else:
        yield value


def fits(said: Said, fact: Fact) -> bool:
    """Whether a number may be said of a fact: the same number, a rightly rounded one where it is computed, a round one with its word."""
    if (said.value, said.high) == (fact.value, fact.high):
        return not said.word or not fact.computed or exactly(said.word)
    if fact.high is not None or said.high is not None:
        return said.high is None and said.value in (fact.value, fact.high)
    if fact.computed and not said.word:
        return prints(said, fact.value)
    return bool(said.word) and agrees(said, fact.value)
