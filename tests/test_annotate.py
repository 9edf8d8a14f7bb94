"""Findings as comments in a copy of the document: each on its words, and nothing else of the document another."""
from __future__ import annotations

import random
import re
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from briefs import FEW, PRINT, draft_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_render import converted, held, needs_office

from generator.model import Finding
from generator.readers.body import W
from generator.readers.document import Document, read_document
from generator.writers.docx import provenance, to_docx
from generator.writers.docx.annotate import annotated

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_UNREAD = (f"{W}del", f"{W}moveFrom", f"{_MC}Fallback", f"{W}txbxContent", f"{W}rPr", f"{W}pPr")
_SPACES = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
DRAFT = draft_of(FEW[0])[1]
PLAIN, NOTED = to_docx(DRAFT, PRINT), to_docx(DRAFT, PRINT, annotate=True)
NS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in (
    ("mc", _MC[1:-1]), ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"), ("v", "urn:schemas-microsoft-com:vml"),
    ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
    ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"), ("a", "http://schemas.openxmlformats.org/drawingml/2006/main")))


# ------------------------------------------------------------------------------------------------- documents
def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r w:rsidR="00AA00BB"><w:rPr><w:rFonts w:hint="eastAsia"/>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inside: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(inside)}</w:p>"


def ins(*inside: str) -> str:
    """A tracked insertion."""
    return f'<w:ins w:id="900" w:author="甲" w:date="2026-01-01T00:00:00Z">{"".join(inside)}</w:ins>'


