"""Any block at work: filled from the shipped examples where one can say it, else from a brief made up around its matter.

The made-up brief says the matter's own words in every place where a brief can say them, so that whatever a block
asks for is there; it is only ever shown on a block's card, never drafted.
"""
from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice, product
from pathlib import Path
from typing import Any

from generator import resources
from generator.brief import load_brief
from generator.errors import BriefError
from generator.frozen import replace
from generator.model import Block, Brief, Library, Message, Point, Record, Section, Text
from generator.pipeline import Studio, choose_skeleton
from generator.planning import content, structure
from generator.realisation import tidy

NONE = "（没有能用上这条的材料）"
_QUOTED = re.compile("'([\u3400-\u9fff]+)'")
_STATES = ("intent", "signed", "started", "under_construction", "completed", "restructuring_talks", "restructuring")
_INSIDE = ("point", "remedy", "evidence")       # what is only ever said inside a part
_ID = re.compile("'([a-z_]+)'")
_ABOUT = re.compile(r"about\(([^)]*)\)")
_CURRENT = re.compile(r"current\('(\w+)'\)")
_ABSENT = re.compile(r"^not ([a-z_]+)$")           # a list of the brief that must not be there
_MONTH = re.compile(r"date\.month (?:in \[|== )(\d+)")
_TRIED = 60                                       # places of one made-up brief that a block is tried in
_SPEAKERS = {"secretary": "县委书记", "head": "县长", "deputy": "副县长", "bureau_head": "局长", "other": "专家"}
_KINDS = ("coordination", "service", "assessment", "drive", "leadership", "upward")
_DIMENSIONS = ("思想", "工作", "环境", "内因", "外因", "体制", "主观", "客观", "作风")
Place = tuple[Studio, Message]


class Examples:
    """Briefs whose messages show blocks at work, each read once."""

    def __init__(self, library: Library, briefs: Iterable[Path] = ()) -> None:
        """``briefs`` are shown besides the shipped examples; what none of these can show, ``examples/shapes`` may."""
        self._library = library
        self._briefs = tuple(briefs)
        self._told: dict[str, list[Place]] = {}
        self._made: dict[str, tuple[Brief | None, tuple[Message, ...]]] = {}

    def fill(self, block: Block) -> str:
        """The block filled from the first message that it fits; a Chinese note where it fits none."""
        return next((tidy(studio.words(block, message)) for studio, message in self.fitting(block)), NONE)

    def fitting(self, block: Block) -> Iterator[Place]:
        """The messages that a block can say, each with its brief's studio."""
        for studio, message in self._places(block):
            if studio.serves(block, message) and studio.words(block, message):
                yield studio, message

    def _places(self, block: Block) -> Iterator[Place]:
        """Messages that the block might say: of the shipped examples, then of made-up briefs with what a speech may put around them, last of
        the briefs that are there for their rare sides."""
        yield from self._real(block, "*.yaml")
        for matter in self._matters(block):
            for source in _sources(matter, block, self._asked(block), self._year(block)):
                around = ((studio, made) for studio, message in self._read(source, block) for made in _around(message, studio, matter, block))
                yield from islice(around, _TRIED)
        yield from self._real(block, "shapes/*.yaml")

    def _real(self, block: Block, pattern: str) -> Iterator[Place]:
        """Messages of the block's move and kind in written briefs."""
        shown = self._shown(pattern)
        yield from (place for place in shown if (place[1].move, place[1].says) == (block.move, block.says))
        if not block.says and not block.move.startswith("SEC."):
            yield from ((studio, Message(block.move, key=block.move)) for studio in dict.fromkeys(studio for studio, _ in shown))

    def _shown(self, pattern: str) -> list[Place]:
        if pattern not in self._told:
            self._told[pattern] = told = []
            for path in (*sorted(resources.folder("examples").glob(pattern)), *(self._briefs if pattern == "*.yaml" else ())):
                told += places(load_brief(str(path)), self._library)
        return self._told[pattern]

    def _matters(self, block: Block) -> list[str]:
        words = [word.replace("…", "") for topic in block.topics for word in self._library.topics[topic].words]
        return [*(words or ["进展偏慢", *self._library.moves[block.move].words])[:2], *self._asked(block)[:1]]

    def _year(self, block: Block) -> str:
        """A year in all of which the block is right, and the formulations that it asks for."""
        named = [self._library.formulations[name].valid_from for test in block.requires for name in _CURRENT.findall(test)]
        if named:
            first = max(named)
            return str(int(first[:4]) + ("-" in first))
        return str(block.valid_from or block.valid_to or "2021")[:4]

    def _asked(self, block: Block) -> list[str]:
        """The words that the block's conditions look for, in the brief's texts or by the matters that they name."""
        matters = [name for test in block.requires for told in _ABOUT.findall(test) for name in _ID.findall(told) if name in self._library.topics]
        return [*_asked(block), *(self._library.topics[name].words[0].replace("…", "") for name in matters)]

    def _read(self, source: str, block: Block) -> list[Place]:
        """The messages of a made-up brief that are of the block's move and kind; one made for it where no brief's item can be."""
        if source not in self._made:
            self._made[source] = self._messages(source)
        brief, messages = self._made[source]
        if brief is None:
            return []
        studio = self._studio(brief, block)
        found = [message for message in messages if (message.move, message.says) == (block.move, block.says)]
        told = [replace(message, topics=block.topics or message.topics) for message in found] or _made_for(block, brief)
        return [(studio, message) for message in told]

    def _messages(self, source: str) -> tuple[Brief | None, tuple[Message, ...]]:
        try:
            brief = load_brief("样例", data=source.encode("utf-8"))
        except BriefError:
            return None, ()
        return brief, content.messages(brief, self._library)

    def _studio(self, brief: Brief, block: Block) -> Studio:
        """The brief in the kind of speech that the block is for, else in the plainest."""
        wanted = [name for name in (*(block.skeletons or ()), *_asked_ids(block), "quarterly_review") if name in self._library.skeletons]
        return Studio(brief, self._library, self._library.skeletons[wanted[0]], 0)


