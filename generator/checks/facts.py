"""What a brief knows in numbers, and whether a number of a text is among it or follows from it.

A number is known if the brief says it (in any unit), if a formula of :mod:`generator.language.rates` gives it, or if one step leads to it from the
numbers spoken of around it: difference, sum, share, growth, rate, multiple, average. Only what is spoken of there counts: over all figures of a
brief one step leads to almost any percentage.
"""
from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from generator.checks import days
from generator.checks.stated import Fact, amounts, amounts_of, figure_facts, fits, walked
from generator.frozen import Frozen, replace
from generator.language.ordinals import cn
from generator.language.said import ROUGHLY, Said, SaidDate, chinese, lunar, numbers, spelled
from generator.language.steps import RATES, kind, kinds_together, prints, steps
from generator.model import Brief, Date, Figure, Record, Text

_MEASURES = (("亩", "公顷", 15), ("亩", "平方公里", 1500), ("公顷", "亩", Decimal(1) / 15), ("公里", "千米", 1))      # unit, another, how many make one of it
_WORDS = re.compile(r"[^\W0-9A-Za-z_]")
_LOOSE = re.compile("[了着过的、，]")             # 停飞二十一天, 停飞了二十一天
_THAN = re.compile(r"[比较][^，。；\d多少增减高低超差降]{0,16}$")
_THAN_OTHERS = re.compile("[比较](?:我们|我[省市县区镇乡]|人家|他们|对方)")
_FROM_IT = re.compile("(?:还|要|将|就|又|已|已经|，)*(?:增长|增加|提高|下降|减少|翻)了?")
_TIMES_OF = re.compile(rf"，[^，。；\d]{{0,4}}(?:是|为|相当于)[^，。；\d]{{1,14}}的{ROUGHLY}?")
_STOP = re.compile("[，。；：、！？\n]")
_COMPARED = re.compile("[比差多少增减欠缺余还超高低降升净添剩加共]|合计|总计|扣除|减去|连同")
_PLAIN = re.compile(r"新增|新|项目|个数|总数|数量|总额|金额|资金|投资|数|额|全[省市县区镇乡]|[我各]|年度|累计|实现|完成|的")
_PLAIN_RUNS = re.compile(r"[^\W0-9A-Za-z_零〇一二三四五六七八九十百千万亿两]+")
_MOST_OPERANDS = 80
_AROUND = 24                                     # characters on either side of a number that tell what it counts
_FAR = 8                                         # characters after a number by which its place is known, however small it is
AREA = "平方米"
SMALL = 10                                       # up to here numbers of Chinese characters are no data
_KIND = 2                                        # characters at the end of a label that say of what kind it is: 产值
_FEW = 6                                         # values of a unit among which a number is found by no chance
_SIDE = 3                                        # characters before and after a number by which its place is known
_NAMED_BY, _LEAST_WORD = ("name", "what", "next", "text"), 3


