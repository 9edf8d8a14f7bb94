"""The one place that names the order of the stages: brief → messages → plan → draft, and hands realisation its renderer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from generator import ranking
from generator.errors import BriefError, Problem
from generator.fields import zh_name
from generator.frames import Frames
from generator.frozen import replace
from generator.language import overlap, posts, rhythm
from generator.marks import mark, plain
from generator.model import Block, Brief, Draft, Library, Line, Message, Plan, Record, Section, Skeleton, Slot
from generator.paths import zh_path
from generator.planning import choice, content, period, structure, tuning
from generator.planning.length import TOLERANCE, Fitting
from generator.realisation import realise
from generator.referring import Referring
from generator.templating import Templates, safe
from generator.views import FigureView, Scene

_MANY = 3                                        # problems that make a speech one about problems
# What a block may always read, as it is where a message brings nothing of the kind.
_UNSAID: Mapping[str, Any] = {
    "item": None, "items": [], "section": None, "point": None, "problem": None, "cause": None, "answers": [], "prefix": "", "n": 1, "of": 1, "heads": 0,
    "kinds": 0, "from_causes": 0, "layer": "", "kind": "", "group": None, "stage": None, "motto": None, "done": [], "pledge": None, "firm": False,
}
_PERIOD = re.compile("^(?:[一二三四]季度|[上下]半年|前[一二三]季度|年中|年终|\\d+[—－-]\\d+月)")
# What a meeting does and when it is held, no work.
_HELD_FOR = "(?:年终|年中|年初|总结|表彰|动员|推进|调度|汇报|通报|部署|现场|专题|座谈|协调|交流|分析|攻坚|整改|督办|研判|任务|分解|(?:突出|存在)?问题|难题)"
_SPEECH = "讲话"


class Studio:
    """One brief with one library: what the stages are handed."""

    def __init__(self, brief: Brief, library: Library, skeleton: Skeleton, variant: int) -> None:
        self.brief, self.library, self.skeleton, self.variant = brief, library, skeleton, variant
        self.templates = Templates(_filters(brief))
        self.templates.environment.filters |= Frames(library.frames.values(), self.templates, content.matters(library)).filters()
        self.scene = Scene(brief)
        self.base = self._base()
        self.sections: tuple[Section, ...] = ()
        self._contexts: dict[int, tuple[Message, dict[str, Any]]] = {}
        self._right = choice.rightness(brief, skeleton)
        self._truths: dict[tuple[str, int], bool] = {}       # conditions by message: many blocks ask the same
        self._parts: tuple[tuple[Section, ...], list[Any]] = ((), [])
        self._words: dict[tuple[str, int], str] = {}

    def _base(self) -> dict[str, Any]:
        data = self.brief.data
        base = {key: self.scene.view(value, key) for key, value in data.items()}
        year = data["year"]
        plan = period.plan(self.brief, self.library)
        topics = content.topics(self.brief, self.library)
        return base | {
            "figures": self.scene.figures,
            "variant": self.variant, "skeleton_id": self.skeleton.kind,
            "work": self.work(),
            "year": year,
            "place": self._place(base["region"]),
            "may": self._may(),
            "plan": {"name": f"“{plan.plan}”" if plan else "", "position": plan.position if plan else ""},
            "coming": plain(period.coming(self.brief)),
            "current": safe(lambda name: period.current(self.brief, self.library, name)), "spirit": period.spirit(self.brief, self.library),
            "about": safe(lambda *wanted: any(topic in topics for topic in wanted)),
            **_UNSAID,
        }

    def _place(self, region: Mapping[str, Any]) -> dict[str, Any]:
        """What this place calls itself and its organs: the brief's words first, else its level's."""
        level = self.library.levels[self.brief.data["region"]["level"]]
        return {
            "self": plain(str(region["self"] or f"我{level.word}")),            # a name for the place, no fact that a block would gain by saying
            "whole": plain(str(region["whole"] or f"全{level.word}")),
            "word": level.word,
            "organs": level.organs,
            "committee": level.committee,
            "government": level.government,
            "subordinates": level.subordinates,
            "each": level.each,
            "chiefs": level.chiefs,
            "superior": _superior(region["parent"]) or level.superior,
            "units": level.units,
        }

    def _may(self) -> tuple[str, ...]:
        rank = self.library.ranks.get(self.brief.data["speaker"]["rank"] or "other")
        return rank.may if rank else ()

    def work(self) -> str:
        """The work at issue, read off the meeting's name: 全县一季度招商引资工作汇报会 → 招商引资."""
        name = self.brief.data["occasion"]["name"]
        if not name:
            return "招商引资"
        said = re.sub(f"{_HELD_FOR}*(?:工作)?{_HELD_FOR}*(?:大会|会议|会)$", "", str(name))
        said = re.sub("^(?:全[省市县区镇乡]|我[省市县区镇乡])", "", said)
        said = re.sub(r"^(?:\d{4}年度?)?(?:第?[一二三四]季度|[上下]半年|前[一二三]季度|年中|年终|全年|年度|\d+[—－-]\d+月)?", "", said)
        said = re.sub("工作$", "", said)
        return mark("fact", "occasion.name", said) if said and said in str(name) else "招商引资"

    def render(self, source: str, context: Mapping[str, Any], name: str) -> str:
        """A skeleton's own text with this brief."""
        shown = {key: safe(value) if callable(value) else self._section(value) for key, value in context.items()}
        return self.templates.render(source, self.base | shown, name, self.skeleton.place)

    def _section(self, value: Any) -> Any:
        """Sections as templates see them; lists of them likewise."""
        if isinstance(value, list):
            return [self._section(item) for item in value]
        if isinstance(value, Section):
            return {
                "id": value.id,
                "heading": self.scene.view(value.heading),
                "role": value.role,
                "points": [self.scene.view(point.text) for point in value.points],
                "messages": list(value.messages),
                "answers": self._section(list(value.answers)),
                "topics": value.topics,
                "verbatim": value.verbatim,
                "theme": value.theme,
            }
        return self.scene.view(value) if isinstance(value, Record) else value

    def context(self, message: Message) -> dict[str, Any]:
        """What a block reads when it says ``message``; made once for each message of the plan."""
        if id(message) not in self._contexts:
            self._contexts[id(message)] = message, self._context(message)
        return self._contexts[id(message)][1]

    def _context(self, message: Message) -> dict[str, Any]:
        items = [self.scene.view(item) for item in message.items]
        own = {
            key: self._section(value) if isinstance(value, (Section, list)) else self.scene.view(value)
            for key, value in message.context.items()
        }
        if any(isinstance(item, FigureView) and item.apart for item in items):
            own["review"] = {**self.base["review"], "label": None}       # 去年的数 are not those of another time
        return self.base | {"items": items, "item": items[0] if items else None, "sections": self._shown_sections(), "topics": message.topics} | own

    def _shown_sections(self) -> list[Any]:
        """The parts of the speech as templates see them, made once for one outline."""
        if self._parts[0] is not self.sections:
            self._parts = self.sections, [self._section(section) for section in self.sections]
        return self._parts[1]

    def fits(self, block: Block, message: Message) -> bool:
        """Whether all that a block requires holds for a message."""
        return all(self._holds(test, block, message) for test in block.requires)

    def _holds(self, test: str, block: Block, message: Message) -> bool:
        key = (test, id(message))
        if key not in self._truths:
            self._truths[key] = self.templates.holds((test,), self.context(message), f"语块 {block.id} 的条件", block.place)
        return self._truths[key]

    def serves(self, block: Block, message: Message) -> bool:
        """Whether the block may say the message at all, levels, years and topics counted."""
        return self._right(block) and choice.suits(block, message) and self.fits(block, message)

    def words(self, block: Block, message: Message) -> str:
        """The words of a block about a message, marked; rendered once."""
        key = (block.id, id(message))
        if key not in self._words:
            self._words[key] = self.templates.render(block.text, self.context(message), f"语块 {block.id}", block.place).strip()
        return self._words[key]

    def say(self, slot: Slot) -> str:
        """The words of one slot, marked."""
        if slot.block is None:
            return str(slot.message.context.get("words", ""))
        said = self.words(slot.block, slot.message)
        return f"{slot.message.context.get('prefix', '')}{said}" if said else ""

    def front(self) -> list[tuple[str, str]]:
        """Title block and salutation as (role, marked text)."""
        data = self.brief.data
        out = [("title", self.title())]
        if data["subtitle"]:
            out.append(("subtitle", self.scene.view(data["subtitle"])))
        elif data["title"] and _SPEECH not in str(data["title"]) and data["occasion"]["name"]:
            out.append(("subtitle", f"——{self._delivered()}"))          # a title that names a theme says under it where it was spoken
        if data["date"]:
            out.append(("byline", f"（{self.base['date'].full}）"))
        speaker = self.base["speaker"]
        if speaker["name"]:
            out.append(("byline", f"{speaker['role'] or ''}　{_spaced(speaker['name'])}".strip("　")))
        hail = plain(str(self.base["salutation"] or "同志们")).rstrip("：:！! ")
        return [*out, ("salutation", f"{self.scene.view(data['salutation']).rstrip('：:！! ') if data['salutation'] else hail}：")]

    def title(self) -> str:
        """The brief's title; else built from region, year (before a quarter or half-year) and meeting."""
        return str(self.scene.view(self.brief.data["title"])) if self.brief.data["title"] else self._delivered()

    def _delivered(self) -> str:
        """在××会议上的讲话."""
        name = self.brief.data["occasion"]["name"]
        if not name:
            return f"在{self.base['place']['whole']}{self.work()}工作会议上的讲话"
        year = f"{self.base['year']}年" if _PERIOD.match(str(name)) else ""
        own = ("全", "中共", f"{self.base['place']['word']}直", str(self.brief.data["region"]["name"] or "中共"))     # 县直部门会议 needs no 全县
        region = "" if str(name).startswith(own) else self.base["place"]["whole"]
        return f"在{region}{year}{self.scene.view(name)}上的讲话"


