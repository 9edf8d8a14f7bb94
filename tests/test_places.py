"""What each level of government calls itself, and who is first in charge."""
from __future__ import annotations

import pytest

from generator.language import places


@pytest.mark.parametrize(("level", "said"), [
    ("province", "我省 全省 省委、省政府 省委 省政府 省"), ("prefecture_city", "我市 全市 市委、市政府 市委 市政府 市"),
    ("county_city", "我市 全市 市委、市政府 市委 市政府 市"),
    ("district", "我区 全区 区委、区政府 区委 区政府 区"), ("county", "我县 全县 县委、县政府 县委 县政府 县"),
    ("zone", "我区 全区 党工委、管委会 党工委 管委会 区"),
    ("town", "我镇 全镇 镇党委、镇政府 镇党委 镇政府 镇"), ("township", "我乡 全乡 乡党委、乡政府 乡党委 乡政府 乡"),
    ("subdistrict", "我街道 全街道 街道党工委、办事处 街道党工委 街道办事处 街道"),
    ("department", "我局 全局 局党组 局党组 局机关 局")])
def test_every_level_has_its_own_words(level: str, said: str) -> None:
    """Own place, whole place, organs, committee, government and bare word."""
    found = [ask(level) for ask in (places.own, places.whole, places.organs, places.committee, places.government, places.word)]
    assert found == said.split()
    assert places.subordinates(level).startswith("各")


def test_the_levels_are_those_of_the_brief() -> None:
    assert set(places.LEVELS) == set("province prefecture_city county_city district county zone town township subdistrict department".split())


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
    assert places.rank_of(role) == rank
