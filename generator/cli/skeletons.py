"""``nigao skeletons``: the kinds of speech that can be drafted."""
from __future__ import annotations

from typing import Any

import click

from generator.cli import chinese
from generator.cli.columns import table
from generator.cli.drafting import load
from generator.cli.options import Folders, folder_options, json_option
from generator.cli.show import put, put_json
from generator.model import Skeleton


@click.command(cls=chinese.Command)
@folder_options
@json_option
def skeletons(as_json: bool, folders: Folders) -> None:
    """列出骨架：一种讲话稿有哪些语步、按什么顺序。

    \b
    nigao skeletons
    nigao skeletons --templates 我的骨架
    """
    found = list(load(folders).skeletons.values())
    if as_json:
        put_json([as_data(skeleton) for skeleton in found])
    else:
        rows = [(skeleton.id, skeleton.name, length_range(skeleton), _origin(skeleton)) for skeleton in found]
        put(table([("编号", "名称", "字数", "来自"), *rows]))


def as_data(skeleton: Skeleton) -> dict[str, Any]:
    """A skeleton as ``skeletons --json`` shows it (contract, JSON shapes)."""
    return {"id": skeleton.id, "name": skeleton.name, "sources": list(skeleton.sources), "moves": list(skeleton.moves),
            "needs": list(skeleton.needs)}


def length_range(skeleton: Skeleton) -> str:
    """``3000～5000``: characters."""
    return "～".join(str(bound) for bound in skeleton.length)


def _origin(skeleton: Skeleton) -> str:
    return "自带" if skeleton.origin == "builtin" else skeleton.origin
