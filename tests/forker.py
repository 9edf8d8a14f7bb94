"""A process that has nigao loaded and runs one command after the other in children of its own: ``python tests/forker.py``.

A line of JSON in: ``{"folder", "arguments", "patience"}``; a line of JSON out: ``{"code", "out", "err", "seconds", "kilobytes"}``. So each command has
its own memory and time, but not the second that Python and the libraries take to start.
"""
from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from typing import Any

from generator.cli.main import nigao
from generator.library import load_library


def main() -> None:
    """Runs commands until there are none."""
    import generator.brief
    import generator.checkup
    import generator.pipeline
    import generator.writers.docx  # noqa: F401 - loaded for the children

    load_library()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_ran(**json.loads(line))) + "\n")
        sys.stdout.flush()


def _ran(folder: str, arguments: list[str], patience: int) -> dict[str, Any]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if not child:
            _become(folder, arguments, out.fileno(), err.fileno(), patience)
        _, status, used = os.wait4(child, 0)
        out.seek(0)
        err.seek(0)
        return {"code": os.waitstatus_to_exitcode(status), "out": out.read().decode("utf-8"), "err": err.read().decode("utf-8"),
                "seconds": used.ru_utime + used.ru_stime, "kilobytes": used.ru_maxrss}


def _become(folder: str, arguments: list[str], out: int, err: int, patience: int) -> None:
    """The command, in this process; never returns. A command that does not end is ended."""
    os.chdir(folder)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    killer = os.getpid()
    if not os.fork():                            # an alarm would be the templates' own
        for _ in range(patience * 10):
            signal.sigtimedwait([signal.SIGTERM], 0.1)
            if os.getppid() != killer:
                os._exit(0)
        os.kill(killer, signal.SIGKILL)
        os._exit(0)
    code = 70
    try:
        nigao(arguments)
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
