"""The page's measures as data (templates/layouts): lengths in twips, type sizes in half-points."""
from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from generator import resources


@dataclass(frozen=True, slots=True)
class Layout:
    """A page: its margins, its line pitch, its sizes and fonts."""

    page: dict[str, int]
    grid: int
    body: dict[str, int]
    title: dict[str, int]
    footer: dict[str, int]
    fonts: dict[str, str]


@cache
def load(name: str) -> Layout:
    """The layout of that name. Raises FileNotFoundError where there is none."""
    path = resources.folder("templates") / "layouts" / f"{name}.yaml"
    values: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Layout(**values)
