"""Layouts: built in and the unit's own; what a file changes is changed and nothing else; what is wrong in it is refused at its line."""
from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from briefs import EXAMPLES, FEW, PRINT, draft_of

from cli_calls import call
from generator.errors import BankError, CallError
from generator.frozen import fields, replace
from generator.language import measures
from generator.layouts import LAYOUT, load_layout
from generator.model import Draft, Layout, Paragraph
from generator.writers import fonts
from generator.writers.docx import to_docx

DRAFT = draft_of(FEW[0])[1]


def own(folder: Path, text: str) -> Layout:
    """The layout of a file with some text."""
    path = folder / "版式.yaml"
    path.write_text(text, encoding="utf-8")
    return load_layout(str(path))


def part(layout: Layout, name: str, draft: Draft = DRAFT) -> str:
    """A part of a draft's .docx."""
    with zipfile.ZipFile(BytesIO(to_docx(draft, layout))) as package:
        return package.read(name).decode()


def test_both_built_in_layouts_set_the_measured_page() -> None:
    """22 lines of 28 characters at 16 pt, 19 of 24 at 18 pt (GB/T 9704-2012 5.2.3; the podium's by measurement)."""
    podium = load_layout("podium")
    assert (PRINT.characters, PRINT.body["size"], PRINT.grid) == (28, 32, 579) and (podium.characters, podium.body["size"], podium.grid) == (24, 36, 671)
    assert load_layout("讲台版") == podium and load_layout("印发版") == PRINT


CHANGES = [
    ("页面: {上: 34.58毫米, 下: 32.58毫米}", "word/document.xml", r'w:top="1960" [^>]*w:bottom="1847"'),
    ("page: {left: 2.8cm}", "word/document.xml", r'w:left="1587"'),
    ("行距: 29.45磅", "word/document.xml", r'w:linePitch="589"'),
    ("正文: {字号: 小三}", "word/styles.xml", r'w:styleId="Normal".*?w:sz w:val="30"'),
    ("标题: {字号: 小一, 行距: 38磅}", "word/styles.xml", r'w:styleId="Title".*?w:line="760".*?w:sz w:val="48"'),
    ("字体组: 系统字体", "word/styles.xml", r'w:styleId="Title".*?w:eastAsia="华文中宋".*?w:styleId="Heading2".*?w:eastAsia="楷体"'),
    ("字体: {正文: 华文仿宋}", "word/styles.xml", r'w:styleId="Normal".*?w:eastAsia="华文仿宋"'),
    ("数字: 随正文", "word/styles.xml", r'w:styleId="Normal".*?w:ascii="仿宋_GB2312"'),
    ("二级标题加粗: 是", "word/styles.xml", r'w:styleId="Heading2".*?<w:b w:val="1"/>'),
    ("heading3_bold: false", "word/styles.xml", r'w:val="段首三级标题"/><w:qFormat/>(?:<w:rPr></w:rPr>|<w:rPr/>)'),
    ("页码: {位置: 居中, 样式: '第{}页'}", "word/footer2.xml", r'<w:jc w:val="center"/>.*第.*页'),
    ("footer: {place: right}", "word/footer2.xml", r'<w:jc w:val="right"/>'),
    ("署名: 姓名在前", "word/document.xml", r"周　明.*2026.*年.*4.*月"),
    ("不断页: 9", "word/document.xml", r"<w:keepLines/>"),
    ("底本: 讲台版", "word/styles.xml", r'w:styleId="Normal".*?w:sz w:val="36"'),
]


@pytest.mark.parametrize(("text", "name", "found"), CHANGES, ids=[change[0] for change in CHANGES])
def test_a_unit_changes_what_it_names(tmp_path: Path, text: str, name: str, found: str) -> None:
    """Each setting is felt in the file, in either language and in any unit of length; every other part of the page is as it was."""
    layout = own(tmp_path, text + "\n")
    assert re.search(found, part(layout, name), re.DOTALL) and not re.search(found, part(PRINT, name), re.DOTALL)
    if "底本" not in text and "字体组" not in text and "数字" not in text:
        names = [name for name in fields(Layout) if name != "name"]
        assert sum(getattr(layout, name) == getattr(PRINT, name) for name in names) == len(names) - 1


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """A unit edits its layout while a program that uses us runs on."""
    assert own(tmp_path, "行距: 600").grid == 600 and own(tmp_path, "行距: 610").grid == 610


WRONG = [
    ("页边: 3", "不认识的键“页边”", 1), ("页面:\n  上边: 37毫米", "不认识的键“上边”", 2), ("行距: 单倍", "不是长度", 1), ("正文: {字号: 十六号}", "不是长度或字号", 1),
    ("页面: {左: 100毫米, 右: 100毫米}", "排不了字", 1), ("页面: {宽: 900毫米}", "尺寸不对", 1), ("正文: {字号: 400磅}", "字号400磅不对", 1),
    ("页码: {样式: 页}", "要有一个 {}", 1),
    ("页码: {位置: 左}", "没有“左”", 1), ("字体组: 宋体", "没有“宋体”", 1), ("二级标题加粗: 也许", "是 或 否", 1), ("不断页: 多", "整数", 1),
    ("字体: {正文: " + "宋" * 40 + "}", "太长", 1), ("- 3", "一组", 1), ("行距: 579\n行距: 600", "行距", 2), ("行距: &a 579", "版式.yaml:1", 1),
]


