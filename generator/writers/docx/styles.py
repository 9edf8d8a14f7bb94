"""styles.xml and settings.xml: all formatting sits in named styles, by the settings measured to give 22 lines of 28 characters.

Built-in styles carry their built-in names (Word knows them by w:name); no theme font is left; children of pPr and rPr
stand in the schema's order. GB/T 9704-2012 5.2 (type area, 仿宋 三号, 22×28), 7.3 (title, paragraphs, numbering), 7.5 (page numbers).
"""
from __future__ import annotations

from html import escape

from generator.frozen import Frozen, replace
from generator.model import Layout

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ROLE_STYLES = {"title": "Title", "subtitle": "Subtitle", "byline": "Byline", "salutation": "Salutation", "heading1": "Heading1", "heading2": "Heading2",
               "heading3": "Heading3"}
# The style of each role, and of comments; what has none is in the default style.
IDS = {**ROLE_STYLES, "body": "", "closing": "", "comment": "CommentText", "second": "RunIn2", "third": "RunIn3", "footer": "Footer"}
# Character styles of run-in heads: （一） in 楷体, 1. and what people number by words in bold 仿宋 (GB/T 9704-2012 7.3.3).
SECOND_LEVEL, THIRD_LEVEL = "RunIn2", "RunIn3"

_BUILT_IN = ("Normal", "Title", "Subtitle", "Salutation", "Heading1", "Heading2", "Heading3", "CommentText")


class _Form(Frozen):
    """How the paragraphs of a style look: exact line pitch and first-line indent in twips, type size in half-points."""

    font: str
    line: int
    size: int
    space: int = 0
    indent: int = 0
    justify: str = "both"
    outline: int | None = None
    keep: bool = False
    bold: bool = False


def styles_xml(layout: Layout) -> str:
    """The whole styles part."""
    body, title, fonts = layout.body, layout.title, layout.fonts
    flow = _Form(fonts["body"], layout.grid, body["size"], body["spacing"], body["indent"])
    centred = _Form(fonts["byline"], layout.grid, body["size"], justify="center")
    forms = {
        ("Normal", "Normal"): flow,
        ("Title", "Title"): _Form(fonts["title"], title["line"], title["size"], justify="center", keep=True),
        ("Subtitle", "Subtitle"): centred,
        ("Byline", "署名日期"): centred,
        ("Salutation", "Salutation"): replace(flow, indent=0),
        ("Heading1", "heading 1"): replace(flow, font=fonts["heading1"], outline=0, keep=True),
        ("Heading2", "heading 2"): replace(flow, font=fonts["heading2"], outline=1, keep=True, bold=layout.heading2_bold),
        ("Heading3", "heading 3"): replace(flow, outline=2),
        ("CommentText", "annotation text"): _Form(fonts["body"], 0, 21, justify="left"),
    }
    made = "".join(_style(style_id, name, form, layout) for (style_id, name), form in forms.items())
    second = _fonts(layout, fonts["heading2"]) + ("<w:b/>" if layout.heading2_bold else "")
    run_in = _run_in(SECOND_LEVEL, "段首二级标题", second) + _run_in(THIRD_LEVEL, "段首三级标题", "<w:b/>" if layout.heading3_bold else "")
    return f"<w:styles {NS}>{_defaults(layout)}{made}{run_in}{_footer_style(layout)}</w:styles>"


def _run_in(style_id: str, name: str, properties: str) -> str:
    return (f'<w:style w:type="character" w:customStyle="1" w:styleId="{style_id}"><w:name w:val="{name}"/><w:qFormat/>'
            f'<w:rPr>{properties}</w:rPr></w:style>')


def _defaults(layout: Layout) -> str:
    # w:val is the language of digits and Latin letters: with zh-CN there LibreOffice 7.4 breaks lines inside numbers and before %
    return (f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(layout, layout.fonts["body"])}<w:sz w:val="{layout.body["size"]}"/>'
            f'<w:szCs w:val="{layout.body["size"]}"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>')


def _fonts(layout: Layout, east_asia: str, latin: str = "") -> str:
    latin = latin or layout.fonts["latin"] or east_asia
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east_asia}" w:cs="{latin}"/>'


def _style(style_id: str, name: str, form: _Form, layout: Layout) -> str:
    default = style_id == "Normal"
    first = ' w:default="1"' if default else ' w:customStyle="1"' if style_id not in _BUILT_IN else ""
    based = "" if default else '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/>'
    keeping = "<w:keepNext/>" if form.keep else ""
    pitch = f' w:line="{form.line}" w:lineRule="exact"' if form.line else ""
    level = "" if form.outline is None else f'<w:outlineLvl w:val="{form.outline}"/>'
    return (f'<w:style w:type="paragraph"{first} w:styleId="{style_id}"><w:name w:val="{name}"/>{based}<w:qFormat/>'
            f'<w:pPr>{keeping}<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
            f'<w:spacing w:before="0" w:after="0"{pitch}/><w:ind w:firstLineChars="{200 if form.indent else 0}" w:firstLine="{form.indent}"/>'
            f'<w:jc w:val="{form.justify}"/>{level}</w:pPr><w:rPr>{_fonts(layout, form.font)}<w:b w:val="{int(form.bold)}"/><w:spacing w:val="{form.space}"/>'
            f'<w:sz w:val="{form.size}"/><w:szCs w:val="{form.size}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:style>')


def _footer_style(layout: Layout) -> str:
    size, font = layout.footer["size"], layout.fonts["footer"]
    return ('<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/>'
            '<w:pPr><w:widowControl w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
            '<w:ind w:firstLineChars="0" w:firstLine="0"/></w:pPr>'
            f'<w:rPr>{_fonts(layout, font, font)}<w:spacing w:val="0"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>')


def settings_xml() -> str:
    """Odd and even footers, no squeezing of punctuation, Word 2013 or later (no 兼容模式)."""
    return (f'<w:settings {NS}><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
            '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
            '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>')


def section_xml(layout: Layout, odd: str, even: str) -> str:
    """Section properties with the relationship ids of the two footers."""
    page = layout.page
    margins = " ".join(f'w:{side}="{page[side]}"' for side in ("top", "right", "bottom", "left", "header", "footer"))
    return (f'<w:sectPr><w:footerReference w:type="default" r:id="{odd}"/><w:footerReference w:type="even" r:id="{even}"/>'
            f'<w:pgSz w:w="{page["width"]}" w:h="{page["height"]}"/><w:pgMar {margins} w:gutter="0"/><w:cols w:space="425"/>'
            f'<w:docGrid w:type="lines" w:linePitch="{layout.grid}"/></w:sectPr>')


def footer_xml(layout: Layout, page: str) -> str:
    """The page number on ``odd`` or ``even`` pages: — 1 —, one character in from the outer edge (GB/T 9704-2012 7.5), or where and how the
    layout puts it."""
    side = {"outer": "right" if page == "odd" else "left", "right": "right", "center": "center"}[layout.footer["place"]]
    inset = "" if side == "center" else f' w:{side}Chars="100" w:{side}="{layout.footer["size"] * 10}"'
    run = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{}</w:r>'
    field = "".join(run.format(part) for part in (
        '<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>', '<w:fldChar w:fldCharType="separate"/>',
        '<w:t>1</w:t>', '<w:fldChar w:fldCharType="end"/>'))
    before, after = (run.format(f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>') if part else "" for part in layout.footer["form"].split("{}"))
    return (f'<w:ftr {NS}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind{inset} w:firstLineChars="0" w:firstLine="0"/>'
            f'<w:jc w:val="{side}"/></w:pPr>{before}{field}{after}</w:p></w:ftr>')
