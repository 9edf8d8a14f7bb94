"""The manual of the review, made of the rules' own pages."""
from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks import NEEDED, RULES, Rule
from generator.settings import LEVELS

_EXAMPLE = re.compile(r"^(错|对)：(.+)$", re.MULTILINE)


def as_markdown() -> str:
    """Every rule with its severity, what it needs, why it is there, its source and its examples, in the order of the table."""
    return "\n".join(line for id, rule in RULES.items() for line in _page(id, rule)).rstrip() + "\n"


def title(rule: Rule) -> str:
    """What a rule is called in Chinese: the first line of its page without its id."""
    return (rule.__doc__ or "").partition("\n")[0].partition(" ")[2]


def _page(id: str, rule: Rule) -> Iterator[str]:
    _, _, page = (rule.__doc__ or "").partition("\n")
    yield f"### `{id}` {title(rule)}"
    yield ""
    needs = f"；要有{'、'.join(NEEDED[need] for need in rule.NEEDS)}" if rule.NEEDS else ""
    yield f"{LEVELS[rule.SEVERITY]}{needs}。"
    yield ""
    yield _EXAMPLE.sub("", page).strip()
    yield ""
    yield from (f"- {kind}：{_shown(text)}" for kind, text in _EXAMPLE.findall(page))
    yield ""


def _shown(text: str) -> str:
    """An example as Markdown: the place in bold."""
    return re.sub(r"([*_`|<>])", r"\\\1", text).replace("«", "**«").replace("»", "»**")
