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
from generator.checks.facts import fits
from generator.checks.review import Found, Review
from generator.language.said import numbers
from generator.language.steps import kind
from generator.readers.anchors import Anchor

ID, SEVERITY, NEEDS = "figure-changed", "error", ("record",)
_SIDE = 4                                        # characters after a number by which the brief says it of the same


def check(review: Review) -> Iterator[Found]:
    """Every number that reads otherwise than the draft printed it, but for what the brief says by now."""
    for anchor in changed(review):
        told = _of_brief(review, anchor.ref)
        yield Found(anchor.paragraph, anchor.start, anchor.end, f"原稿是“{anchor.printed}”，现在是“{anchor.now}”{f'；{told}' if told else ''}",
                    f"核对；没有改动的依据就恢复“{anchor.printed}”，有依据就在要点里也改过来")


def changed(review: Review) -> list[Anchor]:
    """Numbers that were changed and are not what the brief says of the same ref now."""
    digits = [anchor for anchor in review.anchors if anchor.state == "changed" and not _right(review, anchor) and not _beside(review, anchor)
              and (review.document.kind == "docx" or _alike(anchor))]
    return [*digits, *(anchor for anchor in review.respelled if anchor.state == "changed" and not _told(review, anchor))]


def _alike(anchor: Anchor) -> bool:
    """Whether two numbers count the same: in a text without bookmarks, where few words tell a place, another unit is another number."""
    was, now = numbers(anchor.printed).quantities, numbers(anchor.now).quantities
    return not was or not now or kind(was[0].unit) == kind(now[0].unit) or was[0].written == now[0].written


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
