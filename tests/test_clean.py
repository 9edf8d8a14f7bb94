"""nigao clean: the final copy holds nothing of its making, and every byte of text and formatting as it was."""
from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from briefs import EXAMPLES, PRINT, UNSEEN, draft_of
from click.testing import Result
from hands import HANDS, edited
from lxml import etree

from cli_calls import call
from generator.checkup import check
from generator.model import Finding, Settings
from generator.readers.body import W, read_body
from generator.readers.document import read_document
from generator.writers.docx import to_docx
from generator.writers.docx.accept import accepted
from generator.writers.docx.annotate import annotated
from generator.writers.docx.clean import cleaned

NS = f'xmlns:w="{W[1:-1]}"'
FULL = next(path for path in UNSEEN if not draft_of(path)[1].gaps)


def parts(content: bytes) -> dict[str, bytes]:
    """The files of a package."""
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def package(files: dict[str, bytes]) -> bytes:
    """A package of files."""
    stream = BytesIO()
    with ZipFile(stream, "w") as out:
        for name, part in files.items():
            out.writestr(name, part)
    return stream.getvalue()


def worked_on(annotate: bool = True) -> bytes:
    """A draft with comments, bookmarks and the traces that Word leaves: sessions, authors, other people's properties."""
    content = to_docx(draft_of(FULL)[1], PRINT, annotate=annotate)
    files = parts(annotated(content, [Finding("gap-left", "info", 8, 0, 3, "", "批注")]))
    files["word/document.xml"] = files["word/document.xml"].replace(b"<w:p><w:pPr>", b'<w:p w:rsidR="00AB12CD" w:rsidRPr=\'00AB12CD\' w:rsidP="00000001"><w:pPr>')
    files["word/settings.xml"] = files["word/settings.xml"].replace(b"</w:settings>", b'<w:rsids><w:rsidRoot w:val="00AB12CD"/><w:rsid w:val="00AB12CD"/></w:rsids></w:settings>')
    files["docProps/core.xml"] = re.sub(rb"<dc:creator/>|<dc:creator></dc:creator>", "<dc:creator>张三</dc:creator>".encode(), files["docProps/core.xml"])
    files["docProps/core.xml"] = re.sub(rb"<cp:lastModifiedBy/>|<cp:lastModifiedBy></cp:lastModifiedBy>", "<cp:lastModifiedBy>李四</cp:lastModifiedBy>".encode(),
                                        files["docProps/core.xml"])
    assert "张三".encode() in files["docProps/core.xml"] and "李四".encode() in files["docProps/core.xml"]
    return package(files)


def run(*arguments: str, cwd: Path) -> Result:
    """One command line in a folder."""
    with contextlib.chdir(cwd):
        return call(*arguments)


def test_nothing_of_the_making_is_left() -> None:
    """No bookmark, comment, record, author, session number, nor a part, link or kind of one; told by kind and number."""
    made = cleaned(worked_on())
    files = parts(made.content)
    everything = b"".join(part for name, part in files.items() if name != "word/styles.xml")      # which knows how comments look
    for trace in (b"bookmark", b"omment", b"nigao", b"rsid", "张三".encode(), "李四".encode(), b"custom-properties"):
        assert trace not in everything, trace
    assert set(made.removed) == {"书签", "批注", "留底", "作者", "编辑标记"}


@pytest.mark.parametrize("path", [*UNSEEN, *EXAMPLES], ids=lambda path: path.stem)
def test_what_is_left_is_byte_for_byte_as_it_was(path: Path) -> None:
    """The final copy's document is the draft's with stretches cut out, none of them text; styles and pages are the very bytes; cleaning twice gives
    the same bytes."""
    content = to_docx(draft_of(path)[1], PRINT, annotate=True)
    before, after = parts(content), parts(cleaned(content).content)
    for name, part in after.items():
        if name not in ("word/document.xml", "[Content_Types].xml") and not name.endswith(".rels"):
            assert part == before[name], name
    cut = re.sub(rb'<w:bookmark(?:Start|End) [^>]*/>|<w:commentRange(?:Start|End) [^>]*/>|<w:r><w:commentReference [^>]*/></w:r>', b"", before["word/document.xml"])
    assert after["word/document.xml"] == cut
    assert [item.text for item in read_body(after["word/document.xml"])] == [item.text for item in read_body(before["word/document.xml"])]
    assert cleaned(cleaned(content).content).content == cleaned(content).content


