"""What is kept between runs: it only saves time, and is believed only where it reads back as it was written."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import CodeType

import pytest

from generator import cache
from generator.library import load_library
from generator.templating import Templates


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "nigao"


def compiled(text: str = "1 + 1") -> CodeType:
    """Some code."""
    return compile(text, "<模板>", "eval")


def never() -> CodeType:
    """For what must be kept already."""
    raise AssertionError


def test_code_is_compiled_once_and_read_back_by_the_next_program(kept: Path) -> None:
    """The same code for the same source; another source is compiled."""
    first = cache.Codes("甲")
    assert eval(first.get("a", compiled)) == 2
    assert eval(first.get("a", never)) == 2
    first.keep()
    second = cache.Codes("甲")
    assert eval(second.get("a", never)) == 2
    assert eval(second.get("b", lambda: compiled("3"))) == 3


def test_code_of_another_compiler_is_none_of_ours(kept: Path) -> None:
    """Versions are part of the name."""
    first = cache.Codes("甲")
    first.get("a", compiled)
    first.keep()
    assert eval(cache.Codes("乙").get("a", lambda: compiled("5"))) == 5


def test_programs_that_end_together_lose_nothing_but_time(kept: Path) -> None:
    """Each keeps what the other kept before."""
    one, two = cache.Codes("甲"), cache.Codes("甲")
    one.get("a", compiled)
    two.get("b", compiled)
    one.keep()
    two.keep()
    third = cache.Codes("甲")
    assert eval(third.get("a", never)) == eval(third.get("b", never)) == 2


def flipped(data: bytes, at: int) -> bytes:
    """The data with one bit of one byte changed."""
    spoilt = bytearray(data)
    spoilt[at] ^= 1
    return bytes(spoilt)


@pytest.mark.parametrize("spoil", [lambda data: b"", lambda data: data[:-3], lambda data: flipped(data, 40), lambda data: flipped(data, -9), lambda data: b"x" * 9000])
def test_a_pack_that_is_not_as_it_was_written_is_not_believed(kept: Path, spoil) -> None:
    """Empty, cut short, one byte changed, something else: all is compiled anew and the pack written whole again."""
    first = cache.Codes("甲")
    first.get("a", compiled)
    first.keep()
    (pack,) = kept.iterdir()
    whole = pack.read_bytes()
    pack.write_bytes(spoil(whole))
    again = cache.Codes("甲")
    assert eval(again.get("a", lambda: compiled("7"))) == 7
    again.keep()
    assert len(pack.read_bytes()) > 40 and list(kept.iterdir()) == [pack]


def test_a_pack_too_large_begins_anew(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It does not grow for ever."""
    monkeypatch.setattr(cache, "_LARGEST", 2000)
    for number in range(40):
        codes = cache.Codes("甲")
        codes.get(f"源{number}", compiled)
        codes.keep()
    assert sum(path.stat().st_size for path in kept.iterdir()) < 4 * 2000


def test_a_bank_is_the_same_from_files_and_from_what_was_kept(kept: Path) -> None:
    """Blocks, frames, places of entries and all the rest; and nothing is kept of a folder with a file that is no YAML."""
    own = kept.parent.parent / "bank"
    own.mkdir()
    (own / "a.yaml").write_text("blocks:\n- id: own_one\n  move: OPN.CONVENE\n  text: 今天开会。\n  valid_from: 2021-03\n", encoding="utf-8")
    told = [load_library((), (own,)).blocks["own_one"]]
    program = f"from pathlib import Path; from generator.library import load_library; print(repr(load_library((), (Path({str(own)!r}),)).blocks['own_one']))"
    command = [sys.executable, "-c", program]
    for _ in range(2):
        told.append(subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONIOENCODING": "utf-8"}).stdout.strip())
    assert repr(told[0]) == told[1] == told[2]


def test_without_a_home_templates_are_compiled_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file where the folder should be: slower, nothing worse."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    codes = cache.Codes("甲")
    assert eval(codes.get("a", compiled)) == 2
    codes.keep()
    assert Templates().render("{{ cn(3) }}", {}, "试") == "三"
