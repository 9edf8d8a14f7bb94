"""Frozen values: classes whose fields are named once and never change.

The classes of :mod:`dataclasses` do the same, but write and compile five methods for each class when it is imported. Half a millisecond a class
is nothing in a program that stays; in a command that is called fifty times a day ninety such classes took longer than reading, checking and
printing a speech. Here the methods are written once, for all classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, NoReturn, TypeVar, dataclass_transform

EMPTY: Mapping[str, Any] = MappingProxyType({})  # the default of a field that maps

_Value = TypeVar("_Value", bound="Frozen")


@dataclass_transform(frozen_default=True)
class Frozen:
    """A value with the fields that its class annotates, in that order, those of its bases first; equal to another of its class with equal fields.

    A field may have a default, which all values share. A name that is annotated as a ClassVar is no field. Setting or deleting a field raises
    AttributeError; a call that misses a field, names none of them or gives one twice raises TypeError.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _known: ClassVar[frozenset[str]] = frozenset()
    _defaults: ClassVar[Mapping[str, Any]] = EMPTY

    def __init_subclass__(cls) -> None:
        own = [name for name, kind in cls.__dict__.get("__annotations__", {}).items() if not str(kind).startswith("ClassVar")]
        cls._fields = (*cls._fields, *(name for name in own if name not in cls._fields))
        cls._known = frozenset(cls._fields)
        cls._defaults = {**cls._defaults, **{name: cls.__dict__[name] for name in own if name in cls.__dict__}}

    def __init__(self, *given: Any, **named: Any) -> None:
        names, held = self._fields, self.__dict__
        if len(given) < len(names):
            held.update(self._defaults)
        held.update(zip(names, given, strict=False))
        if named:
            held.update(named)
        twice = bool(named and given) and not named.keys().isdisjoint(names[: len(given)])
        if twice or len(held) != len(names) or len(given) > len(names) or not named.keys() <= self._known:
            raise TypeError(f"{type(self).__name__} takes {', '.join(names)}; got {len(given)} and {', '.join(named) or 'no names'}")

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{name} is frozen")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{name} is frozen")

    def __eq__(self, other: object) -> bool:
        return _values(self) == _values(other) if isinstance(other, Frozen) and type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(_values(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={self.__dict__[name]!r}' for name in self._fields)})"


def fields(kind: type[Frozen] | Frozen) -> tuple[str, ...]:
    """The names of a value's fields, in order."""
    return kind._fields


def needed(kind: type[Frozen]) -> tuple[str, ...]:
    """The names of the fields that have no default."""
    return tuple(name for name in kind._fields if name not in kind._defaults)


def replace(value: _Value, /, **changes: Any) -> _Value:
    """The same value but for some fields. Raises TypeError for a name that is no field."""
    if not changes.keys() <= value._known:
        raise TypeError(f"{type(value).__name__} has no {', '.join(changes.keys() - value._known)}")
    return restored(type(value), {**held(value), **changes})


def restored(kind: type[_Value], values: dict[str, Any]) -> _Value:
    """A value from all that its fields held by name, taken over unchecked: for values that were made, taken apart by :func:`held` and kept."""
    value = object.__new__(kind)
    object.__setattr__(value, "__dict__", values)
    return value


def held(value: Frozen) -> dict[str, Any]:
    """What the fields of a value hold, by name."""
    return {name: value.__dict__[name] for name in value._fields}


def _values(value: Frozen) -> tuple[Any, ...]:
    held = value.__dict__
    return tuple([held[name] for name in value._fields])