def struck(text: str) -> str:
    """A tracked deletion."""
    return f'<w:del w:id="901" w:author="甲" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def field(*inside: str) -> str:
    """A complex field with its result."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f'{begin}<w:r><w:instrText xml:space="preserve"> QUOTE a </w:instrText></w:r>{separate}{"".join(inside)}{end}'


def marked(name: int, *inside: str) -> str:
    """A bookmark."""
    return f'<w:bookmarkStart w:id="{name}" w:name="n{name}"/>{"".join(inside)}<w:bookmarkEnd w:id="{name}"/>'


def sdt(inside: str, kind: str = "") -> str:
    """A content control."""
    return f'<w:sdt><w:sdtPr><w:id w:val="12"/>{kind}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def chosen(new: str, old: str) -> str:
    """Two renderings of one thing."""
    return f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>'


def box(*inside: str) -> str:
    """A run with a text box, for new and for old programs."""
    words = f"<w:txbxContent>{''.join(inside)}</w:txbxContent>"
    size = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="720000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    shape = f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>{size}</wps:spPr><wps:txbx>{words}</wps:txbx><wps:bodyPr/></wps:wsp>'
    drawing = (f'<w:drawing><wp:inline><wp:extent cx="1800000" cy="720000"/><wp:docPr id="1" name="框"/><a:graphic>'
               f'<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{shape}</a:graphicData></a:graphic></wp:inline></w:drawing>')
    old = f'<w:pict><v:shape style="width:140pt;height:60pt"><v:textbox>{words}</v:textbox></v:shape></w:pict>'
    return f"<w:r>{chosen(drawing, old)}</w:r>"


def cell(*inside: str) -> str:
    """A cell of a table."""
    return f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{"".join(inside)}</w:tc>'


SHAPES = {
    "title": p(r("在全县会议上的讲话")),
    "revisions": p(r("一季度"), ins(r("新签约"), r("项目")), struck("二十个"), r("二十三个，"), r("比上年多。")),
    "link and simple field": p(r("前面"), f'<w:hyperlink w:anchor="n1">{r("链接")}{r("文字")}</w:hyperlink>', r("后，"),
                               f'<w:fldSimple w:instr=" QUOTE x ">{r("简单域")}</w:fldSimple>', r("。")),
    "field and bookmarks": p(r("第"), field(r("域的结果"), r("两截")), r("页，"), marked(1, r("23个")), r("项目，"), marked(2, r("6.3"), r("亿元")), r("资金。")),
    "controls": p(r("控件"), sdt(r("富文本") + r("控件")), r("与"), sdt(r("纯文本"), "<w:text/>"), r("。")),
    "formula": p(r("公式"), "<m:oMath><m:r><m:t>a=b+c</m:t></m:r></m:oMath>", r("在这里。")),
    "one run of many": p('<w:r><w:t>一</w:t><w:br/><w:t xml:space="preserve"> 二 </w:t><w:tab/><w:t>三</w:t><w:cr/><w:t>四</w:t><w:noBreakHyphen/><w:t>五 六</w:t></w:r>'),
    "field alone": p(r("再"), field(r("另一个域")), r("。")),
    "mark deleted": p(r("段落标记"), properties='<w:rPr><w:del w:id="902" w:author="甲"/></w:rPr>') + p(r("删掉了，"), r("接着下一段。")),
    "format changed": p(r("有格式修订的字", '<w:b/><w:rPrChange w:id="903" w:author="甲"><w:rPr/></w:rPrChange>'), r("和别的字。")),
    "table": '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
             f"<w:tr>{cell(p(r('格子甲')))}{cell(p(r('格子'), r('乙')))}</w:tr></w:tbl>",
    "box": p(r("挂着文本框的段。"), box(p(r("框里的字")), p(r("框里第二段")))),
    "empty": p(),
    "note": p(r("脚注"), '<w:r><w:footnoteReference w:id="2"/></w:r>', r("在此。")),
    "control around a paragraph": sdt(p(r("块控件里"), r("的段。"))),
    "renderings": p(chosen(r("新样子") + r("的字"), r("旧样子的字")), r("后面。")),
    "hidden": p(r("隐"), r("看不见", "<w:vanish/>"), r("藏的字。")),
    "last": p(r("最后一段。")),
}
NOTES = ('<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
         '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
         '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
         f'<w:footnote w:id="2">{p(r("脚注的话"))}</w:footnote></w:footnotes>')
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def packed(body: str, model: bytes = PLAIN, **more: str) -> bytes:
    """A draft's file with another body, and footnotes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(model)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            told = old.read(name).decode("utf-8")
            if name == "word/document.xml":
                head, tail = told[: told.index("<w:body>") + 8].replace("<w:document ", f"<w:document {NS} ", 1), told[told.rindex("<w:sectPr"):]
                told = head + body + tail
            elif name == "[Content_Types].xml":
                told = told.replace("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{NOTES_TYPE}"/></Types>')
            elif name == "word/_rels/document.xml.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
                told = told.replace("</Relationships>", f'<Relationship Id="rIdF" Type="{kind}" Target="footnotes.xml"/></Relationships>')
            new.writestr(name, more.get(name, told))
        new.writestr("word/footnotes.xml", NOTES)
    return out.getvalue()


STRANGE = packed("".join(SHAPES.values()))


# ------------------------------------------------------------------------------------------------------ reading
def parts(content: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def read(content: bytes, folder: Path) -> Document:
    """The document of a file."""
    path = folder / "稿.docx"
    path.write_bytes(content)
    return read_document(path)


def comments(content: bytes) -> dict[str, str]:
    """What each comment says, by its id."""
    return {item.get(f"{W}id", ""): "".join(node.text or "" for node in item.iter(f"{W}t"))
            for item in ElementTree.fromstring(parts(content).get("word/comments.xml", b"<none/>")).iter(f"{W}comment")}


def ranges(content: bytes) -> dict[str, str | None]:
    """What a person reads between the marks of each comment, by what it says; None for a comment without a range."""
    said, found, open_now, references = comments(content), {}, {}, []

    def walk(element: ElementTree.Element) -> None:
        for node in element:
            number = node.get(f"{W}id", "")
            if node.tag == f"{W}commentRangeStart":
                assert number not in open_now and said[number] not in found
                open_now[number] = ""
            elif node.tag == f"{W}commentRangeEnd":
                found[said[number]] = open_now.pop(number)
            elif node.tag == f"{W}commentReference":
                references.append(number)
            elif node.tag in _SPACES or node.tag.endswith("}t"):
                for held_open in open_now:
                    open_now[held_open] += _SPACES.get(node.tag, node.text or "")
            elif node.tag not in _UNREAD and not hidden(node):
                walk(node)

    walk(ElementTree.fromstring(parts(content)["word/document.xml"]))
    assert not open_now and sorted(references) == sorted(said), "every comment has one reference, every range its end"
    return {words: found.get(words) for words in said.values()}


def hidden(node: ElementTree.Element) -> bool:
    """Whether a run is hidden."""
    return node.find(f"{W}rPr/{W}vanish") is not None


def finding(at: int, start: int, end: int, document: Document, message: str = "这里不对", suggestion: str = "") -> Finding:
    """A finding in a document."""
    text = [*document.paragraphs, *document.beside][at].text[start:end]
    return Finding("wording", "warning", at, start, end, text, message, suggestion)


def place(document: Document, words: str) -> tuple[int, int, int]:
    """Where some words stand."""
    return next((at, said.text.index(words), said.text.index(words) + len(words)) for at, said in enumerate((*document.paragraphs, *document.beside)) if words in said.text)


def unchanged(before: Document, after: Document) -> bool:
    """Whether a person reads the same in both: words, places, bookmarks."""
    return [(item.text, item.where, item.bookmarks) for item in (*before.paragraphs, *before.beside)] == [
        (item.text, item.where, item.bookmarks) for item in (*after.paragraphs, *after.beside)]


# ------------------------------------------------------------------------------------------------------- tests
# Name, the words under question, what the comment is to cover where that is more, and what it says of the place.
PLACED = [
    ("part of a run", "全县", "", ""), ("a whole run", "在全县会议上的讲话", "", ""), ("in an insertion", "签约项", "", ""),
    ("into an insertion", "季度新签", "", ""), ("over a deletion", "项目二十三个", "", ""), ("in a link", "接文", "", ""), ("out of a link", "文字后，", "", ""),
    ("in a simple field", "单域", "", ""), ("in a field's result", "的结果两", "", ""), ("a bookmark", "23个", "", ""), ("in a bookmark", "3个", "", ""),
    ("over a bookmark's end", "亿元资金", "", ""), ("over two bookmarks", "页，23个项目，6.3亿元", "", ""), ("in a control", "文本控", "", ""),
    ("in a control for one value", "文本。", "纯文本。", ""), ("in a formula", "=b", "a=b+c", ""), ("from a formula", "c在这", "a=b+c在这", ""),
    ("breaks and tabs", "\n 二 \t三", "", ""), ("one space", " 二", "", ""), ("over a deleted mark", "标记删掉", "", ""),
    ("a run whose format changed", "格式修订", "", ""), ("in a cell", "子乙", "", ""), ("in a control around a paragraph", "件里的段", "", ""),
    ("in the newer rendering", "子的", "", ""), ("out of a rendering", "的字后面", "", ""),
    ("over hidden words", "隐藏", "", ""), ("in a box", "框里的", "挂着文本框的段。", "（文本框“框里的”）"),
    ("in a box's second paragraph", "第二段", "挂着文本框的段。", "（文本框“第二段”）"),
    ("in a note", "注的话", "脚注在此。", "（脚注“注的话”）"), ("in a footer", "—", "在全县会议上的讲话", "（页脚“—”）"),
]


@pytest.mark.parametrize(("words", "covered", "where"), [row[1:] for row in PLACED], ids=[row[0] for row in PLACED])
def test_a_comment_stands_on_its_words(words, covered, where, tmp_path):
    """Whatever Word wrapped the words in: the range holds them and no more, and what a person reads is as before."""
    document = read(STRANGE, tmp_path)
    content = annotated(STRANGE, [finding(*place(document, words), document, suggestion="改一改")])
    assert ranges(content) == {f"〔wording〕{where}这里不对 建议：改一改": covered or words}
    assert unchanged(document, read(content, tmp_path))
    assert docx.Document(BytesIO(content)).paragraphs


@pytest.mark.parametrize(("at", "start", "end", "covered"), [(0, 0, 0, "在全县会议上的讲话"), (0, 3, 3, "在全县会议上的讲话"), (0, 5, 99, "上的讲话")])
def test_no_stretch_means_the_whole_paragraph(at, start, end, covered, tmp_path):
    """A finding of no length covers its paragraph, one that is too long ends with it."""
    document = read(STRANGE, tmp_path)
    assert list(ranges(annotated(STRANGE, [finding(at, start, end, document)])).values()) == [covered]


def test_an_empty_paragraph_holds_a_bare_comment(tmp_path):
    """There is nothing to cover: the comment stands in the paragraph."""
    document = read(STRANGE, tmp_path)
    at = next(at for at, said in enumerate(document.paragraphs) if not said.text)
    content = annotated(STRANGE, [finding(at, 0, 0, document)])
    assert list(ranges(content).values()) == [None] and unchanged(document, read(content, tmp_path))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), content=st.sampled_from([PLAIN, NOTED, STRANGE]))
