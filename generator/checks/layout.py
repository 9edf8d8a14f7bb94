"""layout 与版式不同

讲话稿照公文的版面排：A4，天头37毫米、订口28毫米，每面22行、每行28字；标题二号小标宋居中，正文三号仿宋，一级标题黑体、二级标题楷体，
首行空二字，行距固定。几个人拼一篇稿子，最常见的是从别处贴来的字带着原来的字体字号，段落带着原来的行距和段前段后距，印出来一眼看得出。

比的是选定的版式（印发版、讲台版或单位自己的），不同只提醒，不等于错。同一种字体的几个名字（仿宋、仿宋_GB2312、华文仿宋）算一样；
表格、文本框、页眉、脚注不问，自动编号的段、短的独行、标题以外加不加粗也不问；照样稿（--reference-doc）排的，只问同全文多数不一样的地方。打空格当缩进由 punctuation 查。

依据：GB/T 9704-2012 5.1、5.2（幅面、版面、字体字号、行数）、7.3.1（标题）、7.3.3（正文、层次、首行缩进）、7.5（页码）。

错：各乡镇要«{黑体 14:一件一件抓落实}»，不能停在纸上。
错：今天的会议很重要，我讲三点意见。 ¶ «一、收拢拳头，主攻重点区域» ¶ 人手就这么多，撒出去一大片，处处都是蜻蜓点水。
错：各乡镇要一件一件抓落实。 ¶ «» ¶  ¶ 哪一件没有落实，就盯住哪一件。
对：各乡镇要{仿宋 16:一件一件抓落实}，不能停在纸上。
对：今天的会议很重要，我讲三点意见。 ¶ {黑体 16:一、收拢拳头，主攻重点区域} ¶ 人手就这么多，撒出去一大片，处处都是蜻蜓点水。
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import TypeVar

from generator.characters import HAN
from generator.checks.review import Found, Passage, Review
from generator.frozen import Frozen, replace
from generator.model import Layout
from generator.readers.looks import Look, Looks, Stretch, read_looks

ID, SEVERITY, NEEDS = "layout", "warning", ("docx",)

# Names of one face: what the standard asks for, what systems and foundries call it.
_SAME = tuple(frozenset(names.casefold().split("|")) for names in (
    "仿宋|仿宋_GB2312|FangSong|FangSong_GB2312|华文仿宋|STFangsong|方正仿宋_GBK|方正仿宋简体|方正仿宋_GB2312|FandolFang|朱雀仿宋",
    "楷体|楷体_GB2312|KaiTi|KaiTi_GB2312|华文楷体|STKaiti|Kaiti SC|方正楷体_GBK|方正楷体简体|方正楷体_GB2312|FandolKai|AR PL KaitiM GB|霞鹜文楷",
    "黑体|SimHei|华文黑体|STHeiti|Heiti SC|方正黑体_GBK|方正黑体简体|FandolHei|Noto Sans CJK SC|Source Han Sans SC|思源黑体",
    "方正小标宋简体|方正小标宋_GBK|方正小标宋|FZXiaoBiaoSong-B05S|FZXiaoBiaoSong-B05|小标宋体|小标宋|华文中宋|STZhongsong",
    "宋体|SimSun|新宋体|NSimSun|华文宋体|STSong|Songti SC|方正书宋_GBK|方正书宋简体|FandolSong|AR PL SungtiL GB",
    "Times New Roman|Times|TimesNewRomanPSMT|Liberation Serif",
))
_MM = 1440 / 25.4                                # twips in a millimetre
_SHIFT = 2.42 * _MM                              # GB/T 33476.2-2016 reckons the margins from the glyphs, not from the line
_NEAR = 5                                        # twips by which pitches may differ: 28.95 and 29 points are one
_POINT = 20                                      # twips; spaces of a point or less are conversion
_MOST = 6                                        # findings for a document that is set quite another way
_LONGEST_TITLE, _LONG = 60, 40
_HAN = re.compile(HAN)
_WORD = re.compile(r"\w")
_LATIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z.%]*")
_STOPPED = re.compile(r"[。！？；…：，、!?;:,][”’）)]*\s*$")
_NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[.．]|（\d{1,2}）)")
_BLANK = re.compile(r"[\s\u3000\u00a0]")
_SIZES = {84: "初号", 72: "小初", 52: "一号", 48: "小一", 44: "二号", 36: "小二", 32: "三号", 30: "小三", 28: "四号", 24: "小四", 21: "五号", 18: "小五"}
_SIDES = {"left": "左边", "right": "右边", "center": "中间"}
_PLACES = {"outer": (("right", "left"), "单页在右、双页在左"), "center": (("center", "center"), "居中"), "right": (("right", "right"), "居右")}
_OF_PAGE = 3                                     # kinds of departure that are of the page, not of paragraphs

Value = TypeVar("Value", bound=Hashable)


class _Item(Frozen):
    """A paragraph under question: ``part`` is title, front, salutation, heading1, heading2, prose, line (short, without a stop), or empty for
    what is not asked."""

    passage: Passage
    look: Look
    part: str


class _Off(Frozen):
    """A departure: ``said`` is what there is, ``wanted`` what the layout has; ``kind`` is by what it is the same as another, where not by all that
    is said."""

    at: int
    start: int
    end: int
    said: str
    wanted: str
    advice: str
    kind: str = ""

    @property
    def same(self) -> str:
        """By what departures are told together."""
        return self.kind or self.said


class _Page(Frozen):
    """What is asked of a document: by the layout, or (``own``) by how most of its text looks."""

    layout: Layout
    looks: Looks
    items: Sequence[_Item]
    own: bool

    @cached_property
    def face(self) -> tuple[str, int]:
        """Font and size of the body."""
        words = [(stretch.face.font, stretch.face.size) for item in self._prose for stretch in item.look.stretches for _ in range(stretch.start, stretch.end)]
        return _most(words, (self.layout.fonts["body"], self.layout.body["size"])) if self.own else (self.layout.fonts["body"], self.layout.body["size"])

    @cached_property
    def indent(self) -> float:
        """Characters of the first line's indent."""
        told = self.layout.body["indent"] / (self.layout.body["size"] * 10)
        return _most((round(item.look.indent, 1) for item in self._prose), told) if self.own else told

    @cached_property
    def pitch(self) -> tuple[int, str]:
        """Line pitch and its rule."""
        told = self.layout.grid, "exact"
        return _most(((item.look.line, item.look.rule) for item in self._prose), told) if self.own else told

    @cached_property
    def gaps(self) -> tuple[int, int]:
        """Spaces before and after a paragraph."""
        return _most(((item.look.before, item.look.after) for item in self._prose), (0, 0)) if self.own else (0, 0)

    @cached_property
    def _prose(self) -> list[_Item]:
        return [item for item in self.items if item.part == "prose"]

    def font(self, part: str) -> str:
        """The font that a part is to have."""
        return self.layout.fonts[part] if part in ("title", "heading1", "heading2") else self.face[0]

    def size(self, part: str) -> int:
        """The size in half-points that a part is to have."""
        return self.layout.title["size"] if part == "title" else self.face[1]


