"""The time of a speech: its place in the five-year plan, what may be said then, and what of the brief is out of its time.

Years and formulations are data of the bank (``phrasebank/formulations.yaml``).
"""

from __future__ import annotations

from generator.language import doubts, formulations
from generator.model import Brief, Date, Formulation, Library, Text, Year
from generator.planning.content import texts

_LATE = 11                                       # the month from which a speech may look to the next year


def plan(brief: Brief, library: Library) -> Year | None:
    """The year of a speech in the table of years; None for a year that the table does not have."""
    return library.years.get(str(brief.data["year"]))


def coming(brief: Brief) -> str:
    """What the year ahead is called: 明年 where a speech of the last two months has nothing that is due in its own year any more, 今年 otherwise."""
    held, due = brief.data["date"], [date.year for _, date in doubts.deadlines(brief.data)]
    late = isinstance(held, Date) and held.month is not None and held.month >= _LATE
    return "明年" if late and due and min(due) > held.year else "今年"


def current(brief: Brief, library: Library, name: str) -> str:
    """The text of a formulation if this speech may say it by itself; empty otherwise. Raises KeyError for no such id."""
    region = brief.data["region"]
    row = library.formulations[name]
    return row.text if formulations.sayable(row, formulations.when(brief), f"{region['name'] or ''}{region['parent'] or ''}") else ""


def spirit(brief: Brief, library: Library) -> str:
    """The latest party meeting whose spirit is being carried out: 党的二十届三中全会精神; empty where none is sure."""
    row = formulations.spirit(library.formulations.values(), formulations.when(brief))
    return row.text if row else ""


def notes(brief: Brief, library: Library) -> list[str]:
    """What to look at again: formulations that the brief calls for before or after their time, by their place; a year without a table."""
    if plan(brief, library) is None:
        return [f"{brief.data['year']}年不在{min(library.years)}—{max(library.years)}年之内，提法和规划期不作核对"]
    called = [text for key in formulations.CALLED for text in texts(brief.data[key])]
    rows, now = list(formulations.found(library.formulations.values(), "\n".join(called))), formulations.when(brief)
    said = (
        f"{text.path}：{_quoted(row)}{told}；照要点的原话写了，请核对"
        for text in called for row in formulations.found(rows, text)
        if row.confidence == "high" and (told := _doubt(row, text, now))
    )
    return list(dict.fromkeys(said))


def _doubt(row: Formulation, text: Text, now: str) -> str:
    """What is wrong with a formulation that a text calls for; empty for nothing."""
    if _welcomed(row, text):
        return _too_late(row, text, now)
    return "" if _looks_back(row, text) else _out_of_time(row, now)


def _welcomed(row: Formulation, text: Text) -> bool:
    """Whether a text looks forward to a meeting that is still to come."""
    return formulations.awaited(row, text) or ".welcome" in text.path


def _too_late(row: Formulation, text: Text, now: str) -> str:
    """What to say of a meeting that a text looks forward to and that was held; empty for one that is still to come."""
    awaited = formulations.welcomed(row, text) if ".welcome" not in text.path else text
    return f"所说的会{row.valid_from}已经开过" if awaited and formulations.held(row, now) else ""


def _looks_back(row: Formulation, text: Text) -> bool:
    """Whether a text tells by itself that what it names is over: 巩固拓展脱贫攻坚成果."""
    places = [text.partition(word) for word in formulations.words(row) if word in text]
    return all(formulations.in_its_time(row, before, after, ahead=False) for before, _, after in places)


def _out_of_time(row: Formulation, now: str) -> str:
    if formulations.outdated(row, now):
        return f"用到{row.valid_to}为止{f'，后来讲{row.replaced_by}' if row.replaced_by else ''}"
    return f"{row.valid_from}才开始用" if formulations.early(row, now) else ""


def _quoted(row: Formulation) -> str:
    return row.text if row.text.startswith("“") else f"“{row.text}”"
