"""Posts and ranks: who is first in charge, read off the words of a post."""

from __future__ import annotations

import re

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


def rank_of(role: str) -> str:
    """secretary, head, deputy, bureau_head, or other where the posts say none of them.

    Of several posts the highest counts: 县委副书记、县长 is head. Within one post a deputy is never the first in charge:
    副书记 holds 书记, and 市领导（副书记或市长） may be either.
    """
    return min((_rank_of_post(post) for post in _POSTS.split(role)), key=_PRECEDENCE.index)


def _rank_of_post(post: str) -> str:
    return next((rank for rank, pattern in _RANKS if re.search(pattern, post)), "other")
