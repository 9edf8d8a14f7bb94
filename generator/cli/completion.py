"""``nigao completion``: the script by which a shell completes nigao's words."""
from __future__ import annotations

import click

from generator.cli import chinese
from generator.cli.show import put

_SHELLS = ("bash", "zsh", "fish", "powershell")


@click.command(cls=chinese.Command)
@click.argument("shell", metavar="bash|zsh|fish|powershell", type=click.Choice(_SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """输出补全脚本：按 Tab 补全命令、选项和骨架、语步、事项、语块的编号。

    \b
    nigao completion bash >> ~/.bashrc
    nigao completion powershell >> $PROFILE

    zsh 写进 ~/.zshrc；fish 写成 ~/.config/fish/completions/nigao.fish。新开一个窗口就能用。
    """
    from generator.cli import completing

    root = context.find_root()
    put(completing.script(shell, root.command, "nigao").strip())