def _superior(parent: Any) -> str:
    """The superior place as it is spoken of: 市 → 市里, 岳江市 as it is; empty where the brief names none."""
    return f"{parent}里" if parent and len(plain(str(parent))) == 1 else str(parent or "")


def _spaced(name: str) -> str:
    """A name of two characters takes one full-width space in the middle (practice of title blocks)."""
    bare = plain(name)
    return name.replace(bare, f"{bare[0]}　{bare[1]}") if len(bare) == 2 else name


def _filters(brief: Brief) -> Mapping[str, Callable[..., Any]]:
    """The filters of other packages that the brief's settings name."""
    if not brief.settings.filters:
        return {}
    from generator import plugins

    return plugins.filters(brief.settings.filters)


def choose_skeleton(brief: Brief, library: Library, wanted: str | None) -> tuple[Skeleton, str]:
    """The skeleton asked for, or the one that the occasion suggests, with a note where it was a guess.

    Raises BriefError for an unknown id, naming those that exist.
    """
    name = wanted or brief.data["skeleton"]
    if name:
        if str(name) not in library.skeletons:
            place = getattr(brief.data["skeleton"], "place", None) if not wanted else None
            raise BriefError(
                "写作要点有1处问题", [Problem(f"没有骨架“{name}”", place, "skeleton", f"可用：{'、'.join(sorted(library.skeletons))}")]
            )
        return library.skeletons[str(name)], ""
    guess, why = _guess(brief)
    found = library.skeletons[guess]
    return found, f"未指定骨架，因为{why}，选了 {found.id}（{found.name}）"


