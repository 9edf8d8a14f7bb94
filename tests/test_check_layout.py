"""The layout rule: what a person puts out of shape is found where it is; what they merely write, and what programs make of a file, is not."""
from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
import pytest
from briefs import FEW, PRINT, draft_of
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from test_reference_doc import sample
from test_render import converted, needs_office

from generator import checks
from generator.checks.layout import _same
from generator.checks.review import Review
from generator.checkup import dress
from generator.layouts import PLAIN, load_layout
from generator.model import Finding, Layout, Settings
from generator.readers.document import read_document
from generator.readers.looks import read_looks
from generator.readers.reference import read_reference
from generator.standards import Standards
from generator.writers.docx import to_docx

DRAFT = draft_of(FEW[0])[1]
CONTENT = to_docx(DRAFT, PRINT)
PODIUM = load_layout("podium")
TITLE, BYLINE, SALUTATION, FIRST, SECOND, THIRD = 0, 1, 4, 5, 6, 7      # paragraphs of the draft; 3 is the empty line under the title block
Edit = Callable[[Any], None]


def review(path: Path, layout: Layout = PRINT) -> list[Finding]:
    """What the rule finds in a file."""
    document = read_document(path)
    return checks.check(Review(document, Standards(), layout=layout, dressed=dress(document, Settings())[1]), ["layout"])


def edited(edit: Edit, folder: Path, content: bytes = CONTENT) -> Path:
    """The draft as a person left it."""
    path = folder / "稿.docx"
    path.write_bytes(content)
    document = docx.Document(str(path))
    edit(document)
    document.save(str(path))
    return path


def heading(document: Any, level: int = 1) -> int:
    """The number of the first heading of a level."""
    return next(at for at, paragraph in enumerate(document.paragraphs) if paragraph.style.style_id == f"Heading{level}")


def split(paragraph: Any, start: int, end: int) -> Any:
    """The run that holds a stretch of a paragraph's first run, cut out of it."""
    run = paragraph.runs[0]
    text = run.text
    run.text = text[:start]
    parts = [parse_xml(f'<w:r {nsdecls("w")}><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{part}</w:t></w:r>') for part in (text[start:end], text[end:])]
    run._r.addnext(parts[1])
    run._r.addnext(parts[0])
    return next(item for item in paragraph.runs if item._r is parts[0])


def wear(run: Any, font: str = "", size: float = 0) -> None:
    """Give a run a font and size of its own, as a paste does."""
    if font:
        run.font.name = font
        run._r.rPr.rFonts.set(qn("w:eastAsia"), font)
    if size:
        run.font.size = Pt(size)


def properties(at: int, xml: str) -> Edit:
    """Give a paragraph properties of its own."""
    def edit(document: Any) -> None:
        own = document.paragraphs[at]._p.get_or_add_pPr()
        for child in parse_xml(f'<w:pPr {nsdecls("w")}>{xml}</w:pPr>'):
            own.append(child)
    return edit


def pasted(at: int, start: int, end: int, font: str = "", size: float = 0) -> Edit:
    """Give some words of a paragraph a font and size of their own."""
    return lambda document: wear(split(document.paragraphs[at], start, end), font, size)


def all_in(at: int, font: str = "", size: float = 0) -> Edit:
    """Give a whole paragraph a font and size."""
    def edit(document: Any) -> None:
        for run in document.paragraphs[at].runs:
            wear(run, font, size)
    return edit


def several(*edits: Edit) -> Edit:
    """One edit after another."""
    def edit(document: Any) -> None:
        for item in edits:
            item(document)
    return edit


def page(**measures: Any) -> Edit:
    """Change measures of the page."""
    def edit(document: Any) -> None:
        for name, value in measures.items():
            setattr(document.sections[0], name, value)
    return edit


def section(name: str, **attributes: str) -> Edit:
    """Change attributes of an element of the section's properties."""
    def edit(document: Any) -> None:
        for key, value in attributes.items():
            document.element.body.sectPr.find(qn(f"w:{name}")).set(qn(f"w:{key}"), value)
    return edit


