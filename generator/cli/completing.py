"""Completion of what a person is typing: ids of skeletons, moves, topics and blocks with their Chinese names; and PowerShell's way of asking for it."""
from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

from generator.model import Library

VARIABLE = "_NIGAO_COMPLETE"
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $line, $cursor)
    $env:%(complete_var)s = "powershell_complete"
    $env:COMP_WORDS = $line.ToString()
    $env:COMP_CWORD = $word
    try {
        %(prog_name)s | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $(if ($help) { $help } else { $value }))
        }
    } finally {
        Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_CWORD
    }
}
"""


class PowerShellComplete(ShellComplete):
    """Windows' own shell, which click does not know."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is being typed, and that."""
        words, typed = split_arg_string(os.environ.get("COMP_WORDS", ""))[1:], os.environ.get("COMP_CWORD", "")
        return (words[:-1] if typed and words and words[-1] == typed else words), typed

    def format_completion(self, item: CompletionItem) -> str:
        """A value, and what it is."""
        return f"{item.value}\t{item.help or ''}".rstrip("\t")


SHELLS: Mapping[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete, "powershell": PowerShellComplete}


def register() -> None:
    """Makes click know PowerShell."""
    add_completion_class(PowerShellComplete)


def script(shell: str, command: click.Command, name: str) -> str:
    """What a shell has to read once to complete the words of a command."""
    return SHELLS[shell](command, {}, name, VARIABLE).source()


Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _of(named: Callable[[Library], Mapping[str, str]]) -> Complete:
    def complete(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        from generator.library import load_library

        known = named(load_library())
        if typed and not typed.isascii():        # a Chinese name is completed as one
            return [CompletionItem(name, help=id) for id, name in known.items() if name.startswith(typed)]
        return [CompletionItem(id, help=name) for id, name in known.items() if id.lower().startswith(typed.lower())]

    return complete


def _names(entries: Mapping[str, Any]) -> Mapping[str, str]:
    return {id: entry.name for id, entry in entries.items()}


skeletons = _of(lambda library: _names(library.skeletons))
moves = _of(lambda library: _names(library.moves))
topics = _of(lambda library: _names(library.topics))
blocks = _of(lambda library: {id: library.moves[block.move].name if block.move in library.moves else block.move for id, block in library.blocks.items()})
