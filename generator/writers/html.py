"""The draft as a page of its own: one file, no script, nothing loaded from elsewhere; printed it looks like the .docx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import accumulate

from generator.model import Draft, Layout, Paragraph
from generator.writers import titles
from generator.writers.signatures import signed_html

_TAGS = {"title": "h1", "heading1": "h2", "heading2": "h3"}
HOLES = {"gap": ("<mark>", "</mark>")}           # by kind of span what stands around its words
_FALLBACKS = {"仿宋": "FangSong, STFangsong", "楷体": "KaiTi, STKaiti", "黑体": "SimHei, STHeiti", "标宋": "STZhongsong, SimSun", "宋": "SimSun, STSong"}


def to_html(draft: Draft, layout: Layout) -> str:
    """A whole document in UTF-8; a comment with the text's hash last."""
    draft = titles.arranged(draft, layout)
    body = "\n".join(element(paragraph, layout) for paragraph in draft.paragraphs)
    return signed_html(
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>{escape(draft.title)}</title>\n<style>\n{style(layout)}</style>\n'
        f"</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def element(paragraph: Paragraph, layout: Layout, marks: Mapping[str, tuple[str, str]] = HOLES) -> str:
    """A paragraph of the draft as an element; ``marks`` are what is put before and after the words of a kind of span."""
    tag = _TAGS.get(paragraph.role, "p")
    return f'<{tag} class="{paragraph.role}">{"".join(_words(paragraph, layout, marks))}</{tag}>'


def _words(paragraph: Paragraph, layout: Layout, marks: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """The text with its run-in head, the lines of a title and its spans marked."""
    head = paragraph.text.find("。") + 1 if paragraph.role == "heading3" else 0
    lines = [*accumulate(map(len, titles.lines(paragraph.text, layout.title_characters)))][:-1] if paragraph.role == "title" else []
    spans = [span for span in paragraph.spans if span.kind in marks]
    cuts = sorted({0, head, len(paragraph.text), *lines, *(at for span in spans for at in (span.start, span.end))})
    for start, end in zip(cuts, cuts[1:], strict=False):
        before, after = next((marks[span.kind] for span in spans if span.start <= start < span.end), ("", ""))
        told = f"{before}{escape(paragraph.text[start:end])}{after}"
        told = f"<br>{told}" if start in lines else told
        yield (f'<span class="{"second" if paragraph.text.startswith("（") else "third"}">{told}</span>' if end <= head else told)


def style(layout: Layout) -> str:
    """The measures of the layout; on a screen the sheet lies on grey."""
    page, fonts = layout.page, layout.fonts
    points = {name: f"{value / 20:g}pt" for name, value in page.items()}
    size = layout.body["size"] / 2
    before, after = (_quoted(part) for part in layout.footer["form"].split("{}"))
    number = f'content: {before} counter(page) {after}; font: {layout.footer["size"] / 2:g}pt {_faces(layout, fonts["footer"])}'
    odd, even = {"outer": ("right", "left"), "right": ("right", "right"), "center": ("center", "center")}[layout.footer["place"]]
    bold = {True: "bold", False: "normal"}
    return f"""@page {{ size: {points["width"]} {points["height"]}; margin: {points["top"]} {points["right"]} {points["bottom"]} {points["left"]}; }}
@page :right {{ @bottom-{odd} {{ {number} }} }}
@page :left {{ @bottom-{even} {{ {number} }} }}
body {{ margin: 0; color: #000; font: {size:g}pt/{layout.grid / 20:g}pt {_faces(layout, fonts["body"])}; }}
main {{ max-width: {layout.width / 20:g}pt; margin: 0 auto; }}
h1, h2, h3, p {{ margin: 0; font-size: inherit; font-weight: normal; text-align: justify; text-indent: {layout.body["indent"] / 20:g}pt;
letter-spacing: {layout.body["spacing"] / 20:g}pt; }}
.title {{ font: {layout.title["size"] / 2:g}pt/{layout.title["line"] / 20:g}pt {_faces(layout, fonts["title"])}; text-align: center; text-indent: 0; letter-spacing: 0; }}
.subtitle, .byline {{ font-family: {_faces(layout, fonts["byline"])}; text-align: center; text-indent: 0; }}
.salutation {{ margin-top: {layout.grid / 20:g}pt; text-indent: 0; }}
.heading1 {{ font-family: {_faces(layout, fonts["heading1"])}; break-after: avoid; }}
.heading2 {{ font-family: {_faces(layout, fonts["heading2"])}; font-weight: {bold[layout.heading2_bold]}; break-after: avoid; }}
.second {{ font-family: {_faces(layout, fonts["heading2"])}; font-weight: {bold[layout.heading2_bold]}; }}
.third {{ font-weight: {bold[layout.heading3_bold]}; }}
mark {{ background: #ff0; }}
@media screen {{
body {{ background: #eee; }}
main {{ background: #fff; margin: 16pt auto; padding: {points["top"]} {points["right"]} {points["bottom"]} {points["left"]}; box-shadow: 0 0 6pt #bbb; }}
}}
"""


def _faces(layout: Layout, font: str) -> str:
    """A font with what stands in for it, digits first where they have a face of their own."""
    near = next((faces for part, faces in _FALLBACKS.items() if part in font), "")
    return ", ".join(face for face in (_quoted(layout.fonts["latin"]) if layout.fonts["latin"] else "", _quoted(font), near, "serif") if face)


def _quoted(text: str) -> str:
    """A CSS string that cannot end the style it stands in."""
    return '"' + "".join(char if char.isalnum() or char in " _-—·" else f"\\{ord(char):x} " for char in text) + '"'
