"""The one table of fields: every key of a brief, its Chinese name, what it holds and what it is for.

It drives the loader, both key languages, the JSON Schema, ``nigao new`` and ``docs/brief.md``. A kind is one of

text, texts (a list of texts; one text counts as a list), int, bool, enum, date (YYYY-MM[-DD]), when (a date or words), amount (a
number with its unit), number, refs (ids of figures), ids, id, map (one record), list (records), figures, choose (move: block), pairs (names of one's own: texts).
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from generator.frozen import Frozen


class Field(Frozen):
    """One key: ``values`` are the accepted ids of an enum with their Chinese names, ``sub`` the keys of a record.

    ``known_by`` are the keys of a list's items by which an item is spoken of: the first names it, the next stand in for it.
    """

    key: str
    zh: str
    kind: str = "text"
    note: str = ""
    values: Mapping[str, str] | None = None
    sub: tuple[Field, ...] = ()
    required: bool = False
    known_by: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The sub-fields by both names."""
        return {name: field for field in self.sub for name in (field.key, field.zh)}


def _fields(text: str, **special: Field) -> tuple[Field, ...]:
    """Fields from lines ``key 中文 kind note``; a special one stands under its key."""
    made = []
    for line in text.strip().splitlines():
        key, zh, kind, *note = line.split(maxsplit=3)
        made.append(special.get(key) or Field(key, zh, kind, note[0] if note else ""))
    return tuple(made)


def _enum(key: str, zh: str, pairs: str, note: str = "") -> Field:
    """An enum from ``id 中文 id 中文 …``."""
    words = pairs.split()
    return Field(key, zh, "enum", note, dict(zip(words[::2], words[1::2], strict=True)))


LEVELS = _enum("level", "层级", "province 省 prefecture_city 地级市 county_city 县级市 district 区 county 县 zone 开发区 town 镇 township 乡 "
               "subdistrict 街道 department 部门", "决定怎么称呼：我县、县委、县政府……")
_KINDS = _enum("kind", "类型", "report 汇报会 dispatch 调度会 mobilisation 动员会 push 推进会 annual_work 工作会议 department_assignment 部门会议",
               "会议的类型，据此选骨架")
_RANKS = _enum("rank", "身份", "secretary 书记 head 行政正职 deputy 副职 bureau_head 部门负责人 other 其他", "不写则从职务读出")
_ACTS = _enum("act", "做什么", "briefing 通报 report 汇报 deploy 部署 speech 发言 award 表彰 issue 印发 pay_deposit 缴保证金 will_speak 后面讲话")
_STATUS = _enum("status", "状态", "intent 意向 signed 签约 started 开工 under_construction 在建 completed 建成 producing 投产 "
                "restructuring_talks 重组洽谈 restructuring 重组")
_LAYER = _enum("level", "层次", "result 结果 cause 原因", "结果层面的问题，还是原因层面的")
_SCOPES = _enum("scope", "范围", "international 国际 national 全国 regional 区域 local 本地")
_INDUSTRY = _enum("role", "地位", "leading 主导 focus 重点 emerging 新兴")
_POLICY = _enum("status", "状态", "in_force 已出台 drafting 起草中 to_do 待办")
_MECHANISMS = _enum("kind", "类型", "coordination 统筹协调 service 服务 assessment 督查考核 drive 项目推进 leadership 领导责任 upward 向上争取")
_EVENT = _enum("role", "性质", "past 已办 planned 计划 deadline 时限")
_INCENTIVES = _enum("kind", "类型", "reward 奖励 penalty 惩处 deposit 保证金 selection 选人用人")
_FIGURE_KIND = _enum("kind", "类型", "count 个数 amount 金额 rate 比率 rank 位次 multiple 倍数", "不写则从单位看")
_FIGURE_ROLE = _enum("role", "用途", "result 成绩 measure 措施 goal 目标 quota 任务 context 背景", "不写则从谁引用它看")
_APPROX = _enum("approx", "约数", "over 超过 about 约 under 近 many 多")
_BOUND = _enum("bound", "界限", "min 不少于 max 不超过")

