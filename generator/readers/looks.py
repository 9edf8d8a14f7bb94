"""How a .docx looks: its page, its page numbers, and for every paragraph alignment, indent, line pitch and the fonts and sizes of its words, as they
come out of the document's defaults, styles, and what paragraphs and runs say themselves.

Paragraphs are numbered as :mod:`generator.readers.body` numbers them. What hangs on an automatic list or a frame is only marked as such.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

from generator.frozen import Frozen
from generator.readers import package
from generator.readers.body import Piece, Traced, W, trace_body

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DOCUMENT, _RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
_STYLES, _SETTINGS, _THEME = "word/styles.xml", "word/settings.xml", "word/theme/theme1.xml"
_ON = ("1", "true", "on")
_SIDES = {"start": "left", "end": "right", "inside": "", "outside": "outer"}
_STANDS = (f"{W}drawing", f"{W}pict", f"{W}object", f"{W}br", f"{W}sectPr", f"{W}sym")     # what an empty paragraph may be there for
_LINE = 240                                      # the unit of automatic pitches: a single line
_DEFAULT_SIZE = 20

Properties = dict[str, str]


class Face(Frozen):
    """How words look: East Asian and Latin font (empty where a theme leaves it open), size in half-points."""

    font: str
    latin: str
    size: int
    bold: bool


class Stretch(Frozen):
    """A stretch ``[start, end)`` of a paragraph's text in one face."""

    start: int
    end: int
    face: Face


class Look(Frozen):
    """A paragraph: ``align`` left, center, right or both; ``indent`` of the first line in characters of the size that most of it has; ``line`` in twips, by ``rule``
    (exact, atLeast, auto: then 240 is one line); ``snapped`` to the page's grid; ``before`` and ``after`` in twips. ``apart``: an automatic
    list, a frame; ``filled``: an empty one that holds a picture or a break."""

    align: str
    indent: float
    line: int
    rule: str
    snapped: bool
    before: int
    after: int
    apart: bool
    filled: bool
    stretches: tuple[Stretch, ...]


class Page(Frozen):
    """A page in twips; ``grid`` is the pitch of its lines, 0 where it has no grid."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    grid: int


class Looks(Frozen):
    """``page`` is that of the section with most paragraphs, ``numbers`` where its page numbers stand by kind of page (default, even, first): left, center,
    right, outer, or empty where it cannot be told; ``parted`` whether odd and even pages differ; ``base`` the face of the document's defaults."""

    page: Page
    numbers: Mapping[str, str]
    parted: bool
    paragraphs: tuple[Look, ...]


def read_looks(path: Path) -> Looks | None:
    """How the document in a file looks; None where a part of it cannot be read."""
    try:
        return _read(path)
    except package.BROKEN:
        return None


def _read(path: Path) -> Looks:
    there = set(package.names(path))
    names = [name for name in (_DOCUMENT, _RELATIONS, _STYLES, _SETTINGS, _THEME) if name in there]
    parts = {name: ElementTree.fromstring(content) for name, content in zip(names, package.parts(path, *names), strict=True)}
    styles = _Styles(parts.get(_STYLES), _theme(parts.get(_THEME)))
    traced = trace_body(parts[_DOCUMENT])
    sections = _sections(parts[_DOCUMENT], traced)
    main = max(range(len(sections)), key=lambda at: sections[at][1])
    parted = _on(parts[_SETTINGS].find(f"{W}evenAndOddHeaders")) if _SETTINGS in parts else False
    return Looks(_page(sections[main][0]), dict(_numbers(path, [section for section, _ in sections[: main + 1]], parts.get(_RELATIONS), styles)), parted,
                 tuple(_look(item, styles) for item in traced))


# ------------------------------------------------------------------------------------------------------ the page
def _sections(document: ElementTree.Element, traced: Iterable[Traced]) -> list[tuple[ElementTree.Element, int]]:
    """Every section with how many paragraphs it has."""
    found, paragraphs = [], 0
    for item in traced:
        paragraphs += 1
        section = next((section for element in item.elements if (section := element.find(f"{W}pPr/{W}sectPr")) is not None), None)
        if section is not None:
            found.append((section, paragraphs))
            paragraphs = 0
    last = document.find(f"{W}body/{W}sectPr")
    return [*found, (last if last is not None else ElementTree.Element("none"), paragraphs)]


