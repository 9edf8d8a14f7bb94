"""Reading a brief: bytes → nodes → checked values. Every problem of a brief is found in one run, each with its place."""
from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator import values
from generator.errors import BriefError, CallError, Problem
from generator.fields import FIGURE, ROOT
from generator.figures import read_figures
from generator.language import derive, posts
from generator.language.doubts import doubts as doubts_of
from generator.model import Brief, Figure, Record, Text
from generator.overrides import apply_set
from generator.references import check_references, with_roles
from generator.settings import home_of, load_settings
from generator.source import MOST_BYTES, Node, decode, parse, read_bytes

_YEAR = re.compile(r"[\[［(（【〈]\s*([12]\d{3})\s*[\]］)）】〉](?=第?\d+号)")


def load_brief(path: str | Path, *, data: bytes | None = None, sets: Sequence[tuple[str, str]] = ()) -> Brief:
    """The brief in a file (``-``: stdin, or ``data``), changed by ``sets`` (dotted key, value) before it is checked.

    Raises CallError where the file cannot be read, BriefError with all problems where the brief is invalid.
    """
    file = "标准输入" if str(path) == "-" else str(path)
    content = data if data is not None else _content(path)
    problems: list[Problem] = []
    text = decode(content, file, problems)
    root = parse(text, file, problems) if text is not None else None
    if root is not None and root.kind != "map":
        problems.append(Problem("写作要点应是“键: 值”的一份清单", root.place, hint="用 nigao new 生成一份要点"))
        root = None
    if root is None:
        raise _invalid(problems)
    for key, value in sets:
        apply_set(root, key, value, problems)
    digest = hashlib.sha256(content + repr(list(sets)).encode("utf-8")).hexdigest() if sets else hashlib.sha256(content).hexdigest()
    return _brief(root, file, problems, digest)


def _content(path: str | Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    source = Path(path)
    if not source.exists():
        raise CallError(f"没有这个文件：{path}")
    if not source.is_file():
        raise CallError(f"不是文件，读不了：{path}")
    return read_bytes(source)


def _invalid(problems: Sequence[Problem]) -> BriefError:
    unique = list(dict.fromkeys(problems))
    ordered = sorted(unique, key=lambda problem: (problem.place.file, problem.place.line, problem.place.column) if problem.place else ("", 0, 0))
    return BriefError(f"写作要点有{len(unique)}处问题", ordered)


def _brief(root: Node, file: str, problems: list[Problem], digest: str) -> Brief:
    reader = values.Reader(problems)
    data = reader.record(root, ROOT, "")
    own = root.entries.get("figures") or root.entries.get("数据")
    figures = read_figures(own, reader)
    notes: list[str] = []
    figures = {**_shared(data, file, figures, notes, problems), **figures}
    settings = load_settings(home_of(_folder(file)), problems)
    _check_required(data, root, problems)
    check_references(data, figures, problems)
    figures = with_roles(data, figures)
    errors, doubts = derive.check(figures)
    problems += errors
    if problems:
        raise _invalid(problems)
    notes += [str(doubt).replace("\n  ", "：") for doubt in (*doubts, *doubts_of(data, figures))]
    return Brief(file, _completed(data), figures, tuple(notes), digest, settings)


def _folder(file: str) -> Path:
    return Path(file).resolve().parent


def _check_required(data: Record, root: Node, problems: list[Problem]) -> None:
    given = data.given
    if "year" not in given:
        problems.append(Problem("缺少年份", root.place, "year", "加一行，如 年份: 2026"))
    if not data["region"]["level"] and not any(problem.path == "region.level" for problem in problems):
        place = data["region"].place or root.place
        problems.append(Problem("缺少地区的层级", place, "region.level", "如 地区: {层级: 县}"))
    if not data["skeleton"] and not data["occasion"]["kind"] and not any(problem.path == "occasion.kind" for problem in problems):
        problems.append(Problem("骨架和会议类型至少写一个", root.place, "skeleton", "如 会议: {类型: 汇报会}；骨架用 nigao skeletons 查看"))


def _completed(data: Record) -> Record:
    """The brief's data with what follows from it: the speaker's rank; numbers of documents in their brackets (GB/T 9704-2012 7.2.5)."""
    speaker = data["speaker"]
    documents = tuple(_with(item, number=_bracketed(item["number"])) if item["number"] else item for item in data["documents"])
    return _with(data, documents=documents, speaker=_with(speaker, rank=speaker["rank"] or posts.rank_of(str(speaker["role"] or ""))))


def _bracketed(number: Text) -> Text:
    """大发[2004]5号 as 大发〔2004〕5号."""
    return Text(_YEAR.sub(r"〔\1〕", number), number.path, number.place)


def _with(record: Record, **changed: object) -> Record:
    return Record(record.kind, {**record, **changed}, record.given, record.path, record.place)


# --------------------------------------------------------------------------------------------- shared figures
def _shared(data: Record, file: str, own: Mapping[str, Figure], notes: list[str], problems: list[Problem]) -> dict[str, Figure]:
    """Figures of the file that ``figures_from`` names, in or below the house's folder; the brief's own win."""
    named = data["figures_from"]
    if not named:
        return {}
    home = home_of(_folder(file))
    target = (_folder(file) / str(named)).resolve()
    if not target.is_relative_to(home):
        problems.append(Problem(f"数据来源“{named}”在允许的文件夹之外", named.place, "figures_from", f"放到 {home.name} 文件夹里面"))
        return {}
    if not target.is_file():
        problems.append(Problem(f"没有数据来源文件“{named}”", named.place, "figures_from", "路径从要点所在的文件夹算起"))
        return {}
    found = _figures_of(target, str(named), problems)
    notes += [f"指标 {key} 在要点和 {named} 里都有，用要点里的" for key in own if key in found]
    return found


def _figures_of(path: Path, name: str, problems: list[Problem]) -> dict[str, Figure]:
    text = decode(read_bytes(path), name, problems)
    root = parse(text, name, problems) if text is not None else None
    if root is None:
        return {}
    if root.kind != "map":
        problems.append(Problem("数据来源应是“编号: 指标”的一份清单", root.place, hint="或放在 数据: 之下"))
        return {}
    return dict(read_figures(root.entries.get(FIGURE.key) or root.entries.get(FIGURE.zh) or root, values.Reader(problems)))
