"""What the filters of templates say about a meeting: who did what, who sits in the hall."""

from __future__ import annotations

import pytest
from briefs import LIBRARY, brief

from generator import filters
from generator.filters import FILTERS
from generator.marks import plain
from generator.pipeline import make_draft
from generator.recital import RECITALS
from generator.templating import Templates
from generator.views import Scene
from generator.writers.text import to_text


def agenda(text: str) -> list:
    """The agenda of a brief as templates see it."""
    facts = brief(f"agenda: [{text}]\n")
    return Scene(facts).view(facts.data["agenda"])


@pytest.mark.parametrize(
    ("acts", "said"),
    [("{act: briefing, about: 完成情况}, {actor: 五个部门, act: speech}, {act: issue, about: 任务分解}", "会上通报了完成情况，五个部门发了言，还印发了任务分解"),
     ("{actor: 王长生, act: briefing}, {act: award}", "王长生同志通报了有关情况，会上还表彰了先进"),
     ("{actor: 县委, act: issue}", "县委印发了文件"), ("{actor: 县长, act: speech, about: 落地难}", "县长就落地难发了言"),
     ("{actor: 各乡镇, act: report}, {actor: 各组, act: pay_deposit}", "各乡镇作了汇报，各组缴了保证金"), ("", "")],
)
def test_what_was_done_is_told_in_order(acts: str, said: str) -> None:
    """Who is named does it; else the meeting, said once; a person is 同志, a post or a body is not; what it was about, or the usual words."""
    assert plain(FILTERS["told"](agenda(acts))) == said


def test_what_is_to_come_is_not_told() -> None:
    """Deploying and speaking later are no past acts; a secretary who follows up leaves the speech before his to his endorsement, unless
    somebody deploys."""
    acts = agenda("{actor: 县长, act: speech}, {act: issue}, {actor: 市长, act: will_speak}")
    assert [str(entry["act"]) for entry in FILTERS["past_acts"](acts, "quarterly_review")] == ["speech", "issue"]
    assert [str(entry["act"]) for entry in FILTERS["past_acts"](acts, "secretary_followup")] == ["issue"]
    acts = agenda("{actor: 县长, act: deploy}, {actor: 五个部门, act: speech}")
    assert [str(entry["act"]) for entry in FILTERS["past_acts"](acts, "secretary_followup")] == ["speech"]


def test_events_are_told_by_when_whose_and_what() -> None:
    """前一天 is 昨天, 市 is 市里; what was done stands as it is, one's own by 我们自己; each has its topics."""
    facts = brief("prior_events: [{name: 动员大会, when: 前一天, owner: [市]}, {name: 到上海招商, owner: [本县]}, {name: 观摩, topics: [进度]}]\n")
    held = Scene(facts).view(facts.data["prior_events"])
    assert plain(RECITALS["held"](held)) == "昨天，市里召开了动员大会；我们自己到上海招商；我们组织了观摩，重点是进度"


@pytest.mark.parametrize(("audience", "said"), [("[各乡镇, 县直各部门, 开发区]", "各乡镇、县直各部门和开发区"), ("[各乡镇, 县直部门和单位]", "各乡镇、县直部门和单位")])
def test_who_sits_in_the_hall(audience: str, said: str) -> None:
    """和 stands before the last, unless a name holds one already."""
    facts = brief(f"audience: {audience}\nskeleton: secretary_followup\nagenda: [{{actor: 县长, act: speech}}, {{act: issue}}]\n")
    texts = [to_text(make_draft(facts, LIBRARY, variant=variant)) for variant in range(4)]
    assert any(said in text for text in texts)


def _projects(*told: dict[str, object]) -> list[dict[str, object]]:
    """Projects as blocks see them: every field there, those not told empty."""
    keys = ("name", "status", "next", "by", "owner", "progress", "investment", "place", "introduced_by")
    return [{key: project.get(key) for key in keys} for project in told]


def test_next_steps_that_are_one_are_said_once() -> None:
    """Projects with one next step stand together; of those without one the block's own words are said, 也 only after others."""
    same = _projects({"name": "甲", "next": "早开工"}, {"name": "乙", "next": "早开工"}, {"name": "丙", "next": "时序进度"})
    assert filters.steps(same) == "甲、乙都要早开工，丙要赶上时序进度"
    assert filters.steps(_projects({"name": "甲", "next": "早开工"}, {"name": "乙"}), "要报日子") == "甲要早开工，乙也要报日子"
    assert filters.steps(_projects({"name": "甲"}, {"name": "乙"}), "要报日子") == "甲、乙要报日子"
    brought = _projects({"name": "甲", "introduced_by": ["县商务局"]}, {"name": "乙", "introduced_by": ["县商务局"]})
    assert filters.steps(brought, "要报日子") == "甲、乙由县商务局引来，要报日子"
    assert not filters.detailed(same) and filters.detailed(_projects({"name": "甲", "by": "6月"}))


def test_slogans_say_whose_they_are_and_what_they_stand_for() -> None:
    """A slogan raised by another body names it; what it stands for and is for follow it."""
    slogan = {"text": "三争", "expands": ["争项目", "争资金"], "aim": "全市前列", "owner": ["市"]}
    assert filters.slogans([slogan]) == "“三争”，说的是争项目、争资金，为的是全市前列"
    here = Templates().environment.from_string("").new_context({"place": {"committee": "市委", "government": "市政府", "organs": "市委、市政府"}})
    assert filters.raised_by(here, [slogan], "我们讲的是") == "市里提的是"
    for own in (["本县"], ["市委"], ["市委", "市政府"], None):
        assert filters.raised_by(here, [{**slogan, "owner": own}], "我们讲的是") == "我们讲的是" and not filters.foreign(here, own)
    assert filters.raised_by(here, [slogan, slogan], "我们讲的是") == "我们讲的是" and filters.foreign(here, ["国家"]) == "国家"


@pytest.mark.parametrize(("items", "said"), [
    (["各县（市、区）", "经开区"], "各县（市、区）、经开区"), (["签约、开工", "到账"], "签约、开工，到账"),
    (["先签约，再开工", "到账"], "先签约，再开工；到账"), (["“甲”", "“乙”"], "“甲”“乙”"),
])
def test_a_list_is_parted_by_a_mark_above_those_of_its_items(items: list[str], said: str) -> None:
    """Brackets hold marks of their own, which part nothing outside them."""
    assert filters.join_cn(items) == said