_SHARE = Field("share", "占比", "share", "占什么的百分之几；或直接写百分数", sub=_fields("""
of 占什么 text
value 数值 number
unit 单位 text"""))
_THRESHOLD = Field("threshold", "门槛", "threshold", "亿元以上项目的那个数", sub=_fields("""
value 数值 number
unit 单位 text"""))
FIGURE = Field("figures", "数据", "figures", "要核对的数，一个编号一条；也可一行写成 签约项目: 141个", sub=_fields("""
label 名称 text 指标的名称
value 数值 number 141、1,234、12万、3.5亿元、[8, 10]、2/3；知道有而不知多少就留空
unit 单位 text 个、亿元、万美元、%……
period 时期 text 哪段时间的
target 目标 number 计划数，用来算完成率
last 上年同期 number 用来算增幅
completion 完成率 number 没有目标数时直接写
yoy 同比 number 没有上年同期数时直接写，下降写负数
yoy_pp 同比百分点 number 比率的变化
share 占比 share
excess 超额 number 超额完成多少
part_of 其中 id 是哪个指标的一部分
formula 算式 text started / signed 一类，由别的指标算出
kind 类型 enum
role 用途 enum
base 基期 text 倍数、增幅从哪年算起
threshold 门槛 threshold
approx 约数 enum
bound 界限 enum
per 频次 text 每季度、每两个月
source 来源 text 只进数据核对表
note 备注 text 只进数据核对表""", kind=_FIGURE_KIND, role=_FIGURE_ROLE, approx=_APPROX, bound=_BOUND, share=_SHARE, threshold=_THRESHOLD))
ITEM = Field("figure", "指标", "map", sub=FIGURE.sub)      # one figure, whose id is the user's own


def _map(key: str, zh: str, note: str, text: str, **special: Field) -> Field:
    return Field(key, zh, "map", note, sub=_fields(text, **special))


def _list(key: str, zh: str, note: str, text: str, known_by: str = "", **special: Field) -> Field:
    return Field(key, zh, "list", note, sub=_fields(text, **special), known_by=tuple(known_by.split()))


_WORKS = _list("tasks", "任务", "一件一件的事", """
what 事项 text
by 时限 date
label 时限说法 text 如 “十一”前
owner 责任单位 texts""")

