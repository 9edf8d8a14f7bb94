"""Documents written as marked text, for tests of rules: a rule's examples, and documents that hold one thing a person did.

``«…»`` is where a finding is expected; ``{23→25}`` a figure that the draft printed as 23 (in a bookmark) and that now reads 25; ``{+…+}`` a tracked
insertion, ``{-…-}`` a tracked deletion; ``{黑体 14:…}`` words in a font and size of their own; `` ¶ `` a new paragraph.
"""
from __future__ import annotations

import re
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from generator.readers.body import Bookmark, Words
from generator.readers.document import Document, read_document

_PIECE = re.compile(r"\{([^{}→]*)→([^{}]*)\}|\{\+(.*?)\+\}|\{-(.*?)-\}|\{(\S+) (\d+(?:\.\d+)?):(.*?)\}")
_HINT = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
BREAK = " ¶ "


def plain(marked: str) -> str:
    """What a person reads: new words, without deleted ones and without marks."""
    return _PIECE.sub(lambda piece: "".join((piece[2] or "", piece[3] or "", piece[7] or "")), marked.replace("«", "").replace("»", ""))


def expected(marked: str) -> list[tuple[int, int, int]]:
    """(paragraph, start, end) of every «…» in the text that a person reads."""
    spans = []
    for at, line in enumerate(marked.split(BREAK)):
        for found in re.finditer("«(.*?)»", line):
            start = len(plain(line[: found.start()]))
            spans.append((at, start, start + len(plain(found[1]))))
    return spans


def text_document(marked: str) -> Document:
    """The document as a text file would be read; figures of ``{23→25}`` with the record and bookmarks of a draft."""
    figures, lines = {}, []
    for line in marked.replace("«", "").replace("»", "").split(BREAK):
        marks, at, text = [], 0, ""
        for piece in _PIECE.finditer(line):
            text += line[at:piece.start()]
            at = piece.end()
            start = len(text)
            text += plain(piece.group())
            if piece[1] is not None and "→" in piece.group():
                name = f"n{len(figures) + 1}"
                figures[name] = [f"figure{len(figures) + 1}.value", piece[1]]
                marks.append(Bookmark(name, start, len(text)))
        lines.append(Words(text + line[at:], "body", tuple(marks)))
    return Document("稿.docx", "docx", tuple(lines), (), {"figures": figures, "version": "0"} if figures else {})


def docx_document(marked: str, path: Path, model: bytes) -> Document:
    """The same as a .docx: ``model`` is a draft's file whose words are replaced."""
    paragraphs = "".join(f"<w:p>{_runs(line)}</w:p>" for line in marked.replace("«", "").replace("»", "").split(BREAK))
    with ZipFile(BytesIO(model)) as old, ZipFile(path, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "word/document.xml":
                told = content.decode("utf-8")
                head, tail = told[: told.index("<w:body>") + 8], told[told.rindex("<w:sectPr"):]
                content = (head + paragraphs + tail).encode("utf-8")
            new.writestr(item, content)
    return read_document(path)


def _runs(line: str) -> str:
    out, at = "", 0
    for piece in _PIECE.finditer(line):
        out += _run(line[at:piece.start()])
        at = piece.end()
        if piece[3] is not None:
            out += f'<w:ins w:id="900" w:author="甲" w:date="2026-01-01T00:00:00Z">{_run(piece[3])}</w:ins>'
        elif piece[4] is not None:
            deleted = _run(piece[4]).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
            out += f'<w:del w:id="901" w:author="甲" w:date="2026-01-01T00:00:00Z">{deleted}</w:del>'
        elif piece[5] is not None:
            size = round(float(piece[6]) * 2)
            font = f'<w:rFonts w:ascii="{piece[5]}" w:hAnsi="{piece[5]}" w:eastAsia="{piece[5]}"/><w:sz w:val="{size}"/>'
            out += _run(piece[7]).replace(_HINT, f"<w:rPr>{font}</w:rPr>")
        else:
            out += _run(piece[2] or "")
    return out + _run(line[at:])


def _run(text: str) -> str:
    return f'<w:r>{_HINT}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>' if text else ""
