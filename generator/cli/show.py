"""Printing: results to stdout, everything else to stderr."""
from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from typing import Any

import click

from generator.errors import WriteError

# What a file may hold but a terminal must not obey: control characters but tab and line feed.
_CONTROLS = {code: "\ufffd" for code in [*range(32), *range(127, 160)] if chr(code) not in "\t\n"}


def put(text: str) -> None:
    """Prints a result. Raises WriteError when stdout is full or gone; a closed pipe stays BrokenPipeError."""
    try:
        click.echo(text, color=True)
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        raise WriteError(f"写不到标准输出：{error.strerror}") from error


def put_long(text: str) -> None:
    """Prints a result, through a pager where a person's screen is too low for it."""
    if on_terminal() and text.count("\n") + 1 >= shutil.get_terminal_size().lines:
        click.echo_via_pager(text + "\n", color=colour())
    else:
        put(text)


def put_json(value: Any) -> None:
    """Prints one JSON document; on a console that lacks some of its characters, with those as ``\\u`` escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2)
    put(text)


def tell(text: str) -> None:
    """Prints a message to stderr, with control characters made harmless; a closed stderr is not worth dying for."""
    try:
        click.echo(text.translate(_CONTROLS), err=True)
    except OSError:
        return


def on_terminal() -> bool:
    """Whether stdout is a person's terminal."""
    return sys.stdout.isatty()


def colour() -> bool:
    """Whether stdout takes colour: a terminal that is not dumb, and no ``NO_COLOR``."""
    return on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
