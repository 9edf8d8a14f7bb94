"""``nigao preview``: the draft in the terminal, or as a page in the browser; once, or again whenever the brief is saved."""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import click

from generator.cli import chinese
from generator.cli.account import account
from generator.cli.drafting import make, make_from, read
from generator.cli.dress import dress_of
from generator.cli.options import Wanted, brief_argument, drafting_options
from generator.cli.outputs import STDOUT, beside, check_folder
from generator.cli.show import colour, on_terminal, put, put_long
from generator.errors import CallError
from generator.model import Draft, Layout, Library

_REFRESH = 2                                     # seconds after which a browser reads a watched page again
_PATIENCE = 1                                    # second in which an opener that cannot open says so


class View(NamedTuple):
    """What is shown of the draft in the terminal."""

    outline: bool = False
    explain: bool = False
    stats: bool = False


class Sheet(NamedTuple):
    """A draft and what its page is made with."""

    draft: Draft
    layout: Layout
    library: Library


@click.command(cls=chinese.Command)
@brief_argument
@drafting_options
@click.option("--outline", "as_outline", is_flag=True, help="只看提纲，同 nigao outline。")
@click.option("--explain", is_flag=True, help="在边上注明每段的语步、语块和出处。")
@click.option("--stats", is_flag=True, help="量一量文风：句长、节奏、有多少句讲的是本地的事，全文和各部分。")
@click.option("--html", "as_page", is_flag=True, help="写成网页，在浏览器里看：左边是印出来的样子，边上是每段的语步、语块，每个数的算式和出处。")
@click.option("-o", "--out", metavar="文件", help="网页写到这里；- 是标准输出。默认在要点旁边，以标题为名。")
@click.option("--no-open", is_flag=True, help="网页只写不打开。")
@click.option("--force", is_flag=True, help="网页替换已有的稿子，原文件留作 .bak；上一次的预览不用加，直接换新。")
@click.option("--watch", "watched", is_flag=True, help="守着要点：一存盘就重画。按 Ctrl-C 结束。")
@click.option("--no-pager", is_flag=True, help="长稿也直接打印，不分页。")
def preview(
    brief: str, wanted: Wanted, as_outline: bool, explain: bool, stats: bool, as_page: bool, out: str | None, no_open: bool, force: bool,
    watched: bool, no_pager: bool
) -> None:
    """在终端里看讲话稿，不写文件；--html 写成网页看。要点写 - 时从标准输入读。

    \b
    nigao preview 要点.yaml --explain
    nigao preview 要点.yaml --watch
    nigao preview 要点.yaml --html --watch

    守着要点时，数据文件、nigao.yaml、自己的语块和骨架变了也重画；要点写错了就显示错在哪里，改好自动恢复。
    """
    view = View(as_outline, explain, stats)
    _check_page(view, as_page, out, no_open, force)
    if watched:
        _check_watch(brief, out)
    if as_page:
        _show_page(Page(brief, wanted, out, force=force, to_open=not no_open, refresh=_REFRESH if watched else 0))
    elif watched:
        from generator.cli.watch import watch

        watch(brief, wanted, lambda: compose(brief, wanted, view))
    else:
        (put if no_pager else put_long)(compose(brief, wanted, view))


def _check_page(view: View, as_page: bool, out: str | None, no_open: bool, force: bool) -> None:
    """Raises CallError for options that only a page has, and for what no page can be."""
    if not as_page and (out is not None or no_open or force):
        name = "-o" if out is not None else "--no-open" if no_open else "--force"
        raise CallError(f"{name} 和 --html 一起用；要写讲话稿，用 nigao draft。")
    if as_page and (view.outline or view.stats):
        raise CallError(f"{'--outline' if view.outline else '--stats'} 在终端里看，不和 --html 一起用；请去掉其中一个。")
    if out is not None and out != STDOUT and Path(out).suffix.lower() != ".html":
        raise CallError(f"网页的后缀是 .html，“{Path(out).name}”不是；请改名。")
    check_folder(out)


def _check_watch(brief: str, out: str | None) -> None:
    """Raises CallError where there is no file to watch, or nobody who could end it."""
    if brief == STDOUT:
        raise CallError("标准输入守不住；--watch 要给一个要点文件名。")
    if out == STDOUT:
        raise CallError("--watch 不能往标准输出写网页；请用 -o 给一个文件名。")
    if not on_terminal():
        raise CallError("--watch 要在终端里用；这里请去掉 --watch。")