def check(review: Review) -> Iterator[Found]:
    """What is off the layout: the page first, then each kind of departure in the order of the text."""
    looks = read_looks(review.document.path) if review.document.path and review.layout and review.document.paragraphs else None
    if looks is None or review.layout is None:
        return
    page = _Page(review.layout, looks, tuple(_items(review.passages, looks)), review.dressed)
    kinds = [list(_paper(page)), list(_grid(page)), list(_number(page)), *(list(_grouped(test, page, parts)) for parts, test in _TESTS), list(_empty(page))]
    if not review.document.record:
        kinds = _in_all(kinds, plain=not any(_same(stretch.face.font, "仿宋") for look in looks.paragraphs for stretch in look.stretches))
    for at, off in ((at, off) for at, kind in enumerate(kinds) for off in kind):
        model = "全文多数" if page.own and at >= _OF_PAGE else "版式"
        yield Found(off.at, off.start, off.end, f"{off.said}，与{model}（{off.wanted}）不同", off.advice)


def _items(passages: Sequence[Passage], looks: Looks) -> Iterator[_Item]:
    """The paragraphs of the body with the part that each plays."""
    titled = False
    for passage, look in zip(passages, looks.paragraphs, strict=False):
        part = _part(passage, titled) if passage.where == "body" and not look.apart and passage.text.strip() else ""
        titled = titled or part == "title"
        yield _Item(passage, look, part)


