"""Formulations by their dates: what may be said in a speech of a month or year, and what of a text is out of its time.

A date is ``2026``, ``2026-03`` or ``2026-03-15``, both ends of a span included. Nothing is said by itself that is only right in part of the time that is
known, or of which the dates are not sure (confidence ``low``), or that belongs to another province.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.model import Brief, Date, Formulation

MEETING = "party_meeting"
_PLAN, _CLOSED = "five_year_plan", re.compile("收官|圆满")     # a plan is closed, and then spoken of
_GAP = "□"                                       # for the wording itself, which is no word of the sentence's
# Words by which a sentence looks back at what is over.
_BACK = re.compile(
    "以来|期间|(?<!关键)(?<!重要)(?<!新)时期|[期年]末|回顾|(?<!不)过去|当年|早年|那时|(?:去|上)年是|曾|历史|(?<!已)经过|告别|转向|完成了|胜利|取得|成就|之初|以后|之后|前些年|早在|那几年|受到?[^，。]{0,4}影响|冲击|走过|积累|成果|基础上|接续|巩固|有效衔接|衔接|提出|名词|叫法|改名|更名|原来|原[有是]|不再|老路|走不通|行不通|不靠|不拼|取代|分设|下发|批准|年的|告一段落|已经?结束|收尾")
# Words by which one looks forward to what is still to come.
_AHEAD = re.compile("迎接|开好局|谋划|编制|征集|申报|储备|展望|启动|前期|衔接|筹备|喜迎|即将|将要|准备|规划纲要|建议|为□[^，。；]{0,4}开局|打好|打下|奠定|蓄势")
_CLAUSE = re.compile("[，。；：、！？]")
_THEN = re.compile(r"曾|当年|当时|那时|那一?年|去年|前年|\d{4}年|[期年]间|回顾|不再")
_CARRIED = re.compile("(?:贯彻|落实|学习|领会|遵照|按照|根据|吃透)[^，。；、]{0,8}$")
_AWAITED = re.compile("迎接|喜迎|即将|[要将]召开|将[于在要]|筹备|献礼|胜利召开|召开之年|召开前")
CALLED = ("slogans", "closing", "goals", "sections", "significance", "methods")      # keys where a brief calls for something; elsewhere it may look back


def when(brief: Brief) -> str:
    """The day of a speech (``2026-03-15``), its month or year where no more is known."""
    date = brief.data["date"]
    if not isinstance(date, Date) or not date.month:
        return f"{brief.data['year']:04d}"
    return f"{date.year:04d}-{date.month:02d}" + (f"-{date.day:02d}" if date.day else "")


def right(row: Formulation, when: str) -> bool:
    """Whether the formulation is right in all of a month or year."""
    first, last = span(when)
    return span(row.valid_from)[0] <= first and (row.valid_to is None or last <= span(row.valid_to)[1])


def early(row: Formulation, when: str) -> bool:
    """Whether the formulation was not yet said in any part of a month or year."""
    return span(when)[1] < span(row.valid_from)[0]


def outdated(row: Formulation, when: str) -> bool:
    """Whether the formulation was no longer said in any part of a month or year."""
    return row.valid_to is not None and span(when)[0] > span(row.valid_to)[1]


def sayable(row: Formulation, when: str, places: str) -> bool:
    """Whether a speech may say it by itself: right then, sure enough, and of all the country or of a place that ``places`` names."""
    return right(row, when) and row.confidence != "low" and (row.scope == "national" or any(name in places for name in _names(row.scope)))


def spirit(rows: Iterable[Formulation], when: str) -> Formulation | None:
    """The latest party meeting whose spirit is being carried out; None where the date is not known closely enough."""
    held = [row for row in rows if row.category == MEETING and right(row, when) and row.confidence == "high"]
    return max(held, key=lambda row: row.valid_from, default=None)


def found(rows: Iterable[Formulation], text: str, *, ahead: bool = False) -> Iterator[Formulation]:
    """The formulations that a text uses; ``ahead`` as in :func:`words`."""
    return (row for row in rows if any(word in text for word in words(row, ahead=ahead)))


def words(row: Formulation, *, ahead: bool = False) -> tuple[str, ...]:
    """The words by which a formulation is known. Of a meeting that is still ``ahead`` nothing can be told, not only its spirit."""
    own = row.match or (row.text,)
    return tuple(dict.fromkeys((*own, row.text.removesuffix("精神")))) if ahead and row.category == MEETING else own


def awaited(row: Formulation, text: str) -> bool:
    """Whether a text only looks forward to a meeting: 迎接党的二十大, 党的二十大胜利召开."""
    return row.category == MEETING and _AWAITED.search(text) is not None


def in_its_time(row: Formulation, before: str, after: str, *, ahead: bool) -> bool:
    """Whether the words around a formulation tell by themselves that what it names is over or, ``ahead``, still to come."""
    around = f"{before}{_GAP}{after}"
    if not ahead:
        return _BACK.search(around) is not None or row.category == _PLAN and _CLOSED.search(around) is not None
    if row.category == MEETING:
        return awaited(row, around)
    return _AHEAD.search(around if row.category == _PLAN else _CLAUSE.split(before)[-1]) is not None


def held(row: Formulation, when: str) -> bool:
    """Whether a formulation is a meeting that was held before a day, month or year."""
    return row.category == MEETING and span(when)[0] > span(row.valid_from)[1]


def welcomed(row: Formulation, text: str) -> re.Match[str] | None:
    """Where a text looks forward to a meeting: 迎接党的二十大胜利召开; None where it does not, or tells of the time when one did."""
    names = "|".join(map(re.escape, words(row, ahead=True)))
    told = re.search(f"(?:迎接|喜迎|迎候)[^，。；、]{{0,4}}(?:{names})(?:(?:的?胜利|的?隆重)?召开)?(?!以来|以后|之后|后)", text)
    return None if told is None or _THEN.search(_CLAUSE.split(text[:told.start()])[-1]) else told


def carried_out(row: Formulation, before: str, after: str) -> bool:
    """Whether the words around a meeting's name tell that what it said is being carried out: 贯彻落实党的二十大精神."""
    return row.category == MEETING and (after.startswith(("精神", "报告", "提出", "作出", "强调", "要求")) or row.text.endswith("精神") and bool(_CARRIED.search(before)))


def span(when: str) -> tuple[str, str]:
    """First and last day of a date: 2018 → (2018-01-01, 2018-12-31), 2018-07 → (2018-07-01, 2018-07-31); they are for comparing."""
    if "-" not in when:
        return f"{when}-01-01", f"{when}-12-31"
    return (when, when) if when.count("-") == 2 else (f"{when}-01", f"{when}-31")


def _names(scope: str) -> list[str]:
    """The places of a scope: ``provincial:山东、安徽等`` → 山东, 安徽; none for a bare ``local``, which only the brief can name."""
    return [name for name in scope.partition(":")[2].removesuffix("等").split("、") if name]
