"""What the user may have meant: near names for an unknown one."""
from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.errors import CallError


def near(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Up to ``most`` of ``known`` that resemble ``word``, the nearest first; empty if none does."""
    from difflib import get_close_matches

    names = list(known)
    inside = [name for name in names if word and word.lower() in name.lower()]
    close = get_close_matches(word, names, n=most, cutoff=0.5)
    return list(dict.fromkeys([*close, *inside]))[:most]


def suggestion(word: str, known: Iterable[str]) -> str:
    """``是不是：a、b？``, or an empty text if nothing resembles ``word``."""
    names = near(word, known)
    return f"是不是：{'、'.join(names)}？" if names else ""


def identify(kind: str, word: str, named: Mapping[str, str], everything: str) -> str:
    """The id that ``word`` stands for: an id itself or the Chinese name of one (``named`` maps id to name).

    Raises CallError that shows near ids, or ``everything`` (a command that lists all) if nothing is near.
    """
    if word in named:
        return word
    for found, name in named.items():
        if word == name:
            return found
    labels = {id: id if name in ("", id) else f"{id}（{name}）" for id, name in named.items()}
    close = dict.fromkeys(near(word, named) + [id for name in near(word, named.values()) for id in named if named[id] == name])
    hint = f"相近的有：{'、'.join(labels[id] for id in list(close)[:4])}。" if close else ""
    raise CallError(f"没有“{word}”这个{kind}。{hint}看全部：{everything}")