def test_any_stretches_together(seed, content, tmp_path):
    """Many findings at random, crossing and holding each other: each covers its words, the same input gives the same bytes, nobody reads another word."""
    document, draw = read(content, tmp_path), random.Random(seed)
    words = [*document.paragraphs, *document.beside]
    findings = []
    for number in range(30):
        at = draw.randrange(len(words))
        start, end = sorted(draw.randrange(len(words[at].text) + 1) for _ in "ab")
        findings.append(finding(at, start, end, document, f"第{number}处"))
    out = annotated(content, findings)
    assert out == annotated(content, findings) and unchanged(document, read(out, tmp_path))
    covered = ranges(out)
    for item in findings:
        said = words[item.paragraph]
        told = next(words for words in covered if words.endswith(f"{item.message}"))
        if said.where in ("body", "table") and not re.search("=|纯文本", said.text):          # formulas and controls for one value are covered whole
            assert covered[told] == (item.text or said.text or None)


def test_everything_else_stays(tmp_path):
    """Other parts byte for byte; comments, insertions, deletions and fonts that were there are there, with the words in them."""
    document, number = read(NOTED, tmp_path), 6
    content = annotated(NOTED, [finding(number, 3, 9, document), finding(0, 0, 0, document)])
    before, after = parts(NOTED), parts(content)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml", "word/comments.xml"}
    assert list(before) == list(after)
    old, new = comments(NOTED), comments(content)
    assert old == {id: words for id, words in new.items() if id in old} and len(new) == len(old) + 2
    assert provenance.state(tmp_path / "稿.docx") == "ours" and formats(before["word/document.xml"]) == formats(after["word/document.xml"])


