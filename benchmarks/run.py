"""Runs the jobs and prints a table: python benchmarks/run.py (see README.md). Installs what it compares with into an environment of its own."""
from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
ENVIRONMENT = HERE / ".venv"


def main() -> int:
    """The table of all jobs, or of one; 0 where it could be measured, goals reached or not."""
    options = argparse.ArgumentParser(description="nigao 的基准：轮流跑，比比值。")
    options.add_argument("--rounds", type=int, default=11)
    options.add_argument("--only", default="")
    options.add_argument("--large", action="store_true")
    options.add_argument("--brief", type=Path, default=ROOT / "examples" / "菱浦县半年工作会议.yaml")
    chosen = options.parse_args()
    if Path(sys.prefix) != ENVIRONMENT:
        return in_its_own_environment()
    return _measured(chosen)


def in_its_own_environment() -> int:
    """Runs the program again by the environment with the peers, which is made where there is none."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "-q", "-e", str(ROOT), "-r", str(HERE / "peers.txt")], check=True)
    return subprocess.run([python, *sys.argv], check=False).returncode


def _measured(chosen: argparse.Namespace) -> int:
    from jobs import JOBS, LARGE
    from timing import paired

    wanted = {**JOBS, **(LARGE if chosen.large else {})}
    wanted = {name: job for name, job in wanted.items() if not chosen.only or name == chosen.only}
    results: dict[str, Any] = {"versions": _versions(), "brief": chosen.brief.name, "jobs": {}}
    with tempfile.TemporaryDirectory() as folder:
        ground = _ground(Path(folder), chosen.brief.resolve(), large=chosen.large)
        for name, make in wanted.items():
            job = make(ground)
            measured = paired(job.commands, job.rounds or chosen.rounds, warm=0 if job.rounds else 2)
            results["jobs"][name] = _told(measured, job.goals)
            print("\n".join(_rows(name, results["jobs"][name])), flush=True)
    if not chosen.only:
        (HERE / "results.json").write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _told(measured: Any, goals: Any) -> dict[str, Any]:
    from timing import ratio

    return {
        "ways": {way: {"ms": round(item.median * 1000, 1), "MiB": round(item.peak, 1)} for way, item in measured.items()},
        "goals": [{"against": goal.against, "most": goal.most, "is": round(ratio(measured["nigao"], measured[goal.against]), 2)} for goal in goals],
    }


def _rows(name: str, told: dict[str, Any]) -> Iterator[str]:
    yield f"\n{name}"
    for way, item in told["ways"].items():
        yield f"  {item['ms']:>9.1f} ms  {item['MiB']:>7.1f} MiB  {way}"
    for goal in told["goals"]:
        yield f"  {'达到' if goal['is'] <= goal['most'] else '没达到'}：是“{goal['against']}”的 {goal['is']} 倍（目标 {goal['most']}）"


def _ground(folder: Path, brief: Path, *, large: bool) -> Any:
    """What the jobs work on: the draft of the brief as .docx and as Markdown, a template, and 100 MB of speeches where they are asked for."""
    from jobs import NIGAO, PYTHON, Ground

    docx, text = folder / "稿.docx", folder / "稿.md"
    for target in (docx, text):
        subprocess.run([NIGAO, "draft", str(brief), "-o", str(target)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    subprocess.run([PYTHON, str(HERE / "peers" / "template_docxtpl.py"), str(folder / "模板.docx")], check=True)
    corpus = folder / "旧稿.txt" if large else None
    if corpus is not None:
        subprocess.run([PYTHON, str(HERE / "corpus.py"), str(corpus), "100"], check=True)
    return Ground(folder, brief, docx, text, corpus)


def _versions() -> dict[str, str]:
    from importlib.metadata import version

    names = ("nigao", "click", "jinja2", "PyYAML", "python-docx", "docxtpl", "gongwen-skill", "pydantic", "rich", "pyahocorasick")
    return {"python": platform.python_version(), **{name: version(name) for name in names}}


if __name__ == "__main__":
    sys.exit(main())
