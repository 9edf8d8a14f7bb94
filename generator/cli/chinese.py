"""click in Chinese: its words, its help layout and the base class of our commands."""
from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click

from generator.cli.columns import join_lines, pad, width, wrap

# click's own messages by their English text, those of older releases included. Names in braces are click's.
WORDS = {
    "Aborted!": "已中断。",
    "Arguments": "参数",
    "Choose from:\n\t{choices}": "可选：{choices}",
    "Choice({choices})": "可选：{choices}",
    "Commands": "命令",
    "Confirm the action without prompting.": "不再询问，直接执行。",
    "Could not open file {filename!r}: {message}": "打不开文件 {filename}：{message}",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "是不是：{possibilities}？",
    "(Possible options: {possibilities})": "是不是：{possibilities}？",
    "Do you want to continue?": "要继续吗？",
    "Error: {message}": "错误：{message}",
    "Got unexpected extra argument ({args})": "多出了参数：{args}",
    "Got unexpected extra arguments ({args})": "多出了参数：{args}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不对：{message}",
    "Invalid value: {message}": "值不对：{message}",
    "Missing argument": "缺少参数",
    "Missing command.": "缺少命令。",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Missing {param_type}": "缺少{param_type}",
    "No such command {name!r}.": "没有“{name}”这个命令。",
    "No such option {name!r}.": "没有 {name} 这个选项。",
    "No such option: {name}": "没有 {name} 这个选项。",
    "Option {name!r} does not take a value.": "选项 {name} 后面不能带值。",
    "Option {name!r} requires an argument.": "选项 {name} 后面要有值。",
    "Option {name!r} requires {nargs} arguments.": "选项 {name} 后面要有 {nargs} 个值。",
    "Argument {name!r} takes {nargs} values.": "参数 {name} 要有 {nargs} 个值。",
    "Options": "选项",
    "Positional arguments": "参数",
    "Press any key to continue...": "按任意键继续……",
    "Repeat for confirmation": "再输入一遍",
    "Show the version and exit.": "显示版本号。",
    "Show this message and exit.": "显示这份帮助。",
    "Takes {nargs} values but 1 was given.": "要 {nargs} 个值，只给了 1 个。",
    "Takes {nargs} values but {len} were given.": "要 {nargs} 个值，给了 {len} 个。",
    "Try '{command} {option}' for help.": "看帮助：{command} {option}",
    "Usage:": "用法：",
    "Value must be an iterable.": "要给一列值。",
    "default: {default}": "默认 {default}",
    "deprecated": "将停用",
    "directory": "文件夹",
    "env var: {var}": "环境变量 {var}",
    "file": "文件",
    "path": "路径",
    "required": "必填",
    "unknown error": "原因不明",
    "{name} {filename!r} does not exist.": "{name}“{filename}”不存在。",
    "{name} {filename!r} is a directory.": "“{filename}”是文件夹，这里要的是文件。",
    "{name} {filename!r} is a file.": "“{filename}”是文件，这里要的是文件夹。",
    "{name} {filename!r} is not executable.": "{name}“{filename}”不能执行。",
    "{name} {filename!r} is not readable.": "{name}“{filename}”读不了，请检查权限。",
    "{name} {filename!r} is not writable.": "{name}“{filename}”写不了，请检查权限。",
    "{value!r} does not match the format {format}.": "“{value}”不合格式 {format}。",
    "{value!r} does not match the formats {formats}.": "“{value}”不合这些格式：{formats}。",
    "{value!r} is not a valid UUID.": "“{value}”不是 UUID。",
    "{value!r} is not a valid boolean.": "“{value}”不是“是”或“否”。",
    "{value!r} is not a valid boolean. Recognized values: {states}": "“{value}”不是“是”或“否”，可写：{states}",
    "{value!r} is not a valid {number_type}.": "“{value}”不是整数。",
    "{value!r} is not one of {choices}.": "没有“{value}”，可选：{choices}。",
    "{value!r} is not {choice}.": "没有“{value}”，只能是 {choice}。",
    "{value} is not in the range {range}.": "{value} 超出范围（{range}）。",
    "{len_type} values are required, but {len_value} was given.": "要 {len_type} 个值，只给了 {len_value} 个。",
    "{len_type} values are required, but {len_value} were given.": "要 {len_type} 个值，给了 {len_value} 个。",
}


def speak() -> None:
    """Makes click speak Chinese whatever the locale: its modules look their words up in ``WORDS`` from now on.

    click asks gettext, which answers by the locale and would need compiled catalogues; our users' consoles
    often run with no locale at all. Words missing from the table stay English; a test holds it against the
    installed click.
    """
    for name in [name for name in sys.modules if name.startswith("click.")]:
        module = sys.modules[name]
        if hasattr(module, "_"):
            setattr(module, "_", _word)          # noqa: B010
        if hasattr(module, "ngettext"):
            setattr(module, "ngettext", _counted)          # noqa: B010


def _word(text: str) -> str:
    return WORDS.get(text, text)


def _counted(one: str, many: str, count: int) -> str:
    return _word(one if count == 1 else many)


class Formatter(click.HelpFormatter):
    """Help in columns where a Chinese character counts as two, with full-width colons."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """One line: our usages are short."""
        self.write(f"{prefix or '用法：'}{prog} {args}".rstrip() + "\n")

    def write_heading(self, heading: str) -> None:
        """``选项：`` on a line of its own."""
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_text(self, text: str) -> None:
        """Paragraphs wrapped to the width; one that begins with ``\\b`` keeps its lines."""
        indent = " " * self.current_indent
        blocks = []
        for paragraph in text.split("\n\n"):
            lines = paragraph.strip("\n").split("\n")
            kept = lines[0].strip() == "\b"
            shown = [line.rstrip() for line in lines[1:]] if kept else wrap(join_lines(lines), self.width - len(indent))
            blocks.append("\n".join(indent + line for line in shown))
        self.write("\n\n".join(blocks) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Terms on the left, their explanation wrapped beside them, below a term that is too wide."""
        pairs = list(rows)
        left = min(max((width(term) for term, _ in pairs), default=0), col_max) + col_spacing
        indent, hang = " " * self.current_indent, " " * (self.current_indent + left)
        for term, text in pairs:
            lines = wrap(text, max(self.width - len(hang), 20))
            fits = width(term) + col_spacing <= left
            first = f"{indent}{pad(term, left)}{lines[0]}" if fits else f"{indent}{term}\n{hang}{lines[0]}"
            self.write("\n".join([first.rstrip(), *(hang + line for line in lines[1:])]) + "\n")


class Context(click.Context):
    """A context whose help is laid out by :class:`Formatter`."""

    formatter_class = Formatter


class Command(click.Command):
    """A command with Chinese help: ``用法：nigao draft [选项] 要点``."""

    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **kwargs)