def without(name: str) -> Edit:
    """Take elements out of the section's properties."""
    def edit(document: Any) -> None:
        for element in document.element.body.sectPr.findall(qn(f"w:{name}")):
            document.element.body.sectPr.remove(element)
    return edit


def inserted(at: int, *texts: str) -> Edit:
    """Put new paragraphs, each a copy of that before it, before a paragraph."""
    def edit(document: Any) -> None:
        for text in texts:
            document.paragraphs[at].insert_paragraph_before(text)
    return edit


def retyped(style: str, text: str, at: int) -> Edit:
    """A heading typed as a paragraph of another style."""
    def edit(document: Any) -> None:
        document.paragraphs[at].insert_paragraph_before(text).style = document.styles[style]
    return edit


def of_heading(font: str, level: int = 1) -> Edit:
    """Give a heading a font."""
    return lambda document: all_in(heading(document, level), font)(document)


# Name, what a person did, the paragraph where it is found (None: the first heading), the stretch (None: all of it), words of the message.
DEPARTURES: list[tuple[str, Edit, int | None, tuple[int, int] | None, str]] = [
    ("paper", page(page_width=Mm(216), page_height=Mm(279)), 0, (0, 0), "纸张是216×279毫米"),
    ("margin", page(top_margin=Mm(25.4), left_margin=Mm(31.8)), 0, (0, 0), "上边距25.4毫米、左边距31.8毫米"),
    ("gutter", page(gutter=Mm(5)), 0, (0, 0), "左边距33毫米"),
    ("grid", section("docGrid", linePitch="312"), 0, (0, 0), "文档网格每行15.6磅"),
    ("no page number", without("footerReference"), 0, (0, 0), "没有页码"),
    ("odd pages as even ones", lambda document: setattr(document.settings, "odd_and_even_pages_header_footer", False), 0, (0, 0), "页码都在右边"),
    ("even pages without a number", lambda document: document.sections[0].even_page_footer.paragraphs[0].clear(), 0, (0, 0), "双页没有页码"),
    ("numbers in the middle", lambda document: setattr(document.sections[0].footer.paragraphs[0], "alignment", 1), 0, (0, 0), "单页页码在中间"),
    ("title not centred", properties(TITLE, '<w:jc w:val="left"/>'), TITLE, None, "标题没有居中"),
    ("title in another font", all_in(TITLE, "宋体"), TITLE, None, "标题是宋体二号"),
    ("title too small", all_in(TITLE, "", 18), TITLE, None, "标题是方正小标宋简体小二"),
    ("title bold", lambda document: setattr(document.paragraphs[TITLE].runs[0], "bold", True), TITLE, None, "二号加粗"),
    ("byline not centred", properties(BYLINE, '<w:jc w:val="right"/>'), BYLINE, None, "没有居中"),
    ("byline centred with an indent", properties(BYLINE, '<w:ind w:firstLineChars="200" w:firstLine="640"/>'), BYLINE, None, "带着首行缩进"),
    ("salutation indented", properties(SALUTATION, '<w:ind w:firstLineChars="200" w:firstLine="640"/>'), SALUTATION, None, "称谓首行缩进2字"),
    ("pasted words", pasted(FIRST, 4, 9, "宋体", 14), FIRST, (4, 9), "是宋体四号，与版式（仿宋_GB2312三号）不同"),
    ("words in another size", pasted(FIRST, 4, 9, "", 15), FIRST, (4, 9), "仿宋_GB2312小三"),
    ("a paragraph in another font", all_in(SECOND, "微软雅黑"), SECOND, None, "这一段是微软雅黑三号"),
    ("heading in the body's font", of_heading("仿宋_GB2312"), None, None, "一级标题是仿宋_GB2312三号"),
    ("heading typed as body text", retyped("Normal", "四、压实责任，把功夫下在平时", SECOND), SECOND, None, "与版式（黑体三号）不同"),
    ("second heading typed as body text", retyped("Normal", "（一）收拢拳头", SECOND), SECOND, None, "与版式（楷体_GB2312三号）不同"),
    ("no indent", properties(SECOND, '<w:ind w:firstLineChars="0" w:firstLine="0"/>'), SECOND, None, "首行没有缩进"),
    ("half an indent", properties(SECOND, '<w:ind w:firstLineChars="100" w:firstLine="320"/>'), SECOND, None, "首行缩进1字"),
    ("hanging", properties(SECOND, '<w:ind w:left="640" w:hangingChars="200" w:hanging="640"/>'), SECOND, None, "悬挂缩进2字"),
    ("line pitch", properties(SECOND, '<w:spacing w:line="560" w:lineRule="exact"/>'), SECOND, None, "行距是固定值28磅"),
    ("single lines", properties(SECOND, '<w:spacing w:line="360" w:lineRule="auto"/>'), SECOND, None, "行距是1.5倍"),
    ("at least", properties(SECOND, '<w:spacing w:line="579" w:lineRule="atLeast"/>'), SECOND, None, "行距是最小值28.95磅"),
    ("space after", properties(SECOND, '<w:spacing w:after="156"/>'), SECOND, None, "段后7.8磅"),
    ("space before in lines", properties(SECOND, '<w:spacing w:beforeLines="50" w:before="156"/>'), SECOND, None, "段前6磅"),
    ("space of the web", properties(SECOND, '<w:spacing w:afterAutospacing="1"/>'), SECOND, None, "段后12磅"),
    ("body centred", properties(SECOND, '<w:jc w:val="center"/>'), SECOND, None, "这一段居中了"),
    ("body on the right", properties(SECOND, '<w:jc w:val="right"/>'), SECOND, None, "这一段右对齐了"),
    ("empty lines", inserted(SECOND, "", ""), SECOND, (0, 0), "连着空了2行"),
    ("digits in another font", lambda document: wear_latin(document, "仿宋_GB2312"), None, None, "数字和字母是仿宋_GB2312"),
]


