"""What a draft amounts to, for the person who asked for it: length, figures, gaps, notes."""
from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.model import Draft, Gap, Library

_PLAIN = re.compile(r"\w[\w·.+-]*")               # an id that YAML reads as a key without quotation marks


class _Hole(NamedTuple):
    """Where a brief has to be filled: top-level key, the figure's id or the item's number (counted from 1; empty for neither), key; in Chinese."""

    top: str
    entry: str | int
    key: str


def account(draft: Draft, library: Library) -> list[str]:
    """The lines printed under a draft: characters and minutes, figures used and unused, gaps and how to fill them, notes, general blocks."""
    return [size(draft), *_figures(draft), *gaps(draft), *to_fill(draft), *_notes(draft), _general(draft, library)]


def size(draft: Draft) -> str:
    """``字数：4012，约讲 20～25 分钟``."""
    low, high = (f"{minutes:.0f}" for minutes in draft.minutes)
    span = low if low == high else f"{low}～{high}"
    return f"字数：{draft.characters}，约讲 {span} 分钟" if draft.minutes[1] >= 1 else f"字数：{draft.characters}，不到 1 分钟"


def gaps(draft: Draft) -> list[str]:
    """The gaps, one line each, or a single line that says there are none."""
    if not draft.gaps:
        return ["待补：无"]
    return [f"待补：{len(draft.gaps)} 处", *(f"  {gap.label}（{gap.ref}）{_where(gap.paragraphs)}" for gap in draft.gaps)]


def to_fill(draft: Draft) -> list[str]:
    """Lines of YAML that a brief needs for its gaps, headed; empty where no gap is a key of the brief. A word of a list (某局) is none: it can only
    be replaced where it stands."""
    tops: dict[str, dict[str | int, list[str]]] = {}
    for hole in _holes(draft.gaps, draft.known):
        keys = tops.setdefault(hole.top, {}).setdefault(hole.entry, [])
        if hole.key not in keys:
            keys.append(hole.key)
    lines = [line for top, entries in tops.items() for line in _yaml(top, entries)]
    return ["把下面几行抄进要点，填上就行（要点里已有的键，填在原处）：", *lines, ""] if lines else []


def _holes(gaps: Iterable[Gap], known: Container[str]) -> Iterator[_Hole]:
    """The gaps that are keys of a brief; ``known`` are the ids of its figures."""
    from generator.fields import FIGURE, ROOT
    from generator.paths import steps_of

    figure_keys = {field.key: field.zh for field in FIGURE.sub}
    fields = {field.key: field for field in ROOT.sub}
    for gap in gaps:
        id, _, key = gap.ref.removeprefix(f"{FIGURE.key}.").rpartition(".")
        if id in known and key in figure_keys:
            yield _Hole(FIGURE.zh, id, figure_keys[key])
            continue
        top, *rest = steps_of(gap.ref)
        field = fields.get(str(top))
        if field is None:
            continue
        within = {sub.key: sub.zh for sub in field.sub}
        match rest:
            case []:
                yield _Hole(field.zh, "", "")
            case [str(key)] if field.kind == "map" and key in within:
                yield _Hole(field.zh, "", within[key])
            case [int(at), str(key)] if field.kind == "list" and key in within:
                yield _Hole(field.zh, at + 1, within[key])


def _yaml(top: str, entries: Mapping[str | int, list[str]]) -> Iterator[str]:
    """``数据:`` and a line for each figure or item; a map in one line; a key that is lacking as a whole by itself."""
    whole = [key for key in entries.get("", ()) if key]
    below = {entry: keys for entry, keys in entries.items() if entry}
    yield f"{top}: {_open(whole)}" if whole else f"{top}:" if below else f"{top}: "
    for entry, keys in below.items():
        if isinstance(entry, int):
            yield f"- {_open(keys)}  # 第{entry}条"
        else:
            yield f"  {entry if _PLAIN.fullmatch(entry) else repr(entry)}: {_open(keys)}"


def _open(keys: Iterable[str]) -> str:
    """``{数值: , 目标: }``."""
    return f"{{{', '.join(f'{key}: ' for key in keys)}}}"


def _where(paragraphs: tuple[int, ...]) -> str:
    """Paragraphs counted from 1, as a person counts them."""
    return f"，第 {'、'.join(str(index + 1) for index in paragraphs)} 段" if paragraphs else ""


def _figures(draft: Draft) -> list[str]:
    used = {row.ref.partition(".")[0] for row in draft.figures}
    lines = [f"数据：用了 {len(used)} 个指标，{len(draft.figures)} 个数"]
    return [*lines, f"没用上：{'、'.join(draft.unused)}"] if draft.unused else lines


def _notes(draft: Draft) -> list[str]:
    return ["提示：", *(f"  {note}" for note in draft.notes)] if draft.notes else []


def _general(draft: Draft, library: Library) -> str:
    from generator.style import general_share

    return f"通用语块：占 {general_share(draft.paragraphs, library):.0%}"
