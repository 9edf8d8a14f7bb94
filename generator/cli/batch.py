"""``nigao batch``: many briefs, or one brief with a row of a table each, to a draft each."""
from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from generator.cli import chinese
from generator.cli.columns import fit, table, width
from generator.cli.drafting import MOST_BYTES, make_from
from generator.cli.options import Wanted, drafting_options, json_option
from generator.cli.outputs import STDOUT, check_folder, file_name
from generator.cli.show import on_terminal, put, put_json, tell
from generator.errors import CallError, NigaoError, OverwriteError, Problem, WriteError
from generator.output import FORMATS

if TYPE_CHECKING:
    from generator.batch import Job, Pattern
    from generator.readers.rows import Table

_TITLE = "{title}"
_MOST_JOBS = 61                                  # processes: Windows waits for no more
_NARROW = 24                                     # columns that are left to the last cell at least
_brief = click.Path(exists=True, dir_okay=False, allow_dash=True)


class Order(NamedTuple):
    """What is wanted of every draft; sent to the processes that make them."""

    wanted: Wanted
    kind: str
    layout: str | None
    pattern: Pattern


class Made(NamedTuple):
    """A draft as a file: its name, not yet made safe, its bytes, and what is told of it."""

    name: str
    content: bytes
    characters: int
    gaps: int
    notes: tuple[str, ...]


class Written(NamedTuple):
    """A draft on file."""

    job: Job
    path: Path
    characters: int
    gaps: int
    notes: tuple[str, ...]


class Failed(NamedTuple):
    """A job that came to nothing, and why."""

    job: Job
    error: NigaoError


@click.command(cls=chinese.Command)
@click.argument("briefs", metavar="要点…", type=_brief, nargs=-1, required=True)
@click.option("--table", "sheet", metavar="表格", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="一份要点配一张表（.csv 或 .xlsx），一行出一份：第一行是键，写法同 --set。")
@click.option("-o", "--out", metavar="文件夹", required=True, type=click.Path(file_okay=False, path_type=Path), help="写到这个文件夹，没有就建。")
@click.option("--name", metavar="样式", default=_TITLE, help="文件名的样式，如 {row}-{地区.名称}{标题}；{row} 是行号，{brief} 是要点的文件名。默认用标题。")
@click.option("--to", metavar="|".join(FORMATS), type=click.Choice(FORMATS), default="docx", help="格式，默认 docx。")
@drafting_options
@click.option("--layout", metavar="版式", help="print（印发版，默认）、podium（讲台版，大字），或自己的版式文件。")
@click.option("--jobs", metavar="个数", type=click.IntRange(1, _MOST_JOBS), default=1, show_default=True, help="用几个进程。")
@click.option("--force", is_flag=True, help="替换已有的文件，原文件留作 .bak；别人改过的稿子仍不替换。")
@json_option
def batch(
    briefs: tuple[str, ...], sheet: Path | None, out: Path, name: str, to: str, wanted: Wanted, layout: str | None, jobs: int, force: bool, as_json: bool
) -> int:
    """一次出许多份讲话稿：每份要点一份，或一份要点配一张表，一行一份。

    \b
    nigao batch 要点/*.yaml -o 出稿
    nigao batch 要点.yaml --table 各县.xlsx -o 出稿 --name "{地区.名称}{标题}"

    空格子不改要点，空行跳过。出错的行（或要点）列出来，其余照出；有没写成的，退出码为 1。
    """
    from generator.batch import read_pattern
    from generator.cli.dress import check_dress

    check_dress(to, layout, None, annotate=False)
    check_folder(str(out))
    order = Order(wanted, to, layout, read_pattern(name, rows=sheet is not None))
    todo, rows = _jobs(briefs, sheet)
    manager, workers = _executor(min(jobs, len(todo)))
    with manager as executor, _progress(len(todo)) as step:
        done = list(_outcomes(todo, order, Folder(out, to, force), rows, executor, workers, step))
    failed = [item for item in done if isinstance(item, Failed)]
    if as_json:
        put_json(_as_json(done))
    else:
        _tell_failed(failed, rows)
        put("\n".join(_page(done, out, rows)))
    if failed and len(failed) == len(done):
        return failed[0].error.code
    return int(bool(failed))


def _jobs(briefs: Sequence[str], sheet: Path | None) -> tuple[list[Job], Table | None]:
    """What is to be made, and the table that it comes from. Raises CallError, BriefError, DocumentError."""
    from generator.batch import Job, jobs_of
    from generator.readers.rows import read_rows

    if briefs.count(STDOUT) > 1:
        raise CallError("标准输入（-）只能用一次。")
    if sheet is None:
        return [Job(brief, data=_bytes(brief) if brief == STDOUT else None) for brief in briefs], None
    if len(briefs) > 1:
        raise CallError(f"--table 只配一份要点，这里给了 {len(briefs)} 份；请一份一份来。")
    rows = read_rows(sheet)
    return jobs_of(briefs[0], _bytes(briefs[0]), rows), rows


def _bytes(brief: str) -> bytes:
    """The bytes of a brief, read once for all rows. Raises CallError where its file cannot be read."""
    if brief == STDOUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    from generator.source import read_bytes

    return read_bytes(Path(brief))


def make(job: Job, order: Order) -> Made:
    """The draft of one job, as ``nigao draft`` makes it. Raises CallError, BriefError, BankError, DocumentError."""
    from generator.brief import load_brief
    from generator.cli.draft import content
    from generator.cli.dress import dress_of

    facts = load_brief(job.brief, data=job.data, sets=(*order.wanted.sets, *job.sets))
    dress = dress_of(facts.settings, order.kind, order.layout, None)
    draft, _ = make_from(facts, order.wanted)
    return Made(order.pattern.fill(job, facts, draft), content(draft, order.kind, dress), draft.characters, len(draft.gaps), draft.notes)


