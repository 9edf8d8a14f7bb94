"""The filters of templates: how lists, people, deadlines and projects of a brief are put in words.

A filter takes what a brief holds (possibly marked) and gives words or a shorter list; it never invents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from generator import views
from generator.language import ordinals, rhetoric
from generator.marks import plain

_BRACKETED = re.compile("（[^（）]*）")


def join_cn(items: Iterable[Any], sep: str = "、") -> str:
    """a、b、c. Neighbouring quoted names need no 、 between them (GB/T 15834-2011, 4.5.3.5); items that hold a 、 are parted by ，,
    items that hold a ， by ； (a mark of the next level up). What stands in brackets (各县（市、区）) parts nothing."""
    told = [str(item) for item in items if str(item)]
    if sep == "、" and len(told) > 1:
        marks = _BRACKETED.sub("", "".join(map(plain, told)))
        sep = "；" if "，" in marks else "，" if "、" in marks else "、"
    out = told[:1]
    for before, item in zip(told, told[1:], strict=False):
        bare = sep == "、" and plain(before)[-1:] in "”》" and plain(item)[:1] in "“《"
        out.append(item if bare else sep + item)
    return "".join(out)


def join_and(items: Iterable[Any]) -> str:
    """a、b和c; a和b."""
    told = [str(item) for item in items if str(item)]
    return told[0] if len(told) == 1 else f"{join_cn(told[:-1])}和{told[-1]}" if told else ""


def quoted(value: Any) -> str:
    """In “ ”, once: a text that brings its own quotation marks keeps them."""
    bare = plain(str(value))
    return str(value) if "“" in bare else f"“{value}”"


def where(items: Iterable[Mapping[str, Any]], key: str, *values: Any) -> list[Any]:
    """The items whose ``key`` is one of ``values`` (with no values: whose key is there)."""
    return [item for item in items if (item[key] in values if values else bool(item[key]))]


def without(items: Iterable[Mapping[str, Any]], key: str, *values: Any) -> list[Any]:
    """The items that :func:`where` leaves out."""
    return [item for item in items if not (item[key] in values if values else bool(item[key]))]


def names(items: Iterable[Any], key: str = "name") -> list[str]:
    """One field of each item, those that lack it left out."""
    return [str(item[key]) for item in items if item[key]]


def by(value: Any) -> str:
    """A deadline: 6月底前 for a date, a label as it is."""
    return value.by if isinstance(value, views.DateView) else str(value)


_RHYTHMS = {"双月": "每两个月", "季": "每季度"}


def every(cadence: Iterable[Any]) -> str:
    """How often, before 一次: 周 → 每周, 季 → 每季度, 双月 → 每两个月; several joined by 、, none empty."""
    return join_cn(str(told).replace(bare := plain(str(told)), _RHYTHMS.get(bare, bare if bare.startswith("每") else f"每{bare}")) for told in cadence)


def take(items: Sequence[Any], number: int, start: int = 0) -> list[Any]:
    """The first ``number`` items from ``start``."""
    return list(items)[start : start + number]


@pass_context
def counted(context: Context, items: Iterable[Any]) -> list[str]:
    """Names of the brief with their number where a figure of that very label counts them: 10个主要经济部门."""
    figures = {plain(figure.label): figure for figure in context["figures"].values()}
    out = []
    for item in items:
        figure = figures.get(plain(str(item)))
        out.append(f"{figure}{item}" if figure is not None and figure.known else str(item))
    return out


def containing(items: Iterable[Any], *words: str) -> list[Any]:
    """The texts that hold one of some words."""
    return [item for item in items if any(word in plain(str(item)) for word in words)]


def lacking(items: Iterable[Any], *words: str) -> list[Any]:
    """The texts that hold none of some words."""
    return [item for item in items if not any(word in plain(str(item)) for word in words)]


_KINDS_OF_PROJECT = ("项目", "工程", "电站", "生产线", "厂", "园", "园区", "基地", "中心", "城", "广场")


def as_project(project: Any) -> str:
    """A project's name as it is said: with 项目 after it, unless the name says what it is."""
    name = str(project["name"])
    return name if plain(name).endswith(_KINDS_OF_PROJECT) else f"{name}项目"


_WHOEVER = ("的", "单位", "部门", "乡镇", "者", "人", "村", "企业", "干部", "个人", "集体", "名")


def those(trigger: Any, default: str) -> str:
    """Whom a reward or penalty meets: 实绩突出 → 实绩突出的; ``default`` where the brief does not say."""
    told = str(trigger or default)
    return told if "的" in plain(told) or plain(told).endswith(_WHOEVER) else f"{told}的"


_OFFICES = ("长", "村", "书记", "主任", "代表", "政府", "企业", "商会", "协会")      # a post or a body that stands for who holds it
_BODIES = ("组", "局", "委", "会", "部门", "单位", "乡镇", "区", "县", "镇", "办", "公司", "中心", "同志", "领导", "负责人", "委员会")


