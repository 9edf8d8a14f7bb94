"""What follows in one step from numbers that a text says, and what may be said of an exact number: for those who read figures back."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, permutations

from generator.language import comparisons, quantities
from generator.language.said import Said

RATES = ("%", "个百分点", "倍")
PORTIONS = (*RATES, "成")                         # what counts nothing by itself
SIDES = ("近", "将近", "接近", "超", "超过", "逾", "突破", "多", "余")      # a number with one of these is another than the exact one
_THINGS, _PEOPLE = ("个", "家", "项", "户", "件", "宗", "笔", "起", "条", "种", "类", "处"), ("人", "名", "位", "人次")
_SHORT = {"个小时": "小时", "个工作日": "工作日"}
_PERIODS = (("月", (12, 9, 6, 3)), ("季", (4, 3, 2)))      # what is spread over, or comes together in, so many months or quarters
COUNTED = "两三四五六七八九十"                    # from two on
_SPREAD = re.compile(f"(?P<n>\\d+|[{COUNTED}])个(?P<what>月|季度|星期|工作日)[^。；]{{0,12}}(?:每|平均一)个?(?P=what)")      # 摊到余下的四个月，每个月…
_GROUPS = re.compile(f"[{COUNTED}](?=[个家支组条])")
_LEFT = re.compile(r"减去|扣除|剩下|还剩|余下|净")
_NO_STEP = re.compile(r"不少于|至少|最少|不超过|至多|最多|不低于|不高于|以上|以下|总投资|总产值|总部|总书记|总经理|总体|总的|总量控制|公共|共同|共享|共建|共产|增加值|多家|许多")
_TOGETHER = re.compile(r"共|合计|总|累计|加起来|合起来|加在一起|加上|连同|[两三四五六七八九十]项|上半年|前三季度|全年|一年")
_SO_MANY = re.compile(rf"(?P<n>[{COUNTED}])[个家项类片镇乡村组][^，。；]{{0,10}}?(?:合计|总计|共计|一共|总共|加起来|加在一起|合起来)")      # each has so much
_SO_MANY_KINDS, _FEW = re.compile(f"(?P<n>[{COUNTED}])(?:[样块项笔类]|个?产业)?(?:加起来|加在一起|合起来)"), 8
_APART = re.compile(r"[比差少多增减欠缺余还超高低降升净添]")
_OF = re.compile(r"[元个家项亩户人吨]的[近超约]?\d|占|率|完成|比重|份额|达到|到了|相当|其中|[过不]半|成")
_MOVES = re.compile(r"[增降减涨落升长翻]|提高|幅")
_MORE = re.compile("[比较].{0,12}[多增]")
_TENTH_OFF, _HALF_OFF, _FIFTH_OFF = Decimal("0.6"), Decimal("0.3"), Decimal("0.2")      # tenths by which 三成, 三成半 and 六成五 may be off
_NEAR_OFF = Decimal("0.75")                      # tenths below a portion that is near it
_FAR_OFF, _OFF = 2, 10                           # tenths above a portion that is still it and more; the share of a fraction by which it may be off
GOALS = ("不少于", "不低于", "至少", "不超过", "不多于", "不高于", "至多")


def kind(unit: str) -> str:
    """The unit that stands for all units counting the same: 家, 项 → 个; 名, 位 → 人; 个小时 → 小时; others as they are."""
    return "个" if unit in _THINGS else "人" if unit in _PEOPLE else _SHORT.get(unit, unit)


def exactly(word: str) -> bool:
    """Whether a word may stand beside a number that is exact."""
    return word not in SIDES


def prints(said: Said, value: Decimal) -> bool:
    """Whether an exact value, rounded to the places of a number, is that number."""
    exact = abs(value) / said.scale
    if said.word:
        return agrees(said, abs(value))
    return said.high is None and any(quantities.rounded(exact, said.places, rounding) == said.written for rounding in ("half_up", "half_even"))


def agrees(said: Said, exact: Decimal) -> bool:
    """Whether an exact value may be said as a round number with its word: 近42亿元, 40多亿元 and 40亿元以上 of 41.6亿元. A goal (不少于, 不超过) is its
    number; what is not rounder than the value rounds nothing. Tenths and fractions (三成, 一半, 四分之一) are round whether a word says so or not."""
    if said.unit == "成":
        return _portion(said, exact)
    if said.word in GOALS or (said.value != exact and said.round <= _last_digit(exact) and said.word != ""):
        return said.value == exact
    if said.word in ("多", "余", "以上"):
        return said.value <= exact < said.value + said.round and (said.word == "以上" or said.value != exact)
    try:
        return comparisons.agrees(said.word, said.value, exact)
    except KeyError:
        return exact == said.value


def _portion(said: Said, exact: Decimal) -> bool:
    """Whether a share in tenths may be said as 三成, 一半, 四分之一: a little more than half a tenth off, less where it is so exactly said (三成半, 六成五),
    a tenth of itself where it is another fraction."""
    off = exact - said.value
    if said.word in ("多", "余", "超", "超过", "逾"):
        return 0 < off < _FAR_OFF
    if said.word == "以上":
        return off >= 0
    if said.word in ("近", "将近", "接近"):
        return -(said.value / 5 if "分之" in said.text else _NEAR_OFF) < off < 0
    if said.word in ("不到", "不足", "以下"):
        return off < 0
    if "成" in said.text and said.value % 1:
        return abs(off) < (_HALF_OFF if "半" in said.text else _FIFTH_OFF)
    return abs(off) < (_TENTH_OFF if "成" in said.text else said.value / _OFF)


def _last_digit(value: Decimal) -> Decimal:
    """One unit of the last digit of a value that is not zero: 100 for 3800."""
    exponent = value.normalize(quantities.EXACT).as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def steps(unit: str, subjects: Sequence[tuple[Decimal, str]], operands: Sequence[tuple[Decimal, str]], sentence: str,
          elsewhere: Sequence[tuple[Decimal, str]] = ()) -> Iterator[Decimal]:
    """What one step between ``subjects`` and ``operands`` (values with their units) gives in a unit, of the kinds that a sentence speaks of: shares and
    growth in %, differences of rates in 个百分点, multiples, differences, sums, means. What stands ``elsewhere`` is only compared, never added up."""
    sentence = _NO_STEP.sub("", sentence)
    pairs = [(one, other) for one, of in subjects for other, to in operands if of == to and of not in RATES and of and one != other]
    alike = [value for value, own in operands if own == unit]
    if unit == "%":
        if _OF.search(sentence):
            yield from (value for one, other in pairs for value in (_ratio(one, other), _ratio(other, one)) if value is not None)
        if _MOVES.search(sentence):
            yield from (value - 100 for one, other in pairs for value in (_ratio(one, other), _ratio(other, one)) if value is not None)
            if _MORE.search(sentence):           # 45.8亿元，比上年同期多5.4亿元，增长13.4%
                yield from (by / (now - by) * 100 for one, other in pairs for by, now in ((one, other), (other, one)) if 0 < by < now)
        yield from (100 - value for value in alike)
    elif unit == "个百分点":
        shares = [value for value, own in operands if own == "%"]
        yield from (one - other for one, other in permutations(shares, 2))
        yield from (100 - value for value in shares)
    elif unit == "倍":
        yield from (value / 100 - less for one, other in pairs for value in (_ratio(one, other), _ratio(other, one)) if value is not None for less in (0, 1))
    elif unit:
        if _APART.search(sentence):
            yield from (one - other for one, of in subjects if of == unit for other in (*alike, *(value for value, own in elsewhere if own == unit)))
        if _TOGETHER.search(sentence):
            yield from _sums(alike)
        for number in kinds_together(sentence):        # though others were said in between
            yield from (sum(values, Decimal(0)) for values in combinations(alike[-_FEW:], number))
        yield from (value * _counted(told["n"]) for told in _SO_MANY.finditer(sentence)
                    for value, own in (*operands, *elsewhere) if own == unit)
        if _LEFT.search(sentence):
            yield from (one - other for one, other in permutations((*alike, *(value for value, own in elsewhere if own == unit)), 2))
        yield from (one / parts for name, over in _PERIODS if re.search(f"(?:每|平均一)个?{name}", sentence) for one, of in subjects if of == unit for parts in over)
        yield from (one / count for told in _SPREAD.finditer(sentence) if (count := _counted(told["n"])) for one, of in operands if of == unit)
        yield from (one * parts for name, over in _PERIODS if re.search(f"(?:每|平均一)个?{name}", sentence) for one, of in operands if of == unit for parts in over)
        if "均" in sentence:
            yield from (one / _counted(told.group()) for told in _GROUPS.finditer(sentence) for one, own in operands if own == unit)      # 六个组平均下来一组4名
            yield from (one / other for one, own in operands if own == unit for other, to in operands if to != unit and other and to not in RATES)


def kinds_together(sentence: str) -> Iterator[int]:
    """How many things a sentence puts together: 三样加在一起, 两个产业合起来."""
    return (_counted(told["n"]) for told in _SO_MANY_KINDS.finditer(sentence))


def _counted(number: str) -> int:
    """A small whole number in digits or as a Chinese character from 两 on."""
    return int(number) if number.isdigit() else COUNTED.index(number) + 2


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
