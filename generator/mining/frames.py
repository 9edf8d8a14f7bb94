"""Frames: sentences with what changes from speech to speech turned into typed slots, and series of members that are built alike.

Seven texts repeat few words and many moulds: 签约项目{n}个，占年计划的{p}. A frame is a mould that comes again, in one speech or in several.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from generator.frozen import Frozen
from generator.language.sentences import sentences

_NUMBER = r"\d[\d,.]*"
_UNIT = "个百分点|个|家|户|项|次|名|人次|人|位|支|条|批|组|场|处|亩|吨|台|套|平方公里|平方米|公里|万千瓦|倍|天|周|月"
_BODY = "[^\\W\\d_，。；：！？、的和与及在是有由把对将被让使从向到各]"
# What becomes a slot, the first that fits; of {person} the words are a table's.
_SLOTS = "|".join((
    r"(?P<slogan>“[^”]{2,24}”)",
    r"(?P<document>[^\W\d_]{1,6}[〔\[（(]\d{4}[〕\]）)]\d+号)",
    r"(?P<year>(?:19|20)\d{2}年(?:度)?|[××]{2,4}年)",
    r"(?P<date>\d{1,2}月(?:\d{1,2}[日号]|底|份|初|中旬|上旬|下旬|末)?(?:以前|之前|前)?)",
    rf"(?P<money>{_NUMBER}(?:[多余])?[万亿]*(?:美元|元)|[×ＸX*]+[万亿]+元)",
    rf"(?P<p>{_NUMBER}(?:\s*[—～~－-]+\s*{_NUMBER})?\s*[%％])",
    rf"(?P<n>(?:{_NUMBER}|[×ＸX*]{{1,4}})(?:多|余)?[万亿]?)(?=(?:{_UNIT}|多))",
    rf"(?P<number>{_NUMBER}[万亿]?)",
    r"(?P<org>(?:[省市县区镇乡州盟旗]|[^\W\d_]{2,3}[省市县区镇乡])委、(?:[省市县区镇乡州]|[^\W\d_]{2,3}[省市县区镇乡])政府|镇党委、镇政府)",
    rf"(?P<body>{_BODY}{{2,7}}(?:局|委员会|办公室|管委会|领导小组|指挥部|商会|协会|集团|公司|银行|开发区管委会))",
    rf"(?P<meeting>{_BODY}{{2,18}}(?:大会|会议|座谈会|推进会|汇报会|动员会|调度会))",
    r"(?P<person>{person})",
    r"(?P<place>[我全本][省市县区镇乡](?![委政直]))",
))
_NAMES = {"body": "org", "number": "n"}
_HELD = re.compile(r"\{\w+\}")
_LEAST_WORDS, _LONGEST = 4, 60
_ALIKE, _MOST = 0.72, 240                        # of the words that two moulds of one frame share; moulds that are held against each other
_MEMBERS = 3
_WORDS = {"来宾", "中山", "文山", "海口", "三明", "宝山", "朝阳", "和平", "新华", "长安", "中原", "开封"}      # names of cities that are words or streets too


class Frame(Frozen):
    """A mould with slots, how often and in how many documents it comes, and where: (source, offset), a few."""

    text: str
    count: int
    documents: int
    sources: tuple[tuple[str, int], ...] = ()
    series: bool = False


class Names:
    """Names of places and people, by which those in a text become slots. Places as they are written out, provinces and cities also without 省 and 市;
    people by a surname, one or two characters and a post. ``words`` are the table of names (``phrasebank/checks/names.yaml``)."""

    def __init__(self, above: Mapping[str, Sequence[str]], words: Mapping[str, Any]) -> None:
        high = {name.rstrip("省市") for name, higher in above.items() if len(higher) < 2 and name[-1] in "省市"}
        known = ({name for name in above if len(name) > 2} | high) - {*words["common"], *_WORDS}
        self._first = frozenset(name[:2] for name in known)
        self._known = frozenset(name for name in known if len(name) > 1)
        self._longest = max(map(len, self._known), default=0)
        posts = "|".join(sorted(words["posts"], key=len, reverse=True))
        person = rf"[{words['surnames']}][^\W\d_{words['never_in_names']}]{{1,2}}(?:{posts})"
        self.slots = re.compile(_SLOTS.replace("{person}", person))

    def found(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names stand, the longest at each place."""
        at = 0
        while at < len(text) - 1:
            size = 0
            if text[at:at + 2] in self._first:
                size = next((size for size in range(min(self._longest, len(text) - at), 1, -1) if text[at:at + size] in self._known), 0)
            if size:
                yield at, at + size
            at += max(size, 1)

    def has(self, text: str) -> bool:
        """Whether a text names a place."""
        return next(self.found(text), None) is not None


def moulds(text: str, names: Names) -> Iterator[tuple[int, str]]:
    """The moulds of a text with their places: each clause, and each sentence or what ； parts in it, with their slots; only those with a slot and
    enough words."""
    for start, end in sentences(text):
        at = start
        for piece in re.split("(?<=；)", text[start:end]):
            told = abstracted(piece.rstrip("；。！？”’）!? 　"), names)
            clauses = told.split("，")
            for size in {1, len(clauses)}:
                for first in range(len(clauses) - size + 1):
                    mould = "，".join(clauses[first:first + size]).strip()
                    words = re.sub(r"\W", "", _HELD.sub("", mould))
                    if "{" in mould and _LEAST_WORDS <= len(words) <= _LONGEST:
                        yield at, mould
            at += len(piece)


