"""The Python API: documented, typed, pure."""
from __future__ import annotations

import doctest
import os
import subprocess
import sys
from pathlib import Path

import pytest

import generator
from cli_calls import ROOT, brief_in, files_in
from generator import api
from generator.api import BriefError, CallError, OverwriteError, compose, load_brief


@pytest.mark.parametrize("name", ["docs/api.md", "generator/api.py"])
def test_every_example_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is written, from the project's folder."""
    monkeypatch.chdir(ROOT)
    options = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    found = doctest.testmod(api) if name.endswith(".py") else doctest.testfile(str(ROOT / name), module_relative=False, optionflags=options, encoding="utf-8")
    assert found.attempted > 2 and found.failed == 0


def test_every_public_name_is_documented() -> None:
    """On the page and with a docstring of its own."""
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for name in api.__all__:
        assert getattr(api, name).__doc__, name
        assert name in page or name in ("Brief", "Draft", "Library", "Revised"), name


def test_a_draft_is_that_of_the_command(tmp_path: Path) -> None:
    """The same bytes, whatever the suffix."""
    brief_in(tmp_path)
    draft = compose(load_brief(tmp_path / "要点.yaml"))
    for suffix in ("docx", "md", "txt", "html", "json"):
        draft.save(tmp_path / f"甲.{suffix}")
        subprocess.run([sys.executable, "-m", "generator", "draft", str(tmp_path / "要点.yaml"), "-o", str(tmp_path / f"乙.{suffix}")], check=True, capture_output=True,
                       env=os.environ | {"PYTHONPATH": str(ROOT)})
        assert (tmp_path / f"甲.{suffix}").read_bytes() == (tmp_path / f"乙.{suffix}").read_bytes()
    assert draft.to_text() == (tmp_path / "甲.txt").read_text(encoding="utf-8") and draft.to_dict()["title"] == draft.title


def test_wrong_calls_raise_and_write_nothing(tmp_path: Path) -> None:
    """Errors are values with places."""
    draft = compose(load_brief(brief_in(tmp_path)))
    with pytest.raises(CallError, match=".doc"):
        draft.save(tmp_path / "稿.doc")
    (tmp_path / "稿.docx").write_text("别人的", encoding="utf-8")
    for force in (False, True):
        with pytest.raises(OverwriteError):
            draft.save(tmp_path / "稿.docx", force=force)
    with pytest.raises(BriefError) as caught:
        compose(load_brief(tmp_path / "要点.yaml"), skeleton="没有")
    assert "没有骨架" in caught.value.problems[0].message
    assert files_in(tmp_path) == {"要点.yaml", "稿.docx"}


def test_nothing_is_printed_and_nothing_is_gone_by(tmp_path: Path) -> None:
    """No output, no dependence on variables, folder or locale."""
    brief_in(tmp_path)
    program = (f"from generator.api import *; from pathlib import Path; home = Path({str(tmp_path)!r}); "
               "compose(load_brief(home / '要点.yaml')).save(home / '%s.docx'); check(home / '%s.docx')")
    told = [subprocess.run([sys.executable, "-c", program % (name, name)], cwd=folder, capture_output=True, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)} | env)
            for name, folder, env in (("a", "/", {"NIGAO_LAYOUT": "podium", "LC_ALL": "C"}), ("b", str(tmp_path), {}))]
    assert [done.stdout + done.stderr for done in told] == [b"", b""]
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_the_package_says_that_it_is_typed() -> None:
    """For the type checkers of those who use it."""
    assert (Path(generator.__file__).parent / "py.typed").exists()
