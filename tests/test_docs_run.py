"""Every command line of the documents is run as it stands, on a desk with the files that it names."""
from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from briefs import EXAMPLES, PRINT, draft_of
from docx import Document as Word
from openpyxl import Workbook
from test_docs import COMMANDS, lines_of_the_docs

from cli_calls import call, files_in
from generator.writers.docx import to_docx
from generator.writers.text import to_text

# What stands in the documents for something of the reader's own.
_MEANT = {"BRIEF": "要点.yaml", "BRIEF...": "要点.yaml", "要点": "要点.yaml", "要点…": "要点.yaml", "DOC": "稿.docx", "稿子": "稿.docx", "OUT": "出.docx", "DIR": "出稿",
          "定稿": "定稿.docx", "PATH...": "往年讲话", "旧稿…": "往年讲话", "MOVE": "DIA.PROBLEM", "语步": "DIA.PROBLEM", "SHELL": "bash", "bash|…": "bash",
          "PATH": "新.yaml", "TEXT": "签约", "文字": "签约", "文件": "出.docx", "编号…": "mined.dia.problem.1"}
_ASKED = {"phrases --move": "DIA.PROBLEM", "phrases --topic": "land_hard", "phrase ": "dia_any_several_1", "skeleton": "quarterly_review", "accept": "mined.dia.problem.1"}
_FINDS = {"check", "update", "clean", "doctor"}  # these end with 1 where something is left for a person
# A bare name of a command that needs more is only spoken of; what runs until it is stopped is tested in test_watch.py.
_SPOKEN_OF = {"draft", "batch", "preview", "update", "clean", "check", "fill", "mine", "accept", "choose", "outline", "phrase", "skeleton"}


def _words(line: str) -> list[str]:
    """The line as a shell splits it, without what explains it; ``[]`` for one that is only spoken of or never ends."""
    said = re.split(r"  |\s#|，|。| → | 收下", line, maxsplit=1)[0].replace("[", "").replace("]", "")
    words = shlex.split(said)[1:]
    command = re.split("[、,]", words[0])[0]
    rest = [_MEANT.get(word, word) for word in words[1:] if word not in COMMANDS] if command == words[0] else []
    asked = next((value for key, value in _ASKED.items() if f"{command} {' '.join(rest[:1])}".startswith(key)), "")
    rest = [asked if word in ("ID", "编号") or (command == "accept" and word.startswith("mined.")) else word for word in rest]
    if command == "mine" or command == "accept":
        rest = ["我的语料" if word in ("出.docx", "文件夹") else word for word in rest]
    told = any(not word.startswith("-") for word in rest)
    slow = [command, *rest] == ["phrases", "--check"]           # tries the whole bank, as test_audit.py does; beside a bank of one's own it runs here
    return [] if slow or "--watch" in rest or command in _SPOKEN_OF and not told else [command, *rest]


LINES = sorted({tuple(words): line for _, line in lines_of_the_docs() if (words := _words(line))}.items())


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the documents speak of, made from three examples."""
    home = tmp_path_factory.mktemp("desk")
    brief, draft = draft_of(EXAMPLES[0])
    for name in ("要点.yaml", "去年.yaml"):
        shutil.copy(EXAMPLES[0], home / name)
    for name in ("稿.docx", "旧稿.docx", "上一稿.docx", "样稿.docx"):
        (home / name).write_bytes(to_docx(draft, PRINT))
    edited = Word(str(home / "稿.docx"))
    edited.paragraphs[-1].add_run("会后就办。")
    edited.save(str(home / "新稿.docx"))
    (home / "旧稿.txt").write_text(to_text(draft), encoding="utf-8")
    (home / "我们的版式.yaml").write_text("署名: 姓名在前\n", encoding="utf-8")
    (home / "要点").mkdir()
    (home / "往年讲话").mkdir()
    (home / "我们的语料").mkdir()
    (home / "我们的语料" / "own.yaml").write_text("blocks:\n- {id: own_end, move: CLO.END, text: 今天的会就开到这里。}\n", encoding="utf-8")
    for path in EXAMPLES[:3]:
        shutil.copy(path, home / "要点")
        (home / "往年讲话" / f"{path.stem}.txt").write_text(to_text(draft_of(path)[1]), encoding="utf-8")
    for name in ("各县.xlsx", "各镇.xlsx"):
        book = Workbook()
        for row in (["地区.名称"], ["临江县"], ["青山县"]):
            book.active.append(row)
        book.save(home / name)
    done = call("mine", home / "往年讲话", "-o", home / "我的语料", "--min-docs", "2")
    assert done.exit_code == 0, done.stderr
    (home / "我的语料" / "skeletons").mkdir(exist_ok=True)
    return home


@pytest.mark.parametrize(("words", "line"), LINES, ids=[line for _, line in LINES])
def test_a_command_line_of_the_documents_runs(words: tuple[str, ...], line: str, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends well, or with 1 where it is one that finds things; never with a wrong call, a bad file or an error."""
    shutil.copytree(desk, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    if words[0] == "new":
        for name in words[1:2] or ["要点.yaml"]:
            Path(name).unlink(missing_ok=True)
    if words[0] == "mine":
        shutil.rmtree("我的语料")
    arguments = [path for word in words for path in (sorted(map(str, Path().glob(word))) if "*" in word else [word])]
    before = files_in(tmp_path)
    done = call(*arguments, stdin="\n" * 40)
    assert done.exit_code in ((0, 1) if words[0] in _FINDS else (0,)), (arguments, done.exit_code, done.stdout, done.stderr)
    assert before <= files_in(tmp_path)


def test_most_lines_are_run() -> None:
    """What is left out is only spoken of."""
    assert len(LINES) >= 60