def fill_example(block: Block, library: Library) -> str:
    """A block filled from an example. Whoever shows many blocks keeps an :class:`Examples`."""
    return Examples(library).fill(block)


def fill_from(block: Block, library: Library, brief: Brief) -> str:
    """A block filled with a brief's own facts, from the first message that it fits; a Chinese note where it fits none."""
    fitting = (studio.words(block, message) for studio, message in places(brief, library) if studio.serves(block, message))
    return next((tidy(words) for words in fitting if words), NONE)


def places(brief: Brief, library: Library) -> list[Place]:
    """The messages of a brief as its speech says them, then as they are planned, each with the brief's studio."""
    studio = Studio(brief, library, choose_skeleton(brief, library, None)[0], 0)
    messages = content.messages(brief, library)
    lines, studio.sections = structure.build(brief, studio.skeleton, messages, library, studio.render)
    said = [slot.message for line in lines for slot in line.slots if slot.message.move]
    return [(studio, message) for message in (*said, *messages)]


def _sources(matter: str, block: Block, asked: list[str], year: str) -> Iterator[str]:
    """Briefs about a matter: plain ones first, which blocks of one matter share, then with the words that the block asks for."""
    for words in dict.fromkeys(((), tuple(asked))):
        yield from (brief_about(matter, list(words), block, year, plenty=plenty) for plenty in (True, False))


def _asked(block: Block) -> list[str]:
    """The words that the block's conditions look for."""
    return [word for test in block.requires for word in _QUOTED.findall(test)]


def _made_for(block: Block, brief: Brief) -> list[Message]:
    """What no list of a brief holds: a point, a line of evidence, a remedy, or nothing but the move."""
    if block.says in _INSIDE:
        texts = [str(brief.data["methods"][0]), *_asked(block)]
        problem, cause = brief.data["problems"][0], brief.data["causes"][0]
        return [Message(block.move, (Text(text, "methods[0]"),), text, block.says, block.topics, context)
                for text in texts for context in ({"problem": problem}, {"cause": cause}, {})]
    if block.says not in ("", "figures", "opener"):
        return []                                # a list of the brief that never comes to this move
    figures = tuple(brief.figures.values())
    told = [figures, *((figure,) for figure in figures)] if block.says == "figures" else [()]
    context: dict[str, Any] = {"layer": "result"} if block.move == "DIA.PROBLEM" else {}
    return [Message(block.move, items, block.move, block.says, block.topics, {**context, "group": group})
            for group in (None, *_asked_ids(block)) for items in told]