def _outcomes(
    todo: Sequence[Job], order: Order, folder: Folder, rows: Table | None, executor: Executor | None, workers: int, step: Callable[[int], object]
) -> Iterator[Written | Failed]:
    """Every draft made and written, in the order of the input; of what is written only its account is kept."""
    from generator.batch import at_row, each

    numbered = {row.number: row for row in rows.rows} if rows is not None else {}
    try:
        for job, result in each(todo, partial(make, order=order), executor, workers):
            try:
                if isinstance(result, NigaoError):
                    raise result
                yield Written(job, folder.write(result), result.characters, result.gaps, result.notes)
            except NigaoError as error:
                yield Failed(job, at_row(error, numbered[job.row], rows) if rows is not None and job.row is not None else error)
            step(1)
    except BrokenExecutor as error:
        raise WriteError("有一个进程被系统停掉了，多半是内存不够；写出的都在，其余没有写。把 --jobs 改小再来。") from error


class Folder:
    """Where the drafts go: each under a name of its own."""

    def __init__(self, path: Path, kind: str, force: bool) -> None:
        self.path, self.kind, self.force = path, kind, force
        self._taken: dict[str, int] = {}

    def write(self, made: Made) -> Path:
        """The draft on file; the folder is made for the first. Raises OverwriteError, WriteError."""
        from generator.batch import distinct
        from generator.writers.safe import write_files

        path = self.path / f"{distinct(file_name(made.name), self._taken)}.{self.kind}"
        try:
            self.path.mkdir(exist_ok=True)
            write_files({path: made.content}, force=self.force)
        except OverwriteError as error:
            hint = "换一个文件夹（-o），或移开这个文件" if self.force else "换一个文件夹（-o）；或加 --force 替换（原文件留作 .bak）"
            raise OverwriteError(error.summary, [Problem("没有替换", hint=hint)]) from None
        except OSError as error:
            raise WriteError(f"建不了文件夹 {self.path}：{error.strerror}；换一个位置再试") from error
        return path


def _executor(jobs: int) -> tuple[AbstractContextManager[Executor | None], int]:
    """This process, or some of them."""
    if jobs == 1:
        return nullcontext(), 1
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(jobs, initializer=_begin), jobs


def _begin() -> None:
    """What a new process needs before it drafts: settings of the surroundings, which one that is spawned does not inherit; an interrupt is its
    parent's to tell of."""
    from generator import system
    from generator.outside import let_in

    system.ignore_interrupts()
    let_in(os.environ)


@contextmanager
def _progress(length: int) -> Iterator[Callable[[int], object]]:
    """A bar on stderr for a person's terminal, told how many more are done; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _more: None
        return
    with click.progressbar(length=length, label="出稿", file=sys.stderr, show_pos=True) as bar:
        yield bar.update


# ------------------------------------------------------------------------------------------ what is told
def _tell_failed(failed: Iterable[Failed], rows: Table | None) -> None:
    """Why something was not made, on stderr; what went wrong in the same way in many rows is told once."""
    alike: dict[str, list[Job]] = {}
    for job, error in failed:
        alike.setdefault(str(error), []).append(job)
    for message, jobs in alike.items():
        who = "、".join(str(job.row or job.brief) for job in jobs[:5]) + ("……" if len(jobs) > 5 else "")
        where = f"{rows.name} 第 {who} 行" if rows is not None else who
        tell(f"没有写成：{where}{f'，共 {len(jobs)} 份' if len(jobs) > 1 else ''}\n{message}")


def _page(done: Sequence[Written | Failed], out: Path, rows: Table | None) -> Iterator[str]:
    """A line for each draft, those that failed among them, and how many there are; without the lines where nothing was made."""
    written = [item for item in done if isinstance(item, Written)]
    if not written:
        yield "一份也没有写出。"
        return
    yield _listed([_line(item) for item in done], "行" if rows is not None else "要点")
    yield ""
    gaps = sum(item.gaps for item in written)
    lost = len(done) - len(written)
    yield f"写出 {len(written)} 份，在 {out} 里{f'；待补共 {gaps} 处' if gaps else ''}{f'；没有写成 {lost} 份' if lost else ''}"


def _line(item: Written | Failed) -> tuple[str, ...]:
    """Row or brief, file, characters, gaps, notes or the error."""
    from generator.batch import one_line

    who = str(item.job.row or item.job.brief)
    if isinstance(item, Failed):
        return who, "（没有写成）", "", "", one_line(item.error)
    return who, item.path.name, str(item.characters), str(item.gaps or ""), "；".join(item.notes)


def _listed(lines: Sequence[tuple[str, ...]], first: str) -> str:
    """The lines under their heads; on a terminal the last cell is cut to what is left of the width."""
    shown = [(first, "文件", "字数", "待补", "提示"), *lines]
    if on_terminal():
        rest = sum(max(width(row[at]) for row in shown) + 2 for at in range(4))
        left = max(_NARROW, shutil.get_terminal_size().columns - rest)
        shown = [(*row[:-1], fit(row[-1], left)) for row in shown]
    return table(shown)


def _as_json(done: Sequence[Written | Failed]) -> dict[str, Any]:
    """``row`` is None without a table; ``message`` has all problems with their places."""
    return {
        "schema": 1,
        "drafts": [{"row": item.job.row, "brief": item.job.brief, "path": str(item.path), "characters": item.characters, "gaps": item.gaps,
                    "notes": list(item.notes)} for item in done if isinstance(item, Written)],
        "failed": [{"row": item.job.row, "brief": item.job.brief, "code": item.error.code, "message": str(item.error)} for item in done if isinstance(item, Failed)],
    }
