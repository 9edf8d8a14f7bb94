"""Formulations and years: what may be said when, that nothing is said out of its time, and that a brief's own words are kept but noted."""

from __future__ import annotations

import re

import pytest
from briefs import LIBRARY, brief
from hypothesis import given
from hypothesis import strategies as st

from generator.language import formulations
from generator.model import Formulation
from generator.pipeline import make_draft
from generator.planning import period
from generator.tags import without_tags
from generator.writers.text import to_text

ROWS = LIBRARY.formulations
MONTHS = st.builds(lambda year, month: f"{year}-{month:02}", st.integers(2003, 2030), st.integers(1, 12))


def said(year: str, region: str = "{level: county}", text: str = "") -> str:
    """The head of a brief of some month or year."""
    return f"year: {year[:4]}\ndate: '{year}'\nregion: {region}\noccasion: {{name: 招商引资动员大会, kind: mobilisation}}\n{text}"


# --------------------------------------------------------------------------------------------------------- dates
@pytest.mark.parametrize(("year", "plan", "position"), [
    (2003, "十五", ""), (2005, "十五", "收官之年"), (2006, "十一五", "开局之年"), (2011, "十二五", "开局之年"), (2016, "十三五", "开局之年"), (2020, "十三五", "收官之年"),
    (2021, "十四五", "开局之年"), (2023, "十四五", ""), (2025, "十四五", "收官之年"), (2026, "十五五", "开局之年"), (2030, "十五五", "收官之年")])
def test_a_year_knows_its_plan_and_its_place_in_it(year: int, plan: str, position: str) -> None:
    """Opening and closing years are named, the middle ones are not."""
    assert (LIBRARY.years[str(year)].plan, LIBRARY.years[str(year)].position) == (plan, position)


@given(st.sampled_from(sorted(ROWS)), MONTHS)
def test_a_formulation_is_early_right_or_outdated(name: str, when: str) -> None:
    """Of a month exactly one holds; of its year none but the right one rules out the others."""
    row = ROWS[name]
    assert [formulations.early(row, when), formulations.right(row, when), formulations.outdated(row, when)].count(True) == 1
    if formulations.right(row, when[:4]):
        assert formulations.right(row, when)


@pytest.mark.parametrize(("when", "meeting"), [
    ("2012-06", "党的十七届六中全会精神"), ("2013-01", "党的十八大精神"), ("2022-09", "党的十九届六中全会精神"), ("2023-05", "党的二十大精神"),
    ("2024-08", "党的二十届三中全会精神"), ("2026-03", "党的二十届四中全会精神"), ("2024", "党的二十大精神")])
def test_the_spirit_is_that_of_the_latest_meeting(when: str, meeting: str) -> None:
    """A plenum until the next one; where only the year is known, what is right all year."""
    row = formulations.spirit(ROWS.values(), when)
    assert row is not None and row.text == meeting


# ---------------------------------------------------------------------------------------- nothing out of its time
def test_blocks_say_formulations_only_in_their_years() -> None:
    """A formulation in a block's or frame's own words lies inside the block's years; every id that is asked for exists."""
    wrong = []
    for block in (*LIBRARY.blocks.values(), *LIBRARY.frames.values()):
        own = without_tags(block.text, "□", "□")
        for row in formulations.found(ROWS.values(), own):
            first, last = getattr(block, "valid_from", None) or "2003", getattr(block, "valid_to", None) or "2030"
            if not (formulations.right(row, formulations.span(first)[0]) and formulations.right(row, formulations.span(last)[1])):
                wrong.append((block.id, row.text))
        asked = re.findall(r"current\('(\w+)'\)", " ".join((block.text, *block.requires)))
        wrong += [(block.id, name) for name in asked if name not in ROWS]
    assert wrong == []


