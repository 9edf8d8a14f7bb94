"""``--reference-doc``: a unit's own .docx gives styles, page and page numbers; its words, people and numbering stay where they are."""
from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from briefs import FEW, PRINT, draft_of
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from cli_calls import call
from generator.readers.reference import read_reference
from generator.writers.docx import provenance, to_docx

DRAFT = draft_of(FEW[0])[1]
SECRET = ("机密内容", "张三丰", "内部页眉", "某某局办公室")


def sample(path: Path, *, footer: str = "number", indent: bool = False, headings: bool = True) -> Path:
    """A unit's document: A4 with wide margins, own fonts, an automatic number on its headings, a header, an author and words of its own."""
    made: Any = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height, section.left_margin, section.right_margin = Mm(210), Mm(297), Mm(30), Mm(25)
    section.header.paragraphs[0].text = "内部页眉"
    made.core_properties.author = made.core_properties.last_modified_by = "张三丰"
    made.add_paragraph("机密内容，不许外传。")
    normal = made.styles["Normal"]
    normal.font.size, normal.font.name = Pt(15), "华文仿宋"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "华文仿宋")
    if indent:
        normal.paragraph_format.first_line_indent = Pt(30)
    for name in ("Title", "Heading 1", "Heading 2"):
        if headings:
            made.styles[name].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), f"华文{name[:1]}体")
        else:
            made.styles.element.remove(made.styles[name].element)
    if headings:
        properties = made.styles["Heading 1"].element.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'))
    _footer(section, footer)
    made.save(path)
    return path


def _footer(section: Any, kind: str) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run("第 " if kind == "number" else "某某局办公室  第 ")
    for told in ("begin", "PAGE", "end"):
        run = paragraph.add_run()._r
        element = OxmlElement("w:instrText" if told == "PAGE" else "w:fldChar")
        if told == "PAGE":
            element.text = " PAGE "
        else:
            element.set(qn("w:fldCharType"), told)
        run.append(element)
    paragraph.add_run(" 页")


def parts(path: Path) -> dict[str, str]:
    """The draft in a unit's dress, part by part."""
    with zipfile.ZipFile(BytesIO(to_docx(DRAFT, PRINT, reference=read_reference(path)))) as package:
        return {name: package.read(name).decode("utf-8") for name in package.namelist()}


def style(xml: str, name: str) -> str:
    """A style by its name."""
    return next(found for found in re.findall("<w:style .*?</w:style>", xml, re.DOTALL) if f'w:name w:val="{name}"' in found)


def test_styles_page_and_page_number_are_taken(tmp_path: Path) -> None:
    """The unit's fonts and margins; headings wear the unit's styles, and their automatic numbers are gone, for ours are typed."""
    found = parts(sample(tmp_path / "样稿.docx"))
    assert 'w:left="1701"' in found["word/document.xml"] and 'w:right="1417"' in found["word/document.xml"]
    assert 'w:eastAsia="华文仿宋"' in style(found["word/styles.xml"], "Normal") and 'w:eastAsia="华文H体"' in style(found["word/styles.xml"], "heading 1")
    assert "w:numPr" not in found["word/styles.xml"]
    heading = re.search(r'w:styleId="([^"]+)"', style(found["word/styles.xml"], "heading 1"))
    assert heading and f'<w:pStyle w:val="{heading[1]}"/>' in found["word/document.xml"]
    assert "第 " in found["word/footer1.xml"] and " 页" in found["word/footer2.xml"]


@pytest.mark.parametrize("footer", ["number", "words"])
def test_nothing_that_it_says_leaks(tmp_path: Path, footer: str) -> None:
    """Neither words nor header nor author; a footer with words is not taken, and a person is told."""
    path = sample(tmp_path / "样稿.docx", footer=footer)
    everything = "".join(parts(path).values())
    assert not any(secret in everything for secret in SECRET)
    told = call("draft", FEW[0], "-o", tmp_path / "稿.docx", "--reference-doc", path).stdout
    assert ("没有取用" in told) == (footer == "words") and ("页码照样稿" in told) == (footer == "number")


