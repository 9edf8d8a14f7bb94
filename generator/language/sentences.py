"""Sentences of a running text, with the closing quotation marks and brackets that follow their stop."""
from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]+[”’）》]*|[^。！？!?\n]+")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every sentence with words in it, in order."""
    return tuple(match.span() for match in _SENTENCE.finditer(text) if match.group().strip())


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """The sentence that holds a place of a text; all of it where none does."""
    return next(((start, end) for start, end in sentences(text) if start <= place < end), (0, len(text)))
