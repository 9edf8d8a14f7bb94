"""``nigao outline``: the outline (提纲) that a leader approves before there is a text."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from generator.cli import chinese
from generator.cli.drafting import make_from, read
from generator.cli.options import Wanted, brief_argument, drafting_options, json_option
from generator.cli.show import put, put_json
from generator.model import Brief, Draft, Library, Record

if TYPE_CHECKING:
    from generator.outline import Outline, OutlinePart

_NAMES = ("label", "name", "head", "text", "claim", "class", "what", "peer", "dimension", "actor", "who", "trend", "trigger", "duty")
_SHORT = 14                                      # characters of an item's name that an outline shows


@click.command(cls=chinese.Command)
@brief_argument
@drafting_options
@json_option
def outline(brief: str, wanted: Wanted, as_json: bool) -> None:
    """先出提纲：标题、各部分的小标题，每部分用到要点里的什么、还缺什么、写多长。要点写 - 时从标准输入读。

    \b
    nigao outline 要点.yaml
    nigao outline 要点.yaml --skeleton three_questions --json
    """
    made, draft, facts, library = compose(brief, wanted)
    if as_json:
        put_json(as_data(made))
    else:
        put("\n".join(page(made, draft, facts, library)))


def compose(brief: str, wanted: Wanted) -> tuple[Outline, Draft, Brief, Library]:
    """The outline of the draft that was asked for, with what it was made from."""
    from generator import outline as rooms

    facts = read(brief, wanted.sets)
    draft, library = make_from(facts, wanted)
    return rooms.outline(draft, facts, library), draft, facts, library


def as_data(made: Outline) -> dict[str, Any]:
    """The contract's JSON, with the run-in heads of each part besides."""
    parts = [{"heading": part.heading, "points": list(part.points), "moves": list(part.moves), "draws_on": list(part.draws_on),
              "missing": list(part.missing), "length": part.length} for part in made.parts]
    return {"title": made.title, "skeleton": made.skeleton, "parts": parts}


def page(made: Outline, draft: Draft, facts: Brief, library: Library) -> Iterator[str]:
    """The outline for a person: a heading and its run-in heads, then what it says, draws on and lacks."""
    skeleton = library.skeletons[made.skeleton]
    low, high = draft.minutes
    yield made.title
    yield f"{skeleton.id}（{skeleton.name}）  约{draft.characters}字，{low:g}—{high:g}分钟"
    for part in made.parts:
        yield ""
        yield f"{part.heading}  约{part.length}字"
        yield from (f"    {point}" for point in part.points)
        yield f"  语步：{'、'.join(library.moves[move].name for move in part.moves if move in library.moves)}"
        if part.draws_on:
            yield f"  取自：{drawn(part, facts)}"
        if part.missing:
            yield f"  待补：{'、'.join(_path_name(path, facts) for path in part.missing)}"
    yield from ("", *(f"提示：{note}" for note in draft.notes)) if draft.notes else ()


def drawn(part: OutlinePart, facts: Brief) -> str:
    """``问题（热情不高、方向不明）；数据（签约项目）``: the items of the brief by field, each by its name."""
    from generator.fields import zh_name

    fields: dict[str, list[str]] = {}
    for path in part.draws_on:
        field = path.partition("[")[0].partition(".")[0]
        named = fields.setdefault(field, [])
        if path != field:
            named.append(_item_name(path, facts))
    return "；".join(f"{zh_name(field)}（{'、'.join(names)}）" if any(names) else zh_name(field) for field, names in fields.items())


def _item_name(path: str, facts: Brief) -> str:
    field, _, key = path.partition(".")
    if field == "figures":
        return _short(str(facts.figures[key].label)) if key in facts.figures else key
    field, _, number = path.partition("[")
    item = facts.data[field][int(number.rstrip("]"))]
    if isinstance(item, Record):
        return _short(next((str(item[name]) for name in _NAMES if name in item and item[name]), ""))
    return _short(str(item))


def _short(text: str) -> str:
    """A name cut to what an outline shows, in quotation marks where it is a list itself."""
    told = text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
    return f"“{told}”" if "、" in told and "“" not in told else told


def _path_name(path: str, facts: Brief) -> str:
    """A missing field or figure by its Chinese name, with the key path that a drafter must fill."""
    from generator.fields import zh_name

    figure = facts.figures.get(path.rpartition(".")[0])
    name = str(figure.label) if figure is not None else zh_name(path.partition("[")[0].partition(".")[0])
    return f"{name}（{path}）"

