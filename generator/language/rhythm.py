"""The rhythm of spoken Chinese, measured: sentences, clauses, imperatives (knowledge room).

A sentence ends at 。！？ or with its paragraph, a clause at any stop. 要 commands unless it is part of a word (要求, 需要, 重要) or
follows one that weakens it (就要, 还要).
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]*[”’）》]*")
_CLAUSE = re.compile(r"[^，。！？；：\n]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_BEFORE = "主重需必首紧险摘纲概简提机只还想将快次扼撮权显精若既就也都"
_AFTER = "求素点么是道闻件领务害塞紧义诀目职地旨强好价"
_IMPERATIVE = re.compile(f"(?<![{_BEFORE}])要(?![{_AFTER}])")


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its stop; white space and what holds no Chinese character left out."""
    return [found.strip() for found in _SENTENCE.findall(text) if _HAN.search(found)]


def clauses(text: str) -> list[str]:
    """What stands between two stops of a text."""
    return [found.strip() for found in _CLAUSE.findall(text) if found.strip()]


def imperatives(text: str) -> int:
    """How often 要 gives an order in a text."""
    return len(_IMPERATIVE.findall(text))


def mean(parts: list[str]) -> float:
    """Mean length of parts in characters; 0 where there are none."""
    return sum(map(len, parts)) / len(parts) if parts else 0.0
