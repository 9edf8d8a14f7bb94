"""The tables of the review: read once, refused with their name where they are damaged, and kept parsed without being trusted."""
from __future__ import annotations

from pathlib import Path

import pytest

from generator import cache
from generator.errors import BankError
from generator.standards import Standards

STANDARDS = Standards()


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "nigao"


@pytest.mark.parametrize(("place", "above"), [
    ("安吉县", ("湖州市", "浙江省")), ("昆山市", ("苏州市", "江苏省")), ("浦东新区", ("上海市",)), ("浙江省", ()), ("湖州市", ("浙江省",)),
    ("香港特别行政区", ()), ("台北市", ("台湾省",))])
def test_places_know_what_lies_above_them(place: str, above: tuple[str, ...]) -> None:
    """By name; a county its city and province, a city its province."""
    assert STANDARDS.places[place] == above


def test_places_of_one_name_are_all_there() -> None:
    """朝阳区 lies in Beijing and in Changchun; the table goes down to every county."""
    assert {"北京市", "长春市", "吉林省"} <= set(STANDARDS.places["朝阳区"])
    assert sum(name.endswith(("县", "旗")) for name in STANDARDS.places) > 1400


@pytest.mark.parametrize("content", [
    "slips: [", "- 1\n", "other: []\n", "slips: [甲]\n", "slips:\n- {wrong: 甲}\n", "slips:\n- {wrong: 甲, right: 乙, why: 丙, source: 丁, more: 1}\n", "slips: 5\n", ""])
def test_a_damaged_table_is_refused_by_name(content: str, tmp_path: Path, kept: Path) -> None:
    """Exit 4 with the table's name, whatever is wrong in it, and again the second time."""
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "slips.yaml").write_text(content, encoding="utf-8")
    for _ in range(2):
        with pytest.raises(BankError, match="checks/slips.yaml"):
            Standards(tmp_path).slips.__len__()


def test_what_was_parsed_is_kept(kept: Path) -> None:
    """Computed once for the same content; another content, or a damaged file, is computed anew."""
    calls: list[int] = []

    def compute() -> list[int]:
        calls.append(1)
        return [len(calls)]

    assert [cache.cached(b"a", "t", compute) for _ in range(3)] == [[1], [1], [1]]
    assert cache.cached(b"b", "t", compute) == [2]
    for path in kept.iterdir():
        path.write_bytes(b"{")
    assert cache.cached(b"a", "t", compute) == [3] and not [path for path in kept.iterdir() if path.suffix != ".bin"]


@pytest.mark.parametrize("home", ["file", "nobody"])
def test_a_cache_that_cannot_be_kept_only_costs_time(home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home that is a file, or that nobody knows."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    if home == "file":
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    else:
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError))
    assert [cache.cached(b"a", "t", lambda: [1]) for _ in range(2)] == [[1], [1]]
