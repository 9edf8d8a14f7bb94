"""Lists said in one breath: each filter on a short brief, with what is missing left out."""

from __future__ import annotations

import pytest
from briefs import LIBRARY, brief

from generator.marks import plain
from generator.pipeline import Studio, choose_skeleton
from generator.tags import put

SAID: list[tuple[str, str, str]] = [
    # words around what there is, and nothing around nothing
    ("methods: [以商招商, 驻点招商]", "{{ methods | wrap('用好', '。') }}{{ hardships | wrap('克服', '。') }}", "用好以商招商、驻点招商。"),
    ("", "{{ review.label | wrap('', '，') }}好", "好"),
    # items as clauses, as words
    ("methods: [开工慢, 到账少]", "{{ methods | listed }}", "开工慢，到账少"),
    ("methods: ['报来的数，一半是虚的', 到账少]", "{{ methods | listed }}", "报来的数，一半是虚的；到账少"),
    ("methods: [开工慢, 到账少]", "{{ methods | strung }}", "开工慢、到账少"),
    ("methods: [联系协会和商会, 报线索]", "{{ methods | strung }}", "联系协会和商会，报线索"),
    # what some people fail in, and what is nobody's failing
    ("methods: [走不出去, 方向不清, 成效不明显]", "{{ methods | some }}", "有的走不出去，有的方向不清，还有的成效不明显"),
    ("methods: [镇干部一年出去一趟, 开工慢]", "{{ methods | some }}", "镇干部一年出去一趟，开工慢"),
    ("methods: [政策和包装不熟, 不专职]", "{{ methods | some }}", "有的对政策和包装不熟，还有的不专职"),
    ("methods: [走不出去]", "{{ methods | some }}", "走不出去"),
    # what a region is worked for, or what is done there
    ("target_regions: [{name: 京津, focus: 产业转移项目}]", "{{ target_regions[0].focus | aimed('盯的是') }}", "盯的是产业转移项目"),
    ("target_regions: [{name: 珠三角, focus: 沟通联系}]", "{{ target_regions[0].focus | aimed('冲着', '去') }}", "重在沟通联系"),
    ("methods: [地]", "{{ methods | first | as_matter }}难", "地这件事难"),
    ("hardships: [防汛, 疫情防控]", "{{ hardships | naming('疫') }}{{ hardships | naming('旱') }}", "疫情防控防汛"),
    ("hardships: [一季度防汛]\nreview: {label: 一季度}", "{{ review.label | unsaid_in(hardships) | wrap('', '，') }}来之不易", "来之不易"),
    # claims
    ("significance: [{claim: 富民的出路, grounds: [岗位]}, {claim: 招商是大事}]", "{{ significance | claims('这是') }}", "这是富民的出路，岗位；招商是大事"),
    # how often: not what the name tells
    ("mechanisms: [{name: 排名, cadence: [月]}]", "{{ mechanisms | first | cadence }}", "每月"),
    ("mechanisms: [{name: 月排名季通报, cadence: [月, 季]}]", "{{ mechanisms | first | cadence | wrap('，', '一期') }}", ""),
    # projects at a place; persons
    ("projects: [{name: 甲厂, place: 南园}, {name: 乙厂, place: 北园}, {name: 丙厂}]", "{{ projects | at('南园') | wrap('园里有') }}", "园里有甲厂"),
    ("role_models: [{name: 维东, role: 书记}, {name: 张明}]", "{{ role_models | people | join_cn }}", "维东书记、张明同志"),
    # events by time, those without a name left out
    ("events: [{name: 博览会, when: 5月}, {name: 恳谈会, label: “十一”前}, {name: 考察}]", "{{ events | timed | join_cn }}", "5月的博览会、“十一”前的恳谈会、考察"),
    ("events: [{name: 博览会, when: 5月}, {name: 考察}]", "{{ events | timed('', '定在{}') | join_cn('，') }}", "博览会定在5月，考察"),
    ("events: [{name: 考察}, {name: 博览会, when: 5月}, {name: 恳谈会, label: “十一”前}]", "{{ events | datable | names | join_cn }}", "恳谈会、博览会"),
    ("prior_events: [{name: 动员大会, when: 前一天, owner: [市], topics: [招商]}, {name: 项目观摩}, {name: 到上海招商, when: 上周}]",
     "{{ prior_events | held | wrap('', '。') }}", "昨天，市里召开了动员大会，重点是招商；我们组织了项目观摩；上周到上海招商。"),
    ("prior_events: [{name: 动员会, owner: [本县]}]", "{{ prior_events | held }}", "我们召开了动员会"),
    # what a speech goes by
    ("basis: [{name: 市委全会, point: 三争}, {name: 县政府工作报告}]", "{{ basis | cited('提出', '还有') | join_cn('，') }}", "市委全会提出“三争”，还有县政府工作报告"),
    ("basis: [{name: 关于稳外资的意见, issuer: [市政府]}]", "{{ basis | cited | join_and }}", "市政府关于稳外资的意见"),
    ("basis: [{name: 关于稳外资的意见, issuer: [本县]}]", "{{ basis | cited | join_and }}", "关于稳外资的意见"),
    ("documents: [{name: 任务分解, number: 7号, when: 2月}]", "{{ documents | first | document }}", "2月下发的7号文件《任务分解》"),
    ("documents: [{name: 《任务分解》, number: 7号}]", "{{ documents | first | document }}", "7号《任务分解》"),
    ("documents: [{number: 7号}]", "{{ documents | first | document }}", "7号文件"),
    # who answers for what
    ("leadership: [{who: 县长, duty: 第一责任人}, {who: 副县长, duty: 带队外出}, {who: 各局, duty: 线索一周一报}]\nspeaker: {role: 副县长}",
     "{{ leadership | duties(speaker) }}", "县长是第一责任人；副县长，也就是我，带队外出；各局，线索一周一报"),
    ("leadership: [{who: 县委书记本人, duty: 线索一周一报}, {who: 乡镇党委书记, duty: 带队外出}]\nspeaker: {role: 县委书记}",
     "{{ leadership | duties(speaker) }}", "我线索一周一报；乡镇党委书记带队外出"),
    ("leadership: [{who: 书记, duty: 带头}, {who: 镇长, duty: 抓落实}]\nspeaker: {role: 镇长}", "{{ leadership | duties(none, leadership | last) }}", "书记带头"),
    ("leadership: [{who: 我和区长, duty: 各包两个项目}, {who: 区长, duty: 抓落实}]\nspeaker: {role: '区委副书记、区长'}",
     "{{ leadership | duties(speaker) }}", "我和区长各包两个项目；区长，也就是我，抓落实"),
    ("figures: {a: {label: 招商时间, value: 1/3}, b: {label: 外出, value: 5, unit: 天, per: 每月}}\nleadership: [{who: 各局, duty: 带队, figures: [a, b]}]",
     "{{ leadership | duties }}", "各局带队，招商时间要占到三分之一，外出每月5天"),
    # teams
    ("teams: [{name: 小分队, count: 3, status: planned}]", "{{ teams | first | team }}", "正在筹备的3支小分队"),
    ("teams: [{name: 驻点组, count: 3, unit: 组}]", "{{ teams | first | team }}", "驻点组3组"),
    ("figures: {a: {label: 小分队, value: 4, unit: 支}, b: {label: 队长, value: 4, unit: 名}}\nteams: [{name: 小分队, figures: [a, b]}]",
     "{{ teams | first | team }}{{ teams | first | team_counts }}", "4支小分队，队长4名"),
    ("teams: [{name: 小分队, status: 筹备}]", "{{ teams | first | team(false) }}{{ teams | first | idle_team('要尽快派出去', '要真跑起来') }}", "小分队要尽快派出去"),
    ("teams: [{name: 小分队}]", "{{ teams | first | team }}{{ teams | first | idle_team('要尽快派出去', '要真跑起来') }}", "小分队要真跑起来"),
    ("teams: [{name: 小分队, places: [苏州]}]", "{{ teams | first | idle_team('要尽快派出去', '要真跑起来') }}", ""),
    # benchmarks
    ("benchmarks: [{peer: 邻县, metrics: [到位资金]}, {peer: 东区, metrics: [到位资金]}, {peer: 西区}]", "{{ benchmarks | peers }}", "邻县、东区，到位资金；西区"),
    ("benchmarks: [{peer: 邻县, metrics: [到位资金], our_rank: 第三}, {peer: 东区, metrics: [到位资金]}]", "{{ benchmarks | metrics }}，{{ benchmarks | ranks }}",
     "到位资金，我们是第三"),
    ("benchmarks: [{peer: 邻县, metrics: [到位资金], our_rank: 第三}, {peer: 东区, metrics: [税收], our_rank: 第二}]", "{{ benchmarks | ranks }}",
     "论到位资金，我们是第三，论税收，我们是第二"),
    # projects by who brought them
    ("projects: [{name: 甲厂, introduced_by: [商务局], investment: 2亿元, place: 南园}, {name: 乙, introduced_by: [商务局], status: completed}, {name: 丙厂, progress: 封顶}]",
     "{{ projects | bundle(true) }}", "商务局引来了甲厂，落在南园，总投资2亿元，还有乙项目，已经建成；丙厂，封顶"),
    # with frames
    ("goals: [{text: 税收再上台阶, by: 2026-06, owner: [税务局]}, {text: 开工三十个}]", "{{ goals | targets }}", "6月底前，税收再上台阶，由税务局牵头；开工三十个"),
    ("goals: [{text: 税收再上台阶, by: 2026-06}]", "{{ goals | targets('由{}负责', '，限在{}') }}", "税收再上台阶，限在6月底前"),
    ("figures: {a: {label: 税收, value: 9, unit: 亿元, last: 7}}\ngoals: [{text: 税收再上台阶, figures: [a]}]",
     "{{ goals | targets(figures='{label}从上年的{last}上到{bare}') }}", "税收再上台阶，税收从上年的7亿元上到9亿元"),
    ("figures: {a: {label: 税收, value: 9, unit: 亿元, role: goal}}\ngoals: [{text: 税收达到9亿元, figures: [a]}]", "{{ goals | targets }}", "税收达到9亿元"),
    ("platforms: [{name: 南园, tasks: [{what: 平整土地}, {what: 通水}]}]", "{{ (platforms | first).tasks | works }}", "平整土地；通水"),
    ("incentives: [{kind: reward, trigger: 前三名, consequence: 奖励, when: 年底}, {kind: penalty, trigger: 后三名, consequence: 约谈, when: 年底}]",
     "{{ incentives | stakes }}", "年底，前三名奖励；后三名约谈"),
    ("industries: [{name: 铸造, parts: [铸件]}, {name: 食品}, {name: 纺织, parts: [织布, 印染]}]", "{{ industries | trades('，盯住{}|，盯{}|，再盯{}', bare='也在内') }}",
     "铸造，盯住铸件；食品也在内；纺织，再盯织布、印染"),
    ("industries: [{name: 铸造, role: leading}, {name: 食品, role: emerging}]",
     "{{ industries | trades(roles={'leading': '当家', 'emerging': '刚冒头'}) }}", "铸造当家；食品刚冒头"),
    ("industries: [{name: 铸造, role: leading}]", "{{ industries | trades(roles={'leading': '当家'}) }}", "铸造"),
]


