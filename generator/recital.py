"""Lists of a brief said in one breath: one after the other, each with what the brief tells of it.

These are filters of block texts like those of ``filters.py``; they take views and give words, or shorter lists. ``Clauses`` puts
figures and items in words by the frames of a library (``frames.py``), which hands itself in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.filters import as_project, by, every, is_deed, join_and, join_cn, person, quoted, when, whose
from generator.marks import plain
from generator.tags import put

Clauses = Callable[[Iterable[Any], str, str], str]        # items, kind of frame, what joins them
Entry = Mapping[str, Any]
_MANY = 5                                        # works that are no longer said in one sentence
_LONG = 5                                        # characters of an item from which on ，parts items better than 、


def wrap(told: Any, before: str = "", after: str = "") -> str:
    """Some words, or a list of them, with what leads up to it and what follows; nothing where there is none."""
    said = join_cn(told) if isinstance(told, list) else str(told or "")
    return f"{before}{said}{after}" if said else ""


def listed(items: Iterable[Any]) -> str:
    """What was found, item by item, as clauses: ，between them, ；where one holds a ，itself."""
    told = [str(item) for item in items]
    return join_cn(told, "；" if any("，" in plain(item) for item in told) else "，")


def strung(items: Iterable[Any]) -> str:
    """Short items by 、, clauses (from six characters on) by ，."""
    told = [str(item) for item in items]
    return join_cn(told, "，" if told and len(plain(told[0])) > _LONG else "、")


_ACT = 4                                         # characters that name what is done (外出招商)
_BARE = 6                                        # characters of a ground that is a name, no sentence
_SOME = 10                                       # characters of a failing that 有的 can open
_UNSTUDIED = re.compile("[^不](?:不熟|研究[浅慢少])$")       # what comes before is what they do not know


def some(items: Sequence[Any]) -> str:
    """What some people fail in: 有的…，有的…，还有的…; failings that name who they are about, or count, are listed."""
    bare = [plain(str(item)) for item in items]
    if len(bare) < 2 or any(len(text) > _SOME or re.search(r"[0-9有无没]|单位|部门|干部|个|，", text) for text in bare):
        return listed(items)
    return "，".join(f"{'还' if at == len(bare) else ''}有的{'对' if _UNSTUDIED.search(bare[at - 1]) else ''}{item}" for at, item in enumerate(items, 1))


def as_matter(item: Any) -> str:
    """An item that can open a sentence: a word of one or two characters takes 这件事."""
    return f"{item}这件事" if len(plain(str(item))) < 3 else str(item)


_POSTED = ("战略", "关键", "办法", "途径", "需要", "选择", "抓手", "动力", "支撑", "举措", "任务", "工程", "出路", "法宝")


def as_claim(claim: Any, lead: str) -> str:
    """A claim as a sentence: one that only names what a thing is takes ``lead`` (这是) before it."""
    bare = plain(str(claim))
    return f"{lead}{claim}" if "是" not in bare and bare.endswith(_POSTED) else str(claim)


def claims(items: Iterable[Entry], lead: str) -> str:
    """Claims with their grounds, one after the other."""
    return "；".join(f"{as_claim(item['claim'], lead)}{_grounds(item['grounds'])}" for item in items)


def _grounds(grounds: Sequence[Any]) -> str:
    """What a claim rests on: sentences one after the other; bare names as what it holds for."""
    if len(grounds) > 1 and max(len(plain(str(item))) for item in grounds) <= _BARE:
        return f"，{join_cn(grounds)}，样样都连着它"
    return wrap(join_cn(grounds, "，"), "，")


_FINISHED = {"completed": "，已经建成", "producing": "，已经投产"}
_DOINGS = ("联系", "联络", "沟通", "对接", "合作", "往来", "交流", "衔接", "拓展", "服务")


def aimed(focus: Any, lead: str, tail: str = "") -> str:
    """What a region is worked for: 盯的是产业转移项目; what is something to do takes 重在 (重在沟通联系)."""
    return f"重在{focus}" if plain(str(focus)).endswith(_DOINGS) else f"{lead}{focus}{tail}"


def naming(items: Sequence[Any], *words: str) -> Any:
    """The first item that holds one of some words, else the first; empty where there is none."""
    return next((item for item in items if any(word in plain(str(item)) for word in words)), items[0] if items else "")


def cadence(item: Entry) -> str:
    """每月: how often, where there is one rhythm, or the name does not tell it; else empty."""
    told = item["cadence"]
    return every(told) if told and (len(told) == 1 or plain(str(told[0])) not in plain(str(item["name"]))) else ""


def at(projects: Iterable[Entry], place: Any) -> list[str]:
    """The names of the projects that stand at a place."""
    return [str(project["name"]) for project in projects if project["place"] and plain(str(project["place"])) == plain(str(place))]


def position(parts: Iterable[Entry], part: Entry) -> int:
    """At which place a part of the speech stands, from 1; 0 where it is none of them."""
    return next((number for number, other in enumerate(parts, 1) if other["id"] == part["id"]), 0)


def unsaid_in(label: Any, texts: Sequence[Any]) -> str:
    """A name of a time, unless the first of some texts says it already."""
    return "" if not label or (texts and plain(str(label)) in plain(str(texts[0]))) else str(label)


# What the brief says, and how it is begun: the first word, unless it begins with one of them already.
_MANDATES = ((("委托",), ("受",)), (("意见", "精神", "要求", "决定"), ("根据", "按照")), (("研究", "讨论", "审定", "同意"), ("经",)))


def mandated(mandate: Any) -> str:
    """On whose behalf one speaks: 受县委委托, 根据会议要求, 经常委会研究."""
    bare = plain(str(mandate))
    for words, starts in _MANDATES:
        if any(word in bare for word in words):
            return str(mandate) if bare.startswith(starts) else f"{starts[0]}{mandate}"
    return f"受{mandate}委托"


def people(entries: Iterable[Entry]) -> list[str]:
    """Persons as they are named in a speech."""
    return [person(entry) for entry in entries]


def timed(events: Iterable[Entry], before: str = "{}的", after: str = "") -> list[str]:
    """Events with their time before the name (5月的博览会) or after it."""
    said = []
    for event in (event for event in events if event["name"]):
        told = str(event["label"] or event["when"] or "")
        said.append(f"{put(before, told) if told else ''}{event['name']}{put(after, told) if told else ''}")
    return said


def datable(events: Iterable[Entry]) -> list[Entry]:
    """The events whose time the brief tells, those with a name for it (“十一”前) first."""
    told = [event for event in events if event["label"] or event["when"]]
    return sorted(told, key=lambda event: not event["label"])


def held(events: Sequence[Entry]) -> str:
    """What was held before this meeting, in sentences: 昨天，市里召开了动员大会，重点是招商；…."""
    return "；".join(f"{_held(event)}{wrap(event['topics'], '，重点是')}" for event in events if event["name"])


def _held(event: Entry) -> str:
    if is_deed(event):
        return f"{when(event)}{whose(event)}{event['name']}"
    who = whose(event)
    verb = "召开了" if plain(str(event["name"])).endswith(("会", "会议")) else "组织了"
    return f"{wrap(when(event), '', '，')}{'我们' if who in ('', '我们自己') else who}{verb}{event['name']}"


_SUBJECTS = ("关于", "实施", "支持", "促进", "加快", "推进", "推动", "鼓励", "扶持", "深化", "扩大")      # a title that needs its issuer before it


def cited(basis: Iterable[Entry], said: str = "提出", bare: str = "") -> list[str]:
    """Documents with what they say: 市委全会提出“三争”. ``bare`` leads up to a later one of which nothing is quoted."""
    out: list[str] = []
    for entry in (entry for entry in basis if entry["name"]):
        issuer = join_cn(entry["issuer"] or ())
        name = f"{issuer if plain(str(entry['name'])).startswith(_SUBJECTS) and not plain(issuer).startswith('本') else ''}{entry['name']}"
        out.append(f"{name}{said}{quoted(entry['point'])}" if entry["point"] else f"{bare if out else ''}{name}")
    return out


def document(entry: Entry) -> str:
    """A document by when and number: 2月下发的7号文件《任务分解》."""
    name = str(entry["name"] or "")
    kind = "" if "文件" in plain(name) or "《" in plain(name) else "文件"
    return f"{wrap(entry['when'], '', '下发的')}{entry['number']}{kind}{f'《{name}》' if kind and name else name}"


def counts(figures: Iterable[Any], duty: str = "") -> str:
    """Figures that somebody answers for, each after ，: ，外出每月不少于5天; a share takes 要占到. What the ``duty`` itself says is not named
    again: 带队外出招商，每月不少于1次."""
    return "".join(f"，{_named(figure, duty)}{'要占到' if figure.unit in ('', '%', None) else ''}{figure.per or ''}{figure}" for figure in figures)


def _named(figure: Any, duty: str) -> str:
    name = plain(figure.label)
    return "" if figure.per and len(name) >= _ACT and name[-_ACT:] in duty else figure.label


def team(item: Entry, told: bool = True) -> str:
    """A team with its number: 正在筹备的3支小分队; a number of 组 follows the name. ``told``: whether it is said that it is planned."""
    planned = "正在筹备的" if told and _planned(item) else ""
    groups = plain(str(item["unit"] or "")) == "组"
    number = f"{item['count']}{item['unit'] or '支'}" if item["count"] else "".join(str(figure) for figure in item["figures"] if _names(figure, item))
    return f"{planned}{'' if groups else number}{item['name']}{number if groups else ''}"


def idle_team(item: Entry, planned: str, formed: str) -> str:
    """What is to be said of a team that has neither places nor figures: ``planned`` before it is formed, ``formed`` after."""
    if item["places"] or item["figures"]:
        return ""
    return planned if _planned(item) else formed


def _planned(item: Entry) -> bool:
    return plain(str(item["status"] or "")) in ("planned", "筹备", "筹备中", "拟组建", "计划")


def team_counts(item: Entry) -> str:
    """The figures of a team but the one that counts the team itself, each after ，."""
    return counts(figure for figure in item["figures"] if not _names(figure, item))


def _names(figure: Any, item: Entry) -> bool:
    return plain(str(figure.label)) == plain(str(item["name"]))


_OWN_VERBS = tuple("带承亲负抓牵包联见各每自盯跑领管主分")


def duties(items: Iterable[Entry], speaker: Any = None, but: Entry | None = None) -> str:
    """Who answers for what: 县长是第一责任人；…. The speaker's own post is said to be his; ``but`` is left out."""
    role = plain(str(speaker["role"] or "")) if speaker else ""
    own = plain(str(but["who"])) if but else None
    return "；".join(_duty(item, role) for item in items if plain(str(item["who"])) != own)


