"""The one place where a command ends: Chinese help, lazily loaded subcommands, errors turned into exit codes."""
from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import click

from generator.cli import chinese
from generator.system import survive_any_console

CommandTable = Mapping[str, tuple[str, str]]
_OBJECTS = 50_000                                # made between two looks for garbage: a bank of thousands of entries is none, and is looked through each time


class LazyGroup(click.Group):
    """A group that knows its subcommands by name, ``module:attribute`` and one line of help.

    Listing them imports none of them; only the one that is called is imported.
    """

    context_class = chinese.Context

    def __init__(self, *args: Any, commands_table: CommandTable, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        kwargs.setdefault("subcommand_metavar", "命令 [参数]…")
        super().__init__(*args, **kwargs)
        self.commands_table = commands_table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the table, which is the order of work."""
        return list(self.commands_table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, imported now; None if the table has no such name."""
        if cmd_name not in self.commands_table:
            return None
        from generator.outside import let_in

        let_in(os.environ)                       # a command goes by what the environment says; help does not
        module, attribute = self.commands_table[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list of commands from the table alone."""
        with formatter.section("命令"):
            formatter.write_dl([(name, short) for name, (_, short) in self.commands_table.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but an unknown name is answered with the near ones, whichever click is installed."""
        from generator.cli.nearest import suggestion

        if args and not args[0].startswith("-") and args[0] not in self.commands_table:
            ctx.fail(f"没有“{args[0]}”这个命令。{suggestion(args[0], self.commands_table)}")
        return super().resolve_command(ctx, args)


class EdgeGroup(LazyGroup):
    """The outermost group: whatever happens inside ends in an exit code and at most one block on stderr."""

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *_: Any, **extra: Any) -> Any:
        """Runs the command line and leaves the process with the exit code of the contract."""
        chinese.speak()
        survive_any_console()
        gc.set_threshold(_OBJECTS)
        if os.environ.get("_NIGAO_COMPLETE"):    # as completing.VARIABLE, which help does not read
            from generator.cli.completing import register

            register()
        extra.pop("standalone_mode", None)
        try:
            code = super().main(args, prog_name or "nigao", standalone_mode=False, **extra)
        except (Exception, KeyboardInterrupt) as error:
            from generator.cli.failure import report

            code = report(error)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """The command, and its output to the last byte: a reader who has had enough is no error. What the command returns is the exit code."""
        code = None
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _drop_output()
        return code


def _drop_output() -> None:
    """Sends what is still buffered nowhere, so that the interpreter does not stumble over it when it ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return
