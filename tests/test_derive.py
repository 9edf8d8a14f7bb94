"""Derived figures are right to the last digit, and what figures say against each other is found with both lines."""
from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from briefs import SHARED
from hypothesis import given
from hypothesis import strategies as st

from generator.brief import load_brief
from generator.errors import BriefError, Place, Problem
from generator.language import derive, formulas, quantities
from generator.model import Figure, Number, Share, Text

RATES = ("completion", "yoy", "yoy_pp", "excess")
KINDS = {"%": "rate", "‰": "rate", "个百分点": "rate", "倍": "multiple", "元": "amount", "美元": "amount", "名": "rank"}


def figures(text: str) -> dict[str, Figure]:
    """Figures from lines ``id amount key=value …``; ``?`` is a value not known; each stands on its own line of ``b.yaml``."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return {figure.id: figure for figure in (_figure(line, at) for at, line in enumerate(lines, 1))}


def _figure(line: str, at: int) -> Figure:
    name, amount, *pairs = line.split()
    given = dict(pair.split("=", 1) for pair in pairs)
    value, unit = (None, amount.removeprefix("?")) if amount.startswith("?") else quantities.read_amount(amount)
    share = given.get("share")
    return Figure(
        name, Text(given.get("label", name)), value, unit, given.get("kind") or KINDS.get(quantities.base_unit(unit), "count"), "context",
        raw={key: _number(given[key]) for key in ("target", "last") if key in given},
        given={key: _number(given[key]) for key in RATES if key in given},
        share=None if share is None else Share(Text(given["of"]) if "of" in given else None, _number(share)),
        part_of=given.get("part_of"), formula=given.get("formula", "").replace("_", " ") or None, approx=given.get("approx"),
        threshold_open="threshold" in given, place=Place("b.yaml", at, 1), places={key: Place("b.yaml", at, 9) for key in ("value", *given)})


def _number(text: str) -> Number | None:
    return None if text == "?" else quantities.read_number(text)


def said(found: Mapping[str, Figure], id: str, what: str) -> str | None:
    """The derived number with its unit."""
    number = derive.derive(found, id, what)
    return None if number is None else f"{number.text}{number.unit}"


def errors(text: str) -> list[Problem]:
    return derive.check(figures(text))[0]


# ------------------------------------------------------------------------------------------------------- derive
@pytest.mark.parametrize(("line", "what", "result"), [
    ("a 141个 target=131", "completion", "107.6%"), ("a 141个 target=131", "excess", "10个"),
    ("a 141个 target=131", "difference", "10个"),
    ("a 90个 target=120", "excess", "-30个"), ("a 156.50万美元 last=71.70", "yoy", "118.3%"), ("a 90个 last=100", "yoy", "-10.0%"),
    ("a 5个 last=5", "yoy", "0.0%"), ("a 9999个 last=10000", "yoy", "0.0%"), ("a 8亿元 last=4", "multiple", "2倍"), ("a 7.84亿元 last=4", "multiple", "2.0倍"),
    ("a 8.5亿元 last=4.25", "difference", "4.25亿元"),
    ("a 3名 last=5", "difference", "2位"), ("a 5名 last=3", "difference", "-2位"),
    ("a 8亿元 last=4 target=6", "difference", "4亿元"), ("a 81.6% last=79.6", "yoy_pp", "2.0个百分点"),
    ("a 79.6% last=81.65", "yoy_pp", "-2.1个百分点"),
    ("a 3.5亿元 yoy=-3.20", "yoy", "-3.20%"), ("a 3.5亿元 completion=264", "completion", "264%"),
    ("a 3.5亿元 excess=0.5", "excess", "0.5亿元"),
    ("a 81.6% yoy_pp=2", "yoy_pp", "2个百分点"), ("a 3亿元 share=6.7", "share", "6.7%"), ("a 3亿元 share=2/3", "share", "三分之二"),
    ("a 3亿元 share=8～10", "share", "8%～10%")])
def test_what_follows_from_one_figure(line: str, what: str, result: str) -> None:
    """Computed rates have one decimal, stated ones their own, differences those of their inputs."""
    assert said(figures(line), "a", what) == result


@pytest.mark.parametrize(("line", "what"), [
    ("a 5个 last=0", "yoy"), ("a 5个 last=0", "multiple"), ("a 5万元 last=-3", "yoy"), ("a 5个 target=0", "completion"),
    ("a 5个", "yoy"), ("a ?个 last=3", "yoy"), ("a 5个 last=?", "yoy"),
    ("a 8～10个 last=3", "yoy"), ("a 5个 last=3～4", "yoy"), ("a 20% last=10", "yoy"), ("a 20% target=10", "completion"),
    ("a 3名 last=5", "yoy"), ("a 5个 last=4", "yoy_pp"),
    ("a 5个 part_of=b", "share"), ("a 5个", "value"), ("a 5个 share=? of=全市", "share"), ("a 5个 last=4", "ratio")])
def test_what_cannot_be_had_is_none(line: str, what: str) -> None:
    """No percentage from nothing, none of a rate or a rank, nothing from a range or an unknown."""
    assert derive.derive(figures(line), "a", what) is None


@given(st.decimals("0.01", 10**12, places=2), st.decimals("0.01", 10**12, places=2))
def test_rates_are_the_exact_quotient_rounded_once(value: Decimal, base: Decimal) -> None:
    """Against exact fractions, half up at the end."""
    found = figures(f"a {value:f}万元 target={base:f} last={base:f}")
    tenths = (Fraction(value) / Fraction(base) * 1000 + Fraction(1, 2)) // 1
    completion, growth = derive.derive(found, "a", "completion"), derive.derive(found, "a", "yoy")
    assert completion is not None and growth is not None
    assert Fraction(completion.value) * 10 == tenths
    assert abs(Fraction(growth.value) - (Fraction(value) / Fraction(base) - 1) * 100) <= Fraction(1, 20)


def test_longest_numbers_are_computed() -> None:
    """Thirty digits, and a quotient of far more, neither overflow nor lose a digit."""
    assert said(figures(f"a {'9' * 30}亿元 last=0.0000001"), "a", "multiple") == "9" * 30 + "0000000倍"


def test_refs_labels_and_places_name_the_origin() -> None:
    """What the ledger needs: id.what, the label, the formula with its inputs, the line."""
    found = derive.derive(figures("a 141个 label=签约项目 target=131"), "a", "completion")
    assert found is not None
    assert (found.ref, found.label, found.formula, found.place) == ("a.completion", "签约项目完成率", "a.value / a.target", Place("b.yaml", 1, 1))
    stated = derive.derive(figures("a 141个 completion=107.6"), "a", "completion")
    assert stated is not None
    assert (stated.formula, stated.place) == ("given", Place("b.yaml", 1, 9))


def test_only_an_exact_whole_number_loses_its_decimals_in_value() -> None:
    """By which 翻一番 is told from about twice."""
    values = [derive.derive(figures(f"a {value}亿元 last=4"), "a", "multiple") for value in ("8", "7.84")]
    assert [str(found.value) for found in values if found] == ["2", "2.0"]


# ------------------------------------------------------------------------------------------------ share, formulas
@pytest.mark.parametrize(("text", "result"), [
    ("a 7000万元 part_of=w\nw 3.5亿元", "20.0%"), ("a 115个 part_of=w\nw 141个", "81.6%"),
    ("a 7000万元 share=? of=w\nw 3.5亿元", "20.0%"), ("a 3万美元 part_of=w\nw 5万元", None),
    ("a 3个 part_of=w\nw 0个", None), ("a 7000万元 part_of=w\nw ?亿元 formula=x_+_y\nx 3亿元\ny 5000万元", "20.0%")])
def test_share_of_the_whole(text: str, result: str | None) -> None:
    """In the same base unit only, 亿 and 万 converted."""
    assert said(figures(text), "a", "share") == result


INPUTS = "\nn 115个\nm 141个\nx 8.29亿元\ny 40亿元\nz 500万元\nu 20.7%\nv 18.57%\npaid-in 4亿元\n甲乙 3个\nd 84万美元\nq ?个\nr 3～5个"


@pytest.mark.parametrize(("head", "result"), [
    ("a ?% formula=n/m", "81.6%"), ("a ?% formula=n÷m", "81.6%"), ("a ?% formula=x_/_y", "20.7%"), ("a ?% formula=z_/_y", "0.1%"),
    ("a ?倍 formula=y_/_x", "4.8倍"),
    ("a ?亿元 formula=x_+_y", "48.29亿元"), ("a ?亿元 formula=x_+_z", "8.34亿元"), ("a ?万元 formula=x＋z", "83400万元"),
    ("a ?亿元 formula=y_÷_5", "8亿元"), ("a ?亿元 formula=y_/_3", "13.3亿元"),
    ("a ?亿元 formula=x_/_3", "2.76亿元"), ("a ?亿元 formula=(x_+_y)_×_2", "96.58亿元"), ("a ?亿元 formula=paid-in_×_2", "8亿元"),
    ("a ?亿元 formula=y-paid-in-x", "27.71亿元"),
    ("a ?个 formula=甲乙×（n−m＋30）", "12个"), ("a ?% formula=(n_-_m)_/_m", "-18.4%"), ("a ?个百分点 formula=u_-_v", "2.1个百分点"),
    ("a ?% formula=u_-_v", "2.1%"), ("a ?% formula=100_-_u", "79.3%"),
    ("a ?亿元 formula=y_×_u_÷_100", "8.3亿元"), ("a ?亿元 formula=y_/_n", "0.3亿元"),
    ("a ?% formula=s_/_m\ns ?个 formula=n_+_甲乙", "83.7%"), ("a ?‰ formula=甲乙_/_m", "21.3‰"),
    ("a ?个 formula=n_-_m_-_2", "-28个"), ("a ?个 formula=n_-_(m_-_2)", "-24个"), ("a ?个 formula=n_+_q", None),
    ("a ?个 formula=n_+_r", None)])
def test_formulas(head: str, result: str | None) -> None:
    """A ratio × 100 for %, 万 and 亿 converted, sums never cut short; nothing from unknowns and ranges."""
    found = figures(head + INPUTS)
    assert not [problem for problem in derive.check(found)[0] if problem.path.startswith("figures.a")]
    assert said(found, "a", "value") == result


@pytest.mark.parametrize(("formula", "spelt"), [
    ("n/m", "n.value / m.value"), ("n-(m-2)", "n.value - (m.value - 2)"), ("(n+m)*2", "(n.value + m.value) * 2"),
    ("n/(m*2)", "n.value / (m.value * 2)"), ("n*m/2", "n.value * m.value / 2")])
def test_the_ledger_spells_formulas_with_their_inputs(formula: str, spelt: str) -> None:
    assert formulas.spell(formulas.parse(formula, ("n", "m"))) == spelt


@pytest.mark.parametrize(("head", "fragment"), [
    ("a ?% formula=n_/_nn", "没有指标“nn”"), ("a ?% formula=n_/", "写法有误"), ("a ?% formula=(n_/_m", "写法有误"),
    ("a ?% formula=n_m", "写法有误"), ("a ?% formula=n_^_m", "写法有误"),
    ("a ?% formula=f(n)", "没有指标“f”"), ("a ?% formula=n**m", "写法有误"), ("a ?% formula=-n", "写法有误"),
    ("a ?亿元 formula=x_×_1.5", "“1.5”不是整数"), ("a ?% formula=n_/_0", "除数是0"), ("a ?% formula=0_/_0", "除数是0"),
    ("a ?% formula=a_/_n", "用到了自己"), ("a ?个 formula=b_+_n\nb ?个 formula=a_-_n", "绕成了圈：a → b → a"),
    ("a ?亿元 formula=y_+_d", "“元”和“美元”相加减"), ("a ?亿元 formula=y_+_n", "“元”和个数相加减"),
    ("a ?亿元 formula=y_+_5", "相加减"), ("a ?% formula=n_/_m_×_100", "不用再乘100"), ("a ?% formula=n_+_m", "不是比率"),
    ("a ?% formula=y_/_n", "不是比率"), ("a ?亿元 formula=y_×_u", "没有化成比率"),
    ("a ?个 formula=y_/_5", "单位却是“个”"), ("a ?个 formula=" + "n+" * 101 + "n", "算式过长"),
    ("a ?个 formula=" + "(" * 99 + "n" + ")" * 99, "括号套了20层以上"),
    ("a ?个 formula=" + "(" * 20 + "n" + ")" * 20, "")])
def test_formulas_that_cannot_be_computed_are_refused(head: str, fragment: str) -> None:
    """Each with its own reason, at its line; whatever it is, nothing is computed from it."""
    found = figures(head + INPUTS)
    problems = [problem for problem in derive.check(found)[0] if problem.path == "figures.a.formula"]
    assert [fragment in problem.message for problem in problems] == ([True] if fragment else [])
    assert all(problem.place == Place("b.yaml", 1, 9) and problem.hint for problem in problems)
    assert not fragment or derive.derive(found, "a", "value") is None


@given(st.text("nm甲 +-−×÷*/()（）12.%_", max_size=30))
def test_any_formula_is_computed_or_refused(formula: str) -> None:
    """Nothing but its own refusals comes out of a formula."""
    given = figures("n 115个\nm 141个")
    given["a"] = Figure("a", Text("a"), None, "个", "count", "context", formula=formula)
    problems = derive.check(given)[0]
    assert (derive.derive(given, "a", "value") is None) == bool(problems)


def test_formulas_over_formulas_stay_quick_and_shallow() -> None:
    """Each input is computed once; nesting deeper than twenty is not followed."""
    chain = "f0 1个\nf1 1个\n" + "\n".join(f"f{at} ?个 formula=f{at - 1}_+_f{at - 2}" for at in range(2, 400))
    found = figures(chain)
    assert said(found, "f15", "value") == "987个"
    assert any("超过20层" in problem.message for problem in derive.check(found)[0])


# ---------------------------------------------------------------------------------------------------------- gaps
@pytest.mark.parametrize(("line", "names"), [
    ("a ?个", ("value",)), ("a ?% formula=n/m", ()), ("a 5个 target=? last=4", ("target",)), ("a 5个 yoy=? completion=107", ("yoy",)),
    ("a 5个 share=? of=全市", ("share",)),
    ("a 5个 threshold=?", ("threshold",)), ("a 5个 last=4 yoy=20", ())])
def test_what_is_named_without_a_number_is_a_gap(line: str, names: tuple[str, ...]) -> None:
    assert derive.needs(figures(line)["a"]) == names


def test_known_lists_all_that_can_be_had() -> None:
    found = figures("a 115个 target=120 last=100 part_of=b\nb 141个")
    assert set(derive.known(found, found["a"])) == {"completion", "excess", "yoy", "multiple", "difference", "share"}
    assert derive.known(found, found["b"]) == {}


# --------------------------------------------------------------------------------------------------------- check
@pytest.mark.parametrize(("text", "path", "fragment"), [
    ("a -3个", "figures.a.value", "不能是负数（-3）"), ("a 3个 last=-3", "figures.a.last", "上年同期是个数，不能是负数"),
    ("a 5个 target=0 completion=100", "figures.a.completion", "计划是0"),
    ("a 5个 last=0 yoy=100", "figures.a.yoy", "上年同期为0或负数"), ("a 5万元 last=-1 yoy=100", "figures.a.yoy", "上年同期为0或负数"),
    ("a 5个 part_of=b", "figures.a.part_of", "“b”不存在"),
    ("a 5亿元 part_of=b\nb 40000万元", "figures.a.value", "a5亿元大于它所属的b40000万元（b.yaml:2:9）"),
    ("a 8～10个 part_of=b\nb 9个", "figures.a.value", "大于"),
    ("a 5个 part_of=a", "figures.a.part_of", "绕成了圈：a → a"),
    ("a 141个 target=131 completion=107.9", "figures.a.completion", "写的是107.9%，按a141个、目标131个算是107.6%"),
    ("a 90个 last=100 yoy=10", "figures.a.yoy", "算是-10%"), ("a 81.6% last=79.6 yoy_pp=4", "figures.a.yoy_pp", "算是2个百分点"),
    ("a 141个 target=131 excess=12", "figures.a.excess", "算是10个"),
    ("a 115个 share=85 part_of=b\nb 141个", "figures.a.share", "写的是85%"),
    ("a 115个 share=85 of=b\nb 141个", "figures.a.share", "算是82%"),
    ("a 115个 share=2/3 part_of=b\nb 141个", "figures.a.share", "写的是三分之二"),
    ("a 20个 formula=b+c\nb 10个\nc 7个", "figures.a.value", "写的是20个，按b+c算是17个")])
def test_contradictions_are_refused(text: str, path: str, fragment: str) -> None:
    """Both numbers, at the line of the stated one, with the line of an input."""
    found = errors(text)
    assert [(problem.path, fragment in problem.message) for problem in found] == [(path, True)]
    assert found[0].place == Place("b.yaml", 1, 9)


@pytest.mark.parametrize("text", [
    "a -3万元", "a 5个 last=0", "a 5个 target=0", "a 5个 part_of=b\nb 5个", "a 5万美元 part_of=b\nb 3万元", "a ?个 part_of=b\nb 3个", "a 141个 target=131 completion=107.7",
    "a 141个 target=131 completion=108", "a 81.6% formula=n_/_m\nn 115个\nm 141个", "a 100个 share=2/3 part_of=b\nb 150个", "a 115个 share=85 of=全市 part_of=b\nb 141个",
    "a 5个 yoy=8～10 last=4.6", "a 5个 completion=?  target=4", "a 156.50万美元 last=71.70 yoy=118.27"])
def test_what_agrees_is_left_alone(text: str) -> None:
    """One unit in the last place is allowed, since rounded parts need not add up."""
    assert derive.check(figures(text)) == ([], [])


PUBLISHED = "total 40亿元 {approx}\npaid 8.29亿元\nrate 20.9% formula=paid_/_total"


def test_a_stated_rate_against_its_inputs_is_refused_with_both_numbers_and_lines() -> None:
    """8.29 of 40 is 20.7%, not the 20.9% that was published."""
    (problem,) = errors(PUBLISHED.format(approx=""))
    assert problem.place == Place("b.yaml", 3, 9)
    assert all(part in problem.message for part in ("20.9%", "20.7%", "b.yaml:1:9", "b.yaml:2:9"))


def test_an_approximate_input_makes_it_a_doubt_and_the_stated_rate_is_printed() -> None:
    """约40亿元 may well be 39.6亿元."""
    found = figures(PUBLISHED.format(approx="approx=about"))
    refused, doubts = derive.check(found)
    assert refused == [] and "20.7" in doubts[0].message
    assert said(found, "rate", "ratio") == "20.9%"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the design texts do not lie beside this checkout")
def test_the_brief_as_published_is_refused() -> None:
    """Line 25 states the rate, lines 24 and 17 its inputs."""
    with pytest.raises(BriefError) as error:
        load_brief(SHARED / "design" / "briefs" / "S2a-as-published.yaml")
    (problem,) = error.value.problems
    assert problem.place is not None and problem.place.line == 25
    assert all(part in problem.message for part in ("20.9", "20.7", ":24:", ":17:"))


@given(st.decimals("0.01", 10**9, places=2), st.decimals("0.01", 10**9, places=2), st.integers(-3, 3))
def test_a_stated_rate_may_be_off_by_one_unit_and_no_more(value: Decimal, base: Decimal, off: int) -> None:
    """In its own last place."""
    exact = quantities.rounded(Decimal(Fraction(value) / Fraction(base) * 10**6 // 1) / 10**4, 1)
    computed = derive.derive(figures(f"a {value:f}万元 target={base:f}"), "a", "completion")
    assert computed is not None and abs(computed.value - exact) <= Decimal("0.1")
    stated = computed.value + Decimal(off) / 10
    if stated >= 0:
        assert bool(errors(f"a {value:f}万元 target={base:f} completion={stated:.1f}")) == (abs(off) > 1)


# -------------------------------------------------------------------------------------------- 近 and 超过 against the exact value
@pytest.mark.parametrize(("approx", "sum", "holds"), [
    ("under", "70+79.6", True), ("under", "70+80.4", False), ("under", "75+75", False), ("under", "60+70", False), ("over", "70+80.4", True),
    ("over", "70+79.6", False), ("over", "75+75", False), ("over", "90+90", False), ("many", "70+80.4", True), ("many", "70+79.6", False)])
def test_near_and_above_agree_with_the_exact_value(approx: str, sum: str, holds: bool) -> None:
    """近 is said of less, 超过 of more, neither of what is a tenth off; both numbers and both lines are told."""
    one, other = sum.split("+")
    found = errors(f"a 150亿元 label=税收 approx={approx} formula=b_+_c\nb {one}亿元\nc {other}亿元")
    assert (found == []) == holds
    for problem in found:
        word, exact = "近" if approx == "under" else "超过", f"{(Decimal(one) + Decimal(other)).normalize():f}"
        assert f"{word}150亿元" in problem.message and f"{exact}亿元" in problem.message and "b.yaml:2" in problem.message
