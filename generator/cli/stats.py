"""``nigao preview --stats``: the style of a draft as a table, measures down, parts across."""

from __future__ import annotations

from generator import style
from generator.cli.account import size
from generator.cli.columns import table
from generator.model import Draft, Library
from generator.style import Reading

_NAME = 4                                        # characters of a part's heading that head its column


def page(draft: Draft, library: Library) -> str:
    """The table, what lies outside its range marked, then how much of it lies inside."""
    meter = style.measure(draft, library)
    read = style.readings(meter, library, draft.skeleton)
    heads = [heading[:_NAME] or "开头" for heading, _ in meter.parts]
    rows = [["尺度", "全文", "范围", "", *heads], *(_row(reading) for reading in read)]
    ranged = [reading for reading in read if reading.low is not None or reading.high is not None]
    outside = [reading.name for reading in ranged if not reading.within]
    verdict = f"出了范围：{'、'.join(outside)}" if outside else f"{len(ranged)}项都在范围里"
    return "\n".join([draft.title, "", table(rows), "", size(draft), verdict])


def _row(reading: Reading) -> list[str]:
    return [_named(reading), reading.show(reading.whole), _range(reading), "" if reading.within else "×", *map(reading.show, reading.parts)]


def _named(reading: Reading) -> str:
    unit = {"千字": "每千字", "%": ""}.get(reading.unit, reading.unit)
    return f"{reading.name}（{unit}）" if unit else reading.name


def _range(reading: Reading) -> str:
    low, high = (None if end is None else reading.show(end).removesuffix("%").removesuffix(".0") for end in (reading.low, reading.high))
    if low and high:
        return f"{low}～{high}"
    return f"不过{high}" if high else f"至少{low}" if low else ""
