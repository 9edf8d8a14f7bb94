"""Template tags in a text: what a block says itself, its conditions and what the brief fills in apart. No Jinja is needed to tell."""

from __future__ import annotations

import re

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_HAN = re.compile("[\u3400-\u9fff]")


def without_tags(text: str, filled: str = "", logic: str = "") -> str:
    """A template's own text: ``filled`` where the brief is printed, ``logic`` for conditions, loops and comments."""
    return _TAG.sub(lambda tag: filled if tag.group().startswith("{{") else logic, text)


def own_words(text: str) -> list[str]:
    """The stretches of Chinese characters that a template itself writes, punctuation dropped, parted where a tag stands."""
    return ["".join(_HAN.findall(piece)) for piece in without_tags(text, "\0", "\0").split("\0")]
