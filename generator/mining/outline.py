"""The outline of a speech: its numbered headings and points as a tree, even where all of it is one paragraph.

Which numbering stands above which is not fixed: 一是 may number parts of one speech and points within points of another. A new form of number goes
below the last one; a form that was there before goes back to its place; a form that begins again with one directly under its own first point goes
below it (S4 of the seeds numbers both its points and what is lacking in them with 一是).
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.frozen import Frozen
from generator.language.said import chinese
from generator.mining.scrape import Speech

_CN = "[一二三四五六七八九十]{1,3}"
_BEGIN = r"(?:^\s*|(?<=[。！？；：”]))\s*"
# Forms of numbers; those that stand inside prose after any stop, the others at the beginning of a line or a sentence.
_FORMS = (
    ("第{cn}个问题", re.compile(rf"{_BEGIN}第(?P<n>{_CN})个?(?:大)?(?:问题|方面|部分)[，：、:]?(?:是|就是)?")),
    ("第{cn}", re.compile(rf"{_BEGIN}第(?P<n>{_CN})[，、：:](?!三产业|二产业|一产业)")),
    ("{cn}、", re.compile(rf"{_BEGIN}(?P<n>{_CN})、(?![一二三四五六七八九十]、|{_CN}(?:月|季度|产业|线))")),
    ("（{cn}）", re.compile(rf"{_BEGIN}[（(](?P<n>{_CN})[）)]")),
    ("{n}.", re.compile(rf"{_BEGIN}(?P<n>\d{{1,2}})[.．、](?!\d)")),
    ("（{n}）", re.compile(rf"{_BEGIN}[（(](?P<n>\d{{1,2}})[）)]")),
    ("{cn}要", re.compile(rf"(?:^\s*|(?<=[。！？；：，]))(?P<n>{_CN})要(?!素|求|件)")),
    ("{cn}是", re.compile(rf"(?:(?:^\s*|(?<=[。！？；：，]))(?=[^\d])|{_BEGIN}(?=\d))(?P<n>{_CN}|\d)是(?=[^，。；：]|，)")),
    ("首先", re.compile(r"(?:^\s*|(?<=[。！？；：]))(?P<w>首先|其次|再次|最后|第[三四五六](?=是))(?:是|[，、]|(?=要))")),
)
_BEGUN = re.compile(rf"(?:(?P<n>{_CN})(是|要)|首先[，是])")
_STRONG = 6                                      # so many of the forms number parts and points that stand by themselves; the rest stand in prose
_WORDS = ("首先", "其次", "再次", "最后")
_STOP, _POINT_STOP = re.compile(r"[。；：！？]|$"), re.compile(r"[，。；：！？]|$")
_LONGEST_HEADING = 40
# How the first sentence under a heading begins that runs into it.
_BODY = re.compile(
    r"(?:过去的?一年|近年来?|今年|去年|当前|目前|眼下|刚才|首先|第一[，是]|一[是要方]|1[、.．]|我们|大家|同志们|不论|无论|面对|随着|为了|为此|[12]\d{3}年|这[是次里个些一]|在(?:新|当前|今)|"
    r"可以说|应该说|总的|客观|实践|要(?:想|按照|把|以|切实|坚持|进一步)|必须|只有|通过|按照|围绕|根据|从(?:目前|当前|总体|全)|近几年|世界|由于|对于)")


class Heading(Frozen):
    """A numbered heading or point: its ``level`` from 1, the form of its number and what it counts, its words without the number, the place of the
    number (paragraph of the speech, character in it), and what stands below it."""

    level: int
    form: str
    number: int
    text: str
    paragraph: int
    start: int
    children: tuple[Heading, ...] = ()

    def walk(self) -> Iterator[Heading]:
        """This heading and all below it, in order of speaking."""
        yield self
        for child in self.children:
            yield from child.walk()


def outline(speech: Speech) -> tuple[Heading, ...]:
    """The headings of a speech as trees; () for one without numbers."""
    return _nested(_levelled(list(_marks([item.text for item in speech.paragraphs]))))


def _marks(texts: Sequence[str]) -> Iterator[Heading]:
    """Every number with its heading, levels not yet told."""
    places = list(_places(texts))
    raw = {form: [_raw(texts[at], end) for name, _, at, _, end in places if name == form] for form, _ in _FORMS[:_STRONG]}
    moulds = {form: _mould(told) for form, told in raw.items()}
    for form, number, at, start, end in places:
        strong = form in moulds
        words = _words(texts[at], end, moulds[form]) if strong else _point(texts[at], end)
        if not words:
            continue
        yield Heading(0, form, number, words, at, start)
        begun = _BEGUN.match(texts[at], end + len(words)) if strong else None
        if begun is not None:                    # a point that begins where the heading ends, without a stop between
            inner, first = ("{cn}是" if begun[2] == "是" else "{cn}要", _number(begun[1])) if begun[1] else ("首先", 1)
            yield Heading(0, inner, first or 1, _point(texts[at], begun.end()), at, begun.start())


def _places(texts: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Form, number, paragraph and place of every number, in order; of two at one place the stronger form."""
    for at, text in enumerate(texts):
        found: dict[int, tuple[str, int, int, int, int]] = {}
        for form, pattern in _FORMS:
            for match in pattern.finditer(text):
                number = (_WORDS.index(match["w"]) if match["w"] in _WORDS else "三四五六".index(match["w"][1]) + 2) + 1 if form == "首先" else _number(match["n"])
                start = match.start() + len(match.group()) - len(match.group().lstrip())
                if number is not None and not any(other <= start < known[4] for other, known in found.items()):
                    found[start] = form, number, at, start, match.end()
        yield from (found[start] for start in sorted(found))


