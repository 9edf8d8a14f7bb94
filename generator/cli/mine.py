"""``nigao mine``: phrases, frames, candidate blocks and skeletons out of a unit's own speeches."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli import chinese
from generator.cli.options import Folders, folder_options
from generator.cli.show import put, tell
from generator.errors import CallError, DocumentError, Place, Problem

if TYPE_CHECKING:
    from generator.mining.mined import Mined

_FEW = 5                                         # of each that are told on the terminal
_paths = click.Path(exists=True, path_type=Path)
_folder = click.Path(file_okay=False, path_type=Path)


@click.command(cls=chinese.Command)
@click.argument("paths", metavar="旧稿…", type=_paths, nargs=-1, required=True)
@click.option("-o", "--out", metavar="文件夹", type=_folder, help="写到这个文件夹：短语、句式、候选语块、骨架；可当自己的语料库用（--phrasebank）。")
@click.option("--cards", metavar="文件夹", type=_folder, help="另写资料卡，一篇一张。")
@click.option("--min-docs", metavar="篇数", type=click.IntRange(1), help="至少在几篇里出现过；默认 2，不到十篇时 1。")
@click.option("--jobs", metavar="个数", type=click.IntRange(1, 256), default=1, show_default=True, help="用几个进程。")
@click.option("--scheduler", metavar="地址", help="交给 Dask 集群算（要装 nigao[cluster]），如 tcp://10.0.0.1:8786；稿子要放在各台机器都看得到的地方。")
@folder_options
def mine(
    paths: tuple[Path, ...], out: Path | None, cards: Path | None, min_docs: int | None, jobs: int, scheduler: str | None, folders: Folders
) -> int:
    """从本单位的旧稿里找短语、句式、语块和骨架，由人挑了再用。

    \b
    nigao mine 往年讲话 -o 我的语料
    nigao mine 往年讲话 -o 我的语料 --cards 资料卡 --jobs 4

    读 .docx、.md、.txt、.html，子文件夹里的也读；网页上的杂字去掉，一页几篇的拆开。
    """
    from generator import mine as mining
    from generator.cli.drafting import load
    from generator.mining.mined import files

    if out is None and cards is None:
        raise CallError("用 -o 给一个写结果的文件夹，或用 --cards 给一个写资料卡的文件夹。")
    manager, workers = _executor(jobs, scheduler)
    with manager as executor, _progress() as progress:
        mined = mining.mine(paths, load(folders), min_docs=min_docs, cards=cards is not None, executor=executor, workers=workers, progress=progress)
    if not mined.speeches:
        raise DocumentError("没有读到讲话", [Problem(why, Place(name, 1, 1)) for name, why in mined.skipped] or [
            Problem("没有 .docx、.md、.txt、.html 文件", Place(str(paths[0]), 1, 1), hint="给旧稿所在的文件夹")])
    from generator.writers.mined import write

    written = write(files(mined) if out is not None else {}, out, mined.cards, cards)
    put("\n".join(_account(mined, written)))
    return int(bool(mined.skipped))


def _executor(jobs: int, scheduler: str | None) -> tuple[AbstractContextManager[Executor | None], int]:
    """What does the work (this process, some of them, a cluster), and how many workers there are. Raises CallError where a cluster's library is not there or cannot be reached."""
    if scheduler is None:
        if jobs == 1:
            return nullcontext(), 1
        from concurrent.futures import ProcessPoolExecutor

        return ProcessPoolExecutor(jobs), jobs
    if jobs > 1:
        raise CallError("--jobs 和 --scheduler 只能用一个。")
    try:
        from distributed import Client  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        raise CallError("--scheduler 要有 Dask：pip install 'nigao[cluster]'") from None
    try:
        client = Client(scheduler, timeout=20)
    except (OSError, TimeoutError, ValueError) as error:
        raise CallError(f"连不上 {scheduler}：{error}") from None
    executor: AbstractContextManager[Executor | None] = client.get_executor()
    return executor, max(1, sum(client.ncores().values()))


class _progress(AbstractContextManager[Callable[[int, int, str], None]]):       # noqa: N801 - used as a function
    """A bar on stderr for a person's terminal; nothing elsewhere."""

    def __enter__(self) -> Callable[[int, int, str], None]:
        import sys

        self._bar: Any = None
        self._label = ""
        return self._step if sys.stderr.isatty() else lambda done, all, what: None

    def _step(self, done: int, all: int, what: str) -> None:
        import sys

        if what != self._label:
            self._close()
            self._label, self._done = what, 0
            self._bar = click.progressbar(length=all, label=what, file=sys.stderr)
            self._bar.__enter__()
        self._bar.update(done - self._done)
        self._done = done

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)

    def __exit__(self, *_: object) -> None:
        self._close()


def _account(mined: Mined, written: Sequence[Path]) -> Iterator[str]:
    whole = sum(digest.whole for digest in mined.speeches)
    yield f"读了 {len(mined.speeches)} 篇讲话，完整的 {whole} 篇，{sum(digest.characters for digest in mined.speeches)} 字"
    yield f"短语 {len(mined.phrases)} 条，句式 {len(mined.frames)} 条，候选语块 {len(mined.candidates)} 条，骨架 {sum(bool(study.headings) for study in mined.studied)} 个"
    told: Mapping[str, int] = vars(mined.dropped)
    names = {"numbers": "有数的", "names": "有名称的", "secret": "有密级字样的", "left_out": "有缺字的"}
    yield f"没有收作候选的句子：{'，'.join(f'{names[name]} {count}' for name, count in told.items() if count) or '无'}"
    yield from mined.notes
    if mined.alike:
        shown = "；".join(f"{name} 与 {other}（{share:.0%}）" for name, other, share in mined.alike[:_FEW])
        yield f"重复或大体相同的 {len(mined.alike)} 篇，只算一次：{shown}{' ……' if len(mined.alike) > _FEW else ''}"
    yield from (f"已写出：{path}" for path in written)
    if mined.skipped:
        tell("\n".join([f"没有读的 {len(mined.skipped)} 个文件：", *(f"  {name}：{why}" for name, why in mined.skipped)]))