FACTS = """projects: [{name: 甲厂二期, status: signed, next: 月底前开工}]
problems: [{label: 落地慢, evidence: [七个项目没有动]}]
goals: [{text: 税收再上台阶}]
industries: [{name: 纺织, parts: [染整]}]
platforms: [{name: 北园}]
policies: [{name: 招商办法, status: in_force}]
sections:
- {id: a, heading: 抓好项目, points: [争取上级资金, 用好政策, 优化环境, 改进服务, 补强产业, 改进方法, 严格考核]}
- {id: b, heading: 抓好落实}
"""


@pytest.mark.parametrize("year", range(2004, 2031))
def test_no_draft_says_what_is_not_said_then(year: int) -> None:
    """Briefs of every year, with a month and without: no formulation of the table that is early or outdated, none of another province."""
    for number, (when, skeleton) in enumerate([(f"{year}-03", "mobilisation_rally"), (f"{year}-10", "problem_facing"), (str(year), "deputy_elaboration")]):
        facts = brief(FACTS + f"length: 3600\nskeleton: {skeleton}\n", head=said(when) if "-" in when else said(when).replace(f"date: '{when}'\n", ""))
        text = to_text(make_draft(facts, LIBRARY, variant=number + year % 3))
        late = [row.text for row in formulations.found(ROWS.values(), text) if formulations.early(row, when) or formulations.outdated(row, when)]
        assert late == []
        assert [row.text for row in formulations.found(ROWS.values(), text) if row.scope != "national"] == []


def test_every_formulation_that_blocks_ask_for_is_said_in_some_year() -> None:
    """Each block of its time can be said in a month of 2003–2030, and in another cannot."""
    for block in LIBRARY.blocks.values():
        for name in re.findall(r"current\('(\w+)'\)", " ".join(block.requires)):
            sayable = {period.current(brief("", head=said(f"{year}-{month:02}")), LIBRARY, name) for year in range(2003, 2031) for month in (3, 10)}
            assert sayable == {"", ROWS[name].text}, block.id


# ------------------------------------------------------------------------------------------- what is never said by itself
def test_what_is_doubtful_or_anothers_is_never_said_by_itself() -> None:
    """Low confidence never; a province's slogan in that province only; a region's strategy in that region."""
    row = Formulation("x", "甲", "2004", "macro", "low")
    assert formulations.right(row, "2010") and not formulations.sayable(row, "2010", "")
    local = Formulation("y", "乙", "2004", "macro", "high", scope="provincial:山东、安徽等")
    assert formulations.sayable(local, "2010", "安徽省临江县") and not formulations.sayable(local, "2010", "河南省临江县")
    assert not any(formulations.sayable(row, "2021-06", "临江县") for row in ROWS.values() if row.scope != "national")


@pytest.mark.parametrize(("when", "text", "note"), [
    ("2024-05", "slogans: [{text: 做好“六稳”工作}]", "slogans[0].text：“六稳”用到2022-12为止，后来讲"),
    ("2021-05", "sections: [{heading: 发展新质生产力}]", "sections[0].heading：“新质生产力”2023-09才开始用"),
    ("2012-03", "closing: {welcome: [党的十八大]}", ""),
    ("2013-03", "closing: {welcome: [党的十八大]}", "closing.welcome[0]：“党的十八大精神”所说的会2012-11-08已经开过"),
    ("2021-05", "goals: [{text: 巩固拓展脱贫攻坚成果}]", ""),
    ("2021-05", "slogans: [{text: 做好“六稳”工作}]", ""),
    ("2024", "problems: [{label: 六稳落实不够}]", ""),
])
def test_an_outdated_slogan_is_drafted_and_noted(when: str, text: str, note: str) -> None:
    """The brief's words stand as they are; the note names their place and their time. What is welcomed or looked back upon is not noted."""
    facts = brief(text + "\n", head=said(when) if "-" in when else said(when).replace(f"date: '{when}'\n", ""))
    notes = "\n".join(make_draft(facts, LIBRARY).notes)
    assert note in notes if note else "才开始用" not in notes and "为止" not in notes


def test_years_outside_the_table_are_noted() -> None:
    """A year before 2003 or after 2030 drafts with a note."""
    assert any("不在2003—2030年之内" in note for note in make_draft(brief("", head=said("2041-03")), LIBRARY).notes)
