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
回顾期: {起: 2024-01, 止: 2024-06, 说法: 上半年}
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
  big: {名称: 亿元以上项目, 数值: 27, 单位: 个, 其中: signed}
  shops: {名称: 首店, 数值: 23, 单位: 家, 上年同期: 15}
  agreed: {名称: 协议投资, 数值: 5.4, 单位: 亿元, 上年同期: 4.5}
  let: {名称: 厂房出租率, 数值: 56.3, 单位: '%'}
  peer_let: {名称: 岭背县园区出租率, 数值: 77.3, 单位: '%'}
项目:
- {名称: 大桥轴承, 投资额: 5亿元, 已投资: 1.8亿元}
对标:
- {对象: 岭背县, 数据: [peer_trade, peer_started]}
任务分解:
- {类别: 每个经济部门, 任务额: 1.2亿元}
- {类别: 六个驻外招商组每组, 任务额: 1.5亿元}
问题:
- {名称: 办得慢, 表现: [问题清单上的三十二件事到期办完十九件, 督办单发出去六十三张、回来三十八张, 夏天三次停电停了二十一天], 数据: [started]}
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
    ("厂房出租率56.3%，还有近三成没有租出去。", "figure-arithmetic", "三成"), ("亿元以上项目27个，也就是说还有七成没有落地。", "figure-arithmetic", "七成"),
    ("签约项目里亿元以上的占了一半以上。", "figure-arithmetic", "一半"), ("全县31个亿元以上项目都要盯住。", "figure-arithmetic", "31个"),
    ("签约项目60个，其中亿元以上项目27个，大项目率刚刚过半。", "figure-arithmetic", "过半"),
    ("亿元以上项目27个，五个项目里只有一个。", "figure-arithmetic", "五个项目里只有一个"),
    ("八十四家花企有六十一家没有自己的包装，占了八成还多。", "figure-arithmetic", "八成还多"),
    ("大桥轴承已完成投资1.8亿元、占总投资的一半还多。", "figure-arithmetic", "一半还多"), ("首店23家，比上年同期翻了一番。", "figure-arithmetic", "翻了一番"),
    ("经济部门每家1.2亿元，驻外招商组每组1.5亿元，这几块加起来一共3.3亿元。", "figure-arithmetic", "3.3亿元"),
    ("岭背县进出口总额736.5亿元，比我们多出近250亿元。", "figure-arithmetic", "250亿元"),
    ("标准厂房24.5万平方米，其中空置厂房6.2万平方米，还有14.5万平方米闲着。", "figure-arithmetic", "14.5万平方米"),
    ("大桥轴承总投资5亿元，已投入1.8亿元，还有4.5亿元没有投下去。", "figure-arithmetic", "4.5亿元"),
    ("上半年协议投资4.5亿元，一个电话一个电话打出来的。", "figure-arithmetic", "4.5亿元"),
    ("督办单发出去六十三张，收回来的只有二十八张。", "figure-unknown", "二十八"), ("三次停电停了十二天，一停就误一批货。", "figure-unknown", "十二"),
    ("全县三十五家冷链企业，一家都不能缺席。", "figure-unknown", "三十五"), ("上半年签下的五十六个项目，一个也不能留在纸上。", "figure-unknown", "五十六"),
    ("腾出来的楼已有八成出租；厂房出租率56.3%。", "figure-arithmetic", "八成"),
]
RIGHT = [
    "我们开工项目31个，比岭背县少了21个。", "《中国制造2025》的十个领域，我们占两个。", "今年发行1万亿元超长期特别国债，窗口就在眼前。", "增值税税率从16%降到13%，一家一家讲到。",
    "岭背县进出口总额736.5亿元，是我们的1.6倍。", "开工项目31个，还不到岭背县的六成。", "开工项目31个，超过签约项目的一半。", "签约项目60个，开工项目31个，刚过半数。",
    "标准厂房24.5万平方米，其中空置厂房6.2万平方米，空着的超过了两成。", "出口增长96%，几乎翻了一番，这是邻县的数。",
    "空着的刚过四分之一。", "每个经济部门1.2亿元，驻外招商组每组1.5亿元。",
    "厂房出租率56.3%，还有四成多没有租出去。", "亿元以上项目27个，也就是说还有一半多没有落地。", "签约项目里亿元以上的占了四成半。", "全县27个亿元以上项目都要盯住。",
    "亿元以上项目27个，十个项目里有四个。",
    "八十四家花企有六十一家没有自己的包装，占了七成还多。", "大桥轴承已完成投资1.8亿元、占总投资的三成半。", "首店23家，比上年同期多8家，离翻一番还远。",
    "去年同期协议投资4.5亿元，今年要看后劲。",
    "经济部门每家1.2亿元，驻外招商组每组1.5亿元，六个组合起来9亿元。", "岭背县进出口总额736.5亿元，比我们多出近285亿元。", "岭背县园区出租率77.3%，比我们高出21个百分点。",
    "大桥轴承总投资5亿元，已投入1.8亿元，还有3.2亿元没有投下去。", "督办单发出去六十三张，还有二十五张没有回音。", "三次停电停了二十一天，一停就误一批货。",
    "带动三亿人参与冰雪运动，这个势头正好。",
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