def test_what_fields_and_links_refer_to_stays() -> None:
    """Bookmarks of a table of contents, of a cross reference (its instruction in two runs) and of a link stay; others go."""
    body = (f'<w:document {NS}><w:body><w:p><w:bookmarkStart w:id="1" w:name="_Toc1"/><w:r><w:t>甲</w:t></w:r><w:bookmarkEnd w:id="1"/>'
            '<w:bookmarkStart w:id="2" w:name="n1"/><w:r><w:t>乙</w:t></w:r><w:bookmarkEnd w:id="2"/>'
            '<w:bookmarkStart w:id="3" w:name="_Ref3"/><w:bookmarkEnd w:id="3"/><w:bookmarkStart w:id="4" w:name="here"></w:bookmarkStart><w:bookmarkEnd w:id="4"/>'
            '<w:fldSimple w:instr=" PAGEREF _Toc1 \\h "/><w:r><w:instrText> RE</w:instrText></w:r><w:r><w:instrText>F _Ref3 \\h</w:instrText></w:r>'
            '<w:hyperlink w:anchor="here"><w:r><w:t>丙</w:t></w:r></w:hyperlink></w:p></w:body></w:document>').encode()
    files = parts(to_docx(draft_of(FULL)[1], PRINT)) | {"word/document.xml": body}
    made = parts(cleaned(package(files)).content)["word/document.xml"]
    assert re.findall(rb'w:name="(\w+)"', made) == [b"_Toc1", b"_Ref3", b"here"]
    assert made.count(b"bookmarkEnd") == 3


def test_properties_of_others_stay() -> None:
    """What an office system keeps in custom properties is not ours to take."""
    files = parts(to_docx(draft_of(FULL)[1], PRINT))
    theirs = b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="99" name="OA"><vt:lpwstr>7</vt:lpwstr></property>'
    files["docProps/custom.xml"] = files["docProps/custom.xml"].replace(b"</Properties>", theirs + b"</Properties>")
    made = parts(cleaned(package(files)).content)
    assert b'name="OA"' in made["docProps/custom.xml"] and b"nigao" not in made["docProps/custom.xml"]
    assert b"custom.xml" in made["_rels/.rels"]


def test_a_part_in_utf_16_is_cleaned_too() -> None:
    """Its text is the same, in UTF-8."""
    files = parts(to_docx(draft_of(FULL)[1], PRINT))
    text = files["word/document.xml"].decode()
    files["word/document.xml"] = re.sub(r"encoding=.UTF-8.", 'encoding="UTF-16"', text, count=1).encode("utf-16")
    made = parts(cleaned(package(files)).content)["word/document.xml"]
    assert b"bookmark" not in made
    assert [item.text for item in read_body(made)] == [item.text for item in read_body(text.encode())]


# --------------------------------------------------------------------------------------------------- revisions
def p(*inside: str, mark: str = "") -> str:
    """A paragraph, with a revision of its mark."""
    marked = f'<w:rPr><w:{mark} w:id="9"/></w:rPr>' if mark else ""
    return f"<w:p><w:pPr>{marked}</w:pPr>{''.join(inside)}</w:p>"


def r(text: str, tag: str = "t", looks: str = "") -> str:
    """A run."""
    return f"<w:r>{looks}<w:{tag}>{text}</w:{tag}></w:r>"


def change(kind: str, *inside: str) -> str:
    """Runs under a revision."""
    return f'<w:{kind} w:id="1" w:author="张三">{"".join(inside)}</w:{kind}>'


