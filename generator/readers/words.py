"""What an older speech says, whatever kind of file it lies in: .docx, .md, .txt."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from generator.errors import DocumentError, Place, Problem
from generator.readers import body, package
from generator.readers.kinds import describe
from generator.source import decode


def read_words(path: Path) -> list[str]:
    """The paragraphs of a document. Raises DocumentError for one that cannot be read."""
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise _unreadable(path, "不认识这种文件", "请另存为 .docx、.md 或 .txt")
    return read(path)


def _docx(path: Path) -> list[str]:
    try:
        return body.paragraphs(*package.parts(path, "word/document.xml"))
    except package.BROKEN:
        raise _unreadable(path, *describe(path)) from None


def _text(path: Path) -> list[str]:
    problems: list[Problem] = []
    try:
        text = decode(path.read_bytes(), str(path), problems)
    except OSError:
        raise _unreadable(path, "读不了", "请检查文件的权限") from None
    if text is None:
        raise DocumentError("文件读不了", problems)
    return text.splitlines()


def _unreadable(path: Path, why: str, hint: str) -> DocumentError:
    return DocumentError("文件读不了", [Problem(why, Place(str(path), 1, 1), hint=hint)])


_READERS: Mapping[str, Callable[[Path], list[str]]] = {".docx": _docx, ".md": _text, ".txt": _text}
