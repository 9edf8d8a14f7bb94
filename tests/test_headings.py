"""Headings of one mould: equal length, one series a level, of a length with the brief's own."""
from __future__ import annotations

import re

import pytest
from briefs import LIBRARY

from generator.marks import plain
from generator.model import Text
from generator.planning.headings import Wanted, headings, heads
from generator.planning.parts import active, verbal

SKELETONS = LIBRARY.skeletons.values()


def length(heading: str) -> int:
    """Characters without punctuation."""
    return len(re.sub("[，、。：“”]", "", heading))


@pytest.mark.parametrize("series", LIBRARY.headings.values(), ids=lambda series: series.id)
def test_members_of_a_series_are_of_one_length(series) -> None:
    """Give or take one character; no two moves or themes that stand side by side share a member but where they are one matter."""
    lengths = [length(member) for member in series.members.values()]
    assert not lengths or max(lengths) - min(lengths) <= 1
    assert series.members or "{problem}" in series.pattern


@pytest.mark.parametrize("skeleton", SKELETONS, ids=lambda skeleton: skeleton.id)
def test_every_kind_has_several_series_for_its_parts(skeleton) -> None:
    """At least two moulds for the parts that the skeleton makes by itself; variants draw different ones."""
    wanted = [Wanted((item["theme"],)) for item in skeleton.meta["sections"] if item["id"] not in ("implement", "environment", "team")]
    drawn = {tuple(headings(wanted, [], LIBRARY, skeleton, variant)) for variant in range(12)}
    assert len(drawn) >= 2
    for made in drawn:
        assert len(set(made)) == len(wanted)
        assert max(map(length, made)) - min(map(length, made)) <= 1


def test_made_headings_are_of_a_length_with_those_that_the_brief_gives() -> None:
    """Of the series that fit, the one nearest in length to the brief's own headings."""
    skeleton = LIBRARY.skeletons["three_questions"]
    wanted = [Wanted(("work",)), Wanted(("safeguard",))]
    for given in ("肯定成绩，找准差距，坚定信心和决心", "成绩要讲够，差距要讲透"):
        made = headings(wanted, [given], LIBRARY, skeleton, 0)
        assert min(abs(length(heading) - length(given)) for heading in made) <= 1


def test_run_in_heads_map_to_what_they_head() -> None:
    """One series for all heads of a speech; every move of the bank has its head in each of them."""
    for skeleton in SKELETONS:
        made = heads(["MEA.DRIVE", "SAF.TEAM", "MEA.ENV"], LIBRARY, skeleton, 0)
        series = [series.members for series in LIBRARY.headings.values() if "other" in series.members]
        assert any(all(members.get(move) == head for move, head in made.items()) for members in series)
        assert all(move in members for members in series for move in LIBRARY.moves if move.startswith(("MEA.", "SAF.", "GOA.")))


@pytest.mark.parametrize(("point", "head"), [("社会资源", "用活社会资源"), ("建队伍", "建队伍"), ("优化环境", "优化环境"), ("政策兑现", "抓好政策兑现"), ("两本账", "两本账"),
                                              ("保用工", "保用工"), ("派出所", "派出所")])
def test_a_noun_as_a_head_gets_its_verb_once(point: str, head: str) -> None:
    """A verb that the matter goes with, never a second one before one that is there."""
    assert plain(verbal(Text(point, "sections[0].points[0]"), LIBRARY.wording)) == head


@pytest.mark.parametrize(("head", "acts"), [("抓项目", True), ("保用工", True), ("保证金", False), ("不足", False), ("两本账", False), ("领导亲为", True)])
def test_a_head_acts_if_it_opens_with_a_verb_that_is_no_name(head: str, acts: bool) -> None:
    """一要 stands before 保用工, not before 保证金."""
    assert active(head, LIBRARY.wording) is acts