def _page(section: ElementTree.Element) -> Page:
    size, margins, grid = (_attributes(section.find(f"{W}{name}")) for name in ("pgSz", "pgMar", "docGrid"))
    gutter = _number(margins.get("gutter"))
    return Page(_number(size.get("w")), _number(size.get("h")), abs(_number(margins.get("top"))), abs(_number(margins.get("bottom"))),
                _number(margins.get("left")) + gutter, _number(margins.get("right")), _number(grid.get("linePitch")) if grid.get("type", "default") != "default" else 0)


def _numbers(path: Path, sections: Iterable[ElementTree.Element], relations: ElementTree.Element | None, styles: _Styles) -> Iterator[tuple[str, str]]:
    """Where the page numbers of the last of some sections stand, those in headers among them; a section without its own footer has that before it."""
    targets = {item.get("Id", ""): item.get("Target", "") for item in relations.iter(f"{_REL}Relationship")} if relations is not None else {}
    feet: dict[tuple[str, str], str] = {}
    for section in sections:
        for item in section:
            if item.tag in (f"{W}headerReference", f"{W}footerReference"):
                feet[item.tag, item.get(f"{W}type", "default")] = targets.get(item.get(f"{_R}id", ""), "")
    for (tag, kind), target in sorted(feet.items(), reverse=True):                  # a footer's place goes after, and over, a header's
        if target:
            place = _number_place(ElementTree.fromstring(package.parts(path, _part(target))[0]), styles)
            if place is not None:
                yield kind, place if tag.endswith("footerReference") else ""


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"word/{target}"


def _number_place(foot: ElementTree.Element, styles: _Styles) -> str | None:
    """Where a header or footer has its page number; None where it has none."""
    if not _has_number(foot):
        return None
    if _outer(foot) or any(_has_number(box) for box in foot.iter(f"{W}txbxContent")):
        return _outer(foot)
    return _side(next(paragraph for paragraph in foot.iter(f"{W}p") if _has_number(paragraph)), styles)


def _has_number(element: ElementTree.Element) -> bool:
    codes = [*(node.text or "" for node in element.iter(f"{W}instrText")), *(node.get(f"{W}instr", "") for node in element.iter(f"{W}fldSimple"))]
    return "PAGE" in f"{' '.join(codes)} {''.join(codes)}".upper().split()          # a code may be broken over runs


def _outer(foot: ElementTree.Element) -> str:
    """A text box or frame that stands outside on every page."""
    told = any((node.text or "").strip() == "outside" for node in foot.iter() if node.tag.endswith("}align"))
    return "outer" if told or any(frame.get(f"{W}xAlign") == "outside" for frame in foot.iter(f"{W}framePr")) else ""


def _side(paragraph: ElementTree.Element, styles: _Styles) -> str:
    """Where a line of a footer stands; a tab may put it anywhere."""
    if any(node.tag in (f"{W}tab", f"{W}ptab") for run in paragraph.iter(f"{W}r") for node in run):
        return ""
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    if frame is not None:
        side = frame.get(f"{W}xAlign", "")
        return _SIDES.get(side, side)
    align = _align(styles.flow(paragraph)[0])
    return "left" if align == "both" else align


# ---------------------------------------------------------------------------------------------------- paragraphs
def _look(item: Traced, styles: _Styles) -> Look:
    flow, worn = styles.flow(item.elements[-1])
    stretches = tuple(_stretches(item.pieces, worn, styles))
    sizes: Counter[int] = Counter()
    for stretch in stretches:
        sizes[stretch.face.size] += stretch.end - stretch.start
    size = sizes.most_common(1)[0][0] if sizes else _number(worn.get("sz"), _DEFAULT_SIZE)
    return Look(_align(flow), _indent(flow, size), _number(flow.get("line"), _LINE), flow.get("lineRule", "auto"), flow.get("snap") != "0",
                _gap(flow, "before"), _gap(flow, "after"), "numbered" in flow or "framed" in flow,
                not stretches and any(node.tag in _STANDS for element in item.elements for node in element.iter()), stretches)


