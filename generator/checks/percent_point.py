"""percent-point 百分点和百分数用混

两个百分数相减，差是“个百分点”：由12.3%提高到15.5%，是提高3.2个百分点，不是提高3.2%。数量的增减用百分数，不用百分点：投资增长3.2%，不是增长3.2个百分点。
能看出是哪一种才说：前后两个百分数都在，或者要点里这个数是哪一种写得明白，或者主语就是“率”“比重”“占比”，或者就是个数、金额。

依据：国家统计局统计用语；《编辑学报》2010年第5期关于“百分点”的说明。

错：开工率由30.2%提高到34.8%，提高«4.6%»。
错：协议投资同比增长«18.2个百分点»。
错：开工率比上年同期提高«4.6%»。
错：开工率在去年30.2%的基础上提高«4.6%»。
对：开工率由30.2%提高到34.8%，提高4.6个百分点；协议投资同比增长18.2%。
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.facts import Facts
from generator.checks.review import Found, Passage, Review
from generator.checks.stated import fits
from generator.language.said import Said, numbers

ID, SEVERITY, NEEDS = "percent-point", "error", ()
_MOVE = "增长|增加|提高|提升|上升|下降|降低|减少|回落|扩大|缩小|高|低|增|降|升"
_MOVED = re.compile(rf"(?:{_MOVE}|增幅|增速|涨幅|降幅|增长率)(?:了|是|为|达|达到)?$")
_FROM_TO = re.compile(rf"[由从][^，。；\d]{{0,12}}?(\d+(?:\.\d+)?)%[^。；，\d]{{0,8}}[到至]了?(\d+(?:\.\d+)?)%[^。；\d]{{0,10}}(?:{_MOVE})了?$")
_BETWEEN = re.compile(r"[由从][^，。；\d]{0,12}[\d.]+[%％][^。；\d]{0,8}[到至]了?[\d.]+[%％]")      # 从29%降到22%以内，至少要降
_ON_TOP = re.compile(rf"[%％]的?(?:基础|基数|水平)之?上，?[^，。；\d]{{0,8}}(?:{_MOVE})了?$")      # 在去年28%的基础上提高
_THAN = re.compile(       # 比现在的28%至少提高; 比加工率还低
    rf"[比较][^，。；\d]{{1,16}}(?:率|比重|占比|增速|增幅)(?:还|要|也)*(?:{_MOVE})了?$"
    rf"|[比较][^，。；\d]{{0,10}}[\d.]+[%％][^，。；\d]{{0,6}}(?:{_MOVE})了?$")
_RATE = re.compile(rf"(?:率|比重|占比|份额|增速|增幅|比例)[^，。；\d]{{0,10}}(?:，[^，。；\d]{{0,6}})?(?:{_MOVE})了?$")
_AMOUNT = re.compile(
    rf"(?:投资|资金|收入|产值|增加值|总额|税收|项目数?|企业数?|个数|人数|产量|销售额|进出口|外资)(?:同比|比上年(?:同期)?|比去年(?:同期)?|较上年|分别)?(?:{_MOVE})了?$")
_LEEWAY = Decimal("0.05")                        # what rounding may change


def check(review: Review) -> Iterator[Found]:
    """Changes said in the wrong one of the two."""
    for passage in review.body:
        for said in review.numbers[passage.at].quantities:
            if said.unit in ("%", "个百分点") and said.high is None and _MOVED.search(passage.text[max(0, said.start - 4):said.start]):
                found = _judged(said, passage, review.facts)
                if found is not None:
                    yield found


def _judged(said: Said, passage: Passage, facts: Facts | None) -> Found | None:
    before = passage.text[max(0, said.start - 60):said.start]
    if said.unit == "%":
        why = _of_rates(said, before, passage, facts)
        return _points(said, passage, why) if why else None
    amount = _only(facts, said, "yoy", "%", "个百分点") or (_AMOUNT.search(before) and not _known(facts, said, "个百分点"))
    if amount and not _BETWEEN.search(before) and not (facts is not None and _apart(said, passage, facts)):
        shown = said.text.replace("个百分点", "").replace("百分点", "") + "%"
        return Found(passage.at, said.start, said.end, "数量的增减用百分数，不用百分点", f"改成“{shown}”")
    return None


def _of_rates(said: Said, before: str, passage: Passage, facts: Facts | None) -> str:
    """What makes a percentage a difference of two; empty where it is none."""
    told = _FROM_TO.search(before)
    apart = facts is not None and not any(fits(said, fact) for fact in facts.of_unit("%") if not fact.computed or fact.ref.endswith(".yoy")) and _apart(said, passage, facts)
    if apart or told and abs(abs(Decimal(told[2]) - Decimal(told[1])) - said.written) <= _LEEWAY:
        return "两个百分数的差"
    if _ON_TOP.search(before) or _THAN.search(before):
        return "在百分数上再加减"
    return "比率的升降" if _only(facts, said, "yoy_pp", "个百分点", "%") or (_RATE.search(before) and not _known(facts, said, "%")) else ""


def _apart(said: Said, passage: Passage, facts: Facts) -> bool:
    """Whether a number is what two rates of its sentence, or of figures that it names, are apart: 精炼率不少于30%，要比去年提高8%."""
    start, end = passage.sentence_at(said.start)
    sentence = passage.text[start:end]
    own = {item.value for item in numbers(passage.text[start:said.start]).quantities if item.unit == "%"}
    rates = own | {fact.value for fact in facts.spoken_of(sentence) if fact.unit == "%" and not fact.computed}
    return any(abs(one - other) == said.written for one in own for other in rates)


def _points(said: Said, passage: Passage, why: str) -> Found:
    shown = said.text.rstrip("%％") + "个百分点"
    return Found(passage.at, said.start, said.end, f"{why}用“个百分点”，不用“%”", f"改成“{shown}”")


def _only(facts: Facts | None, said: Said, name: str, right: str, wrong: str) -> bool:
    """Whether the brief has the number as one of the two kinds and not as the other."""
    if facts is None:
        return False
    has = any(fact.ref.endswith(f".{name}") and fits(said, fact) for fact in facts.of_unit(right))
    return has and not any(fits(said, fact) for fact in facts.of_unit(wrong))


def _known(facts: Facts | None, said: Said, unit: str) -> bool:
    return facts is not None and any(fits(said, fact) for fact in facts.of_unit(unit))
