"""Every form in which a figure can be said: right in value, and only in phrases that statisticians accept (format of numerals, 6.4–6.15)."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from briefs import LIBRARY, brief

from generator.frames import Frames
from generator.frozen import replace
from generator.marks import plain
from generator.model import Settings
from generator.planning import content
from generator.templating import Templates
from generator.views import Scene

DEFAULT = Settings()
# figure (label, value, unit, target, last year, …) → what every form says, what at least one says, what none may
NONE = "^$"
CASES: list[tuple[str, str, str]] = [
    # ---- growth, fall, flat
    ("label: 税收, value: 156.50, unit: 亿元, last: 71.70", r"156\.50亿元|118\.3%|2\.2倍|84\.80亿元", r"118%|增长2\.2倍|增长了?1\.2倍|118\.2[0-9]"),
    ("label: 税收, value: 110, unit: 亿元, last: 100", r"10\.0%|10亿元|100亿元", r"增长10%|10个百分点|下降"),
    ("label: 税收, value: 90, unit: 亿元, last: 100", r"10\.0%|10亿元|100亿元", r"-|增长|百分点|倍"),
    ("label: 税收, value: 30, unit: 亿元, last: 100", r"70\.0%|由.*100亿元.*30亿元|100亿元", r"倍|增长|-|百分点"),
    ("label: 税收, value: 100, unit: 亿元, last: 100", r"持平|一样", r"0\.0%|增长|下降"),
    ("label: 税收, value: 100.0, unit: 亿元, last: 100", r"持平|一样", r"0\.0%|增长|下降"),
    ("label: 税收, value: 3, unit: 亿元, last: 0.7", r"4\.3倍|328\.6%|0\.7亿元", r"增长4\.3倍|翻"),
    ("label: 税收, value: 5.20, unit: 亿元, yoy: 12.5", r"12\.5%", r"5\.2亿元"),
    ("label: 税收, value: 5.20, unit: 亿元, yoy: -3.20", r"3\.20%", r"-|增长"),
    ("label: 税收, value: 5.20, unit: 亿元, yoy: 0", r"持平|一样", r"0%|增长"),
    # ---- few: the number itself, not a percentage
    ("label: 签约项目, value: 23, unit: 个, last: 18", r"5个|27\.8%", r"百分点"),
    ("label: 签约项目, value: 18, unit: 个, last: 23", r"5个|21\.7%", r"-|增长|多5个"),
    ("label: 签约项目, value: 1, unit: 个, last: 3", r"2个|66\.7%", r"-|倍"),
    # ---- no base, a base of nothing or less
    ("label: 税收, value: 5, unit: 亿元, last: 0", r"5亿元", r"%|倍|零的突破|增长"),
    ("label: 签约项目, value: 5, unit: 个, last: 0", r"5个", r"%|倍|零的突破"),
    ("label: 利润, value: 5, unit: 亿元, last: -3", r"5亿元", r"%|倍|增长"),
    ("label: 利润, value: -3, unit: 亿元, last: 5", r"3亿元", r"增长-|降-"),
    ("label: 签约项目, value: 0, unit: 个, last: 4", r"0个", r"100\.0%|倍"),
    ("label: 签约项目, value: 0, unit: 个, target: 12", r"0个", r"完成计划的0|超"),
    ("label: 税收, value: 5, unit: 亿元, target: 0", r"5亿元", r"%|完成|超"),
    # ---- against the plan
    ("label: 签约项目, value: 141, unit: 个, target: 131", r"107\.6%|10个", r"超额完成.*百分点|7\.6个百分点|完成计划107"),
    ("label: 到位资金, value: 9, unit: 亿元, target: 9", r"完成|持平", r"超|差|只"),
    ("label: 到位资金, value: 9.0, unit: 亿元, target: 9", r"完成|持平", r"超|差|只"),
    ("label: 到位资金, value: 8.7, unit: 亿元, target: 9", r"96\.7%", r"超|达到目标"),
    ("label: 到位资金, value: 6.3, unit: 亿元, target: 9", r"70\.0%|9亿元", r"超|百分点"),
    ("label: 到位资金, value: 2, unit: 亿元, target: 9", r"22\.2%|9亿元", r"超|百分点"),
    ("label: 到位资金, value: 9.2, unit: 亿元, target: 9", r"102\.2%|9亿元", r"百分点"),
    ("label: 到位资金, value: 20, unit: 亿元, target: 9", r"222\.2%", r"百分点|增长|2\.2倍"),
    ("label: 签约项目, value: 8, unit: 个, target: 12", r"4个|66\.7%", r"超|多4"),
    ("label: 签约项目, value: 23, unit: 个, target: 20, last: 18", r"115\.0%.*27\.8%|27\.8%.*115\.0%|3个|5个", r"百分点"),
    ("label: 到位资金, value: 6.3, unit: 亿元, target: 9, last: 7", r"70\.0%.*10\.0%|10\.0%.*70\.0%", r"增长|超|百分点"),
    ("label: 到位资金, value: 9, unit: 亿元, target: 9, last: 7", r"28\.6%", r"超|差|百分点"),
    ("label: 外资, value: 5, unit: 亿元, completion: 107.6", r"107\.6%", r"107\.60"),
    ("label: 外资, value: 5, unit: 亿元, excess: 0.4", r"超计划0\.4亿元", r"百分点|%"),
    ("label: 外资, value: 5, unit: 亿元, excess: -0.4", r"比计划少0\.4亿元", r"-|超"),
    # ---- rates change in points
    ("label: 履约率, value: 81.6, unit: '%', last: 79.6", r"2\.0个百分点", r"增长|2\.0%|2\.5%"),
    ("label: 履约率, value: 81.6, unit: '%', last: 83.1", r"1\.5个百分点", r"增长|1\.5%|-|提高"),
    ("label: 履约率, value: 81.6, unit: '%', last: 81.6", r"持平", r"0\.0|提高|下降"),
    ("label: 履约率, value: 81.6, unit: '%', yoy_pp: 2", r"2个百分点", r"增长|2%"),
    ("label: 履约率, value: 81.6, unit: '%', target: 85", r"81\.6%", r"完成.*%.*%|96\.0%"),
    # ---- multiples, ranks
    ("label: 总量, value: 2, unit: 倍, base: 2020", r"翻一番", r"增长2倍|达到2"),
    ("label: 总量, value: 4, unit: 倍, base: 2020", r"翻两番", r"增长4倍|达到4"),
    ("label: 总量, value: 3, unit: 倍, base: 2020", r"3倍", r"翻|增长3倍"),
    ("label: 总量, value: [2, 3], unit: 倍, base: 2020", r"2～3倍", r"翻"),
    ("label: 总量, value: 1.96, unit: 倍, base: 2020", r"1\.96倍", r"翻"),
    ("label: 税收, value: 200, unit: 亿元, last: 100", r"翻一番|100亿元", r"2\.0倍|增长2倍|增长1倍|翻两番"),
    ("label: 税收, value: 400, unit: 亿元, last: 100", r"翻两番|4倍", r"4\.0倍|增长4倍|翻四番"),
    ("label: 税收, value: 300, unit: 亿元, last: 100", r"是上年同期的3倍|为上年同期的3倍", r"3\.0倍|增长3倍|翻"),
    ("label: 税收, value: 199, unit: 亿元, last: 100", r"100亿元", r"翻|2倍"),
    ("label: 税收, value: 201, unit: 亿元, last: 100", r"2\.0倍|100亿元", r"翻|[^.0-9]2倍"),
    ("label: 综合排名, value: 3, unit: 名", r"第3名", r"排名3名|完成"),
    ("label: 综合排名, value: 3, unit: 名, last: 5", r"前移2位|第5名升到第3名", r"增长|下降|40|倍|2名|退"),
    ("label: 综合排名, value: 6, unit: 名, last: 3", r"后退3位|第3名退到第6名", r"增长|下降|倍|3位名|前移|升|从无到有"),
    ("label: 综合排名, value: 3, unit: 名, last: 6", r"前移3位|第6名升到第3名", r"增长|倍|从无到有"),
    ("label: 综合排名, value: 3, unit: 名, last: 3", r"第3名", r"0位|前移|后退|升到|持平0"),
    # ---- about, over, under: one mark, and none that the value contradicts
    ("label: 税收, value: 5, unit: 亿元, approx: about", r"约5亿元", r"约5亿元左右|达到约"),
    ("label: 税收, value: 5, unit: 亿元, approx: over", r"超过?5亿元|5亿元", r"约|近|以上"),
    ("label: 税收, value: 5, unit: 亿元, approx: under", r"近5亿元|5亿元", r"约|超|多"),
    ("label: 引资, value: 5, unit: 亿元, bound: min", r"5亿元", r"超过5|约|近"),
    ("label: 办结时限, value: 5, unit: 个工作日, bound: max", r"5个工作日", r"不足|约|少于5"),
    ("label: 增速, value: [8, 10], unit: '%'", r"8%～10%", r"8～10%|8-10"),
    ("label: 就业, value: 5万～10万, unit: 人", r"5万～10万人", r"5～10万"),
    ("label: 招商时间, value: 2/3", r"三分之二", r"2/3|66"),
    # ---- shares, thresholds, units
    ("label: 外资, value: 3, unit: 亿元, share: {of: 全市, value: 6.7}", r"6\.7%", r"6\.7个"),
    ("label: 项目, value: 5, unit: 个, threshold: 1亿元", r"1亿元以上", r"超过1亿元"),
    ("label: 税收, value: 12000, unit: 万元, last: 9000", r"12000万元", r"1\.2亿元|12,000"),
    ("label: 就业, value: 12万, unit: 人, last: 10万", r"12万人", r"120000"),
    ("label: 税收, value: 0.50, unit: 亿元", r"0\.50亿元", r"5000|\.5亿元$"),
]
# What no form of any figure says: 倍 of a fall, points of an amount, a double mark of approximation, a growth below nothing, a bare .5.
NEVER = re.compile(r"(下降|减少|降了?|缩小)[^，；]*倍|增长-|下降-|约[^，；]*左右|近[^，；]*多|超[^，；]*以上|[^0-9]\.\d|None|\d{1,3},\d{3}|～\d+%?(?<!%)$|达到达到")


def forms(figure: str, settings: Settings = DEFAULT) -> dict[str, str]:
    """By frame the words in which a figure can be said, alone and as a part of another."""
    scene = Scene(replace(brief(f"figures:\n  a: {{{figure}}}\n"), settings=settings))
    frames = Frames(LIBRARY.frames.values(), Templates(), content.matters(LIBRARY))
    view = next(iter(scene.figures.values()))
    return {frame.id: plain(said) for kind in ("figure", "subset") for frame, said in frames._sayings(view, kind)}


def chosen(figure: str) -> set[str]:
    """The words that drafts really take, over many variants."""
    scene = Scene(brief(f"figures:\n  a: {{{figure}}}\n"))
    frames = Frames(LIBRARY.frames.values(), Templates(), content.matters(LIBRARY))
    return {plain(frames.clauses(scene.figures.values(), "figure", variant)) for variant in range(20)}


@pytest.mark.parametrize(("figure", "told", "never"), CASES, ids=[case[0] for case in CASES])
def test_a_figure_is_said_as_statisticians_accept(figure: str, told: str, never: str) -> None:
    """What a draft says names the number or its comparison; no form at all, chosen or not, is a forbidden one."""
    for words in chosen(figure):
        assert re.search(told, words), words
    for frame, words in forms(figure).items():
        assert not re.search(never, words) and not NEVER.search(words), (frame, words)


def test_there_are_more_than_fifty_cases() -> None:
    """The table covers growth, plan, rates, multiples, ranks, approximations, bounds, ranges, shares and units."""
    assert len(CASES) > 50 and len({case[0] for case in CASES}) == len(CASES)


def test_each_comparison_has_several_forms() -> None:
    """Growth, fall, completion under, over and at the plan, a rate's change, and figures without comparison are said in more ways than one."""
    for figure in (CASES[1][0], CASES[2][0], "label: 到位资金, value: 6.3, unit: 亿元, target: 9", "label: 签约项目, value: 141, unit: 个, target: 131",
                   "label: 到位资金, value: 9, unit: 亿元, target: 9", "label: 履约率, value: 81.6, unit: '%', last: 79.6", "label: 税收, value: 5, unit: 亿元"):
        assert len(chosen(figure)) > 1, figure


