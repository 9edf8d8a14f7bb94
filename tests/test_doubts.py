"""What a brief can hardly mean warns with both lines; what cannot be true refuses."""

from __future__ import annotations

import pytest
from briefs import EXAMPLES, SEED_BRIEFS, UNSEEN, brief

from generator.brief import load_brief
from generator.errors import BriefError

HEAD = "year: 2026\ndate: 2026-04-10\nregion: {level: county}\noccasion: {name: 大会, kind: annual_work}\n"


def notes(text: str) -> str:
    """The doubts about a brief, as a user reads them."""
    return "\n".join(brief(text, head=HEAD).notes)


def figures(*told: str) -> str:
    return "figures:\n" + "".join(f"  f{number}: {{{entry}}}\n" for number, entry in enumerate(told))


DOUBTFUL = [
    # one chain in the wrong order, of one time
    (figures("label: 协议投资, value: 8, unit: 亿元", "label: 到位资金, value: 12000, unit: 万元"), None),
    (figures("label: 协议投资, value: 8, unit: 亿元", "label: 到位资金, value: 9, unit: 亿元"), "到位资金9亿元多于协议投资8亿元"),
    (figures("label: 协议投资, value: 8, unit: 亿元, period: 2025", "label: 到位资金, value: 9, unit: 亿元, period: 2026"), None),
    (figures("label: 签约项目, value: 23, unit: 个", "label: 开工项目, value: 25, unit: 个"), "开工项目25个多于签约项目23个"),
    (figures("label: 签约项目, value: 23, unit: 个", "label: 开工率, value: 90, unit: '%'"), None),
    (figures("label: 签约项目, value: 23, unit: 个", "label: 开工企业, value: 25, unit: 个"), None),
    (figures("label: 全市签约项目, value: 23, unit: 个", "label: 全市开工项目, value: 25, unit: 个"), "全市开工项目25个多于全市签约项目23个"),
    (figures("label: 全市签约项目, value: 23, unit: 个", "label: 市直开工项目, value: 25, unit: 个"), None),
    (figures("label: 合同利用外资, value: 8, unit: 亿美元", "label: 实际使用外资, value: 9, unit: 亿美元"), "实际使用外资9亿美元多于合同利用外资8亿美元"),
    (figures("label: 签约率, value: 50, unit: '%'", "label: 开工率, value: 60, unit: '%'"), None),
    (figures("label: 资金到位, value: 9, unit: 亿元", "label: 协议资金, value: 8, unit: 亿元"), "资金到位9亿元多于协议资金8亿元"),
    # stated rates of one use, one kind, not equally exact
    (figures("label: 税收, value: 3, unit: 亿元, yoy: 12.5", "label: 外资, value: 4, unit: 亿元, yoy: 12"), "外资同比增幅12和税收同比增幅12.5的小数位数不同"),
    (figures("label: 税收, value: 3, unit: 亿元, yoy: 12.5", "label: 外资, value: 4, unit: 亿元, yoy: 12.0"), None),
    (figures("label: 税收, value: 3, unit: 亿元, yoy: 12.5", "label: 外资, value: 4, unit: 亿元, completion: 107"), None),
    (figures("label: 税收, value: 3, unit: 亿元, yoy: 12.5", "label: 外资, value: 4, unit: 亿元, yoy: 12, role: measure"), None),
    # one indicator twice
    (figures("label: 税收, value: 3, unit: 亿元", "label: 税收, value: 4, unit: 亿元"), "税收写了两次，一处是3亿元，一处是4亿元"),
    (figures("label: 税收, value: 3, unit: 亿元", "label: 税收, value: 3, unit: 亿元"), "税收写了两次，留一个"),
    (figures("label: 税收, value: 3, unit: 亿元, period: 一季度", "label: 税收, value: 4, unit: 亿元, period: 二季度"), None),
    (figures("label: 税收, value: 3, unit: 亿元, role: goal", "label: 税收, value: 4, unit: 亿元, role: goal"), None),
    # one long number under two names
    (figures("label: 税收, value: 38.64, unit: 亿元", "label: 贷款, value: 38.64, unit: 亿元"), "贷款和税收都是38.64亿元，是不是抄错了行"),
    (figures("label: 税收, value: 38, unit: 亿元", "label: 贷款, value: 38, unit: 亿元"), None),
    (figures("label: 税收, value: 38.64, unit: 亿元", "label: 国税, value: 38.64, unit: 亿元, part_of: f0"), None),
    # parts
    (figures("label: 项目, value: 10, unit: 个", "label: 工业, value: 7, unit: 个, part_of: f0", "label: 农业, value: 4, unit: 个, part_of: f0"), "工业、农业加起来多于项目10个"),
    (figures("label: 项目, value: 10, unit: 个", "label: 千万元以上, value: 7, unit: 个, part_of: f0", "label: 亿元以上, value: 4, unit: 个, part_of: f0"), None),
    # this year's goal above a later one
    (figures("label: 引资, value: 12, unit: 亿元, period: 2026, role: goal", "label: 引资, value: 10, unit: 亿元, period: 2030, role: goal"),
     "引资12亿元（2026）高于更晚的目标10亿元（2030）"),
    (figures("label: 引资, value: 9, unit: 亿元, period: 2026, role: goal", "label: 引资, value: 10, unit: 亿元, period: 2030, role: goal"), None),
    # quotas
    ("quotas: [{class: 乡镇, amount: 1500万元, min_projects: 2, threshold: 1000万元}]\n", "乡镇至少2个1000万元以上的项目，已经多于任务额1500万元"),
    ("quotas: [{class: 乡镇, amount: 0.2亿元, min_projects: 2, threshold: 1000万元}]\n", None),
    # dates: as long as they are told
    ("tasks: [{what: 交地, by: 2026-03}]\n", "交地的时限在讲话之前"),
    ("tasks: [{what: 交地, by: 2026-04}]\n", None),
    ("platforms: [{name: 东园, tasks: [{what: 修路, by: 2026-04-09}]}]\n", "修路的时限在讲话之前"),
    ("projects: [{name: 甲厂, next: 开工, by: 2026-01}]\n", "甲厂的时限在讲话之前"),
    ("events: [{name: 洽谈会, when: 2026-05, role: past}]\n", "洽谈会在讲话之后"),
    ("events: [{name: 洽谈会, when: 2026-05}]\n", None),
    ("review: {from: 2026-01, to: 2026-06}\n", "回顾期在讲话之后"),
]