def _part(passage: Passage, titled: bool) -> str:
    """By the role, where the words bear it out: what ends in a stop is no heading but text, however it begins."""
    stopped = _STOPPED.search(passage.text) is not None
    if passage.role == "salutation":
        return "salutation"
    if stopped or len(passage.text) > _LONGEST_TITLE:
        return "prose"
    if passage.role in ("title", "heading1", "heading2"):
        return passage.role
    if passage.role in ("subtitle", "byline"):
        return "front" if titled else "line"
    return "prose" if len(passage.text) > _LONG else "line"


# ------------------------------------------------------------------------------------------------------ the page
def _paper(page: _Page) -> Iterator[_Off]:
    """Paper and margins off by more than a millimetre."""
    have, want = page.looks.page, page.layout.page
    if page.own or not have.width:
        return
    shifted = all(abs(getattr(have, side) - want[side] + _SHIFT) <= _MM / 2 for side in ("top", "bottom"))
    paper = [] if abs(have.width - want["width"]) <= _MM and abs(have.height - want["height"]) <= _MM else [
        (f"纸张是{_mm(have.width)}×{_mm(have.height)}毫米", f"{_mm(want['width'])}×{_mm(want['height'])}毫米")]
    margins = [(f"{name}边距{_mm(getattr(have, side))}毫米", f"{name}{_mm(want[side])}毫米") for side, name in (("top", "上"), ("bottom", "下"), ("left", "左"), ("right", "右"))
               if abs(getattr(have, side) - want[side]) > _MM and not (shifted and side in ("top", "bottom"))]
    off = [*paper, *margins]
    if off:
        yield _Off(0, 0, 0, "、".join(said for said, _ in off), "、".join(wanted for _, wanted in off), "在“页面设置”里改")


def _grid(page: _Page) -> Iterator[_Off]:
    grid = page.looks.page.grid
    if grid and not page.own and abs(grid - page.layout.grid) > _NEAR:
        yield _Off(0, 0, 0, f"文档网格每行{_pt(grid)}磅", f"{_pt(page.layout.grid)}磅", "在“页面设置—文档网格”里改")


def _number(page: _Page) -> Iterator[_Off]:
    """No page number, or one that stands elsewhere; where that cannot be told nothing is said."""
    numbers, sides, asked = page.looks.numbers, *_PLACES[str(page.layout.footer["place"])]
    even = "even" if page.looks.parted else "default"
    lacking = [name for kind, name in (("default", "单页"), ("even", "双页")) if kind in ("default", even) and kind not in numbers]
    if not page.looks.page.width:
        return
    if lacking:
        yield _Off(0, 0, 0, f"{'' if len(lacking) == 1 + page.looks.parted else lacking[0]}没有页码", asked, "在页脚里插入页码")
    elif not page.own and "outer" not in numbers.values():
        have = (numbers["default"], numbers[even])
        if any(place and place != side for place, side in zip(have, sides, strict=True)):
            odd, other = (_SIDES.get(place, "别处") for place in have)
            yield _Off(0, 0, 0, f"单页页码在{odd}，双页在{other}" if page.looks.parted else f"页码都在{odd}", asked, "在页脚里改，单双页位置不一样的要设“奇偶页不同”")


def _empty(page: _Page) -> Iterator[_Off]:
    """Empty paragraphs in a row, between the title block and the last words."""
    said = [at for at, item in enumerate(page.items) if item.part in ("salutation", "prose", "heading1", "heading2")]
    for is_empty, run in groupby(page.items[said[0]:said[-1]] if said else (), _is_empty):
        row = list(run)
        if is_empty and len(row) > 1:
            yield _Off(row[0].passage.at, 0, len(row[0].passage.text), f"连着空了{len(row)}行", "段与段之间不空行", "删去空行")


def _is_empty(item: _Item) -> bool:
    return item.passage.where == "body" and not item.passage.text.strip() and not item.look.filled and not item.look.apart


