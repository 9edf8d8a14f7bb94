"""``nigao clean``: the final copy of an edited draft."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from generator.cli import chinese
from generator.cli.outputs import check_folder
from generator.cli.show import put
from generator.errors import CallError, NigaoError, OverwriteError


class NotFinal(NigaoError):
    """The document is not ready for a final copy: nothing was written."""

    code = 1


@click.command(cls=chinese.Command)
@click.argument("document", metavar="稿子", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--out", metavar="文件", required=True, type=click.Path(path_type=Path), help="定稿写到这里，须是 .docx。")
@click.option("--accept-revisions", is_flag=True, help="没有处理的修订全部接受。")
def clean(document: Path, out: Path, accept_revisions: bool) -> None:
    """由改好的稿子另存一份定稿：去掉书签、批注、留底、作者、最后修改人和编辑标记，文字、格式一个字节不动。

    \b
    nigao clean 稿.docx -o 定稿.docx
    nigao clean 稿.docx -o 定稿.docx --accept-revisions

    还有修订没有处理、还有待补的，不出定稿，列出在哪里。
    """
    from generator.checkup import unfinished
    from generator.readers.document import read_document
    from generator.readers.kinds import legible

    if document.suffix.lower() != ".docx" or out.suffix.lower() != ".docx":
        raise CallError("定稿由 .docx 出，也写成 .docx。")
    check_folder(str(out))
    if out.exists() and out.samefile(document):
        raise OverwriteError(f"不改原稿“{document.name}”：用 -o 给一个别的文件名。")
    wanting = unfinished(read_document(document), accepted=accept_revisions)
    if wanting:
        raise NotFinal("\n".join([f"“{document.name}”还不能出定稿，没有写文件：", *wanting]))
    from generator.writers.docx.clean import cleaned
    from generator.writers.safe import write_files

    with legible(document):
        made = cleaned(document.read_bytes(), accept=accept_revisions)
    write_files({out: made.content}, force=False)
    put("\n".join(_account(out, made.removed)))


def _account(out: Path, removed: Mapping[str, int]) -> Iterator[str]:
    yield f"已写出：{out}"
    yield f"去掉了：{'，'.join(f'{kind} {count} 处' for kind, count in removed.items())}" if removed else "没有要去掉的"