def _duty(item: Entry, role: str) -> str:
    duty = plain(str(item["duty"] or ""))
    who = plain(str(item["who"]))
    own = _same_post(who, role)
    me = "，也就是我，" if own and not who.endswith("本人") else ""
    link = "是" if duty.endswith(("人", "长")) else "" if not duty or duty.startswith(_OWN_VERBS) or own else "，"
    said = str(item["who"] or "").replace(who, "我") if own and not me else item["who"] or ""      # in its mark
    return f"{said}{me}{link}{item['duty'] or ''}{counts(item['figures'], duty)}"


def vow(item: Entry) -> str:
    """What the speaker takes on himself, in the first person whatever the brief calls him: 我带头外出招商，每两个月不少于1次."""
    who, duty = plain(str(item["who"])), plain(str(item["duty"] or ""))
    link = "是" if duty.endswith(("人", "长")) else ""
    return f"{str(item['who'] or '').replace(who, '我')}{link}{item['duty'] or ''}{counts(item['figures'], duty)}"


_ORGANS = ("", "县", "市", "区", "州", "镇", "乡", "县委", "市委", "区委", "州委", "党委", "镇党委", "乡党委", "党工委", "工委")


def _same_post(who: str, role: str) -> bool:
    """Whether a post of the list is the speaker's: 书记 of 县委书记, 区长 of 区委副书记、区长; 县长 is not 副县长's."""
    posts, who = [post for post in role.split("、") if post], who.removesuffix("本人")
    return any(longer.endswith(shorter) and longer.removesuffix(shorter) in _ORGANS for post in posts for longer, shorter in ((post, who), (who, post)))


