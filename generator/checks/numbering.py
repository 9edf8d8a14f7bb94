"""numbering 序号乱了、缺了，说的和讲的个数对不上

小标题的序号一、（一）1.（1）逐级往下，每一级在上一级下面从头编，不跳号，不重号，不倒回；一级下面只有一条的，不必编号。段里的“一是……二是……”“一要……二要……”
“第一，……第二，……”“首先……其次……再次……”也一样，跨段也算。开头说“讲四点意见”，下面就要有四个大标题；说“做好三项工作：一是……二是……”，就要有三项。
同一种序号里外套用时，按里面、外面各自连得上算；说数的话看不出是指哪一层的，不算。

依据：GB/T 9704-2012 7.3.3（结构层次序数）；GB/T 15834-2011 附录B.3（序次语）。

错：在全县大会上的讲话 ¶ 同志们： ¶ 一、抓招商 ¶ 要走出去。 ¶ «三、»抓项目 ¶ 要盯现场。
错：在全县大会上的讲话 ¶ 同志们： ¶ 下面，我讲«三点»意见。 ¶ 一、抓招商 ¶ 要走出去。 ¶ 二、抓项目 ¶ 要盯现场。
错：一是抓签约；二是抓开工；«四是»抓投产。
错：要做好«三项»工作：一是抓签约，二是抓开工。
错：一共«四条目标»。第一条，签约多三成；第二条，开工多两成；第三条，投产多一成。
错：要把握好«三个关键»：签约、开工。
错：首先，抓签约。«再次»，抓投产。
对：下面，我讲两点意见。 ¶ 一、抓招商 ¶ 一是走出去；二是请进来。 ¶ 二、抓项目 ¶ （一）抓开工 ¶ （二）抓投产 ¶ 第一时间到现场的是第一书记。
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from generator.checks.forms import instead
from generator.checks.review import Found, Passage, Review
from generator.language.ordinals import cn, count_cn
from generator.language.said import chinese
from generator.readers.record import words_of

ID, SEVERITY, NEEDS = "numbering", "warning", ()
_CN = "一二三四五六七八九十"
_RUNNING_ON = "|".join(f"(?<={cn(number)}、){cn(number + 1)}(?:产业|季度|月)" for number in range(1, 10))      # 二、三产业 is no heading, 三、十月看销号 is
_LEVELS = (                                                 # how the number is written, its level, how it is read
    ("{cn}、", 0, re.compile(rf"^\s*(?P<mark>(?P<n>[{_CN}]{{1,3}})、)(?![{_CN}]、|{_RUNNING_ON})")),
    ("（{cn}）", 1, re.compile(rf"^\s*(?P<mark>[（(](?P<n>[{_CN}]{{1,3}})[）)])")),
    ("{n}.", 2, re.compile(r"^\s*(?P<mark>(?P<n>[0-9]{1,2})[.．、])(?![0-9])")),
    ("（{n}）", 3, re.compile(r"^\s*(?P<mark>[（(](?P<n>[0-9]{1,2})[）)])")),
    ("第{cn}个问题", 0, re.compile(rf"^\s*(?P<mark>第(?P<n>[{_CN}]{{1,3}})个?(?:问题|方面|部分|点)[，：、:])")),
)
_QUESTION, _ARABIC, _LOWEST = _LEVELS[-1][0], 2, 3
_NEW_PART = re.compile(r"^\s*(?:附件|附[:：])|讲话\s*$")
_POINT = re.compile(f"[{_CN}]{{1,2}}")
_TITLE = 60                                                 # how long a title may be
_KINDS = ("是", "要", "第", "首")
_WORDS = ("首先", "其次", "再次")
_FIRSTLY, _POINTS = _KINDS.index("首"), (_KINDS.index("是"), _KINDS.index("要"))
_NEAR, _FAR = 2, 20                                         # paragraphs
_OTHERWISE = {1: "首先|一方面|一来|一则|头一", 2: "其次|另一|二来|二则", 3: "再次|三来|三则"}       # what stands for the first three numbers
_AS_WELL = "[是要靠看抓在从为把对以防怕讲保促强优建查问管补比争学干快深实]"      # verbs of other series: 一靠…二看…
_AND_LAST = "最后|另外|还有|再就是|此外|再有|其他"
_TOKEN = re.compile(
    rf"(?:^\s*|(?<=[。；：，！？、“,;:!?\s]))(?:(?P<counted>(?P<n>[{_CN}]{{1,3}})(?P<verb>是|要(?!素)))(?!一[，。、；]|二[，。、；])"
    rf"|(?P<nth>第(?P<m>[{_CN}]{{1,3}}))(?=[，,：:]|、(?!第|[{_CN}0-9])|是|要(?![务义件素求紧]))"
    r"|(?P<word>首先|其次(?=[，,：:、是要])|再次(?=[，,：:、是]|要(?!求))))")
_NUMBER = r"(?<![第前每上下头半几十百千0-9一二三四五六七八九两])(?P<n>[两二三四五六七八九]|十[一二三四五]?|[2-9]|1[0-5])"
_MATTER = (
    "(?:个(?:方面|问题|环节|关键|重点|原因|特点|变化|突破|转变|关系)(?:的(?:特点|原因|变化|问题|工作|成效|转变))?|项(?:工作|任务|措施|重点)|点(?:意见|要求|体会|建议|希望)?|条(?:意见|措施|要求)?|件(?:事|大事|实事)|句话|方面)")
_BEFORE_SERIES = re.compile(
    rf"(?P<said>{_NUMBER}(?:{_MATTER}(?=[。，])|(?:个|项|条|点|件|句|层|种|方面|道)[^，。；：！？、“”]{{0,12}}(?=：)))[：。，]\s*(?=一[是要]|第一[，,：是]|首先)")
_BEFORE_FIRST = re.compile(rf"(?P<said>{_NUMBER}(?P<what>[条个点件项])[^，。；：]{{0,8}})(?P<first>[。：]\s*第一(?P=what)[，：是])")
_BEFORE_LIST = re.compile(
    rf"(?P<said>{_NUMBER}(?:个|项|件|条|类|种|方面|大|道|句)[^\W0-9A-Za-z_]{{0,6}})”?：(?P<list>[^，。；：！？]{{3,90}})(?=。)")
_ASIDE = re.compile("（[^（）]*）|“[^“”]*”|《[^《》]*》")     # marks in these part nothing
_SAID = rf"(?P<said>{_NUMBER}(?:点|个|条|句|层)(?:方面)?的?(?:意见|问题|要求|看法|想法|建议|意思|话|体会|工作|希望)?)"
_SAY = re.compile(rf"(?P<me>(?:下面|我)[^，。；！？]{{0,12}}?|)(?:讲|谈|说|强调|提出?|补充|重申)(?:好|以下|这|这样|如下)?{_SAID}(?![^，。；：]{{0,2}}(?:同志|部门|单位|乡镇))")
_SPLIT = re.compile(
    rf"(?P<me>我)?(?:分|从|就[^，。；！？]{{0,16}}?)(?:以下|这)?(?P<said>{_NUMBER}(?:个方面|个问题|个部分|方面|部分|层))(?:的?问题)?来?，?(?:再|分别)?(?:讲|谈|说|强调)")
_COUNT, _COUNTED = re.compile(f"(?<![第两{_CN}])[两{_CN}]$"), re.compile("个|点|件|条|句|项|层|种|方面|道|样")
_ME = re.compile("我|下面|现在|接下来|往下")
_OTHERS = re.compile("同志|书记|[省市县区镇乡]长|主任|刚才|前面|他|大家|领导|上次|昨天|会上")
_AT_ONCE = re.compile(r"[^，。；：]{0,6}[：，。]\s*(?:一[是要]|第一[，是]|首先)")
_TASKS = re.compile(rf"(?:讲|强调|抓好|做好|抓住|突出|把握好?)(?:以下|下面|这|好)?(?P<said>{_NUMBER}(?:点|项|个|条|件|句)[^，。；：]{{0,8}})[。：]\s*$")


class Mark(NamedTuple):
    """A number of a heading or of a point: its passage, its place there, its level (of headings) or the kind of its series, the number, and how it is
    written."""

    at: int
    start: int
    end: int
    level: int
    n: int
    form: str

    def shown(self, number: int) -> str:
        """Another number in the same form."""
        if self.form in _WORDS:
            return _WORDS[number - 1] if number <= len(_WORDS) else f"第{cn(number)}"
        return self.form.format(cn=cn(number), n=number)


def check(review: Review) -> Iterator[Found]:
    """Numbers that are out of order, and announced counts that are not kept."""
    parts = _parts([passage for passage in review.passages if passage.where == "body" and passage.text.strip()])
    for part in parts:
        yield from _levels(part)
        series = _Series(part)
        yield from series.found
        yield from _renumbered(series, review)
        yield from _series_announced(part, series)
        yield from _ordinals_announced(part)
        yield from _list_announced(part)
        yield from _headings_announced(part, series)
    yield from _recounted(review)


def _renumbered(series: _Series, review: Review) -> Iterator[Found]:
    """A point whose number is another than the draft's, where the draft's is the next: 四是 for 三是 behind 二是, though points that were told before end
    at 三是."""
    told = {(found.paragraph, found.start) for found in series.found}
    was = {(swap.paragraph, swap.start): _value(swap.was) for swap in review.swaps if not swap.before and _POINT.fullmatch(swap.was) and _POINT.fullmatch(swap.now)}
    for before, token in pairwise(token for token in series.tokens if token.level in _POINTS):
        if (token.at, token.start) not in told and was.get((token.at, token.start)) == before.n + 1 != token.n:
            yield Found(token.at, token.start, token.end, f"草稿里是“{token.shown(before.n + 1)}”，前面是“{before.shown(before.n)}”", instead(token.shown(before.n + 1)))


def _recounted(review: Review) -> Iterator[Found]:
    """An announced count that is another than the draft's, though as many points follow as the draft had: 四个问题 for 三个问题."""
    told = [swap for swap in review.swaps if _COUNT.search(swap.was) and _COUNT.search(swap.now) and _COUNTED.match(swap.after)]
    if told and _points(words_of(review.document.record)) == _points(words.text for words in review.document.paragraphs):
        for swap in told:
            said = f"{swap.was[-1]}{swap.after[:2]}"
            yield Found(swap.paragraph, swap.end - 1, swap.end, f"草稿里说的是“{said}”，下面讲的没有多也没有少", instead(said))


