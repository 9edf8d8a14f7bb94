"""``nigao check``: what people made of a draft, read back and checked."""
from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import chinese
from generator.cli.nearest import suggestion
from generator.cli.options import json_option
from generator.cli.outputs import STDOUT
from generator.cli.show import put, put_json, tell
from generator.errors import CallError
from generator.model import SEVERITIES

if TYPE_CHECKING:
    from generator.checkup import Report
    from generator.model import Brief, Finding
    from generator.readers.document import Document

_YEAR = re.compile(r"([12]\d{3})年?(?:[-/.]?(\d{1,2})月?)?")
_file = click.Path(exists=True, dir_okay=False, allow_dash=True)
_paths = click.Path(exists=True, path_type=Path)


def _rules(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in re.split("[,，、]", value or "") if name.strip())


def _year(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    found = _YEAR.fullmatch(value.strip()) if value else None
    if value and (found is None or (found[2] and not 1 <= int(found[2]) <= 12)):
        raise click.BadParameter(f"“{value}”不是年月，写成 2026 或 2026-03。")
    return "" if found is None else f"{found[1]}-{int(found[2]):02d}" if found[2] else found[1]


@click.command(cls=chinese.Command)
@click.argument("document", metavar="稿子", type=_file)
@click.option("--brief", metavar="要点", type=click.Path(exists=True, dir_okay=False), help="写作要点：有了它才能核对数据、地名人名。")
@click.option("--only", metavar="规则,…", callback=_rules, help="只查这几条规则。")
@click.option("--skip", metavar="规则,…", callback=_rules, help="不查这几条规则。")
@click.option("--severity", metavar="|".join(SEVERITIES), type=click.Choice(SEVERITIES), help="只报这一级和更重的，退出码也照此算；默认全报，有警告以上的退出码为 1。")
@click.option("--corpus", metavar="文件夹", type=_paths, multiple=True, help="旧稿、范文：找出连着十三个字以上照抄的地方（可重复）。")
@click.option("--year", metavar="年月", callback=_year, help="讲话的时间，如 2026-03：提法照它核对。默认看要点，再看标题下的日期。")
@click.option("--against", metavar="另一稿", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="只比两稿：增、删、改、移了哪几句，哪些数跟着变了。")
@click.option("--annotate", metavar="文件", type=click.Path(path_type=Path), help="另存一份 .docx，每个问题是一条批注。")
@click.option("--show-config", is_flag=True, help="只看用的是哪些规则和设置、设置在哪个文件里。")
@json_option
def check(
    document: str, brief: str | None, only: tuple[str, ...], skip: tuple[str, ...], severity: str | None, corpus: tuple[Path, ...], year: str,
    against: Path | None, annotate: Path | None, show_config: bool, as_json: bool
) -> int:
    """核对改过的稿子：数据、提法、地名人名、文字、标点、序号、版式。

    \b
    稿子是 .docx、.md 或 .txt；- 从标准输入读文字。
    nigao check 稿.docx --brief 要点.yaml
    nigao check 稿.docx --brief 要点.yaml --annotate 批注稿.docx
    nigao check 新稿.docx --against 旧稿.docx
    """
    if against is not None:
        if brief or only or skip or severity or corpus or year or show_config:
            raise CallError("--against 只比两稿，不和别的核对一起做；可以加 --annotate 或 --json。")
        _compare(document, against, annotate, as_json=as_json)
        return 0
    from generator import checkup

    settings, home = checkup.settings_for(Path() if document == STDOUT else Path(document).parent)
    _known([*only, *skip], checkup.rules_of(settings))
    if show_config:
        from generator.cli.check_config import show

        show(settings, home, only, skip, as_json=as_json)
        return 0
    read = _read(document)
    _can_annotate(read, annotate)
    report = checkup.check(read, settings, brief=_brief(brief), only=only, skip=skip, corpus=corpus, year=year)
    shown = [finding for finding in report.findings if severity is None or SEVERITIES.index(finding.severity) <= SEVERITIES.index(severity)]
    if annotate is not None:
        _annotated(Path(document), annotate, shown)
    _print(report, shown, annotate, as_json=as_json)
    return int(any(SEVERITIES.index(finding.severity) <= SEVERITIES.index(severity or "warning") for finding in shown))


def _compare(document: str, against: Path, annotate: Path | None, *, as_json: bool) -> None:
    """What became of another version of the document."""
    from generator.cli import versions
    from generator.readers.document import read_document
    from generator.revision.versions import differences

    read, other = _read(document), read_document(against)
    _can_annotate(read, annotate)
    found = differences(other, read)
    if annotate is not None:
        _annotated(Path(document), annotate, versions.as_findings(found))
    if as_json:
        put_json(versions.as_json(other, found))
    else:
        put(versions.page(read, other, found, annotate))


def _known(rules: Sequence[str], all: Iterable[str]) -> None:
    names = list(all)
    for rule in rules:
        if rule not in names:
            raise CallError(f"没有“{rule}”这条规则。{suggestion(rule, names)}看全部：nigao check --show-config 稿子")


def _read(document: str) -> Document:
    from generator.readers.document import read_document, read_text

    return read_text(sys.stdin.buffer.read()) if document == STDOUT else read_document(Path(document))


def _brief(path: str | None) -> Brief | None:
    from generator.brief import load_brief

    return load_brief(path) if path is not None else None


def _can_annotate(document: Document, out: Path | None) -> None:
    if out is not None and document.kind != "docx":
        raise CallError("批注（--annotate）只能加在 .docx 里。")
    if out is not None and not out.parent.is_dir():
        raise CallError(f"没有“{out.parent}”这个文件夹，请先建好。")


def _annotated(document: Path, out: Path, findings: Sequence[Finding]) -> None:
    """A copy with comments; the document itself is never written."""
    from generator.readers.kinds import legible
    from generator.writers.docx.annotate import annotated
    from generator.writers.safe import write_files

    with legible(document):
        content = annotated(document.read_bytes(), findings)
    write_files({out: content}, force=False)


def _print(report: Report, shown: Sequence[Finding], annotate: Path | None, *, as_json: bool) -> None:
    from generator.cli import findings

    if as_json:
        put_json(findings.as_json(report, shown))
        return
    put(findings.page(report, shown))
    if annotate is not None:
        tell(f"已写出：{annotate}")
