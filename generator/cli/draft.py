"""``nigao draft``: the main job, a brief becomes a speech on file."""
from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from generator.cli import chinese
from generator.cli.account import account, gaps
from generator.cli.drafting import make_from, read
from generator.cli.dress import Dress, check_dress, dress_of, lacking, taken
from generator.cli.options import Wanted, brief_argument, drafting_options
from generator.cli.outputs import STDOUT, beside, check_folder, check_ledger, choose_format
from generator.cli.show import put, put_json, tell
from generator.errors import NigaoError
from generator.model import Draft, Library
from generator.output import FORMATS

TOO_SHORT = "只够写"                   # what pipeline's note says when the facts cannot carry the length


class NotReady(NigaoError):
    """``--strict``: the draft has gaps or is too short for its facts, so nothing was written."""

    code = 1


@click.command(cls=chinese.Command)
@brief_argument
@click.option("-o", "--out", metavar="文件", help="写到这里，后缀定格式；- 是标准输出。默认在要点旁边，以标题为名。")
@click.option("--to", metavar="|".join(FORMATS), type=click.Choice(FORMATS), help="格式，优先于后缀。")
@drafting_options
@click.option("--ledger", metavar="表格", type=click.Path(path_type=Path), help="另写一份数据核对表（.csv 或 .xlsx）：每个数在哪一句、出自哪一行。")
@click.option("--layout", metavar="版式", help="print（印发版，默认）、podium（讲台版，大字），或自己的版式文件。")
@click.option("--reference-doc", "model", metavar="样稿", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="照单位现成的一份 .docx 排：用它的样式、页面、页码，不用它的文字。")
@click.option("--annotate", is_flag=True, help="在 docx 里给每个数加批注：出处、算式和所用的数。")
@click.option("--strict", is_flag=True, help="有待补或材料撑不起字数时不写文件，退出码为 1。")
@click.option("--force", is_flag=True, help="替换已有的文件，原文件留作 .bak；别人改过的稿子仍不替换。")
def draft(
    brief: str, out: str | None, to: str | None, wanted: Wanted, ledger: Path | None, layout: str | None, model: Path | None, annotate: bool,
    strict: bool, force: bool
) -> None:
    """由写作要点写出讲话稿。要点写 - 时从标准输入读。

    \b
    nigao draft 要点.yaml
    nigao draft 要点.yaml -o 讲话.docx --length 4000 --annotate

    缺的材料写成【待补：…】，不会编造。同样的要点、同样的写法（--variant）写出的文件一字节不差。
    """
    kind = choose_format(out, to)
    check_folder(out)
    check_ledger(ledger)
    check_dress(kind, layout, model, annotate)
    facts = read(brief, wanted.sets)
    dress = dress_of(facts.settings, kind, layout, model)
    made, library = make_from(facts, wanted)
    if strict:
        refuse_unready(made)
    tables = {ledger: table(made, ledger.suffix)} if ledger is not None else {}
    if out == STDOUT:
        write(tables, force=force)                # before a word is printed: all outputs or none
        print_draft(made, kind, library, dress)
    else:
        path = Path(out) if out else beside(brief, made.title, kind)
        told = [*taken(dress), *(lacking(made, dress) if kind == "docx" else ())]
        write_draft(made, {path: content(made, kind, dress, annotate=annotate), **tables}, force=force, library=library, told=told)


def refuse_unready(made: Draft) -> None:
    """Raises NotReady where the draft has gaps, or notes that its facts cannot carry the length."""
    wanting = [*(gaps(made) if made.gaps else []), *(note for note in made.notes if TOO_SHORT in note)]
    if wanting:
        raise NotReady("\n".join(["--strict：稿子还不能用，没有写文件。", *wanting]))


def print_draft(made: Draft, kind: str, library: Library, dress: Dress) -> None:
    """The draft alone on stdout; what there is to say about a text goes to stderr, about JSON nowhere: it is in there."""
    from generator.writers.json import to_json

    if kind == "json":
        put_json(json.loads(to_json(made)))
        return
    put(content(made, kind, dress).decode("utf-8").rstrip("\n"))
    tell("\n".join(account(made, library)))


def write_draft(made: Draft, outputs: Mapping[Path, bytes], *, force: bool, library: Library, told: Sequence[str] = ()) -> None:
    """The draft and what goes with it on file, and its account on stdout, with what is ``told`` of the file besides. Raises OverwriteError or
    WriteError, and then nothing has changed."""
    kept = write(outputs, force=force)
    lines = [*(f"已写出：{path}" for path in outputs), *(f"原文件留作：{old}" for old in kept), *account(made, library), *told]
    put("\n".join(lines))


def write(outputs: Mapping[Path, bytes], *, force: bool) -> list[Path]:
    """All outputs or none; the old files that were kept."""
    from generator.writers.safe import write_files

    return write_files(outputs, force=force) if outputs else []


def table(made: Draft, suffix: str) -> bytes:
    """The ledger of a draft, as the suffix asks."""
    if suffix.lower() == ".xlsx":
        from generator.writers.workbook import to_xlsx

        return to_xlsx(made)
    from generator.writers.ledger import to_csv

    return to_csv(made)


def content(made: Draft, kind: str, dress: Dress, *, annotate: bool = False) -> bytes:
    """The draft in one of FORMATS, dressed."""
    from generator import output

    return output.content(made, kind, dress.page, reference=dress.reference, annotate=annotate)
