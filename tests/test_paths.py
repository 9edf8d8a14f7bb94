"""Key paths: as a person types them, through the table of fields and through the values of a brief."""
from __future__ import annotations

import pytest
from briefs import brief
from hypothesis import given
from hypothesis import strategies as st

from generator.fields import ITEM, walk
from generator.paths import Step, held_at, path_of, resolve, steps_of, zh_path

KEYS = st.text("abc年份_-²", min_size=1, max_size=5)


@given(KEYS, st.lists(st.one_of(KEYS, st.integers(0, 10**9 - 1)), max_size=5))
def test_a_path_is_its_steps(first: str, rest: list[Step]) -> None:
    """Steps written as a path are read back as they were."""
    assert steps_of(path_of([first, *rest])) == (first, *rest)


@pytest.mark.parametrize("path, field", [(path.replace("[]", "[3]").replace("*", "signed"), field) for path, field in walk()])
def test_every_key_of_the_table_is_known(path: str, field: object) -> None:
    """What the table lists resolves to itself and to its own field."""
    assert resolve(path) == (path, field)


@pytest.mark.parametrize(("typed", "told"), [("地区.名称", "region.name"), ("问题[0].名称", "problems[0].label"), ("problems.0.label", "problems[0].label"),
                                             ("数据.签约.数值", "figures.签约.value"), ("figures[2026].last", "figures.2026.last"), ("选用.MEA.DRIVE", None), ("地区.名", None),
                                             ("region[0]", None), ("problems.label", None), ("problems[0][0]", None), ("problems.²", None), ("", None), ("year.x", None)])
def test_either_language_says_the_same(typed: str, told: str | None) -> None:
    """Chinese and English keys name one place; what no brief has is None."""
    found = resolve(typed)
    assert (found and found[0]) == told


def test_a_figure_is_the_users_own_name() -> None:
    """An id may be called as a key of a figure is."""
    assert resolve("figures.value") == ("figures.value", ITEM)


def test_values_are_reached_step_by_step() -> None:
    """Through records and lists; None where there is nothing of the kind, and a person reads where it is."""
    data = brief("problems: [{label: 慢}]\n").data
    assert held_at(held_at(held_at(data, "problems"), 0), "label") == "慢"
    assert held_at(held_at(data, "problems"), 1) is held_at(data, 0) is held_at("慢", "label") is None
    assert (zh_path("problems[0].label"), zh_path("problems[0].label", data), zh_path("what.else")) == ("问题第1条的名称", "问题“慢”的名称", "what的else")