def formats(document: bytes) -> list[tuple[str, bytes]]:
    """Every character of a document with the properties of its run."""
    return [(letter, ElementTree.tostring(run.find(f"{W}rPr") if run.find(f"{W}rPr") is not None else ElementTree.Element("none")))
            for run in ElementTree.fromstring(document).iter(f"{W}r") for node in run if node.tag in (f"{W}t", f"{W}delText") for letter in node.text or ""]


def test_runs_are_copied_with_their_properties(tmp_path):
    """A split run keeps its format in both halves, revisions their number but where one run's changed format is now that of two."""
    document = read(STRANGE, tmp_path)
    content = annotated(STRANGE, [finding(*place(document, words), document) for words in ("签约项", "格式", "格子甲", "3个")])
    assert formats(parts(STRANGE)["word/document.xml"]) == formats(parts(content)["word/document.xml"])
    before, after = parts(STRANGE)["word/document.xml"], parts(content)["word/document.xml"]
    for tag in (b"<w:ins ", b"<w:del ", b"<w:bookmarkStart ", b"<w:sdt>", b"<w:hyperlink ", b"<w:fldChar ", b"<w:drawing>", b"<w:footnoteReference "):
        assert before.count(tag) == after.count(tag), tag


def test_a_part_for_comments_is_made_where_there_is_none(tmp_path):
    """A content type, a relationship and a part, once; numbers go on behind those of marks that lost their comments."""
    left = packed(p('<w:commentRangeStart w:id="7"/>', r("在会上的讲话"), '<w:commentRangeEnd w:id="7"/>'))
    document = read(left, tmp_path)
    content = annotated(left, [finding(0, 1, 2, document)])
    found = parts(content)
    assert found["[Content_Types].xml"].count(b"/word/comments.xml") == found["word/_rels/document.xml.rels"].count(b"comments.xml") == 1
    assert comments(content) == {"8": "〔wording〕这里不对"}


