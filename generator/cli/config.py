"""``nigao config``: what is settled here, and where each setting comes from."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click

from generator.cli import chinese
from generator.cli.columns import table
from generator.cli.options import json_option
from generator.cli.show import put, put_json
from generator.outside import PREFIX

_DEFAULTS = {"rounding": "四舍五入", "doubling_tolerance": "0", "layout": "印发版"}
_DEFAULT = "默认"


class Told(NamedTuple):
    """One setting: its key (``check.off``) and Chinese name, its value as it was written, and where it comes from (a file with its line, a variable)."""

    key: str
    name: str
    value: str
    source: str


@click.command(cls=chinese.Command)
@click.argument("place", metavar="[要点或文件夹]", type=click.Path(exists=True), default=".")
@json_option
def config(place: str, as_json: bool) -> None:
    """看这里的设置各是什么、从哪里来。

    \b
    nigao config
    nigao config 要点.yaml

    先后：命令行选项，环境变量 NIGAO_…，要点所在文件夹往上最近的 nigao.yaml，自己的 nigao.yaml，默认。
    """
    from generator.checkup import settings_for
    from generator.outside import outside

    folder = Path(place) if Path(place).is_dir() else Path(place).parent
    _, home = settings_for(folder)               # wrong settings are an error here as everywhere
    told = list(settled(home))
    if as_json:
        put_json({"schema": 1, "folder": str(home), "user_file": str(outside().file or ""), "settings": [item._asdict() for item in told]})
        return
    put(table([("设置", "键", "值", "来自"), *((item.name, item.key, item.value or "（没有）", item.source) for item in told)]))
    put(f"自己的设置放在：{outside().file or '（找不到用户文件夹）'}")


def settled(home: Path) -> Iterator[Told]:
    """Every setting that holds in a folder."""
    from generator.settings import SETTINGS, merged

    yield from _told(merged(home, []), SETTINGS, "", "")


def _told(node: Any, field: Any, key: str, name: str) -> Iterator[Told]:
    """The settings of a group, each of its own groups in turn."""
    held = {field.by_name[written].key: value for written, value in node.entries.items()} if node is not None and node.kind == "map" else {}
    for sub in field.sub:
        path, told = f"{key}{sub.key}", f"{name}{sub.zh}"
        value = held.get(sub.key)
        if sub.kind == "map":
            yield from _told(value, sub, f"{path}.", f"{told}·")
        elif value is None or value.empty:
            yield Told(path, told, _DEFAULTS.get(path, ""), _DEFAULT)
        else:
            yield Told(path, told, _written(value), _source(value.place))


def _written(node: Any) -> str:
    if node.kind == "map":
        return "、".join(f"{key}：{_written(value)}" for key, value in node.entries.items())
    return "、".join(_written(item) for item in node.items) if node.kind == "list" else node.text


def _source(place: Any) -> str:
    """``nigao.yaml:3`` with its folder; the bare name of a variable."""
    return place.file if place.file.startswith(PREFIX) else f"{place.file}:{place.line}"
