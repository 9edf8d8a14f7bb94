"""``nigao phrase``: one phrase block with all that is known of it."""
from __future__ import annotations

from collections.abc import Iterable

import click

from generator.cli import chinese
from generator.cli.drafting import load, read
from generator.cli.nearest import suggestion
from generator.cli.options import Folders, completed, folder_options, json_option
from generator.cli.phrases import LEVELS, as_data, move_name, origin, params
from generator.cli.show import put, put_json
from generator.errors import CallError
from generator.model import SAYS, Block, Library


@click.command(cls=chinese.Command)
@click.argument("id", metavar="编号", shell_complete=completed("blocks"))
@click.option("--brief", metavar="要点", type=click.Path(exists=True, dir_okay=False), help="用这份要点的事实填给我看。")
@folder_options
@json_option
def phrase(id: str, brief: str | None, folders: Folders, as_json: bool) -> None:
    """看一个语块：原文、参数、出处、适用范围、填好的样子，以及它盖住了哪个自带的语块。

    \b
    nigao phrase opn_convene_who_a
    nigao phrase opn_convene_who_a --brief 要点.yaml
    """
    library = load(folders)
    block = find(id, library)
    filled = _filled(block, library, brief) if brief or not as_json else ""
    if as_json:
        put_json({**as_data(block), **({"filled": filled} if brief else {})})
    else:
        put("\n".join([*card(block, library), "", f"{'用这份要点填' if brief else '填好的样子'}：", _indented(filled)]))


def _filled(block: Block, library: Library, brief: str | None) -> str:
    """The block with the facts of a brief, else of an example."""
    from generator import showcase

    return showcase.fill_from(block, library, read(brief, ())) if brief else showcase.fill_example(block, library)


def find(id: str, library: Library) -> Block:
    """The block of this id. Raises CallError that shows the nearest ids."""
    if id not in library.blocks:
        raise CallError(f"没有“{id}”这个语块。{suggestion(id, library.blocks)}看全部：nigao phrases")
    return library.blocks[id]


def card(block: Block, library: Library) -> list[str]:
    """All about a block, a line each: what it reads and requires, where it fits, its text."""
    topics = [f"{id}（{library.topics[id].name}）" if id in library.topics else id for id in block.topics]
    lines = [
        f"编号：{block.id}", f"语步：{move_name(block, library)}（{block.move}）", f"说什么：{says(block)}", f"事项：{_series(topics, '不限')}",
        f"参数：{_series(params(block), '无')}", f"要求：{_series(block.requires, '无')}", f"层级：{_series(_levels(block), '不限')}",
        f"骨架：{_series(block.skeletons, '不限')}", f"讲话人：{_series(block.speakers, '不限')}", f"年份：{_years(block)}",
        f"出处：{_series(block.sources, '无')}", f"来自：{origin(block)}{_line(block)}"]
    if block.hides:
        lines.append(f"盖住了：{'自带' if block.hides == 'builtin' else block.hides}的同名语块")
    return [*lines, "", "原文：", _indented(block.text)]


def says(block: Block) -> str:
    """What kind of items the block says: 问题（problems）."""
    return f"{SAYS[block.says]}（{block.says}）" if block.says else "没有条目"


def _series(items: Iterable[str] | None, none: str) -> str:
    return "、".join(items or ()) or none


def _levels(block: Block) -> list[str]:
    return [LEVELS.get(level, level) for level in block.levels or ()]


def _years(block: Block) -> str:
    if not (block.valid_from or block.valid_to):
        return "不限"
    return f"{block.valid_from or ''}～{block.valid_to or ''}"


def _line(block: Block) -> str:
    return f"（{block.place.file}:{block.place.line}）" if block.place else ""


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.strip().splitlines())
