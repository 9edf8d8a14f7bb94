"""The ledger (数据核对表) and the comments: every number of a draft can be traced to a line of the brief in seconds."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from briefs import EXAMPLES, LIBRARY, UNSEEN, brief
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from cli_calls import call
from generator.brief import load_brief
from generator.model import Draft
from generator.paths import zh_path
from generator.pipeline import make_draft
from generator.writers import ledger, recognise, workbook
from generator.writers.docx.body import notes_of

FACTS = brief("""date: 2026-04
figures:
  signed: {label: 签约项目, value: 23, unit: 个, target: 20, last: 0}
  bad: {label: 税收, value: -3.2, unit: 亿元}
  risky: {label: "=SUM(A1)项目", value: 3, unit: 个}
quotas: [{class: 乡镇, amount: 4000万元, min_projects: 2}]
projects: [{name: "-2+3号厂房", investment: 1.8亿元, status: signed, next: 开工, by: 2026-06}]
""", head="year: 2026\nregion: {level: county}\noccasion: {name: 大会, kind: annual_work}\nskeleton: three_questions\n")
DRAFT = make_draft(FACTS, LIBRARY)


def table(draft: Draft) -> list[list[str]]:
    """The rows of the CSV without its signature."""
    return list(csv.reader(io.StringIO(ledger.to_csv(draft).decode("utf-8-sig"))))[:-1]


@pytest.mark.parametrize("path", [*EXAMPLES, *UNSEEN[:4]], ids=lambda path: path.stem)
def test_every_number_has_a_row_where_it_stands(path: Path) -> None:
    """Rows, figure spans and spans of facts with digits are the same, in order; each row's sentence holds its number, each source is a line
    of the brief that holds a digit or a name of it; the JSON tells the same."""
    facts = load_brief(path)
    draft = make_draft(facts, LIBRARY)
    told = list(ledger.rows(draft))
    spans = [(at, paragraph.text[span.start : span.end]) for at, paragraph in enumerate(draft.paragraphs, 1) for span in paragraph.spans
             if span.kind == "figure" or (span.kind == "fact" and re.search(r"\d", paragraph.text[span.start : span.end]))]
    assert [(row.paragraph, row.text) for row in told] == spans
    lines = path.read_text(encoding="utf-8").splitlines()
    for row in told:
        assert row.text in row.sentence and row.sentence in draft.paragraphs[row.paragraph - 1].text
        file, _, line = row.source.rpartition(":")
        assert file == str(path) and 0 < int(line) <= len(lines)
        if row.value and not row.formula:
            assert row.value.partition("–")[0] in lines[int(line) - 1].replace(",", "")
    assert Counter(row.text for row in told if row.value or row.formula) == Counter(
        paragraph.text[span.start : span.end] for paragraph in draft.paragraphs for span in paragraph.spans if span.kind == "figure")


def test_a_derived_number_shows_what_it_was_computed_from() -> None:
    """Formula and inputs with their values and lines; a plain figure has neither."""
    rows = {row.label: row for row in ledger.rows(DRAFT)}
    derived = next(row for row in rows.values() if row.formula == "signed.value - signed.target" or row.formula == "signed.value / signed.target")
    line = FACTS.figures["signed"].place.line
    assert derived.inputs == f"签约项目23个（{FACTS.file}:{line}）；签约项目的目标20个（{FACTS.file}:{line}）"
    assert rows["签约项目"].formula == rows["签约项目"].inputs == ""
    assert rows["任务分解“乡镇”的任务额"].text == "4000万元" and rows["任务分解“乡镇”的任务额"].source.startswith(f"{FACTS.file}:")


def test_no_cell_runs() -> None:
    """What begins like a formula is text in both kinds of file; negative numbers stay numbers."""
    cells = [cell for row in table(DRAFT)[1:] for cell in row]
    assert "'=SUM(A1)项目" in cells and "-3.2" in cells and any(cell.startswith("'-2+3号厂房") or "“-2+3号厂房”" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-")) and not ledger.is_number(cell)]
    book = load_workbook(io.BytesIO(workbook.to_xlsx(DRAFT)))
    assert {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row} <= {"s", "n"}


@given(st.text(max_size=12))
def test_a_safe_cell_is_never_a_formula(text: str) -> None:
    """For any text: it does not begin like a formula unless it is a number, and nothing of it is lost."""
    cell = ledger.safe(text)
    assert cell.removeprefix("'") == text.removeprefix("'") and (ledger.is_number(cell) or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")))


def test_both_kinds_of_file_say_the_same_and_open_in_chinese(tmp_path: Path) -> None:
    """UTF-8 with BOM and CRLF for Excel and WPS; the workbook has the same cells, its numbers as exact numbers; the same bytes every time."""
    data = ledger.to_csv(DRAFT)
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\n") == data.count(b"\r\n")
    rows = list(load_workbook(io.BytesIO(workbook.to_xlsx(DRAFT))).worksheets[0].values)
    told = table(DRAFT)
    assert len(rows) == len(told) and tuple(rows[0]) == ledger.HEADS == tuple(told[0])
    for row, other in zip(rows[1:], told[1:], strict=True):
        for cell, text in zip(row, other, strict=True):
            assert Decimal(str(cell)) == Decimal(text) if ledger.is_number(text) else (cell or "") == text.removeprefix("'")
    assert workbook.to_xlsx(DRAFT) == workbook.to_xlsx(DRAFT)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_ledger_that_a_person_changed_is_known(tmp_path: Path, suffix: str) -> None:
    """Ours as written; edited after a cell was changed; foreign without our mark."""
    path = tmp_path / f"表{suffix}"
    path.write_bytes(ledger.to_csv(DRAFT) if suffix == ".csv" else workbook.to_xlsx(DRAFT))
    assert recognise.state(path) == "ours"
    if suffix == ".csv":
        path.write_bytes(path.read_bytes().replace("23个".encode(), "24个".encode(), 1))
    else:
        book = load_workbook(path)
        book.worksheets[0]["C3"] = "改过"
        book.save(path)
    assert recognise.state(path) == "edited"
    path.write_bytes(b"a,b\r\n1,2\r\n" if suffix == ".csv" else b"PK")
    assert recognise.state(path) == "foreign"


@pytest.mark.parametrize(("name", "why"), [("表.txt", "都不是"), ("没有这个文件夹/表.csv", "没有")])
def test_a_ledger_that_cannot_be_is_refused_before_anything_is_written(tmp_path: Path, name: str, why: str) -> None:
    """Another kind of file or a missing folder: exit 2, and no draft either."""
    out = tmp_path / "稿.docx"
    result = call("draft", str(EXAMPLES[0]), "-o", str(out), "--ledger", str(tmp_path / name))
    assert result.exit_code == 2 and why in result.stderr and not out.exists()


def test_if_the_ledger_cannot_be_written_neither_is_the_draft(tmp_path: Path) -> None:
    """An existing ledger of others: exit 6, nothing changed; with a free name both are written."""
    out, other = tmp_path / "稿.docx", tmp_path / "表.csv"
    other.write_text("别人的,表\n", encoding="utf-8")
    assert call("draft", str(EXAMPLES[0]), "-o", str(out), "--ledger", str(other), "--force").exit_code == 6
    assert not out.exists() and other.read_text(encoding="utf-8") == "别人的,表\n"
    assert call("draft", str(EXAMPLES[0]), "-o", str(out), "--ledger", str(tmp_path / "新表.xlsx")).exit_code == 0
    assert out.exists() and recognise.state(tmp_path / "新表.xlsx") == "ours"


def test_a_draft_for_a_pipe_waits_for_its_ledger(tmp_path: Path) -> None:
    """-o -: the ledger is written before the draft is printed; if it cannot be, nothing is printed."""
    other = tmp_path / "表.csv"
    assert call("draft", str(EXAMPLES[0]), "--to", "txt", "-o", "-", "--ledger", str(other)).stdout.startswith("在") and other.exists()
    other.write_text("别人的\n", encoding="utf-8")
    refused = call("draft", str(EXAMPLES[0]), "--to", "txt", "-o", "-", "--ledger", str(other))
    assert refused.exit_code == 6 and refused.stdout == ""


def test_comments_say_where_each_figure_is_from(tmp_path: Path) -> None:
    """--annotate: as many comments as bookmarks and gaps, each with its source or formula, no folder of the user's machine; only in .docx."""
    out = tmp_path / "稿.docx"
    assert call("draft", str(EXAMPLES[0].resolve()), "-o", str(out), "--annotate").exit_code == 0
    with zipfile.ZipFile(out) as package:
        comments, body = package.read("word/comments.xml").decode(), package.read("word/document.xml").decode()
    draft = make_draft(load_brief(EXAMPLES[0]), LIBRARY)
    assert comments.count("<w:comment ") == body.count("<w:bookmarkStart ") + len(draft.gaps) == body.count("<w:commentReference ")
    assert str(EXAMPLES[0].parent) not in comments and f"{EXAMPLES[0].name}:" in comments
    assert all(("算式：" in note) == bool(use.formula) for use, note in zip(draft.figures, notes_of(draft).values(), strict=True))
    assert call("draft", str(EXAMPLES[0]), "-o", str(tmp_path / "稿.md"), "--annotate").exit_code == 2


@pytest.mark.parametrize(
    ("path", "said"),
    [("quotas[0].amount", "任务分解第1条的任务额"), ("date", "日期"), ("audience[3]", "参会范围第4条"), ("nothing[2].here", "nothing第3条的here"),
     ("platforms[0].tasks[1].by", "园区平台第1条的任务第2条的时限"), ("", "")],
)
def test_a_key_path_is_said_in_chinese(path: str, said: str) -> None:
    """By the table of fields; an item by its number where its name is not known."""
    assert zh_path(path) == said


def test_an_item_is_called_by_its_name() -> None:
    """Where the brief is at hand, an item goes by what the brief calls it."""
    assert zh_path("projects[0].investment", FACTS.data) == "项目“-2+3号厂房”的投资额"
    assert zh_path("projects[7].investment", FACTS.data) == "项目第8条的投资额"
