"""``nigao accept``: candidate blocks become usable."""
from __future__ import annotations

import re
from pathlib import Path

import click

from generator.cli import chinese
from generator.cli.nearest import suggestion
from generator.cli.show import put
from generator.errors import BankError, CallError, Place, Problem

_ENTRY = re.compile(r"^- id: *(?P<id>[^\s#]+)", re.MULTILINE)
_STATUS = re.compile(r"^  status: *candidate *\n", re.MULTILINE)


@click.command(cls=chinese.Command)
@click.argument("folder", metavar="文件夹", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("ids", metavar="编号…", nargs=-1, required=True)
def accept(folder: Path, ids: tuple[str, ...]) -> None:
    """收下 mine 找出的候选语块：这些语块以后写稿时就用得上。

    \b
    nigao accept 我的语料 mined.opn.purpose.1 mined.clo.end.2
    nigao accept 我的语料 mined.mea.drive.3

    先用 nigao phrases --phrasebank 我的语料 看有哪些候选。
    """
    files = {path: path.read_text(encoding="utf-8-sig") for path in sorted(folder.glob("*.yaml"))}
    where = {found["id"]: path for path, text in files.items() for found in _ENTRY.finditer(text)}
    missing = [id for id in ids if id not in where]
    if missing:
        raise CallError(f"“{folder}”里没有{'、'.join(f'“{id}”' for id in missing)}。{suggestion(missing[0], where)}")
    changed = dict(files)
    for id in dict.fromkeys(ids):
        changed[where[id]] = accepted(changed[where[id]], id)
    _checked(folder, changed)
    from generator.writers.safe import rewrite

    taken = [id for id in dict.fromkeys(ids) if files[where[id]] != accepted(files[where[id]], id)]
    rewrite({path: text.encode("utf-8") for path, text in changed.items() if text != files[path]})
    put("\n".join([f"收下了 {len(taken)} 条：{'、'.join(taken)}" if taken else "这些早就收下了", *(f"已改：{path}" for path in files if files[path] != changed[path])]))


def accepted(text: str, id: str) -> str:
    """A bank's file with one of its blocks no longer a candidate; every other character as it was."""
    entry = next(found for found in _ENTRY.finditer(text) if found["id"] == id)
    following = _ENTRY.search(text, entry.end())
    end = following.start() if following else len(text)
    return text[:entry.start()] + _STATUS.sub("", text[entry.start():end], count=1) + text[end:]


def _checked(folder: Path, files: dict[Path, str]) -> None:
    """Raises BankError where a file would not be read any more."""
    import yaml

    for path, text in files.items():
        try:
            yaml.safe_load(text)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            raise BankError("语料库有1处问题", [Problem(f"{path.name} 读不懂", Place(str(path), mark.line + 1 if mark else 1, 1), hint="改正后再收")]) from error
