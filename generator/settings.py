"""A unit's settings, ``nigao.yaml``: in the folder of the brief or the nearest one above it. All have defaults; the file need not exist.

A variable of the environment goes before the unit's file, that before the user's own (:mod:`generator.outside`), that before the default. What the
command line asks for goes before all of them, and is none of this module's.
"""
from __future__ import annotations

import os
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from generator import layouts, values
from generator.errors import Place, Problem
from generator.fields import Field
from generator.model import SEVERITIES, Checking, Number, Record, Settings, Text
from generator.outside import NAME, PREFIX, outside
from generator.source import Node, decode, parse, read_bytes

_MOST_TOLERANCE = Decimal("0.05")                # a twentieth: beyond it nobody calls it a doubling
_SAID = re.compile(r"(?m)^\s*[^#\s]")            # an empty file only marks the unit's folder
LEVELS = {"error": "错误", "warning": "警告", "info": "提示", "off": "不查"}
_CAPS = (
    Field("length", "字数", "number", "全文最多多少字"), Field("sentence", "句长", "number", "一句最多多少字"),
    Field("repetition", "重复", "number", "一个说法最多讲几遍"), Field("empty_talk", "空话", "number", "一部分里不讲本地实事的句子最多占多少，如 0.8"))
CHECKING = Field("check", "核稿", "map", "nigao check 怎么查", sub=(
    Field("off", "不查", "texts", "不用的规则，如 [repetition]"), Field("severity", "轻重", "pairs", "某条规则算多重，如 {length: 警告}；不查也行"),
    Field("names", "专名", "texts", "不要怀疑的名称"), Field("formulations", "提法", "texts", "单位认可的提法"),
    Field("caps", "上限", "map", "", sub=_CAPS), Field("corpus", "旧稿", "text", "不写 --corpus 时和哪个文件夹里的旧稿比"),
    Field("more", "加用", "texts", "另装的包带来的规则，写上名称才用")))
SETTINGS = Field("", "设置", "map", sub=(
    Field("rounding", "舍入", "enum", "算出来的数怎么舍入，默认四舍五入", {"half_up": "四舍五入", "half_even": "四舍六入五成双"}),
    Field("doubling_tolerance", "翻番允差", "number", "离整翻番差多少（占比，如 0.02）还可以说“接近翻一番”“翻一番多”，默认 0：只有整翻番才说"),
    Field("layout", "版式", "text", "不写 --layout 时用哪一种：印发版、讲台版，或和这个文件放在一起的版式文件"),
    Field("reference_doc", "样稿", "text", "不写 --reference-doc 时照哪一份 .docx 排，路径从这个文件算起"),
    Field("templates", "骨架文件夹", "texts", "自己的骨架在哪些文件夹，先于自带的；--templates 再先一步"),
    Field("phrasebank", "语块文件夹", "texts", "自己的语块库在哪些文件夹，先于自带的；--phrasebank 再先一步"),
    Field("filters", "过滤器", "texts", "另装的包带来的模板过滤器，写上名称才用"),
    CHECKING,
))
_DEFAULT = Settings()


def home_of(folder: Path) -> Path:
    """The nearest folder upwards that holds the settings; the folder itself where there is none."""
    return next((home for home in (folder, *folder.parents) if (home / NAME).is_file()), folder)


def load_settings(home: Path, problems: list[Problem]) -> Settings:
    """The settings that hold in a folder; what is wrong in a file is a problem with its place. Raises CallError where a file cannot be read."""
    root = merged(home, problems)
    if root is None:
        return _DEFAULT
    data = values.Reader(problems).record(root, SETTINGS, "")
    tolerance = data["doubling_tolerance"]
    if isinstance(tolerance, Number) and (tolerance.high is not None or not 0 <= tolerance.value <= _MOST_TOLERANCE):
        place = root.entries[next(name for name in ("doubling_tolerance", "翻番允差") if name in root.entries)].place
        problems.append(Problem(f"翻番允差是0到{_MOST_TOLERANCE}之间的一个数", place, "doubling_tolerance", "如 0.02，就是差百分之二以内"))
        tolerance = None
    layout = str(data["layout"] or _DEFAULT.layout)
    return Settings(
        data["rounding"] or _DEFAULT.rounding, tolerance.value if isinstance(tolerance, Number) else _DEFAULT.doubling_tolerance,
        layout if layouts.built_in(layout) else _file(data["layout"], problems), _file(data["reference_doc"], problems),
        _folders(data["templates"], problems), _folders(data["phrasebank"], problems), tuple(data["filters"]), _checking(data["check"], problems))


