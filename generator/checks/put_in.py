"""Names of other places where somebody put them into a draft: in the place of its own names, into its clauses, before organs and people."""
from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import HAN
from generator.checks.naming import ELSEWHERE, OF_ORGANS, Known, Lexicon, is_place, unknown
from generator.checks.review import Found, Passage
from generator.readers.swaps import Swap

_WE = "我们"
_HERE = (_WE, "本地", "这里")
_NO_NAME = re.compile("[这那该他她它们各几一两我你同和与的]|企业|公司|项目|单位|园区|客商|老板|里$|上$")
_EVERYBODY = "各(?:单位|部门|级|镇|乡|县|街道|园区)|干部|上下|全体"
_THEM, _CALLED_UPON = re.compile(f"(?:{_EVERYBODY})$"), re.compile(f"{_EVERYBODY}|广大|党员")
_IN_NAMES = "(?:(?![的了是在要请把被各全这那我你他们对和与及都也就还从向为必让给同])[^\\W0-9A-Za-z_])"
_STEM, _STRANGE = re.compile(f"{_IN_NAMES}{{2}}"), re.compile(f"{_IN_NAMES}{{2,3}}")
_NO_STRANGER = re.compile("[一二两三四五六七八九十半几第上下不没这里着过等谁啥吧呢吗地得再又才更]|[数量率性化度力感法者员处们款费税]$")      # in no name that nobody knows
_WHERE_NAMES_STAND = re.compile("(?:^|[年月日底前后上下里中内是由让请对在为和与给把将]|今天|现在)$")
_SUBJECT = re.compile(f"(?P<name>{HAN}{{2}})(?:有(?!关|所)|人(?!家|口|员|才|力)|就要|要(?!素|求)|的家底|也有)")
_LIKE_A_NAME = re.compile(f"(?!.*[到去来往赴]){_IN_NAMES}+")
_SHAPED = re.compile(f"{HAN}{{2}}(?:高新区|经开区|开发区|新区|[县区市镇])$")
_WHOLE = re.compile(f"[在到对]?(?P<name>{HAN}{{2,4}}(?:街道|[县镇乡]))")
_ZONE = re.compile("新区|经开区|高新区|开发区|园区")


def replaced(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """What stands in the place of a name that the draft had: 欧派家居 for 禾木家居, 兰考 for 全县."""
    for swap in (swap for swap in known.swaps if swap.paragraph == passage.at):
        first, last = len(swap.before), len(swap.before) + len(swap.was)
        drafted = f"{swap.before}{swap.was}{swap.after}"
        for name in (*known.called, *known.ourselves, *_HERE):
            at = drafted.find(name, max(0, last - len(name)), first + len(name))
            now = f"{name[:first - at]}{swap.now}{name[last - at:]}"
            place = name in known.called or is_place(now, lexicon) or swap.was == name and _is_strange(now, known)
            if at < 0 or known.has(now) or _NO_NAME.search(swap.now) or not place:
                continue
            start = swap.start - (first - at)
            yield Found(passage.at, start, start + len(now), f"草稿里是“{name}”，要点里没有“{now}”", "核对是不是别处的名称；要改就改要点，或写进“专名”")
            break


def added(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Counties, cities and districts by two characters alone, put into a clause of the draft that speaks of nowhere else (排海宁今年的事); what is no word at
    all, where names stand (霁川各单位, 到年底勐岚摆出来的)."""
    spans = (_placed(swap, known, lexicon) for swap in known.added if swap.paragraph == passage.at)
    yield from (unknown(passage, *span) for span in spans if span is not None)


def _placed(swap: Swap, known: Known, lexicon: Lexicon) -> tuple[int, int] | None:
    """Where a name of another place stands in what was put into a clause; None where none does."""
    name = _THEM.sub("", swap.now.removeprefix(_WE)).removesuffix("的")             # 把磬川的招商引资办成
    start, zone, subject = swap.start + swap.now.index(name), _ZONE.match(swap.after), _SUBJECT.match(name)
    if _STEM.fullmatch(name):
        if swap.after[:1] in "县区市镇乡" and OF_ORGANS.match(swap.after, 1) and not known.has(name):
            return start, swap.end + 1           # 先管大溪镇党委一班人
        if zone is not None and not known.is_word(name) and not known.has(f"{name}{zone.group()}"):
            return start, swap.end + zone.end()  # 机器人是两江新区工业的牌子
    if subject is not None and subject["name"] in lexicon.twos and not known.has(subject["name"]):
        return start, start + len(subject["name"])         # 客商不知道遂昌有这些家底
    called = not swap.before and (name != swap.now or _CALLED_UPON.match(swap.after))
    listed = (name in lexicon.twos or name in lexicon.places) and not ELSEWHERE.search(f"{swap.before}□{swap.after}")
    strange = called and _SHAPED.search(name) or len(name) == len(_WE) and _is_strange(name, known) and _WHERE_NAMES_STAND.search(swap.before)
    return (start, start + len(name)) if (listed or strange) and not known.has(name) else None


def before_organs(passage: Passage, known: Known, lexicon: Lexicon) -> Iterator[Found]:
    """Places that no table has before their organs and their people: 先管霁岭县委一班人, 希望新河镇的同志们, 我们槎浦县."""
    for swap in (swap for swap in (*known.swaps, *known.added) if swap.paragraph == passage.at):
        start = swap.start + len(_WE) * swap.now.startswith(_WE)      # 我们槎浦县 for 全区
        told = lexicon.put_in.match(passage.text, start) or _WHOLE.fullmatch(passage.text, start, swap.end)
        if told is not None and _LIKE_A_NAME.fullmatch(told["name"]) and not known.is_word(told["name"][:2]) and not known.ends_known(told["name"]):
            yield unknown(passage, *told.span("name"))


def _is_strange(name: str, known: Known) -> bool:
    """Whether two or three characters are no word that anybody knows, and may be a name."""
    return _STRANGE.fullmatch(name) is not None and not known.is_word(name[:2]) and not known.is_word(name[-2:]) and not _NO_STRANGER.search(name)