def _align(flow: Mapping[str, str]) -> str:
    align = flow.get("jc", "left")
    return "both" if align in ("distribute", "lowKashida", "mediumKashida", "highKashida", "thaiDistribute") else _SIDES.get(align, align)


def _indent(flow: Mapping[str, str], size: int) -> float:
    """The first line's indent in characters; a hanging one is negative."""
    chars = _number(flow.get("firstLineChars")) - _number(flow.get("hangingChars"))
    twips = _number(flow.get("firstLine")) - _number(flow.get("hanging"))
    return chars / 100 if chars else twips / (max(size, 1) * 10)


def _gap(flow: Mapping[str, str], side: str) -> int:
    """The space before or after in twips: given in lines it goes before that given in points, left to the program it is about a line's."""
    if flow.get(f"{side}Autospacing") in _ON:
        return _LINE
    lines = _number(flow.get(f"{side}Lines"))
    return lines * _LINE // 100 if lines else _number(flow.get(side))


def _stretches(pieces: Sequence[Piece], worn: Properties, styles: _Styles) -> Iterator[Stretch]:
    """Neighbouring pieces of one face together."""
    start, end, face = 0, 0, None
    for piece in pieces:
        if piece.run is None:                    # a formula has fonts of its own
            continue
        now = styles.face(worn, piece.run)
        if now != face or piece.start != end:
            if face is not None:
                yield Stretch(start, end, face)
            start, face = piece.start, now
        end = piece.end
    if face is not None:
        yield Stretch(start, end, face)


# -------------------------------------------------------------------------------------------------------- styles
class _Styles:
    """Effective properties: of a paragraph by its style and its own, of a run by those, its character style and its own."""

    def __init__(self, styles: ElementTree.Element | None, theme: Mapping[str, str]) -> None:
        self._theme = theme
        self._styles = {style.get(f"{W}styleId", ""): style for style in (styles if styles is not None else ()) if style.tag == f"{W}style"}
        self._default = next((id for id, style in self._styles.items() if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in _ON), "")
        self._worn: dict[str, tuple[Properties, Properties]] = {}
        self._faces: dict[tuple[tuple[str, str], ...], Face] = {}
        defaults = styles.find(f"{W}docDefaults") if styles is not None else None
        self._flow: Properties = {}
        self._face: Properties = {}
        if defaults is not None:
            _read_flow(defaults.find(f"{W}pPrDefault/{W}pPr"), self._flow)
            self._read_face(defaults.find(f"{W}rPrDefault/{W}rPr"), self._face)

    def flow(self, paragraph: ElementTree.Element) -> tuple[Properties, Properties]:
        """A paragraph's own effective properties, and those that its runs start from."""
        own = paragraph.find(f"{W}pPr")
        named = own.find(f"{W}pStyle") if own is not None else None
        id = named.get(f"{W}val", "") if named is not None else ""
        flow, worn = self._of(id if id in self._styles else self._default)
        if own is not None and len(own) > (named is not None):
            flow = dict(flow)
            _read_flow(own, flow)
        return flow, worn

    def face(self, worn: Properties, run: ElementTree.Element) -> Face:
        """How a run's words look."""
        own = run.find(f"{W}rPr")
        if own is None or not len(own):
            return self._made(worn)
        found = dict(worn)
        named = own.find(f"{W}rStyle")
        if named is not None:
            found |= self._character(named.get(f"{W}val", ""), worn)
        self._read_face(own, found)
        return self._made(found)

    def _character(self, id: str, worn: Properties) -> Properties:
        """A character style over a paragraph's: two bolds make none (ECMA-376 17.7.3)."""
        found: Properties = {}
        for style in self._chain(id):
            self._read_face(style.find(f"{W}rPr"), found)
        if "bold" in found:
            found["bold"] = str(int(found["bold"] != worn.get("bold", "0")))
        return found

    def _of(self, id: str) -> tuple[Properties, Properties]:
        """What paragraphs of a style wear."""
        if id not in self._worn:
            flow, worn = dict(self._flow), dict(self._face)
            for style in self._chain(id):
                _read_flow(style.find(f"{W}pPr"), flow)
                self._read_face(style.find(f"{W}rPr"), worn)
            self._worn[id] = flow, worn
        return self._worn[id]

    def _chain(self, id: str) -> list[ElementTree.Element]:
        """A style and those that it is based on, the farthest first."""
        found: dict[str, ElementTree.Element] = {}
        while id in self._styles and id not in found:
            found[id] = self._styles[id]
            based = found[id].find(f"{W}basedOn")
            id = based.get(f"{W}val", "") if based is not None else ""
        return [*found.values()][::-1]

    def _read_face(self, properties: ElementTree.Element | None, into: Properties) -> None:
        for child in properties if properties is not None else ():
            if child.tag == f"{W}rFonts":
                for slot in ("eastAsia", "ascii"):
                    self._read_font(child, slot, into)
            elif child.tag == f"{W}sz":
                into["sz"] = child.get(f"{W}val", "")
            elif child.tag == f"{W}b":
                into["bold"] = str(int(_on(child)))

    def _read_font(self, fonts: ElementTree.Element, slot: str, into: Properties) -> None:
        """A theme's font goes before one that is named beside it."""
        theme, name = fonts.get(f"{W}{slot}Theme"), fonts.get(f"{W}{slot}")
        if theme is not None:
            into[slot] = self._theme.get(theme, "")
        elif name is not None:
            into[slot] = name.partition(";")[0].strip().lstrip("@")

    def _made(self, properties: Properties) -> Face:
        key = tuple(sorted(properties.items()))
        if key not in self._faces:
            self._faces[key] = Face(properties.get("eastAsia", ""), properties.get("ascii", ""), _number(properties.get("sz"), _DEFAULT_SIZE),
                                    properties.get("bold") == "1")
        return self._faces[key]


