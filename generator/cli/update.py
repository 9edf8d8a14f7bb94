"""``nigao update``: the numbers of a brief that has changed, put into a draft that people have edited."""
from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli import chinese
from generator.cli.options import json_option
from generator.cli.outputs import check_folder
from generator.cli.show import put, put_json
from generator.errors import CallError, OverwriteError

if TYPE_CHECKING:
    from generator.model import Change, Left
    from generator.update import Update

_MOST_NAMES = 1000


@click.command(cls=chinese.Command)
@click.argument("document", metavar="稿子", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--brief", metavar="要点", required=True, type=click.Path(exists=True, dir_okay=False), help="改过数的写作要点。")
@click.option("-o", "--out", metavar="文件", type=click.Path(path_type=Path), help="写到这里。默认在稿子旁边，名字后面加“-更新”。")
@click.option("--track", is_flag=True, help="每处改动留修订痕迹，修订人是“拟稿”。")
@click.option("--dry-run", is_flag=True, help="只列出要改什么，不写文件。")
@json_option
def update(document: Path, brief: str, out: Path | None, track: bool, dry_run: bool, as_json: bool) -> int:
    """要点里的数变了，把新数填进别人改过的稿子，不动他们写的字。

    \b
    nigao update 稿.docx --brief 要点.yaml --dry-run
    nigao update 稿.docx --brief 要点.yaml --track

    原稿不动，另写一份。有人改过的数、拿不准的地方不改，列出来由人定，退出码为 1。
    """
    from generator import update as updating
    from generator.brief import load_brief
    from generator.readers.document import read_document

    if document.suffix.lower() != ".docx":
        raise CallError("只能更新 .docx：文字稿里没有留底，认不出哪个数出自要点。")
    check_folder(None if out is None else str(out))
    made = updating.update(read_document(document), load_brief(brief))
    written = None if dry_run else _written(document, out, made, track=track)
    if as_json:
        put_json(_as_json(made))
    else:
        put("\n".join(_page(made, written, brief, dry_run=dry_run)))
    return int(bool(made.revision.left))


def _written(document: Path, out: Path | None, made: Update, *, track: bool) -> Path | None:
    """The new file; None where nothing changed and no file was asked for."""
    from generator.readers.kinds import legible
    from generator.writers.docx.revise import revised
    from generator.writers.safe import write_files

    if not made.revision.changed and out is None:
        return None
    path = out or _beside(document)
    if path.exists() and path.samefile(document):
        raise OverwriteError(f"不改原稿“{document.name}”：用 -o 给一个别的文件名。")
    content = document.read_bytes()
    with legible(document):
        content = revised(content, made.revision.edits, made.record, track=track) if made.revision.changed else content
    write_files({path: content}, force=False)
    return path


def _beside(document: Path) -> Path:
    """A free name beside the document: 稿-更新.docx, 稿-更新2.docx …."""
    stem = document.stem
    names = (f"{stem}-更新{number if number > 1 else ''}{document.suffix}" for number in range(1, _MOST_NAMES))
    return next((path for name in names if not (path := document.with_name(name)).exists()), document.with_name(f"{stem}-更新{_MOST_NAMES}{document.suffix}"))


def _page(made: Update, written: Path | None, brief: str, *, dry_run: bool) -> Iterator[str]:
    """What was done, change by change, and what is left."""
    revision = made.revision
    verb = "要改" if dry_run else "改了"
    counted = f"{verb} {len(revision.changed)} 处，留给人定 {len(revision.left)} 处" if revision.changed or revision.left else "没有要改的数"
    yield f"{made.document.name}：{counted}"
    if written is not None:
        yield f"已写出：{written}"
    for sentence, together in groupby(revision.changed, key=lambda change: (change.paragraph, made.sentence(change))):
        for change in together:
            yield _line(change, f"{change.old} → {change.new}{_turned(made, change)}", change.label)
        yield f"      {sentence[1]}"
    if revision.left:
        yield ""
        yield "留给人定："
    for left in revision.left:
        both = f"稿子里是“{left.now}”，要点现在是{left.new}" if left.now and left.new else f"要点现在是{left.new}" if left.new else f"“{left.now}”" if left.now else ""
        yield _line(left, "，".join(part for part in (both, left.why) if part), left.label)
        yield f"      {made.sentence(left)}"
    if revision.fresh:
        yield f"要点里新有、稿子里没有的指标：{'、'.join(revision.fresh)}"
    if revision.gone:
        yield f"要点里已经没有的指标：{'、'.join(revision.gone)}"
    if revision.changed and not dry_run:
        yield f"改完再核一遍：nigao check {written} --brief {brief}"


def _turned(made: Update, change: Change) -> str:
    """The words that changed with a number: the sentences around may hang on them."""
    lines = made.document.paragraphs
    words = [f"“{lines[edit.paragraph].text[edit.start:edit.end]}”改为“{edit.new}”" if edit.start < edit.end and edit.new
             else f"加上“{edit.new}”" if edit.new else f"删去“{lines[edit.paragraph].text[edit.start:edit.end]}”" for edit in change.turned]
    return f"，{'，'.join(words)}，前后几句请看一眼" if words else ""


def _line(item: Change | Left, what: str, label: str) -> str:
    where = f"（{label}{'，' if label and item.source else ''}{item.source}）" if label or item.source else ""
    return f"  第 {item.paragraph + 1} 段  {what}{where}"


def _as_json(made: Update) -> dict[str, Any]:
    """The shape of the contract, with the reasons and lines besides."""
    def common(item: Change | Left) -> dict[str, Any]:
        return {"ref": item.ref, "label": item.label, "old": item.old, "new": item.new, "paragraph": item.paragraph, "text": made.sentence(item), "source": item.source}

    revision = made.revision
    return {
        "schema": 1,
        "changed": [{**common(change), "turned": [edit.new for edit in change.turned]} for change in revision.changed],
        "left": [{**common(left), "now": left.now, "why": left.why} for left in revision.left],
        "fresh": list(revision.fresh),
        "gone": list(revision.gone),
    }
