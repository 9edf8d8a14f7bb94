"""What one part of a brief says of another: ids that must exist, and roles that follow from who refers to a figure."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.errors import Problem
from generator.figures import unknown_figure
from generator.frozen import replace
from generator.model import Figure, Record, Text
from generator.values import nearest

_ROLES = (("goals", "goal"), ("quotas", "quota"), ("mechanisms", "measure"), ("teams", "measure"), ("incentives", "measure"),
          ("leadership", "measure"), ("highlights", "result"))


def check_references(data: Record, figures: Mapping[str, Figure], problems: list[Problem]) -> None:
    """Figure ids, project names and section ids that are referred to must exist."""
    for reference in _figure_references(data):
        if str(reference) not in figures:
            problems.append(Problem(f"没有指标“{reference}”", reference.place, reference.path, unknown_figure(str(reference), list(figures))))
    names = [str(item["name"]) for item in data["projects"] if item["name"]]
    for name in (name for item in data["highlights"] for name in item["projects"]):
        if str(name) not in names:
            problems.append(Problem(f"项目里没有“{name}”", name.place, name.path, nearest(str(name), names) if names else "先在 项目 里写出它"))
    ids = [str(item["id"]) for item in data["sections"] if item["id"]]
    for field, items in (("answered_by", data["problems"]), ("section", data["tasks"])):
        for wanted in (item[field] for item in items if item[field]):
            if str(wanted) not in ids:
                hint = f"可用：{'、'.join(ids)}" if ids else "先在 结构 里给各部分写上编号"
                problems.append(Problem(f"没有编号为“{wanted}”的部分", wanted.place, wanted.path, hint))


def _figure_references(value: Any) -> Iterator[Text]:
    if isinstance(value, Record):
        for key, item in value.items():
            if key == "figures":
                yield from item
            else:
                yield from _figure_references(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _figure_references(item)


def with_roles(data: Record, figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """Figures with the role that follows from what refers to them, where the brief gives none."""
    roles = {str(name): role for key, role in reversed(_ROLES) for item in data[key] for name in item.get("figures", ())}
    return {key: figure if figure.role else replace(figure, role=roles.get(key) or ("result" if _compared(figure) else "context"))
            for key, figure in figures.items()}


def _compared(figure: Figure) -> bool:
    return bool(figure.given or figure.raw or figure.share)