def _asked_ids(block: Block) -> list[str]:
    return [word for test in block.requires for word in _ID.findall(test)]


def _around(message: Message, studio: Studio, matter: str, block: Block) -> Iterator[Message]:
    """A message in the places of a speech where it may stand: under headings that speak of it or do not, before heads or none …"""
    problems: tuple[Record, ...] = studio.brief.data["problems"]
    words = _asked(block) or [matter]
    themes = (*_asked_ids(block), "")
    role = "review" if "section.role == 'review'" in block.requires else "work"
    told = tuple(Point(word) for word in words)
    sections = list(islice(
        (Section("s", f"抓好{word}", role, points, answers=answers, topics=block.topics, theme=theme)
         for word, points, answers, theme in product((*words, "落实"), (told, ()), (problems[:1], problems[:2], ()), themes)
         if answers or not (block.topics and block.move.startswith("SEC."))),    # the topics of a part are those of the problems that it answers
        _TRIED,
    ))
    studio.sections = tuple(sections[:3])
    if not block.move.startswith("SEC.") and block.says not in _INSIDE:
        yield message
        sections = sections[:1] if block.says else []                     # what a speech opens and closes with stands in no part
    for section in sections:
        for heads, kinds, causes in ((0, 0, 0), (3, 2, 2), (0, 2, 0)):
            around = {"section": section, "answers": list(section.answers), "heads": heads, "kinds": kinds, "from_causes": causes, "point": section.heading, "of": 3}
            yield replace(message, context={**around, **message.context})


def brief_about(matter: str, asked: list[str], block: Block, year: str, *, plenty: bool) -> str:
    """The text of a brief in which ``matter`` and the words ``asked`` stand wherever a brief can name a matter.

    With ``plenty`` lists have several items and all is there; without, each has one and what may be left out is.
    What the block wants absent (``not quotas``) is absent.
    """
    words = list(dict.fromkeys([matter, *asked]))
    told = {
        **_front(block, year, plenty), **_account(matter, words, plenty), **_projects(words, year, plenty), **_troubles(matter, words, plenty),
        **_work(matter, words, year, plenty), **_means(matter, words, plenty), **_meeting(words, plenty), **(_more(words) if plenty else {}),
    }
    absent = {found[1] for test in block.requires if (found := _ABSENT.match(test))}
    return json.dumps({key: value for key, value in told.items() if key not in absent}, ensure_ascii=False)    # JSON is YAML


def _front(block: Block, year: str, plenty: bool) -> dict[str, Any]:
    """Year, month, place, speaker and meeting in which the block is right."""
    level = (block.levels or ("county",))[0]
    role = _SPEAKERS[(block.speakers or ("secretary",))[0]]
    month = next((int(found[1]) for test in block.requires if (found := _MONTH.search(test))), 2 if plenty else 11)
    meeting = {"name": "一季度招商引资工作汇报会", "kind": "report", **({"conveners": ["县委", "县政府"]} if plenty else {})}
    return {"year": year, "region": {"name": "临江县", "level": level}, "speaker": {"role": role, "mandate": "常委会讨论"}, "occasion": meeting,
            "review": {"label": "一季度"}, "date": f"{year}-{month:02}"}


def _account(matter: str, words: list[str], plenty: bool) -> dict[str, Any]:
    """Figures and what was achieved."""
    return {
        "figures": {
            "p1": {"label": "牵头单位", "value": 1, "unit": "个"}, "p2": {"label": "分包领导", "value": 1, "unit": "名"},
            "f1": {"label": "签约项目", "value": 23, "unit": "个", "target": 20, "last": 18},
            "f2": {"label": "到位资金", "value": 6, "unit": "亿元", "target": 9, "last": 7}, "f3": {"label": "税收", "value": 3, "unit": "亿元", "role": "goal"},
            "f4": {"label": "规上企业", "value": 30, "unit": "家", "last": 20, "period": "五年"},
            **{f"w{at}": {"label": word, "value": 5, "unit": "个"} for at, word in enumerate(words[1:])},
        },
        "highlights": [
            {"head": matter, "figures": ["f1"], "projects": ["甲项目"], "measures": ["帮办代办"], "shift": ["坐等到上门"]}, {"head": matter, "figures": ["f2"]},
            {"head": matter, "measures": ["帮办代办"]}, {"head": matter, "projects": ["甲项目"]}, *({"head": word} for word in words),
        ],
        "situation": [{"scope": scope, "trend": word} for scope in (("international", "national", "local") if plenty else ("national",)) for word in words],
        "significance": [{"claim": matter, **({"grounds": ["税源少", "岗位少"]} if plenty else {})}],
    }


