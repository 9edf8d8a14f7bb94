"""Feeds the targets with anything for some minutes each: ``python tests/fuzz/run.py --minutes 5 [target …]``.

Coverage guides it (atheris, which this installs into an environment of its own beside this file). What makes a target fail is kept in ``failed/``, what
reaches new code in ``found/``; neither is part of the project. A failure that was mended goes into ``corpus/`` with its target's name.
"""
from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PYTHON = HERE / ".venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
FAILED = HERE / "failed"
LONGEST, MEMORY = 60, 2048                       # seconds for one input, megabytes


def main() -> int:
    """Runs each target in a process of its own; 1 where one of them failed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("targets", nargs="*", help="all of them by default")
    options.add_argument("--minutes", type=float, default=5)
    options.add_argument("--inside", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.inside:
        return _fuzz(chosen.inside, chosen.minutes)
    _prepare()
    names = chosen.targets or [folder.name for folder in sorted((HERE / "corpus").iterdir())]
    ended = {name: subprocess.run([str(PYTHON), __file__, "--inside", name, "--minutes", str(chosen.minutes)], check=False).returncode for name in names}
    for name, code in ended.items():
        print(f"{name}: {'ok' if code == 0 else f'failed, see {name}-* in {FAILED}'}")
    return int(any(ended.values()))


def _prepare() -> None:
    """An environment with atheris and the project."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", str(PYTHON.parent.parent)], check=True)
    subprocess.run([str(PYTHON), "-m", "pip", "install", "-q", "atheris>=2.3", "-e", str(ROOT)], check=True)


def _fuzz(name: str, minutes: float) -> int:
    import atheris

    with atheris.instrument_imports(include=["generator"]):
        from targets import TARGETS

    for folder in (HERE / "found" / name, FAILED):
        folder.mkdir(parents=True, exist_ok=True)
    atheris.Setup([sys.argv[0], str(HERE / "found" / name), str(HERE / "corpus" / name), f"-max_total_time={int(minutes * 60)}", f"-timeout={LONGEST}",
                   f"-rss_limit_mb={MEMORY}", "-max_len=20000", f"-artifact_prefix={FAILED / name}-"], TARGETS[name])
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
