"""``--unlike``: older speeches in any kind of file are kept clear of; what cannot be read is refused with a reason."""
from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from briefs import EXAMPLES

from cli_calls import call
from generator.readers.document import read_document

PATH = next(path for path in EXAMPLES if path.stem == "临江县一季度汇报会")
DELETED = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>留下的</w:t></w:r>'
    '<w:del><w:r><w:delText>删掉的</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>移走的</w:t></w:r></w:moveFrom>'
    '<w:ins><w:r><w:t>添上的</w:t></w:r></w:ins></w:p></w:body></w:document>'
)


def text_of(*arguments: object) -> str:
    """The speech that a call prints."""
    result = call("draft", PATH, "-o", "-", "--to", "txt", *arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize("suffix", ["docx", "md", "txt"])
def test_an_older_speech_is_kept_clear_of(tmp_path: Path, suffix: str) -> None:
    """A draft written before, in any kind of file, makes the next one say the same facts otherwise; the same call gives the same words."""
    older = tmp_path / f"旧稿.{suffix}"
    assert call("draft", PATH, "-o", older).exit_code == 0
    newer = text_of("--unlike", older)
    assert newer == text_of("--unlike", older)
    before, after = text_of().splitlines(), newer.splitlines()
    assert len(set(before) & set(after)) < len(before) / 2


def test_preview_and_outline_take_older_speeches(tmp_path: Path) -> None:
    """The option belongs to all that compose a draft."""
    older = tmp_path / "旧稿.txt"
    older.write_text(text_of(), encoding="utf-8")
    assert call("preview", PATH, "--no-pager", "--unlike", older).stdout != call("preview", PATH, "--no-pager").stdout
    assert call("outline", PATH, "--unlike", older).exit_code == 0


def test_words_are_read_as_a_person_sees_them(tmp_path: Path) -> None:
    """What a revision deleted or moved away is not read, what it inserted is; texts may be GB18030."""
    path = tmp_path / "改稿.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", DELETED)
    assert [words.text for words in read_document(path).paragraphs] == ["留下的添上的"]
    text = tmp_path / "旧稿.txt"
    text.write_bytes("第一段\n第二段\n".encode("gb18030"))
    assert [words.text for words in read_document(text).paragraphs] == ["第一段", "第二段"]


def _broken(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 not a package")


def _doctype(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<!DOCTYPE x []>" + DELETED)


def _foreign(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("content.xml", "<office/>")


def _swollen(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", " " * 10_000_000)


def _bytes(path: Path) -> None:
    path.write_bytes(b"\xff\xff\xff")


@pytest.mark.parametrize(
    ("name", "write", "told"),
    [
        ("坏.docx", _broken, "没有传完或已经损坏"),
        ("实体.docx", _doctype, "DOCTYPE"),
        ("别样.docx", _foreign, "是 ODF 文档"),
        ("炸弹.docx", _swollen, "过大"),
        ("乱码.txt", _bytes, "编码不是 UTF-8 或 GB18030"),
        ("旧稿.pdf", _bytes, "不认识这种文件"),
        ("旧稿", _bytes, "不认识这种文件"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str, write, told: str) -> None:
    """One clear error, exit 5, nothing written."""
    older = tmp_path / name
    write(older)
    result = call("draft", PATH, "-o", tmp_path / "新稿.docx", "--unlike", older)
    assert (result.exit_code, name in result.stderr, told in result.stderr) == (5, True, True), result.stderr
    assert not (tmp_path / "新稿.docx").exists()


def test_an_older_speech_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    """A missing file is exit 2, as for every file named on the command line."""
    assert call("draft", PATH, "-o", "-", "--unlike", tmp_path / "没有.docx").exit_code == 2