@pytest.mark.parametrize(("text", "told", "line"), WRONG, ids=[case[0][:20] for case in WRONG])
def test_what_is_wrong_is_refused_at_its_line(tmp_path: Path, text: str, told: str, line: int) -> None:
    """Exit 4 with the file, the line and what to write; nothing is drafted."""
    path = tmp_path / "版式.yaml"
    path.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(BankError) as caught:
        load_layout(str(path))
    assert told in str(caught.value) and f"版式.yaml:{line}" in str(caught.value)
    result = call("draft", FEW[0], "-o", tmp_path / "稿.docx", "--layout", path)
    assert result.exit_code == 4 and not (tmp_path / "稿.docx").exists()


def test_a_layout_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    """A missing file is exit 2, and so is a layout for a format that has none."""
    with pytest.raises(CallError):
        load_layout("没有.yaml")
    assert call("draft", FEW[0], "-o", tmp_path / "稿.docx", "--layout", "没有.yaml").exit_code == 2
    assert call("draft", FEW[0], "-o", tmp_path / "稿.md", "--layout", "podium").exit_code == 2


@pytest.mark.parametrize(("text", "twips"), [("37毫米", 2098), ("35mm", 1984), ("2.8厘米", 1587), ("28.95磅", 579), ("579", 579), ("579缇", 579), ("-5", -5), ("21 cm", 11906)])
def test_lengths_are_read_as_printing_rooms_write_them(text: str, twips: int) -> None:
    """Rounded to the nearest twip."""
    assert measures.twips(text) == twips


@pytest.mark.parametrize(("text", "size"), [("三号", 32), ("小二", 36), ("16磅", 32), ("16pt", 32), ("32", 32), ("10.5磅", 21)])
def test_type_sizes_are_read_by_name_and_by_number(text: str, size: int) -> None:
    """In half-points."""
    assert measures.half_points(text) == size


@pytest.mark.parametrize("text", ["", "磅", "三十号", "1e3", "３７毫米", "37尺", "."])
def test_anything_else_is_no_measure(text: str) -> None:
    """Neither a length nor a size."""
    with pytest.raises(ValueError, match="不是长度或字号"):
        measures.twips(text)
    with pytest.raises(ValueError, match="不是长度或字号"):
        measures.half_points(text)


def test_paragraphs_that_are_kept_together_are_short(tmp_path: Path) -> None:
    """Podium: a paragraph of at most twelve lines is on one page, a longer one is not forced; print parts all."""
    podium = load_layout("podium")
    body = re.findall("<w:p>.*?</w:p>", part(podium, "word/document.xml"))
    kept = [("<w:keepLines/>" in told, len(re.sub("<[^>]+>", "", told))) for told in body]
    assert all(size <= 13 * podium.characters for keep, size in kept if keep) and any(keep for keep, _ in kept)
    assert all(size > 11 * podium.characters or keep for keep, size in kept[5:] if size)
    assert "<w:keepLines/>" not in part(PRINT, "word/document.xml")


# ------------------------------------------------------------------------------------------------------------- fonts
def test_fonts_that_have_to_be_installed_are_named() -> None:
    """The set of the standard needs three; the plain set none that Windows and Office do not bring."""
    assert fonts.uncommon(DRAFT, PRINT) == ["方正小标宋简体", "楷体_GB2312", "仿宋_GB2312"]
    plain = replace(PRINT, fonts={**PRINT.fonts, "title": "华文中宋", "body": "仿宋", "heading2": "楷体", "byline": "楷体"})
    assert fonts.uncommon(DRAFT, plain) == []


def test_characters_that_a_font_lacks_are_named_with_their_paragraphs(tmp_path: Path) -> None:
    """Rare names: each character outside GB 2312 with its font and places; none for a face that has them, none for plain text."""
    draft = Draft("t", "s", 0, (Paragraph("byline", "县长　李翯"), Paragraph("body", "朱镕基、李翯和陶喆来了。"), Paragraph("body", "二〇二六年。")))
    assert list(fonts.missing(draft, PRINT)) == [("翯", "楷体_GB2312", (0,)), ("镕", "仿宋_GB2312", (1,)), ("翯", "仿宋_GB2312", (1,)), ("喆", "仿宋_GB2312", (1,)),
                                                 ("〇", "仿宋_GB2312", (2,))]
    plain = replace(PRINT, fonts={**PRINT.fonts, "body": "仿宋", "byline": "楷体"})
    assert list(fonts.missing(draft, plain)) == [] == list(fonts.missing(DRAFT, PRINT))


def test_a_person_is_told_of_fonts_and_characters(tmp_path: Path) -> None:
    """After a .docx on file, and only then."""
    told = call("draft", FEW[0], "-o", tmp_path / "稿.docx", "--set", "speaker.name=李翯").stdout
    assert "字体：稿子用了方正小标宋简体、楷体_GB2312、仿宋_GB2312" in told and "生僻字：楷体_GB2312里没有“翯”" in told
    assert "字体：" not in call("draft", FEW[0], "-o", tmp_path / "稿.md").stdout


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_title_leaves_an_orphan(path: Path) -> None:
    """In both layouts each line of the title fits its width and has at least four characters."""
    from generator.writers import titles

    title = draft_of(path)[1].title
    for layout in (PRINT, load_layout("podium")):
        widest = layout.title_characters
        lines = titles.lines(title, widest)
        assert "".join(lines) == title and all(4 <= titles.width(line) <= widest for line in lines)


def test_the_page_on_layouts_names_every_setting() -> None:
    """docs/layouts.md has a row for every key, in both languages, and every choice."""
    from briefs import ROOT

    page = (ROOT / "docs" / "layouts.md").read_text(encoding="utf-8")
    for field in LAYOUT.sub:
        assert f"`{field.key}`" in page and field.zh in page
        for sub in field.sub:
            assert f"`{sub.key}` {sub.zh}" in page
        for word in (field.values or {}).values():
            assert word in page
