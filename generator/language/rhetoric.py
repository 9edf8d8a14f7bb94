"""Figures of speech built from the brief's own words, or not at all: 排比, 层递, 对偶, 顶针, 数字概括 (knowledge room).

Rules of the genre: members of a parallel have one length within a character, the longest goes last, three are the rule and four the
most; figures never stand inside it. A chain runs through the states of projects in their order and skips none that has projects. A number
word counts exactly what it sums up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.language import ordinals

_LEAST, _MOST = 3, 4                             # members of a parallel
_SHORTEST, _LONGEST = 3, 9                       # characters of a member
_DIGIT = re.compile("[0-9０-９〇]")
_STOP = re.compile("[，。；：、！？,;:!?【】]")
# What rises: members that hold a word each are spoken in this order.
_LADDERS = (("早", "快", "多"), ("想", "谋", "跑", "争", "干"), ("签约", "开工", "竣工", "投产"), ("谈", "签", "建", "投"), ("稳", "增", "超"), ("做大", "做强", "做优"))
# What a project in one state is pushed on to.
_ONWARD = (
    ("intent", "意向", "签约"), ("signed", "签约", "开工"), ("started", "开工", "进度"), ("under_construction", "在建", "竣工"), ("completed", "竣工", "投产"),
    ("producing", "投产", "达效"),
)
# What a number word can sum up: 四抓; 四个“不”. Not what names something else since (三讲, 三保, 六稳, 三提).
_ACTING, _NAMING = "抓促推强优比看跑谈", "不新高实快早先再全零"


def parallel(members: Sequence[str]) -> tuple[int, ...]:
    """Positions of the members that can stand in parallel, as they are to be spoken: at most four, of one length within a character; in rising
    order where they climb one ladder (层递: 早…快…多…), else the longest last, else in their own order. ``()`` where fewer than three can."""
    best: list[int] = []
    for width in range(_SHORTEST, _LONGEST + 1):
        found = [at for at, member in enumerate(members) if _fits(member) and width <= len(member) <= width + 1][:_MOST]
        if len(found) >= _LEAST and len(found) > len(best):
            best = found
    rungs = _rungs([members[at] for at in best])
    return tuple(at for _, _, at in sorted((rung, len(members[at]), at) for rung, at in zip(rungs, best, strict=True)))


def _rungs(members: Sequence[str]) -> list[int]:
    """How high each member stands on the one ladder that all of them climb; all alike where there is none."""
    for ladder in _LADDERS:
        rungs = [next((height for height, word in enumerate(ladder) if word in member), -1) for member in members]
        if -1 not in rungs and len(set(rungs)) == len(rungs):
            return rungs
    return [0] * len(members)


def couplet(members: Sequence[str]) -> tuple[int, ...]:
    """Positions of the first two neighbours of one length that open differently (对偶); ``()`` where there are none."""
    for at in range(len(members) - 1):
        one, two = members[at], members[at + 1]
        if _fits(one) and _fits(two) and len(one) == len(two) and one[0] != two[0]:
            return at, at + 1
    return ()


def chain(states: Iterable[str]) -> list[str]:
    """The states of projects handed on (顶针): 意向的抓签约, 签约的抓开工 …, from the earliest that has projects; ``[]`` for fewer than three."""
    known = set(states)
    links = [f"{name}的抓{goal}" for state, name, goal in _ONWARD if state in known]
    return links if len(links) >= _LEAST else []


def number_word(members: Sequence[str]) -> str:
    """What sums some members up: 四抓 where all hold 抓 in one place, 四个“不” where all hold 不; empty where no word does, or under three."""
    if not _LEAST <= len(members) <= 9:
        return ""
    shared = [char for char in (_ACTING + _NAMING) if _in_one_place(char, members)]
    if not shared:
        return ""
    number = ordinals.count_cn(len(members))
    return f"{number}{shared[0]}" if shared[0] in _ACTING else f"{number}个“{shared[0]}”"


def _in_one_place(char: str, members: Sequence[str]) -> bool:
    """Whether all members hold a character, once, at one and the same place."""
    places = {member.find(char) for member in members}
    return len(places) == 1 and places != {-1} and all(member.count(char) == 1 for member in members)


def _fits(member: str) -> bool:
    return _SHORTEST <= len(member) <= _LONGEST + 1 and not _DIGIT.search(member) and not _STOP.search(member)