# ------------------------------------------------------------------------------------------------ the paragraphs
def _face(page: _Page, item: _Item) -> _Off | None:
    """Words in another font or size; a short line of its own only where it is mixed."""
    text = item.passage.text
    wrong = [stretch for stretch in item.look.stretches if _is_off(page, item, stretch)]
    words = [stretch for stretch in item.look.stretches if _WORD.search(text, stretch.start, stretch.end)]
    if not wrong or item.part == "line" and len(wrong) == len(words):
        return None
    whole = len(wrong) == len(words) and len({stretch.face for stretch in wrong}) == 1
    first = wrong[0]
    start, end = (0, len(text)) if whole else (first.start, first.end)
    name = {"title": "标题", "heading1": "一级标题", "heading2": "二级标题", "salutation": "称谓"}.get(item.part, "这一段") if whole else f"“{_brief(text[start:end])}”"
    told = f"{first.face.font}{_size(first.face.size)}" + ("加粗" if item.part == "title" and first.face.bold else "")
    more = f"，这一段还有{len(wrong) - 1}处" if len(wrong) > 1 and not whole else ""
    return _Off(item.passage.at, start, end, f"{name}是{told}{more}", f"{page.font(item.part)}{_size(page.size(item.part))}", "用格式刷照前后的字刷一遍", told)


def _is_off(page: _Page, item: _Item, stretch: Stretch) -> bool:
    """Whether a stretch has words in a wrong font or size. A number or run-in head at the front may wear a heading's font."""
    text, face = item.passage.text[stretch.start:stretch.end], stretch.face
    if not _WORD.search(text):
        return False
    fonts = [page.font(item.part)]
    if item.part == "prose" and _NUMBERED.match(item.passage.text) and stretch.end <= item.passage.text.find("。") + 1:
        fonts += [page.layout.fonts["heading1"], page.layout.fonts["heading2"]]
    strange = bool(_HAN.search(text) and face.font) and not any(_same(face.font, font) for font in fonts)
    return strange or page.size(item.part) != face.size or (item.part == "title" and face.bold)


def _digits(page: _Page, item: _Item) -> _Off | None:
    """Digits and letters in another font than the layout's."""
    wanted = page.layout.fonts["latin"]
    if page.own or not wanted:
        return None
    for stretch in item.look.stretches:
        found = _LATIN.search(item.passage.text, stretch.start, stretch.end)
        if found and stretch.face.latin and not _same(stretch.face.latin, wanted) and not _is_off(page, item, stretch):
            return _Off(item.passage.at, *found.span(), f"数字和字母是{stretch.face.latin}", wanted, f"选中数字，设成{wanted}")
    return None


def _aligned(page: _Page, item: _Item) -> _Off | None:
    """A title block that is not centred, text that is."""
    at, text, align = item.passage.at, item.passage.text, item.look.align
    if item.part in ("title", "front"):
        if align != "center":
            return _Off(at, 0, len(text), "标题没有居中" if item.part == "title" else "标题下的这一行没有居中", "居中", "设成居中，不要用空格推")
        if abs(item.look.indent) > 0.5:
            return _Off(at, 0, len(text), "居中的行还带着首行缩进，会偏", "不缩进", "把首行缩进设成0")
        return None
    if align in ("center", "right"):
        return _Off(at, 0, len(text), f"这一段{'居中' if align == 'center' else '右对齐'}了", "两端对齐", "设成两端对齐")
    return None


def _indented(page: _Page, item: _Item) -> _Off | None:
    """Text that does not begin two characters in, a salutation that is not flush. Typed spaces are another rule's."""
    wanted = 0 if item.part == "salutation" else page.indent
    have = item.look.indent
    if _BLANK.match(item.passage.text) or item.look.align in ("center", "right") or abs(have - wanted) <= 0.2:
        return None
    said = "首行没有缩进" if abs(have) < 0.1 else f"首行缩进{have:.2g}字" if have > 0 else f"悬挂缩进{-have:.2g}字"
    return _Off(item.passage.at, 0, len(item.passage.text), f"称谓{said}" if item.part == "salutation" else said, "顶格" if not wanted else f"首行缩进{wanted:.2g}字",
                f"在“段落”里把首行缩进设成{wanted:.2g}字符")


