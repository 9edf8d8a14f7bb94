"""What a file that is no document of ours really is, and what a person can do about it: by its first bytes, not by its name."""
from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import DocumentError, Place, Problem
from generator.readers.package import BROKEN, Refused

_HEAD = 512 * 1024
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream of an OLE file that holds a document under a password
_SAVE = "请用 Word 或 WPS 打开，另存为 .docx"
# By how a file begins: what it is, and what to do.
_SIGNS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "是旧格式（.doc 或 .wps）", _SAVE),
    (b"%PDF-", "是 PDF", "PDF 里的文字读不准，请找出原来的 .docx"),
    (b"{\\rtf", "是 RTF", _SAVE),
)


@contextmanager
def legible(path: Path, summary: str = "文件读不了") -> Iterator[None]:
    """Makes one DocumentError of whatever a damaged or a foreign package raises while it is read or written anew."""
    try:
        yield
    except BROKEN as error:
        what, hint = (str(error), "请用 Word 或 WPS 打开，另存为 .docx，去掉嵌入的文件") if isinstance(error, Refused) else describe(path)
        raise DocumentError(summary, [Problem(what, Place(str(path), 1, 1), hint=hint)]) from None


def describe(path: Path) -> tuple[str, str]:
    """What a file is, and what to do, for one that could not be read as a .docx."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return "读不了", "请检查文件的权限"
    if not head.strip():
        return "是空文件", "请检查有没有存好"
    if head.startswith(b"PK"):
        return _package(path)
    if head.startswith(_SIGNS[0][0]) and _LOCKED in head:
        return "加了密码", "请先在 Word 或 WPS 里去掉密码再存一份"
    return next(((what, hint) for sign, what, hint in _SIGNS if head.startswith(sign)), ("不是 .docx", f"可能改过后缀；{_SAVE}"))


def _package(path: Path) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            broken = package.testzip() if "word/document.xml" in names else None
    except BROKEN:
        return "没有传完或已经损坏", "请重新拷贝一份，或用 Word 打开修复后另存"
    if "word/document.xml" in names:
        return ("已经损坏", "请用 Word 打开修复后另存") if broken else ("里面的内容不合规范", f"{_SAVE}，去掉嵌入的文件")
    if "xl/workbook.xml" in names:
        return "是 Excel 表格", "请给讲话稿的 .docx"
    if "content.xml" in names:
        return "是 ODF 文档（.odt 一类）", _SAVE
    return "是压缩包，不是 .docx", "请解压后给里面的 .docx"