class Facts:
    """The numbers of one brief."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.texts = "\n".join(texts(brief))
        told = numbers(self.texts)
        self._digits = frozenset(re.findall(r"\d+(?:\.\d+)?", self.texts))
        self._spelled = _settings(self.texts)
        self.ranks = {*re.findall("第([一二三四五六七八九十]+)", self.texts), *(cn(int(figure.value.value)) for figure in brief.figures.values()
                      if figure.value is not None and figure.value.value == int(figure.value.value) and 0 < figure.value.value < 100)}
        self.lunar = {match.group(): match["month"] for match in lunar(self.texts)}
        self.idioms = frozenset(self.texts[start:end] for start, end in told.idioms)
        self.facts = (*figure_facts(brief), *amounts(brief), *(Fact(item.value, kind(item.unit), "", item.text, item.high, word=item.word) for item in told.quantities))
        self.facts = (*self.facts, *(Fact(value, kind(unit_after(self.texts, end)), "", self.texts[start:end]) for start, end in spelled(self.texts)
                                     if (value := chinese(self.texts[start:end])) is not None and value > SMALL))
        self.facts = (*self.facts, *(replace(fact, value=fact.value / size, unit=unit, computed=True) for fact in self.facts if fact.high is None
                                     for own, unit, size in _MEASURES if fact.unit == own))
        self.dates = (*dates(brief), *told.dates)
        self.deadlines = tuple(_deadlines(brief.data))
        self.projects = {str(item["name"]): tuple(amounts_of(item)) for item in brief.data["projects"] if item["name"]}
        self.said_months = frozenset(month for date in told.dates for month in date.months)
        self._by_unit: dict[str, list[Fact]] = {}
        for fact in self.facts:
            self._by_unit.setdefault(fact.unit, []).append(fact)

    @cached_property
    def _told(self) -> dict[Decimal, list[frozenset[str]]]:
        return _clauses(self.texts)

    def misspelled(self, text: str, start: int, end: int) -> str:
        """The number of Chinese characters that the brief has between the same words as a text has another; empty where it has none."""
        if text[max(0, start - _SIDE):end + 1] in self.texts or text[start:end + _SIDE] in self.texts:
            return ""
        known = next((self._spelled[setting] for setting in _setting(text, start, end) if self._spelled.get(setting)), "")
        return known if known != text[start:end] else ""

    def told_beside(self, number: str, unit: str, value: Decimal) -> bool:
        """Whether the brief's words tell one number of a unit beside ``number`` alone (发出去六十三张、回来三十八张), and ``value`` is not that, nor what the
        two come to or are apart."""
        lines = [line for line in self.texts.splitlines() if f"{number}{unit}" in line]
        beside = {chinese(line[start:end]) for line in lines for start, end in spelled(line) if unit_after(line, end) == unit and line[start:end] != number}
        whole, other = chinese(number), next(iter(beside), None)
        return len(beside) == 1 and whole is not None and other is not None and value not in (other, abs(whole - other), whole + other)

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

    def by_chance(self, said: Said, sentence: str) -> bool:
        """Whether the brief has a number only of other things: in words that speak of nothing the ``sentence`` speaks of, in figures that count otherwise."""
        pairs = _pairs(sentence)
        fitting = [fact for fact in self.of_unit(said.unit) if (fact.ref or fact.computed) and fits(said, fact)]
        if not said.unit or said.high is not None or any(not self._of_another_kind(said, fact, pairs) for fact in fitting):
            return False
        clauses = self._told.get(said.value, ())
        return all(clause and pairs.isdisjoint(clause) for clause in clauses) if clauses else bool(fitting)      # 3支 by itself may count anything

    def _of_another_kind(self, said: Said, fact: Fact, pairs: frozenset[str]) -> bool:
        """Whether a figure counts other things than a number does, by its measure word and by what its label says: 到期办完的事项19件 and 19个项目."""
        figure = self.brief.figures.get(fact.ref.partition(".")[0])
        return (figure is not None and not fact.computed and figure.kind != "rate" and said.scale == 1 and not figure.unit.endswith(said.unit)
                and pairs.isdisjoint(_pairs(figure.label)))

    def times(self, said: Said) -> bool:
        """Whether a multiple in words (两倍半) is what one class of units shall do against another."""
        if said.unit != "倍" or said.text[0].isdigit():
            return False
        shares = {fact.value for fact in self.facts if fact.ref.startswith("quotas") and fact.value}
        return any(one / other == said.value for one in shares for other in shares)

    def together(self, said: Said, sentence: str) -> bool:
        """Whether a number is what all figures of one kind come to, of which the sentence tells how many they are: 两个产业合起来做到100.5亿元."""
        groups: dict[str, list[str]] = {}
        for figure in self.brief.figures.values():
            groups.setdefault(figure.label[-_KIND:], []).append(figure.id)
        for number in kinds_together(sentence):
            for ids in (ids for ids in groups.values() if len(ids) == number):
                for part in ("value", "last"):
                    values = [fact.value for id in ids for fact in self.of_ref(f"{id}.{part}") if fact.unit == kind(said.unit) and fact.high is None]
                    if len(values) == number and prints(said, sum(values, Decimal(0))):
                        return True
        return False

    def apart(self, said: Said, text: str) -> bool:
        """Whether two figures that a text names lie so far apart."""
        named = [fact for fact in self.spoken_of(text) if fact.ref.endswith(".value")]
        for item in self.brief.data["benchmarks"]:             # 同淮湖市差着多少: what is held against a place that the text names
            if item["peer"] and str(item["peer"]) in text:
                named += [fact for id in item["figures"] or () for fact in self.of_ref(f"{id}.value")]
        values = {fact.value for fact in named if fact.unit == kind(said.unit)}
        return any(prints(said, abs(one - other)) for one in values for other in values)

    def peer(self, name: str) -> bool:
        """Whether the brief holds the place against a place of that name."""
        return any(name in str(item["peer"] or "") for item in self.brief.data["benchmarks"])

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

    def follows(self, said: Said, around: Sequence[Said], near: str, sentence: str, text: str) -> bool:
        """Whether one step leads to a number from those said ``around`` it in its paragraph (in order) and the figures that the words ``near`` it
        name. Its ``sentence`` must speak of a sum, a difference, a share or a mean for them to count; but for sums the step begins or ends at the
        number said last before it, or at a figure that is named."""
        before = [item for item in around if item.start < said.start and item.high is None and kind(item.unit) not in RATES and item.unit]
        named_here = [(fact.value, fact.unit) for fact in self.spoken_of(near) if fact.high is None]
        named_here += [(fact.value, fact.unit) for name, amounts in self.projects.items() if name in near for fact in amounts if fact.high is None]
        if bound := self.bound(said, around, text):
            subjects = [(item.value, kind(item.unit)) for item in bound]
            named_here += [beside for item in bound for beside in self._beside(item)]
        else:
            subjects = list(dict.fromkeys([*((item.value, kind(item.unit)) for item in before[-1:]), *named_here]))
        ends = [(end, kind(item.unit)) for item in around if item is not said for end in (item.value, item.high) if end is not None]
        others = dict.fromkeys([*ends, *named_here])
        if said.unit == "个百分点" and self._ahead(said, around, text):
            return True
        compared = _COMPARED.search(_clause(said, text)) is not None
        elsewhere = self._beside(said) if compared and self._telling(said) else []          # ours stands against what another has
        return any(prints(said, value) for value in steps(kind(said.unit), subjects, list(others)[:_MOST_OPERANDS], sentence, elsewhere[:_MOST_OPERANDS]))

    def _ahead(self, said: Said, around: Sequence[Said], text: str) -> bool:
        """Whether a rate said before is so far from another of the brief, where ours is held against what another has: 配套率52%，比我们高21个百分点."""
        clause = _clause(said, text)
        rates = [item.value for item in around if item.start < said.start and item.unit == "%" and item.high is None][-1:]
        if not _THAN_OTHERS.search(clause) and not any(str(item["peer"]) in clause for item in self.brief.data["benchmarks"] if item["peer"]):
            return False
        return any(prints(said, rate - fact.value) for rate in rates for fact in self.of_unit("%") if fact.ref.endswith(".value") and fact.high is None)

    def bound(self, said: Said, around: Sequence[Said], text: str) -> list[Said]:
        """The numbers of which a rate or multiple is said in so many words: 比去年的6.8亿元增长28%; 18个，是上半年的两倍. Empty where none is."""
        before = [item for item in around if item.start < said.start and item.high is None]
        if said.unit not in ("%", "倍") or not before:
            return []
        last = before[-1]
        joined = text[last.end:said.start]
        if said.unit == "倍" and _TIMES_OF.fullmatch(joined):
            sentence = text.rfind("。", 0, said.start)
            return [item for item in before if item.start > sentence and kind(item.unit) not in RATES]
        return [last] if kind(last.unit) not in RATES and _FROM_IT.fullmatch(joined) and _THAN.search(text[:last.start]) else []

    def _telling(self, said: Said) -> bool:
        """Whether finding a number is no chance: it is exactly said, or the brief counts little in its unit."""
        return said.scale != 1 or said.places > 0 or 0 < len({fact.value for fact in self.of_unit(said.unit)}) <= _FEW

    def _beside(self, said: Said) -> list[tuple[Decimal, str]]:
        """What the figures say that have a number among theirs; of an exact amount, what all say in its unit."""
        known = self.of_unit(said.unit)
        if self._telling(said):
            return [(fact.value, fact.unit) for fact in known if fact.high is None and not fact.computed]
        ids = {fact.ref.partition(".")[0] for fact in known if fact.value == said.value and "." in fact.ref}
        return [(fact.value, fact.unit) for fact in known if fact.ref.partition(".")[0] in ids and fact.high is None]


def _clauses(text: str) -> dict[Decimal, list[frozenset[str]]]:
    """Of every number in the words of a brief what the clauses say in which it stands."""
    found: dict[Decimal, list[frozenset[str]]] = {}
    spots = [(item.start, item.value) for item in numbers(text).quantities]
    spots += [(start, value) for start, end in spelled(text) if (value := chinese(text[start:end])) is not None]
    for start, value in spots:
        before, after = _STOP.split(text[:start][-_AROUND:])[-1], _STOP.split(text[start:start + _AROUND])[0]
        found.setdefault(value, []).append(_pairs(before + after))
    return found


def _pairs(text: str) -> frozenset[str]:
    """Every two Chinese characters that stand together, numbers left out."""
    return frozenset(pair for run in _PLAIN_RUNS.findall(text) for pair in map("".join, pairwise(run)))


def _clause(said: Said, text: str) -> str:
    """What stands between the stops around a number."""
    return _STOP.split(text[:said.start])[-1] + text[said.start:said.end] + _STOP.split(text[said.end:])[0]


def unit_after(text: str, end: int) -> str:
    """The measure word's first character after a number of Chinese characters: 户 in 三百多户; 平方米 as it is."""
    start = end + (text[end:end + 1] in ("多", "余"))
    return AREA if text.startswith(AREA, start) else text[start:start + 1]