@pytest.mark.parametrize(("text", "doubt"), DOUBTFUL)
def test_what_can_hardly_be_meant_is_told_with_its_lines(text: str, doubt: str | None) -> None:
    """Each doubt names both numbers and a line; its neighbour that can be meant tells nothing."""
    told = notes(text)
    assert (doubt in told and ":" in told) if doubt else told == ""


@pytest.mark.parametrize(
    ("low", "high", "wrong"),
    [("label: 千万元以上项目, value: 4, unit: 个", "label: 亿元以上项目, value: 5, unit: 个", True),
     ("label: 5000万元以上项目, value: 4, unit: 个", "label: 亿元以上项目, value: 4, unit: 个", False),
     ("label: 项目, value: 4, unit: 个, threshold: 5000万元", "label: 项目, value: 5, unit: 个, threshold: 1亿元", True),
     ("label: 新开工千万元以上, value: 4, unit: 个", "label: 签约亿元以上, value: 5, unit: 个", False),
     ("label: 千万元以上项目, value: 4, unit: 个, period: 2025", "label: 亿元以上项目, value: 5, unit: 个, period: 2026", False)],
)
def test_more_above_a_higher_threshold_cannot_be(low: str, high: str, wrong: bool) -> None:
    """Nested thresholds of one thing and one time are refused out of order, with both lines."""
    text = figures(low, high)
    if not wrong:
        brief(text, head=HEAD)
        return
    with pytest.raises(BriefError) as caught:
        brief(text, head=HEAD)
    assert "多于" in str(caught.value.problems[0]) and str(caught.value.problems[0]).count(":") >= 2


@pytest.mark.parametrize("path", [*EXAMPLES, *SEED_BRIEFS, *UNSEEN], ids=lambda path: path.stem)
def test_sound_briefs_raise_no_doubts(path) -> None:
    """The examples, the seeds' facts and the unseen briefs; one real speech stated its rates now with decimals, now without."""
    uneven = [note for note in load_brief(path).notes if "小数位数不同" in note]
    assert load_brief(path).notes == tuple(uneven) and len(uneven) == (2 if path.stem == "S2a" else 0)
