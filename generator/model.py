"""Every noun of the house as a frozen value. No input, no output, no behaviour beyond looking things up.

A brief is read into a :class:`Brief`; planning turns it into a :class:`Plan`; realisation turns that into a
:class:`Draft`; writers put the draft on paper. Each value walks once through the rooms, in this order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.errors import Place
from generator.frozen import EMPTY, Frozen
from generator.literals import ANYTHING, Literals


# ------------------------------------------------------------------------------------------------- the brief
class Text(str):
    """A text of the brief that remembers its key path (``problems[2].label``) and its place."""

    path: str
    place: Place | None

    def __new__(cls, value: str, path: str = "", place: Place | None = None) -> Text:
        """A text with its origin; an empty ``path`` means that it was not typed by the user."""
        made = super().__new__(cls, value)
        made.path = path
        made.place = place
        return made


class Date(Frozen):
    """A day, a month or a year of the calendar, as exact as the brief gives it."""

    year: int
    month: int | None = None
    day: int | None = None
    path: str = ""
    place: Place | None = None


class Number(Frozen):
    """An exact number and the digits by which the brief writes it (``156.50`` keeps its zero).

    ``high`` is the upper end of a range; ``fraction`` is (numerator, denominator) of a written fraction, whose
    ``value`` is then its exact quotient to 28 digits.
    """

    text: str
    value: Decimal
    high: Decimal | None = None
    high_text: str = ""
    fraction: tuple[int, int] | None = None


class Amount(Frozen):
    """A number with its unit in one scalar of the brief (``4000万元``), outside the figures."""

    number: Number
    unit: str
    path: str = ""
    place: Place | None = None


class Share(Frozen):
    """What part of which whole: ``of`` may be None where the brief gives a bare percentage."""

    of: Text | None
    value: Number | None
    unit: str = "%"
    place: Place | None = None


class Figure(Frozen):
    """A number that must be right (指标). ``value`` is None where the brief says that it exists but is not known.

    ``given`` holds the stated rates by name (completion, yoy, yoy_pp, excess), ``raw`` the pair to compute from
    (target, last); a name mapped to None was given without a value and is a gap. ``unit`` is the brief's unit.
    """

    id: str
    label: Text
    value: Number | None
    unit: str
    kind: str  # count, amount, rate, rank, multiple
    role: str  # result, measure, goal, quota, context
    raw: Mapping[str, Number | None] = EMPTY
    given: Mapping[str, Number | None] = EMPTY
    share: Share | None = None
    period: Text | None = None
    part_of: str | None = None
    formula: str | None = None
    base: Text | None = None
    threshold: Amount | None = None
    threshold_open: bool = False  # a threshold is named, its number is not known
    approx: str | None = None  # over, about, under, many
    bound: str | None = None  # min, max
    per: Text | None = None
    source: Text | None = None
    note: Text | None = None
    place: Place | None = None
    places: Mapping[str, Place] = EMPTY  # by sub-key: value, target, completion …

    @property
    def path(self) -> str:
        """The key path of the figure in its brief."""
        return f"figures.{self.id}"


class Record(Mapping[str, Any]):
    """One item or map of the brief: every known key is there, None or () where the brief has nothing.

    Unknown names raise KeyError, so that a template that misspells a key fails instead of printing nothing.
    ``given`` are the keys that the brief really has.
    """

    __slots__ = ("_values", "given", "kind", "path", "place")

    def __init__(
        self, kind: str, values: Mapping[str, Any], given: frozenset[str] = frozenset(), path: str = "", place: Place | None = None
    ) -> None:
        self._values = dict(values)
        self.kind = kind
        self.given = given
        self.path = path
        self.place = place

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __bool__(self) -> bool:
        return bool(self.given)

    def __hash__(self) -> int:
        return hash((self.kind, self.path))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and (self.kind, self.path, self._values) == (other.kind, other.path, other._values)

    def __repr__(self) -> str:
        return f"Record({self.kind!r}, {self.path!r}, {sorted(self.given)})"


class Checking(Frozen):
    """What a unit has settled for its checks: rules that are ``off``, the ``severity`` of others, ``names`` and ``formulations`` that are never
    questioned, ``caps`` by name (length, sentence, repetition: characters and times; empty_talk: a share), the folder of older speeches."""

    off: tuple[str, ...] = ()
    severity: Mapping[str, str] = EMPTY
    names: tuple[str, ...] = ()
    formulations: tuple[str, ...] = ()
    caps: Mapping[str, Decimal] = EMPTY
    corpus: str = ""
    more: tuple[Text, ...] = ()  # rules that other packages bring


class Settings(Frozen):
    """What a unit has settled for all its drafts (nigao.yaml). ``doubling_tolerance`` is a share: how far from a power of two is still near one."""

    rounding: str = "half_up"  # half_up, half_even
    doubling_tolerance: Decimal = Decimal(0)
    layout: str = "print"  # a built-in one's name or a file's path
    reference_doc: str = ""  # a file's path
    templates: tuple[str, ...] = ()  # folders of skeletons and of blocks, before the built-in ones
    phrasebanks: tuple[str, ...] = ()
    filters: tuple[Text, ...] = ()  # of Jinja, that other packages bring
    checking: Checking = Checking()


class Brief(Frozen):
    """The facts of one speech (写作要点). ``data`` has every top-level key but figures; ``figures`` keeps file order."""

    file: str
    data: Record
    figures: Mapping[str, Figure]
    notes: tuple[str, ...] = ()  # doubts that do not stop a draft
    digest: str = ""  # sha256 of the bytes read, with what --set changed
    settings: Settings = Settings()


# -------------------------------------------------------------------------------------------------- the page
class Layout(Frozen):
    """A page (版式): lengths in twips, type sizes in half-points.

    ``page``: width, height, top, bottom, left, right, header, footer; ``grid``: line pitch; ``body``: size, spacing, indent; ``title``: size,
    line; ``footer``: size, place (outer, center, right), form (``— {} —``); ``fonts`` by role (``latin`` empty: digits in the text's own);
    ``byline``: what comes first, date_first or
    speaker_first; ``keep_lines``: paragraphs of so many lines at most are not parted by a page.
    """

    page: Mapping[str, int]
    grid: int
    body: Mapping[str, int]
    title: Mapping[str, int]
    footer: Mapping[str, Any]
    fonts: Mapping[str, str]
    byline: str
    heading2_bold: bool
    heading3_bold: bool
    keep_lines: int
    name: str = ""  # print, podium, or the file that it was read from

    @property
    def width(self) -> int:
        """Twips of the type area."""
        return self.page["width"] - self.page["left"] - self.page["right"]

    @property
    def title_characters(self) -> float:
        """Full-width characters of the title in a line."""
        return self.width / (self.title["size"] * 10)

    @property
    def characters(self) -> int:
        """Full-width characters of the body in a line."""
        return self.width // (self.body["size"] * 10 + self.body["spacing"])


# --------------------------------------------------------------------------------------------- derived figures
class Derived(Frozen):
    """A number computed from figures by a named formula, or stated by the brief in its place.

    ``ref`` is ``id.what``; ``value`` is the rounded number, ``text`` its digits without unit, ``unit`` one of
    %, 个百分点, 倍, or the figure's own; ``formula`` names its inputs (``signed.value / signed.target``), or is ``given``.
    """

    ref: str
    label: str
    value: Decimal
    text: str
    unit: str
    formula: str
    place: Place | None = None


# ------------------------------------------------------------------------------------------- the phrase bank
class Block(Frozen):
    """A phrase block (语块): one wording of one move. ``params`` are the names that its text reads."""

    id: str
    move: str
    text: str
    says: str = ""  # the kind of items that it says (SAYS); "" says none
    requires: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    levels: tuple[str, ...] | None = None
    speakers: tuple[str, ...] | None = None
    skeletons: tuple[str, ...] | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    tone: str = "steady"
    weight: int = 1
    sources: tuple[str, ...] = ("own",)
    params: tuple[str, ...] = ()
    origin: str = "builtin"
    status: str = "accepted"
    place: Place | None = None
    hides: str | None = None  # origin of the block of the same id that this one replaces

    def belongs(self, skeleton: Skeleton) -> bool:
        """Whether the block may be said in a kind of speech: it is bound to none, or to that one or what it is like."""
        return self.skeletons is None or not skeleton.kinds.isdisjoint(self.skeletons)


class Frame(Frozen):
    """A wording for one figure or list item (句式), chosen by what the item has."""

    id: str
    text: str
    serves: str  # figure, subset, cause, project, …
    requires: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    weight: int = 1
    sources: tuple[str, ...] = ("own",)
    origin: str = "builtin"
    place: Place | None = None


class Topic(Frozen):
    """A recurring matter (事项), recognised in the brief's texts by its words; the longest match wins."""

    id: str
    name: str
    words: tuple[str, ...]
    moves: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()  # topics or moves that usually answer it
    origin: str = "builtin"
    place: Place | None = None


class Move(Frozen):
    """A move (语步): a stretch of a speech with one purpose, and the brief's keys that it draws on."""

    id: str
    name: str
    purpose: str
    draws_on: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  # by which a heading or point is known to be about it
    near: tuple[str, ...] = ()  # moves under whose point it may be said, the nearest first
    given: bool = False  # said only where the brief gives something to say: nobody promises rewards for the sake of a speech's shape
    does: str = ""  # with the matter that it argues about: diagnose, prescribe or follow; empty where it argues about none
    origin: str = "builtin"


class Level(Frozen):
    """What one level of government calls itself, its organs, its superior and what lies under it."""

    id: str
    name: str
    word: str  # 县, 镇 …: 我县, 全县
    organs: str  # 县委、县政府
    committee: str
    government: str
    subordinates: str  # 各乡镇
    each: str  # 每个乡镇, with its measure word
    chiefs: str  # 各乡镇主要负责人: who answers for them
    superior: str  # 市里
    units: str  # 各乡镇、县直各部门: whom a meeting of this level addresses
    origin: str = "builtin"


class Formulation(Frozen):
    """A formulation (提法) that is right from ``valid_from`` to ``valid_to`` (``2018-07`` or ``2018``, both included), in all the country or in
    the province or place that ``scope`` names."""

    id: str
    text: str
    valid_from: str
    category: str
    confidence: str
    match: tuple[str, ...] = ()  # what it is known by in a text; its own text where none is given
    valid_to: str | None = None
    scope: str = "national"
    replaced_by: str = ""
    note: str = ""
    origin: str = "builtin"


class Year(Frozen):
    """A year of the table: its five-year plan, the year's place in it (empty for the middle years), what it was about."""

    id: str
    plan: str
    position: str
    keynotes: tuple[str, ...]
    confidence: str
    origin: str = "builtin"


class Rank(Frozen):
    """A rank of speaker and what it may say: decide, penalise, stake, schedule, yield …"""

    id: str
    name: str
    may: tuple[str, ...] = ()
    origin: str = "builtin"


class Series(Frozen):
    """Headings of one mould (标题组): by theme, topic or move the heading that it has for it, all of one length ±1.

    ``pattern`` heads any part that answers a problem, ``{problem}`` standing for its name.
    """

    id: str
    name: str
    members: Mapping[str, str] = EMPTY
    pattern: str | None = None
    skeletons: tuple[str, ...] | None = None
    weight: int = 1
    origin: str = "builtin"
    place: Place | None = None


class Skeleton(Frozen):
    """A kind of speech (骨架): front matter of its file as ``meta``, the Jinja text that orders its moves as ``text``."""

    id: str
    name: str
    text: str
    moves: tuple[str, ...]
    needs: tuple[str, ...]
    sources: tuple[str, ...]
    length: tuple[int, int]
    meta: Mapping[str, Any] = EMPTY
    origin: str = "builtin"
    place: Place | None = None

    @property
    def kind(self) -> str:
        """The kind of speech whose words it may say: the skeleton that it is ``like``, else its own."""
        return str(self.meta.get("like") or self.id)

    @property
    def kinds(self) -> frozenset[str]:
        """The ids by which blocks and headings made for some skeletons know it: its own, and that of the one that it is ``like``."""
        return frozenset((self.id, self.kind))


class Library(Frozen):
    """What templates/ and phrasebank/ hold, the user's folders over the built-in ones."""

    skeletons: Mapping[str, Skeleton]
    moves: Mapping[str, Move]
    blocks: Mapping[str, Block]
    frames: Mapping[str, Frame]
    topics: Mapping[str, Topic]
    levels: Mapping[str, Level]
    ranks: Mapping[str, Rank]
    headings: Mapping[str, Series]
    formulations: Mapping[str, Formulation]
    years: Mapping[str, Year]
    wording: Mapping[str, Any]

    def sayable(self, move: str, skeleton: Skeleton) -> list[Block]:
        """The blocks of a move that are not bound to other kinds of speech; ``[]`` for a move that such a speech never says."""
        return [block for block in self.blocks.values() if block.move == move and block.status == "accepted" and block.belongs(skeleton)]


# What the entries of a phrase bank are, by the section of its files and the field of the library that holds them.
KINDS: Mapping[str, type[Frozen]] = {
    "moves": Move, "topics": Topic, "frames": Frame, "blocks": Block, "levels": Level, "ranks": Rank, "headings": Series, "formulations": Formulation,
    "years": Year,
}


# --------------------------------------------------------------------------------------------------- the plan
# What messages say: lists of the brief by their keys, and what planning makes of them.
SAYS: Mapping[str, str] = {
    "highlights": "成绩分项", "projects": "项目", "figures": "没有归处的数", "problems": "问题", "mindsets": "错误认识", "causes": "原因", "benchmarks": "对标",
    "significance": "意义", "situation": "形势", "goals": "目标", "quotas": "任务分解", "industries": "产业", "target_regions": "目标区域",
    "methods": "招商方式", "platforms": "园区平台", "tasks": "工作任务", "policies": "政策", "upward_support": "向上争取", "mechanisms": "机制",
    "events": "已办的活动", "coming": "将办的活动", "teams": "队伍", "leadership": "领导责任", "incentives": "奖惩", "calendar": "按时节排的奖惩", "discipline": "纪律",
    "slogans": "口号", "advantages": "优势", "constraints": "制约因素",
    "evidence": "问题的一条表现，一条一段", "remedy": "问题或原因里要对症回答的一句", "point": "要点的原话，没有别的材料", "opener": "一串原因前的开头",
}


class Message(Frozen):
    """Something that can be said: facts for one move. ``key`` is the item's own id or label, never its number.

    ``says`` is the kind of its items (SAYS), which the block that says them must name; "" where it has none.
    """

    move: str
    items: tuple[Any, ...] = ()
    key: str = ""
    says: str = ""
    topics: tuple[str, ...] = ()
    context: Mapping[str, Any] = EMPTY


class Point(Frozen):
    """What a section covers: its words (a Text where the brief gave them) and the messages said under it."""

    text: str
    messages: tuple[Message, ...] = ()


class Section(Frozen):
    """A part of the speech: heading, points, messages that belong to no point, the problems that it answers."""

    id: str
    heading: str
    role: str  # review, work, safeguard
    points: tuple[Point, ...] = ()
    messages: tuple[Message, ...] = ()
    answers: tuple[Record, ...] = ()
    topics: tuple[str, ...] = ()
    verbatim: str | None = None
    theme: str = ""  # what the skeleton's section in this place is about: review, work, safeguard, projects …


class Slot(Frozen):
    """A place of the speech with a message to say and the block chosen to say it (None until chosen)."""

    number: int
    message: Message
    need: str = "core"  # core; optional: said unless the speech grows too long; extra: said only where it would be too short
    block: Block | None = None
    others: tuple[Block, ...] = ()  # blocks that would say the same facts, by which a speech grows richer or leaner
    lesser: tuple[Block, ...] = ()  # blocks that would say fewer, for a speech that must be short


class Line(Frozen):
    """A paragraph of the plan: its role, its own words (headings), and the slots that fill it."""

    role: str
    text: str = ""
    slots: tuple[Slot, ...] = ()


class Plan(Frozen):
    """The layout (布局): the skeleton with a block for every move, before any running text exists."""

    skeleton: Skeleton
    variant: int
    title: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


# -------------------------------------------------------------------------------------------------- the draft
class Span(Frozen):
    """A stretch ``[start, end)`` of a paragraph that came from a figure or a fact, or stands for a gap."""

    start: int
    end: int
    kind: str  # figure, fact, gap
    ref: str


class Part(Frozen):
    """A stretch ``[start, end)`` of a paragraph that one block wrote, with the refs of the facts that it says."""

    start: int
    end: int
    move: str
    block: str
    facts: tuple[str, ...] = ()


FRONT = ("title", "subtitle", "byline")          # roles of the title block
PRELIMINARIES = (*FRONT, "salutation")                 # and of what hails those present: nothing of it is said of the matter


class Paragraph(Frozen):
    """A paragraph of the draft. ``move`` and ``block`` join those of its parts with ``+``; both are empty for headings."""

    role: str  # title, subtitle, byline, salutation, heading1, heading2, heading3, body, closing
    text: str
    move: str = ""
    block: str = ""
    spans: tuple[Span, ...] = ()
    parts: tuple[Part, ...] = ()


class FigureUse(Frozen):
    """A row of the ledger (数据核对表): a number in the draft and where it came from.

    ``value`` is the exact number as text, ``source`` is ``file:line``, ``paragraphs`` are indexes into the draft; ``inputs`` are what a
    formula was computed from, each ``label value（file:line）``.
    """

    ref: str
    label: str
    text: str
    value: str
    unit: str
    formula: str | None
    source: str
    paragraphs: tuple[int, ...]
    inputs: tuple[str, ...] = ()


class FactUse(Frozen):
    """A fact of the brief that the draft says outside its figures: key path, what the brief calls it, its words there, ``file:line``."""

    ref: str
    label: str
    text: str
    source: str
    paragraphs: tuple[int, ...]


class Gap(Frozen):
    """A fact that the text needs and the brief lacks (待补), with the paragraphs where it stands."""

    ref: str
    label: str
    paragraphs: tuple[int, ...]


class Draft(Frozen):
    """The speech (讲话稿): what every writer writes and every check reads."""

    title: str
    skeleton: str
    variant: int
    paragraphs: tuple[Paragraph, ...]
    figures: tuple[FigureUse, ...] = ()
    facts: tuple[FactUse, ...] = ()
    unused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    characters: int = 0
    minutes: tuple[float, float] = (0.0, 0.0)
    brief: str = ""  # digest of the brief
    known: tuple[str, ...] = ()  # ids of the brief's figures, said or not
    date: tuple[int, int, int] = (1980, 1, 1)  # for the document's properties: the meeting's, never today


# ------------------------------------------------------------------------------------------------- the review
class Slip(Frozen):
    """A wording that is wrong wherever it stands: ``wrong`` as it is written (a regular expression where ``pattern``), what is right, why, and
    the ``source`` that says so. ``but`` are longer wordings in which it is no slip; ``severity`` is error, warning or info; ``needed`` is what a
    text must hold for the expression to match."""

    wrong: str
    right: str
    why: str
    source: str
    pattern: bool = False
    but: tuple[str, ...] = ()
    severity: str = "warning"
    needed: Literals = ANYTHING


class RedLine(Frozen):
    """A promise that a regulation forbids (政策红线): the ``words`` it is known by (regular expressions), from when it is forbidden, by which
    ``rule`` (name and number), and what may be said ``instead``. ``but`` are contexts (regular expressions over the sentence) that only name
    the ban; ``needed`` is what a text must hold for any of the words to match."""

    id: str
    words: tuple[str, ...]
    valid_from: str
    rule: str
    instead: str
    but: tuple[str, ...] = ()
    needed: Literals = ANYTHING


SEVERITIES = ("error", "warning", "info")        # the gravest first


class Finding(Frozen):
    """What a check has to say about one place (问题): ``paragraph`` counts from 0 over the document, ``start`` and ``end`` are characters of its
    accepted text, ``text`` is what stands there; ``suggestion`` may be empty."""

    rule: str
    severity: str
    paragraph: int
    start: int
    end: int
    text: str
    message: str
    suggestion: str = ""


# ------------------------------------------------------------------------------------------- after the edit
class Edit(Frozen):
    """New words for a stretch ``[start, end)`` of a paragraph's accepted text."""

    paragraph: int
    start: int
    end: int
    new: str
    gap: bool = False  # a hole of the draft that is filled
    use: FigureUse | None = None  # what the number is now, for the comment that tells of it


class Change(Frozen):
    """A number that is put right: where it stood in the document, what it was and is, what it is of, the brief's ``file:line``."""

    ref: str
    label: str
    old: str
    new: str
    paragraph: int
    start: int
    end: int
    source: str
    key: str = ""                                # its entry of the record; empty for a copy that a person made
    turned: tuple[Edit, ...] = ()                # words beside it that are changed with it
    value: str = ""
    gap: bool = False                            # a hole of the draft that is filled now
    use: FigureUse | None = None


class Left(Frozen):
    """What a person has to decide: what the draft printed, what stands there, what the brief says now, and why it is left."""

    ref: str
    label: str
    old: str
    now: str
    new: str
    paragraph: int
    start: int
    end: int
    why: str
    source: str = ""


class Revision(Frozen):
    """What is to be done to a document. ``fresh`` and ``gone`` are the labels of figures that the brief has new, and the ids of those that it has
    no longer."""

    changed: tuple[Change, ...]
    left: tuple[Left, ...]
    fresh: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every stretch that gets new words, each once, in order."""
        own = (Edit(change.paragraph, change.start, change.end, change.new, change.gap, change.use) for change in self.changed)
        turned = (edit for change in self.changed for edit in change.turned)
        return tuple(sorted(dict.fromkeys((*own, *turned)), key=lambda edit: (edit.paragraph, edit.start, edit.end)))


class Difference(Frozen):
    """What became of a sentence between two versions: ``kind`` added, removed, changed, moved; the words before and after; its place in the new
    version, where it would stand there if it was taken out, and its paragraph in the old one; numbers that changed, (old, new)."""

    kind: str
    old: str
    new: str
    paragraph: int
    start: int
    end: int
    old_paragraph: int | None
    figures: tuple[tuple[str, str], ...] = ()
