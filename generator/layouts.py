"""Layouts (版式): how a page looks, as data. Two are built in (``templates/layouts``); a user's file changes what it names of one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from generator import resources, values
from generator.errors import BankError, CallError, Place, Problem
from generator.fields import Field
from generator.model import Layout, Record
from generator.source import decode, parse, read_bytes

BUILT_IN = {"print": "印发版", "podium": "讲台版"}
PLAIN = {"仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "方正小标宋简体": "华文中宋"}      # what Windows and Office bring themselves
_NARROWEST = 2880                                # twips of the type area: two inches
_LARGEST = 31680                                 # twips of a page: what Word takes (22 inches)
_TINY, _HUGE = 8, 400                            # half-points
_LONGEST = 31                                    # characters of a font's name (MS-OI29500 2.1.88)


def _lengths(text: str) -> tuple[Field, ...]:
    return tuple(Field(key, zh, "length") for key, zh in (pair.split() for pair in text.split(",")))


_FONTS = tuple(Field(key, zh) for key, zh in (
    ("title", "标题"), ("body", "正文"), ("heading1", "一级标题"), ("heading2", "二级标题"), ("byline", "署名日期"), ("footer", "页码"), ("latin", "西文")))
LAYOUT = Field("", "版式", "map", sub=(
    Field("based_on", "底本", "enum", "没有写到的照哪一种，默认印发版", BUILT_IN),
    Field("page", "页面", "map", "纸的大小和边距", sub=_lengths("width 宽,height 高,top 上,bottom 下,left 左,right 右,header 页眉,footer 页脚")),
    Field("grid", "行距", "length", "正文每行多高，22行正好排满版心的是 579 缇（28.95磅）"),
    Field("body", "正文", "map", sub=(Field("size", "字号", "size"), Field("spacing", "字距", "length"), Field("indent", "首行缩进", "length"))),
    Field("title", "标题", "map", sub=(Field("size", "字号", "size"), Field("line", "行距", "length"))),
    Field("footer", "页码", "map", sub=(
        Field("size", "字号", "size"), Field("place", "位置", "enum", "", {"outer": "单右双左", "center": "居中", "right": "居右"}),
        Field("form", "样式", "text", "{} 是页码，如 — {} —、第{}页"))),
    Field("fonts", "字体", "map", sub=_FONTS),
    Field("font_set", "字体组", "enum", "gb2312：仿宋_GB2312、楷体_GB2312、方正小标宋简体；plain：系统自带的仿宋、楷体、华文中宋", {"gb2312": "国标字体", "plain": "系统字体"}),
    Field("digits", "数字", "enum", "数字和字母用什么字体", {"latin": "西文字体", "body": "随正文"}),
    Field("byline", "署名", "enum", "标题下面先写日期还是先写讲话人", {"date_first": "日期在前", "speaker_first": "姓名在前"}),
    Field("heading2_bold", "二级标题加粗", "bool"),
    Field("heading3_bold", "三级标题加粗", "bool"),
    Field("keep_lines", "不断页", "int", "不超过这么多行的段不拆在两面，0 是都可以拆"),
))


def built_in(name: str) -> str | None:
    """The id of the built-in layout that an id or a Chinese name stands for; None for any other name."""
    return next((id for id, zh in BUILT_IN.items() if name in (id, zh)), None)


def load_layout(name: str) -> Layout:
    """A built-in layout by its id or Chinese name, else the layout in a file. Raises CallError where there is neither, BankError with all
    problems of a file."""
    id = built_in(name)
    if id is not None:
        return _own(id)
    if not Path(name).is_file():
        raise CallError(f"没有版式“{name}”：用 print（印发版）、podium（讲台版），或一个版式文件。")
    return _loaded(Path(name), own=False)


@cache
def _own(id: str) -> Layout:
    return _loaded(resources.folder("templates") / "layouts" / f"{id}.yaml", own=True)


def _loaded(path: Path, *, own: bool) -> Layout:
    problems: list[Problem] = []
    data = _read(path, problems)
    if data is None or problems:
        raise BankError(f"版式有{len(problems)}处问题", problems)
    base = {} if own else _as_told(_own(data["based_on"] or "print"))
    layout = _made({**base, **{key: _merged(base.get(key), data[key]) for key in data.given if key in _KEYS}}, data, path.stem if own else path.name)
    problems += _unfit(layout, path)
    if problems:
        raise BankError(f"版式有{len(problems)}处问题", problems)
    return layout


_KEYS = ("page", "grid", "body", "title", "footer", "fonts", "byline", "heading2_bold", "heading3_bold", "keep_lines")


def _read(path: Path, problems: list[Problem]) -> Record | None:
    text = decode(read_bytes(path), str(path), problems)
    root = parse(text, str(path), problems) if text is not None else None
    return values.Reader(problems).record(root, LAYOUT, "") if root is not None else None


def _as_told(layout: Layout) -> dict[str, Any]:
    return {key: getattr(layout, key) for key in _KEYS}


def _merged(base: Any, told: Any) -> Any:
    """A group of values with those that a file names changed; a single value as it is named."""
    if not isinstance(told, Record):
        return told if told is not None else base
    return {**(base or {}), **{key: str(told[key]) if isinstance(told[key], str) else told[key] for key in told.given if told[key] is not None}}


def _made(told: Mapping[str, Any], data: Record, name: str) -> Layout:
    fonts = dict(told["fonts"])
    if data["font_set"] == "plain":
        fonts = {role: PLAIN.get(font, font) for role, font in fonts.items()}
    if data["digits"] == "body":
        fonts["latin"] = ""
    return Layout(**{**told, "fonts": fonts}, name=name)


def _unfit(layout: Layout, path: Path) -> Iterator[Problem]:
    """What cannot be printed: no room for text, sizes that nobody reads, a footer without its number, names that Word does not take."""
    page, place = layout.page, Place(str(path), 1, 1)
    sides = {"宽": page["width"] - page["left"] - page["right"], "高": page["height"] - page["top"] - page["bottom"]}
    for side, left in sides.items():
        if left < _NARROWEST:
            yield Problem(f"页面的{side}减去边距，剩下的排不了字", place, "page", "改小边距")
    if not all(0 <= length <= _LARGEST for length in page.values()):
        yield Problem("页面的尺寸不对", place, "page", "纸宽、纸高、边距都在0到559毫米之间")
    for name, size in (("body", layout.body["size"]), ("title", layout.title["size"]), ("footer", layout.footer["size"])):
        if not _TINY <= size <= _HUGE:
            yield Problem(f"字号{size / 2:g}磅不对", place, f"{name}.size", "如 三号、16磅")
    if str(layout.footer["form"]).count("{}") != 1:
        yield Problem("页码的样式里要有一个 {}", place, "footer.form", "如 — {} —")
    for role, font in layout.fonts.items():
        if len(font) > _LONGEST:
            yield Problem(f"字体名“{font}”太长", place, f"fonts.{role}", "字体名不到32个字")