def peers(items: Sequence[Entry]) -> str:
    """With whom we are compared, those compared by the same things together: 邻县、东邻区，到位资金；…."""
    said: list[str] = []
    names: list[str] = []
    for entry, after in zip(items, [*items[1:], None], strict=True):
        names.append(str(entry["peer"]))
        metrics = join_cn(entry["metrics"] or ())
        if metrics and (after is None or plain(join_cn(after["metrics"] or ())) != plain(metrics)):
            said.append(f"{join_cn(names)}，{metrics}")
            names = []
    return "；".join([*said, *([join_cn(names)] if names else [])])


def metrics(items: Iterable[Entry]) -> str:
    """By what we are compared, each once."""
    told = [join_cn(entry["metrics"] or ()) for entry in items]
    return "，".join(_once(told))


def _once(told: Iterable[str]) -> list[str]:
    """Words of the brief, those that read alike once, in their order."""
    first: dict[str, str] = {}
    for said in told:
        first.setdefault(plain(said), said)
    return [said for bare, said in first.items() if bare]


def ranks(items: Iterable[Entry]) -> str:
    """What rank we hold: 我们是第三; by what, where we hold several."""
    ranked = [entry for entry in items if entry["our_rank"]]
    return "，".join(f"{wrap(join_cn(entry['metrics'] or ()), '论', '，') if len(ranked) > 1 else ''}我们是{entry['our_rank']}" for entry in ranked)


