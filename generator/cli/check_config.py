"""What ``nigao check`` goes by: every rule with its severity, and the unit's settings with the file that they stand in."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.checks import Rule
from generator.checks.manual import title
from generator.checkup import rules_of
from generator.cli.columns import table
from generator.cli.show import put, put_json
from generator.model import Settings
from generator.outside import NAME
from generator.settings import LEVELS


def show(settings: Settings, home: Path, only: Sequence[str], skip: Sequence[str], *, as_json: bool) -> None:
    """Prints rules and settings."""
    held = (home / NAME).is_file()
    file = str(home / NAME) if held else None
    known = rules_of(settings)
    levels = {id: _level(known[id], settings, only, skip) for id in known}
    checking = settings.checking
    if as_json:
        put_json({"schema": 1, "file": file, "rules": levels, "names": list(checking.names), "formulations": list(checking.formulations),
                  "caps": {name: float(cap) for name, cap in checking.caps.items()}, "corpus": checking.corpus or None, "layout": settings.layout})
        return
    put("\n".join([f"设置：{file or f'没有 {NAME}，用默认的'}", "", *_rules(levels, known), *_rest(settings)]))


def _level(rule: Rule, settings: Settings, only: Sequence[str], skip: Sequence[str]) -> str:
    on = rule.ID in only if only else rule.ID not in settings.checking.off
    return settings.checking.severity.get(rule.ID, rule.SEVERITY) if on and rule.ID not in skip else "off"


def _rules(levels: dict[str, str], known: Mapping[str, Rule]) -> Iterator[str]:
    yield table([(id, LEVELS[level], title(known[id])) for id, level in levels.items()])


def _rest(settings: Settings) -> Iterator[str]:
    checking = settings.checking
    rows = (("专名", "、".join(checking.names)), ("提法", "、".join(checking.formulations)), ("旧稿", checking.corpus), ("版式", settings.layout),
            ("上限", "、".join(f"{name} {cap}" for name, cap in checking.caps.items())))
    told = [(name, value) for name, value in rows if value]
    if told:
        yield ""
        yield table(told)
