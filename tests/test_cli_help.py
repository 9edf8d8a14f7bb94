"""Help: Chinese throughout, click's own words included, and laid out for wide characters."""
from __future__ import annotations

import ast
import re
from pathlib import Path

import click
import pytest

from cli_calls import call, shell
from generator import __version__
from generator.cli import chinese
from generator.cli.columns import width
from generator.cli.main import COMMANDS, nigao

# click's words that no command of ours can bring up: its progress bars, editors, prompts, files and misuse by programmers.
NOT_OURS = re.compile(
    "Editing failed|Windows error|DeprecationWarning|Could not determine name|No options defined|Arguments take exactly|dynamic"
    "|defined twice|Boolean option|%\\(prog\\)s|Invalid start character|Bash version|Unknown color|two entered values|invalid input"
    "|standard stream|^d$|[Dd]eprecated|value you entered|e\\.message")


def words_of_click() -> set[str]:
    """Every literal that the installed click hands to gettext."""
    found = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("_", "ngettext"):
                found |= {arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}
    return found


def test_every_word_of_click_is_translated():
    """A click release with new messages fails here, not on a user's screen."""
    words = words_of_click()
    assert len(words) > 50
    assert sorted(word for word in words if word not in chinese.WORDS and not NOT_OURS.search(word)) == []


def test_translations_use_only_names_that_click_fills_in():
    """Formatting a translation never fails: its placeholders are some of the original's."""
    holes = re.compile(r"\{(\w+)")
    for english, translated in chinese.WORDS.items():
        assert set(holes.findall(translated)) <= set(holes.findall(english)), english


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in COMMANDS)], ids=" ".join)
def test_help_is_chinese_and_fits_the_screen(arguments):
    """No English word but option names, ids and examples; no line wider than 80 columns."""
    result = call(*arguments)
    assert result.exit_code == 0
    assert result.stdout.startswith("用法：nigao ")
    assert "选项：" in result.stdout
    assert not re.search("Usage|Options|Commands|Show|Error|TEXT|INTEGER|DIRECTORY|PATH|default|required", result.stdout)
    assert max(width(line) for line in result.stdout.splitlines()) <= 80


@pytest.mark.parametrize("name", COMMANDS)
def test_help_opens_with_two_examples(name):
    """Before the options: two command lines or more that a user can type."""
    shown = call(name, "--help").stdout.partition("选项：")[0]
    assert len(re.findall(rf"^ +nigao {name}\b", shown, re.MULTILINE)) >= 2


def test_each_line_of_the_command_list_names_a_command_that_loads():
    """The table's short help and the command itself are in step."""
    listed = call("--help").stdout
    for name, (_, short) in COMMANDS.items():
        assert re.search(f"^  {name} +{re.escape(short)}$", listed, re.MULTILINE)
        command = nigao.get_command(click.Context(nigao), name)
        assert command is not None and command.name == name and command.help


def test_version():
    """``--version`` prints the package's version."""
    assert call("--version").stdout == f"nigao {__version__}\n"


def test_no_arguments_show_the_help_and_exit_2():
    """A bare ``nigao`` is a call without its command."""
    result = call()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("用法：nigao ")


def test_module_and_command_are_the_same():
    """``python -m generator`` calls itself nigao too, whatever the locale."""
    done = shell("draft", "--help", env={"LC_ALL": "C", "LANGUAGE": "de"})
    assert done.returncode == 0
    assert done.stdout.decode("utf-8").startswith("用法：nigao draft [选项] 要点\n")
