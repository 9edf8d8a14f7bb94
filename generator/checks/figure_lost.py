"""figure-lost 数不见了

稿子里原有的数，话还在，数没了，念到这里就断了气。整句删掉的只提示一句：也许是有意的，也许是连带删掉的。同一个数别处还在说，不算。

依据：本工具的“数据可溯源”约定。

错：一季度新签约«项目{23个→}»，到位资金6.3亿元。
对：一季度新签约项目{23个→23个}，到位资金6.3亿元。
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import NUMERAL
from generator.checks.review import Found, Review
from generator.checks.stated import Fact, fits
from generator.language.said import Said, numbers
from generator.language.steps import kind
from generator.readers.anchors import Anchor

_LEFT = 2                                        # characters before a number by which its words are known to stand
_COUNTED = re.compile(rf"(?:\d|{NUMERAL})$")
ID, SEVERITY, NEEDS = "figure-lost", "warning", ("record",)


def check(review: Review) -> Iterator[Found]:
    """Numbers whose words stand without them; once each, numbers that went with their sentences."""
    gone: set[str] = set()
    for anchor in (*review.anchors, *review.respelled):
        if anchor.state == "emptied" and not _stands(review, anchor):
            continue                             # its sentence says other things now: nobody will stop short at it
        if anchor.state == "emptied" and (_beheaded(review, anchor) or not _said(review, anchor.printed, anchor.paragraph)):
            start = anchor.start if anchor.end > anchor.start else max(0, anchor.start - _LEFT)      # where nothing is left, the words before the hole
            yield Found(anchor.paragraph, start, anchor.end, f"这里原有“{anchor.printed}”，现在没有了", f"补上“{anchor.printed}”，或改这句话")
        elif anchor.state == "gone" and anchor.ref not in gone and not _said(review, anchor.printed) and not _retold(review, anchor):
            gone.add(anchor.ref)
            yield Found(anchor.paragraph, 0, 0, f"原稿在这附近说过“{anchor.printed}”（{_name(review, anchor.ref)}），现在通篇没有了", "有意删的不用管", "info")


def _stands(review: Review, anchor: Anchor) -> bool:
    """Whether the words before a number that is gone, or its unit, still stand there."""
    text = next((passage.text for passage in review.passages if passage.at == anchor.paragraph), "")
    return _beheaded(review, anchor) or not anchor.before or text[:anchor.start].endswith(anchor.before[-_LEFT:])


def _beheaded(review: Review, anchor: Anchor) -> bool:
    """Whether the unit stands where its number stood (党群部门万元): no sentence is meant to read so, whoever else says the number."""
    before = review.passages[anchor.paragraph].text[:anchor.start]
    return bool(anchor.now) and anchor.printed.endswith(anchor.now) and not _COUNTED.search(before)


def _retold(review: Review, anchor: Anchor) -> bool:
    """Whether what is gone only follows from a figure (完成率, 增幅) whose own number the document still says: whoever reworded it chose what to say."""
    id, _, what = anchor.ref.rpartition(".")
    value = next((other.printed for other in review.anchors if other.ref == f"{id}.value"), "")
    return what != "value" and bool(value) and _said(review, value)


def _said(review: Review, printed: str, paragraph: int | None = None) -> bool:
    """Whether the document, or one paragraph of it, still says the number: in whatever unit, or rounded with its word."""
    was = numbers(printed).quantities
    passages = review.passages if paragraph is None else review.passages[paragraph:paragraph + 1]
    if not was:
        return any(printed in passage.text for passage in passages)
    said = [item for passage in passages for item in review.numbers[passage.at].quantities]
    return all(any(_says(item, number) for item in said) for number in was)


def _says(item: Said, number: Said) -> bool:
    return kind(item.unit) == kind(number.unit) and fits(item, Fact(number.value, kind(number.unit), "", "", number.high, computed=bool(item.word)))


def _name(review: Review, ref: str) -> str:
    figure = review.brief.figures.get(ref.rpartition(".")[0]) if review.brief is not None else None
    return str(figure.label) if figure is not None else ref
