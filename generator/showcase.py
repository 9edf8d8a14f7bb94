"""Any block at work: filled from the shipped examples where one uses it, else from a brief made up around its matter.

The made-up brief says the matter's own words in every place where a brief can say them, so that whatever a block
asks for is there; it is only ever shown on a block's card, never drafted.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from generator import resources
from generator.brief import load_brief
from generator.errors import BriefError
from generator.model import Block, Library, Slot
from generator.pipeline import Studio
from generator.planning import content, structure
from generator.realisation import tidy

_NONE = "（没有能用上这条的材料）"
_QUOTED = re.compile("'([\u3400-\u9fff]+)'")
_SPEAKERS = {"secretary": "县委书记", "head": "县长", "deputy": "副县长", "bureau_head": "局长", "other": "专家"}
_KINDS = ("coordination", "service", "assessment", "drive", "leadership", "upward")
_DIMENSIONS = ("思想", "工作", "环境", "内因", "外因", "体制")
Place = tuple[Studio, Slot]


class Examples:
    """Planned briefs, each planned once, in which blocks can be shown."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._shipped: list[Place] | None = None
        self._made: dict[str, list[Place]] = {}

    def fill(self, block: Block) -> str:
        """The block filled from the first place that it fits; a Chinese note where it fits none."""
        if self._shipped is None:
            paths = sorted(resources.folder("examples").glob("*.yaml"))
            self._shipped = [place for path in paths for place in self._places(path.read_bytes())]
        return self._first(block, self._shipped) or self._made_up(block) or _NONE

    def _made_up(self, block: Block) -> str:
        topics = [self._library.topics[topic] for topic in block.topics]
        matters = [word.replace("…", "") for topic in topics for word in topic.words]
        matters = matters or ["进展偏慢", *self._library.moves[block.move].words]
        asked = [word for test in block.requires for word in _QUOTED.findall(test)]
        for matter in matters[:3]:
            for source in (*(brief_about(matter, asked, block, plenty=plenty) for plenty in (True, False)), *sparse_briefs(matter, block)):
                if source not in self._made:
                    self._made[source] = self._places(source.encode("utf-8"))
                said = self._first(block, self._made[source])
                if said:
                    return said
        return ""

    @staticmethod
    def _first(block: Block, places: list[Place]) -> str:
        for studio, slot in places:
            if slot.message.move == block.move and studio.serves(block, slot.message):
                return tidy(studio.say(Slot(slot.number, slot.message, slot.need, block)))
        return ""

    def _places(self, data: bytes) -> list[Place]:
        try:
            brief = load_brief("样例", data=data)
        except BriefError:
            return []
        places: list[Place] = []
        for skeleton in self._library.skeletons.values():
            studio = Studio(brief, self._library, skeleton, 0)
            lines, studio.sections = structure.build(brief, skeleton, content.messages(brief, self._library), self._library, studio.render)
            places += [(studio, slot) for line in lines for slot in line.slots if slot.message.move]
        return places


def fill_example(block: Block, library: Library) -> str:
    """A block filled from an example. Whoever shows many blocks keeps an :class:`Examples`."""
    return Examples(library).fill(block)


def sparse_briefs(matter: str, block: Block) -> Iterator[str]:
    """Briefs that leave the matter without facts: points alone, problems without causes, figures that nothing refers to."""
    head = "\n".join([*_front(block), f"sections: [{{id: s, heading: 抓好落实, points: [{matter}, 别的事]}}]"])
    yield head + "\n"
    yield "\n".join([*_front(block), "sections: [{id: s, heading: 往下抓}]"]) + "\n"
    yield "\n".join([head, f"problems: [{{label: {matter}, level: cause, answered_by: s, evidence: [{matter}]}}, {{label: 别的事, level: cause}}]",
                     f"significance: [{{claim: {matter}, grounds: [税源少]}}, {{claim: 别处都在干, grounds: [周边县]}}]",
                     f"goals: [{{text: {matter}, mandatory: true}}, {{text: 税收再上台阶, mandatory: true}}]",
                     "figures: {f1: {label: 签约项目, value: 23, unit: 个, last: 18}, f2: {label: 税收, value: 3, unit: 亿元, role: goal}}"]) + "\n"
    yield "\n".join([*_front(block), f"problems: [{{label: {matter}}}]",
                     "figures: {f1: {label: 签约项目, value: 23, unit: 个, last: 18}, f2: {label: 税收, value: 3, unit: 亿元, role: goal}}"]) + "\n"