def _projects(words: list[str], year: str, plenty: bool) -> dict[str, Any]:
    projects = [
        {"name": "甲项目", "place": "石桥镇", "status": "completed", "introduced_by": ["县商务局"], "investment": "2亿元", "paid_in": "1亿元", "invested": "5000万元"},
        {"name": "乙项目", "status": "signed", "next": "月底前开工", "by": f"{year}-06", "owner": "县住建局"},
        {"name": "丙厂", "status": "producing", "introduced_by": ["县商务局"]},
    ]
    if plenty:
        step = {"owner": "县发改局", "by": f"{year}-06"}
        projects += [{"name": f"{state}项目{at}", "place": f"{at}号地", "status": state, "next": "抓紧办", "progress": "主体封顶", **step} for state in _STATES for at in range(2)]
        projects += [{"name": f"{word}项目", "status": state, "next": f"办{word}", **step} for state in ("signed", "under_construction") for word in words[1:]]
    return {"projects": projects}


def _troubles(matter: str, words: list[str], plenty: bool) -> dict[str, Any]:
    """Problems, causes and wrong ideas, with the parts that answer them."""
    listed = [*words, *(["手续不快", "人手偏少"] if plenty else [])]
    return {
        "problems": [
            *({"label": word, "evidence": listed, "figures": ["f2"], "level": "result"} for word in words),
            {"label": matter, "level": "result"}, {"label": matter, "evidence": [matter], "level": "result"},
            {"label": matter, "evidence": listed, "figures": ["f2"], "level": "cause", "answered_by": "s0"}, {"label": matter, "level": "cause", "answered_by": "s1"},
        ],
        "causes": [*({"dimension": dimension, "points": listed} for dimension in _DIMENSIONS), {"points": [matter]}],
        "mindsets": [
            *({"label": word, "claim": word, "rebuttal": "账上看得清楚"} for word in words), {"label": matter, "claim": "干不干一个样"}, {"label": matter},
        ],
        "sections": [
            {"id": "s0", "heading": "抓好落实", "points": [matter]}, {"id": "s1", "heading": "抓好落实", "points": listed},
            *({"id": f"t{at}", "heading": f"抓好{word}", "points": [word]} for at, word in enumerate(words)),
            *({"id": f"u{at}", "heading": f"抓好{word}", "points": listed} for at, word in enumerate(words)), {"id": "v", "heading": "往下抓"},
        ],
    }


def _work(matter: str, words: list[str], year: str, plenty: bool) -> dict[str, Any]:
    """What is to be reached and done, where and by which ways."""
    tasks = [{"what": "平整土地", "by": f"{year}-06", "owner": "管委会"}, {"what": "通水通电", "by": f"{year}-09"}, {"what": "接管线"}]
    goal = {"text": matter, "figures": ["f3"], "by": f"{year}-12", "mandatory": True, "owner": "县商务局"}
    quota = {"class": "经济部门", "amount": "4000万元", **({"min_projects": 2, "threshold": "1000万元"} if plenty else {})}
    return {
        "goals": [goal, *([{"text": "税收再上台阶"}] if plenty else [])], "quotas": [quota], "methods": [*words, "以商招商"] if plenty else [matter],
        **{key: [*words, *(["手续不快", "人手偏少"] if plenty else [])] for key in ("constraints", "advantages", "discipline")},
        "industries": [{"name": matter, "role": "focus", "parts": ["铸件", "整机"], "traits": ["用工多"], "figures": ["f1"]},
                       *({"name": word, "parts": ["铸件", "整机"]} for word in words[1:]), *([{"name": "食品加工", "parts": ["米面"]}] if plenty else [])],
        "target_regions": [{"name": matter, "focus": matter, "partners": ["当地商会"], "modes": [matter]}, {"name": "沿海"}],
        "platforms": [{"name": matter, "tasks": tasks, "details": ["供电", "供水", "道路"]}, *({"name": word} for word in words),
                      {"name": "南园", "tasks": [{"what": "平整土地"}]}, {"name": "北园", "details": words}],
        "tasks": [{"what": matter, "owner": "县商务局", "by": f"{year}-06"}, {"what": "报进度"}], "upward_support": {"opportunity": "上级扶持", "owners": ["县发改局"]},
        "slogans": [{"text": matter, **({"expands": ["争项目", "争资金"]} if plenty else {})},
                    *([{"text": "争先进位", "aim": "全市前列", "owner": "市里"}, *({"text": word} for word in words[1:])] if plenty else [])],
    }


