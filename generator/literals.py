"""What a text must hold for a regular expression to match it: to look for that is far cheaper than to compile the expression.

Tables hold some three hundred expressions, of which a speech can match a few dozen; compiling all took longer than every other part of a review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# For each alternative of an expression the groups of pieces of text of which a match holds at least one each; lists where they come from JSON.
Literals = Sequence[Sequence[Sequence[str]]]

ANYTHING: Literals = ((),)                       # of an expression that may match any text

_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P<\w+>|\(\?P=\w+\)|\(\?(?:[:=!]|<[=!])|\{[0-9,]*\}|.", re.DOTALL)
_UNTOLD = re.compile(r"^\[\^|\\|.-.")            # a class that is not just the characters it lists
_NOTHING = ("(?!", "(?<!")                       # what a match must not hold
_MARKS = frozenset("()|?*+.^$")


def literals(pattern: str) -> Literals:
    """The alternatives of a regular expression; one without groups may match anything. Flags inside an expression are not known here."""
    return _Reader(pattern).alternatives()


def may_match(needed: Literals, text: str) -> bool:
    """Whether a text holds what an expression needs; False means that it has no match."""
    for groups in needed:                        # loops, since a review asks this thousands of times
        for group in groups:
            for piece in group:
                if piece in text:
                    break
            else:
                break
        else:
            return True
    return False


class _Reader:
    """An expression read once from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pieces = _PIECE.findall(pattern)
        self._at = 0

    def alternatives(self) -> list[list[list[str]]]:
        """Up to the end of the group that is open."""
        found: list[list[list[str]]] = [[]]
        run = ""
        for piece in self._rest():
            plain = _plain(piece)
            if plain and not self._optional():
                run += plain
                continue
            if run:
                found[-1].append([run])
                run = ""
            if piece == "|":
                found.append([])
            elif piece == ")":
                break
            elif piece[0] == "(" and not piece.startswith("(?P="):
                inner = self.alternatives()
                if piece not in _NOTHING and not self._optional():
                    found[-1] += _together(inner)
            elif piece[0] == "[" and not _UNTOLD.search(piece[1:-1] if piece[1] != "^" else piece) and not self._optional():
                found[-1].append(list(piece[1:-1]))
        if run:
            found[-1].append([run])
        return found

    def _rest(self) -> Iterator[str]:
        while self._at < len(self._pieces):
            self._at += 1
            yield self._pieces[self._at - 1]

    def _optional(self) -> bool:
        """Whether what was just read may be missing."""
        after = self._pieces[self._at] if self._at < len(self._pieces) else ""
        return after in ("?", "*") or after.startswith(("{0", "{,"))


def _plain(piece: str) -> str:
    """The character that a piece stands for; empty where it stands for more than one."""
    if piece[0] == "\\":
        return piece[1] if not piece[1].isalnum() else ""
    return piece if len(piece) == 1 and piece not in _MARKS else ""


def _together(alternatives: list[list[list[str]]]) -> list[list[str]]:
    """The groups that a bracket adds: those of its only alternative, else one of the longest pieces of each."""
    if len(alternatives) == 1:
        return alternatives[0]
    if not all(alternatives):
        return []
    best = (max(groups, key=lambda group: min(map(len, group))) for groups in alternatives)
    return [[piece for group in best for piece in group]]
