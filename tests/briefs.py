"""Briefs for tests: short YAML texts, the shipped examples and, where they lie beside the project, the seeds' facts."""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from generator.brief import load_brief
from generator.layouts import load_layout
from generator.library import load_library
from generator.model import Brief, Draft
from generator.pipeline import choose_skeleton, make_draft
from generator.source import LOADER

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SEED_BRIEFS = sorted(path for path in (SHARED / "design" / "briefs").glob("S*.yaml") if "published" not in path.name)
SHAPES = sorted((ROOT / "examples" / "shapes").glob("*.yaml"))
UNSEEN = sorted((ROOT / "tests" / "briefs").glob("*.yaml"))
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
FEW = [ROOT / "examples" / "临江县一季度汇报会.yaml", ROOT / "examples" / "青岭市外经贸工作会议.yaml"]       # where two stand for all
LIBRARY = load_library()
PRINT = load_layout("print")
# What offices broke in drafts and what they rightly did: a draft's brief with its faults and its clean edits.
EDITS = [item for path in sorted((ROOT / "tests" / "edits").glob("*.yaml")) for item in yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)]     # noqa: S506
HEAD = "year: 2026\nregion: {level: county}\noccasion: {name: 一季度招商引资工作汇报会, kind: report}\n"


@lru_cache(maxsize=256)
def brief_of(path: Path) -> Brief:
    """The brief of a file, read once."""
    return load_brief(path)


def draft_of(path: Path, variant: int = 0, length: int | None = None, skeleton: str | None = None) -> tuple[Brief, Draft]:
    """The brief of a file and its draft, made once for the tests of one brief, which run in one worker (conftest.py). Asked for in the kind of
    speech that it is anyhow, it is that draft, with the note that the kind was guessed."""
    own = choose_skeleton(brief_of(path), LIBRARY, None)[0].id
    return brief_of(path), _drafted(path, variant, length, None if skeleton == own else skeleton)


@lru_cache(maxsize=256)
def _drafted(path: Path, variant: int, length: int | None, skeleton: str | None) -> Draft:
    return make_draft(brief_of(path), LIBRARY, skeleton=skeleton, variant=variant, length=length)


def brief(text: str, head: str = HEAD) -> Brief:
    """A brief from YAML text under the least that every brief needs."""
    return load_brief("brief.yaml", data=(head + text).encode("utf-8"))