LOOKS = '<w:rPr><w:b/><w:rPrChange w:id="3"><w:rPr/></w:rPrChange></w:rPr>'
REVISED = {
    "inserted and deleted": (p(r("甲"), change("ins", r("乙")), change("del", r("丙", "delText")), r("丁")), ["甲乙丁"]),
    "deleted in inserted": (p(change("ins", r("甲"), change("del", r("乙", "delText")))), ["甲"]),
    "moved": (p(change("moveFrom", r("甲")), r("乙")) + p(change("moveTo", r("甲"))), ["乙", "甲"]),
    "mark deleted": (p(r("甲"), mark="del") + p(r("乙")), ["甲乙"]),
    "two marks deleted": (p(r("甲"), mark="del") + p(r("乙"), mark="del") + p(r("丙")), ["甲乙丙"]),
    "mark inserted": (p(r("甲"), mark="ins") + p(r("乙")), ["甲", "乙"]),
    "all of a paragraph deleted": (p(change("del", r("甲", "delText")), mark="del") + p(r("乙")), ["乙"]),
    "looks changed": (p(r("甲", looks=LOOKS)), ["甲"]),
    "row deleted": (f'<w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>{p(r("甲"))}</w:tc></w:tr>'
                    f'<w:tr><w:trPr><w:ins w:id="2"/></w:trPr><w:tc>{p(r("乙"))}</w:tc></w:tr></w:tbl>', ["乙"]),
    "table deleted": (f'<w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>{p(r("甲"))}</w:tc></w:tr></w:tbl>{p(r("乙"))}', ["乙"]),
    "ranges of a move": (f'<w:moveFromRangeStart w:id="1" w:name="m"/>{p(change("moveFrom", r("甲")), r("乙"))}<w:moveFromRangeEnd w:id="1"/>', ["乙"]),
}


@pytest.mark.parametrize("case", REVISED, ids=str)
def test_revisions_are_taken_over_as_they_are_read(case: str) -> None:
    """What is left reads as the accepted view did, and nothing of the revisions is left."""
    body, expected = REVISED[case]
    part = f"<w:document {NS}><w:body>{body}</w:body></w:document>".encode()
    made = accepted(part)
    assert [item.text for item in read_body(made)] == expected == [item.text for item in read_body(part)]
    assert re.search(rb"w:(ins|del|move\w*|\w+Change)\b", made) is None
    assert b"<w:b/>" in made or "looks" not in case


def test_a_part_without_revisions_keeps_its_bytes() -> None:
    """Accepting where there is nothing to accept changes no byte."""
    part = parts(worked_on())["word/document.xml"]
    assert accepted(part) is part


@pytest.mark.parametrize("hand", HANDS)
def test_an_edited_draft_reads_the_same_when_it_is_final(hand: str, tmp_path: Path) -> None:
    """However it was edited: the final copy has the accepted text, and the check finds what it found but for pending revisions."""
    brief, draft = draft_of(FULL)
    change = next(use for use in draft.figures if len(use.text) > 3)
    line = draft.paragraphs[change.paragraphs[0]].text
    at = line.index(change.text)
    content = edited(to_docx(draft, PRINT), line[at - 6:at] + change.text, f"{line[at - 6:at]}又一个{change.text}", hand)
    (tmp_path / "稿.docx").write_bytes(content)
    (tmp_path / "定.docx").write_bytes(cleaned(content, accept=True).content)
    before, after = read_document(tmp_path / "稿.docx"), read_document(tmp_path / "定.docx")
    assert [item.text for item in after.paragraphs] == [item.text for item in before.paragraphs]
    assert sum(item.pending for item in after.paragraphs) == 0
    ignored = ("revision-pending", "figure-changed", "figure-lost")
    found = [[(item.rule, item.paragraph, item.text) for item in check(one, Settings(), brief=brief, skip=ignored).findings] for one in (before, after)]
    assert found[0] == found[1]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_final_copy(tmp_path: Path) -> None:
    """The same words as in the document."""
    content = worked_on()
    for name, data in (("稿.docx", content), ("定.docx", cleaned(content).content)):
        (tmp_path / name).write_bytes(data)
        subprocess.run(["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir",
                        str(tmp_path), str(tmp_path / name)], check=True, capture_output=True, timeout=120)
    assert (tmp_path / "定.txt").read_text(encoding="utf-8-sig") == (tmp_path / "稿.txt").read_text(encoding="utf-8-sig")