@pytest.mark.parametrize(("facts", "template", "said"), SAID)
def test_a_list_is_said_as_it_is_given(facts: str, template: str, said: str) -> None:
    """The words of each filter; what the brief does not tell is left out, with its punctuation."""
    assert plain(_studio(facts).render(template, {}, "样例")) == said


MANDATES = [
    ("县委委托", "受县委委托"), ("受县委委托", "受县委委托"), ("会议要求", "根据会议要求"), ("按照会议精神", "按照会议精神"),
    ("常委会研究", "经常委会研究"), ("县委、县政府", "受县委、县政府委托"),
]


@pytest.mark.parametrize(("mandate", "said"), MANDATES)
def test_on_whose_behalf_one_speaks(mandate: str, said: str) -> None:
    """受…委托, 根据…, 经…, each once."""
    assert plain(_studio(f"speaker: {{role: 副县长, mandate: '{mandate}'}}").render("{{ speaker.mandate | mandated }}", {}, "样例")) == said


@pytest.mark.parametrize(("period", "said"), [("2026年", "今年税收9亿元"), ("2028年", "到2028年，税收9亿元"), ("到2030年", "到2030年，税收9亿元"), ("五年", "到五年，税收9亿元")])
def test_what_is_to_be_reached_is_said_by_when(period: str, said: str) -> None:
    """This year is 今年; a period is not doubled by a second 到."""
    studio = _studio(f"figures: {{a: {{label: 税收, value: 9, unit: 亿元, period: {period}}}}}")
    assert plain(studio.render("{{ [figures['a']] | due(year) }}", {}, "样例")) == said


