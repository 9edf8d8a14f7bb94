"""Drafts on paper: text, Markdown, JSON, terminal and .docx say the same words."""
from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from briefs import FEW, LIBRARY, PRINT, ROOT, brief
from hypothesis import given
from hypothesis import strategies as st

from generator.brief import load_brief
from generator.frozen import replace
from generator.model import Draft, Gap, Paragraph, Span
from generator.pipeline import make_draft
from generator.readers.record import remember
from generator.writers import terminal, titles
from generator.writers.docx import provenance, to_docx
from generator.writers.json import as_dict, to_json
from generator.writers.markdown import to_markdown
from generator.writers.text import to_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAFT = make_draft(load_brief(FEW[0]), LIBRARY)
GAPS = make_draft(brief("figures: {a: {label: 税收, value: , unit: 亿元, last: 3}}\nagenda: [{actor: 某同志, act: briefing}]\n"), LIBRARY)


def parts(draft: Draft) -> dict[str, bytes]:
    """The parts of a draft's .docx by name."""
    with zipfile.ZipFile(BytesIO(to_docx(draft, PRINT))) as package:
        return {name: package.read(name) for name in package.namelist()}


def words(xml: bytes) -> list[str]:
    """The text of each paragraph of document.xml."""
    return ["".join(node.text or "" for node in paragraph.iter(f"{W}t")) for paragraph in ElementTree.fromstring(xml).iter(f"{W}p")]


def test_the_docx_says_what_the_draft_says() -> None:
    """Paragraph by paragraph, at the places that the JSON names; one empty line under the title block."""
    said = words(parts(DRAFT)["word/document.xml"])
    for item in as_dict(DRAFT)["paragraphs"]:
        assert said[item["docx_paragraph"]] == item["text"]
    assert said.count("") == 1


def test_figures_are_held_by_bookmarks_with_their_table() -> None:
    """Every figure span has a bookmark of its own; the table says its ref, its printed text, the words around it and the exact value; all is that of the draft."""
    found = parts(DRAFT)
    record = remember(found["docProps/custom.xml"])
    table = record["figures"]
    assert isinstance(table, dict)
    spans = [(span.ref, paragraph.text[span.start:span.end]) for paragraph in DRAFT.paragraphs for span in paragraph.spans if span.kind == "figure"]
    assert [tuple(held[:2]) for held in table.values()] == spans
    assert all(any(before + text + after in paragraph.text for paragraph in DRAFT.paragraphs) for _, text, before, after, _ in table.values())
    values = {(use.ref, use.text): use.value for use in DRAFT.figures}
    assert all(values[ref, text] == value for ref, text, _, _, value in table.values())
    document = found["word/document.xml"].decode()
    assert sorted(re.findall(r'w:name="(n\d+)"', document)) == sorted(table)
    for name, (_, text, *_around) in table.items():
        assert f'w:name="{name}"/><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{text}<' in document


@pytest.mark.parametrize(("number", "style"), [("（一）", "RunIn2"), ("1.", "RunIn3"), ("一要", "RunIn3")])
def test_a_run_in_head_takes_the_style_of_its_level(number: str, style: str) -> None:
    """Up to its first stop: （一） in 楷体, 1. and 一要 in bold 仿宋 (GB/T 9704-2012 7.3.3); what follows is plain."""
    draft = replace(DRAFT, paragraphs=(Paragraph("heading3", f"{number}抓项目。先看3个。", spans=(Span(len(number) + 6, len(number) + 8, "figure", "a.value"),)),), gaps=())
    found = parts(draft)
    document = found["word/document.xml"].decode()
    assert f'<w:rStyle w:val="{style}"/><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{number}抓项目。</w:t>' in document
    assert document.count("w:rStyle") == 1
    assert f'w:styleId="{style}"' in found["word/styles.xml"].decode()


def test_gaps_are_highlighted_and_commented() -> None:
    """Each gap is yellow and carries a comment that names the key to fill."""
    found = parts(GAPS)
    comments = found["word/comments.xml"].decode()
    assert comments.count("<w:comment ") == found["word/document.xml"].decode().count('w:val="yellow"') == 2
    assert "agenda[0].actor" in comments
    assert "a.value" in comments


def test_nothing_of_the_library_or_the_machine_is_left() -> None:
    """No author, thumbnail, theme or path; zip times are fixed and parts sorted."""
    with zipfile.ZipFile(BytesIO(to_docx(DRAFT, PRINT))) as package:
        names = package.namelist()
        assert names[1:] == sorted(names[1:])
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        everything = b"".join(package.read(name) for name in names)
    assert not any(word in name for name in names for word in ("theme", "thumbnail", "customXml", "stylesWithEffects", "app.xml"))
    assert not any(word in everything for word in (b"python-docx", b"Macintosh", b"/home/", b"Theme=", b"en-US\" w:eastAsia=\"en"))