def abstracted(text: str, names: Names) -> str:
    """A text with slots for what changes."""
    named = names.slots.sub(lambda match: "{" + _NAMES.get(match.lastgroup or "", match.lastgroup or "") + "}", text)
    out, at = [], 0
    for start, end in names.found(named):
        out += [named[at:start], "{place}"]
        at = end
    told = "".join([*out, named[at:]])
    return re.sub(r"(?:\{place\})+", "{place}", told)


def aligned(found: Mapping[str, tuple[int, int]]) -> dict[str, tuple[tuple[str, ...], int, int]]:
    """The frames among moulds (mould → times, documents): those that come again as they are, and those of which two or more differ in a few words,
    which become a slot; each with the moulds that it covers, its times and documents."""
    frames: dict[str, tuple[tuple[str, ...], int, int]] = {mould: ((mould,), count, documents) for mould, (count, documents) in found.items() if count > 1}
    groups: dict[tuple[str, ...], list[str]] = {}
    for mould in sorted(found):
        groups.setdefault((str(mould.count("，")), *_HELD.findall(mould)), []).append(mould)
    for held, members in sorted(groups.items()):
        if len(held) > 1 and 1 < len(members) <= _MOST:
            for frame, covered in _merged(members):
                count, documents = sum(found[item][0] for item in covered), sum(found[item][1] for item in covered)
                known = frames.get(frame)
                if known is None or count > known[1]:
                    frames[frame] = (tuple(covered), count, documents)
    return frames


def _merged(members: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Frames over moulds with the same slots: each mould joins the first frame that it is like."""
    frames: list[tuple[str, list[str]]] = []
    for mould in members:
        for at, (frame, covered) in enumerate(frames):
            joined = _joined(frame, mould)
            if joined:
                frames[at] = joined, [*covered, mould]
                break
        else:
            frames.append((mould, [mould]))
    return ((frame, covered) for frame, covered in frames if len(covered) > 1)


@lru_cache(maxsize=100_000)
def _joined(one: str, other: str) -> str:
    """What two moulds have in common, where they differ a slot {x}; empty where that is too little or more than two stretches."""
    first, second = _tokens(one), _tokens(other)
    if 2 * _shared(first, second) < _ALIKE * (len(first) + len(second)):
        return ""                                # what stands in both in the same order is no more than what stands in both
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return ""
    out: list[str] = []
    gaps = 0
    for kind, start, end, left, right in matcher.get_opcodes():
        if kind == "equal":
            out += first[start:end]
        elif any(token.startswith("{") and token != "{x}" for token in (*first[start:end], *second[left:right])):
            return ""
        else:
            gaps += 1
            out.append("{x}")
    words = "".join(out)
    return words if gaps <= 2 and len(re.sub(r"\W", "", _HELD.sub("", words))) >= _LEAST_WORDS else ""


def _shared(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """How many tokens of two moulds stand in both."""
    held = _counted(second)
    return sum(min(count, held.get(token, 0)) for token, count in _counted(first).items())


@lru_cache(maxsize=10_000)
def _counted(tokens: tuple[str, ...]) -> Counter[str]:
    return Counter(tokens)


@lru_cache(maxsize=10_000)
def _tokens(mould: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\{\w+\}|.", mould))


def series(text: str) -> Iterator[tuple[int, str]]:
    """Series of three or more members built alike, with their places: 硬任务、硬要求、硬责任 → 硬{x}、硬{x}、硬{x}."""
    for start, end in sentences(text):
        members, at = [], start
        for piece in re.split("[，、；]", text[start:end].rstrip("。！？")):
            members.append((at, piece.strip()))
            at += len(piece) + 1
        yield from _rows(members)


def _rows(members: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    at = 0
    while at + _MEMBERS <= len(members):
        row = [members[at]]
        for item in members[at + 1:]:
            if not _alike([text for _, text in row], item[1]):
                break
            row.append(item)
        if len(row) >= _MEMBERS:
            head, tail = _common([text for _, text in row])
            yield row[0][0], "、".join([f"{head}{{x}}{tail}"] * _MEMBERS)
            at += len(row)
        else:
            at += 1


def _alike(row: Sequence[str], text: str) -> bool:
    """Whether one more member is built like those of a row: about as long, with the same head or tail."""
    if not 2 <= len(text) <= 14 or abs(len(text) - len(row[0])) > 1 or text in row or re.search(r"\d", text):
        return False
    head, tail = _common([*row, text])
    return bool(head or tail) and 1 <= len(text) - len(head) - len(tail) <= 6


def _common(texts: Sequence[str]) -> tuple[str, str]:
    """The head and the tail that some texts share."""
    shortest = min(texts, key=len)
    head = next((shortest[:size] for size in range(len(shortest) - 1, 0, -1) if all(text.startswith(shortest[:size]) for text in texts)), "")
    rest = len(shortest) - len(head) - 1
    tail = next((shortest[-size:] for size in range(rest, 0, -1) if all(text.endswith(shortest[-size:]) for text in texts)), "")
    return head, tail