def test_a_part_that_is_there_is_used(tmp_path):
    """A draft's own comments keep their numbers, and no second part appears."""
    document = read(NOTED, tmp_path)
    content = annotated(NOTED, [finding(0, 1, 2, document)])
    assert parts(content)["[Content_Types].xml"].count(b"/word/comments.xml") == 1
    assert set(comments(NOTED)) < set(comments(content)) and len(comments(content)) == len(set(comments(content)))


def test_the_comment_bears_the_document_s_date(tmp_path):
    """No clock: the date is that of the document's last change, a fixed one where it has none; the author is the program."""
    document = read(PLAIN, tmp_path)
    told = parts(annotated(PLAIN, [finding(0, 0, 1, document)]))["word/comments.xml"].decode("utf-8")
    moment = re.search(r"<dcterms:modified[^>]*>([^<]+)<", parts(PLAIN)["docProps/core.xml"].decode("utf-8"))
    assert moment and f'w:date="{moment[1]}"' in told and 'w:author="拟稿"' in told and 'w:initials="拟"' in told
    undated = packed(p(r("在会上的讲话")), **{"docProps/core.xml": "<none/>"})
    assert b'w:date="2000-01-01T00:00:00Z"' in parts(annotated(undated, [finding(0, 0, 1, read(undated, tmp_path))]))["word/comments.xml"]


def test_no_findings_change_nothing(tmp_path):
    """A copy with the same parts."""
    assert parts(annotated(NOTED, [])) == parts(NOTED)


def test_characters_that_no_xml_holds_are_left_out(tmp_path):
    """A message quotes what stands in a document; what XML cannot hold does not stop the copy."""
    document = read(PLAIN, tmp_path)
    content = annotated(PLAIN, [finding(0, 0, 1, document, "有<怪>字\x07\ud800&")])
    assert list(comments(content).values()) == ["〔wording〕有<怪>字&"]


@pytest.mark.parametrize("words", ["新签约项目", "链接文字", "富文本控件", "简单域", "新样子的字"])
def test_what_is_covered_whole_is_covered_from_outside(words, tmp_path):
    """A range over all of an insertion, link, control, field or rendering stands around it, where no program stumbles over it."""
    document = read(STRANGE, tmp_path)
    root = ElementTree.fromstring(parts(annotated(STRANGE, [finding(*place(document, words), document)]))["word/document.xml"])
    marks = (f"{W}commentRangeStart", f"{W}commentRangeEnd")
    assert sum(node.tag in marks for paragraph in root.iter(f"{W}p") for node in paragraph) == 2


def test_spaces_at_a_seam_are_kept(tmp_path):
    """Where a text is split beside a space Word must be told to keep it."""
    document = read(STRANGE, tmp_path)
    root = ElementTree.fromstring(parts(annotated(STRANGE, [finding(*place(document, "五 "), document)]))["word/document.xml"])
    node = next(node for node in root.iter(f"{W}t") if node.text == "五 ")
    assert node.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


