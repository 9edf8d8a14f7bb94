"""The skeleton of a speech as a file of ``templates/``: its moves in order, its numbers, its parts, its length. A person takes it over or leaves it."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from generator.mining.study import Studied

_STYLES = {"{cn}、": "一、", "（{cn}）": "（一）", "{n}.": "1.", "第{cn}": "第一，", "第{cn}个问题": "第一个问题：", "{cn}是": "一是", "{cn}要": "一要", "首先": "首先"}
_ROLES = {"REV": "review", "DIA": "review", "SIT": "review", "SAF": "safeguard"}


def skeleton(study: Studied, id: str, all_moves: Sequence[str]) -> str:
    """The skeleton of a speech as a file of ``templates/``: its moves in order, its numbers, its parts with the moves in each, its length. Of
    ``all_moves`` those that it lacks may be said too where a brief has something for them."""
    parts = [tree for tree in study.headings if tree.level == 1]
    moves = list(dict.fromkeys(step.move for step in study.steps))
    before, inside, after = _spread(study, parts)
    length = sum(len(item.text) for item in study.speech.paragraphs)
    forms = {level: next((item.form for tree in parts for item in tree.walk() if item.level == level), "") for level in (1, 2)}
    sections = "\n".join(
        f"- {{id: p{number}, theme: {_theme(role)}, role: {role}, moves: [{', '.join(told)}]}}   # {_pattern(part.text)}"
        for number, (part, told) in enumerate(zip(parts, inside, strict=True), 1) for role in [_role(told)])
    lines = [
        "---", f"id: {id}", f"name: 旧稿的骨架 {id}", f"sources: [{study.speech.name!r}]", f"length: [{int(length * 0.85)}, {int(length * 1.15) + 1}]",
        "needs: [occasion]", f"moves: [{', '.join(moves)}]",
        f"numbering: {{heading1: {_quoted(_STYLES.get(forms[1], '一、'))}, heading3: {_quoted(_STYLES.get(forms[2], '一是'))}, series: 一是}}",
        f"also: [{', '.join(move for move in all_moves if move not in moves)}]", "points: heads", "remedies: beside",
        f"review: [{', '.join(dict.fromkeys(move for move in (*moves, *all_moves) if move[:3] in ('REV', 'DIA')))}]",
        "inside: [MEA, SAF, GOA]", "homes: {MEA: [work, safeguard], GOA: [work, safeguard], SAF: [safeguard, work]}",
        *(["sections:", sections] if sections else []), "---",
        " ".join(f"{{{{ say('{move}') }}}}" for move in before if move.startswith("OPN.")) or "{{ say('OPN.CONVENE') }}", "",
        *(["{{ tell(" + ", ".join(f"'{move}'" for move in before if move.startswith("SIT.")) + ") }}", ""] if any(move.startswith("SIT.") for move in before) else []),
        "{{ looking_back() }}", "",
        "{% for section in sections %}", "## {{ section.heading }}", "", "{{ part(section) }}", "", "{% endfor %}",
        " ".join(f"{{{{ say('{move}') }}}}" for move in after) or "{{ say('CLO.CALL') }}{{ say('CLO.END') }}", ""]
    return "\n".join(lines)


def _spread(study: Studied, parts: Sequence[object]) -> tuple[list[str], list[list[str]], list[str]]:
    """The moves before the first part, in each part, and at the close."""
    starts = [(tree.paragraph, tree.start) for tree in study.headings if tree.level == 1]
    before: list[str] = []
    inside: list[list[str]] = [[] for _ in parts]
    after: list[str] = []
    for step in study.steps:
        number = sum(start <= (step.paragraph, step.start) for start in starts)
        held = after if step.move.startswith("CLO.") else before if number == 0 else inside[number - 1]
        if step.move not in held:
            held.append(step.move)
    return before, inside, after


def _role(moves: Sequence[str]) -> str:
    counted = Counter(_ROLES.get(move.partition(".")[0], "work") for move in moves if not move.startswith(("OPN.", "SEC.", "CLO.")))
    return max(counted, key=lambda role: (counted[role], role)) if counted else "work"


def _theme(role: str) -> str:
    return {"review": "review", "safeguard": "safeguard"}.get(role, "work")


def _quoted(style: str) -> str:
    return f"'{style}'" if style[0].isdigit() or style.endswith(("：", "，")) else style


def _pattern(words: str) -> str:
    """The heading's shape as a person reads it: how many characters each of its parts has."""
    return "，".join(str(len(part)) for part in re.split("[，、]", words)) + "字"


def ids(studied: Sequence[Studied]) -> Mapping[str, str]:
    """An id for the skeleton of each speech, by its name."""
    return {study.speech.name: f"mined_{number}" for number, study in enumerate(studied, 1)}
