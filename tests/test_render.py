"""The page as LibreOffice renders it: 22 lines of 28 characters, and bookmarks that survive a round trip."""
from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from briefs import FEW, LIBRARY, PRINT, SHARED, UNSEEN, draft_of
from test_writers import DRAFT, to_docx

from generator.brief import load_brief
from generator.layouts import load_layout
from generator.pipeline import make_draft
from generator.readers.body import W
from generator.readers.record import remember
from generator.writers.docx import provenance
from generator.writers.pdf import to_pdf

PROBE = SHARED / "tools" / "layout_probe.py"
OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None or shutil.which("pdftotext") is None, reason="LibreOffice or poppler is not installed")


def converted(path: Path, kind: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another format."""
    subprocess.run([str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind, "--outdir", str(folder / kind),
                    str(path)], check=True, capture_output=True, timeout=240)
    return folder / kind / f"{path.stem}.{kind}"


@needs_office
@pytest.mark.skipif(not PROBE.is_file(), reason="the layout probe is not beside this checkout")
@pytest.mark.parametrize("layout", ["print", "podium"])
@pytest.mark.parametrize("path", [*FEW, *UNSEEN[::5]], ids=lambda path: path.stem)
def test_a_draft_is_laid_out_as_the_standard_asks(tmp_path: Path, path: Path, layout: str) -> None:
    """Every check of the page, read from the file and measured on the rendered pages, in both layouts, of examples and unseen briefs."""
    document = tmp_path / "draft.docx"
    document.write_bytes(to_docx(draft_of(path)[1], load_layout(layout)))
    done = subprocess.run([sys.executable, PROBE, document, "--layout", layout, "--render"], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout


@needs_office
@pytest.mark.parametrize("path", FEW, ids=lambda path: path.stem)
def test_a_reading_copy_is_not_turned_inside_a_sentence(path: Path) -> None:
    """Podium: every page but the last ends with a sentence, a heading never stands at its foot, and no page is left half empty."""
    pages = pages_of(to_docx(draft_of(path)[1], load_layout("podium")))
    assert len(pages) > 5
    for lines in pages[:-1]:
        assert lines[-1].endswith(("。", "！", "？", "”", "：")) and len(lines) > 7, lines


@needs_office
def test_the_printed_page_does_turn_inside_sentences() -> None:
    """What the reading copy is kept from would happen: printed, some page of these drafts ends inside a sentence (which one depends on the fonts)."""
    pages = [lines for path in FEW for lines in pages_of(to_docx(draft_of(path)[1], PRINT))[:-1]]
    assert any(not lines[-1].endswith(("。", "！", "？", "”", "：")) for lines in pages)


@needs_office
@pytest.mark.parametrize("path", [UNSEEN[4], UNSEEN[6]], ids=lambda path: path.stem)
def test_no_number_is_broken_over_lines(path: Path) -> None:
    """A number stays with its digits and its % (GB/T 15835, and every printer)."""
    lines = [line for page in pages_of(to_docx(draft_of(path)[1], PRINT)) for line in page]
    assert [(one, other) for one, other in pairwise(lines) if re.match("[%.]", other) or (one[-1].isdigit() and other[0].isdigit())] == []


def pages_of(document: bytes) -> list[list[str]]:
    """The lines of each page without its number."""
    made = subprocess.run(["pdftotext", "-layout", "-", "-"], input=to_pdf(document, (2026, 1, 1)), capture_output=True, check=True).stdout.decode("utf-8")
    pages = [[line.strip() for line in page.splitlines() if line.strip()] for page in made.split("\f")]
    return [[line for line in lines if not re.fullmatch(r"— ?\d+ ?—", line)] for lines in pages if lines]


@needs_office
def test_provenance_survives_a_round_trip_through_libreoffice(tmp_path: Path) -> None:
    """Opened and saved by LibreOffice the draft is still known as ours, with its figures."""
    document = tmp_path / "draft.docx"
    document.write_bytes(to_docx(DRAFT, PRINT))
    first = converted(document, "odt", tmp_path)
    again = converted(first, "docx", tmp_path)
    assert provenance.state(again) == "ours"


def held(path: Path) -> dict[str, str]:
    """The text inside each of our bookmarks."""
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    names: dict[str, str] = {}
    texts: dict[str, str] = {}
    open_now: set[str] = set()
    for node in root.iter():
        number = node.get(f"{W}id", "")
        if node.tag == f"{W}bookmarkStart" and re.fullmatch(r"n\d+", node.get(f"{W}name", "")):
            names[number] = node.get(f"{W}name", "")
            open_now.add(number)
            texts[names[number]] = ""
        elif node.tag == f"{W}bookmarkEnd":
            open_now.discard(number)
        elif node.tag == f"{W}t":
            for inside in open_now:
                texts[names[inside]] += node.text or ""
    return texts


@needs_office
@pytest.mark.parametrize("brief", [FEW[0], next(path for path in UNSEEN if path.stem == "quarterly_review-subdistrict-2022")], ids=["figures", "gaps"])
def test_figures_and_comments_survive_a_round_trip_through_libreoffice(brief: Path, tmp_path: Path) -> None:
    """An annotated draft saved twice by LibreOffice: each bookmark still holds its figure as it is recorded, each comment is still there."""
    draft = make_draft(load_brief(brief), LIBRARY)
    document = tmp_path / "draft.docx"
    document.write_bytes(to_docx(draft, PRINT, annotate=True))
    again = converted(converted(document, "odt", tmp_path), "docx", tmp_path)
    with zipfile.ZipFile(again) as package:
        record = remember(package.read("docProps/custom.xml"))["figures"]
        comments = package.read("word/comments.xml").decode("utf-8")
    figures = {name: text for name, (_, text, *_around) in record.items()}
    assert held(document) == held(again) == figures and len(figures) == sum(span.kind == "figure" for item in draft.paragraphs for span in item.spans)
    assert comments.count("<w:comment ") == len(figures) + len(draft.gaps)
    assert all(use.label in comments for use in draft.figures)
