"""What the plan of a speech keeps whatever finds no words: numbers in a row, one announcement, points that name an item, parts that stay empty."""

from __future__ import annotations

import pytest
from briefs import LIBRARY, brief

from generator.marks import plain
from generator.model import Line, Message, Slot
from generator.pipeline import make_draft
from generator.planning.structure import numbered
from generator.writers.text import to_text

BLOCK = next(iter(LIBRARY.blocks.values()))
ROW = ("一是", "二是", "三是", "四是")


@pytest.mark.parametrize(("left", "prefixes"), [((1, 2, 3, 4), ["一是", "二是", "三是", "四是"]), ((1, 2, 4), ["一是", "二是", "三是"]), ((3,), [""]), ((2, 4), ["一是", "二是"])])
def test_no_number_is_spent_on_what_finds_no_words(left: tuple[int, ...], prefixes: list[str]) -> None:
    """一是…二是…四是 is counted again; what is left alone takes no number."""
    slots = tuple(Slot(at, Message("DIA.PROBLEM", key=str(at), says="problems", context={"prefix": ROW[at - 1], "row": ROW}), block=BLOCK) for at in left)
    lines = numbered([Line("body", "", slots)], LIBRARY.skeletons["quarterly_review"], 0, LIBRARY.wording)
    assert [slot.message.context["prefix"] for slot in lines[0].slots] == prefixes


def test_rows_of_two_moves_are_counted_apart() -> None:
    """A gap in one row leaves the other as it is."""
    slots = tuple(Slot(at, Message(move, key=str(at), says="problems", context={"prefix": ROW[at % 4], "row": ROW[:2]}), block=BLOCK)
                  for at, move in enumerate(("DIA.PROBLEM", "DIA.PROBLEM", "DIA.CAUSE")))
    lines = numbered([Line("body", "", slots)], LIBRARY.skeletons["quarterly_review"], 0, LIBRARY.wording)
    assert [slot.message.context["prefix"] for slot in lines[0].slots] == ["一是", "二是", ""]


def test_what_follows_is_announced_once() -> None:
    """Of several goals that lead a deputy's points, the last announces how many points there are."""
    facts = brief("""
speaker: {role: 副县长}
skeleton: deputy_elaboration
goals: [{text: 到位资金再上台阶}, {text: 开工项目过三十个}, {text: 外贸稳住}]
sections: [{id: a, heading: 抓好三件事, points: [抓项目开工, 抓外资到账, 抓园区配套]}]
""")
    for variant in range(4):
        assert to_text(make_draft(facts, LIBRARY, variant=variant)).count("项工作") <= 1


def test_a_point_that_calls_an_item_by_its_name_says_it() -> None:
    """A mechanism named by a point is said there, not where its kind is usual."""
    facts = brief("""
skeleton: three_questions
mechanisms: [{name: 链长联席会议, kind: drive, owner: [县工信局], details: [一链一策]}, {name: 红黑榜, kind: assessment, details: [每月张贴]}]
sections:
- {id: a, heading: 抓好项目, points: [盯住签约项目, 用好红黑榜]}
- {id: b, heading: 加强保障, points: [严格考核, 办好链长联席会议]}
""")
    draft = make_draft(facts, LIBRARY)
    said = {name: next(plain(paragraph.text) for paragraph in draft.paragraphs if word in paragraph.text)
            for name, word in (("红黑榜", "每月张贴"), ("链长联席会议", "一链一策"))}
    assert "用好红黑榜" in said["红黑榜"]
    assert "办好链长联席会议" in said["链长联席会议"]


def test_a_part_of_which_nothing_could_be_said_is_told() -> None:
    """An empty part is no silent hole: a note names it and says what to write."""
    facts = brief("skeleton: quarterly_review\nsections: [{id: a, heading: 前段情况, points: [肯定与不足]}, {id: b, heading: 抓开工, points: [盯住开工]}]\n")
    draft = make_draft(facts, LIBRARY)
    assert [note for note in draft.notes if "没有可写的内容" in note] == ["“一、前段情况”下面没有可写的内容，请给它写上要点（points），或补充它要讲的材料"]


@pytest.mark.parametrize(("name", "title"), [
    ("县直部门招商会议", "在县直部门招商会议上的讲话"),
    ("招商引资大会", "在全县招商引资大会上的讲话"),
    ("全县招商引资大会", "在全县招商引资大会上的讲话"),
])
def test_a_title_names_the_place_once(name: str, title: str) -> None:
    """县直 says whose meeting it is already."""
    facts = brief("", head=f"year: 2026\nregion: {{level: county}}\noccasion: {{name: {name}, kind: annual_work}}\n")
    assert make_draft(facts, LIBRARY).title == title


def test_nobody_promises_rewards_or_sets_goals_that_the_brief_does_not_give() -> None:
    """An open part gets the moves that make its kind of speech, but for those that only facts can fill (奖惩, 目标, 任务分解)."""
    for kind in sorted(LIBRARY.skeletons):
        draft = make_draft(brief(f"problems: [{{label: 落地难}}, {{label: 队伍弱}}]\nindustries: [{{name: 医药}}]\nskeleton: {kind}\n"), LIBRARY)
        moves = {part.move for paragraph in draft.paragraphs for part in paragraph.parts}
        assert moves and not moves & {"SAF.INCENT", "GOA.TARGET", "GOA.QUOTA"}
