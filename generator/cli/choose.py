"""``nigao choose``: every wording that fits one move, filled with the brief's facts, and a pin for the one that is to stand."""
from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from generator.cli import chinese
from generator.cli.asking import ask, at_terminal
from generator.cli.columns import wrap
from generator.cli.drafting import make_from
from generator.cli.inplace import Original, differences, original, save
from generator.cli.nearest import identify, suggestion
from generator.cli.options import Wanted, completed, drafting_options, json_option
from generator.cli.show import on_terminal, put, put_json
from generator.errors import CallError
from generator.model import Brief, Library, Move

if TYPE_CHECKING:
    from generator.alternatives import Alternative

NONE = "none"
_WIDTH = 80                                      # columns where there is no screen


class _Page(NamedTuple):
    """One move of one brief with all that can be said in it."""

    move: Move
    found: tuple[Alternative, ...]
    pinned: str                                  # the block that the brief asks for, fitting or not; empty for none


@click.command(cls=chinese.Command)
@click.argument("brief", metavar="要点", type=click.Path(exists=True, dir_okay=False))
@click.argument("move", metavar="语步", shell_complete=completed("moves"))
@click.option("--pick", metavar="编号|none", help="用这条（编号或序号），写进要点的“选用”；none 去掉原来选的。")
@drafting_options
@json_option
def choose(brief: str, move: str, pick: str | None, wanted: Wanted, as_json: bool) -> None:
    """看这份要点在一个语步里有哪些说法可用，都用要点的事实填好，挑一条定下来。语步写编号或名称。

    \b
    nigao choose 要点.yaml 会议缘起
    nigao choose 要点.yaml OPN.CONVENE --pick opn_convene_who_a

    在终端里会问用哪一条；直接回车，什么也不改。
    """
    from generator.brief import load_brief
    from generator.source import read_bytes

    data = read_bytes(Path(brief))
    page, library = compose(load_brief(brief, data=data, sets=wanted.sets), wanted, move)
    if pick is None and not as_json:
        put("\n".join(_lines(page)))
        pick = _asked(page.found) if at_terminal() else None
    if pick is not None:
        told = pin(original(Path(brief), data), page, _picked(pick, page, library))
        if not as_json:
            put("\n".join(told))
    if as_json:
        put_json(as_data(page if pick is None else compose(load_brief(brief, sets=wanted.sets), wanted, move)[0]))


def compose(facts: Brief, wanted: Wanted, word: str) -> tuple[_Page, Library]:
    """The page of the move that ``word`` names. Raises CallError for an unknown one and for one that the draft does not have."""
    from generator.alternatives import alternatives, moves_of

    made, library = make_from(facts, wanted)
    move = identify("语步", word, {id: move.name for id, move in library.moves.items()}, "nigao phrases --count --by 语步")
    found = alternatives(facts, library, made, move)
    if not found:
        said = "、".join(f"{library.moves[id].name}（{id}）" for id in moves_of(made) if id in library.moves)
        if not library.sayable(move, library.skeletons[made.skeleton]):
            raise CallError(f"骨架 {made.skeleton} 的“{library.moves[move].name}”没有语块可用，不是要点的缘故。各语步有几个语块：nigao skeleton {made.skeleton}")
        raise CallError(f"这份要点写出的稿子里没有“{library.moves[move].name}”这个语步，选了也用不上。稿子里有：{said}")
    return _Page(library.moves[move], found, str(dict(facts.data["choose"] or {}).get(move) or "")), library


def as_data(page: _Page) -> dict[str, Any]:
    """The page for programs; ``number`` counts from 1 as on the screen."""
    blocks = [{"number": number, "id": item.block.id, "text": item.words, "characters": item.characters, "chosen": item.chosen, "pinned": item.pinned}
              for number, item in enumerate(page.found, 1)]
    return {"move": page.move.id, "name": page.move.name, "pinned": page.pinned or None, "blocks": blocks}


def _lines(page: _Page) -> Iterator[str]:
    """The wordings one under the other."""
    columns = min(shutil.get_terminal_size().columns, 2 * _WIDTH) if on_terminal() else _WIDTH
    yield f"{page.move.name}（{page.move.id}）　{len(page.found)} 种说法"
    if page.pinned and all(item.block.id != page.pinned for item in page.found):
        yield f"要点里选用了 {page.pinned}，但它在这份稿子里用不上。"
    for number, item in enumerate(page.found, 1):
        marks = "".join([" ←现在用的" if item.chosen else "", "（要点里选定的）" if item.pinned else ""])
        yield ""
        yield f"{number}. {item.block.id}　{item.characters} 字{marks}"
        yield from (f"   {line}" for line in wrap(item.words, columns - 4))


def _asked(found: Sequence[Alternative]) -> str | None:
    """The id that a person picks; None where all is to stay as it is."""
    def wrong(answer: str) -> str:
        fine = not answer or answer == NONE or (answer.isdecimal() and 1 <= int(answer) <= len(found)) or any(answer == item.block.id for item in found)
        return "" if fine else f"没有“{answer}”，写 1—{len(found)} 的数字，直接回车不改。"

    put("")
    return ask("用哪一条？写序号；直接回车不改，none 去掉原来选的：", wrong=wrong) or None


def _picked(pick: str, page: _Page, library: Library) -> str | None:
    """The id that was picked by number or id, None for no pin. Raises CallError for one that does not fit."""
    if pick == NONE:
        return None
    if pick.isdecimal() and 1 <= int(pick) <= len(page.found):
        return page.found[int(pick) - 1].block.id
    fitting = [item.block.id for item in page.found]
    if pick in fitting:
        return pick
    if pick in library.blocks and library.blocks[pick].move == page.move.id:
        raise CallError(f"“{pick}”在这份稿子里用不上：要点、层级、年份或骨架不合它的要求。看要求：nigao phrase {pick}")
    raise CallError(f"“{page.move.name}”里没有“{pick}”。{suggestion(pick, fitting)}看有哪些：去掉 --pick 再运行一遍。")


def pin(brief: Original, page: _Page, picked: str | None) -> list[str]:
    """Writes the pin, or takes it out, and says what changed. Raises BriefError, OverwriteError, WriteError."""
    from generator.brief import load_brief
    from generator.rewriting import Sheet

    if (picked or "") == page.pinned:
        return ["要点里本来就是这样，没有改。"]
    sheet = Sheet(brief.text, str(brief.path))
    if picked is None:
        sheet.drop(("choose", page.move.id))
    else:
        sheet.put(("choose", page.move.id), picked)
    text = sheet.done()
    load_brief(str(brief.path), data=brief.encoded(text))
    save(brief, text, keep=False)
    return [f"已改：{brief.path}", *differences(brief.text, text), f"看全文：nigao preview {brief.path}"]