HOSTILE = ["{0.__class__}", "{.__class__.__mro__}", "{:>90000000}", "{!r:>90000000}", "{unknown}", "{", "}{", "{label.__class__}"]


@pytest.mark.parametrize("pattern", HOSTILE)
def test_a_pattern_reads_nothing_and_pads_nothing(pattern: str) -> None:
    """Patterns are data of a bank: but for {} and known names they print as they stand, in every filter that takes one."""
    studio = _studio("goals: [{text: 税收, by: 2026-06, owner: [税务局]}]\nevents: [{name: 博览会, when: 5月}]\nindustries: [{name: 铸造, parts: [铸件]}]")
    told = [
        studio.render(f"{{{{ goals | targets('{pattern}') }}}}", {}, "样例"), studio.render(f"{{{{ goals | targets('{{}}', '{pattern}') }}}}", {}, "样例"),
        studio.render(f"{{{{ events | timed('{pattern}') | first }}}}", {}, "样例"), studio.render(f"{{{{ industries | trades('{pattern}') }}}}", {}, "样例"),
        put(pattern, "话", label="名"),
    ]
    assert all(pattern in plain(text) for text in told)


def test_words_put_into_a_pattern_are_no_pattern() -> None:
    """What the brief says is put in once and not read again."""
    assert put("{label}上年{last}", label="{last}", last="7亿元") == "{last}上年7亿元"
    assert put("，盯住{}", "{}") == "，盯住{}"


def _studio(facts: str) -> Studio:
    told = brief(f"{facts}\n")
    return Studio(told, LIBRARY, choose_skeleton(told, LIBRARY, None)[0], 0)
