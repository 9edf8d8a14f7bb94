"""``nigao draft``: the main job, a brief becomes a speech on file."""
from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from generator.cli import chinese
from generator.cli.account import account, gaps
from generator.cli.drafting import make_from, read
from generator.cli.options import Wanted, brief_argument, drafting_options
from generator.cli.outputs import FORMATS, PAGES, STDOUT, beside, check_folder, check_ledger, choose_format
from generator.cli.show import put, put_json, tell
from generator.errors import CallError, NigaoError
from generator.model import Draft, Layout, Library, Settings

if TYPE_CHECKING:
    from generator.readers.reference import Reference

TOO_SHORT = "只够写"                   # what pipeline's note says when the facts cannot carry the length


MODELLED = ("docx", "pdf")             # formats that can be set like a unit's own document


class Dress(NamedTuple):
    """How the pages are to look."""

    page: Layout
    reference: Reference | None = None


class NotReady(NigaoError):
    """``--strict``: the draft has gaps or is too short for its facts, so nothing was written."""

    code = 1


@click.command(cls=chinese.Command)
@brief_argument
@click.option("-o", "--out", metavar="文件", help="写到这里，后缀定格式；- 是标准输出。默认在要点旁边，以标题为名。")
@click.option("--to", metavar="|".join(FORMATS), type=click.Choice(FORMATS), help="格式，优先于后缀。")
@drafting_options
@click.option("--ledger", metavar="表格", type=click.Path(dir_okay=False, path_type=Path), help="另写一份数据核对表（.csv 或 .xlsx）：每个数在哪一句、出自哪一行。")
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
        told = [*borrowed(dress), *fonts_of(made, dress)] if kind == "docx" else borrowed(dress)
        write_draft(made, {path: content(made, kind, dress, annotate=annotate), **tables}, force=force, library=library, told=told)


def refuse_unready(made: Draft) -> None:
    """Raises NotReady where the draft has gaps, or notes that its facts cannot carry the length."""
    wanting = [*(gaps(made) if made.gaps else []), *(note for note in made.notes if TOO_SHORT in note)]
    if wanting:
        raise NotReady("\n".join(["--strict：稿子还不能用，没有写文件。", *wanting]))


def check_dress(kind: str, layout: str | None, model: Path | None, annotate: bool) -> None:
    """Raises CallError for what a format cannot have."""
    if annotate and kind != "docx":
        raise CallError("批注（--annotate）只加在 docx 里；要别的格式，请用 --ledger 另写数据核对表。")
    if layout and kind not in PAGES:
        raise CallError(f"{kind} 没有版式；--layout 用于 {'、'.join(PAGES)}。")
    if model is not None and kind not in MODELLED:
        raise CallError(f"{kind} 不能照样稿排；--reference-doc 用于 {'、'.join(MODELLED)}。")


def dress_of(settings: Settings, kind: str, layout: str | None, model: Path | None) -> Dress:
    """How the pages are to look: as asked, else as the unit has settled; a layout that is asked for is not dressed over. Raises CallError,
    BankError, DocumentError."""
    from generator.layouts import load_layout
    from generator.readers.reference import read_reference

    if model is None and not layout and settings.reference_doc and kind in MODELLED:
        model = Path(settings.reference_doc)
    return Dress(load_layout(layout or settings.layout), read_reference(model) if model is not None else None)


def borrowed(dress: Dress) -> list[str]:
    """Which styles were taken from the unit's document, for a person to read."""
    if dress.reference is None:
        return []
    from generator.writers.docx.reference import borrow

    found = borrow(dress.reference, dress.page)
    footer = "，页码照样稿" if dress.reference.footers else ""
    lines = [f"样式：取用{dress.reference.name}的{'、'.join(found.taken) or '页面'}{footer}"]
    return [*lines, *([f"  样稿没有的照版式：{'、'.join(found.kept)}"] if found.kept else []), *(f"  {told}" for told in dress.reference.left)]


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


def fonts_of(made: Draft, dress: Dress) -> list[str]:
    """What a reader's computer may lack, for a person to read; nothing of a unit's own document, whose fonts the unit has."""
    if dress.reference is not None:
        return []
    from generator.writers import fonts

    page = dress.page
    rare = fonts.uncommon(made, page)
    lines = [f"字体：稿子用了{'、'.join(rare)}，没有装的电脑会换成别的字体"] if rare else []
    return [*lines, *(f"生僻字：{font}里没有“{char}”（第 {'、'.join(str(at + 1) for at in places)} 段），要另换字体" for char, font, places in fonts.missing(made, page))]


def content(made: Draft, kind: str, dress: Dress, *, annotate: bool = False) -> bytes:
    """The draft in one of FORMATS; texts are UTF-8 and end with a line feed."""
    if kind in ("docx", "pdf"):
        from generator.writers.docx import to_docx
        document = to_docx(made, dress.page, annotate=annotate, reference=dress.reference)
        return document if kind == "docx" else _pages(made, document)
    return _text(made, kind, dress.page).rstrip("\n").encode("utf-8") + b"\n"


def _pages(made: Draft, document: bytes) -> bytes:
    from generator.writers.pdf import to_pdf

    return to_pdf(document, int(datetime(*made.date, tzinfo=UTC).timestamp()))


def _text(made: Draft, kind: str, page: Layout) -> str:
    if kind == "html":
        from generator.writers.html import to_html
        return to_html(made, page)
    if kind == "md":
        from generator.writers.markdown import to_markdown
        return to_markdown(made)
    if kind == "json":
        from generator.writers.json import to_json
        return to_json(made)
    from generator.writers.text import to_text
    return to_text(made)
