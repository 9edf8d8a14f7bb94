"""``nigao schema``: the JSON Schema of the brief."""
from __future__ import annotations

import click

from generator.cli import chinese
from generator.cli.show import put_json


@click.command(cls=chinese.Command)
def schema() -> None:
    """输出写作要点的 JSON Schema（draft-07）。

    \b
    nigao schema > 要点.schema.json
    nigao schema | python -m json.tool

    存成文件交给编辑器，写要点时就能提示和检查键名。
    """
    from generator.schema import json_schema

    put_json(json_schema())