def merged(home: Path, problems: list[Problem]) -> Node | None:
    """The settings as they were written, each from where it holds, which its place tells; None where nothing is settled."""
    own = _parsed(home / NAME, problems)
    user = _parsed(outside().file, problems) if outside().file != home / NAME else None
    return _over(_over(_variables(), own, SETTINGS), user, SETTINGS)


def _parsed(path: Path | None, problems: list[Problem]) -> Node | None:
    """What a file says; None where it is not there, says nothing or cannot be parsed."""
    if path is None or not path.is_file():
        return None
    text = decode(read_bytes(path), str(path), problems)
    return parse(text, str(path), problems) if text is not None and _SAID.search(text) else None


def _variables() -> Node | None:
    """The variables that name a setting of one value or a list of folders."""
    told = {field.key: outside().variables[field.key] for field in SETTINGS.sub if field.kind != "map" and field.key in outside().variables}
    if not told:
        return None
    root = Node("map", Place(PREFIX, 1, 1))
    for key, value in told.items():
        place = Place(f"{PREFIX}{key.upper()}", 1, 1)
        node = Node("scalar", place, value, quoted=True)
        if SETTINGS.by_name[key].kind == "texts":
            node = Node("list", place)
            node.items = [Node("scalar", place, part, quoted=True) for part in value.split(os.pathsep) if part]
        root.entries[key], root.key_places[key] = node, place
    return root


def _over(inner: Node | None, outer: Node | None, field: Field) -> Node | None:
    """What two layers say together, the inner before the outer; groups are joined, everything else is taken whole."""
    if inner is None or outer is None or inner.kind != "map" or outer.kind != "map":
        return inner if inner is not None else outer
    both = Node("map", inner.place)
    both.entries, both.key_places = dict(inner.entries), dict(inner.key_places)
    held = {known.key: name for name in inner.entries if (known := field.by_name.get(name)) is not None}
    for name, node in outer.entries.items():
        known = field.by_name.get(name)
        if known is None or known.key not in held:
            both.entries[name], both.key_places[name] = node, outer.key_places[name]
        elif known.sub and (joined := _over(inner.entries[held[known.key]], node, known)) is not None:
            both.entries[held[known.key]] = joined
    return both


def _checking(data: Record, problems: list[Problem]) -> Checking:
    """How documents are checked. Whether the rules exist is for those to say who know them."""
    severity = {rule: _level(told, problems) for rule, told in dict(data["severity"] or {}).items()}
    off = (*data["off"], *(Text(rule, f"check.severity.{rule}") for rule, level in severity.items() if level == "off"))
    caps = {key: number.value for key, number in data["caps"].items() if isinstance(number, Number)}
    corpus = data["corpus"]
    if corpus is not None and not _from_its_file(corpus).exists():
        problems.append(Problem(f"没有“{corpus}”这个文件夹", corpus.place, corpus.path, _hint(corpus)))
    return Checking(
        off, {rule: level for rule, level in severity.items() if level in SEVERITIES}, tuple(map(str, data["names"])),
        tuple(map(str, data["formulations"])), caps, str(_from_its_file(corpus)) if corpus is not None else "", tuple(data["more"]))


def _level(told: Text, problems: list[Problem]) -> str:
    """error, warning, info or off, said in either language; off where it is none of them, with a problem noted."""
    found = next((level for level, zh in LEVELS.items() if told in (level, zh)), None)
    if found is None:
        problems.append(Problem(f"轻重没有“{told}”", told.place, told.path, f"可用：{'、'.join(f'{zh}（{level}）' for level, zh in LEVELS.items())}"))
    return found or "off"


def _file(named: Text | None, problems: list[Problem]) -> str:
    """The path of a file that the settings name; empty where they name none, or one that is not there."""
    if named is None:
        return ""
    if not _from_its_file(named).is_file():
        problems.append(Problem(f"没有“{named}”这个文件", named.place, named.path, _hint(named)))
        return ""
    return str(_from_its_file(named))


def _folders(named: Iterable[Text], problems: list[Problem]) -> tuple[str, ...]:
    """The paths of folders that the settings name; those that are not there are problems."""
    lacking = [name for name in named if not _from_its_file(name).is_dir()]
    problems += [Problem(f"没有“{name}”这个文件夹", name.place, name.path, _hint(name)) for name in lacking]
    return tuple(str(_from_its_file(name)) for name in named if name not in lacking)


def _hint(named: Text) -> str:
    """Where a path is counted from."""
    said = named.place is not None and named.place.file.startswith(PREFIX)
    return "路径从当前文件夹算起" if said else f"路径从写着它的 {NAME} 算起"


def _from_its_file(named: Text) -> Path:
    """A path as it is meant: from the file that names it; from the current folder where a variable does."""
    home = Path(named.place.file).parent if named.place is not None and Path(named.place.file).is_file() else Path()
    return home / named
