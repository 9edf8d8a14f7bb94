"""``nigao preview``: the draft in the terminal."""
from __future__ import annotations

import shutil

import click

from generator.cli import chinese
from generator.cli.account import account
from generator.cli.drafting import make
from generator.cli.options import Wanted, brief_argument, drafting_options
from generator.cli.show import colour, on_terminal, put
from generator.model import Draft, Library


@click.command(cls=chinese.Command)
@brief_argument
@drafting_options
@click.option("--outline", "as_outline", is_flag=True, help="只看提纲，同 nigao outline。")
@click.option("--explain", is_flag=True, help="在边上注明每段的语步、语块和出处。")
@click.option("--stats", is_flag=True, help="量一量文风：句长、节奏、有多少句讲的是本地的事，全文和各部分。")
@click.option("--no-pager", is_flag=True, help="长稿也直接打印，不分页。")
def preview(brief: str, wanted: Wanted, as_outline: bool, explain: bool, stats: bool, no_pager: bool) -> None:
    """在终端里看讲话稿，不写文件。要点写 - 时从标准输入读。"""
    if as_outline:
        from generator.cli.outline import compose
        from generator.cli.outline import page as lines

        show("\n".join(lines(*compose(brief, wanted))), paged=not no_pager)
        return
    draft, library = make(brief, wanted)
    if stats:
        from generator.cli.stats import page as figures

        show(figures(draft, library), paged=not no_pager)
        return
    show(page(draft, library, explain), paged=not no_pager)


def page(draft: Draft, library: Library, explain: bool) -> str:
    """The draft as wide as the terminal (80 columns for a pipe), then its account."""
    from generator.writers.terminal import render

    columns = shutil.get_terminal_size().columns if on_terminal() else 80
    text = render(draft, width=columns, colour=colour(), explain=explain)
    return "\n".join([text.rstrip("\n"), "", *account(draft, library)])


def show(text: str, *, paged: bool) -> None:
    """Prints ``text``, through a pager if a person's screen is too low for it."""
    if paged and on_terminal() and text.count("\n") + 1 >= shutil.get_terminal_size().lines:
        click.echo_via_pager(text + "\n", color=colour())
    else:
        put(text)
