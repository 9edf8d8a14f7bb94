"""How the cost of each job grows with what it is given: python benchmarks/growth.py [--large] draws docs/images/growth.svg and prints the numbers.

Whole commands, the median of three; the line through the first and the last point shows what linear would be. Runs in the environment of run.py.
"""
from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from run import ENVIRONMENT, ROOT, in_its_own_environment

HERE = Path(__file__).resolve().parent
PICTURE = ROOT / "docs" / "images" / "growth.svg"
HEAD = "year: 2026\nregion: {level: county, name: 临江县}\noccasion: {name: 一季度招商引资工作汇报会, kind: report}\nlength: 4000\n"
ROUNDS = 3


class Series(NamedTuple):
    """One job given more and more: what is counted, the sizes, and the command for each, made in a folder."""

    name: str
    counted: str
    sizes: Sequence[int]
    command: Callable[[Path, int], list[str]]


def main() -> int:
    """Measures and draws; 0 where everything ran."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--large", action="store_true", help="也量 10—100 MB 的旧稿和上千份要点")
    chosen = options.parse_args()
    if Path(sys.prefix) != ENVIRONMENT:
        return in_its_own_environment()
    from timing import paired

    found: dict[str, dict[int, float]] = {}
    for series in _series(large=chosen.large):
        found[series.name] = {}
        for size in series.sizes:
            with tempfile.TemporaryDirectory() as folder:
                command = series.command(Path(folder), size)
                measured = paired({"nigao": command}, ROUNDS if size < series.sizes[-1] or not chosen.large else 1, warm=1 if size < 2000 else 0)
            found[series.name][size] = measured["nigao"].median
            print(f"{series.name}  {size:>6} {series.counted}  {measured['nigao'].median:8.2f} s  {measured['nigao'].peak:7.1f} MiB", flush=True)
    _draw(found, {series.name: series.counted for series in _series(large=True)})
    return 0


def _series(*, large: bool) -> Iterator[Series]:
    from jobs import NIGAO

    def phrases(folder: Path, size: int) -> list[str]:
        return [NIGAO, "phrases", "--phrasebank", str(_bank(folder, size))]

    def draft(folder: Path, size: int) -> list[str]:
        return [NIGAO, "draft", str(_brief(folder, size)), "-o", str(folder / "稿.docx"), "--force"]

    def with_blocks(folder: Path, size: int) -> list[str]:
        return [*draft(folder, 10), "--phrasebank", str(_bank(folder, size))]

    def batch(folder: Path, size: int) -> list[str]:
        return [NIGAO, "batch", str(ROOT / "examples" / "临江县一季度汇报会.yaml"), "--table", str(_table(folder, size)), "-o", str(folder / "出"), "--force"]

    def overlap(folder: Path, size: int) -> list[str]:
        text = folder / "稿.md"
        subprocess.run([NIGAO, "draft", str(ROOT / "examples" / "菱浦县半年工作会议.yaml"), "-o", str(text)], check=True, capture_output=True)
        return [NIGAO, "check", str(text), "--corpus", str(_archive(folder, size)), "--only", "overlap"]

    def mine(folder: Path, size: int) -> list[str]:
        return [sys.executable, str(HERE / "peers" / "mine_anew.py"), NIGAO, str(_archive(folder, size)), str(folder / "mined")]

    yield Series("列语块", "自己的语块", (500, 1000, 2000, 5000), phrases)
    yield Series("写稿（语块多）", "自己的语块", (500, 1000, 2000, 5000), with_blocks)
    yield Series("写稿（数多）", "个指标", (10, 30, 100, 300, 1000), draft)
    yield Series("成批写稿", "份", (1, 10, 100, *((1000,) if large else ())), batch)
    yield Series("查重", "MB 旧稿", (1, 10, *((30, 100) if large else ())), overlap)
    yield Series("从旧稿积累", "MB 旧稿", (1, 3, 10, *((30, 100) if large else ())), mine)


def _bank(folder: Path, size: int) -> Path:
    home = folder / "库"
    home.mkdir(exist_ok=True)
    blocks = (f"- {{id: own_{at}, move: MEA.DRIVE, says: tasks, text: '第{at}件，{{{{ item.what }}}}，要一件一件办，办到哪一步，月底对一次账。'}}" for at in range(size))
    (home / "a.yaml").write_text("blocks:\n" + "\n".join(blocks) + "\n", encoding="utf-8")
    return home


def _brief(folder: Path, size: int) -> Path:
    path = folder / "要点.yaml"
    figures = "".join(f"  f{at}: {{label: 指标{at}号, value: {at + 100}, unit: 个, target: {at + 90}, last: {at + 80}}}\n" for at in range(size))
    told = "".join(f"- {{head: 第{at}项, figures: [f{at}]}}\n" for at in range(size))
    path.write_text(f"{HEAD}figures:\n{figures}highlights:\n{told}tasks:\n- {{what: 排出开工时间, by: 2026-06}}\n", encoding="utf-8")
    return path


def _table(folder: Path, size: int) -> Path:
    path = folder / "表.csv"
    path.write_text("地区.名称\n" + "".join(f"第{at}县\n" for at in range(size)), encoding="utf-8")
    return path


def _archive(folder: Path, size: int) -> Path:
    path = folder / "旧稿.txt"
    if not path.exists():
        subprocess.run([sys.executable, str(HERE / "corpus.py"), str(path), str(size)], check=True)
    return path


def _draw(found: Mapping[str, Mapping[int, float]], counted: Mapping[str, str]) -> None:
    """Small plots, both axes logarithmic: a line that is no steeper than the thin one grows no faster than what it is given."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    pyplot.rcParams.update({"svg.fonttype": "path", "svg.hashsalt": "nigao", "font.sans-serif": ["Noto Sans CJK SC", "SimHei", "DejaVu Sans"], "axes.unicode_minus": False})
    figure, places = pyplot.subplots(2, 3, figsize=(10, 6))
    for place, (name, points) in zip(places.flat, found.items(), strict=False):
        sizes, seconds = list(points), list(points.values())
        linear = [seconds[-1] * size / sizes[-1] for size in sizes]
        place.loglog(sizes, linear, color="0.75", linewidth=1)
        place.loglog(sizes, seconds, marker="o", color="#b22222")
        place.set_title(name)
        place.set_xlabel(counted[name])
        place.set_ylabel("秒")
        place.grid(alpha=0.3)
    figure.tight_layout()
    PICTURE.parent.mkdir(exist_ok=True)
    figure.savefig(PICTURE, metadata={"Date": None})
    (HERE / "growth.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
