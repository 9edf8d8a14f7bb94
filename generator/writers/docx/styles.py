"""styles.xml and settings.xml: all formatting sits in named styles, by the settings measured to give 22 lines of 28 characters.

Built-in styles carry their built-in names (Word knows them by w:name); no theme font is left; children of pPr and rPr
stand in the schema's order. GB/T 9704-2012 5.2 (type area, 仿宋 三号, 22×28), 7.3 (title, paragraphs, numbering), 7.5 (page numbers).
"""
from __future__ import annotations

from generator.writers.docx.layout import Layout

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ROLE_STYLES = {"title": "Title", "subtitle": "Subtitle", "byline": "Byline", "salutation": "Salutation", "heading1": "Heading1", "heading2": "Heading2",
               "heading3": "Heading3"}


def styles_xml(layout: Layout) -> str:
    """The whole styles part."""
    body, title = layout.body, layout.title
    flow = dict(line=layout.grid, size=body["size"], space=body["spacing"], indent=body["indent"])
    centred = dict(line=layout.grid, size=body["size"], space=0, indent=0, justify="center")
    fonts = layout.fonts
    return (
        f'<w:styles {NS}>{_defaults(layout)}'
        + _style("Normal", "Normal", layout, fonts["body"], default=True, **flow)
        + _style("Title", "Title", layout, fonts["title"], line=title["line"], size=title["size"], space=0, indent=0, justify="center", keep=True)
        + _style("Subtitle", "Subtitle", layout, fonts["byline"], **centred)
        + _style("Byline", "署名日期", layout, fonts["byline"], **centred)
        + _style("Salutation", "Salutation", layout, fonts["body"], **{**flow, "indent": 0})
        + _style("Heading1", "heading 1", layout, fonts["heading1"], **flow, outline=0, keep=True)
        + _style("Heading2", "heading 2", layout, fonts["heading2"], **flow, outline=1, keep=True)
        + _style("Heading3", "heading 3", layout, fonts["body"], **flow, outline=2)
        + _footer_style(layout)
        + _style("CommentText", "annotation text", layout, fonts["body"], line=0, size=21, space=0, indent=0, justify="left")
        + '</w:styles>')


def _defaults(layout: Layout) -> str:
    return (f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(layout, layout.fonts["body"])}<w:sz w:val="{layout.body["size"]}"/>'
            f'<w:szCs w:val="{layout.body["size"]}"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>')


def _fonts(layout: Layout, east_asia: str, latin: str = "") -> str:
    latin = latin or layout.fonts["latin"]
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east_asia}" w:cs="{latin}"/>'


def _style(style_id: str, name: str, layout: Layout, font: str, *, line: int, size: int, space: int, indent: int, justify: str = "both",
           default: bool = False, outline: int | None = None, keep: bool = False) -> str:
    first = ' w:default="1"' if default else ""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    following = '<w:next w:val="Normal"/>' if style_id != "Normal" else ""
    keeping = "<w:keepNext/>" if keep else ""
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>' if line else '<w:spacing w:before="0" w:after="0"/>'
    level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    run_space = f'<w:spacing w:val="{space}"/>'
    return (f'<w:style w:type="paragraph"{first} w:styleId="{style_id}"><w:name w:val="{name}"/>{based}{following}<w:qFormat/>'
            f'<w:pPr>{keeping}<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>{spacing}'
            f'<w:ind w:firstLineChars="{200 if indent else 0}" w:firstLine="{indent}"/><w:jc w:val="{justify}"/>{level}</w:pPr>'
            f'<w:rPr>{_fonts(layout, font)}<w:b w:val="0"/>{run_space}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
            '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:style>')


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


def footer_xml(side: str) -> str:
    """— 1 —, one character in from the outer edge (GB/T 9704-2012 7.5): ``right`` on odd pages, ``left`` on even ones."""
    run = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{}</w:r>'
    field = "".join(run.format(part) for part in (
        '<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>', '<w:fldChar w:fldCharType="separate"/>',
        '<w:t>1</w:t>', '<w:fldChar w:fldCharType="end"/>'))
    dash = run.format('<w:t xml:space="preserve">{}</w:t>')
    return (f'<w:ftr {NS}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:{side}Chars="100" w:{side}="280" w:firstLineChars="0" w:firstLine="0"/>'
            f'<w:jc w:val="{side}"/></w:pPr>{dash.format("— ")}{field}{dash.format(" —")}</w:p></w:ftr>')
