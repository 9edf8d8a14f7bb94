"""Styles borrowed from a unit's own document: its built-in styles by their names, ours where it has none."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any
from xml.etree import ElementTree

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from generator.frozen import Frozen
from generator.model import Layout
from generator.readers.reference import Reference
from generator.writers.docx import styles

# Role → its built-in names (Word knows them by w:name, in English; WPS and old files write Chinese), and what a person calls it.
_NAMES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "title": (("title", "标题"), "标题"), "subtitle": (("subtitle", "副标题"), "副标题"), "byline": (("署名日期", "date", "日期"), "署名日期"),
    "salutation": (("salutation", "称呼"), "称谓"), "heading1": (("heading 1", "标题 1"), "一级标题"), "heading2": (("heading 2", "标题 2"), "二级标题"),
    "heading3": (("body text first indent", "正文首行缩进", "normal indent", "正文缩进"), "段首三级标题"),
    "body": (("body text first indent", "正文首行缩进", "normal indent", "正文缩进"), "正文"),
}
_OWN_BODY = ("SpeechBody", "讲话正文")
_ALWAYS = ("second", "third", "comment", "footer")
_TITLE_SIZE = 44


class Borrowed(Frozen):
    """``ids`` by role the styles to use; ``taken`` and ``kept`` are the roles whose styles came from the reference and from the layout."""

    xml: str
    ids: Mapping[str, str]
    taken: tuple[str, ...]
    kept: tuple[str, ...]
    widest: float


def borrow(reference: Reference, layout: Layout) -> Borrowed:
    """The reference's styles completed by the layout's. Automatic numbers go: the draft's numbers are typed."""
    root: Any = parse_xml(reference.styles)
    for numbering in [*root.iter(qn("w:numPr"))]:
        numbering.getparent().remove(numbering)
    own: dict[str, Any] = {str(style.get(qn("w:styleId"))): style for style in parse_xml(styles.styles_xml(layout).encode("utf-8")).iter(qn("w:style"))}
    named = {_name(style): style for style in root.iter(qn("w:style")) if style.get(qn("w:type")) == "paragraph"}
    normal = next((style for style in root.iter(qn("w:style")) if style.get(qn("w:default")) == "1" and style.get(qn("w:type")) == "paragraph"), None)
    if normal is None:                               # nothing to build on: the layout's own
        normal = _added(root, own["Normal"], None)
    ids: dict[str, str] = {}
    taken: list[str] = []
    kept: list[str] = []
    for role, (names, told) in _NAMES.items():
        style = next((named[name] for name in names if name in named), None)
        if role in ("body", "heading3"):
            style = normal if _indented(normal) else style if style is not None and _indented(style) else None
        (taken if style is not None else kept).append(told)
        ids[role] = str((style if style is not None else _missing(root, own, role, normal)).get(qn("w:styleId")))
    for role in _ALWAYS:
        model = own[styles.IDS[role]]
        style = next((style for style in root.iter(qn("w:style")) if _name(style) == _name(model)), None)
        ids[role] = str((style if style is not None else _added(root, model, normal)).get(qn("w:styleId")))
    ids["closing"] = ids["body"]
    return Borrowed(etree.tostring(root, encoding="unicode"), ids, tuple(taken), tuple(kept), _widest(reference, named.get("title"), layout))


def section_xml(reference: Reference, layout: Layout, odd: str, even: str) -> str:
    """Page, margins and grid of the reference, of the layout where it names none, with the footers' relationship ids."""
    if not reference.section:
        return styles.section_xml(layout, odd, even)
    page = "".join(map(_copied, reference.section))
    return f'<w:sectPr><w:footerReference w:type="default" r:id="{odd}"/><w:footerReference w:type="even" r:id="{even}"/>{page}</w:sectPr>'


def _copied(element: ElementTree.Element) -> str:
    """An element of the reference under the prefix that our document has."""
    tag = element.tag.rpartition("}")[2]
    told = "".join(f' w:{name.rpartition("}")[2]}="{escape(value)}"' for name, value in element.attrib.items())
    return f"<w:{tag}{told}>{''.join(map(_copied, element))}</w:{tag}>"


def _missing(root: Any, own: Mapping[str, Any], role: str, normal: Any) -> Any:
    """The layout's style of a role added to the reference's; for the body one with the indent that its Normal lacks."""
    if role not in ("body", "heading3"):
        return _added(root, own[styles.ROLE_STYLES[role]], normal)
    found = next((style for style in root.iter(qn("w:style")) if style.get(qn("w:styleId")) == _OWN_BODY[0]), None)
    if found is not None:
        return found
    made = parse_xml(
        f'<w:style {styles.NS} w:type="paragraph" w:customStyle="1" w:styleId="{_OWN_BODY[0]}"><w:name w:val="{_OWN_BODY[1]}"/><w:qFormat/>'
        '<w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/></w:pPr></w:style>'
    )
    return _added(root, made, normal)


def _added(root: Any, style: Any, normal: Any) -> Any:
    """A style of ours in the reference's part, under an id that it has not, based on its Normal."""
    taken = {other.get(qn("w:styleId")) for other in root.iter(qn("w:style"))}
    if style.get(qn("w:styleId")) in taken:
        style.set(qn("w:styleId"), f"Speech{style.get(qn('w:styleId'))}")
    for tag in ("w:basedOn", "w:next"):
        for element in style.findall(qn(tag)):
            element.set(qn("w:val"), normal.get(qn("w:styleId")) if normal is not None else style.get(qn("w:styleId")))
    if normal is not None and style.get(qn("w:type")) == "paragraph" and style.find(qn("w:basedOn")) is None:
        based = parse_xml(f'<w:basedOn {styles.NS} w:val="{normal.get(qn("w:styleId"))}"/>')
        style.find(qn("w:name")).addnext(based)
    root.append(style)
    return style


def _name(style: Any) -> str:
    name = style.find(qn("w:name"))
    return str(name.get(qn("w:val"), "")).lower() if name is not None else ""


def _indented(style: Any) -> bool:
    """Whether a style indents first lines itself."""
    return any(int(value) > 0 for ind in style.iter(qn("w:ind")) for value in _numbers(ind))


def _numbers(ind: Any) -> Iterator[str]:
    for name in ("w:firstLine", "w:firstLineChars"):
        value = ind.get(qn(name), "0")
        yield value if value.lstrip("-").isdigit() else "0"


def _widest(reference: Reference, title: Any, layout: Layout) -> float:
    """Characters of the title in a line of the reference's page."""
    told = {element.tag.rpartition("}")[2]: {name.rpartition("}")[2]: value for name, value in element.attrib.items()} for element in reference.section}
    size = next((int(node.get(qn("w:val"))) for node in title.iter(qn("w:sz"))), _TITLE_SIZE) if title is not None else layout.title["size"]
    try:
        width = int(told["pgSz"]["w"]) - int(told["pgMar"]["left"]) - int(told["pgMar"]["right"])
    except (KeyError, ValueError):
        width = layout.width
    return max(width / (size * 10), 1)
