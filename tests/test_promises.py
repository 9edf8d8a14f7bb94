"""What docs/promises.md says, where no other test says it; and that each promise has its tests."""
from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

from cli_calls import ROOT, brief_in

NETWORK = {"socket", "ssl", "http", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "asyncio", "socketserver", "xmlrpc", "webbrowser", "requests", "httpx", "aiohttp",
           "urllib3", "urllib"}
ALONE = """
import socket, sys
def refused(*_given, **_named):
    raise AssertionError("a socket")
socket.socket = socket.create_connection = socket.getaddrinfo = refused
sys.argv = ["nigao", *{arguments!r}]
from generator.cli.main import nigao
nigao()
"""


def test_no_module_can_reach_a_network() -> None:
    """No import of what opens connections; ``distributed`` is the extra's, in mining alone."""
    for path in sorted((ROOT / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [name.name for name in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert name.split(".")[0] not in NETWORK, path
                assert name.split(".")[0] != "distributed" or path.name == "mine.py"


def test_drafting_and_checking_open_no_socket(tmp_path: Path) -> None:
    """Nor do the libraries that they use."""
    brief_in(tmp_path)
    for arguments in (["draft", "要点.yaml", "-o", "稿.docx", "--ledger", "表.xlsx"], ["check", "稿.docx", "--brief", "要点.yaml"], ["preview", "要点.yaml"], ["phrases"]):
        done = subprocess.run([sys.executable, "-c", ALONE.format(arguments=arguments)], cwd=tmp_path, capture_output=True, check=False,
                              env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"})
        assert done.returncode == 0, done.stderr.decode("utf-8")


def test_no_words_of_a_speech_lie_anywhere_else(tmp_path: Path) -> None:
    """Neither the folder of temporary files nor the cache holds a word of the brief after drafting, checking and a wrong brief."""
    work, temporary, home = (tmp_path / name for name in ("稿", "tmp", "home"))
    for folder in (work, temporary, home):
        folder.mkdir()
    brief_in(work)
    (work / "坏.yaml").write_text("year: 逐个项目排出开工时间\n", encoding="utf-8")
    for arguments in (["draft", "要点.yaml", "-o", "稿.docx"], ["check", "稿.docx", "--brief", "要点.yaml"], ["preview", "要点.yaml"], ["draft", "坏.yaml"]):
        subprocess.run([sys.executable, "-m", "generator", *arguments], cwd=work, capture_output=True, check=False,
                       env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TMPDIR": str(temporary), "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")})
    assert not list(temporary.iterdir())
    for path in home.rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            assert not any(word.encode("utf-8") in held for word in ("逐个项目排出开工时间", "还有37个项目没有开工", "王安")), path


def test_every_promise_has_its_tests() -> None:
    """Each test that the page names exists; each promise of the README stands on the page."""
    page = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`", page)
    assert len(named) > 12
    for file, test in named:
        assert not test or f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), test
    for promise in re.findall(r"^## (.+)$", page, re.MULTILINE)[:6]:
        assert promise in (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
