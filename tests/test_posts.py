"""Who is first in charge, read off a post."""
from __future__ import annotations

import pytest

from generator.language import posts


@pytest.mark.parametrize(("role", "rank"), [
    ("县委书记", "secretary"), ("县主要领导", "secretary"), ("镇党委书记", "secretary"), ("党工委书记、管委会主任", "secretary"),
    ("县委书记、县人大常委会主任", "secretary"),
    ("县长", "head"), ("代县长", "head"), ("县委副书记、县长", "head"), ("市委常委、市长", "head"), ("管委会主任", "head"),
    ("街道办事处主任", "head"), ("市政府党组书记、市长", "head"),
    ("副县长", "deputy"), ("市委副书记", "deputy"), ("县委常委、常务副县长", "deputy"), ("市领导（副书记或市长）", "deputy"),
    ("副县长、公安局局长", "deputy"), ("县纪委书记", "deputy"),
    ("县委常委、组织部部长", "deputy"), ("副科长", "deputy"), ("市长助理", "deputy"), ("管委会副主任", "deputy"),
    ("商务局局长", "bureau_head"), ("县商务局党组书记、局长", "bureau_head"),
    ("发改委主任", "bureau_head"), ("商务厅厅长", "bureau_head"), ("县人大常委会主任", "other"), ("县政协主席", "other"),
    ("市领导", "other"), ("专家", "other"), ("", "other")])
def test_rank_is_read_off_the_post(role: str, rank: str) -> None:
    """Of several posts the highest counts; a deputy is never the first in charge of the same post."""
    assert posts.rank_of(role) == rank
