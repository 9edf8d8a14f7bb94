"""Numbers in words held against the figures of a brief: shares of what a sentence names, what another place has, doublings, numbers found by chance."""
from __future__ import annotations

import pytest
from briefs import brief
from marked import text_document

from generator.checkup import check
from generator.model import Settings

BRIEF = brief("""\
年份: 2024
日期: 2024-07-10
骨架: quarterly_review
地区: {名称: 澄湾县, 层级: 县}
会议: {名称: 半年工作会议, 类型: 工作会议}
讲话人: {职务: 县长}
数据:
  signed: {名称: 签约项目, 数值: 60, 单位: 个}
  started: {名称: 开工项目, 数值: 31, 单位: 个}
  trade: {名称: 进出口总额, 数值: 452, 单位: 亿元, 上年同期: 345.8}
  peer_trade: {名称: 岭背县进出口总额, 数值: 736.5, 单位: 亿元}
  peer_started: {名称: 岭背县开工项目, 数值: 52, 单位: 个}
  sheds: {名称: 标准厂房, 数值: 24.5, 单位: 万平方米}
  empty: {名称: 空置厂房, 数值: 6.2, 单位: 万平方米, 其中: sheds}
对标:
- {对象: 岭背县, 数据: [peer_trade, peer_started]}
任务分解:
- {类别: 每个经济部门, 任务额: 1.2亿元}
- {类别: 六个驻外招商组每组, 任务额: 1.5亿元}
问题:
- {名称: 办得慢, 表现: [问题清单上的三十二件事到期办完十九件], 数据: [started]}
""", head="")
WRONG = [
    ("岭背县进出口总额736.5亿元，是我们的两倍还多。", "figure-arithmetic", "两倍还多"),
    ("岭背县签得多，我们的开工项目31个，还不到人家的一半。", "figure-arithmetic", "一半"),
    ("开工项目31个，还不到签约项目的一半。", "figure-arithmetic", "一半"),
    ("标准厂房24.5万平方米，其中空置厂房6.2万平方米，空着的超过了三成。", "figure-arithmetic", "三成"),
    ("进出口总额比上年同期增长30.7%，几乎翻了一番。", "figure-arithmetic", "翻了一番"),
    ("标准厂房24.5万平方米，其中空置厂房6.2万平方米，空着的过了半。", "figure-arithmetic", "过了半"), ("我们开工31个，连人家的一半都不到。", "figure-arithmetic", "一半"),
    ("空着的已经超过三分之一。", "figure-arithmetic", "三分之一"), ("每个经济部门今年都是1.5亿元的担子。", "figure-arithmetic", "1.5亿元"),
    ("由上年同期的345.8亿元增加到452亿元，一下子增了五成。", "figure-arithmetic", "五成"),
    ("我们开工项目31个，比岭背县少了12个。", "figure-arithmetic", "12个"), ("去年清出旧厂房二十三万平方米。", "figure-unknown", "二十三万"),
    ("今年新来了19个项目，都要盯住。", "figure-unknown", "19个"), ("要素保障领导小组协调了60件难事。", "figure-unknown", "60件"),
    ("半年搬走32家企业，这个数要让人坐不住。", "figure-unknown", "32家"),
]
RIGHT = [
    "我们开工项目31个，比岭背县少了21个。", "《中国制造2025》的十个领域，我们占两个。", "今年发行1万亿元超长期特别国债，窗口就在眼前。", "增值税税率从16%降到13%，一家一家讲到。",
    "岭背县进出口总额736.5亿元，是我们的1.6倍。", "开工项目31个，还不到岭背县的六成。", "开工项目31个，超过签约项目的一半。", "签约项目60个，开工项目31个，刚过半数。",
    "标准厂房24.5万平方米，其中空置厂房6.2万平方米，空着的超过了两成。", "出口增长96%，几乎翻了一番，这是邻县的数。",
    "空着的刚过四分之一。", "每个经济部门1.2亿元，驻外招商组每组1.5亿元。",
    "只比去年少2.5亿元；进出口总额由上年同期的345.8亿元增加到452亿元。", "清单上的32件事，一件一件办。", "国务院印发的一揽子政策措施，六个方面33项，够得着的都要送到。",
]


@pytest.mark.parametrize(("text", "rule", "said"), WRONG)
def test_what_a_number_in_words_says_wrongly_is_found(text: str, rule: str, said: str) -> None:
    """By the rule that it is for, at the words that are wrong."""
    found = check(text_document(text), Settings(), brief=BRIEF, only=("figure-arithmetic", "figure-unknown")).findings
    assert [(finding.rule, finding.text) for finding in found] == [(rule, said)]


@pytest.mark.parametrize("text", RIGHT)
def test_what_it_says_rightly_is_left_alone(text: str) -> None:
    """Nothing but the numbers that no brief can know is questioned."""
    found = check(text_document(text), Settings(), brief=BRIEF, only=("figure-arithmetic", "figure-unknown")).findings
    assert [finding.text for finding in found if finding.text not in ("96%", "2.5亿元")] == []
