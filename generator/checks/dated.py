"""Formulations in a text that are out of their time: what the two rules about them share."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.checks.facts import said_texts
from generator.checks.review import Found, Passage, Review
from generator.language import formulations
from generator.model import Formulation

_AROUND, _GAP = 14, "□"                          # characters before and after a wording, which itself is no word of the sentence's
# Words by which a sentence looks back at what is over.
_BACK = re.compile(
    "以来|期间|(?<!关键)(?<!重要)(?<!新)时期|[期年]末|回顾|(?<!不)过去|当年|早年|那时|(?:去|上)年是|曾|历史|(?<!已)经过|告别|转向|完成了|胜利|取得|成就|之初|以后|之后|前些年|早在|那几年|受到?[^，。]{0,4}影响|冲击|走过|积累|成果|基础上|接续|巩固|有效衔接|衔接|提出|名词|叫法|改名|更名|原来|原[有是]|不再|取代|分设|下发|批准|年的")
_PLAN, _CLOSED = "five_year_plan", re.compile("收官|圆满")     # a plan is closed, and then spoken of
# Words by which one looks forward to what is still to come.
_AHEAD = re.compile("迎接|谋划|编制|展望|启动|前期|衔接|筹备|喜迎|即将|将要|准备|规划纲要|建议")
_LONGER = {"计委": "卫设审会统预累"}            # characters before a wording that make another word of it


def out_of_time(review: Review, wrong: Callable[[Formulation, str], bool], ahead: bool) -> Iterator[tuple[Passage, int, int, Formulation]]:
    """Every place where a formulation stands that is ``wrong`` at the time of the speech; ``ahead`` are those still to come. Nothing where the time
    is not known."""
    if not review.when:
        return
    whole = "\n".join(passage.text for passage in review.body)
    rows = [row for row in formulations.found(review.standards.formulations, whole, ahead=ahead) if row.scope == "national" and wrong(row, review.when)]
    if not rows:
        return
    free = _free(review)
    for passage in review.body:
        taken: list[tuple[int, int]] = []
        for row in rows:
            for start, end in _places(passage.text, row, ahead):
                first, last = passage.sentence_at(start)
                around = f"{passage.text[max(first, start - _AROUND):start]}{_GAP}{passage.text[end:min(last, end + _AROUND)]}"
                overlaps = any(begin < end and start < stop for begin, stop in taken)
                if not overlaps and row.text not in free and passage.text[start:end] not in free and not _in_its_time(row, around, ahead):
                    taken.append((start, end))
                    yield passage, start, end, row


def found(passage: Passage, start: int, end: int, row: Formulation, told: str) -> Found:
    """A finding whose severity follows from how sure the dates are."""
    words = row.text if row.text.startswith("“") else f"“{row.text}”"
    suggestion = f"现在讲{row.replaced_by}" if row.replaced_by else "核对提法"
    return Found(passage.at, start, end, f"{words}{told}", suggestion, "warning" if row.confidence == "high" else "info")


def _in_its_time(row: Formulation, around: str, ahead: bool) -> bool:
    """Whether a sentence tells by itself that what it names is over or still to come."""
    if ahead:
        return formulations.awaited(row, around) if row.category == formulations.MEETING else _AHEAD.search(around) is not None
    return _BACK.search(around) is not None or row.category == _PLAN and _CLOSED.search(around) is not None


def _places(text: str, row: Formulation, ahead: bool) -> Iterator[tuple[int, int]]:
    for word in formulations.words(row, ahead=ahead):
        for match in re.finditer(re.escape(word), text):
            if text[max(0, match.start() - 1):match.start()] not in tuple(_LONGER.get(word, "")) or match.start() == 0:
                yield match.span()


def _free(review: Review) -> frozenset[str]:
    """Formulations that the unit or the brief allows: those of its lists, and those of the brief's own words where it may look back."""
    allowed = {*review.checking.formulations, *review.names}
    if review.brief is not None:
        called = "\n".join(_said(review.brief.data[key]) for key in formulations.CALLED)
        rest = review.facts.texts if review.facts is not None else ""
        welcomed = said_texts(review.brief.data["closing"]["welcome"])
        allowed |= {word for text in welcomed for row in review.standards.formulations for word in (row.text, *row.match) if word in text}
        for row in review.standards.formulations:
            for word in row.match or (row.text,):
                if word in rest and word not in called:
                    allowed.add(word)
    return frozenset(allowed)


def _said(value: object) -> str:
    return "\n".join(said_texts(value))
