"""The files of an archive, read one after another: .docx (accepted text), .md, .txt and saved pages, in UTF-8 or GB18030."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path

from generator.errors import DocumentError, Place, Problem
from generator.frozen import Frozen
from generator.readers.document import read_document
from generator.source import decoded

SUFFIXES = (".docx", ".md", ".txt", ".html", ".htm")
_MOST_BYTES = 512 * 1024 * 1024
_HIDDEN = {"script", "style", "noscript", "template", "head", "select", "button", "nav", "footer", "form"}
_BLOCKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "td", "section", "article", "title", "hr", "blockquote", "pre", "ul", "ol", "table"}


class Source(Frozen):
    """A file of an archive: ``name`` is its path below what was given, with ``/``; ``path`` where it lies. Of a collection, a text that holds a speech
    a line, a source is a stretch: the bytes ``[start, end)``, the characters and lines before them."""

    name: str
    path: Path
    start: int = 0
    end: int = -1
    characters: int = 0
    lines: int = 0


def sources(paths: Iterable[Path]) -> list[Source]:
    """The files that an archive's paths name, folders opened, by name; hidden ones, locks of Word and files of other kinds are none of them."""
    found = {}
    for path in paths:
        if path.is_dir():
            for item in sorted(path.rglob("*")):
                inside = item.relative_to(path)
                if item.is_file() and item.suffix.lower() in SUFFIXES and not any(part.startswith((".", "~$")) for part in inside.parts):
                    found[inside.as_posix()] = item
        else:
            found[path.name] = path
    return [Source(name, found[name]) for name in sorted(found)]


def read(source: Source) -> str:
    """The decoded text of a source; of a .docx its accepted paragraphs, one a line, of a page what it shows. Raises DocumentError."""
    suffix = source.path.suffix.lower()
    if suffix == ".docx":
        return "\n".join(words.text for words in read_document(source.path).paragraphs)
    if suffix not in SUFFIXES:
        raise _unreadable(source, "不认识这种文件", "请另存为 .docx、.md、.txt 或 .html")
    try:
        if source.path.stat().st_size > _MOST_BYTES:
            raise _unreadable(source, "文件超过512 MB", "请拆成几个")
        text = decoded(_bytes(source))
        text = None if text is not None and "\0" in text else text       # what is no text at all may decode
    except OSError:
        raise _unreadable(source, "读不了", "请检查文件的权限") from None
    if text is None:
        raise _unreadable(source, "不是 UTF-8 或 GB18030 的文字", "在编辑器里另存为 UTF-8")
    return shown(text) if suffix in (".html", ".htm") else text


def _bytes(source: Source) -> bytes:
    if source.end < 0:
        return source.path.read_bytes()
    with source.path.open("rb") as stream:
        stream.seek(source.start)
        return stream.read(source.end - source.start)


def shown(page: str) -> str:
    """What a page shows, character for character at the places of its source: all else is blank, so that an offset in it is one in the source."""
    reader = _Page(page)
    reader.feed(page)
    reader.close()
    return "".join(reader.kept)


class _Page(HTMLParser):
    """A page being read."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.kept = ["\n" if char == "\n" else " " for char in page]
        self._page = page
        self._starts = [0, *accumulate(len(line) for line in page.splitlines(keepends=True))]
        self._hidden = 0

    def _place(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.kept[self._place()] = "\n"

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.kept[self._place()] = "\n"

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        if tag in _BLOCKS:
            self.kept[self._place()] = "\n"

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            at = self._place()
            # a line of a page's source is not a line of the page
            self.kept[at:at + len(data)] = [" " if char in "\r\n" else char for char in data]

    def handle_entityref(self, name: str) -> None:
        self._signed(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._signed(unescape(f"&#{name};"))

    def _signed(self, char: str) -> None:
        """One character for a reference; what stands for none, or for several, is left blank."""
        if not self._hidden and len(char) == 1 and char.isprintable() and char != "\ufffd":
            self.kept[self._place()] = char


def stretches(source: Source, most: int) -> Iterator[Source]:
    """A source as it is; a collection (a .txt of more than ``most`` bytes) in stretches of whole lines."""
    size = source.path.stat().st_size if source.path.exists() else 0
    if size <= most or source.path.suffix.lower() != ".txt":
        yield source
        return
    start = characters = lines = 0
    with source.path.open("rb") as stream:
        while piece := stream.read(most):
            piece += stream.readline()
            yield Source(source.name, source.path, start, start + len(piece), characters, lines)
            start += len(piece)
            characters += len(decoded(piece) or "")
            lines += piece.count(b"\n")


def batches(found: Sequence[Source], most: int) -> Iterator[list[Source]]:
    """The sources in batches of about ``most`` bytes, in order; collections in stretches."""
    batch: list[Source] = []
    size = 0
    for source in (stretch for item in found for stretch in stretches(item, most)):
        size += source.end - source.start if source.end >= 0 else source.path.stat().st_size if source.path.exists() else 0
        batch.append(source)
        if size >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _unreadable(source: Source, why: str, hint: str) -> DocumentError:
    return DocumentError("文件读不了", [Problem(why, Place(str(source.path), 1, 1), hint=hint)])
