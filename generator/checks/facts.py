"""What a brief knows in numbers, and whether a number of a text is among it or follows from it.

A number is known if the brief says it (in any unit), if a formula of :mod:`generator.language.rates` gives it, or if one step leads to it from the
numbers spoken of around it: difference, sum, share, growth, rate, multiple, average. Only what is spoken of there counts: over all figures of a
brief one step leads to almost any percentage.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations

from generator.language import quantities, rates
from generator.language.said import Said, SaidDate, numbers
from generator.model import Amount, Brief, Date, Figure, Number, Record, Text

_THINGS, _PEOPLE = ("个", "家", "项", "户", "件", "宗", "笔", "起", "条", "种", "类", "处"), ("人", "名", "位", "人次")
_SHORT = {"个小时": "小时", "个工作日": "工作日"}
_APPROX = {"over": "超过", "about": "约", "under": "近", "many": "多"}
_BOUND = {"min": "以上", "max": "以内"}
_MEASURES = (("亩", "公顷", 15), ("亩", "平方公里", 1500), ("公顷", "亩", Decimal(1) / 15), ("公里", "千米", 1))      # unit, another, how many make one of it
_PERIODS = (("月", (12, 9, 6, 3)), ("季", (4, 3, 2)))      # what is spread over each month, each quarter
_LEFT = re.compile(r"减去|扣除|剩下|还剩|余下|净")
_RATES = ("%", "个百分点", "倍")
_WORDS = re.compile(r"[^\W0-9A-Za-z_]")
_PLAIN = re.compile(r"新增|新|项目|个数|总数|数量|总额|金额|资金|投资|数|额|全[省市县区镇乡]|[我各]|年度|累计|实现|完成|的")
_NO_STEP = re.compile(r"不少于|至少|最少|不超过|至多|最多|不低于|不高于|以上|以下|总投资|总产值|总部|总书记|总经理|总体|总的|总量控制|公共|共同|共享|共建|共产|增加值|多家|许多")
_TOGETHER = re.compile(r"共|合计|总|累计|加起来|合起来|加在一起|加上|连同|[两三四五六七八九十]项|上半年|前三季度|全年|一年")
_APART = re.compile(r"[比差少多增减欠缺余还超高低降升净]")
_OF = re.compile(r"占|率|完成|比重|份额|达到|到了|相当|其中|[过不]半|成")
_MOVES = re.compile(r"[增降减涨落升长翻]|提高|幅")
_MOST_OPERANDS = 80
_NAMED_BY, _LEAST_WORD = ("name", "what", "next", "text"), 3
_GOALS = ("不少于", "不低于", "至少", "不超过", "不多于", "不高于", "至多")


@dataclass(frozen=True, slots=True)
class Fact:
    """A number of the brief: in base units, with the ref that it comes from and what it is called. ``computed`` ones are exact and may be printed
    rounded; ``word`` is what the brief itself says of how exact it is."""

    value: Decimal
    unit: str
    ref: str
    label: str
    high: Decimal | None = None
    computed: bool = False
    word: str = ""


class Facts:
    """The numbers of one brief."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.texts = "\n".join(texts(brief))
        told = numbers(self.texts)
        self._digits = frozenset(re.findall(r"\d+(?:\.\d+)?", self.texts))
        self.idioms = frozenset(self.texts[start:end] for start, end in told.idioms)
        self.facts = (*figure_facts(brief), *_amounts(brief), *(Fact(item.value, kind(item.unit), "", item.text, item.high, word=item.word) for item in told.quantities))
        self.facts = (*self.facts, *(replace(fact, value=fact.value / size, unit=unit, computed=True) for fact in self.facts if fact.high is None
                                     for own, unit, size in _MEASURES if fact.unit == own))
        self.dates = (*dates(brief), *told.dates)
        self.deadlines = tuple(_deadlines(brief.data))
        self.projects = {str(item["name"]): tuple(_amounts_of(item)) for item in brief.data["projects"] if item["name"]}
        self.said_months = frozenset(month for date in told.dates for month in date.months)
        self._by_unit: dict[str, list[Fact]] = {}
        for fact in self.facts:
            self._by_unit.setdefault(fact.unit, []).append(fact)

    def of_unit(self, unit: str) -> Sequence[Fact]:
        """The facts in units that count the same things."""
        return self._by_unit.get(kind(unit), ())

    def of_ref(self, ref: str) -> Sequence[Fact]:
        """The facts that a ref names (``signed.value``)."""
        return [fact for fact in self.facts if fact.ref == ref]

    def says(self, said: Said) -> bool:
        """Whether the brief says or a formula of it gives this number."""
        if not said.unit and (said.text in self._digits or any(fact.value == said.value for fact in self.facts)):
            return True
        return any(fits(said, fact) for fact in self.of_unit(said.unit))

    def near(self, said: Said) -> Fact | None:
        """The fact of this unit that a number was perhaps meant to be: the nearest within a fifth; None where there is none."""
        known = [fact for fact in self.of_unit(said.unit) if fact.high is None and fact.value]
        best = min(known, key=lambda fact: abs(fact.value - said.value), default=None)
        return best if best is not None and abs(best.value - said.value) * 5 <= abs(best.value) else None

    def spoken_of(self, text: str) -> list[Fact]:
        """The values, targets and last year's values of the figures that a text names by their labels."""
        figures = [figure for figure in self.brief.figures.values() if named(figure, text)]
        paths = {f"{figure.id}.{part}" for figure in figures for part in ("value", "target", "last", "completion", "yoy", "share")}
        return [fact for fact in self.facts if fact.ref in paths]

    def follows(self, said: Said, around: Sequence[Said], near: str, sentence: str) -> bool:
        """Whether one step leads to a number from those said ``around`` it in its paragraph (in order) and the figures that the words ``near`` it
        name. Its ``sentence`` must speak of a sum, a difference, a share or a mean for them to count; but for sums the step begins or ends at the
        number said last before it, or at a figure that is named."""
        before = [item for item in around if item.start < said.start and item.high is None and kind(item.unit) not in _RATES and item.unit]
        named_here = [(fact.value, fact.unit) for fact in self.spoken_of(near) if fact.high is None]
        subjects = dict.fromkeys([*((item.value, kind(item.unit)) for item in before[-1:]), *named_here])
        others = dict.fromkeys([*((item.value, kind(item.unit)) for item in around if item is not said and item.high is None), *named_here])
        if said.scale != 1 or said.places:           # an exact amount is no chance: ours stands against what another has
            others |= dict.fromkeys((fact.value, fact.unit) for fact in self.of_unit(said.unit) if fact.high is None and not fact.computed)
        operands = list(others)[:_MOST_OPERANDS]
        return any(_prints(said, value) for value in _steps(kind(said.unit), list(subjects), operands, _bare(sentence)))