def _guess(brief: Brief) -> tuple[str, str]:
    """The kind of speech that meeting, content and order of speaking suggest (first that fits), and why."""
    data = brief.data
    kind, rank = data["occasion"]["kind"], data["speaker"]["rank"]
    before = [item for item in data["agenda"] if item["act"] in ("deploy", "speech") and _leads(item)]
    rules = (
        (kind in ("report", "dispatch"), "quarterly_review", "这是汇报会或调度会"),
        (kind in ("mobilisation", "push"), "mobilisation_rally", "这是动员会或推进会"),
        (kind == "department_assignment", "department_assignment", "这是部门会议"),
        (len(data["problems"]) >= _MANY and not data["goals"] and not data["quotas"], "problem_facing", "问题有三个以上，没有写目标和任务"),
        (rank == "secretary" and bool(before), "secretary_followup", "书记讲话之前已有领导部署或讲话"),
        (any(item["act"] == "will_speak" for item in data["agenda"]), "deputy_elaboration", "后面还有主要领导讲话"),
        (True, "three_questions", "这是一般的工作会议"),
    )
    return next((skeleton, why) for holds, skeleton, why in rules if holds)


def _leads(entry: Record) -> bool:
    """Whether somebody of the agenda is a leader of this place, not a unit that reports."""
    return posts.rank_of(str(entry["role"] or entry["actor"] or "")) in ("head", "deputy", "secretary")


def make_draft(
    brief: Brief, library: Library, *, skeleton: str | None = None, variant: int = 0, length: int | None = None, unlike: Iterable[str] = ()
) -> Draft:
    """The whole way from brief to draft. ``unlike`` are paragraphs of older speeches whose wordings are taken last. Raises BriefError and
    BankError."""
    chosen, note = choose_skeleton(brief, library, skeleton)
    _check_pins(brief, library)
    studio = Studio(brief, library, chosen, variant)
    with studio.templates.limits():
        return _drafted(studio, note, length, frozenset(run for paragraph in unlike for run in overlap.runs(paragraph)))


