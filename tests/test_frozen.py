"""Frozen values behave as the dataclasses that they stand in for."""
from __future__ import annotations

import copy
import pickle
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.frozen import Frozen, fields, needed, replace


class Town(Frozen):
    """A value with a field that is needed, two that are not, and a name that is no field."""

    name: str
    people: int = 0
    lies: tuple[str, ...] = ()
    KIND: ClassVar[str] = "town"


class Seat(Town):
    """One that adds a field to its base's."""

    county: str = ""


class Other(Frozen):
    """Another class with the fields of Town."""

    name: str
    people: int = 0
    lies: tuple[str, ...] = ()


VALUES = st.tuples(st.text(), st.integers(), st.lists(st.text(), max_size=3).map(tuple))


@given(VALUES, VALUES)
def test_equality_and_hash_are_those_of_the_fields(one: tuple, two: tuple) -> None:
    """Two values are equal, and hash alike, exactly when they are of one class and their fields are equal."""
    assert (Town(*one) == Town(*two)) == (one == two)
    assert hash(Town(*one)) == hash(Town(name=one[0], people=one[1], lies=one[2]))
    assert Town(*one) != Other(*one)
    assert Town(*one) != one


@given(VALUES, st.integers())
def test_replace_changes_what_it_names(one: tuple, people: int) -> None:
    """All other fields stay; the value itself is not touched; copies and pickles are equal."""
    town = Town(*one)
    assert replace(town, people=people) == Town(one[0], people, one[2])
    assert town == Town(*one) == copy.copy(town) == copy.deepcopy(town) == pickle.loads(pickle.dumps(town))


def test_fields_and_defaults() -> None:
    """Fields in order, those of the base first; what is needed; defaults; a ClassVar is none; repr shows all."""
    assert fields(Seat) == fields(Seat("a")) == ("name", "people", "lies", "county")
    assert needed(Seat) == ("name",)
    assert repr(Seat("云岭镇", county="临江县")) == "Seat(name='云岭镇', people=0, lies=(), county='临江县')"


@pytest.mark.parametrize(("given", "named"), [
    ((), {}), ((), {"people": 1}), (("a", 1, (), 2), {}), (("a",), {"name": "b"}), (("a",), {"strange": 1}), ((), {"strange": 1}),
])
def test_a_wrong_call_is_refused(given: tuple, named: dict) -> None:
    """A field missed, one too many, one twice, one that does not exist: TypeError."""
    with pytest.raises(TypeError):
        Town(*given, **named)


def test_nothing_changes() -> None:
    """Setting and deleting a field, known or not, is refused."""
    town = Town("云岭镇")
    for name in ("name", "strange"):
        with pytest.raises(AttributeError):
            setattr(town, name, "b")
        with pytest.raises(AttributeError):
            delattr(town, name)
    with pytest.raises(TypeError):
        replace(town, strange=1)
