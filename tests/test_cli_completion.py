"""Completion in four shells: commands, options, and the ids of what the library holds."""
from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from cli_calls import ROOT, call


def asked(line: str, shell: str = "bash") -> list[str]:
    """What a shell is told when Tab is pressed at the end of a line."""
    words = line.split(" ")
    place = words[-1] if shell == "powershell" else str(len(words) - 1)
    done = subprocess.run([sys.executable, "-c", "from generator.cli.main import nigao; nigao()"], capture_output=True, check=False,
                          env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "_NIGAO_COMPLETE": f"{shell}_complete", "COMP_WORDS": line, "COMP_CWORD": place})
    assert done.stderr == b""
    return done.stdout.decode("utf-8").split("\n")[:-1]


@pytest.mark.parametrize(("line", "first"), [
    ("nigao ph", "plain,phrases"), ("nigao draft --sk", "plain,--skeleton"), ("nigao draft 要点.yaml --skeleton qu", "plain,quarterly_review"),
    ("nigao phrases --move OPN.C", "plain,OPN.CONVENE"), ("nigao phrases --move 会议缘", "plain,会议缘起"), ("nigao phrases --topic low_q", "plain,low_quality"),
    ("nigao phrase opn_convene_who", "plain,opn_convene_who_a"), ("nigao skeleton thr", "plain,three_questions"), ("nigao completion po", "plain,powershell")])
def test_what_is_typed_is_completed(line: str, first: str) -> None:
    """Commands, options, ids and Chinese names."""
    assert asked(line)[0] == first


def test_powershell_is_answered_in_its_own_way() -> None:
    """A value, a tab, what it is."""
    assert asked("nigao skeleton qua", "powershell") == ["quarterly_review\t季度（半年）汇报会、调度会讲话"]
    assert "phrases" in [item.split("\t")[0] for item in asked("nigao ph", "powershell")]


@pytest.mark.parametrize(("shell", "said"), [("bash", "complete -o nosort -F _nigao_completion nigao"), ("zsh", "#compdef nigao"), ("fish", "complete --no-files --command nigao"),
                                             ("powershell", "Register-ArgumentCompleter -Native -CommandName nigao")])
def test_each_shell_has_its_script(shell: str, said: str) -> None:
    """Ready to be appended to the shell's own file."""
    result = call("completion", shell)
    assert result.exit_code == 0 and said in result.stdout and "_NIGAO_COMPLETE" in result.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash on this system")
def test_bash_reads_its_script() -> None:
    """No syntax error, and the function is there."""
    script = call("completion", "bash").stdout
    done = subprocess.run(["bash", "-c", f"{script}\ntype -t _nigao_completion"], capture_output=True, check=False)
    assert done.stdout.decode("utf-8").strip() == "function" and done.stderr == b""
