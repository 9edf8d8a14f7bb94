"""Frames: figures in a row are said in turn, joined by one rule, and never in the same words three times running."""

from __future__ import annotations

import re

import pytest
from briefs import LIBRARY, brief
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.frames import Frames
from generator.marks import plain
from generator.planning import content
from generator.templating import Templates
from generator.views import Scene

FIGURE = st.fixed_dictionaries({"value": st.integers(1, 900), "last": st.one_of(st.none(), st.integers(1, 900)), "target": st.one_of(st.none(), st.integers(1, 900))})
NAMES = ("签约项目", "开工项目", "到位资金", "储备项目", "走访企业", "投产项目", "财政收入", "规上企业")


def said(figures: list[dict[str, int | None]], variant: int) -> str:
    """Some figures in words."""
    lines = [f"  f{at}: {{label: {NAMES[at]}, unit: 个, " + ", ".join(f"{key}: {value}" for key, value in row.items() if value is not None) + "}" for at, row in enumerate(figures)]
    scene = Scene(brief("figures:\n" + "\n".join(lines) + "\n"))
    templates = Templates()
    return plain(Frames(LIBRARY.frames.values(), templates, content.matters(LIBRARY)).clauses(scene.figures.values(), "figure", variant))


@example([{"value": 50, "last": 51, "target": None}, {"value": 50, "last": 26, "target": None}, {"value": 2, "last": 1, "target": 3}], 0)
@settings(max_examples=60, deadline=None)
@given(st.lists(FIGURE, min_size=2, max_size=len(NAMES)), st.integers(0, 4))
def test_figures_in_a_row_change_their_words(figures: list[dict[str, int | None]], variant: int) -> None:
    """Every figure is named and has its number; one indicator a clause, parted by ；; 同比增长 (and 同比下降) never three times running."""
    clauses = said(figures, variant).split("；")
    assert len(clauses) == len(figures)
    for clause, name, figure in zip(clauses, NAMES, figures, strict=False):
        assert name in clause and str(figure["value"]) in clause
    pattern = "".join("g" if re.search("同比(?:增长|下降)", clause) else "-" for clause in clauses)
    assert "ggg" not in pattern


def test_a_part_follows_its_whole_with_its_share() -> None:
    """其中 stands before a part of the figure just named, after ，; its own neighbours keep ；."""
    figures = "a: {label: 签约项目, value: 20, unit: 个}, c: {label: 开工项目, value: 7, unit: 个}, b: {label: 亿元以上项目, value: 5, unit: 个, part_of: a}"
    scene = Scene(brief(f"figures: {{{figures}}}\n"))
    words = plain(Frames(LIBRARY.frames.values(), Templates(), content.matters(LIBRARY)).clauses(scene.figures.values(), "figure", 0))
    first, second = words.split("；")
    assert "，其中" in first and "5个" in first and "开工项目" in second


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ("b: {label: 亿元以上项目, value: 62, unit: 个, part_of: a}|c: {label: 十亿元以上项目, value: 8, unit: 个, part_of: b}", "，其中亿元以上项目62个，十亿元以上项目8个"),
        ("c: {label: 十亿元以上项目, value: 8, unit: 个, part_of: b}|b: {label: 亿元以上项目, value: 62, unit: 个, part_of: a}", "，其中亿元以上项目62个，十亿元以上项目8个"),
        ("b: {label: 工业项目, value: 62, unit: 个, part_of: a}|d: {label: 农业项目, value: 20, unit: 个, part_of: a}|c: {label: 外资项目, value: 8, unit: 个, part_of: b}",
         "，其中工业项目62个，农业项目20个；工业项目里，外资项目8个"),
        ("b: {label: 工业项目, value: 62, unit: 个, part_of: a}|c: {label: 工业外资项目, value: 8, unit: 个, part_of: z}|z: {label: 引资, value: 9, unit: 个}",
         "，其中工业项目62个；引资9个，其中工业外资项目8个"),
        ("b: {label: 工业项目, value: 62, unit: 个, last: 50, part_of: a}|c: {label: 农业项目, value: 8, unit: 个, last: 10, part_of: a}",
         "，其中工业项目62个，增长24.0%，农业项目8个，下降20.0%"),
    ],
)
def test_parts_of_parts_are_said_of_their_own_whole(parts: str, said: str) -> None:
    """Three levels: thresholds lie inside one another; any other part of a part names what it is part of. 其中 is said once of parts
    that follow one another. The order of the brief does not matter."""
    lines = "".join(f"  {line}\n" for line in f"a: {{label: 签约项目, value: 141, unit: 个}}|{parts}".split("|"))
    scene, frames = Scene(brief(f"figures:\n{lines}")), Frames(LIBRARY.frames.values(), Templates(), content.matters(LIBRARY))
    for variant in range(6):
        told = plain(frames.clauses(scene.figures.values(), "figure", variant)).replace("有", "")
        assert told == f"签约项目141个{said}"
