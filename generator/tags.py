"""Template tags in a text: what a block says itself, its conditions and what the brief fills in apart; patterns and their places. No Jinja is
needed to tell."""

from __future__ import annotations

import re

from generator.characters import HAN

_LOGIC = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_FILLED = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_HAN = re.compile(HAN)


def without_tags(text: str, filled: str = "", logic: str = "") -> str:
    """A template's own text: ``filled`` where the brief is printed, ``logic`` for conditions, loops and comments; neither has a backslash."""
    return _FILLED.sub(filled, _LOGIC.sub(logic, text)) if "{" in text else text


def own_words(text: str) -> list[str]:
    """The stretches of Chinese characters that a template itself writes, punctuation dropped, parted where a tag stands."""
    return ["".join(_HAN.findall(piece)) for piece in without_tags(text, "\0", "\0").split("\0")]


_PLACE = re.compile(r"\{(\w*)\}")


def put(pattern: str, *words: str, **named: str) -> str:
    """A pattern of the bank with words in its places: ``{}`` takes the only word, ``{name}`` a named one; anything else stands as it is.

    Patterns are data: ``str.format`` would let them read attributes and pad without end.
    """
    known = {"": words[0], **named} if words else named
    return _PLACE.sub(lambda place: known.get(place[1], place[0]), pattern)