# ---------------------------------------------------------------------------------------------- in the terminal
def compose(brief: str, wanted: Wanted, view: View) -> str:
    """What is shown of the draft that was asked for. Raises CallError, BriefError, BankError or DocumentError."""
    if view.outline:
        from generator.cli.outline import compose as outlined
        from generator.cli.outline import page as lines

        return "\n".join(lines(*outlined(brief, wanted)))
    draft, library = make(brief, wanted)
    if view.stats:
        from generator.cli.stats import page as measures

        return measures(draft, library)
    return page(draft, library, view.explain)


def page(draft: Draft, library: Library, explain: bool) -> str:
    """The draft as wide as the terminal (80 columns for a pipe), then its account."""
    from generator.writers.terminal import render

    columns = shutil.get_terminal_size().columns if on_terminal() else 80
    text = render(draft, width=columns, colour=colour(), explain=explain)
    return "\n".join([text.rstrip("\n"), "", *account(draft, library)])


# ------------------------------------------------------------------------------------------------ in the browser
class Page:
    """The page of a brief: where it lies, once its title is known, and the last draft that could be made for it."""

    def __init__(self, brief: str, wanted: Wanted, out: str | None, *, force: bool, to_open: bool, refresh: int) -> None:
        self.brief, self.wanted, self.force, self.to_open, self.refresh = brief, wanted, force, to_open, refresh
        self.path = Path(out) if out is not None else None
        self.sheet: Sheet | None = None
        self.wrong = ""                          # in the brief since that draft was made

    def make(self) -> None:
        """The draft of the brief as it is now. Raises CallError, BriefError, BankError or DocumentError."""
        facts = read(self.brief, self.wanted.sets)
        dress = dress_of(facts.settings, "html", None, None)
        draft, library = make_from(facts, self.wanted)
        self.sheet = Sheet(draft, dress.page, library)
        self.path = self.path or beside(self.brief, draft.title, "html")

    def draw(self) -> str:
        """Drafts, writes and, the first time, opens; what there is to say about it. Raises what :meth:`make` raises, OverwriteError, WriteError."""
        self.make()
        self.wrong = ""
        kept = self._write(self.refresh)
        lines = [f"已写出：{self.path}", *(f"原文件留作：{old}" for old in kept)]
        if self.to_open and self.path is not None:
            self.to_open = False
            lines.append("已在浏览器里打开。" if open_page(self.path) else f"这里打不开浏览器；请自己用浏览器打开：{self.path.resolve()}")
        return "\n".join([*lines, *self._account()])

    def spoil(self, wrong: str) -> None:
        """The page as it was, with what is wrong in the brief above it."""
        if self.sheet is not None:
            self.wrong = f"下面是改错以前的稿子。\n{wrong}"
            self._write(self.refresh)

    def settle(self) -> None:
        """The page for good, if there is one: no browser asks for it any more."""
        from generator.writers.proof import untouched

        if self.sheet is not None and self.path is not None and untouched(self.path):
            self._write(0)

    def content(self, refresh: int = 0) -> bytes:
        """The page's bytes, once the draft is made."""
        from generator.writers.proof import to_proof

        assert self.sheet is not None
        return to_proof(*self.sheet, self._account(), wrong=self.wrong, refresh=refresh).encode("utf-8")

    def _account(self) -> list[str]:
        assert self.sheet is not None
        return account(self.sheet.draft, self.sheet.library)

    def _write(self, refresh: int) -> list[Path]:
        """The old files that were kept; a page of ours that nobody has touched is written anew and not kept."""
        from generator.writers.proof import untouched
        from generator.writers.safe import rewrite, write_files

        assert self.path is not None
        content = self.content(refresh)
        if not untouched(self.path):
            return write_files({self.path: content}, force=self.force)
        rewrite({self.path: content})
        return []


def _show_page(page: Page) -> None:
    """The page on stdout, or on file and before the user's eyes; watched, until the user has had enough."""
    if page.path == Path(STDOUT):
        page.make()
        put(page.content().decode("utf-8").rstrip("\n"))
    elif page.refresh:
        from generator.cli.watch import watch

        try:
            watch(page.brief, page.wanted, page.draw, page.spoil)
        finally:
            page.settle()
    else:
        put(page.draw())


def open_page(path: Path) -> bool:
    """Whether the system took a file to show it in the program that the user has for such."""
    start = getattr(os, "startfile", None)       # Windows alone
    try:
        if start is not None:
            start(path.resolve())
            return True
        mac = sys.platform == "darwin"
        if not mac and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            return False
        opener = subprocess.Popen(["open" if mac else "xdg-open", str(path.resolve())], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL, start_new_session=True)
        return opener.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:            # it is the browser itself that runs
        return True
    except OSError:
        return False
