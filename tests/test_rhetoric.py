"""Figures of speech are built from the brief's own words or not at all (rules of the genre: equal members, the longest last, no figures)."""

from __future__ import annotations

import pytest
from briefs import LIBRARY, ROOT, brief
from hypothesis import given
from hypothesis import strategies as st

from generator.brief import load_brief
from generator.filters import FILTERS
from generator.language import rhetoric
from generator.pipeline import make_draft
from generator.writers.text import to_text

_WORDS = st.lists(st.text("抓促不高快意签开项目约工3。", min_size=1, max_size=11), max_size=7)


@given(_WORDS)
def test_a_parallel_keeps_its_rules(members: list[str]) -> None:
    """Three or four members, one length within a character, none shorter than the one before, no digit or stop inside; each member once."""
    places = rhetoric.parallel(members)
    said = [members[at] for at in places]
    assert len(said) in (0, 3, 4) and len(set(places)) == len(places)
    lengths = [len(member) for member in said]
    assert not said or (lengths[-1] - lengths[0] <= 1 and lengths == sorted(lengths))
    assert not any(char in "3。" for member in said for char in member)


@given(_WORDS)
def test_a_parallel_is_found_where_three_members_allow_it(members: list[str]) -> None:
    """Where three clean members of three to nine characters have one length, there is a parallel."""
    clean = [len(member) for member in members if 3 <= len(member) <= 9 and not set(member) & set("3。")]
    assert bool(rhetoric.parallel(members)) or all(clean.count(length) < 3 for length in clean)


@pytest.mark.parametrize(
    ("members", "said"),
    [(["强化责任", "提振精神", "真抓实干"], ["强化责任", "提振精神", "真抓实干"]), (["质不优", "工作不实", "量不足"], ["质不优", "量不足", "工作不实"]),
     (["强化责任", "提振精神"], []), (["签约20个", "开工10个", "投产5个"], []), (["抓", "推", "促"], []),
     (["招大商", "建好园区让项目进得来", "优环境"], []), (["多到资金", "早到资金", "快到资金"], ["早到资金", "快到资金", "多到资金"]),
     (["投产要抢早", "签约要抓实", "开工要赶快"], ["签约要抓实", "开工要赶快", "投产要抢早"])],
)
def test_parallels_of_a_brief(members: list[str], said: list[str]) -> None:
    """The longest goes last; two members, figures, single characters and members of unlike length make none."""
    assert FILTERS["parallel"](members) == said


@pytest.mark.parametrize(
    ("members", "word"),
    [(["意向抓签约", "签约抓开工", "开工抓进度", "在建抓竣工"], "四抓"), (["服务不上门", "空间不成片", "队伍不离家"], "三个“不”"), (["早到资", "快到资"], ""),
     (["抓项目", "促落地", "保要素"], ""), (["讲效率", "讲诚信", "讲服务"], ""), (["不推不拖", "不等不靠", "不争不抢"], ""), ([], "")],
)
def test_a_number_word_counts_what_it_sums_up(members: list[str], word: str) -> None:
    """四抓 and 三个“不” need one word in one place of every member, once."""
    assert FILTERS["number_word"](members) == word


def test_couplets_are_neighbours_of_one_length() -> None:
    """Two neighbours that open differently; else nothing."""
    assert FILTERS["couplet"](["以商招商", "驻点招商", "节会招商"]) == ["以商招商", "驻点招商"]
    assert FILTERS["couplet"](["以商招商", "以情招商"]) == [] == FILTERS["couplet"](["招商"])


def test_a_chain_hands_projects_on_in_their_order() -> None:
    """From the earliest state that has projects, whatever their order; fewer than three states are no chain; unknown states are passed over."""
    assert rhetoric.chain(["started", "intent", "signed", "talks"]) == ["意向的抓签约", "签约的抓开工", "开工的抓进度"]
    assert rhetoric.chain(["started", "signed", "signed"]) == []


def test_a_closing_of_equal_members_is_spoken_as_a_parallel() -> None:
    """What the brief calls for stands in the closing in full, the longest member last."""
    facts = brief("closing: {call: [真抓实干抓落地, 强化责任担当, 提振精神状态]}\nchoose: {CLO.CALL: clo_call_parallel_1}\n")
    assert "希望大家强化责任担当、提振精神状态、真抓实干抓落地，" in to_text(make_draft(facts, LIBRARY))


def test_points_that_share_a_word_are_summed_up_by_it() -> None:
    """Under points that all hold 抓, or all hold 不, a part may open with 四抓 or 三个“不” and the points themselves; no head is padded with a verb."""
    facts = load_brief(ROOT / "examples" / "shapes" / "number-words.yaml")
    texts = [to_text(make_draft(facts, LIBRARY, variant=variant)) for variant in range(5)]
    assert any("四抓" in text for text in texts) and any("三个“不”" in text for text in texts)
    assert all("二是签约抓开工。" in text and "意向抓签约、签约抓开工、开工抓进度、在建抓竣工" in text for text in texts if "四抓" in text)


def test_projects_in_three_states_are_handed_on() -> None:
    """A part about projects may open with the chain of their states."""
    states = "".join(f"- {{name: {name}, status: {state}}}\n" for name, state in (("甲厂", "intent"), ("乙厂", "signed"), ("丙厂", "started")))
    facts = brief(f"projects:\n{states}sections: [{{heading: 加快推进项目, points: [要素保障, 专班跟进]}}]\nskeleton: mobilisation_rally\n")
    texts = [to_text(make_draft(facts, LIBRARY, variant=variant)) for variant in range(20)]
    assert any("意向的抓签约，签约的抓开工，开工的抓进度" in text for text in texts)
