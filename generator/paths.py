"""Ways through a brief: key paths as a person types them (``problems[1].label``), step by step through the table of fields."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from generator.fields import ITEM, ROOT, Field

Step = str | int                                 # a key, in either language, or the number of an item
Steps = tuple[Step, ...]

_STEP = re.compile(r"\.|\[([0-9]{1,9})\]")
_NUMBER = re.compile("[0-9]{1,9}")
_LISTS = ("list", "texts", "refs")
_OWN = ("figures", "choose", "pairs")            # whose keys are ids and names of the user's own
_NAMES = ("name", "label", "head", "class", "who", "what", "text", "claim", "trigger")      # by which an item of any list is spoken of


def steps_of(path: str) -> Steps:
    """A key path as steps: ``problems[1].label`` → problems, 1, label."""
    return tuple(int(part) if at % 2 else part for at, part in enumerate(_STEP.split(path)) if part)


def path_of(steps: Iterable[object]) -> str:
    """The key path of some steps: problems, 1, label → ``problems[1].label``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")


# ------------------------------------------------------------------------------------------ through the table
def field_of(steps: Steps) -> Field:
    """The field that a way leads to; one of its own name where the table has none."""
    field = ROOT
    for step in steps:
        field = inside(field, step)
    return field


def inside(field: Field, step: Step) -> Field:
    """The field of what stands under a key or number."""
    if isinstance(step, int) and field.kind != "figures":
        return Field(field.key, field.zh) if field.kind in ("texts", "refs") else field
    if field.kind == "figures":
        return ITEM
    return field.by_name.get(str(step)) or Field(str(step), str(step))


def known(field: Field, step: Step) -> Field | None:
    """The field of a key that the table knows; None for ids and names of the user's own."""
    return None if isinstance(step, int) or field.kind == "figures" else field.by_name.get(step)


def canonical(steps: Steps) -> Steps:
    """The same way by English keys."""
    field, made = ROOT, list[Step]()
    for step in steps:
        sub = known(field, step)
        made.append(sub.key if sub else step)
        field = inside(field, step)
    return tuple(made)


def resolve(path: str) -> tuple[str, Field] | None:
    """A key path, in either language, as the loader calls it, with its field; None where no brief has such a key."""
    field, made = ROOT, list[Step]()
    for step in steps_of(path):
        taken = _taken(field, step, made and isinstance(made[-1], int))
        if taken is None:
            return None
        made.append(taken)
        field = inside(field, taken)
    return (path_of(made), field) if made else None


def _taken(field: Field, step: Step, in_item: object) -> Step | None:
    """A step as the loader takes it, in a field or in an item of its list; None where there is no such."""
    if field.kind in _LISTS and not in_item:
        return item_number(step)
    if field.kind in _OWN:
        return str(step)
    sub = known(field, step)
    return sub.key if sub is not None else None


def item_number(step: Step) -> int | None:
    """The number of an item, which may also be written as a key (``problems.1``); None for what is none."""
    return int(step) if _NUMBER.fullmatch(str(step)) else None


# ------------------------------------------------------------------------------------------- through the values
def held_at(held: Any, step: Step) -> Any:
    """What stands under a key or a number of a checked brief; None where there is nothing of the kind."""
    if isinstance(step, int):
        return held[step] if isinstance(held, tuple) and step < len(held) else None
    return held.get(step) if isinstance(held, Mapping) else None


def zh_path(path: str, data: Mapping[str, Any] | None = None) -> str:
    """A key path as a person reads it: ``quotas[0].amount`` → 任务分解第1条的任务额; keys that are not known stand as they are.

    With the ``data`` of a brief an item goes by its name: 项目“恒远铸件”的投资额.
    """
    field = ROOT
    said: list[str] = []
    held: Any = data
    for step in steps_of(path):
        held = held_at(held, step)
        if isinstance(step, int):
            name = next((str(held[key]) for key in _NAMES if isinstance(held, Mapping) and held.get(key)), "")
            said[-1:] = [f"{said[-1] if said else ''}{f'“{name}”' if name else f'第{step + 1}条'}"]
        else:
            sub = known(field, step)
            said.append(sub.zh if sub else step)
        field = inside(field, step)
    return "的".join(said)