def _bare(sentence: str) -> str:
    """A sentence without words that bound and name, which speak of no sum and no difference."""
    return _NO_STEP.sub("", sentence)


def kind(unit: str) -> str:
    """The unit that stands for all units counting the same: 家, 项 → 个; 名, 位 → 人; 个小时 → 小时; others as they are."""
    return "个" if unit in _THINGS else "人" if unit in _PEOPLE else _SHORT.get(unit, unit)


def texts(brief: Brief) -> Iterator[str]:
    """Every text of a brief, labels and periods of figures among them."""
    yield from said_texts(brief.data)
    for figure in brief.figures.values():
        yield from (str(text) for text in (figure.label, figure.period, figure.base, figure.per, figure.share and figure.share.of, figure.note, figure.source) if text)


def said_texts(value: object) -> Iterator[str]:
    """The texts in a value of a brief; a count with its unit is one."""
    if isinstance(value, Text):
        yield str(value)
    elif isinstance(value, Record):
        if value.get("count") and value.get("unit"):
            yield f"{value['count']}{value['unit']}"
        for item in value.values():
            yield from said_texts(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from said_texts(item)


def dates(brief: Brief) -> Iterator[SaidDate]:
    """Every date of a brief as a text would say it."""
    for date in _walked(brief.data):
        if isinstance(date, Date):
            yield SaidDate(0, 0, "", (date.year,), (date.month,) if date.month else (), date.day)
    year = brief.data["year"]
    review = brief.data["review"]
    yield SaidDate(0, 0, "", (year,))
    if isinstance(review["from"], Date) and isinstance(review["to"], Date) and review["from"].month and review["to"].month:
        yield SaidDate(0, 0, "", (review["from"].year, review["to"].year), (review["from"].month, review["to"].month))


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when an item of the brief is due, and the words by which a text speaks of the item."""

    date: Date
    words: tuple[str, ...]


def _deadlines(value: object) -> Iterator[Deadline]:
    """Every item with a date of its own, whatever list it stands in."""
    if isinstance(value, Record):
        due = value.get("by")
        words = tuple(str(value[key]) for key in _NAMED_BY if isinstance(value.get(key), Text) and len(str(value[key])) >= _LEAST_WORD)
        if isinstance(due, Date) and words:
            yield Deadline(due, words)
        for item in value.values():
            yield from _deadlines(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _deadlines(item)


def _walked(value: object) -> Iterator[object]:
    """What a value holds, itself or inside records and lists."""
    if isinstance(value, Record):
        for item in value.values():
            yield from _walked(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _walked(item)
    else:
        yield value


# ---------------------------------------------------------------------------------------------------- figures
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
    done = next((number.value for number in (figure.given.get("completion"),) if number is not None), rates.exact(brief.figures, figure, "completion"))
    if done is not None:
        yield from (Fact(abs(done - 100), unit, f"{figure.id}.completion", figure.label, computed=True) for unit in ("%", "个百分点"))
    target, reached = figure.raw.get("target"), figure.value
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


def _amounts_of(item: Record, name: str = "name") -> Iterator[Fact]:
    """The amounts of one item, under what it is called."""
    for amount in item.values():
        if isinstance(amount, Amount):
            yield _fact(amount.number, Decimal(quantities.scale(amount.unit)), _unit(amount.unit), amount.path, str(item[name] or ""), "")


def _amounts(brief: Brief) -> Iterator[Fact]:
    for amount in _walked(brief.data):
        if isinstance(amount, Amount):
            scale = Decimal(quantities.scale(amount.unit))
            yield _fact(amount.number, scale, _unit(amount.unit), amount.path, amount.path, "")
    quotas = brief.data["quotas"]
    projects = [Decimal(item["min_projects"]) for item in quotas if item["min_projects"]]
    yield from (Fact(count, "个", "quotas", "项目数") for count in projects)
    if projects:
        yield Fact(sum(projects, Decimal(0)), "个", "quotas", "各类单位的项目数")
    shares = [fact for item in quotas for fact in _amounts_of(item, "class") if fact.ref.endswith(".amount") and fact.high is None]
    for unit in dict.fromkeys(fact.unit for fact in shares):
        yield Fact(sum((fact.value for fact in shares if fact.unit == unit), Decimal(0)), unit, "quotas", "各类单位的任务额")


# -------------------------------------------------------------------------------------------------- comparing
def fits(said: Said, fact: Fact) -> bool:
    """Whether a number may be said of a fact: the same number, a rightly rounded one where it is computed, a round one with its word."""
    if (said.value, said.high) == (fact.value, fact.high):
        return not said.word or not fact.computed or _exactly(said.word)
    if fact.high is not None or said.high is not None:
        return said.high is None and said.value in (fact.value, fact.high)
    if fact.computed and not said.word:
        return _prints(said, fact.value)
    return bool(said.word) and agrees(said, fact.value)


def _exactly(word: str) -> bool:
    return word not in ("近", "将近", "接近", "超", "超过", "逾", "突破", "多", "余")


def _prints(said: Said, value: Decimal) -> bool:
    """Whether an exact value, rounded to the places of a number, is that number."""
    exact = abs(value) / said.scale
    if said.word:
        return agrees(said, abs(value))
    return said.high is None and any(quantities.rounded(exact, said.places, rounding) == said.written for rounding in ("half_up", "half_even"))


def agrees(said: Said, exact: Decimal) -> bool:
    """Whether an exact value may be said as a round number with its word: 近42亿元, 40多亿元 and 40亿元以上 of 41.6亿元. A goal (不少于, 不超过) is its
    number; what is not rounder than the value rounds nothing."""
    from generator.language import comparisons

    if said.word in _GOALS or (said.value != exact and said.round <= _last_digit(exact) and said.word != ""):
        return said.value == exact
    if said.word in ("多", "余", "以上"):
        return said.value <= exact < said.value + said.round and (said.word == "以上" or said.value != exact)
    try:
        return comparisons.agrees(said.word, said.value, exact)
    except KeyError:
        return exact == said.value


def _last_digit(value: Decimal) -> Decimal:
    """One unit of the last digit of a value that is not zero: 100 for 3800."""
    exponent = value.normalize(quantities.EXACT).as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def named(figure: Figure, text: str) -> bool:
    """Whether a text speaks of a figure: by its label, or by what of the label is not said of every figure (新签约项目: 签约)."""
    if figure.label in text:
        return True
    core = _PLAIN.sub("", figure.label)
    return len(_WORDS.findall(core)) >= 2 and core in text


def _steps(unit: str, subjects: Sequence[tuple[Decimal, str]], operands: Sequence[tuple[Decimal, str]], sentence: str) -> Iterator[Decimal]:
    """What one step from some numbers gives in a unit, of the kinds that a sentence speaks of."""
    pairs = [(one, other) for one, of in subjects for other, to in operands if of == to and of not in _RATES and of and one != other]
    alike = [value for value, own in operands if own == unit]
    if unit == "%":
        if _OF.search(sentence):
            yield from (value for one, other in pairs for value in (_ratio(one, other), _ratio(other, one)) if value is not None)
        if _MOVES.search(sentence):
            yield from (value - 100 for one, other in pairs for value in (_ratio(one, other), _ratio(other, one)) if value is not None)
        yield from (100 - value for value in alike)
    elif unit == "个百分点":
        shares = [value for value, own in operands if own == "%"]
        yield from (one - other for one, other in permutations(shares, 2))
        yield from (100 - value for value in shares)
    elif unit == "倍":
        yield from (value / 100 - less for one, other in pairs for value in (_ratio(one, other), _ratio(other, one)) if value is not None for less in (0, 1))
    elif unit:
        if _APART.search(sentence):
            yield from (one - other for one, of in subjects if of == unit for other in alike)
        if _TOGETHER.search(sentence):
            yield from _sums(alike)
        if _LEFT.search(sentence):
            yield from (one - other for one, other in permutations(alike, 2))
        yield from (one / parts for name, over in _PERIODS if f"每{name}" in sentence or f"每个{name}" in sentence for one, of in subjects if of == unit for parts in over)
        if "均" in sentence:
            yield from (one / other for one, own in operands if own == unit for other, to in operands if to != unit and other and to not in _RATES)


def _ratio(one: Decimal, other: Decimal) -> Decimal | None:
    return one / other * 100 if other else None


def _sums(values: Sequence[Decimal]) -> Iterator[Decimal]:
    """Sums of neighbours, in the order in which they were said, and of any two."""
    for start in range(len(values)):
        total = values[start]
        for value in values[start + 1:]:
            total += value
            yield total
    yield from (one + other for at, one in enumerate(values) for other in values[at + 1:])
