"""figure-lost 数不见了

稿子里原有的数，话还在，数没了，念到这里就断了气。整句删掉的只提示一句：也许是有意的，也许是连带删掉的。同一个数别处还在说，不算。

依据：本工具的“数据可溯源”约定。

错：一季度新签约项目«{23个→}»，到位资金6.3亿元。
对：一季度新签约项目{23个→23个}，到位资金6.3亿元。
"""
from __future__ import annotations

from collections.abc import Iterator

from generator.checks.review import Found, Review
from generator.language.said import numbers

ID, SEVERITY, NEEDS = "figure-lost", "warning", ("record",)


def check(review: Review) -> Iterator[Found]:
    """Numbers whose words stand without them; once each, numbers that went with their sentences."""
    gone: set[str] = set()
    for anchor in review.anchors:
        if anchor.state == "emptied":
            yield Found(anchor.paragraph, anchor.start, anchor.end, f"这里原有“{anchor.printed}”，现在没有了", f"补上“{anchor.printed}”，或改这句话")
        elif anchor.state == "gone" and anchor.ref not in gone and not _said(review, anchor.printed):
            gone.add(anchor.ref)
            yield Found(anchor.paragraph, 0, 0, f"原稿在这附近说过“{anchor.printed}”（{_name(review, anchor.ref)}），现在通篇没有了", "有意删的不用管", "info")


def _said(review: Review, printed: str) -> bool:
    """Whether the document still says the number somewhere, in whatever unit."""
    was = numbers(printed).quantities
    if not was:
        return any(printed in passage.text for passage in review.passages)
    values = {(item.value, item.unit) for told in review.numbers for item in told.quantities}
    return all((item.value, item.unit) in values for item in was)


def _name(review: Review, ref: str) -> str:
    figure = review.brief.figures.get(ref.rpartition(".")[0]) if review.brief is not None else None
    return str(figure.label) if figure is not None else ref
