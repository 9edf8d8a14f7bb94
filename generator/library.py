"""Skeletons, moves, blocks, frames, topics and word lists, read from YAML and Jinja files.

The user's folders are searched first; an entry of the same id hides the built-in one. Everything wrong in a bank is
reported in one BankError. Values of the bank are data: nothing here renders.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from generator import resources
from generator.cache import cached
from generator.errors import BankError, Place, Problem
from generator.frozen import Frozen, fields, needed, replace
from generator.model import SAYS, Block, Formulation, Frame, Level, Library, Move, Rank, Series, Skeleton, Topic, Year

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE = "__line__"
_SECTIONS = ("blocks", "frames", "topics", "moves", "levels", "ranks", "headings", "formulations", "years", "wording")
_TONES = ("steady", "rousing", "stern", "warm")


class _Loader(_LOADER):  # type: ignore[misc]
    """Remembers the line on which each entry of a list begins."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        made: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        made[_LINE] = node.start_mark.line + 1
        return made


_Loader.add_constructor("tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node, deep=True))


def load_library(templates: Sequence[Path] = (), phrasebanks: Sequence[Path] = ()) -> Library:
    """Everything that can be drawn on, the user's folders (first given first) over the built-in ones. A folder is read again only when one of
    its files has changed."""
    problems: list[Problem] = []
    bank = _Bank(problems)
    for home, origin in _origins("phrasebank", phrasebanks):
        bank.cover(_bank(home, origin, _stamp(home, "*.yaml")))
    skeletons: dict[str, Skeleton] = {}
    for home, origin in _origins("templates", templates):
        found, wrong = _skeletons(home, origin, _stamp(home, "*.j2"))
        skeletons |= found
        problems += wrong
    bank.check()
    if problems:
        raise BankError(f"模板或语料库有{len(problems)}处问题", problems)
    return Library(skeletons, bank.moves, bank.blocks, bank.frames, bank.topics, bank.levels, bank.ranks, bank.headings, bank.formulations, bank.years,
                   bank.wording)


def _origins(name: str, homes: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Folders from the weakest to the strongest, with what each is called."""
    yield resources.folder(name), "builtin"
    for home in reversed(homes):
        yield home, str(home)


def _stamp(home: Path, pattern: str) -> tuple[tuple[str, int, int], ...]:
    """What tells one state of a folder from another: names, times and sizes of its files."""
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(home.glob(pattern)))


@lru_cache(maxsize=8)
def _bank(home: Path, origin: str, stamp: object) -> _Bank:
    """What the files of one folder hold."""
    bank = _Bank([])
    bank.read(home, origin)
    return bank


@lru_cache(maxsize=8)
def _skeletons(home: Path, origin: str, stamp: object) -> tuple[dict[str, Skeleton], list[Problem]]:
    """The skeletons of one folder by id, and what is wrong in its files."""
    problems: list[Problem] = []
    read = [_skeleton(path, origin, problems) for path in sorted(home.glob("*.j2"))]
    return {skeleton.id: skeleton for skeleton in read if skeleton is not None}, problems


class _Bank:
    """Entries by id as the files of a folder are read; those of a stronger folder hide them."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self.blocks: dict[str, Block] = {}
        self.frames: dict[str, Frame] = {}
        self.topics: dict[str, Topic] = {}
        self.moves: dict[str, Move] = {}
        self.levels: dict[str, Level] = {}
        self.ranks: dict[str, Rank] = {}
        self.headings: dict[str, Series] = {}
        self.formulations: dict[str, Formulation] = {}
        self.years: dict[str, Year] = {}
        self.wording: dict[str, Any] = {}

    def cover(self, other: _Bank) -> None:
        """The entries of a stronger folder over these; a block remembers whose it hides."""
        hidden = {name: replace(block, hides=self.blocks[name].origin) for name, block in other.blocks.items() if name in self.blocks}
        self.blocks |= other.blocks | hidden
        self.frames |= other.frames
        self.topics |= other.topics
        self.moves |= other.moves
        self.levels |= other.levels
        self.ranks |= other.ranks
        self.headings |= other.headings
        self.formulations |= other.formulations
        self.years |= other.years
        self.wording |= other.wording
        self._problems += other._problems

    def read(self, home: Path, origin: str) -> None:
        """Every .yaml file of a folder, in order of names."""
        files = [(path.name if origin == "builtin" else str(path), path.read_bytes()) for path in sorted(home.glob("*.yaml"))]
        for (name, _), content in zip(files, _contents(files, self._problems), strict=True):
            if not isinstance(content, dict):
                continue
            if content.get("mined"):             # a table of what was mined, for people to read: nothing to draft from
                continue
            line = content.pop(_LINE, 1)
            for section in content:
                if section not in _SECTIONS:
                    self._problem(f"不认识的部分“{section}”", name, line, f"可用：{'、'.join(_SECTIONS)}")
            self._read_entries(content, name, origin)
            self.wording.update(_plain(content.get("wording") or {}))

    def _read_entries(self, content: Mapping[str, Any], name: str, origin: str) -> None:
        kinds: tuple[tuple[str, type, dict[str, Any]], ...] = (
            ("moves", Move, self.moves), ("topics", Topic, self.topics), ("frames", Frame, self.frames), ("blocks", Block, self.blocks),
            ("levels", Level, self.levels), ("ranks", Rank, self.ranks), ("headings", Series, self.headings),
            ("formulations", Formulation, self.formulations), ("years", Year, self.years))
        for section, kind, held in kinds:
            for entry in content.get(section) or ():
                self._add(entry, kind, held, name, origin)

    def _add(self, entry: Any, kind: type[Frozen], held: dict[str, Any], name: str, origin: str) -> None:
        if not isinstance(entry, dict):
            self._problem(f"这里应是一条{kind.__name__}，却是“{entry}”", name, 1, "每条以“- id: …”开头")
            return
        line = entry.pop(_LINE, 1)
        made = self._make(entry, kind, name, line, origin)
        if made is None:
            return
        if made.id in held:
            self._problem(f"{made.id} 重复", name, line, "换一个 id")
        held[made.id] = made

    def _make(self, entry: dict[str, Any], kind: type[Frozen], name: str, line: int, origin: str) -> Any:
        """One entry as its value; None (and a problem) where a needed key is missing."""
        known = set(fields(kind)) - {"origin", "place", "hides"}
        for key in set(entry) - known:
            self._problem(f"{entry.get('id', '?')} 有不认识的键“{key}”", name, line, f"可用：{'、'.join(sorted(known))}")
        values = {key: _tuples(value) for key, value in entry.items() if key in known}
        if "place" in fields(kind):
            values["place"] = Place(name, line, 1)
        if "origin" in fields(kind):
            values["origin"] = origin
        try:
            return kind(**values)
        except TypeError:
            lacking = [name for name in needed(kind) if name not in values]
            self._problem(f"{entry.get('id', '?')} 缺少{'、'.join(lacking)}", name, line, "补上这些键")
            return None

    def check(self) -> None:
        """What one entry says of another must exist."""
        for block in self.blocks.values():
            wrong = [f"语步 {block.move}"] if block.move not in self.moves else []
            wrong += [f"事项 {topic}" for topic in block.topics if topic not in self.topics]
            wrong += [f"所说 {block.says}"] if block.says and block.says not in SAYS else []
            wrong += [f"语气 {block.tone}"] if block.tone not in _TONES else []
            for what in wrong:
                self._problems.append(Problem(f"{block.id} 用了没有的{what}", block.place, hint="见 moves.yaml、topics.yaml"))
        for topic in self.topics.values():
            for move in topic.moves:
                if move not in self.moves:
                    self._problems.append(Problem(f"事项 {topic.id} 用了没有的语步 {move}", hint="见 moves.yaml"))

    def _problem(self, message: str, name: str, line: int, hint: str) -> None:
        self._problems.append(Problem(message, Place(name, line, 1), hint=hint))


def _tuples(value: Any) -> Any:
    """Lists as tuples and scalars as they are; line notes dropped."""
    if isinstance(value, list):
        return tuple(str(item) if isinstance(item, (int, float)) else item for item in value)
    if isinstance(value, dict):
        return {key: item for key, item in value.items() if key != _LINE}
    return value


class _WrongYamlError(Exception):
    """A folder has a file that is no YAML: nothing to keep."""


def _contents(files: Sequence[tuple[str, bytes]], problems: list[Problem]) -> list[Any]:
    """What the files of a folder hold, each with the lines of its entries; parsed once for the same bytes."""
    def parsed() -> list[Any]:
        wrong: list[Problem] = []
        found = [_yaml(data, name, wrong) for name, data in files]
        if wrong:
            raise _WrongYamlError
        return found

    try:
        kept: list[Any] = cached(b"".join(b"%d:%s" % (len(data), data) for _, data in files), "bank", parsed)
        return kept
    except _WrongYamlError:
        return [_yaml(data, name, problems) for name, data in files]


def _yaml(data: bytes, name: str, problems: list[Problem]) -> Any:
    try:
        return yaml.load(data.decode("utf-8-sig"), Loader=_Loader)  # noqa: S506 - a safe loader with line numbers
    except UnicodeDecodeError:
        problems.append(Problem("不是 UTF-8 编码", Place(name, 1, 1), hint="另存为 UTF-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name, 1, 1)
        problems.append(Problem(f"YAML 写法有误：{getattr(error, 'problem', error)}", place, hint="检查缩进、冒号后的空格和引号"))
    return None


def _skeleton(path: Path, origin: str, problems: list[Problem]) -> Skeleton | None:
    """One skeleton file: YAML front matter between two lines of ---, then its Jinja text."""
    name = path.name if origin == "builtin" else str(path)
    source = path.read_text(encoding="utf-8-sig")
    head, mark, text = source.removeprefix("---\n").partition("\n---\n")
    if not source.startswith("---\n") or not mark:
        problems.append(Problem("骨架文件应以 --- 包起来的说明开头", Place(name, 1, 1), hint="见 templates/README.md"))
        return None
    meta = _yaml(head.encode("utf-8"), name, problems)
    if not isinstance(meta, dict):
        return None
    meta = {key: value for key, value in meta.items() if key != _LINE}
    missing = [key for key in ("id", "name", "moves", "needs", "sources", "length") if key not in meta]
    if missing:
        problems.append(Problem(f"骨架缺少{'、'.join(missing)}", Place(name, 2, 1), hint="见 templates/README.md"))
        return None
    low, high = meta["length"]
    return Skeleton(
        meta["id"],
        meta["name"],
        text,
        tuple(meta["moves"]),
        tuple(meta["needs"]),
        tuple(meta["sources"]),
        (low, high),
        _plain(meta),
        origin,
        Place(name, head.count("\n") + 4, 1),
    )


def _plain(value: Any) -> Any:
    """Front matter without the loader's line notes."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if key != _LINE}
    return [_plain(item) for item in value] if isinstance(value, list) else value