def all_figures(items: Iterable[Entry]) -> list[Any]:
    """The figures of several items, in their order."""
    return [figure for item in items for figure in item["figures"]]


def bundle(projects: Sequence[Entry], finished: bool) -> str:
    """Projects by who brought them, with their money and progress. ``finished``: whether the finished ones are told apart."""
    said: list[str] = []
    before = ""
    for project in projects:
        who = join_and(project["introduced_by"] or ())
        same = bool(who) and plain(who) == before
        if said:
            said.append("，还有" if same else "；")
        said.append(f"{who}引来了" if who and not same else "")
        said.append("".join(_told(project, finished)))
        before = plain(who)
    return "".join(said)


def _told(project: Entry, finished: bool) -> Iterator[str]:
    full = project["paid_in"] and project["invested"] and (project["ordered"] or project["progress"])
    yield wrap(project["investor"], "", "的") + as_project(project)
    yield wrap(project["place"], "，落在")
    yield "" if full else wrap(project["investment"], "，总投资")
    yield wrap(project["paid_in"], "，到位") + wrap(project["invested"], "，已完成投资") + wrap(project["ordered"], "，订购设备")
    yield wrap(project["progress"], "，")
    yield _FINISHED.get(project["status"], "") if finished else ""


# ------------------------------------------------------------------------------------------------ with the frames of a library
def targets(items: Iterable[Entry], clauses: Clauses, owner: str = "由{}牵头", due: str = "", figures: str = "") -> str:
    """Goals with date, figures that their text does not say, and owner: 6月底前，税收再上台阶，…，由县税务局牵头；…. ``due`` puts the date
    after the text (，限在{}) instead of before it; an empty ``owner`` says none; ``figures`` says those that have a last year's value
    (:func:`from_last`)."""
    return "；".join(_target(item, clauses, owner, due, figures) for item in items)


def _target(item: Entry, clauses: Clauses, owner: str, due: str, pattern: str) -> str:
    date = by(item["by"]) if item["by"] else ""
    figures = wrap(from_last(unsaid_figures(item), clauses, pattern, "，"), "，")
    start = f"{date}，" if date and not due else ""
    end = put(due, date) if date and due else ""
    return f"{start}{item['text'] or ''}{end}{figures}{'，' + put(owner, join_cn(item['owner'])) if owner and item['owner'] else ''}"


