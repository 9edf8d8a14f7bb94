"""Whatever is wrong with what a person gives, the command ends soon, says what and where in Chinese, writes nothing and spoils nothing."""
from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
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


def _run(fault: Fault, folder: Path) -> tuple[int, str, str, float, int]:
    """Exit code, what was said on stdout and stderr, processor seconds and the most memory in kilobytes."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen([sys.executable, "-m", "generator", *fault.call], cwd=folder, stdout=out, stderr=err, stdin=subprocess.DEVNULL,
                                   env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"})
        patience = threading.Timer(_LONGEST, process.kill)
        patience.start()
        _, status, used = os.wait4(process.pid, 0)
        patience.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return process.returncode, out.read().decode("utf-8"), err.read().decode("utf-8"), used.ru_utime + used.ru_stime, used.ru_maxrss


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="this system does not tell what a process used")
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_every_fault_is_said_and_harms_nothing(fault: Fault, tmp_path: Path) -> None:
    """Exit code, message with the place, nothing written, every file as it was, within two seconds and 300 MB."""
    fault.make(tmp_path)
    before = _state(tmp_path)
    code, out, err, seconds, memory = _run(fault, tmp_path)
    assert code == fault.code, err
    assert err.startswith(("错误：", "没有写")) and "Traceback" not in err, err
    assert all(said in err for said in fault.said), err
    assert not out and _state(tmp_path) == before
    assert seconds < _SECONDS + (5 if fault.name.endswith(_PATIENT) else 0) and memory < _MEMORY


def test_no_fault_is_there_twice() -> None:
    """Over seventy, each of its own name."""
    names = [fault.name for fault in FAULTS]
    assert len(names) == len(set(names)) > 70