FIELDS: tuple[Field, ...] = (
    Field("version", "版本", "int", "格式版本，现在是 1"),
    Field("skeleton", "骨架", "id", "哪种讲话；不写则从会议和讲话人看"),
    Field("title", "标题", "text", "不写则由地区、年份、会议拟出"),
    Field("subtitle", "副题", "text", "——在××会议上的讲话"),
    Field("salutation", "称谓", "text", "不写则为 同志们"),
    Field("year", "年份", "year", "哪一年的讲话", required=True),
    Field("date", "日期", "date", "开会的日期，YYYY-MM 或 YYYY-MM-DD"),
    Field("length", "字数", "int", "想写多少字"),
    Field("minutes", "分钟", "int", "想讲多少分钟"),
    Field("rate", "语速", "int", "一分钟多少字，默认 180"),
    Field("region", "地区", "map", "哪里", sub=_fields("""
name 名称 text 如 临江县
short 简称 text
level 层级 enum
self 自称 text 不写则为 我县 一类
whole 全称 text 不写则为 全县 一类
parent 上级 text
province 省份 text""", level=Field("level", "层级", "enum", LEVELS.note, LEVELS.values, required=True)), required=True),
    _map("occasion", "会议", "什么会", """
name 名称 text 如 一季度招商引资工作汇报会
kind 类型 enum
conveners 召开单位 texts
place 地点 text""", kind=_KINDS),
    _list("prior_events", "此前活动", "会前办过的事", """
name 名称 text
topics 内容 texts
when 时间 when
owner 主办 texts""", known_by="name"),
    _map("speaker", "讲话人", "谁讲", """
role 职务 text 如 县委书记
name 姓名 text
rank 身份 enum
mandate 受谁委托 text 只写谁定的，如 县委常委会讨论
position 讲话次序 text""", rank=_RANKS),
    Field("audience", "参会范围", "texts", "哪些人参加"),
    _list("agenda", "议程", "前面谁讲了什么、后面谁还要讲", """
actor 谁 text
role 职务 text
act 做什么 enum
about 关于 text
aspects 几个方面 texts 写出是哪些，如 [项目落地, 园区配套]""", act=_ACTS),
    _map("review", "回顾期", "总结的是哪段时间", """
from 起 date
to 止 date
label 说法 text 如 1—2月、过去一年"""),
    _list("basis", "依据", "上级会议、文件、规划", """
name 名称 text
issuer 制定单位 texts
point 要点 text"""),
    _list("slogans", "口号", "本地的提法，原样使用", """
text 文字 text
owner 谁提的 texts
aim 目的 text 名词短语，如 争当全市排头兵
expands 内容 texts
flag 标记 id""", known_by="text"),
    Field("hardships", "困难背景", "texts", "前段的困难"),
    Field("constraints", "制约因素", "texts", "换届年、施工季短一类"),
    _map("verdict", "总判断", "一句话的评价", """
good 成绩 text
bad 问题 text
core 核心 text"""),
    FIGURE,
    Field("figures_from", "数据来源", "text", "几份要点合用的数据文件"),
    _list("highlights", "成绩分项", "一条一条的成绩", """
head 标题 text
figures 数据 refs
projects 项目 texts 项目名称，须在项目里列出
measures 做法 texts
shift 变化 texts"""),
    _list("projects", "项目", "一个一个的项目", """
name 名称 text
place 落户地 text
investor 投资方 text
introduced_by 引进单位 texts
investment 投资额 amount
paid_in 到位资金 amount
invested 已投资 amount
ordered 已订设备 amount
status 状态 enum
progress 进展 text
next 下一步 text 动词短语，如 月底前设备进场
by 时限 date 下一步的时限
owner 责任单位 texts""", status=_STATUS),
    _list("problems", "问题", "存在的问题", """
label 名称 text 如 落地难
evidence 表现 texts
figures 数据 refs
level 层次 enum
answered_by 对应部分 id 由哪一部分来答，写那一部分的编号""", known_by="label evidence", level=_LAYER),
    _list("mindsets", "错误认识", "几种不对的想法", """
label 名称 text
claim 说法 text
rebuttal 反驳 text""", known_by="label claim"),
    _list("causes", "原因", "从几个层面找根子", """
dimension 层面 text 思想、工作、环境，内因、外因
points 要点 texts"""),
    _list("benchmarks", "对标", "跟谁比", """
peer 对象 text
metrics 指标 texts
figures 数据 refs
our_rank 我方位次 text 只写位次，如 第五"""),
    _list("situation", "形势", "外面的变化", """
scope 范围 enum
trend 趋势 text
figures 数据 refs""", scope=_SCOPES),
    _list("significance", "意义", "为什么要干", """
claim 论断 text
grounds 理由 texts""", known_by="claim grounds"),
    Field("advantages", "优势", "texts", "我们有什么"),
    _list("goals", "目标", "要做到什么", """
text 文字 text
figures 数据 refs
by 时限 date
mandatory 硬任务 bool
owner 责任单位 texts
for_year 年度 int"""),
    _list("quotas", "任务分解", "哪一类单位多少", """
class 类别 text
amount 任务额 amount
min_projects 最少项目数 int
threshold 项目门槛 amount
units 单位 texts"""),
    _list("industries", "产业", "招哪些产业", """
name 名称 text
role 地位 enum
parts 内容 texts
traits 特点 texts
figures 数据 refs""", known_by="name", role=_INDUSTRY),
    _list("target_regions", "目标区域", "到哪里去招", """
name 名称 text
focus 重点 text
partners 对接单位 texts
modes 方式 texts"""),
    Field("methods", "招商方式", "texts", "用什么办法招"),
    Field("platforms", "园区平台", "list", "园区的事和时限", sub=(Field("name", "名称"), _WORKS, Field("details", "内容", "texts"))),
    _list("tasks", "工作任务", "谁、什么时候、办什么", """
section 所属部分 id
what 事项 text 动词短语，不写谁办，如 完成剩余征收
owner 责任单位 texts
by 时限 date
label 时限说法 text
figures 数据 refs"""),
    _list("policies", "政策", "已有的和要定的", """
name 名称 text
status 状态 enum
contents 内容 texts
applies_to 适用对象 text
aim 目的 text
owner 责任单位 texts
flag 标记 id""", status=_POLICY),
    _map("upward_support", "向上争取", "争取上级支持", """
opportunity 机会 text
owners 责任单位 texts"""),
    _list("mechanisms", "机制", "怎么推着走", """
name 名称 text
kind 类型 enum
cadence 频次 texts
owner 责任单位 texts
details 内容 texts
figures 数据 refs""", kind=_MECHANISMS),
    _list("documents", "文件", "下发的文件", """
name 名称 text
number 文号 text
when 时间 when"""),
    _list("events", "活动", "办过的和要办的", """
name 名称 text
when 时间 when
label 时间说法 text
role 性质 enum""", known_by="name", role=_EVENT),
    _list("teams", "队伍", "招商的人", """
name 名称 text
count 数量 text
unit 单位 text
places 驻地 texts
duties 职责 texts
figures 数据 refs
status 状态 text"""),
    _list("leadership", "领导责任", "谁负什么责", """
who 谁 text
duty 责任 text
figures 数据 refs"""),
    _list("role_models", "榜样", "上级领导的带头", """
name 姓名 text
role 职务 text"""),
    _list("incentives", "奖惩", "奖什么罚什么", """
kind 类型 enum
when 时间 text
trigger 情形 text
who 对象 text
consequence 结果 text
figures 数据 refs
flag 标记 id""", kind=_INCENTIVES),
    Field("discipline", "纪律", "texts", "不许做的事"),
    _list("sections", "结构", "讲几个部分；给了就按这个讲，一个不多一个不少", """
id 编号 id
heading 标题 text 留空则代拟
points 要点 texts
verbatim 原文 verbatim 原样照印"""),
    _map("closing", "结尾", "怎么收", """
tie_to 落脚点 texts 名词短语，接在“为实现”后面
welcome 迎接 texts 如 党的二十大
call 号召 texts 动词短语，如 真抓实干"""),
    Field("choose", "选用", "choose", "指定某个语步用哪条语块"),
    Field("names", "专名", "texts", "检查时不要怀疑的名称"),
)
ROOT = Field("", "写作要点", "map", sub=FIELDS)