def from_last(figures: Iterable[Any], clauses: Clauses, pattern: str, sep: str) -> str:
    """Figures with the last year's value where there is one, by a pattern ({label}上年{last}，今年要到{bare}); else by the frames."""
    return sep.join(put(pattern, label=figure.label, last=str(figure.last), bare=figure.bare) if pattern and figure.last else clauses([figure], "figure", "；")
                    for figure in figures)


def works(tasks: Sequence[Entry], clauses: Clauses) -> str:
    """What is to be done at a place: ；between a few, sentences from five on."""
    return clauses(tasks, "works", "；" if len(tasks) < _MANY else "。")


def unsaid_figures(item: Entry) -> list[Any]:
    """The figures of a goal that its text does not say."""
    return [figure for figure in item["figures"] if plain(figure.bare) not in plain(str(item["text"]))]


def due(figures: Sequence[Any], clauses: Clauses, year: Any) -> str:
    """Figures to be reached, by when: 今年税收…，到2028年，…; a period is said once for those that share it."""
    said, before = [], ""
    for figure in figures:
        period = plain(figure.period or "")
        start = _until(figure.period, period, str(year)) if period and period[-4:] != before else ""
        said.append(f"{start}{clauses([figure], 'figure', '；')}")
        before = period[-4:]
    return "，".join(said)


def _until(period: str, bare: str, year: str) -> str:
    if bare.startswith(year):
        return "今年"
    return f"{'' if bare.startswith(('到', '至')) else '到'}{period}{'年' if bare[-1:].isdecimal() else ''}，"


def stakes(items: Sequence[Entry], clauses: Clauses) -> str:
    """Rewards and penalties, those of one time together: 年底，对…；…."""
    said, before = [], None
    for item in items:
        told = plain(str(item["when"] or ""))
        said.append(f"{wrap(item['when'], '', '，') if told != before else ''}{clauses([item], 'stake', '；')}")
        before = told
    return "；".join(said)


def trades(items: Sequence[Entry], clauses: Clauses, parts: str = "，{}", traits: str = "，{}", bare: str = "", roles: Mapping[str, str] | None = None) -> str:
    """Industries with role, parts, traits and figures. A pattern may be three, for the first, the ones between and the last
    (``，盯住{}|，盯{}|，再盯{}``); ``bare`` is said of one of several of which nothing is told. ``roles`` are said where they differ."""
    several = len({item["role"] for item in items}) > 1
    said = []
    for number, item in enumerate(items):
        told = wrap((roles or {}).get(item["role"] or "", "") if several else "")
        for key, pattern in (("parts", parts), ("traits", traits)):
            told += put(_by_place(pattern, number, len(items)), join_cn(item[key])) if item[key] else ""
        told += wrap(clauses(item["figures"], "figure", "；"), "，")
        said.append(f"{item['name']}{told or (bare if len(items) > 1 else '')}")
    return "；".join(said)


def _by_place(pattern: str, number: int, of: int) -> str:
    choices = pattern.split("|")
    return choices[0 if number == 0 or len(choices) == 1 else -1 if number == of - 1 else 1]


RECITALS: Mapping[str, Callable[..., Any]] = {
    "wrap": wrap, "listed": listed, "strung": strung, "some": some, "as_matter": as_matter, "as_claim": as_claim, "claims": claims, "naming": naming, "aimed": aimed,
    "cadence": cadence, "at": at, "position": position, "unsaid_in": unsaid_in, "mandated": mandated, "whose": whose, "people": people,
    "timed": timed, "datable": datable, "held": held, "cited": cited, "document": document, "team": team,
    "idle_team": idle_team, "team_counts": team_counts, "duties": duties, "vow": vow, "peers": peers, "metrics": metrics, "ranks": ranks,
    "all_figures": all_figures, "bundle": bundle, "unsaid_figures": unsaid_figures,
}
# Filters that take the words of a library's frames as their second argument (:data:`Clauses`).
BY_FRAMES: Mapping[str, Callable[..., str]] = {
    "targets": targets, "due": due, "stakes": stakes, "trades": trades, "works": works, "from_last": from_last,
}