def test_the_same_brief_gives_the_same_bytes_anywhere() -> None:
    """Twice in one process, and in another process with another time zone, locale and hash seed."""
    code = ("import sys, hashlib; sys.path.insert(0, 'tests')\nfrom test_writers import DRAFT, PRINT, to_docx\n"
            "print(hashlib.sha256(to_docx(DRAFT, PRINT)).hexdigest())")
    runs = {subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True,
                           env=os.environ | {"TZ": zone, "LC_ALL": "C", "PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}).stdout
            for zone, seed in (("Asia/Shanghai", "1"), ("America/Lima", "2"))}
    assert len(runs) == 1
    assert to_docx(DRAFT, PRINT) == to_docx(DRAFT, PRINT)


def test_an_edited_draft_is_told_from_an_untouched_one(tmp_path: Path) -> None:
    """A changed word makes it edited, changed formatting does not; anything else is foreign."""
    path = tmp_path / "a.docx"
    path.write_bytes(to_docx(DRAFT, PRINT))
    assert provenance.state(path) == "ours"
    assert rewritten(path, "</w:rPr>", "<w:i/></w:rPr>") == "ours"
    assert rewritten(path, "同志们", "各位同志") == "edited"
    path.write_bytes(b"PK")
    assert provenance.state(path) == "foreign"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", f'<w:document xmlns:w="{W[1:-1]}"/>')
    assert provenance.state(path) == "foreign"


def rewritten(path: Path, old: str, new: str) -> str:
    """The state of a copy in which a person replaced ``old`` once in the body."""
    copy = path.with_name("copy.docx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.decode().replace(old, new, 1).encode() if name == "word/document.xml" else data)
    return provenance.state(copy)


def test_json_follows_the_contract() -> None:
    """Every key of the contract, spans that point at their text, figures with formula and source line."""
    told = json.loads(to_json(DRAFT))
    assert list(told) == ["schema", "title", "skeleton", "variant", "characters", "minutes", "paragraphs", "figures", "facts", "unused", "notes", "gaps", "provenance"]
    completion = next(row for row in told["figures"] if row["ref"].endswith(".completion"))
    name = completion["ref"].removesuffix(".completion")
    assert completion["formula"] == f"{name}.value / {name}.target"
    assert re.search(r"\.yaml:\d+$", completion["source"])
    for row in told["figures"]:
        assert all(row["text"] in told["paragraphs"][at]["text"] for at in row["paragraphs"])
    assert told["characters"] == sum(len(re.sub(r"\s", "", item["text"])) for item in told["paragraphs"])


def test_text_has_one_paragraph_a_line() -> None:
    """Title block, empty line, then every paragraph."""
    lines = to_text(DRAFT).splitlines()
    assert lines[0] == DRAFT.title
    assert [line for line in lines if line] == [paragraph.text for paragraph in DRAFT.paragraphs]


@given(st.text("ab中，。*_#[]()<>|~`\\&-+.1", min_size=1, max_size=30))
def test_markdown_escapes_what_is_special(text: str) -> None:
    """Without its backslashes a paragraph reads as it was written."""
    draft = Draft("t", "s", 0, (Paragraph("body", text),))
    shown = to_markdown(draft).rpartition("\n\n<!-- nigao ")[0]
    assert re.sub(r"\\(.)", r"\1", shown) == text.rstrip()


@given(st.text("中国，。“”《》0123456789.%abc 字", min_size=1, max_size=200), st.integers(20, 120))
def test_wrapping_loses_nothing_and_keeps_the_rules(text: str, width: int) -> None:
    """Lines fit the terminal, join to the text, and none begins with a stop where there was room to avoid it."""
    shown = terminal.render(Draft("t", "s", 0, (Paragraph("body", text),)), width, colour=False, explain=False)
    lines = shown.rstrip("\n").split("\n")
    assert "".join(lines).strip(" ").replace(" ", "") == text.replace(" ", "")
    assert all(terminal.cells(line) <= min(width, 100) for line in lines)


def test_colour_marks_headings_figures_and_gaps() -> None:
    """ANSI colours only where asked; gaps black on yellow."""
    span = Span(1, 3, "gap", "x")
    draft = Draft("t", "s", 0, (Paragraph("heading1", "一、甲"), Paragraph("body", "乙【】丙", spans=(span,))), gaps=(Gap("x", "y", (1,)),))
    assert "\x1b[30;43m【】\x1b[0m" in terminal.render(draft, 80, colour=True, explain=False)
    assert "\x1b" not in terminal.render(draft, 80, colour=False, explain=True)


@pytest.mark.parametrize(("title", "lines"), [
    ("在全县工作会议上的讲话", ["在全县工作会议上的讲话"]),
    ("在全县2026年一季度招商引资工作汇报会上的讲话", ["在全县2026年一季度", "招商引资工作汇报会上的讲话"])])
def test_titles_break_by_sense(title: str, lines: list[str]) -> None:
    """A short title stays whole; a long one breaks between units of sense."""
    assert titles.lines(title) == lines


@given(st.text("在全县市招商引资项目建设工作推进会议上的讲话2026年", min_size=21, max_size=70))
def test_long_titles_never_leave_an_orphan(title: str) -> None:
    """No line wider than the page, none of one or two characters, nothing lost."""
    made = titles.lines(title)
    assert "".join(made) == title
    assert all(len(line) > 2 for line in made)
