"""What rules know of right and wrong wordings, as data of the bank (``phrasebank/checks``, ``formulations.yaml``): each table is read when it
is first asked for."""
from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from generator import resources
from generator.cache import cached
from generator.errors import BankError, Place, Problem
from generator.frozen import fields
from generator.literals import literals
from generator.model import Formulation, RedLine, Slip

Entry = TypeVar("Entry")


class Standards:
    """The tables of a phrase bank's folder; the built-in one where none is given. Raises BankError for a table that cannot be read."""

    def __init__(self, home: Path | None = None) -> None:
        self._home = home or resources.folder("phrasebank")

    @cached_property
    def slips(self) -> tuple[Slip, ...]:
        """Wrong wordings, in the order of the table."""
        return self._entries("checks/slips.yaml", "slips", Slip)

    @cached_property
    def red_lines(self) -> tuple[RedLine, ...]:
        """Promises that regulations forbid."""
        return self._entries("checks/red_lines.yaml", "red_lines", RedLine)

    @cached_property
    def formulations(self) -> tuple[Formulation, ...]:
        """Formulations with their dates."""
        return self._entries("formulations.yaml", "formulations", Formulation)

    @cached_property
    def names(self) -> Mapping[str, Any]:
        """Words by which names of people and places are told from other words."""
        found: Mapping[str, Any] = self._table("checks/names.yaml", "names")
        return found

    def misheard(self, said: Container[str] | None = None) -> Mapping[str, str]:
        """Of what is ``said`` (all where it is not given) common words with a character that sounds or looks like theirs, with the right word. The table is
        gone through each time: that is faster than to keep it as a mapping."""
        rows = map(str.split, self._text("checks/soundalikes.txt").splitlines()[1:])
        return {wrong: right for right, *rest in rows for wrong in rest if said is None or wrong in said}

    @cached_property
    def alikes(self) -> Mapping[str, frozenset[str]]:
        """Of each character those that are typed for it: they sound or look like it."""
        found: dict[str, frozenset[str]] = {}
        for group in self._text("checks/alikes.txt").splitlines():
            if not group.startswith("#"):
                found.update({char: found.get(char, frozenset()) | set(group) for char in group})
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """Words of two characters that speeches are made of."""
        return frozenset(self._lines("checks/words.txt", lambda lines: [word for line in lines for word in line]))

    @cached_property
    def cues(self) -> Mapping[str, Sequence[str]]:
        """Words by which a move is known in a speech, by the move's id."""
        found: Mapping[str, Sequence[str]] = self._table("mining/cues.yaml", "cues")
        return found

    @cached_property
    def places(self) -> Mapping[str, tuple[str, ...]]:
        """What lies above each place of the administrative divisions: 安吉县 → (湖州市, 浙江省); several of one name are all there (朝阳区)."""
        above: dict[str, tuple[str, ...]] = {}
        for line in self._text("checks/places.txt").splitlines():
            if not line.startswith("#") and line.strip():
                province, city, *counties = (*line.split(), "-")[: None if " " in line else 2]
                above.setdefault(province, ())
                higher = () if city == "-" else (city,)
                for name in higher:
                    above[name] = tuple(dict.fromkeys((*above.get(name, ()), province)))
                for name in counties:
                    if name != "-":
                        above[name] = tuple(dict.fromkeys((*above.get(name, ()), *higher, province)))
        return above

    def _lines(self, name: str, made: Callable[[list[list[str]]], Any]) -> Any:
        """What is made of the words of each line of a text, the remarks left out."""
        content = (self._home / name).read_bytes()
        return cached(content, Path(name).stem, lambda: made([line.split() for line in content.decode("utf-8").splitlines() if line.strip() and line[0] != "#"]))

    def _text(self, name: str) -> str:
        return (self._home / name).read_text(encoding="utf-8")

    def _entries(self, name: str, section: str, kind: Callable[..., Entry]) -> tuple[Entry, ...]:
        try:
            return tuple(kind(**_known(row, kind)) for row in self._table(name, section))
        except (KeyError, TypeError, ValueError) as error:
            raise _unreadable(name, error) from error

    def _table(self, name: str, section: str) -> Any:
        content = (self._home / name).read_bytes()
        return cached(content, Path(name).stem, lambda: _read(content, name))[section]


def _read(content: bytes, name: str) -> Any:
    """A table, with what its expressions need of a text."""
    table = _parsed(content, name)
    for row in (row for rows in (table.values() if isinstance(table, dict) else ()) if isinstance(rows, list) for row in rows if isinstance(row, dict)):
        patterns = row.get("words") if isinstance(row.get("words"), list) else [row.get("wrong")] if row.get("pattern") else []
        if patterns:
            row["needed"] = [groups for pattern in patterns for groups in literals(str(pattern).strip())]
    return table


def _parsed(content: bytes, name: str) -> Any:
    import yaml

    from generator.source import LOADER

    try:
        return yaml.load(content, Loader=LOADER)      # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: Exception) -> BankError:
    return BankError("语料库有1处问题", [Problem(f"{name} 读不懂：{error}", Place(name, 1, 1), hint="每条的键照着别的条目写")])


def _known(row: Any, kind: Any) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise ValueError(f"这里应是一条，却是“{row}”")
    known = set(fields(kind))
    strange = set(row) - known
    if strange:
        raise ValueError(f"不认识的键 {'、'.join(sorted(map(str, strange)))}")
    return {key: tuple(map(str, value)) if isinstance(value, list) and key != "needed" else str(value) if isinstance(value, date) else value
            for key, value in row.items()}


@lru_cache(maxsize=1)
def built_in() -> Standards:
    """The tables that come with nigao, read once."""
    return Standards()