@pytest.mark.parametrize(("indent", "headings"), [(True, True), (False, True), (True, False), (False, False)])
def test_what_it_lacks_comes_from_the_layout(tmp_path: Path, indent: bool, headings: bool) -> None:
    """A body without an indent gets one, a missing heading style is ours, and both are told."""
    path = sample(tmp_path / "样稿.docx", indent=indent, headings=headings)
    found = parts(path)
    told = call("draft", FEW[0], "-o", tmp_path / "稿.docx", "--reference-doc", path).stdout
    taken, kept = re.search("样式：取用样稿.docx的(.*)", told), re.search("样稿没有的照版式：(.*)", told)
    assert taken and kept
    assert ("正文" in taken[1].split("，")[0].split("、")) == indent and ("正文" in kept[1].split("、")) == (not indent)
    assert ("一级标题" in taken[1]) == headings and ("一级标题" in kept[1]) == (not headings)
    assert ("讲话正文" in found["word/styles.xml"]) == (not indent)
    if not headings:
        assert 'w:eastAsia="黑体"' in style(found["word/styles.xml"], "heading 1")
    ids = set(re.findall(r'w:styleId="([^"]+)"', found["word/styles.xml"]))
    assert set(re.findall(r'<w:[pr]Style w:val="([^"]+)"', found["word/document.xml"])) <= ids
    assert len(re.findall(r'w:styleId="', found["word/styles.xml"])) == len(ids)


def test_the_draft_is_still_ours_and_the_same_every_time(tmp_path: Path) -> None:
    """Provenance, bookmarks and bytes as without a reference."""
    reference = read_reference(sample(tmp_path / "样稿.docx"))
    out = tmp_path / "稿.docx"
    out.write_bytes(to_docx(DRAFT, PRINT, reference=reference))
    assert provenance.state(out) == "ours" and out.read_bytes() == to_docx(DRAFT, PRINT, reference=reference)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_words(tmp_path: Path) -> None:
    """In the unit's dress and in ours: the text that LibreOffice reads is the text of ``--to txt``."""
    from generator.writers.text import to_text

    for name, reference in (("a", None), ("b", read_reference(sample(tmp_path / "样稿.docx")))):
        (tmp_path / f"{name}.docx").write_bytes(to_docx(DRAFT, PRINT, reference=reference))
        subprocess.run(["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path),
                        str(tmp_path / f"{name}.docx")], check=True, capture_output=True, timeout=240)
        read = (tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig")
        assert re.sub(r"\s", "", read) == re.sub(r"\s", "", to_text(DRAFT))


def _bytes(path: Path) -> None:
    path.write_bytes(b"not a document")


def _styleless(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<w:document/>")


def _doctype(path: Path) -> None:
    sample(path)
    with zipfile.ZipFile(path) as package:
        files = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in files.items():
            package.writestr(name, content if name != "word/styles.xml" else b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + content[content.index(b"<w:styles"):])


@pytest.mark.parametrize("write", [_bytes, _styleless, _doctype])
def test_what_is_no_docx_is_refused(tmp_path: Path, write) -> None:
    """Exit 5, nothing written."""
    path = tmp_path / "样稿.docx"
    write(path)
    result = call("draft", FEW[0], "-o", tmp_path / "稿.docx", "--reference-doc", path)
    assert result.exit_code == 5 and "样稿.docx" in result.stderr and not (tmp_path / "稿.docx").exists()


def test_only_pages_can_be_set_like_another(tmp_path: Path) -> None:
    """A text has no styles: exit 2; so is a file that is not there."""
    path = sample(tmp_path / "样稿.docx")
    assert call("draft", FEW[0], "-o", tmp_path / "稿.md", "--reference-doc", path).exit_code == 2
    assert call("draft", FEW[0], "-o", tmp_path / "稿.docx", "--reference-doc", tmp_path / "没有.docx").exit_code == 2