def person(entry: Mapping[str, Any]) -> str:
    """Somebody of the agenda as he is named in a speech: 维东书记, 市商务局局长赵海峰, 长生同志; a body of people as it is."""
    name, role = str((entry["actor"] if "actor" in entry else entry["name"]) or ""), str(entry["role"] or "")
    if role:
        return f"{role}{name}" if len(plain(role)) > 3 else f"{name}{role}"
    bare = plain(name)
    return name if "【" in bare or len(bare) > 4 or bare.endswith((*_BODIES, *_OFFICES)) else f"{name}同志"


def past_acts(agenda: Sequence[Mapping[str, Any]], skeleton: str) -> list[Mapping[str, Any]]:
    """What the agenda has behind it when this kind of speech begins. A secretary who follows up leaves the speech before his to his
    endorsement of it."""
    entries = [entry for entry in agenda if entry["act"] not in ("deploy", "will_speak")]
    endorsed = skeleton == "secretary_followup" and not any(entry["act"] == "deploy" for entry in agenda)
    return [entry for entry in entries if not (endorsed and entry["act"] == "speech")]


@pass_context
def attending(context: Context, audience: Sequence[Any]) -> str:
    """Who sits in the hall, counted where the brief counts them; 和 before the last unless a name holds one."""
    told = counted(context, audience)
    return join_cn(told) if any("和" in plain(name) for name in told) else join_and(told)


_DOING = ("到", "去", "赴", "组织", "召开", "举办", "带队")      # how an event begins that is named by what was done


def when(event: Mapping[str, Any]) -> str:
    """When an event was; 昨天 for the day before; empty where the brief does not say."""
    return "昨天" if plain(str(event["when"] or "")) == "前一天" else str(event["when"] or "")


def whose(event: Mapping[str, Any]) -> str:
    """Who held an event: 市里, 我们自己; empty where nobody is named."""
    told = join_cn(event["owner"] or ())
    bare = plain(told)
    return "我们自己" if bare.startswith("本") else f"{told}里" if len(bare) == 1 else told


def is_deed(event: Mapping[str, Any]) -> bool:
    """Whether an event is named by what was done: 到上海招商."""
    return plain(str(event["name"])).startswith(_DOING)


_MEETING = ("", "会议", "大会", "会上")           # who acts where nobody is named
_ACTS = {
    "briefing": ("通报了{}", "通报了有关情况"), "report": ("汇报了{}", "作了汇报"), "speech": ("就{}发了言", "发了言"), "award": ("表彰了{}", "表彰了先进"),
    "issue": ("印发了{}", "印发了文件"), "pay_deposit": ("缴了{}", "缴了保证金"),
}


def told(acts: Sequence[Mapping[str, Any]]) -> str:
    """What was done at the meeting so far, in its order: 会上通报了…，五个部门发了言，还印发了…. Empty where nothing was."""
    said = []
    for at, entry in enumerate(acts):
        about, bare = _ACTS.get(str(entry["act"] or "pay_deposit"), _ACTS["pay_deposit"])
        said.append(f"{_doer(entry, acts, at)}{about.format(entry['about']) if entry['about'] else bare}")
    return "，".join(said)


def _doer(entry: Mapping[str, Any], acts: Sequence[Mapping[str, Any]], at: int) -> str:
    """Who did one thing of the agenda; the meeting where nobody is named, said once."""
    who = plain(str(entry["actor"] or ""))
    if who in _MEETING:
        opened = plain(str(acts[0]["actor"] or "")) in _MEETING
        return "会上" if at == 0 else "还" if opened else "会上还"
    return str(entry["actor"]) if entry["act"] in ("award", "issue") else person(entry)


def posts(figures: Iterable[Any]) -> bool:
    """Whether figures count people and posts and nothing else: what a task force is made of."""
    return all(figure.unit in ("名", "个", "套", "人", "位") and figure.bound is None and figure.per is None for figure in figures)


def exceeded(figures: Iterable[Any]) -> list[Any]:
    """The figures that passed their target."""
    return [figure for figure in figures if figure.completion is not None and figure.completion.value is not None and figure.completion.value > 100]


def share_of(figure: Any) -> str:
    """占全市的6.7%: of what, how much; 占 alone where the whole is not named."""
    whole = figure.share_whole
    return f"占{whole}的{figure.share}" if whole else f"占比{figure.share}"


def trimmed(label: Any) -> str:
    """The name of a post without the words that only say for whom: 每个成熟项目的专班 → 专班."""
    told = str(label)
    return told if "的" not in plain(told) else told.replace(plain(told), plain(told).rpartition("的")[2])


def stepping(step: Any) -> str:
    """A next step after 要: 早竣工 → 早竣工, 时序进度 → 按时序进度推进."""
    bare = plain(str(step))
    return f"赶上{step}" if bare.endswith(("进度", "计划", "目标")) else str(step)


_DETAILS = ("by", "owner", "progress", "investment", "place")