def _raw(text: str, start: int) -> str:
    stop = _STOP.search(text, start)
    return text[start: stop.start() if stop else len(text)][:2 * _LONGEST_HEADING]


def _point(text: str, start: int) -> str:
    """The words of a point in prose: up to the first comma or stop."""
    stop = _POINT_STOP.search(text, start)
    words = text[start: stop.start() if stop else len(text)].strip()
    return words if len(words) <= 2 * _LONGEST_HEADING else ""


def _words(text: str, start: int, mould: re.Pattern[str] | None) -> str:
    """The words of a heading: up to the first stop; where the text runs on without one, as far as its fellows' mould reaches, else up to where a
    sentence begins."""
    raw = _raw(text, start)
    ends = start + len(raw) == len(text)
    fitting = mould.match(raw) if mould is not None and not ends else None
    if fitting is not None:
        return fitting.group()
    if ends or len(raw) <= _LONGEST_HEADING // 2:
        return raw.strip()
    body = next((found.start() for found in _BODY.finditer(raw) if found.start() >= 4 and raw[found.start() - 1] not in "，、的和"), None)
    if body is not None:
        return raw[:body].rstrip("， ")
    return raw if len(raw) <= _LONGEST_HEADING else raw[:_LONGEST_HEADING].rpartition("，")[0]


def _mould(raw: Sequence[str]) -> re.Pattern[str] | None:
    """What headings of one form have in common, up to the character with which all of them end: …，增强招商引资××性. None for fewer than three, or
    where they share too little."""
    if len(raw) < 3:
        return None
    shortest = min(raw, key=len)
    shared = next((shortest[at:at + size] for size in range(len(shortest), 3, -1) for at in range(len(shortest) - size + 1)
                   if all(shortest[at:at + size] in other for other in raw)), "")
    if not shared:
        return None
    rest = [other[other.index(shared) + len(shared):] for other in raw]
    last = next((at for at in range(1, 5) if len({other[at:at + 1] for other in rest}) == 1 and rest[0][at:at + 1]), None)
    return re.compile(rf".*?{re.escape(shared)}.{{{last}}}{re.escape(rest[0][last])}") if last is not None else None


def _rank(form: str) -> int:
    return next(rank for rank, (name, _) in enumerate(_FORMS) if name == form)


def _levelled(marks: Sequence[Heading]) -> Iterator[Heading]:
    """The marks with their levels, those dropped that continue no series: a lone 二是, a number that jumps. What stands in prose above the first
    part is on the level of points."""
    going = _going_on(marks)
    parted = any(_rank(mark.form) < _STRONG for mark in marks if _alone(mark) or id(mark) in going)
    stack: list[_Open] = []                       # each level that is open; one without a form where a part would stand
    for mark in marks:
        form = "首先" if mark.form == "第{cn}" and any((item.form, item.last) == ("首先", mark.number - 1) for item in stack) else mark.form
        rank = _rank(form)
        while stack and stack[-1].form and _rank(stack[-1].form) > rank and not any(item.form == form for item in stack):
            if rank >= _STRONG:
                break
            stack.pop()
        if not stack and parted and rank >= _STRONG:
            stack.append(_Open("", 0, False))
        level = _level(stack, form, mark, going)
        if level is None:
            continue
        del stack[level:]
        stack.append(_Open(form, mark.number, mark.start == 0))
        yield Heading(level + 1, form, mark.number, mark.text, mark.paragraph, mark.start)


class _Open(NamedTuple):
    """A level that is open: the form of its numbers, the last of them, and whether that began a line."""

    form: str
    last: int
    own_line: bool


def _level(stack: Sequence[_Open], form: str, mark: Heading, going: frozenset[int]) -> int | None:
    for level in reversed(range(len(stack))):
        known, last, own_line = stack[level]
        if known == form and mark.number > 1 and last < mark.number <= last + 2:
            return level
        if known == form and mark.number == 1:
            if (last == 1 or own_line and mark.start > 0) and (id(mark) in going or _alone(mark)):
                return level + 1
            return level if id(mark) in going or _alone(mark) else None
    if mark.number == 1 and (id(mark) in going or _alone(mark)):
        return len(stack) if not stack or stack[-1].form or _rank(form) >= _STRONG else len(stack) - 1
    return None


def _alone(mark: Heading) -> bool:
    """Whether a number stands where only a heading does: at the beginning of a line, or as 第一个问题."""
    return mark.start == 0 or mark.form == "第{cn}个问题"


def _going_on(marks: Sequence[Heading]) -> frozenset[int]:
    """By identity the marks that a second of the same form follows before another first: a list has two members."""
    going: set[int] = set()
    later: dict[str, Heading] = {}
    for mark in reversed(marks):
        follower = later.get(mark.form)
        if follower is not None and follower.number in (2, 3):
            going.add(id(mark))
        later[mark.form] = mark
    return frozenset(going)


def _nested(flat: Iterable[Heading]) -> tuple[Heading, ...]:
    items = list(flat)

    def build(at: int, level: int) -> tuple[list[Heading], int]:
        found: list[Heading] = []
        while at < len(items) and items[at].level >= level:
            item = items[at]
            below, at = build(at + 1, item.level + 1)
            found.append(Heading(item.level, item.form, item.number, item.text, item.paragraph, item.start, tuple(below)))
        return found, at

    return tuple(build(0, 1)[0])


def _number(said: str) -> int | None:
    """What a number of digits or Chinese characters counts; None for one that counts nothing."""
    if said.isdecimal():
        return int(said)
    value = chinese(said)
    return None if value is None else int(value)
