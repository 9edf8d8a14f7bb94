"""Bad forms as rows of a table: what the rules about typography share."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from generator.checks.review import Found, Passage
from generator.literals import Literals, literals, may_match

_MANY = 5                                                   # a fault found oftener in one paragraph is told once


class Form(NamedTuple):
    """A bad form: what it looks like, what is wrong with it, what to write instead. ``advice`` gives None for a match that is no fault after all, ""
    where the right text cannot be told; the group ``at``, if there is one, is what is reported, and of a pair around a group ``inside`` what stands
    inside may be at fault for itself; ``signs`` are groups of characters: a match has at least one of each. ``pattern`` is compiled when a text first
    has them."""

    pattern: str
    message: str
    advice: Callable[[re.Match[str]], str | None]
    severity: str
    signs: tuple[frozenset[str], ...]


Advice = str | Callable[[re.Match[str]], str | None]


def form(pattern: str, message: str, advice: Advice, signs: str | tuple[str, ...] = "0123456789", severity: str = "") -> Form:
    """A row of a table: ``advice`` is a function of the match, or the same words for each."""
    groups = (signs,) if isinstance(signs, str) else signs
    return Form(pattern, message, _always(advice) if isinstance(advice, str) else advice, severity, tuple(map(frozenset, groups)))


def _always(words: str) -> Callable[[re.Match[str]], str]:
    return lambda match: words


def instead(right: str) -> str:
    """The advice to write something else."""
    return f"改成“{right}”"


def inside_name(text: str, start: int, end: int, names: Iterable[str]) -> bool:
    """Whether a stretch of a text lies wholly inside one of some names."""
    said = text[start:end]
    return any(said in name and text.find(name, max(0, end - len(name)), start + len(name)) >= 0 for name in names)


def possible(forms: Iterable[Form], passages: Iterable[Passage]) -> tuple[Form, ...]:
    """The forms that some passages may hold at all, in the order of the table: most of a table is never asked of a speech again."""
    whole = "\n".join(passage.text for passage in passages)
    chars = frozenset(whole)
    return tuple(form for form in forms if not any(group.isdisjoint(chars) for group in form.signs) and may_match(_needed(form.pattern), whole))


def bad_forms(passage: Passage, forms: Iterable[Form], names: Iterable[str]) -> Iterator[Found]:
    """The bad forms in a passage; of two that overlap the one that stands first in the table."""
    chars, taken = frozenset(passage.text), [False] * len(passage.text)
    for form in forms:
        if any(group.isdisjoint(chars) for group in form.signs):
            continue
        if not may_match(_needed(form.pattern), passage.text):
            continue
        pattern = re.compile(form.pattern)
        groups = pattern.groupindex
        for match in pattern.finditer(passage.text):
            start, end = match.span("at" if "at" in groups and match["at"] is not None else 0)
            places = (start, end - 1) if "inside" in groups else range(start, end)
            advice = None if any(taken[place] for place in places) else form.advice(match)
            if advice is not None and not inside_name(passage.text, start, end, names):
                for place in places:
                    taken[place] = True
                yield Found(passage.at, start, end, form.message, advice, form.severity)


def gathered(found: Iterable[Found]) -> Iterator[Found]:
    """The findings, but for one thing that runs through a paragraph: there the first stands for all and says how many they are."""
    kinds: dict[tuple[int, str, str], list[Found]] = {}
    for item in found:
        kinds.setdefault((item.paragraph, item.message, item.suggestion or str(item.start)), []).append(item)
    for items in kinds.values():
        first = min(items, key=lambda item: item.start)
        yield from [first._replace(message=f"{first.message}；本段共{len(items)}处")] if len(items) > _MANY else items


@cache
def _needed(pattern: str) -> Literals:
    return literals(pattern)
