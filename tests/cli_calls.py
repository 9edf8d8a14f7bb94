"""Calling nigao in tests: in this process, or as a user's shell would."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli.main import nigao

ROOT = Path(__file__).resolve().parent.parent
BRIEF = """\
year: 2026
region: {name: 临江县, level: county}
occasion: {name: 一季度招商引资工作汇报会, kind: report}
speaker: {role: 县委书记, name: 王安}
figures:
  signed: {label: 签约项目, value: 141, unit: 个, target: 131}
  paid: {label: 到位资金, value: 156.50, unit: 亿元, last: 71.70}
problems:
- {label: 项目落地慢, evidence: 还有37个项目没有开工}
tasks:
- {what: 逐个项目排出开工时间, owner: 县发改委, by: 2026-06}
"""


def call(*arguments: object, stdin: str | None = None, env: dict[str, str] | None = None) -> Result:
    """One command line in this process; the result has exit_code, stdout and stderr."""
    return CliRunner().invoke(nigao, [str(argument) for argument in arguments], input=stdin, env=env)


def shell(*arguments: object, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """``python -m generator`` in a process of its own, its output as bytes."""
    surroundings = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | (env or {})
    return subprocess.run([sys.executable, "-m", "generator", *map(str, arguments)], cwd=ROOT, env=surroundings,
                          capture_output=True, check=False, timeout=120)


def heeding() -> None:
    """For a process that is to be interrupted: whoever runs the tests in the background of a shell has told all of them to ignore that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def brief_in(folder: Path, text: str = BRIEF, name: str = "要点.yaml") -> Path:
    """A brief on file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def files_in(folder: Path) -> set[str]:
    """The names of all that lies in a folder."""
    return {path.name for path in folder.iterdir()}
