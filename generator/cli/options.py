"""Options that several commands share, and what they stand for."""
from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

Body = TypeVar("Body", bound=Callable[..., Any])


class Folders(NamedTuple):
    """The user's own folders, searched before the built-in ones, the first given first."""

    templates: tuple[Path, ...] = ()
    phrasebanks: tuple[Path, ...] = ()


class Wanted(NamedTuple):
    """What the user asked of the draft besides the brief."""

    skeleton: str | None
    variant: int
    length: int | None
    sets: tuple[tuple[str, str], ...]
    folders: Folders
    unlike: tuple[Path, ...] = ()


def brief_argument(body: Body) -> Body:
    """``要点``: a file that exists, or ``-`` for stdin."""
    return click.argument("brief", metavar="要点", type=click.Path(exists=True, dir_okay=False, allow_dash=True))(body)


def skeleton_option(text: str) -> Callable[[Body], Body]:
    """``--skeleton 编号`` with its help."""
    return click.option("--skeleton", metavar="编号", help=text, shell_complete=completed("skeletons"))


def completed(what: str) -> Callable[[click.Context, click.Parameter, str], Any]:
    """Completion of ids (``skeletons``, ``moves``, ``topics``, ``blocks``), loaded only when a shell asks."""
    def complete(context: click.Context, parameter: click.Parameter, typed: str) -> Any:
        from generator.cli import completing

        return getattr(completing, what)(context, parameter, typed)

    return complete


def json_option(body: Body) -> Body:
    """``--json``: one JSON document instead of a table."""
    return click.option("--json", "as_json", is_flag=True, help="只输出 JSON。")(body)


def folder_options(body: Callable[..., Any]) -> Callable[..., Any]:
    """``--templates`` and ``--phrasebank``; the command receives them as ``folders``."""
    @functools.wraps(body)
    def bundled(*args: Any, templates: tuple[Path, ...], phrasebank: tuple[Path, ...], **rest: Any) -> Any:
        return body(*args, folders=Folders(templates, phrasebank), **rest)

    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    banks = click.option("--phrasebank", metavar="文件夹", type=folder, multiple=True, help="自己的语块库，先于自带的（可重复）。")
    skeletons = click.option("--templates", metavar="文件夹", type=folder, multiple=True, help="自己的骨架，先于自带的（可重复）。")
    return skeletons(banks(bundled))


def drafting_options(body: Callable[..., Any]) -> Callable[..., Any]:
    """What draft and preview share; the command receives it as ``wanted``."""
    @functools.wraps(body)
    def bundled(*args: Any, skeleton: str | None, variant: int, length: int | None, sets: tuple[tuple[str, str], ...], folders: Folders,
                unlike: tuple[Path, ...], **rest: Any) -> Any:
        return body(*args, wanted=Wanted(skeleton, variant, length, sets, folders, unlike), **rest)

    wrapped = folder_options(bundled)
    wrapped = click.option("--set", "sets", metavar="键=值", multiple=True, callback=_pairs,
                           help="临时改要点里的一个值，如 --set year=2026、--set region.name=临江县（可重复）。")(wrapped)
    wrapped = click.option("--unlike", metavar="旧稿", type=click.Path(exists=True, dir_okay=False, path_type=Path), multiple=True,
                           help="避开旧稿里用过的话：.docx、.md 或 .txt，改过的稿子也行（可重复）。")(wrapped)
    wrapped = click.option("--length", metavar="字数", type=click.IntRange(min=1), help="目标字数，优先于要点里的。")(wrapped)
    wrapped = click.option("--variant", metavar="N", type=click.IntRange(min=0), default=0, help="换一种写法，0 是默认的那种。")(wrapped)
    return skeleton_option("用这个骨架（nigao skeletons 列出全部）。")(wrapped)


def _pairs(_context: click.Context, _option: click.Parameter, values: Sequence[str]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for value in values:
        key, equals, told = value.partition("=")
        if not equals or not key.strip():
            raise click.BadParameter(f"“{value}”不成，要写成 键=值，如 --set year=2026。")
        pairs.append((key.strip(), told))
    return tuple(pairs)
