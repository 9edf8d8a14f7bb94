"""HTML and PDF: the same words as the .docx, nothing loaded, nothing run, the same bytes every time."""
from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from briefs import EXAMPLES, FEW, LIBRARY, PRINT, brief, draft_of

from cli_calls import call
from generator.layouts import load_layout
from generator.model import Draft, Paragraph, Span
from generator.pipeline import make_draft
from generator.writers import pdf, recognise
from generator.writers.html import to_html

DRAFT = draft_of(FEW[0])[1]
needs_office = pytest.mark.skipif(shutil.which("soffice") is None or shutil.which("pdftotext") is None, reason="LibreOffice or poppler is not installed")
HOSTILE = '<script>alert(1)</script>"&\'</style><img src=x onerror=1>'


class Page(HTMLParser):
    """What a browser would find: words by paragraph, tags, attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self._main = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self._main = self._main or tag == "main"
        if self._main and tag in ("h1", "h2", "h3", "p"):
            self.said.append("")

    def handle_endtag(self, tag: str) -> None:
        self._main = self._main and tag != "main"

    def handle_data(self, data: str) -> None:
        if self._main and self.said:
            self.said[-1] += data.strip("\n")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_page_says_what_the_draft_says(path: Path) -> None:
    """Paragraph by paragraph, with no script, no link, no picture and no attribute but classes."""
    draft = draft_of(path)[1]
    page = Page(to_html(draft, PRINT))
    assert page.said == [paragraph.text for paragraph in draft.paragraphs]
    assert not {"script", "link", "img", "iframe", "a", "object"} & set(page.tags)
    assert {name for name, _ in page.attributes} == {"lang", "charset", "class"}
    assert "url(" not in to_html(draft, PRINT) and "http" not in to_html(draft, PRINT) and "@import" not in to_html(draft, PRINT)


def test_words_of_a_brief_stay_words() -> None:
    """Tags, quotes and ends of styles in a title, a heading or a font do nothing."""
    draft = Draft(HOSTILE, "s", 0, (Paragraph("title", HOSTILE), Paragraph("heading3", f"一是{HOSTILE}。然后。"), Paragraph("body", HOSTILE, spans=(Span(0, 8, "gap", "a"),))))
    from generator.frozen import replace

    layout = replace(PRINT, fonts={**PRINT.fonts, "body": '"; } </style><script>'}, footer={**PRINT.footer, "form": '</style>"{}"'})
    text = to_html(draft, layout)
    page = Page(text)
    assert page.said[1:] == [f"一是{HOSTILE}。然后。", HOSTILE] and "script" not in page.tags and "img" not in page.tags
    assert text.count("</style>") == 1 and text.count("<mark>") == 1 and page.tags.count("span") == 1


def test_the_print_style_is_the_layouts_page() -> None:
    """Paper, margins, sizes and page numbers of either layout stand in the print style."""
    for layout in (PRINT, load_layout("podium")):
        text = to_html(DRAFT, layout)
        assert f"margin: {layout.page['top'] / 20:g}pt" in text and f"font: {layout.body['size'] / 2:g}pt/{layout.grid / 20:g}pt" in text
        assert "@page :right { @bottom-right" in text and "@page :left { @bottom-left" in text and "counter(page)" in text


def test_html_is_known_again(tmp_path: Path) -> None:
    """Written, replaced by --force, kept when a person changed it; on stdout too."""
    out = tmp_path / "稿.html"
    assert call("draft", FEW[0], "-o", out).exit_code == 0 and recognise.state(out) == "ours"
    assert call("draft", FEW[0], "-o", out, "--force").exit_code == 0
    out.write_text(out.read_text(encoding="utf-8").replace("同志们", "各位同志"), encoding="utf-8")
    assert recognise.state(out) == "edited" and call("draft", FEW[0], "-o", out, "--force").exit_code == 6
    assert call("draft", FEW[0], "-o", "-", "--to", "html").stdout.startswith("<!DOCTYPE html>")


@needs_office
def test_pdf_is_the_docx_on_paper(tmp_path: Path) -> None:
    """The same words, A4, the draft's date; the same bytes again; known as ours, and not when a byte was changed."""
    out = tmp_path / "稿.pdf"
    assert call("draft", FEW[0], "-o", out).exit_code == 0
    read = subprocess.run(["pdftotext", "-layout", str(out), "-"], capture_output=True, text=True, check=True).stdout
    words = re.sub(r"[\s—\d]", "", read)
    assert all(re.sub(r"[\s—\d]", "", paragraph.text)[:12] in words for paragraph in DRAFT.paragraphs)
    told = subprocess.run(["pdfinfo", "-isodates", str(out)], capture_output=True, text=True, check=True).stdout
    assert "2026-04-01" in told and "A4" in told
    first = out.read_bytes()
    assert recognise.state(out) == "ours" and call("draft", FEW[0], "-o", out, "--force").exit_code == 0 and out.read_bytes() == first
    out.write_bytes(first.replace(b"obj", b"obJ", 1))
    assert recognise.state(out) == "foreign"


def test_without_libreoffice_a_person_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 7 with the way round it; nothing is written."""
    monkeypatch.setattr(pdf.shutil, "which", lambda name: None)
    monkeypatch.setattr(pdf, "_USUAL", ())
    result = call("draft", FEW[0], "-o", tmp_path / "稿.pdf")
    assert result.exit_code == 7 and "LibreOffice" in result.stderr and ".docx" in result.stderr and not (tmp_path / "稿.pdf").exists()


def test_a_broken_libreoffice_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that fails is exit 7 too."""
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(pdf.shutil, "which", lambda name: str(program))
    assert call("draft", FEW[0], "-o", tmp_path / "稿.pdf").exit_code == 7


def test_a_pdf_does_not_go_to_the_terminal() -> None:
    """Binary formats are refused on stdout."""
    assert call("draft", FEW[0], "-o", "-", "--to", "pdf").exit_code == 2


@pytest.mark.parametrize(
    ("title", "meeting", "subtitle"),
    [("让项目落下来", "全县项目工作会议", "——在全县项目工作会议上的讲话"), ("在大会上的讲话", "全县项目工作会议", None),
     ("让项目落下来", "", None), ("", "全县项目工作会议", None)],
)
def test_a_title_that_names_a_theme_gets_its_occasion(title: str, meeting: str, subtitle: str | None) -> None:
    """副题 ——在××会议上的讲话 under a theme; none under a title that says it already, or where no meeting is named."""
    told = f"title: {title}\n" if title else ""
    draft = make_draft(brief(f"{told}year: 2026\nregion: {{level: county}}\nskeleton: three_questions\noccasion: {{name: {meeting}}}\n", head=""), LIBRARY)
    assert [paragraph.text for paragraph in draft.paragraphs if paragraph.role == "subtitle"] == ([subtitle] if subtitle else [])