def _drafted(studio: Studio, note: str, length: int | None, unlike: frozenset[str]) -> Draft:
    """Content, structure, choice, then what fits the length."""
    brief, library, chosen, variant = studio.brief, studio.library, studio.skeleton, studio.variant
    messages = content.messages(brief, library)
    lines, studio.sections = structure.build(brief, chosen, messages, library, studio.render, variant)
    pets = library.wording.get("pets", ())
    chooser = choice.Chooser(library.blocks.values(), brief, chosen, variant, studio.fits, studio.words, pets, unlike)
    plan = Plan(chosen, variant, plain(studio.title()), chooser.chosen(lines), (*((note,) if note else ()), *period.notes(brief, library)))
    return _fitted(plan, studio, length or _wanted(brief), chooser.lengthened)


def _check_pins(brief: Brief, library: Library) -> None:
    problems = [
        Problem(f"没有语块“{block}”", getattr(block, "place", None), f"choose.{move}", f"用 nigao phrases --move {move} 查看可选的语块")
        for move, block in dict(brief.data["choose"] or {}).items()
        if str(block) not in library.blocks
    ]
    if problems:
        raise BriefError(f"写作要点有{len(problems)}处问题", problems)


def _wanted(brief: Brief) -> int | None:
    data = brief.data
    if data["length"]:
        return int(data["length"])
    return int(data["minutes"]) * int(data["rate"] or 180) if data["minutes"] else None


def _fitted(plan: Plan, studio: Studio, wanted: int | None, lengthened: Callable[[Sequence[Line]], tuple[Line, ...]]) -> Draft:
    """The draft within ±8% of the wanted length, else well inside the skeleton's range; what cannot be reached is said in a note. The lines are
    ``lengthened`` only where they come out too short."""
    low, high = plan.skeleton.length
    target = wanted or (low + high) // 2
    least, most = (round(target * (1 - TOLERANCE)), round(target * (1 + TOLERANCE))) if wanted else (round(low * (1 + TOLERANCE)), high)
    fitting = Fitting(choice.spoken(plan.lines), studio.words, fixed=_unworded(plan, studio))
    if fitting.size < least:
        fitting = Fitting(choice.spoken(lengthened(plan.lines)), studio.words, fixed=_unworded(plan, studio))
    lines = structure.numbered(fitting.fit(least, most, asked=wanted is not None), plan.skeleton, plan.variant, studio.library.wording)
    plan = replace(plan, lines=_tuned(lines, plan, studio, least if wanted else low, most))
    say = Referring(studio.say, studio.brief, studio.library.wording.get("collectives", {}))
    draft = realise(replace(plan, notes=(*plan.notes, *structure.empty(plan.lines))), studio.brief, studio.front(), say, lambda path: zh_path(path, studio.brief.data))
    if draft.characters < (least if wanted else low):
        return replace(draft, notes=(*draft.notes, f"要点的事实只够写{draft.characters}字，少于目标{target}字{_helpful(plan.skeleton, studio.brief)}"))
    if draft.characters > most:
        return replace(draft, notes=(*draft.notes, f"要点里非讲不可的有{draft.characters}字，多于目标{target}字，要再短请删减要点"))
    return draft


def _tuned(lines: Sequence[Line], plan: Plan, studio: Studio, least: int, most: int) -> tuple[Line, ...]:
    """The lines with other wordings of the same facts where the speech would sound unlike a good one; what the user chose stays."""
    ranges = rhythm.ranges(studio.library.wording.get("style", {}), plan.skeleton.kind)
    front = "\n".join(plain(text) for _, text in studio.front())
    chosen = frozenset(map(str, dict(studio.brief.data["choose"] or {}).values()))

    voice = choice.voice(studio.brief)

    def draw(number: int, block: Block | None) -> float:
        return ranking.score(block.weight, voice, plan.variant, block.move, number, block.id) if block else 0.0

    return tuning.tune(lines, front, studio.words, ranges, least, most, chosen, draw)


def _unworded(plan: Plan, studio: Studio) -> int:
    """Characters of the title block and the numbered headings, which no block writes."""
    lines = structure.numbered(plan.lines, plan.skeleton, plan.variant, studio.library.wording)
    own = [str(slot.message.context.get("words", "")) for line in lines for slot in line.slots if slot.block is None]
    return sum(map(choice.size, [*(text for _, text in studio.front()), *(line.text for line in lines), *own]))


def _helpful(skeleton: Skeleton, brief: Brief) -> str:
    """The fields that would make the speech richer and that the brief has not."""
    missing = [name for name in skeleton.meta.get("richer", ()) if not (brief.figures if name == "figures" else brief.data[name])]
    return f"，补充这些会有帮助：{'、'.join(f'{zh_name(name)}（{name}）' for name in missing)}" if missing else ""
