"""Skeletons, moves, blocks, frames, topics and word lists: the user's folders over the built-in ones, kept between runs as values.

The user's folders are searched first; an entry of the same id hides the built-in one. Everything wrong in a bank is reported in one BankError.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from generator import resources
from generator.cache import cached
from generator.errors import BankError, Place, Problem
from generator.frozen import Frozen, held, replace, restored
from generator.model import KINDS, SAYS, Block, Library, Settings, Skeleton, Topic

_TONES = ("steady", "rousing", "stern", "warm")
_RULES = tuple(Path(__file__).with_name(name) for name in ("entries.py", "model.py", "library.py"))      # what decides how a file is read


class _Folder(NamedTuple):
    """What the files of one folder hold: entries by section and id, the patterns that word texts, and what is wrong."""

    entries: Mapping[str, Mapping[str, Any]]
    wording: Mapping[str, Any]
    problems: Sequence[Problem]


class _WrongError(Exception):
    """A folder with something wrong in it is not kept."""


def library_of(settings: Settings) -> Library:
    """The library with the folders that a unit's settings name. Raises BankError as :func:`load_library` does."""
    return load_library(tuple(map(Path, settings.templates)), tuple(map(Path, settings.phrasebanks)))


def load_library(templates: Sequence[Path] = (), phrasebanks: Sequence[Path] = ()) -> Library:
    """Everything that can be drawn on, the user's folders (first given first) over the built-in ones. A folder is read again only when one of
    its files has changed. Raises BankError with all that is wrong."""
    entries: dict[str, dict[str, Any]] = {section: {} for section in KINDS}
    wording: dict[str, Any] = {}
    problems: list[Problem] = []
    for home, origin in _origins("phrasebank", phrasebanks):
        folder = _bank(home, origin, _stamp(home, "*.yaml"))
        for section, found in folder.entries.items():
            entries[section] |= _hiding(found, entries[section]) if section == "blocks" else found
        wording |= folder.wording
        problems += folder.problems
    skeletons: dict[str, Skeleton] = {}
    for home, origin in _origins("templates", templates):
        found, wrong = _skeletons(home, origin, _stamp(home, "*.j2"))
        skeletons |= found
        problems += wrong
    problems += [*_dangling(entries["blocks"].values(), entries), *_astray(entries["topics"], entries["moves"])]
    problems += _strange(list(skeletons.values()), entries["moves"])
    if problems:
        raise BankError(f"模板或语料库有{len(problems)}处问题", problems)
    return Library(skeletons=skeletons, wording=wording, **entries)


