"""Documents read back: the accepted view whatever Word wrapped the words in, places of bookmarks, and a name for every file that is no .docx."""
from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from briefs import FEW, PRINT, draft_of
from hypothesis import given
from hypothesis import strategies as st

from cli_calls import call
from generator.errors import DocumentError
from generator.readers.body import Bookmark, Words, pending, read_body
from generator.readers.document import read_document
from generator.readers.kinds import describe
from generator.writers.docx import to_docx

NS = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
      'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="urn:wps"')


def t(text: str, properties: str = "") -> str:
    """A run."""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t>{text}</w:t></w:r>"


def p(*inside: str, mark: str = "") -> str:
    """A paragraph, with what is said of its mark."""
    return f"<w:p>{f'<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>' if mark else ''}{''.join(inside)}</w:p>"


def read(*blocks: str) -> list[Words]:
    """What is read of a body."""
    return read_body(f"<w:document {NS}><w:body>{''.join(blocks)}</w:body></w:document>".encode())


BOX = f"<w:drawing><wps:txbx><w:txbxContent>{p(t('框里'))}</w:txbxContent></wps:txbx></w:drawing>"
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
RESULT = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + t("12")
SAID = [
    ("plain", p(t("甲"), t("乙")), ["甲乙"]),
    ("inserted", p(t("甲"), f"<w:ins>{t('乙')}</w:ins>"), ["甲乙"]),
    ("deleted", p(t("甲"), "<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>", t("丙")), ["甲丙"]),
    ("deleted in inserted", p(f"<w:ins>{t('甲')}<w:del><w:r><w:delText>乙</w:delText></w:r></w:del></w:ins>"), ["甲"]),
    ("moved", p(f"<w:moveFrom>{t('甲')}</w:moveFrom>", t("乙"), f"<w:moveTo>{t('丙')}</w:moveTo>"), ["乙丙"]),
    ("mark deleted", p(t("甲"), mark="<w:del/>") + p(t("乙")), ["甲乙"]),
    ("marks deleted in a row", p(t("甲"), mark="<w:del/>") + p(mark="<w:del/>") + p(t("乙")) + p(t("丙")), ["甲乙", "丙"]),
    ("last mark deleted", p(t("甲")) + p(t("乙"), mark="<w:del/>"), ["甲", "乙"]),
    ("mark inserted", p(t("甲"), mark="<w:ins/>") + p(t("乙")), ["甲", "乙"]),
    ("content control around a run", p(f"<w:sdt><w:sdtPr/><w:sdtContent>{t('甲')}</w:sdtContent></w:sdt>", t("乙")), ["甲乙"]),
    ("content control around paragraphs", f"<w:sdt><w:sdtContent>{p(t('甲'))}{p(t('乙'))}</w:sdtContent></w:sdt>", ["甲", "乙"]),
    ("hyperlink", p(f"<w:hyperlink>{t('甲')}</w:hyperlink>", f"<w:smartTag>{t('乙')}</w:smartTag>"), ["甲乙"]),
    ("field with a result", p(t("第"), FIELD.format(RESULT), t("页")), ["第12页"]),
    ("field without one", p(t("第"), FIELD.format(""), t("页")), ["第页"]),
    ("field in a field", p(FIELD.format(FIELD.format(t("甲")) + RESULT)), ["12"]),
    ("simple field", p(f'<w:fldSimple w:instr="PAGE">{t("3")}</w:fldSimple>'), ["3"]),
    ("table", f"<w:tbl><w:tr><w:tc>{p(t('甲'))}</w:tc><w:tc>{p(t('乙'))}</w:tc></w:tr></w:tbl>" + p(t("丙")), ["甲", "乙", "丙"]),
    ("deleted row", f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p(t('甲'))}</w:tc></w:tr><w:tr><w:tc>{p(t('乙'))}</w:tc></w:tr></w:tbl>", ["乙"]),
    ("text box", p(t("甲"), f"<w:r>{BOX}</w:r>", t("乙")) + p(t("丙")), ["甲乙", "框里", "丙"]),
    ("text box in two renderings",
     p(t("甲"), f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>"), ["甲", "框里"]),
    ("hidden", p(t("甲"), t("乙", "<w:vanish/>"), t("丙", '<w:vanish w:val="0"/>')), ["甲丙"]),
    ("breaks and tabs", p("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:br w:type=\"page\"/><w:noBreakHyphen/></w:r>"), ["甲\n乙\t丙-"]),
    ("formula", p(t("约"), "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), ["约x=1"]),
    ("empty", p() + p(t("甲")), ["", "甲"]),
]


@pytest.mark.parametrize(("blocks", "said"), [case[1:] for case in SAID], ids=[case[0] for case in SAID])
def test_words_are_read_as_a_person_sees_them(blocks: str, said: list[str]) -> None:
    """The accepted view: each wrapping that Word knows, in reading order, every paragraph once, empty ones too."""
    assert [words.text for words in read(blocks)] == said


@pytest.mark.parametrize(
    ("blocks", "count"),
    [(p(t("甲")), 0), (p(f"<w:ins>{t('甲')}</w:ins>", "<w:del/>"), 2), (p(f"<w:moveTo>{t('甲')}</w:moveTo>"), 1), (p(t("甲"), mark="<w:del/>") + p(t("乙")), 1),
     (p(t("甲", "<w:b/><w:rPrChange><w:rPr/></w:rPrChange>")), 1), ("<w:p><w:pPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr></w:p>", 1)],
)
def test_revisions_that_wait_are_counted(blocks: str, count: int) -> None:
    """Of words, of marks and of formatting."""
    assert pending(read(blocks)) == count


def test_bookmarks_have_places_in_the_accepted_text() -> None:
    """Counted without what was deleted; across runs and wrappings; one that never ends, ends with its paragraph; moved along where paragraphs join."""
    start, end = '<w:bookmarkStart w:id="1" w:name="n1"/>', '<w:bookmarkEnd w:id="1"/>'
    (words,) = read(p(t("共"), "<w:del><w:r><w:delText>有</w:delText></w:r></w:del>", start, t("2"), f"<w:ins>{t('3')}</w:ins>", t("个"), end, t("。")))
    assert words.bookmarks == (Bookmark("n1", 1, 4),) and words.text[1:4] == "23个"
    assert read(p(t("共"), start, t("23个")))[0].bookmarks == (Bookmark("n1", 1, 4),)
    assert read(p(t("前面"), mark="<w:del/>") + p(start, t("23个"), end))[0].bookmarks == (Bookmark("n1", 2, 5),)


def test_paragraphs_know_where_they_stand() -> None:
    """Body, table or text box."""
    found = read(p(t("甲")), f"<w:tbl><w:tr><w:tc>{p(t('乙'))}</w:tc></w:tr></w:tbl>", p(t("丙"), f"<w:r>{BOX}</w:r>"))
    assert [(words.text, words.where) for words in found] == [("甲", "body"), ("乙", "table"), ("丙", "body"), ("框里", "box")]


@pytest.mark.parametrize("path", FEW, ids=lambda path: path.stem)
def test_a_draft_is_read_back_as_it_was_written(tmp_path: Path, path: Path) -> None:
    """Every paragraph, and every bookmark with the figure inside it, annotated or not."""
    draft = draft_of(path)[1]
    for annotate in (False, True):
        (tmp_path / "稿.docx").write_bytes(to_docx(draft, PRINT, annotate=annotate))
        with zipfile.ZipFile(tmp_path / "稿.docx") as package:
            found = read_body(package.read("word/document.xml"))
        assert [words.text.replace("\n", "") for words in found if words.text] == [paragraph.text for paragraph in draft.paragraphs]
        figures = [paragraph.text[span.start : span.end] for paragraph in draft.paragraphs for span in paragraph.spans if span.kind == "figure"]
        assert [words.text[mark.start : mark.end] for words in found for mark in words.bookmarks] == figures
        assert pending(found) == 0


PIECES = st.sampled_from(["甲", "乙3", "<w:del><w:r><w:delText>丁</w:delText></w:r></w:del>", "<w:proofErr/>", "<w:lastRenderedPageBreak/>"])


@given(st.lists(st.tuples(PIECES, st.sampled_from(["{}", "<w:ins>{}</w:ins>", "<w:hyperlink>{}</w:hyperlink>", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"])), max_size=8))
def test_wrapping_never_changes_words(pieces: list[tuple[str, str]]) -> None:
    """Any pieces in any wrappings: the text is that of the pieces."""
    blocks = p(*(wrap.format(piece if piece.startswith("<") else t(piece)) for piece, wrap in pieces))
    assert [words.text for words in read(blocks)] == ["".join(piece for piece, _ in pieces if not piece.startswith("<"))]


@pytest.mark.parametrize("kind", ["docx", "md", "txt"])
def test_a_draft_in_any_kind_of_file_says_the_same(tmp_path: Path, kind: str) -> None:
    """Markdown without its marks; a .docx with what it remembers of its making, its page numbers beside it."""
    draft = draft_of(FEW[0])[1]
    out = tmp_path / f"稿.{kind}"
    assert call("draft", FEW[0], "-o", out).exit_code == 0
    found = read_document(out)
    assert [words.text.replace("\n", "") for words in found.paragraphs if words.text] == [paragraph.text for paragraph in draft.paragraphs]
    assert found.kind == kind and bool(found.record) == (kind == "docx")
    assert [words.text for words in found.beside] == (["— 1 —", "— 1 —"] if kind == "docx" else [])


def test_what_stands_beside_the_body_is_read(tmp_path: Path) -> None:
    """Notes, headers and footers, each called what it is; empty paragraphs there are nothing."""
    path = tmp_path / "稿.docx"
    with zipfile.ZipFile(path, "w") as package:
        for name, tag, text in (("document", "document", "正文"), ("footnotes", "footnotes", "脚注"), ("header1", "hdr", "页眉"), ("footer2", "ftr", "页脚")):
            wrapped = f"<w:body>{p(t(text))}</w:body>" if tag == "document" else f"<w:footnote>{p(t(text))}</w:footnote>" if tag == "footnotes" else p(t(text)) + p()
            package.writestr(f"word/{name}.xml", f"<w:{tag} {NS}>{wrapped}</w:{tag}>")
    found = read_document(path)
    assert [words.text for words in found.paragraphs] == ["正文"] and found.record == {}
    assert [(words.where, words.text) for words in found.beside] == [("footnote", "脚注"), ("header", "页眉"), ("footer", "页脚")]


# ----------------------------------------------------------------------------------------------------- what is no .docx
def _zip(**files: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as package:
            for name, content in files.items():
                package.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)

    return write


def _bytes(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None


def _cut(path: Path) -> None:
    path.write_bytes(to_docx(draft_of(FEW[0])[1], PRINT)[:5000])


def _flipped(path: Path) -> None:
    """One byte of the compressed body changed."""
    content = bytearray(to_docx(draft_of(FEW[0])[1], PRINT))
    at = content.index(b"word/document.xml") + 400
    content[at] ^= 0xFF
    path.write_bytes(content)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOREIGN = [
    ("empty", _bytes(b""), "是空文件"), ("old", _bytes(OLE + b"\0" * 600), "是旧格式"), ("locked", _bytes(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")), "加了密码"),
    ("pdf", _bytes(b"%PDF-1.7\n"), "是 PDF"), ("rtf", _bytes(b"{\\rtf1 a}"), "是 RTF"), ("words", _bytes("同志们".encode()), "不是 .docx"), ("cut", _cut, "没有传完"),
    ("flipped", _flipped, "已经损坏"),
    ("sheet", _zip(xl__workbook_xml="<a/>"), "是 Excel 表格"), ("odt", _zip(content_xml="<a/>"), "是 ODF"), ("zip", _zip(a_xml="<a/>"), "是压缩包"),
    ("not xml", _zip(word__document_xml="同志们"), "不合规范"),
]


@pytest.mark.parametrize(("write", "what"), [case[1:] for case in FOREIGN], ids=[case[0] for case in FOREIGN])
def test_every_foreign_file_is_named(tmp_path: Path, write: Callable[[Path], None], what: str) -> None:
    """By what it is, not by its suffix, with what to do."""
    path = tmp_path / "稿.docx"
    write(path)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert what in str(caught.value) and len(caught.value.problems[0].hint) > 4
    assert describe(path)[0] in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_in_any_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    """UTF-16 hides it from a search for its bytes."""
    path = tmp_path / "稿.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", f'<!DOCTYPE a [<!ENTITY b "c">]><w:document {NS}/>'.encode(encoding))
    with pytest.raises(DocumentError, match="DOCTYPE"):
        read_document(path)


@pytest.mark.parametrize("seed", range(40))
def test_no_damage_is_more_than_an_error(tmp_path: Path, seed: int) -> None:
    """A draft with bytes changed or cut off at random is read or refused, never anything else."""
    chance, content = random.Random(seed), bytearray(to_docx(draft_of(FEW[0])[1], PRINT))
    for _ in range(chance.randint(1, 30)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path = tmp_path / "稿.docx"
    path.write_bytes(content[: chance.randrange(len(content)) if seed % 4 == 0 else len(content)])
    try:
        assert read_document(path).kind == "docx"
    except DocumentError as error:
        assert error.problems