# ------------------------------------------------------------------------------------------------- the command
def test_the_command_writes_the_final_copy(tmp_path: Path) -> None:
    """Told what was taken out; the document keeps its bytes; a final copy is no draft of ours any more."""
    content = worked_on()                        # once: an archive holds the second it was made in
    (tmp_path / "稿.docx").write_bytes(content)
    made = run("clean", "稿.docx", "-o", "定.docx", cwd=tmp_path)
    assert made.exit_code == 0 and "去掉了：书签" in made.stdout, made.output
    assert (tmp_path / "稿.docx").read_bytes() == content
    assert etree.fromstring(parts((tmp_path / "定.docx").read_bytes())["word/document.xml"]) is not None
    assert "没有要去掉的" in run("clean", "定.docx", "-o", "再定.docx", cwd=tmp_path).stdout


REFUSED = [
    (("clean", "缺.docx", "-o", "定.docx"), 1, "【待补"), (("clean", "缺.docx", "-o", "定.docx", "--accept-revisions"), 1, "【待补"),
    (("clean", "修订.docx", "-o", "定.docx"), 1, "修订没有处理"), (("clean", "稿.docx"), 2, "-o"), (("clean", "稿.docx", "-o", "定.pdf"), 2, ".docx"),
    (("clean", "稿.txt", "-o", "定.docx"), 2, ".docx"), (("clean", "稿.docx", "-o", "稿.docx"), 6, "不改原稿"), (("clean", "稿.docx", "-o", "修订.docx"), 6, "修订.docx"),
    (("clean", "坏.docx", "-o", "定.docx"), 5, "坏.docx"), (("clean", "稿.docx", "-o", "没有/定.docx"), 2, "没有“没有”"), (("clean", "无.docx", "-o", "定.docx"), 2, "无.docx"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), REFUSED, ids=[" ".join(case[0]) for case in REFUSED])
def test_what_is_not_final_is_refused(arguments: tuple[str, ...], code: int, words: str, tmp_path: Path) -> None:
    """Exit code, message with the place, and nothing written or changed."""
    content = worked_on(annotate=False)
    open_brief = next(path for path in UNSEEN if draft_of(path)[1].gaps)
    line = next(item.text for item in draft_of(FULL)[1].paragraphs if item.role == "body" and len(item.text) > 40)
    (tmp_path / "稿.docx").write_bytes(content)
    (tmp_path / "缺.docx").write_bytes(to_docx(draft_of(open_brief)[1], PRINT))
    (tmp_path / "修订.docx").write_bytes(edited(content, line[:12], f"话说{line[:12]}", "tracked"))
    (tmp_path / "稿.txt").write_text("各位同志：\n", encoding="utf-8")
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    before = {item.name: item.read_bytes() for item in tmp_path.iterdir()}
    made = run(*arguments, cwd=tmp_path)
    assert made.exit_code == code and words in made.stderr, made.output
    assert {item.name: item.read_bytes() for item in tmp_path.iterdir()} == before


def test_revisions_are_taken_over_where_that_is_asked(tmp_path: Path) -> None:
    """--accept-revisions makes the final copy of what would be refused."""
    line = next(item.text for item in draft_of(FULL)[1].paragraphs if item.role == "body" and len(item.text) > 40)
    (tmp_path / "修订.docx").write_bytes(edited(worked_on(annotate=False), line[:12], f"{line[:6]}另说{line[6:12]}", "tracked"))
    assert run("clean", "修订.docx", "-o", "定.docx", "--accept-revisions", cwd=tmp_path).exit_code == 0
    assert any(f"{line[:6]}另说{line[6:12]}" in item.text for item in read_document(tmp_path / "定.docx").paragraphs)