def _setting(text: str, start: int, end: int) -> tuple[tuple[str, str], ...]:
    """The words by which the place of a number is known: those on both sides, or those after it alone, more of them where it is a small one."""
    before, after = _LOOSE.sub("", text[max(0, start - 2 * _SIDE):start])[-_SIDE:], text[end:end + _SIDE]
    told = [(before, after[:1])]
    if (end - start > 1 or after[:1] in tuple("月场趟届")) and len(_WORDS.findall(after)) == _SIDE:
        told.append(("", after))
    if len(_WORDS.findall(text[end:end + _FAR])) == _FAR:
        told.append(("", text[end:end + _FAR]))
    return tuple(told)


def _settings(text: str) -> dict[tuple[str, str], str]:
    """The numbers of Chinese characters in a text by their places; empty for places that several numbers have."""
    found: dict[tuple[str, str], str] = {}
    for start, end in spelled(text):
        for setting in _setting(text, start, end):
            found[setting] = text[start:end] if found.get(setting, text[start:end]) == text[start:end] else ""
    return found


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
    for date in walked(brief.data):
        if isinstance(date, Date):
            yield SaidDate(0, 0, "", (date.year,), (date.month,) if date.month else (), date.day)
    year = brief.data["year"]
    review = brief.data["review"]
    yield SaidDate(0, 0, "", (year,))
    held = brief.data["date"]
    if isinstance(held, Date) and held.month and held.day:
        told = days.told_from(datetime.date(held.year, held.month, held.day), "\n".join(said_texts(brief.data)))
        yield from (SaidDate(0, 0, "", (day.year,), (day.month,), day.day) for day in told)
    if isinstance(review["from"], Date) and isinstance(review["to"], Date) and review["from"].month and review["to"].month:
        yield SaidDate(0, 0, "", (review["from"].year, review["to"].year), (review["from"].month, review["to"].month))


class Deadline(Frozen):
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


def named(figure: Figure, text: str) -> bool:
    """Whether a text speaks of a figure: by its label, or by what of the label is not said of every figure (新签约项目: 签约)."""
    if figure.label in text:
        return True
    core = _PLAIN.sub("", figure.label)
    return len(_WORDS.findall(core)) >= 2 and core in text


