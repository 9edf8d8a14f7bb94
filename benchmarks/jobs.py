"""The jobs: what is measured, against whom, and what each is to reach."""
from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
PEERS = HERE / "peers"
PYTHON = sys.executable
NIGAO = str(Path(PYTHON).with_name("nigao"))
BARE = [PYTHON, "-c", "pass"]


class Goal(NamedTuple):
    """Our time is to be at most so many times another's."""

    against: str
    most: float


class Job(NamedTuple):
    """Commands by name, ours under ``nigao``, and the goals; ``rounds`` of its own where one run takes long."""

    commands: Mapping[str, Sequence[str]]
    goals: tuple[Goal, ...]
    rounds: int | None = None


class Ground(NamedTuple):
    """The files that jobs work on, made before anything is measured."""

    folder: Path
    brief: Path
    docx: Path
    text: Path                                   # the finished text as Markdown
    corpus: Path | None                          # 100 MB of old speeches, a speech a line


def _peer(name: str, *arguments: object) -> list[str]:
    return [PYTHON, str(PEERS / f"{name}.py"), *map(str, arguments)]


def _help(ground: Ground) -> Job:
    return Job({"nigao": [NIGAO, "--help"], "click 一组命令": _peer("click_group", "--help"), "python -c pass": BARE},
               (Goal("click 一组命令", 1.15), Goal("python -c pass", 4.6)))


def _phrases(ground: Ground) -> Job:
    return Job({"nigao": [NIGAO, "phrases"], "CSafeLoader": _peer("phrases_csafe"), "python -c pass": BARE},
               (Goal("CSafeLoader", 0.6), Goal("python -c pass", 6.0)))


def _draft(ground: Ground) -> Job:
    out = ground.folder
    return Job({
        "nigao": [NIGAO, "draft", str(ground.brief), "-o", str(out / "nigao.docx"), "--force"],
        "docxtpl": _peer("draft_docxtpl", ground.brief, ground.text, out / "模板.docx", out / "docxtpl.docx"),
        "gongwen draft": [str(Path(PYTHON).with_name("gongwen")), "draft", str(ground.text), "-o", str(out / "gongwen.docx")],
        "只导入要用的库": [PYTHON, "-c", "import click, yaml, jinja2.sandbox, docx"],
    }, (Goal("docxtpl", 1.0), Goal("gongwen draft", 0.35), Goal("只导入要用的库", 1.4)))


def _preview(ground: Ground) -> Job:
    return Job({"nigao": [NIGAO, "preview", str(ground.brief)], "rich Markdown": _peer("preview_rich", ground.text)}, (Goal("rich Markdown", 0.8),))


def _check(ground: Ground) -> Job:
    return Job({
        "nigao": [NIGAO, "check", str(ground.docx), "--brief", str(ground.brief)],
        "同样核稿，另用 python-docx 读一遍": _peer("check_python_docx", ground.docx, ground.brief),
        "导入 click 和 yaml": [PYTHON, "-c", "import click, yaml"],
    }, (Goal("同样核稿，另用 python-docx 读一遍", 0.6), Goal("导入 click 和 yaml", 1.3)))


def _batch(ground: Ground) -> Job:
    table, out = ground.folder / "各县.csv", ground.folder
    table.write_text("地区.名称\n" + "".join(f"第{number}县\n" for number in range(_ROWS)), encoding="utf-8")
    return Job({
        "nigao": [NIGAO, "batch", str(ground.brief), "--table", str(table), "-o", str(out / "成批"), "--force"],
        "docxtpl": _peer("batch_docxtpl", ground.brief, ground.text, out / "模板.docx", out / "成批docxtpl", _ROWS),
    }, (Goal("docxtpl", 0.5),), rounds=2)


def _overlap(ground: Ground) -> Job:
    return Job({
        "nigao": [NIGAO, "check", str(ground.docx), "--corpus", str(ground.corpus), "--only", "overlap"],
        "pyahocorasick": _peer("overlap_ahocorasick", ground.text, ground.corpus),
        "只读和解码": _peer("read_and_decode", ground.corpus),
    }, (Goal("pyahocorasick", 0.2), Goal("只读和解码", 3.5)), rounds=3)


def _mine(ground: Ground) -> Job:
    return Job({"nigao": _peer("mine_anew", NIGAO, ground.corpus, ground.folder / "mined"), "Counter": _peer("mine_counter", ground.corpus)},
               (Goal("Counter", 0.45),), rounds=1)


JOBS: Mapping[str, Callable[[Ground], Job]] = {"help": _help, "phrases": _phrases, "draft": _draft, "preview": _preview, "check": _check, "batch": _batch}
_ROWS = 100                                      # drafts of a batch
LARGE: Mapping[str, Callable[[Ground], Job]] = {"overlap": _overlap, "mine": _mine}