def _front(block: Block) -> list[str]:
    """Year, place, speaker and meeting in which the block is right."""
    level = (block.levels or ("county",))[0]
    role = _SPEAKERS[(block.speakers or ("secretary",))[0]]
    year = str(block.valid_from or block.valid_to or "2021")[:4]
    return [f"year: {year}", f"region: {{name: 临江县, level: {level}}}", f"speaker: {{role: {role}, mandate: 常委会讨论}}",
            "occasion: {name: 一季度招商引资工作汇报会, kind: report}", "review: {label: 一季度}"]


def brief_about(matter: str, asked: list[str], block: Block, *, plenty: bool) -> str:
    """The YAML of a brief in which ``matter`` and the words ``asked`` stand wherever a brief can name a matter.

    With ``plenty`` lists have several items and all is there; without, each has one and what may be left out is.
    """
    words = [matter, *asked]
    more = ["手续不快", "人手偏少"] if plenty else []
    year = str(block.valid_from or block.valid_to or "2021")[:4]
    listed = "、".join(f'"{word}"' for word in [*words, *more]).replace("、", ", ")
    lines = [
        *_front(block), "figures:", "  p1: {label: 牵头单位, value: 1, unit: 个}", "  p2: {label: 分包领导, value: 1, unit: 名}",
        "  f1: {label: 签约项目, value: 23, unit: 个, target: 20, last: 18}", "  f2: {label: 到位资金, value: 6, unit: 亿元, target: 9, last: 7}",
        "  f3: {label: 税收, value: 3, unit: 亿元, role: goal}",
        "highlights:", f"- {{head: {matter}, figures: [f1], projects: [甲项目], measures: [帮办代办], shift: [坐等到上门]}}",
        f"- {{head: {matter}, figures: [f2]}}", f"- {{head: {matter}, measures: [帮办代办]}}", f"- {{head: {matter}, projects: [甲项目]}}", f"- {{head: {matter}}}",
        "projects:", "- {name: 甲项目, place: 石桥镇, status: completed}", "- {name: 乙项目, status: signed, next: 早开工}", "- {name: 丙厂, status: producing}",
        "problems:", *(f"- {{label: {word}, evidence: [{listed}], figures: [f2], level: result}}" for word in words[:3]),
        f"- {{label: {matter}, level: result}}", f"- {{label: {matter}, evidence: [{matter}], level: result}}",
        f"- {{label: {matter}, evidence: [{listed}], level: cause, answered_by: s0}}", f"- {{label: {matter}, level: cause, answered_by: s1}}",
        "sections:", f"- {{id: s0, heading: 抓好落实, points: [{matter}]}}", f"- {{id: s1, heading: 抓好落实, points: [{listed}]}}",
        *(f"- {{id: t{at}, heading: 抓好{word}, points: [{word}]}}" for at, word in enumerate(words)),
        *(f"- {{id: u{at}, heading: 抓好{word}, points: [{listed}]}}" for at, word in enumerate(words)), "- {id: v, heading: 往下抓}",
        "mindsets:", f"- {{label: {matter}, claim: 干不干一个样, rebuttal: 账上看得清楚}}", f"- {{label: {matter}, claim: 干不干一个样}}", f"- {{label: {matter}}}",
        *(f"- {{label: {word}, claim: {word}, rebuttal: 账上看得清楚}}" for word in asked),
        f"goals: [{{text: {matter}, figures: [f3], by: {year}-12, mandatory: true, owner: 县商务局}}{', {text: 税收再上台阶}' if plenty else ''}]",
        f"quotas: [{{class: 经济部门, amount: 4000万元{', min_projects: 2, threshold: 1000万元' if plenty else ''}}}]",
        f"methods: [{listed if plenty else matter}]", f"constraints: [{listed}]", f"advantages: [{listed}]", f"discipline: [{listed}]",
        f"industries: [{{name: {matter}, role: focus, parts: [铸件, 整机], traits: [用工多], figures: [f1]}}]",
        f"target_regions: [{{name: {matter}, focus: {matter}, partners: [当地商会], modes: [{matter}]}}, {{name: 沿海}}]",
        f"platforms: [{{name: {matter}, tasks: [{{what: 平整土地, by: {year}-06, owner: 管委会}}], details: [供电]}}, {{name: {matter}}}]",
        f"teams: [{{name: {matter}, places: [苏州], duties: [摸线索], figures: [f1]}}, {{name: {matter}}}]",
        "policies:", *(f"- {{name: {matter}, status: {status}, contents: [用地, 小册子], aim: 好办, owner: 县发改局, applies_to: 新办企业}}"
                       for status in ("in_force", "drafting", "to_do")), f"- {{name: {matter}}}",
        "mechanisms:", *(f"- {{name: {matter}, kind: {kind}, cadence: [月], details: [见面], owner: 县商务局, figures: [f1]}}" for kind in _KINDS),
        *(f"- {{name: {matter}, kind: {kind}}}" for kind in _KINDS), "- {name: 专班, kind: coordination, figures: [p1, p2]}",
        "documents: [{name: 任务文件}]", f"events: [{{name: {matter}, role: past}}, {{name: {matter}, label: 5月, role: planned}}]",
        "leadership: [{who: 主要负责人, duty: 带队外出}]", "role_models: [{name: 张明, role: 市长}]",
        "incentives:", *(f"- {{kind: {kind}, trigger: {matter}, consequence: {matter}, when: 年底}}" for kind in ("reward", "penalty", "deposit", "selection")),
        f"tasks: [{{what: {matter}, owner: 县商务局, by: {year}-06}}, {{what: 报进度}}]", "upward_support: {opportunity: 上级扶持, owners: [县发改局]}",
        f"slogans: [{{text: {matter}}}]", "agenda:", "- {actor: 王明, role: 副县长, act: briefing, about: 情况}", "- {actor: 各乡镇, act: report}",
        "- {actor: 李刚, role: 县长, act: deploy, about: 工作}", "- {actor: 赵立, role: 书记, act: will_speak}", "- {actor: 两个乡镇, act: speech}",
    ]
    lines += [f"causes: [{', '.join(f'{{dimension: {word}, points: [{listed}]}}' for word in _DIMENSIONS)}, {{points: [{matter}]}}]"]
    lines += [f"situation: [{', '.join(f'{{scope: {scope}, trend: {matter}}}' for scope in (('international', 'national', 'local') if plenty else ('national',)))}]"]
    lines += [f"significance: [{{claim: {matter}{', grounds: [税源少, 岗位少]' if plenty else ''}}}]"]
    if plenty:
        lines[3] = "occasion: {name: 一季度招商引资工作汇报会, kind: report, conveners: [县委, 县政府]}"
        lines += ["hardships: [防汛, 疫情防控]", "prior_events: [{name: 动员大会}]", "audience: [各乡镇]", "basis: [{name: 上级会议}]",
                  "benchmarks: [{peer: 邻县, metrics: [到位资金], our_rank: 第三}]", "verdict: {good: 有进展, bad: 有差距, core: 推得不快}",
                  "closing: {call: [盯住项目, 干出样子], tie_to: [良好开局], welcome: [党代会]}"]
    return "\n".join(lines) + "\n"
