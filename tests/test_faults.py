"""Whatever is wrong with what a person gives, the command ends soon, says what and where in Chinese, writes nothing and spoils nothing."""
from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults import FAULTS, Fault

from cli_calls import ROOT

_SECONDS = 2.0                                   # of processor time
_LONGEST = 20                                    # seconds until it is killed
_MEMORY = 300 * 1024                             # kilobytes
_PATIENT = ("没完没了",)                         # a template is given five seconds


def _state(folder: Path) -> dict[str, bytes | str]:
    """What lies in a folder: contents of files, kinds of the rest."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else "no file" for path in folder.rglob("*")}


@pytest.fixture(scope="module")
def forker() -> Iterator[subprocess.Popen[str]]:
    """A process that runs commands (forker.py)."""
    with subprocess.Popen([sys.executable, str(ROOT / "tests" / "forker.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
                          env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "XDG_CONFIG_HOME": "/nonexistent"}) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not tell what a process used")
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_every_fault_is_said_and_harms_nothing(fault: Fault, tmp_path: Path, forker: subprocess.Popen[str]) -> None:
    """Exit code, message with the place, nothing written, every file as it was, within two seconds and 300 MB."""
    fault.make(tmp_path)
    before = _state(tmp_path)
    assert forker.stdin is not None and forker.stdout is not None
    forker.stdin.write(json.dumps({"folder": str(tmp_path), "arguments": list(fault.call), "patience": _LONGEST}) + "\n")
    forker.stdin.flush()
    told = json.loads(forker.stdout.readline())
    out, err = told["out"], told["err"]
    assert told["code"] == fault.code, err
    assert err.startswith(("错误：", "没有写")) and "Traceback" not in err, err
    assert all(said in err for said in fault.said), err
    assert not out and _state(tmp_path) == before
    assert told["seconds"] < _SECONDS + (5 if fault.name.endswith(_PATIENT) else 0) and told["kilobytes"] < _MEMORY


def test_no_fault_is_there_twice() -> None:
    """Over seventy, each of its own name."""
    names = [fault.name for fault in FAULTS]
    assert len(names) == len(set(names)) > 70