def _points(texts: Iterable[str]) -> list[str]:
    """The numbers of all headings and points."""
    found: list[str] = []
    for text in texts:
        found += [heading.group() for _, _, shape in _LEVELS if (heading := shape.match(text)) is not None]
        found += [token.group() for token in _TOKEN.finditer(text)]
    return found


# ------------------------------------------------------------------------------------------------- headings
class _Part:
    """A speech or an attachment: its paragraphs, and the numbered headings among them, by passage."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.headings: dict[int, Mark] = {}


def _parts(passages: list[Passage]) -> list[_Part]:
    """The document in parts: a file may hold several speeches, and attachments."""
    parts = [_Part()]
    for passage in passages:
        mark = _heading(passage)
        if mark is None and (passage.role == "salutation" or len(passage.text) < _TITLE and _NEW_PART.search(passage.text)):
            parts.append(_Part())
        parts[-1].passages.append(passage)
        if mark is not None:
            parts[-1].headings[passage.at] = mark
    for part in parts:
        part.headings = _of_one_kind(part.headings)
    return parts


def _of_one_kind(headings: dict[int, Mark]) -> dict[int, Mark]:
    """第一个问题 counts as a heading of the first level where there is no 一、."""
    if any(mark.level == 0 and mark.form != _QUESTION for mark in headings.values()):
        return {at: mark for at, mark in headings.items() if mark.form != _QUESTION}
    return headings


def _heading(passage: Passage) -> Mark | None:
    for form, level, shape in _LEVELS:
        found = shape.match(passage.text)
        number = _value(found["n"]) if found else None
        if found and number:
            return Mark(passage.at, *found.span("mark"), level, number, form)
    return None


def _value(said: str) -> int | None:
    """The number that a numeral says, however it is written."""
    value = Decimal(said) if said.isascii() else chinese(said.replace("两", "二"))
    return int(value) if value is not None else None


class _Run:
    """Numbers that follow each other: those of one level under one parent, or of one series."""

    def __init__(self, mark: Mark, depth: int = 0) -> None:
        self.marks, self.last, self.slack, self.faults, self.depth = [mark], mark.n, 0, 0, depth

    def takes(self, number: int) -> bool:
        """Whether a number is the next; after a doubled one the next but one will do as well."""
        return self.last < number <= self.last + 1 + self.slack

    def add(self, mark: Mark) -> None:
        """The number, as it stands: a fault is told once, and what follows goes on from there."""
        self.slack = int(mark.n == self.last)
        self.faults += not self.takes(mark.n) or bool(self.slack)
        self.marks.append(mark)
        self.last = max(self.last, mark.n)

    def fault(self, mark: Mark) -> tuple[str, str]:
        """What is wrong with a number that is not the next, and what to do."""
        number, shown = mark.n, mark.shown
        right, this = shown(self.last + 1), shown(number)
        if number == self.last:
            return f"序号“{this}”重复了", instead(right)
        if number < self.last:
            return f"序号倒回了“{this}”，前面已经到“{shown(self.last)}”", instead(right)
        lacking = "".join(f"“{shown(n)}”" for n in range(self.last + 1, number))
        return f"缺{lacking}，“{shown(self.last)}”后面就是“{this}”", f"{instead(right)}，或者补上缺的"


def _levels(part: _Part) -> Iterator[Found]:
    """The headings of a part: each level counts from one under its parent."""
    tops = any(mark.level == 0 for mark in part.headings.values())
    texts = {passage.at: passage.text for passage in part.passages}
    open_: dict[int, _Run] = {}
    for mark in part.headings.values():
        for deeper in [level for level in open_ if level > mark.level]:
            yield from _single(open_.pop(deeper), texts)
        run, here = open_.get(mark.level), (mark.at, mark.start, mark.end)
        if run is None:
            open_[mark.level] = _Run(mark)
            yield from _beginning(mark, set(open_), tops)
        elif run.takes(mark.n):
            run.add(mark)
        elif mark.n == 1 and run.last > 1:
            yield Found(*here, f"又从“{mark.shown(1)}”编起，前面已经到“{mark.shown(run.last)}”", "", "" if mark.level < _ARABIC else "info")
            open_[mark.level] = _Run(mark)
        else:
            yield Found(*here, *run.fault(mark))
            run.add(mark)
    for level in sorted(open_):
        if level > 0:                            # a speech of one part may be numbered all the same
            yield from _single(open_[level], texts)


def _beginning(mark: Mark, opened: set[int], tops: bool) -> Iterator[Found]:
    """The first number of a level under its parent: it is one, and the level is the next."""
    here = (mark.at, mark.start, mark.end)
    if mark.n > 1:
        yield Found(*here, f"缺“{mark.shown(1)}”，一上来就是“{mark.shown(mark.n)}”", instead(mark.shown(1)))
    elif mark.level == 1 and tops and 0 not in opened:
        yield Found(*here, "“（一）”上面没有“一、”", "补上大标题，或者提一级")
    elif mark.level == _LOWEST and 0 in opened and not opened & {1, _ARABIC}:
        yield Found(*here, "级次跳了：“一、”下面用“（一）”或者“1.”，再下面才用“（1）”", "提一级")


def _single(run: _Run, texts: dict[int, str]) -> Iterator[Found]:
    """A level with one number only, unless the next stands in the same paragraph."""
    mark = run.marks[0]
    if len(run.marks) == 1 and mark.n == 1 and not any(next_ in texts[mark.at] for next_ in (mark.shown(2), mark.shown(2).replace(".", "、"))):
        yield Found(mark.at, mark.start, mark.end, f"这一级只有“{mark.shown(1)}”一条", "只有一条的不编号", "info")


# ------------------------------------------------------------------------------------------------- series in running text
class _Series:
    """一是…二是…, 第一…第二…, 首先…其次… of a part: which belong together, and what is wrong with them."""

    def __init__(self, part: _Part) -> None:
        self.passages = {passage.at: passage.text for passage in part.passages}
        self.order = {at: place for place, at in enumerate(self.passages)}
        self.runs: list[_Run] = []
        self.open: list[_Run] = []
        self.found: list[Found] = []
        self.section = self.barrier = min(self.passages, default=0)  # where the section began; behind what nothing is doubled
        self.depth = 0
        self.tokens = [token for at, text in self.passages.items() for token in _tokens(at, text)]
        place = 0
        for at in self.passages:
            if at in part.headings:
                self._under(part.headings[at])
            while place < len(self.tokens) and self.tokens[place].at == at:
                self._take(place, self.tokens[place])
                place += 1

    def _under(self, heading: Mark) -> None:
        """A heading ends the series that began under its like; one of the first level also the points that were told before any."""
        self.barrier = heading.at
        if heading.level < _ARABIC:
            self.section = heading.at
            self.depth = heading.level + 1
            self.open = [run for run in self.open if run.depth < self.depth and not (heading.level == 0 and run.marks[0].level in _POINTS)]

    def _take(self, place: int, token: Mark) -> None:
        mine = [run for run in self.open if run.marks[0].level == token.level]
        run = next((run for run in reversed(mine) if run.takes(token.n)), None)
        if run is None and token.n > 1 and mine and not self._elsewhere(token, mine[-1].last + 1, mine[-1].marks[-1]):
            run = mine[-1]
            self._report(token, *run.fault(token))
        if run is not None:
            self.open = self.open[: self.open.index(run) + 1] + [other for other in self.open[self.open.index(run) + 1:] if other not in mine]
            run.add(token)
            return
        if token.n == 1 and mine and self._again(place, token, mine[-1]):
            return
        if token.n > 1 and not mine and not self._elsewhere(token, token.n - 1, None):
            self._report(token, f"前面没有“{token.shown(token.n - 1)}”", "补上，或者从头编起", "info" if token.level == _FIRSTLY else "")
        self.open.append(_Run(token, self.depth))
        self.runs.append(self.open[-1])

    def _again(self, place: int, token: Mark, before: _Run) -> bool:
        """A one after a one: whether it should be two; a series may also stand inside another, which is told but begins anew."""
        near = self.order[token.at] - self.order[before.marks[-1].at] <= _NEAR and before.marks[-1].at >= self.barrier
        if before.last > 1 or not near or token.level == _FIRSTLY:
            return False
        following = [later for later in self.tokens[place:] if self.order[later.at] - self.order[token.at] <= _FAR]
        twos = sum(later.level == token.level and later.n == 2 for later in following)
        if twos > 1:
            if token.at == before.marks[-1].at:  # in a paragraph of its own it is told apart
                self._report(token, f"“{token.shown(1)}”里面又用“{token.shown(1)}”", "里面的一层换一种序号", "info")
            return False
        self._report(token, *before.fault(token))
        before.add(token)
        return True

    def _elsewhere(self, token: Mark, number: int, since: Mark | None) -> bool:
        """Whether another kind of series has the number before: 一靠…二靠…三要…, 首先…其次…第三…."""
        start = since.at if since else self.section
        between = "\n".join(text for at, text in self.passages.items() if start <= at < token.at) + "\n" + self.passages[token.at][: token.start]
        between = between[since.end:] if since else between
        if token.shown(token.n - 1) in between:
            return True
        return re.search(rf"(?:^|[\s。；：，！？、“])(?:(?:第|其){cn(number)}[^、\s{_CN}]|{cn(number)}{_AS_WELL}|{_OTHERWISE.get(number, '最后')})", between) is not None

    def _report(self, token: Mark, message: str, advice: str, severity: str = "") -> None:
        self.found.append(Found(token.at, token.start, token.end, message, advice, severity))


def _tokens(at: int, text: str) -> Iterator[Mark]:
    """The numbers of series in a paragraph."""
    for found in _TOKEN.finditer(text):
        if found["word"]:
            yield Mark(at, *found.span("word"), _FIRSTLY, _WORDS.index(found["word"]) + 1, _WORDS[0])
            continue
        name, said, kind = ("counted", found["n"], found["verb"]) if found["counted"] else ("nth", found["m"], "第")
        number = _value(said)
        if number:
            yield Mark(at, *found.span(name), _KINDS.index(kind), number, "第{cn}" if kind == "第" else f"{{cn}}{kind}")


# ------------------------------------------------------------------------------------------------- what was announced
def _series_announced(part: _Part, series: _Series) -> Iterator[Found]:
    """做好三项工作：一是… with another number of items than it says."""
    begun = {(run.marks[0].at, run.marks[0].start): run for run in series.runs}
    for passage in part.passages:
        for told in _BEFORE_SERIES.finditer(passage.text):
            run = begun.get((passage.at, told.end()))
            number = _value(told["n"])
            if run and number and not run.faults and run.last != number and run.marks[0].level != _FIRSTLY and not _goes_on(run, series):
                yield _miscounted(passage.at, told, number, run.last)


def _ordinals_announced(part: _Part) -> Iterator[Found]:
    """一共三条目标。第一条，…第二条，… with another number of them than it says."""
    for passage in part.passages:
        for told in _BEFORE_FIRST.finditer(passage.text):
            given = [_value(n) or 0 for n in re.findall(f"(?<=[。；：])第([{_CN}]+){told['what']}(?=[，：是])", passage.text[told.start("first"):])]
            number = _value(told["n"])
            if number and given == list(range(1, len(given) + 1)) and len(given) > 1 and number != len(given):
                yield _miscounted(passage.at, told, number, len(given))


def _list_announced(part: _Part) -> Iterator[Found]:
    """把握三个关键：签约、开工。 with another number of things than it says; the last two may be joined by 和."""
    for passage in part.passages:
        for told in _BEFORE_LIST.finditer(passage.text):
            things = _ASIDE.sub("", told["list"])
            count, number = things.count("、") + 1, _value(told["n"])
            joined = re.search("[和及与]", things.rpartition("、")[2]) is not None
            if number and count > 1 and number != count and not (joined and number == count + 1):
                yield _miscounted(passage.at, told, number, count)


def _goes_on(run: _Run, series: _Series) -> bool:
    """Whether a series may have more items, in other words than the rest."""
    last = run.marks[-1]
    rest = series.passages[last.at][last.end:]
    following = next((text for at, text in series.passages.items() if at > last.at), "")
    more = f"(?:第|其)?{cn(run.last + 1)}[^、{_CN}]|{_AND_LAST}"
    return bool(re.search(rf"[。；，]\s*(?:{more})", rest) or re.match(rf"\s*(?:{more})", following))


def _headings_announced(part: _Part, series: _Series) -> Iterator[Found]:
    """我讲三点意见 in the opening, with another number of headings than it says; and the same right before the headings of a section."""
    tops = [mark for mark in part.headings.values() if mark.level == 0] or [mark for mark in part.headings.values() if mark.level == 1]
    if not tops:
        tops = _by_paragraph(series)
    if tops:
        told = [(passage, found) for passage in part.passages if passage.at < tops[0].at for found in _spoken(passage.text)]
        counts = {len(tops), max(mark.n for mark in tops)}
        if told and not any(_value(found["n"]) in counts for _, found in told):
            passage, found = told[-1]
            yield _miscounted(passage.at, found, _value(found["n"]) or 0, len(tops))
    yield from _sections_announced(part)


def _by_paragraph(series: _Series) -> list[Mark]:
    """第一，…  第二，… as headings: each at the head of a paragraph."""
    runs = [run for run in series.runs if _KINDS[run.marks[0].level] == "第" and len(run.marks) > 1]
    return next((run.marks for run in runs if all(not series.passages[mark.at][: mark.start].strip() for mark in run.marks)), [])


def _spoken(text: str) -> Iterator[re.Match[str]]:
    """Announcements of what the speaker will say, not of what others said, nor of a series that follows at once."""
    for found in (*_SAY.finditer(text), *_SPLIT.finditer(text)):
        before = text[max(0, found.start() - 14):found.start()]
        if (_ME.search(before) or found["me"]) and not _OTHERS.search(before[-10:]) and not _AT_ONCE.match(text, found.end()):
            yield found


def _sections_announced(part: _Part) -> Iterator[Found]:
    """要抓好三项工作。 as the last sentence before the points of a section."""
    marks = list(part.headings.values())
    before = dict(zip([passage.at for passage in part.passages[1:]], part.passages, strict=False))
    for place, mark in enumerate(marks):
        lead = before.get(mark.at)
        if mark.level == 0 or mark.n != 1 or lead is None:
            continue
        told = _TASKS.search(lead.text)
        siblings = [mark]
        for other in marks[place + 1:]:
            if other.level < mark.level:
                break
            siblings += [other] if other.level == mark.level else []
        number = _value(told["n"]) if told else None
        if told and number and number not in (len(siblings), siblings[-1].n) and len(siblings) > 1:
            yield _miscounted(lead.at, told, number, len(siblings))


def _miscounted(at: int, told: re.Match[str], number: int, count: int) -> Found:
    start, end = told.span("said")
    right = told["said"].replace(told["n"], count_cn(count) if not told["n"].isascii() else str(count), 1)
    what = "少了" if count < number else "多了"
    return Found(at, start, end, f"说的是{number}，下面讲了{count}，{what}{abs(count - number)}", f"{instead(right)}，或者把下面的个数改对")