def wear_latin(document: Any, font: str) -> None:
    """Give the digits of the first figure another font."""
    at = next(at for at, paragraph in enumerate(document.paragraphs) if at >= FIRST and any(re.match(r"\d", run.text) for run in paragraph.runs))
    next(run for run in document.paragraphs[at].runs if re.match(r"\d", run.text)).font.name = font


@pytest.mark.parametrize(("edit", "at", "stretch", "words"), [row[1:] for row in DEPARTURES], ids=[row[0] for row in DEPARTURES])
def test_a_departure_is_found_where_it_is(edit, at, stretch, words, tmp_path):
    """One thing put out of shape: one finding, at its paragraph, over its words, which says what differs."""
    found = review(edited(edit, tmp_path))
    assert [finding.rule for finding in found] == ["layout"], found
    finding, document = found[0], docx.Document(str(tmp_path / "稿.docx"))
    if words.startswith("数字"):
        assert re.fullmatch(r"[\d.%]+", finding.text)
    elif stretch is None:
        assert finding.text == document.paragraphs[finding.paragraph].text
    else:
        assert (finding.start, finding.end) == stretch
    assert finding.paragraph == (at if at is not None else finding.paragraph if words.startswith("数字") else heading(document))
    assert words in finding.message and "不同" in finding.message and finding.severity == "warning" and finding.suggestion


def typed(document: Any) -> None:
    """Words typed into a paragraph as Word writes them: runs with rsids, languages, hints, marks of spelling."""
    paragraph = document.paragraphs[FIRST]
    paragraph._p.set(qn("w:rsidR"), "00AB12CD")
    for xml in ('<w:proofErr {} w:type="spellStart"/>', '<w:r {} w:rsidR="00AB12CD"><w:t>新写的话，</w:t></w:r>',
                '<w:r {}><w:rPr><w:rFonts w:hint="eastAsia"/><w:lang w:eastAsia="zh-CN"/></w:rPr><w:t>再写一句。</w:t></w:r>',
                '<w:r {}><w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:hint="eastAsia"/></w:rPr><w:t>又一句。</w:t></w:r>',
                '<w:r {}><w:lastRenderedPageBreak/><w:t>末一句。</w:t></w:r>'):
        paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))