@pytest.mark.parametrize("before", ["", "marked"])
def test_references_stand_behind_bookmarks(before, tmp_path):
    """A reference goes behind the last bookmark that ends after its range, and outside insertions, links and fields."""
    document = read(STRANGE, tmp_path)
    words = ["页，23"] if before else ["签约项", "接文", "的结果", "一个域"]
    root = ElementTree.fromstring(parts(annotated(STRANGE, [finding(*place(document, item), document) for item in words]))["word/document.xml"])
    for paragraph in root.iter(f"{W}p"):
        children = list(paragraph)
        for at in (at for at, node in enumerate(children) if node.find(f"{W}commentReference") is not None):
            assert not any(node.tag == f"{W}bookmarkEnd" for node in children[at:])
            kinds = [node.get(f"{W}fldCharType") for child in children[:at] for node in child.iter(f"{W}fldChar")]
            assert kinds.count("begin") == kinds.count("end")
    assert len([node for run in root.iter(f"{W}p") for child in run for node in child if node.tag == f"{W}commentReference"]) == len(words)


# ------------------------------------------------------------------------------------------------- LibreOffice
def scattered(content: bytes, folder: Path) -> list[Finding]:
    """Findings all over a document, two that cross in each paragraph."""
    document = read(content, folder)
    found = []
    for at, said in enumerate(document.paragraphs):
        length = len(said.text)
        found.append(finding(at, length // 4, length // 2 + 1, document, f"甲{at}号"))
        found.append(finding(at, length // 3, length, document, f"乙{at}号"))
    return found


def saved(content: bytes, folder: Path, kinds: tuple[str, ...]) -> bytes:
    """The file as LibreOffice saves it, one kind after another."""
    path = folder / "批注稿.docx"
    path.write_bytes(content)
    for kind in kinds:
        path = converted(path, kind, folder)
    return path.read_bytes()


def in_runs(text: str | None) -> str:
    """A covered stretch without the breaks that LibreOffice writes elsewhere."""
    return re.sub(r"\s", "", text or "")


@needs_office
@pytest.mark.parametrize("kinds", [("docx",), ("odt", "docx")], ids=["docx", "odt"])
@pytest.mark.parametrize("content", [PLAIN, NOTED], ids=["plain", "annotated"])
def test_comments_and_bookmarks_survive_libreoffice(content, kinds, tmp_path):
    """Opened and saved: every comment is there on its words, and every bookmark holds its figure, also where comments cross it or stand before it."""
    out = annotated(content, scattered(content, tmp_path))
    again = saved(out, tmp_path, kinds)
    assert {words: in_runs(text) for words, text in ranges(out).items()} == {words: in_runs(text) for words, text in ranges(again).items()}
    original, last = tmp_path / "原.docx", tmp_path / "再.docx"
    original.write_bytes(content)
    last.write_bytes(again)
    assert held(original) == held(last) and held(last)


@needs_office
def test_no_comment_is_lost_whatever_it_stands_in(tmp_path):
    """Of revisions, fields, controls, tables, boxes and notes LibreOffice keeps every comment, and every word stays on the page."""
    out = annotated(STRANGE, scattered(STRANGE, tmp_path))
    assert sorted(comments(saved(out, tmp_path, ("docx",))).values()) == sorted(comments(out).values())
    assert pages(out, tmp_path) == pages(STRANGE, tmp_path)


def pages(content: bytes, folder: Path) -> str:
    """The characters that stand on the pages as LibreOffice renders them, sorted: a box may be read before or after its neighbours."""
    path = folder / "页.docx"
    path.write_bytes(content)
    done = subprocess.run(["pdftotext", str(converted(path, "pdf", folder)), "-"], capture_output=True, check=True)
    return "".join(sorted(re.sub(r"\s", "", done.stdout.decode("utf-8"))))