def _origins(name: str, homes: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Folders from the weakest to the strongest, with what each is called."""
    yield resources.folder(name), "builtin"
    for home in reversed(homes):
        yield home, str(home)


def _stamp(home: Path, pattern: str) -> tuple[tuple[str, int, int], ...]:
    """What tells one state of a folder from another: names, times and sizes of its files."""
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(home.glob(pattern)))


def _files(home: Path, pattern: str, origin: str) -> list[tuple[str, bytes]]:
    """The files of a folder in order of names, with the names that messages call them."""
    return [(path.name if origin == "builtin" else str(path), path.read_bytes()) for path in sorted(home.glob(pattern))]


@lru_cache(maxsize=8)
def _bank(home: Path, origin: str, stamp: object) -> _Folder:
    """What the files of one folder hold; read once for the same bytes."""
    files = _files(home, "*.yaml", origin)

    def read() -> tuple[dict[str, list[Any]], Mapping[str, Any]]:
        found = _read(files, origin)
        if found.problems:
            raise _WrongError
        return {section: [_apart(entry) for entry in entries.values()] for section, entries in found.entries.items()}, found.wording

    try:
        kept, wording = cached(_told(files), "bank", read, *_RULES)
    except _WrongError:
        return _read(files, origin)
    return _Folder({section: {entry.id: entry for entry in _together(KINDS[section], rows)} for section, rows in kept.items()}, wording, ())


def _read(files: Sequence[tuple[str, bytes]], origin: str) -> _Folder:
    from generator.entries import Bank

    bank = Bank(files, origin)
    return _Folder(bank.entries, bank.wording, bank.problems)


@lru_cache(maxsize=8)
def _skeletons(home: Path, origin: str, stamp: object) -> tuple[dict[str, Skeleton], list[Problem]]:
    """The skeletons of one folder by id, and what is wrong in its files."""
    files = _files(home, "*.j2", origin)
    problems: list[Problem] = []

    def read() -> list[Any]:
        from generator.entries import skeletons

        found, wrong = skeletons(files, origin)
        problems.extend(wrong)
        if wrong:
            raise _WrongError
        return [_apart(skeleton) for skeleton in found]

    try:
        return {skeleton.id: skeleton for skeleton in _together(Skeleton, cached(_told(files), "skeletons", read, *_RULES))}, problems
    except _WrongError:
        return {}, problems


def _told(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Names and contents of some files in one."""
    return b"".join(b"%s\0%d:%s" % (name.encode("utf-8", "surrogateescape"), len(data), data) for name, data in files)


def _apart(entry: Frozen) -> dict[str, Any]:
    """What an entry holds, in values that can be kept."""
    return {name: list(value) if isinstance(value, Place) else dict(value) if isinstance(value, Mapping) else value for name, value in held(entry).items()}


def _together(kind: type[Frozen], kept: Iterable[dict[str, Any]]) -> Iterator[Any]:
    """Entries of what :func:`_apart` gave."""
    for values in kept:
        if values.get("place"):
            values["place"] = Place(*values["place"])
        yield restored(kind, values)


def _hiding(blocks: Mapping[str, Block], below: Mapping[str, Block]) -> dict[str, Block]:
    """The blocks of a stronger folder; one that hides another remembers whose."""
    return {name: replace(block, hides=below[name].origin) if name in below else block for name, block in blocks.items()}


def _dangling(blocks: Iterable[Block], entries: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    """What blocks say of other entries must exist."""
    for block in blocks:
        wrong = [(f"语步 {block.move}", _MOVES_AT)] if block.move not in entries["moves"] else []
        wrong += [(f"事项 {topic}", _TOPICS_AT) for topic in block.topics if topic not in entries["topics"]]
        wrong += [(f"所说 {block.says}", f"says 只能是：{'、'.join(sorted(SAYS))}")] if block.says and block.says not in SAYS else []
        wrong += [(f"语气 {block.tone}", f"tone 只能是：{'、'.join(_TONES)}")] if block.tone not in _TONES else []
        for what, hint in wrong:
            yield Problem(f"{block.id} 用了没有的{what}", block.place, hint=hint)


_MOVES_AT, _TOPICS_AT = "看有哪些：nigao phrases --by move --count", "看有哪些：nigao phrases --by topic --count"


def _astray(topics: Mapping[str, Topic], moves: Mapping[str, Any]) -> Iterator[Problem]:
    """Moves that topics name must exist, and so must the moves and topics that answer them."""
    for topic in topics.values():
        for move in topic.moves:
            if move not in moves:
                yield Problem(f"事项 {topic.id} 用了没有的语步 {move}", topic.place, "moves", _MOVES_AT)
        for answer in topic.answers:
            if answer not in moves and answer not in topics:
                yield Problem(f"事项 {topic.id} 的 answers 里没有这个语步或事项：{answer}", topic.place, "answers", _TOPICS_AT)


# What the front matter of a skeleton may say (templates/README.md), and what some of it may be.
FRONT_MATTER = (
    "id", "name", "sources", "moves", "also", "needs", "richer", "length", "numbering", "points", "sections", "sections_from", "review", "always", "optional", "opens",
    "goals", "remedies", "echo", "inside", "homes", "occasion", "like")
_CHOICES: Mapping[str, tuple[str, ...]] = {"points": ("spoken", "heads"), "goals": ("lead",), "remedies": ("beside",), "sections_from": ("problems",), "echo": ("true", "false")}


def _unread(skeleton: Skeleton) -> Iterator[Problem]:
    """Keys of a skeleton's front matter that nobody reads, and values that a key does not take."""
    for key, value in skeleton.meta.items():
        if key not in FRONT_MATTER:
            near = next(iter(get_close_matches(str(key), FRONT_MATTER, 1)), "")
            yield Problem(f"骨架 {skeleton.id} 有不认识的键“{key}”", skeleton.place, str(key), f"是不是：{near}" if near else "可用的键见 templates/README.md")
        elif key in _CHOICES and (str(value).lower() if isinstance(value, bool) else value) not in _CHOICES[key]:
            yield Problem(f"骨架 {skeleton.id} 的 {key} 写成了“{value}”", skeleton.place, key, f"只能是：{'、'.join(_CHOICES[key])}")


def _strange(skeletons: Sequence[Skeleton], moves: Mapping[str, Any]) -> Iterator[Problem]:
    """Moves that skeletons name must exist, so must what they are like; what their front matter says must be something that is read."""
    known = sorted(skeleton.id for skeleton in skeletons)
    for skeleton in skeletons:
        like = skeleton.meta.get("like")
        if like is not None and like not in known:
            yield Problem(f"骨架 {skeleton.id} 说它像“{like}”，没有这种骨架", skeleton.place, "like", f"可用：{'、'.join(id for id in known if id != skeleton.id)}")
        yield from _unread(skeleton)
        for move in skeleton.moves:
            if move not in moves:
                yield Problem(f"骨架 {skeleton.id} 用了没有的语步 {move}", skeleton.place, hint="nigao skeletons、nigao skeleton 编号 看得到现有的语步")
