"""An exception becomes one Chinese block on stderr and an exit code (contract: 2–7, 70, 130)."""
from __future__ import annotations

import os
import traceback
from pathlib import Path

import click

from generator import __version__
from generator.cli.show import tell
from generator.errors import NigaoError

BUG, INTERRUPTED, WRONG_CALL = 70, 130, 2


def report(error: BaseException) -> int:
    """Prints what went wrong and returns the exit code. ``NIGAO_DEBUG=1`` adds the traceback before it."""
    if os.environ.get("NIGAO_DEBUG") == "1":
        tell("".join(traceback.format_exception(error)).rstrip())
    message, code = describe(error)
    tell(message)
    return code


def describe(error: BaseException) -> tuple[str, int]:
    """The text for the user and the exit code, for any exception at all."""
    if isinstance(error, NigaoError):
        return f"错误：{error}", error.code
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return "已中断。", INTERRUPTED
    if isinstance(error, click.ClickException):
        return _usage(error), WRONG_CALL
    return _bug(error), BUG


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    message = error.format_message().replace("。 ", "。")
    if context is None:                          # click's parser knows no context
        return f"错误：{_full_stop(message)}\n看帮助：nigao --help"
    if message == context.get_help():            # a bare ``nigao``: click raises the help itself
        return message
    return f"错误：{_full_stop(message)}\n{context.get_usage()}\n看帮助：{context.command_path} --help"


def _full_stop(message: str) -> str:
    """click ends some sentences with its own ASCII full stop, after our translated words."""
    return message[:-1] + "。" if message.endswith(".") else message


def _bug(error: BaseException) -> str:
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return (f"程序内部出错：{what[:300]}（{_where(error)}，nigao {__version__}）。这是程序的毛病，不怪要点；"
            "请把这一行贴到本项目的问题跟踪页（issues）报告，设环境变量 NIGAO_DEBUG=1 重跑可看到细节。")


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "位置不明"