def tracked(document: Any) -> None:
    """Words added and struck out with changes tracked, a changed format among them."""
    for xml in ('<w:ins {} w:id="900" w:author="甲"><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>添的话。</w:t></w:r></w:ins>',
                '<w:del {} w:id="901" w:author="甲"><w:r><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr><w:delText>删的话。</w:delText></w:r></w:del>',
                '<w:r {}><w:rPr><w:b/><w:rPrChange w:id="902" w:author="甲"><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrChange></w:rPr><w:t>加粗的话。</w:t></w:r>'):
        document.paragraphs[FIRST]._p.append(parse_xml(xml.format(nsdecls("w"))))


def copied(document: Any) -> None:
    """A paragraph made from its neighbour, and one that a deleted mark joins to the next."""
    first = document.paragraphs[FIRST]._p
    first.addnext(deepcopy(first))
    properties(SECOND, '<w:rPr><w:del w:id="903" w:author="甲"/></w:rPr>')(document)


def tabled(document: Any) -> None:
    """A table, as programs make one: another font and size, no indent, single lines."""
    table = document.add_table(1, 2)
    for cell in table.rows[0].cells:
        run = cell.paragraphs[0].add_run("单元格里的字。")
        wear(run, "宋体", 10.5)
    document.paragraphs[SECOND]._p.addnext(table._tbl)


