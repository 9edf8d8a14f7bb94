"""Text in terminal columns: a Chinese character takes two, and a line may break between any two of them."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_NEVER_FIRST = "，。、；：？！）》”’】…%,.;:?!)]}"
_NEVER_LAST = "（《“‘【([{"
_WIDE = "WF"
# What stays whole when a line breaks: a run of Latin letters and digits, or one character of anything else.
_PIECE = re.compile(r"[!-~]+|\s+|.", re.DOTALL)


class _Columns(dict[str, int]):
    """How many columns each character takes, found out once."""

    def __missing__(self, char: str) -> int:
        self[char] = 0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in _WIDE else 1
        return self[char]


_COLUMNS = _Columns()


def width(text: str) -> int:
    """How many columns ``text`` takes: 2 for wide characters, 0 for combining ones, else 1."""
    return len(text) if text.isascii() else sum(map(_COLUMNS.__getitem__, text))


def pad(text: str, columns: int) -> str:
    """``text`` followed by blanks up to ``columns``; longer text comes back as it is."""
    return text + " " * max(0, columns - width(text))


def fit(text: str, columns: int) -> str:
    """``text`` cut to so many columns, with … where something is lost; 0 cuts nothing."""
    if not columns or width(text) <= columns:
        return text
    kept, left = "", columns - 1
    for char in text:
        left -= width(char)
        if left < 0:
            break
        kept += char
    return kept.rstrip() + "…"


def wrap(text: str, columns: int) -> list[str]:
    """The lines of one paragraph, none wider than ``columns`` but for a single Latin word or clinging punctuation."""
    lines, line = [], ""
    for piece in _clinging(_PIECE.findall(text)):
        if line and width(line + piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def _clinging(pieces: list[str]) -> list[str]:
    """Joins closing marks to what stands before them and opening marks to what follows."""
    joined: list[str] = []
    for piece in pieces:
        if joined and (piece[0] in _NEVER_FIRST or joined[-1][-1] in _NEVER_LAST):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def join_lines(lines: Sequence[str]) -> str:
    """Source lines as one paragraph: a blank between Latin words, nothing beside a Chinese character."""
    text = ""
    for line in (line.strip() for line in lines):
        seam = " " if text and line and width(text[-1]) == width(line[0]) == 1 else ""
        text += seam + line
    return text


def table(rows: Sequence[Sequence[str]], gap: int = 2) -> str:
    """Rows under each other in columns as wide as their widest cell; the last column is not padded."""
    sizes = [[width(cell) for cell in row] for row in rows]
    widest = [max(column) + gap for column in zip(*sizes, strict=True)]
    padded = ([cell + " " * (most - size) for cell, size, most in zip(row, own, widest, strict=True)] for row, own in zip(rows, sizes, strict=True))
    return "\n".join("".join(cells).rstrip() for cells in padded)
