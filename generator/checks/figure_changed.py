"""figure-changed 数被改过

稿子里的数，拟稿写出时都在文件里留了底（书签和前后几个字）。现在读来不一样，又和要点里现在的数对不上，就是有人动过：可能是改对了，更可能是碰错了一个键。
汉字写的数（九家、第二条）也留底。一篇纯文本的稿子没有留底，有要点时照要点再写一遍来对。
只改单位（6.3亿元写成63000万元）、写成汉字、要点里的数同样改了的，不算。

依据：GB/T 15835-2011 4.1（计量用阿拉伯数字，数值须准确）；本工具的“数据可溯源”约定。

错：一季度新签约项目«{23个→32个}»，到位资金6.3亿元。
对：一季度新签约项目{23个→23个}，到位资金{6.3亿元→63000万元}。
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from generator.characters import NUMERAL
from generator.checks.review import Found, Review
from generator.checks.stated import fits
from generator.language.said import is_unit, numbers
from generator.language.steps import kind
from generator.readers.anchors import Anchor

ID, SEVERITY, NEEDS = "figure-changed", "error", ("record",)
_OFTEN = re.compile("每(?:[一两三四五六]?个?(?:天|周|星期|旬|月|季度?|年)|半个?[月年])")
_IN_WORDS = re.compile(f"(?:不到|不足|将近|接近|超过|大约|[近约上])?{NUMERAL}{{1,4}}(?:多|来|余)?")
_PER = ("/", "每")
_SIDE = 4                                        # characters after a number by which the brief says it of the same


def check(review: Review) -> Iterator[Found]:
    """Every number that reads otherwise than the draft printed it, but for what the brief says by now."""
    for anchor in changed(review):
        told = _of_brief(review, anchor.ref)
        yield Found(anchor.paragraph, anchor.start, anchor.end, f"原稿是“{anchor.printed}”，现在是“{anchor.now}”{f'；{told}' if told else ''}",
                    f"核对；没有改动的依据就恢复“{anchor.printed}”，有依据就在要点里也改过来")
    yield from _reworded(review)


def _reworded(review: Review) -> Iterator[Found]:
    """Numbers in words of the brief that the draft said as they are, and how often something is done: 每月 for 每两周, 一个小时车程 for 两个小时."""
    if review.facts is None:
        return
    given = review.facts.texts
    for swap in review.swaps:
        was, now = f"{swap.before[-_SIDE:]}{swap.was}{swap.after[:_SIDE]}", f"{swap.before[-_SIDE:]}{swap.now}{swap.after[:_SIDE]}"
        often, often_now = _OFTEN.search(was), _OFTEN.search(now)
        if often and often_now and often.group() != often_now.group():
            told = _given(often.group(), given)
        else:
            around = f"{swap.before[-2:]}{swap.was}{swap.after[:2]}"
            told = bool(_IN_WORDS.fullmatch(swap.was) and _IN_WORDS.fullmatch(swap.now)) and len(around) > _SIDE and around in given
            told = told or swap.before[-1:] in _PER and is_unit(swap.was) and is_unit(swap.now)       # 38元/吨 for 38元/公斤
        if told:
            yield Found(swap.paragraph, swap.start, swap.end, f"要点和原稿里是“{was}”，现在是“{now}”", f"核对；没有改动的依据就恢复“{swap.was}”")


def _given(often: str, given: str) -> bool:
    """Whether the brief has a rhythm as a text of its own: 每两周, 两周."""
    bare = often.removeprefix("每")
    return re.search(f"(?m)^每{bare}|^{bare}$", given) is not None


def changed(review: Review) -> list[Anchor]:
    """Numbers that were changed and are not what the brief says of the same ref now."""
    marked = {mark.name for words in review.document.paragraphs for mark in words.bookmarks}
    digits = [anchor for anchor in review.anchors if anchor.state == "changed" and not _right(review, anchor) and not _beside(review, anchor)
              and (anchor.key in marked or _alike(anchor, review.document.kind))]
    return [*digits, *(anchor for anchor in review.respelled if anchor.state == "changed" and not _told(review, anchor))]


def _alike(anchor: Anchor, kind_of_file: str) -> bool:
    """Whether two numbers count the same: without a bookmark, where few words tell a place, another unit is another number; so is in a text one that
    has none."""
    was, now = numbers(anchor.printed).quantities, numbers(anchor.now).quantities
    bare = kind_of_file == "docx" and bool(was and now) and not (was[0].unit and now[0].unit)
    return not was or not now or bare or kind(was[0].unit) == kind(now[0].unit) or was[0].written == now[0].written


def _told(review: Review, anchor: Anchor) -> bool:
    """Whether the brief has a number of Chinese characters before the same words by now."""
    said = review.passages[anchor.paragraph].text[anchor.start:anchor.end + _SIDE]
    return review.facts is not None and re.search(f"(?<!第)(?<!{NUMERAL}){re.escape(said)}", review.facts.texts) is not None


def _beside(review: Review, anchor: Anchor) -> bool:
    """Whether its sentence still says the number beside what stands in its place now: who typed around a bookmark moved it."""
    passage = next((item for item in review.passages if item.at == anchor.paragraph), None)
    if passage is None:
        return False
    start, end = passage.sentence_at(anchor.start)
    was = numbers(anchor.printed).quantities
    taken = [(other.start, other.end) for other in review.anchors if other.paragraph == anchor.paragraph]
    free = [item for item in review.numbers[passage.at].quantities if start <= item.start < end and not any(begin < item.end and item.start < stop for begin, stop in taken)]
    return len(was) == 1 and any((item.value, item.unit) == (was[0].value, was[0].unit) for item in free)


def _right(review: Review, anchor: Anchor) -> bool:
    said = numbers(anchor.now).quantities
    return review.facts is not None and len(said) == 1 and any(fact.unit == kind(said[0].unit) and fits(said[0], fact) for fact in review.facts.of_ref(anchor.ref))


def _of_brief(review: Review, ref: str) -> str:
    """The line of the brief: its name alone, for a comment travels with the document."""
    figure = review.brief.figures.get(ref.rpartition(".")[0]) if review.brief is not None else None
    place = figure.places.get(ref.rpartition(".")[2]) or figure.place if figure is not None else None
    return f"要点见 {PurePath(place.file).name}:{place.line}" if place is not None else ""