def listed(document: Any) -> None:
    """A paragraph of an automatic list, which has the list's indent."""
    properties(SECOND, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:ind w:left="420" w:hanging="420"/>')(document)


def paged(document: Any) -> None:
    """A page break in a paragraph of its own between two empty ones."""
    inserted(SECOND, "", "", "")(document)
    document.paragraphs[SECOND + 1].add_run().add_break(WD_BREAK.PAGE)


def landscape(document: Any) -> None:
    """A table on a page across, behind the speech."""
    document.paragraphs[-1]._p.get_or_add_pPr().append(deepcopy(document.element.body.sectPr))
    last = document.sections[-1]
    last.page_width, last.page_height, last.left_margin = Mm(297), Mm(210), Mm(20)
    document.add_paragraph("附件")


def sectioned(document: Any) -> None:
    """A section for the title block, whose footers the speech goes on with."""
    document.paragraphs[2]._p.get_or_add_pPr().append(deepcopy(document.element.body.sectPr))
    without("footerReference")(document)


def signed(document: Any) -> None:
    """A date on the right under the speech, thanks in the middle of nothing."""
    for text in ("谢谢大家！", "临江县人民政府", "2026年4月10日"):
        document.paragraphs[-1].insert_paragraph_before(text).alignment = 2 if text != "谢谢大家！" else None
    document.paragraphs[-1]._p.getparent().remove(document.paragraphs[-1]._p)


PAGE = '<w:fldSimple w:instr=" PAGE  \\* MERGEFORMAT "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def numbered(xml: str) -> Edit:
    """A footer of another make on all pages."""
    def edit(document: Any) -> None:
        document.settings.odd_and_even_pages_header_footer = False
        paragraph = document.sections[0].footer.paragraphs[0]._p
        paragraph.getparent().replace(paragraph, parse_xml(xml.format(ns=nsdecls("w", "wp"), page=PAGE)))
    return edit


def pushed(run: Any) -> None:
    """Words pushed to the right by spaces."""
    run.text = f"　　{run.text}"


def runs_in(document: Any) -> None:
    """A head of the second level at the front of its paragraph, in its font."""
    inserted(SECOND, "（一）收拢拳头。人手就这么多，撒出去一大片，处处都是蜻蜓点水。")(document)
    paragraph = document.paragraphs[SECOND]
    wear(split(paragraph, 0, 8), "楷体_GB2312")


CLEAN: list[tuple[str, Edit]] = [
    ("typed", typed), ("tracked", tracked), ("copied", copied), ("table", tabled), ("list", listed), ("page break", paged), ("landscape", landscape), ("signed", signed),
    ("one empty line", inserted(SECOND, "")), ("empty lines under the title block", inserted(3, "", "")),
    ("fonts of the same kind", several(pasted(FIRST, 4, 9, "仿宋", 16), all_in(TITLE, "华文中宋"), all_in(SECOND, "FangSong"))),
    ("words made bold", lambda document: setattr(split(document.paragraphs[FIRST], 4, 9), "bold", True)),
    ("typed spaces for an indent", several(properties(SECOND, '<w:ind w:firstLineChars="0" w:firstLine="0"/>'), lambda document: pushed(document.paragraphs[SECOND].runs[0]))),
    ("29 points", properties(SECOND, '<w:spacing w:line="580" w:lineRule="exact"/>')),
    ("lines that snap to the grid", properties(SECOND, '<w:snapToGrid/><w:spacing w:line="240" w:lineRule="auto"/>')),
    ("margins reckoned from the glyphs", page(top_margin=Mm(34.58), bottom_margin=Mm(32.58))),
    ("half a millimetre", page(left_margin=Mm(28.5))),
    ("indent in twips", properties(SECOND, '<w:ind w:firstLine="640"/>')),
    ("left instead of both", properties(SECOND, '<w:jc w:val="left"/>')),
    ("a page break before a heading", lambda document: setattr(document.paragraphs[heading(document)].paragraph_format, "page_break_before", True)),
    ("a short line in the middle", several(inserted(SECOND, "（鼓掌）"), properties(SECOND, '<w:jc w:val="center"/>'))),
    ("text that begins like a heading", inserted(SECOND, "一、二季度是关键，各乡镇要把开工的事抓在手上。")),
    ("a head that runs in", runs_in),
    ("numbers in a frame outside", numbered('<w:p {ns}><w:pPr><w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="outside" w:y="1"/></w:pPr>{page}</w:p>')),
    ("numbers in a box outside", numbered('<w:p {ns}><w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="margin"><wp:align>outside</wp:align></wp:positionH>'
                                          '<w:txbxContent><w:p>{page}</w:p></w:txbxContent></wp:anchor></w:drawing></w:r></w:p>')),
    ("numbers in a box somewhere", numbered('<w:p {ns}><w:r>'
                                            '<w:drawing><w:txbxContent><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{page}</w:p></w:txbxContent></w:drawing></w:r></w:p>')),
    ("footers of an earlier section", sectioned),
    ("numbers behind a tab", numbered('<w:p {ns}><w:r><w:tab/></w:r>{page}</w:p>')),
]


@pytest.mark.parametrize("edit", [row[1] for row in CLEAN], ids=[row[0] for row in CLEAN])
def test_clean_edits_are_silent(edit, tmp_path):
    """What people write and programs add is no departure."""
    assert review(edited(edit, tmp_path)) == []


def test_the_same_departure_in_neighbours_is_told_once(tmp_path):
    """Three paragraphs of one paste: one finding at the first, with their number; a fourth apart is one more."""
    edit = several(*(all_in(at, "宋体", 14) for at in (FIRST, SECOND, THIRD, THIRD + 2)))
    found = review(edited(edit, tmp_path))
    assert [finding.paragraph for finding in found] == [FIRST, THIRD + 2]
    assert "连同后面共3段" in found[0].message and "连同" not in found[1].message


def test_several_places_in_a_paragraph_are_one_finding(tmp_path):
    """Two pastes in a paragraph: the first is marked, the other counted."""
    found = review(edited(several(pasted(FIRST, 30, 35, "黑体"), pasted(FIRST, 4, 9, "宋体", 14)), tmp_path))
    assert [(finding.start, finding.end) for finding in found] == [(4, 9)] and "还有1处" in found[0].message


def restyled(document: Any) -> None:
    """The style of the body made another."""
    wear_style(document.styles["Normal"], "宋体", 14)


def wear_style(style: Any, font: str, size: float) -> None:
    """Give a style a font and size."""
    style.font.name, style.font.size = font, Pt(size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), font)


