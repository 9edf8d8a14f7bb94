"""The table of red lines: every entry finds its promise from its date on, a ban of it is none, and what only speaks of it is left alone."""
from __future__ import annotations

import re
from collections import Counter

import pytest
from sentences import STANDARDS, crossed, lines, wrong

from generator.literals import may_match
from generator.model import RedLine

# One promise a red line is about.
PROMISES = {
    "tax_refund": "税收地方留成部分三年全额返还",
    "tax_own": "县里自行出台税收优惠办法",
    "tax_linked_award": "按企业纳税额给予奖励",
    "selective_award": "对大项目一事一议给予奖励",
    "zero_fee": "对落户企业实行零收费",
    "buy_tax_source": "引进一批开票公司",
    "outbid": "周边能给的，我们都给",
    "land_premium": "土地出让金全额返还",
    "zero_land_price": "重大项目零地价供地",
    "land_below_price": "低于成本价供地",
    "land_no_auction": "工业用地可以协议出让",
    "land_before_approval": "先开工后补手续",
    "farmland": "占用基本农田建厂",
    "land_split": "化整为零报批",
    "land_lease": "可以采取以租代征的办法",
    "demolition": "先拆迁后补偿",
    "eia_later": "环评手续后补",
    "high_energy": "两高项目也可以放宽",
    "env_threshold": "降低环保门槛",
    "shielded_firms": "对重点企业挂牌保护",
    "overcapacity": "新上一个电解铝项目",
    "cheap_power": "给铁合金企业优惠电价",
    "yangtze_chemical": "沿江布局一批化工项目",
    "guarantee": "企业贷款由财政兜底",
    "fixed_return": "县里承诺固定回报",
    "debt_as_equity": "采取明股实债的方式",
    "build_transfer": "道路采用BT模式",
    "ppp_subsidy": "特许经营项目由县里保底",
    "builder_pays": "由施工单位垫资",
    "platform_debt": "由平台公司替政府融资",
    "service_debt": "以政府购买服务名义融资",
    "staff_funding": "发动干部集资",
    "recruiting_fund": "设立10亿元招商引导基金",
    "local_only": "工程必须使用本地建材",
    "local_company": "中标企业必须在我县设立分公司",
    "no_leaving": "限制企业外迁",
    "levy": "向企业拉赞助",
    "firm_deposit": "落户企业要缴纳投资保证金",
    "old_promises": "上届班子的承诺不算数",
    "forced_technology": "要求外商转让技术",
    "bidding": "先施工后招标",
    "pay_cut": "完不成任务的扣发工资",
    "staff_deposit": "各部门主要负责人要上缴招商保证金",
    "commission": "按到位资金提成",
    "shareholding": "鼓励机关干部入股",
    "extra_posts": "没有职数的可以跨单位提拔",
    "judges": "法院也要领招商任务",
    "teachers": "学校也要领招商任务",
    "veto": "招商任务实行一票否决",
    "entertainment": "接待费用实报实销",
    "sightseeing": "外出招商顺便旅游",
    "padded_figures": "先把数字报上去",
    "case_favours": "公安要先打招呼再处理",
    "exam_points": "外来客商子女高考可以加分",
    "price_topped_up": "企业的电价差额由财政补",
    "closed_doors": "未经招商局同意不得到企业检查",
    "outsiders": "外地的施工队一律不得参加",
    "social_insurance": "头两年社保可以少缴",
    "production_before_acceptance": "先投产，再补消防验收",
}


def month_before(when: str) -> str:
    """2024-08 → 2024-07, 2015-01 → 2014-12."""
    year, month = map(int, when.split("-"))
    return f"{year:04d}-{month - 1:02d}" if month > 1 else f"{year - 1:04d}-12"


def test_the_table_of_red_lines_is_well_formed() -> None:
    """No id twice, a date that is a month, a rule with its number or name, something to say instead, and expressions that compile."""
    assert len(STANDARDS.red_lines) >= 25
    assert [id for id, count in Counter(line.id for line in STANDARDS.red_lines).items() if count > 1] == []
    for line in STANDARDS.red_lines:
        assert re.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])", line.valid_from), line.id
        assert line.words and line.but and line.rule.strip() and line.instead.strip(), line.id
        assert all(re.compile(pattern) for pattern in (*line.words, *line.but)), line.id
    assert {line.id for line in STANDARDS.red_lines} == set(PROMISES)


@pytest.mark.parametrize("line", STANDARDS.red_lines, ids=lambda line: line.id)
def test_a_red_line_holds_from_its_date(line: RedLine) -> None:
    """The promise is found from the month of the rule on and where nobody says when; not a month before, nor in a year that began before."""
    text = f"今天把话讲明，{PROMISES[line.id]}。"
    for when in (line.valid_from, "", str(int(line.valid_from[:4]) + 1)):
        assert [item.suggestion for item in crossed(text, when)] == [line.instead], when
    assert crossed(text, month_before(line.valid_from)) == []
    if not line.valid_from.endswith("-01"):
        assert crossed(text, line.valid_from[:4]) == []


@pytest.mark.parametrize("line", STANDARDS.red_lines, ids=lambda line: line.id)
def test_a_ban_is_no_promise(line: RedLine) -> None:
    """The same words under a ban raise nothing, but the sentence after it does."""
    text = f"严禁{PROMISES[line.id]}。{PROMISES[line.id]}。"
    assert [item.start >= text.index("。") for item in crossed(text)] == [True]


@pytest.mark.parametrize("line", lines("promises"))
def test_a_promise_in_free_words_is_one(line: str) -> None:
    """Nobody promises in the words of the rule; the promise is found all the same, and its ban is no promise."""
    id, _, sentence = line.partition("：")
    instead = next(item.instead for item in STANDARDS.red_lines if item.id == id)
    assert instead in {item.suggestion for item in crossed(sentence)}
    assert crossed(f"严禁这样许诺：{sentence}") == []


@pytest.mark.parametrize("sentence", lines("harmless"))
def test_what_promises_nothing_is_left_alone(sentence: str) -> None:
    """To speak of a matter, to report it or to clean it up is no promise."""
    assert crossed(sentence) == []


def test_no_promise_is_put_in_place_of_another() -> None:
    """What an entry proposes to say instead crosses no red line and holds no slip."""
    assert [line.id for line in STANDARDS.red_lines if crossed(line.instead) or wrong(line.instead)] == []


def test_what_a_pattern_must_hold_never_hides_a_promise() -> None:
    """The plain characters by which a red line is passed over stand in everything that it matches."""
    for line in STANDARDS.red_lines:
        for word in line.words:
            for promise in PROMISES.values():
                assert may_match(line.needed, promise) or not re.search(word, promise), word


def test_the_reasons_hold_no_slip_of_their_own() -> None:
    """Rules are spelt as the table of slips itself asks."""
    assert [line.id for line in STANDARDS.red_lines if wrong(line.rule)] == []
