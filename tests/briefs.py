"""Briefs for tests: short YAML texts, the shipped examples and, where they lie beside the project, the seeds' facts."""
from __future__ import annotations

from pathlib import Path

from generator.brief import load_brief
from generator.library import load_library
from generator.model import Brief

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SEED_BRIEFS = sorted(path for path in (SHARED / "design" / "briefs").glob("S*.yaml") if "published" not in path.name)
SHAPES = sorted((ROOT / "tests" / "shapes").glob("*.yaml"))
UNSEEN = sorted((ROOT / "tests" / "briefs").glob("*.yaml"))
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
LIBRARY = load_library()
HEAD = "year: 2026\nregion: {level: county}\noccasion: {name: 一季度招商引资工作汇报会, kind: report}\n"


def brief(text: str, head: str = HEAD) -> Brief:
    """A brief from YAML text under the least that every brief needs."""
    return load_brief("brief.yaml", data=(head + text).encode("utf-8"))