def test_a_changed_style_is_one_finding(tmp_path):
    """The body's style made another: every paragraph of text differs, and that is said once, not of each."""
    found = review(edited(restyled, tmp_path))
    fonts = [finding for finding in found if "宋体四号" in finding.message]
    assert len(fonts) == 1 and fonts[0].paragraph == FIRST and "连同后面共" in fonts[0].message and len(found) <= 4, found


@pytest.mark.parametrize("layout", [PRINT, PODIUM], ids=["print", "podium"])
def test_a_draft_of_the_other_layout_differs(layout, tmp_path):
    """A draft is silent under its own layout and differs from the other in size, pitch and grid."""
    path, other = tmp_path / "稿.docx", PODIUM if layout is PRINT else PRINT
    path.write_bytes(to_docx(DRAFT, layout))
    assert review(path, layout) == []
    said = " ".join(finding.message for finding in review(path, other))
    assert all(word in said for word in ("文档网格", "行距", "三号", "小二")) and len(review(path, other)) < 12


@pytest.mark.parametrize(("indent", "headings"), [(True, True), (False, True), (True, False), (False, False)])
@pytest.mark.parametrize("footer", ["number", "words"])
def test_a_unit_s_own_dress_is_no_departure(indent, headings, footer, tmp_path):
    """A draft in the styles of a unit's document is silent, though fonts, sizes and margins are not the layout's; a paste in it is found."""
    reference = read_reference(sample(tmp_path / "样稿.docx", footer=footer, indent=indent, headings=headings))
    content = to_docx(DRAFT, PRINT, reference=reference)
    path = tmp_path / "稿.docx"
    path.write_bytes(content)
    assert review(path) == []
    found = review(edited(several(pasted(FIRST, 4, 9, "黑体", 12), properties(SECOND, '<w:ind w:firstLineChars="500" w:firstLine="1500"/>')), tmp_path, content))
    assert [(finding.paragraph, finding.start, finding.end) for finding in found][0] == (FIRST, 4, 9) and [finding.paragraph for finding in found] == [FIRST, SECOND]
    assert all("与全文多数" in finding.message for finding in found)


def plain_file(path: Path, font: str = "") -> Path:
    """A speech typed in an empty Word file, or with the fonts that offices use put on by hand."""
    made: Any = docx.Document()
    for text in ("在全县会议上的讲话", "同志们：", "一、抓招商", *(f"第{at}段的话写在这里，各乡镇要抓好落实。" for at in range(30)), "二、抓落地", "最后一段的话。"):
        paragraph = made.add_paragraph()
        run = paragraph.add_run(text)
        if font:
            wear(run, font, 16)
    made.save(str(path))
    return path


def test_a_foreign_file_gets_few_words(tmp_path):
    """A plain Word file differs in nearly all: six findings at most, each kind once."""
    found = review(plain_file(tmp_path / "稿.docx"))
    assert 4 <= len(found) <= 6 and any("边距" in finding.message for finding in found)


def test_a_foreign_file_in_office_fonts_is_told_what_differs(tmp_path):
    """Another hand's speech in 仿宋: its fonts are right, and what is not is told once a kind with how often."""
    found = review(plain_file(tmp_path / "稿.docx", "仿宋"))
    said = [finding.message for finding in found]
    assert not any("这一段是" in message for message in said)
    assert any("首行没有缩进" in message for message in said) and any("一级标题是仿宋三号" in message and "共2段" in message for message in said), said


@pytest.mark.parametrize(("one", "other"), PLAIN.items())
def test_plain_fonts_count_as_the_standard_ones(one, other):
    """What a layout's plain set writes is the same face as what it stands for."""
    assert _same(one, other) and not _same(one, "黑体")