def walk(field: Field = ROOT, path: str = "") -> Iterator[tuple[str, Field]]:
    """Every field with its key path, parents first: ``region``, ``region.name``, ``problems[].label`` …."""
    for sub in field.sub:
        here = f"{path}.{sub.key}".lstrip(".")
        yield here, sub
        if sub.sub:
            yield from walk(sub, here + ("[]" if sub.kind == "list" else ".*" if sub.kind == "figures" else ""))


def zh_name(key: str) -> str:
    """The Chinese name of a top-level key; the key itself where there is none."""
    return next((field.zh for field in FIELDS if field.key == key), key)


KINDS = {"text": "文字", "texts": "文字列表", "int": "整数", "bool": "是否", "enum": "选项", "date": "日期", "when": "日期或文字", "amount": "数量（带单位）",
         "number": "数", "refs": "指标编号", "id": "编号", "map": "一组", "list": "列表", "figures": "一组指标", "choose": "语步: 语块", "year": "年份",
         "share": "百分数或一组", "threshold": "数量或一组", "verbatim": "多行文字", "pairs": "名称: 值"}


def as_markdown(fields: Iterable[tuple[str, Field]] | None = None) -> str:
    """The table as Markdown for the documentation."""
    rows = ["| 键 | 中文 | 内容 | 说明 |", "|---|---|---|---|"]
    for path, field in fields if fields is not None else walk():
        accepted = "；".join(f"{key} {zh}" for key, zh in field.values.items()) if field.values else ""
        note = "。".join(part for part in (field.note, accepted) if part)
        rows.append(f"| `{path}` | {field.zh} | {KINDS[field.kind]} | {note} |")
    return "\n".join(rows) + "\n"