def _means(matter: str, words: list[str], plenty: bool) -> dict[str, Any]:
    """With what the work is driven: teams, policies, mechanisms, rewards, who leads."""
    policy = {"contents": ["用地", "小册子"], "aim": "好办", "owner": "县发改局", "applies_to": "新办企业"}
    mechanism = {"cadence": ["月"], "details": ["见面"], "owner": "县商务局", "figures": ["f1"]}
    return {
        "teams": [{"name": matter, "places": ["苏州"], "duties": ["摸线索"], "figures": ["f1"]}, {"name": matter}, {"name": matter, "duties": words}],
        "policies": [*({"name": matter, "status": status, **policy} for status in ("in_force", "drafting", "to_do")), {"name": matter}],
        "mechanisms": [*({"name": matter, "kind": kind, **mechanism} for kind in _KINDS), *({"name": matter, "kind": kind} for kind in _KINDS),
                       *({"name": word, "kind": "assessment"} for word in words[1:]), {"name": "专班", "kind": "coordination", "figures": ["p1", "p2"]}],
        "incentives": [{"kind": kind, "trigger": matter, "consequence": matter, "when": "年底"} for kind in ("reward", "penalty", "deposit", "selection")],
        "leadership": [{"who": "部门一把手", "duty": "第一责任人"}, {"who": "分管负责人", "duty": "直接责任人"}, {"who": "班子成员", "duty": "相关责任人"}]
        if plenty else [{"who": "主要负责人", "duty": "带队外出"}],
        "role_models": [{"name": "张明", "role": "市长"}],
    }


def _meeting(words: list[str], plenty: bool) -> dict[str, Any]:
    """What is on the agenda, what came before and what comes next."""
    agenda = [
        {"actor": "王明", "role": "副县长", "act": "briefing", "about": "情况"}, {"actor": "各乡镇", "act": "report"},
        {"actor": "李刚", "role": "县长", "act": "deploy", "about": "工作"}, {"actor": "赵立", "role": "书记", "act": "will_speak"},
        {"actor": "两个乡镇", "act": "speech", "about": words[-1]},
    ]
    if plenty:
        agenda += [{"actor": "县委、县政府", "act": "award", "about": "先进单位"}, {"actor": "会议", "act": "issue", "about": "任务分解"},
                   {"actor": "各部门", "act": "pay_deposit", "about": "保证金"}]
    return {"agenda": agenda, "documents": [{"name": "任务文件"}],
            "events": [{"name": words[0], "role": "past"}, {"name": words[0], "label": "5月", "role": "planned"}]}


def _more(words: list[str]) -> dict[str, Any]:
    """What only a full brief has."""
    return {
        "hardships": ["防汛", "疫情防控", *words[1:]],
        "prior_events": [{"name": "动员大会", "when": "上班第一天", "owner": "市里", "topics": ["招商"]}, {"name": "项目开工奠基", "when": "前一天"},
                         *({"name": word, "when": "上周"} for word in words[1:])],
        "audience": ["各乡镇", "县直部门", *words[1:]], "basis": [{"name": words[-1], "point": "抓项目"}],
        "benchmarks": [{"peer": "邻县", "metrics": ["到位资金"], "our_rank": "第三"}], "verdict": {"good": "有进展", "bad": "有差距", "core": "推得不快"},
        "closing": {"call": ["盯住项目", "干出样子"], "tie_to": ["良好开局"], "welcome": ["党代会"]},
    }