@pytest.mark.parametrize(("value", "said"), [
    ("200", "翻一番"), ("199", "接近翻一番"), ("196", "接近翻一番"), ("195", None), ("201", "翻一番多"), ("204", "翻一番多"), ("205", None), ("398", "接近翻两番"), ("300", None)])
def test_a_unit_may_call_it_a_doubling_when_it_nearly_is(value: str, said: str | None) -> None:
    """doubling_tolerance: 0.02 lets pass two in a hundred on either side, and says on which; without it only the exact one is 翻一番."""
    figure = f"label: 税收, value: {value}, unit: 亿元, last: 100"
    told = {match for words in forms(figure, Settings(doubling_tolerance=Decimal("0.02"))).values() for match in re.findall("(?:接近)?翻.番多?", words)}
    assert told == ({said} if said else set())
    exact = {match for words in forms(figure).values() for match in re.findall("翻.番", words)}
    assert exact == ({"翻一番"} if value == "200" else set())


@pytest.mark.parametrize(("rounding", "said"), [("half_up", "106.3%"), ("half_even", "106.2%")])
def test_a_half_is_rounded_as_the_unit_has_settled(rounding: str, said: str) -> None:
    """85 of 80 is 106.25%: up by default, to the even digit where the unit says so."""
    words = forms("label: 签约项目, value: 85, unit: 个, target: 80", Settings(rounding=rounding)).values()
    assert any(said in told for told in words) and not any("106.25" in told for told in words)
