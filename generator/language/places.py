"""What each level calls itself, its organs and its people."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Level:
    word: str
    organs: str
    committee: str
    government: str
    subordinates: str


_LEVELS = {
    "province": _Level("省", "省委、省政府", "省委", "省政府", "各市县"),
    "prefecture_city": _Level("市", "市委、市政府", "市委", "市政府", "各县区"),
    "county_city": _Level("市", "市委、市政府", "市委", "市政府", "各镇街"),
    "district": _Level("区", "区委、区政府", "区委", "区政府", "各镇街"),
    "county": _Level("县", "县委、县政府", "县委", "县政府", "各乡镇"),
    "zone": _Level("区", "党工委、管委会", "党工委", "管委会", "各部门"),
    "town": _Level("镇", "镇党委、镇政府", "镇党委", "镇政府", "各村"),
    "township": _Level("乡", "乡党委、乡政府", "乡党委", "乡政府", "各村"),
    "subdistrict": _Level("街道", "街道党工委、办事处", "街道党工委", "街道办事处", "各社区"),
    "department": _Level("局", "局党组", "局党组", "局机关", "各科室"),
}
LEVELS = tuple(_LEVELS)
# Posts by rank, the first that fits: deputies first, for 副书记 holds 书记.
_RANKS = (
    ("other", r"人大|政协"),
    ("deputy", r"副(?!省级|部级|厅级|处级|科级)|常委|(纪委|政法委|团委)书记|党组成员|助理"),
    ("bureau_head", r"党组书记"),
    ("secretary", r"书记|主要领导|主要负责"),
    ("head", r"[省市县区镇乡州盟旗]长|(管委会|办事处)主任|自治区主席|指挥长|负责人"),
    ("bureau_head", r"[局部厅委科处站]长|主任"),
)
_PRECEDENCE = ("secretary", "head", "deputy", "bureau_head", "other")
_POSTS = re.compile(r"[、，；,;]|兼任?|暨")


def own(level: str) -> str:
    """我县, 我市, 我镇 …"""
    return f"我{_LEVELS[level].word}"


def whole(level: str) -> str:
    """全县, 全市, 全镇 …"""
    return f"全{_LEVELS[level].word}"


def word(level: str) -> str:
    """县, 市, 镇 …"""
    return _LEVELS[level].word


def organs(level: str) -> str:
    """县委、县政府; 党工委、管委会; 局党组 …"""
    return _LEVELS[level].organs


def committee(level: str) -> str:
    """县委, 党工委, 镇党委 …"""
    return _LEVELS[level].committee


def government(level: str) -> str:
    """县政府, 管委会, 镇政府 …"""
    return _LEVELS[level].government


def subordinates(level: str) -> str:
    """各乡镇, 各县区, 各村 …"""
    return _LEVELS[level].subordinates


def rank_of(role: str) -> str:
    """secretary, head, deputy, bureau_head, or other where the posts say none of them.

    Of several posts the highest counts: 县委副书记、县长 is head. Within one post a deputy is never the first in charge:
    副书记 holds 书记, and 市领导（副书记或市长） may be either.
    """
    return min((_rank_of_post(post) for post in _POSTS.split(role)), key=_PRECEDENCE.index)


def _rank_of_post(post: str) -> str:
    return next((rank for rank, pattern in _RANKS if re.search(pattern, post)), "other")
