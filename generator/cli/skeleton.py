"""``nigao skeleton``: one kind of speech, its moves and the brief fields that they draw on."""
from __future__ import annotations

from collections.abc import Iterable

import click

from generator.cli import chinese
from generator.cli.columns import table
from generator.cli.drafting import load, skeleton_id
from generator.cli.options import Folders, completed, folder_options, json_option
from generator.cli.show import put, put_json
from generator.cli.skeletons import as_data, length_range
from generator.model import Library, Skeleton


@click.command(cls=chinese.Command)
@click.argument("id", metavar="编号", shell_complete=completed("skeletons"))
@folder_options
@json_option
def skeleton(id: str, folders: Folders, as_json: bool) -> None:
    """看一个骨架：按顺序有哪些语步，每步用到要点里的什么，要点必须给什么，多少字，从哪几篇来。

    \b
    nigao skeleton quarterly_review
    nigao skeleton three_questions --json
    """
    library = load(folders)
    found = library.skeletons[skeleton_id(id, library)]
    if as_json:
        put_json(as_data(found))
    else:
        put("\n".join(card(found, library)))


def card(found: Skeleton, library: Library) -> list[str]:
    """All about a skeleton, a line each, its moves as a table."""
    head = [f"编号：{found.id}", f"名称：{found.name}", f"要点要给：{named(found.needs) or '没有硬性要求'}", f"字数：{length_range(found)}",
            f"出处：{'、'.join(found.sources) or '无'}", "", "语步："]
    rows = [_row(move, found, library) for move in found.moves]
    return [*head, *("  " + line for line in table([("编号", "名称", "语块", "用到的要点"), *rows]).splitlines())]


def _row(id: str, found: Skeleton, library: Library) -> tuple[str, str, str, str]:
    """A move with how many blocks may say it in this kind of speech: one that has none is never said."""
    move = library.moves.get(id)
    return (id, move.name if move else "", str(len(library.sayable(id, found))), named(move.draws_on) if move else "")


def named(keys: Iterable[str]) -> str:
    """``problems 问题、tasks 工作任务``: keys of the brief with their Chinese names."""
    return "、".join(" ".join(dict.fromkeys([key, chinese_path(key)])) for key in keys)


def chinese_path(key: str) -> str:
    return key