def _read_flow(properties: ElementTree.Element | None, into: Properties) -> None:
    for child in properties if properties is not None else ():
        if child.tag == f"{W}jc":
            into["jc"] = child.get(f"{W}val", "left")
        elif child.tag == f"{W}spacing":
            into.update(_attributes(child))
        elif child.tag == f"{W}ind":
            _read_indent(_attributes(child), into)
        elif child.tag == f"{W}snapToGrid":
            into["snap"] = str(int(_on(child)))
        elif child.tag == f"{W}numPr":
            number = child.find(f"{W}numId")
            into.pop("numbered", None)
            if number is not None and number.get(f"{W}val", "0") != "0":
                into["numbered"] = "1"
        elif child.tag == f"{W}framePr":
            into["framed"] = "1"


def _read_indent(told: Properties, into: Properties) -> None:
    """A hanging indent puts an inherited first-line one out of force, and the other way round."""
    for names, others in ((("hanging", "hangingChars"), ("firstLine", "firstLineChars")), (("firstLine", "firstLineChars"), ("hanging", "hangingChars"))):
        if any(name in told for name in names):
            for name in others:
                into.pop(name, None)
    into.update(told)


def _theme(theme: ElementTree.Element | None) -> dict[str, str]:
    """What the names of a theme's fonts stand for, of East Asian ones those for simplified Chinese."""
    found: dict[str, str] = {}
    for size in ("major", "minor") if theme is not None else ():
        fonts = next(iter(theme.iter(f"{_A}{size}Font")), None) if theme is not None else None
        for child in fonts if fonts is not None else ():
            name = child.get("typeface", "")
            if child.tag == f"{_A}latin":
                found |= {f"{size}Ascii": name, f"{size}HAnsi": name}
            elif name and (child.tag == f"{_A}ea" or child.get("script") == "Hans"):
                found[f"{size}EastAsia"] = name
    return found


def _attributes(element: ElementTree.Element | None) -> Properties:
    return {name.removeprefix(W): value for name, value in element.attrib.items()} if element is not None else {}


def _on(element: ElementTree.Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "1") in _ON


def _number(text: str | None, default: int = 0) -> int:
    try:
        return round(float(text or default))
    except (ValueError, OverflowError):
        return default