def detailed(projects: Iterable[Mapping[str, Any]]) -> bool:
    """Whether the brief tells more of some project than its name, its state and its next step."""
    return any(project[key] for project in projects for key in _DETAILS)


def steps(projects: Sequence[Mapping[str, Any]], otherwise: str = "") -> str:
    """What comes next, those with one next step together: 甲、乙都要早开工，丙要投产; of the rest what ``otherwise`` says, 也 after others."""
    ahead: dict[str, list[Mapping[str, Any]]] = {}
    for project in projects:
        if project["next"]:
            ahead.setdefault(plain(str(project["next"])), []).append(project)
    told = [f"{join_cn(names(group))}{'都' if len(group) > 1 else ''}要{stepping(group[-1]['next'])}" for group in ahead.values()]
    rest = [project for project in projects if not project["next"]]
    if rest and otherwise:
        told.append(f"{join_cn(names(rest))}{_brought_by(rest)}{'也' if told else ''}{otherwise}")
    return "，".join(told)


def _brought_by(projects: Iterable[Mapping[str, Any]]) -> str:
    """由县商务局引来，: who brought some projects, where it was one and the same."""
    whose = {plain(told): told for told in (join_cn(project["introduced_by"] or ()) for project in projects) if told}
    return f"由{next(iter(whose.values()))}引来，" if len(whose) == 1 else ""


def slogans(items: Sequence[Mapping[str, Any]]) -> str:
    """Slogans with what they stand for and are for: “三争”，说的是争项目、争资金，为的是…."""
    sep = "；" if any(item["aim"] or item["expands"] for item in items) else "，"
    said = []
    for item in items:
        expands = f"，说的是{join_cn(item['expands'])}" if item["expands"] else ""
        aim = f"，为的是{item['aim']}" if item["aim"] else ""
        said.append(f"{quoted(item['text'])}{expands}{aim}")
    return sep.join(said)


@pass_context
def foreign(context: Context, owner: Sequence[Any] | None) -> str:
    """Another body that raised a slogan, as it is spoken of (市里, 国家); empty for our own place and its organs."""
    whose = join_cn(owner or ())
    bare = plain(whose)
    place = context.get("place") or {}
    if not bare or bare[0] in "本通" or bare in {plain(str(place.get(key, ""))) for key in ("committee", "government", "organs")}:
        return ""
    return f"{whose}里" if len(bare) == 1 and bare != "国" else whose


@pass_context
def raised_by(context: Context, items: Sequence[Mapping[str, Any]], otherwise: str) -> str:
    """How a slogan is brought in: 市里提的是 for one that another body raised, ``otherwise`` for our own."""
    whose = foreign(context, items[0]["owner"]) if len(items) == 1 else ""
    return f"{whose}提的是" if whose else otherwise


def gained(figures: Iterable[Any]) -> list[Any]:
    """The rates that rose against last year."""
    return [figure for figure in figures if figure.yoy_pp is not None and figure.yoy_pp.up]


def fallen(figures: Iterable[Any]) -> list[Any]:
    """The figures that fell against last year."""
    return [figure for figure in figures if figure.yoy is not None and figure.yoy.down]


def parallel(items: Iterable[Any]) -> list[str]:
    """The items that can stand in parallel, three or four, the longest last; none where fewer can."""
    told = [str(item) for item in items]
    return [told[at] for at in rhetoric.parallel([plain(item) for item in told])]


def couplet(items: Iterable[Any]) -> list[str]:
    """Two neighbouring items that make a couplet; none where none do."""
    told = [str(item) for item in items]
    return [told[at] for at in rhetoric.couplet([plain(item) for item in told])]


def chain(projects: Iterable[Mapping[str, Any]]) -> list[str]:
    """The states of some projects handed on, 意向的抓签约 …; none for fewer than three states."""
    return rhetoric.chain(plain(str(project["status"] or "")) for project in projects)


def number_word(items: Iterable[Any]) -> str:
    """四抓, 四个“不”: what sums the items up; empty where no word does."""
    return rhetoric.number_word([plain(str(item)) for item in items])


FILTERS: Mapping[str, Callable[..., Any]] = {
    "join_cn": join_cn, "join_and": join_and, "quoted": quoted, "where": where, "without": without, "names": names, "by": by, "every": every, "take": take,
    "counted": counted, "cn": ordinals.cn, "count_cn": ordinals.count_cn, "plain": lambda value: plain(str(value)),
    "containing": containing, "lacking": lacking, "person": person, "told": told, "past_acts": past_acts, "attending": attending,
    "those": those, "posts": posts, "as_project": as_project, "exceeded": exceeded, "fallen": fallen, "gained": gained,
    "share_of": share_of, "trimmed": trimmed, "stepping": stepping, "detailed": detailed, "steps": steps, "slogans": slogans,
    "raised_by": raised_by, "foreign": foreign,
    "parallel": parallel, "couplet": couplet, "chain": chain, "number_word": number_word,
}
