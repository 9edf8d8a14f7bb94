"""Asking a person at a terminal: a question, a choice by number, again until the answer is one."""
from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

import click

from generator.cli.nearest import suggestion
from generator.cli.show import put


def at_terminal() -> bool:
    """Whether there is a person to ask: input and output are both a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str, default: str = "", *, wrong: Callable[[str], str] = lambda _: "") -> str:
    """The answer without blanks around it, ``default`` for an empty one. ``wrong`` says what is not right about an answer, and then it is asked again."""
    shown = f"{question}[{default}] " if default else question
    while True:
        answer: str = click.prompt(shown, default="", show_default=False, prompt_suffix="").strip() or default
        told = wrong(answer)
        if not told:
            return answer
        put(f"  {told}")


def pick(question: str, named: Mapping[str, str], default: str) -> str:
    """One of several ids from a numbered list; number, id and Chinese name are all taken."""
    numbers = {str(number): id for number, id in enumerate(named, 1)}
    put("\n".join([question, *(f"  {number}. {named[id]}" for number, id in numbers.items())]))
    known = {**{name: id for id, name in named.items()}, **{id: id for id in named}, **numbers}

    def wrong(answer: str) -> str:
        return "" if answer in known else f"没有“{answer}”，写 1—{len(named)} 的数字或名称。{suggestion(answer, named.values())}"

    return known[ask("选哪个？", default=next(number for number, id in numbers.items() if id == default), wrong=wrong)]
