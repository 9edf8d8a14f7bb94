"""A document read back, whatever kind of file it lies in: .docx, .md, .txt."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.errors import DocumentError, Place, Problem
from generator.frozen import EMPTY, Frozen, replace
from generator.readers import body, package, record
from generator.readers.body import Words
from generator.readers.kinds import legible
from generator.source import decode

# Parts that stand beside the body, by how their names begin, and what their paragraphs are called.
_BESIDE = (("word/footnotes", "footnote"), ("word/endnotes", "endnote"), ("word/header", "header"), ("word/footer", "footer"))
PLACES = {"table": "表格", "box": "文本框", "footnote": "脚注", "endnote": "尾注", "header": "页眉", "footer": "页脚"}      # where a paragraph stands, but for the body
_CUSTOM = "docProps/custom.xml"
_HEADING = re.compile(r"#{1,6} ")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|~&.)+-])")


class Document(Frozen):
    """``paragraphs`` are those of the body in reading order, table cells and text boxes among them, empty ones too; for texts the lines.
    ``beside`` are notes, headers and footers. ``record`` is what a draft of ours remembers of its making; empty for any other. ``path`` is where a
    .docx lies, for those who ask how it looks."""

    name: str
    kind: str
    paragraphs: tuple[Words, ...]
    beside: tuple[Words, ...] = ()
    record: Mapping[str, Any] = EMPTY
    path: Path | None = None


def read_document(path: Path) -> Document:
    """A document from its file. Raises DocumentError for one that cannot be read, with what it is and what to do."""
    if path.exists() and not path.is_file():
        raise _unreadable(path, "不是普通文件", "请给讲话稿的 .docx、.md 或 .txt")
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise _unreadable(path, "不认识这种文件", "请另存为 .docx、.md 或 .txt")
    return read(path)


def read_text(data: bytes, name: str = "标准输入") -> Document:
    """A text that lies in no file. Raises DocumentError for bytes that are no text."""
    return Document(name, "txt", tuple(map(Words, _decoded(data, name))))


def _docx(path: Path) -> Document:
    with legible(path):
        names = package.names(path)
        (document,) = package.parts(path, "word/document.xml")
        beside = tuple(_beside(path, names))
        remembered = record.remember(*package.parts(path, _CUSTOM)) if _CUSTOM in names else {}
        return Document(path.name, "docx", tuple(body.read_body(document)), beside, remembered, path)


def _beside(path: Path, names: list[str]) -> Iterator[Words]:
    """The paragraphs with words in the parts beside the body."""
    for name, where in parts_beside(names):
        yield from (replace(words, where=where) for words in body.read_body(*package.parts(path, name)) if words.text.strip())


def parts_beside(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The parts beside the body among the names of a package, in the order in which they are read, and what their paragraphs are called."""
    names = sorted(names)
    return ((name, where) for begin, where in _BESIDE for name in names if name.startswith(begin) and name.endswith(".xml"))


def _text(path: Path) -> Document:
    return Document(path.name, "txt", tuple(map(Words, _lines(path))))


def _markdown(path: Path) -> Document:
    """Lines as they are spoken: without the marks of headings and bold, escapes taken back."""
    spoken = (_ESCAPED.sub(r"\1", _HEADING.sub("", line, count=1).replace("**", "")) for line in _lines(path))
    return Document(path.name, "md", tuple(Words("" if line.startswith("<!--") else line) for line in spoken))


def _lines(path: Path) -> list[str]:
    try:
        return _decoded(path.read_bytes(), str(path))
    except OSError:
        raise _unreadable(path, "读不了", "请检查文件的权限") from None


def _decoded(data: bytes, name: str) -> list[str]:
    problems: list[Problem] = []
    text = decode(data, name, problems)
    if text is None:
        raise DocumentError("文件读不了", problems)
    return text.splitlines()


def _unreadable(path: Path, why: str, hint: str) -> DocumentError:
    return DocumentError("文件读不了", [Problem(why, Place(str(path), 1, 1), hint=hint)])


_READERS: Mapping[str, Callable[[Path], Document]] = {".docx": _docx, ".md": _markdown, ".txt": _text}