def test_styles_are_resolved_as_word_does(tmp_path):
    """A theme's font goes before a named one, two bolds make none, a hanging indent puts an inherited one out of force, direct formatting wins."""
    def edit(document: Any) -> None:
        fonts = document.styles["Normal"].element.rPr.rFonts
        fonts.set(qn("w:eastAsiaTheme"), "minorEastAsia")
        document.styles["Normal"].font.bold = True
        split(document.paragraphs[FIRST], 4, 9).style = document.styles["段首三级标题"]
        wear(split(document.paragraphs[FIRST], 0, 2), "黑体", 15)
        properties(SECOND, '<w:ind w:hanging="0"/>')(document)
    looks = read_looks(edited(edit, tmp_path))
    assert looks is not None
    faces = [(stretch.end, stretch.face.font, stretch.face.size, stretch.face.bold) for stretch in looks.paragraphs[FIRST].stretches]
    assert [face[1:] for face in faces] == [("黑体", 30, True), ("", 32, True), ("", 32, False), ("", 32, True)] and [face[0] for face in faces[:3]] == [2, 4, 9]
    assert looks.paragraphs[SECOND].indent == 0


def test_a_file_whose_styles_are_damaged_is_not_questioned(tmp_path):
    """Words can be read, looks cannot: the rule has nothing to say."""
    path = tmp_path / "稿.docx"
    path.write_bytes(CONTENT)
    with zipfile.ZipFile(path) as package:
        files = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in files.items():
            package.writestr(name, content if name != "word/styles.xml" else b"<w:styles")
    assert review(path) == [] and read_looks(tmp_path / "没有.docx") is None


@pytest.mark.parametrize(("edits", "at", "said"), [((typed,), None, ""), ((tracked,), FIRST, "有3处修订没有处理，"), ((inserted(FIRST, "前面加的一段。"), tracked), FIRST, "有3处"),
                                                   ((tracked, copied), FIRST, "有7处修订没有处理，在2段里，")])
def test_waiting_revisions_are_one_finding(edits, at, said, tmp_path):
    """At the first paragraph that has any, over all of it: how many, in how many paragraphs, and what to do; an info, for words are read as accepted."""
    document = read_document(edited(several(*edits), tmp_path))
    found = checks.check(Review(document, Standards(), layout=PRINT), ["revision-pending"])
    assert len(found) == (at is not None)
    for finding in found:
        assert (finding.paragraph, finding.start, finding.end, finding.severity) == (at, 0, len(document.paragraphs[at].text), "info")
        assert said in finding.message and "clean" in finding.message and "接受或拒绝" in finding.message


@needs_office
@pytest.mark.parametrize("layout", [PRINT, PODIUM], ids=["print", "podium"])
def test_a_draft_saved_by_libreoffice_is_silent(layout, tmp_path):
    """Opened and saved, directly and by way of .odt: styles are written otherwise and mean the same."""
    path = tmp_path / "稿.docx"
    path.write_bytes(to_docx(DRAFT, layout, annotate=True))
    assert review(converted(path, "docx", tmp_path), layout) == []
    assert review(converted(converted(path, "odt", tmp_path), "docx", tmp_path), layout) == []


@needs_office
@pytest.mark.parametrize("indent", [True, False])
def test_a_draft_in_a_unit_s_dress_saved_by_libreoffice_is_silent(indent, tmp_path):
    """So is one in a unit's own styles."""
    path = tmp_path / "稿.docx"
    path.write_bytes(to_docx(DRAFT, PRINT, reference=read_reference(sample(tmp_path / "样稿.docx", indent=indent))))
    assert review(converted(path, "docx", tmp_path)) == []
    assert review(converted(converted(path, "odt", tmp_path), "docx", tmp_path)) == []


@needs_office
def test_departures_survive_libreoffice(tmp_path):
    """What is out of shape is found all the same after LibreOffice saved it."""
    edit = several(pasted(FIRST, 4, 9, "黑体", 14), properties(SECOND, '<w:ind w:firstLineChars="0" w:firstLine="0"/>'), page(left_margin=Mm(20)))
    found = review(converted(edited(edit, tmp_path), "docx", tmp_path))
    assert [(finding.paragraph, finding.start, finding.end) for finding in found][:2] == [(0, 0, 0), (FIRST, 4, 9)] and found[2].paragraph == SECOND and len(found) == 3
