"""Referring expressions: a list that was named in full is pointed at afterwards (这三个产业), as a speaker would.

The first mention names every member; a later one that names the list again becomes the description that the bank's
``collectives`` give, its marks kept, so that the facts are still told and traced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from generator.language import ordinals
from generator.marks import CLOSE, OPEN, SEP, mark, plain, refs
from generator.model import Brief, Section, Slot
from generator.tags import put

_NAME = f"“?{OPEN}fact:[^|{SEP}]*\\|[^{SEP}]*{SEP}[^{OPEN}{CLOSE}]*{CLOSE}”?"
_RUN = re.compile(f"{_NAME}(?:[、和]?{_NAME})+")
_REF = re.compile(f"{OPEN}fact:([^|{SEP}]*)")
_FEW = 4                                         # members of which a part may stand for the whole list
_COUNTED = re.compile("^(?:等|这|共|[两三四五六七八九]|都算)")          # what follows counts or sums up the names itself
_INTRODUCED = re.compile("(?:：|就是|分别是|[样类个条]，)$")           # what goes before announces names


class Referring:
    """Says the slots of one speech in order of speaking, each list in full once."""

    def __init__(self, say: Callable[[Slot], str], brief: Brief, collectives: Mapping[str, Mapping[str, Any]]) -> None:
        """``collectives`` by key of the brief: ``said`` with {n}, and whether the list must have been named ``within`` the same part or the speech."""
        self._say = say
        self._lists = {key: _names(brief, key) for key in collectives}
        self._collectives = collectives
        self._part: str | None = None
        self._here: set[str] = set()
        self._told: set[str] = set()

    def __call__(self, slot: Slot) -> str:
        """The words of the next slot, marked."""
        section = slot.message.context.get("section")
        part = section.id if isinstance(section, Section) else None
        if slot.block is not None and part != self._part:      # the skeleton's own words belong to no part
            self._part, self._here = part, set()
        said = self._say(slot)
        words = _RUN.sub(lambda run: self._pointed(run, said, slot), said)
        told = refs(said)
        self._here |= told
        self._told |= told
        return words

    def _pointed(self, run: re.Match[str], said: str, slot: Slot) -> str:
        """The run of names, or what points at their list where it was named before and nothing around counts them. What answers problems
        calls them by name."""
        named = _REF.findall(run.group())
        key = next((key for key, names in self._lists.items() if _stands_for(named, names)), "")
        before, after = plain(said[: run.start()]), plain(said[run.end() :])
        if not key or slot.message.says == key or slot.message.context.get("answers") or _COUNTED.match(after) or _INTRODUCED.search(before):
            return run.group()
        entry, whole = self._collectives[key], self._lists[key]
        if not set(whole) <= (self._here if entry["within"] == "part" else self._told):
            return run.group()
        words = put(str(entry["said"]), n=ordinals.count_cn(len(whole)))
        for ref in reversed(named):
            words = mark("fact", ref, words)
        return words


def _names(brief: Brief, key: str) -> tuple[str, ...]:
    """The paths by which the members of a list are called."""
    return tuple(str(name.path) for item in brief.data[key] for name in [item["label"] if "label" in item else item["name"]] if name)


def _stands_for(named: Iterable[str], whole: tuple[str, ...]) -> bool:
    """Whether some names, in order, are the whole of a list of several, or the first of a short one."""
    said = tuple(named)
    return len(whole) > 1 and (said == whole or (len(whole) <= _FEW and len(said) > 1 and said == whole[: len(said)]))