def _pitched(page: _Page, item: _Item) -> _Off | None:
    """Lines at another pitch; lines that snap to a grid of the right pitch have it."""
    have, rule = item.look.line, item.look.rule
    line, asked = page.pitch
    snapped = rule == "auto" and have <= 240 and item.look.snapped and not page.own and abs(page.looks.page.grid - line) <= _NEAR
    if snapped or rule == asked and abs(have - line) <= _NEAR:
        return None
    return _Off(item.passage.at, 0, len(item.passage.text), f"行距是{_pitch(have, rule)}", _pitch(line, asked), f"在“段落”里把行距设成{_pitch(line, asked)}")


def _spaced(page: _Page, item: _Item) -> _Off | None:
    """Space before or after a paragraph."""
    have, want = (item.look.before, item.look.after), page.gaps
    off = [f"{name}{_pt(value)}磅" for name, value, asked in zip(("段前", "段后"), have, want, strict=True) if abs(value - asked) > _POINT]
    if not off:
        return None
    return _Off(item.passage.at, 0, len(item.passage.text), "、".join(off), f"段前{_pt(want[0])}磅、段后{_pt(want[1])}磅", "在“段落”里改段前段后")


_ALL = frozenset(("salutation", "prose", "heading1", "heading2"))
_TESTS: tuple[tuple[frozenset[str], Callable[[_Page, _Item], _Off | None]], ...] = (
    (frozenset(("title", "front", "prose")), _aligned), (frozenset(("title",)), _face), (frozenset(("salutation", "prose", "line")), _face),
    (frozenset(("salutation", "prose")), _indented), (_ALL, _pitched), (_ALL, _spaced),
    (frozenset(("heading1",)), _face), (frozenset(("heading2",)), _face), (frozenset(("prose",)), _digits),
)
_COMMON = frozenset(("prose", "line"))           # what has a majority by which it can be judged


def _grouped(test: Callable[[_Page, _Item], _Off | None], page: _Page, parts: frozenset[str]) -> Iterator[_Off]:
    """What a test finds; the same departure in neighbouring paragraphs is told once. In a unit's own dress only the text itself is asked."""
    asked = parts & _COMMON if page.own else parts
    found = [test(page, item) for item in page.items if item.part in asked]
    for _, run in groupby(found, lambda off: off and off.same):
        row = [off for off in run if off is not None]
        if row:
            yield _counted(row)


def _counted(row: Sequence[_Off]) -> _Off:
    first = row[0]
    return first if len(row) == 1 else replace(first, said=f"{first.said}，连同后面共{len(row)}段", kind=first.same)


def _in_all(kinds: Iterable[list[_Off]], *, plain: bool) -> list[list[_Off]]:
    """Fewer words for a document that we did not write: each kind once with how often; for one set quite another way the first few."""
    told = []
    for offs in kinds:
        seen: dict[str, list[_Off]] = {}
        for off in offs:
            seen.setdefault("" if plain else off.same, []).append(off)
        told.append([row[0] if len(row) == 1 else replace(row[0], said=f"{row[0].said}，{'还有别的' if plain else '还有'}{len(row) - 1}处") for row in seen.values()])
    return [kind for kind in told if kind][:_MOST] if plain else told


# --------------------------------------------------------------------------------------------------------- words
def _same(one: str, other: str) -> bool:
    """Whether two names stand for one face."""
    pair = {one.casefold(), other.casefold()}
    return len(pair) == 1 or any(pair <= names for names in _SAME)


def _most(values: Iterable[Value], default: Value) -> Value:
    return next((value for value, _ in Counter(values).most_common(1)), default)


def _size(half: int) -> str:
    return _SIZES.get(half, f"，{half / 2:g}磅")


def _mm(twips: int) -> str:
    return f"{twips / _MM:.1f}".removesuffix(".0")


def _pt(twips: int) -> str:
    return f"{twips / 20:.2f}".rstrip("0").rstrip(".")


def _pitch(line: int, rule: str) -> str:
    return f"{line / 240:.3g}倍" if rule == "auto" else f"{'固定值' if rule == 'exact' else '最小值'}{_pt(line)}磅"


def _brief(text: str) -> str:
    return text if len(text) <= 12 else f"{text[:11]}…"
