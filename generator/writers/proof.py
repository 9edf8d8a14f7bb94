"""The draft as a page to be proofread: on the left the sheet as it is printed, beside every paragraph where its words and numbers come from.

One file without script that loads nothing; on a narrow screen the margin stands under its paragraph, and paper shows the sheet alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path, PurePath

from generator.model import Draft, FactUse, FigureUse, Gap, Layout, Library, Paragraph, Part
from generator.writers import html, recognise, titles
from generator.writers.signatures import signed_html

_GENERATOR = '<meta name="generator" content="nigao preview">'
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_MARKS = {**html.HOLES, "figure": ('<span class="figure">', "</span>"), "fact": ('<span class="fact">', "</span>")}
_ROLES = {"title": "标题", "subtitle": "副题", "byline": "署名、日期", "salutation": "称谓", "heading1": "一级标题", "heading2": "二级标题", "heading3": "三级标题",
          "body": "正文", "closing": "结尾"}
_BESIDE, _MOST_BESIDE = 230, 400                 # points of the margin; a narrower one goes under its paragraph
_AROUND = 24                                     # points that a screen leaves for a scroll bar and for air
_SHORT = 10                                      # characters of a fact that the margin repeats
_FACES = "system-ui, 'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', sans-serif"
_Key = tuple[str, str]                           # ref and printed words


def to_proof(draft: Draft, layout: Layout, library: Library, told: Sequence[str] = (), *, wrong: str = "", refresh: int = 0) -> str:
    """A whole document in UTF-8; a comment with the text's hash last. ``told`` are lines about the draft, the first of which is always seen; ``wrong``
    is why the page is out of date, empty where it is not; ``refresh`` is after how many seconds a browser reads the page again, 0 for never."""
    again = f'<meta http-equiv="refresh" content="{refresh}">\n' if refresh else ""
    rows = "\n".join(_rows(titles.arranged(draft, layout), layout, library))
    return signed_html(
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n{_GENERATOR}\n{again}'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(draft.title)}</title>\n<style>\n{html.style(layout)}{_style(layout)}</style>\n'
        f"</head>\n<body>\n{_header(draft, told, wrong)}\n<main>\n{rows}\n</main>\n</body>\n</html>\n"
    )


def untouched(path: Path) -> bool:
    """Whether a file is such a page and as we wrote it: it may be written anew, since nobody's work is in it."""
    return path.is_file() and path.suffix.lower() == ".html" and recognise.state(path) == "ours" and _GENERATOR in path.read_text(encoding="utf-8-sig")


# ------------------------------------------------------------------------------------------------------ header
def _header(draft: Draft, told: Sequence[str], wrong: str) -> str:
    """What there is to say about the draft: why it is out of date, its account, where its gaps stand."""
    alarm = f'<pre class="wrong">{escape(wrong)}</pre>\n' if wrong else ""
    account = f"<details><summary>{escape(told[0])}</summary><pre>{escape(chr(10).join(told[1:]))}</pre></details>\n" if told else ""
    holes = f'<div class="holes"><mark>待补 {len(draft.gaps)} 处</mark> {"；".join(map(_led, draft.gaps))}</div>\n' if draft.gaps else ""
    return f'<header>\n{alarm}{account}{holes}</header>'


def _led(gap: Gap) -> str:
    """A gap with the way to where it stands."""
    places = "、".join(f'<a href="#p{at + 1}">{at + 1}</a>' for at in gap.paragraphs)
    return escape(gap.label) + (f"（第 {places} 段）" if places else "")


# -------------------------------------------------------------------------------------------------------- rows
def _rows(draft: Draft, layout: Layout, library: Library) -> Iterator[str]:
    figures = {(use.ref, use.text): use for use in draft.figures}
    facts = {(use.ref, use.text): use for use in draft.facts}
    for at, paragraph in enumerate(draft.paragraphs, 1):
        beside = "\n".join([f'<div class="place">第 {at} 段　{_ROLES.get(paragraph.role, "")}</div>', *_moves(paragraph, library), *_uses(paragraph, figures, facts, draft.gaps)])
        yield f'<section class="row" id="p{at}">\n{html.element(paragraph, layout, _MARKS)}\n<aside>\n{beside}\n</aside>\n</section>'


def _moves(paragraph: Paragraph, library: Library) -> Iterator[str]:
    """Which move each stretch makes, and by which block."""
    for part in paragraph.parts:
        move = library.moves.get(part.move)
        yield f'<div class="move"><b>{escape(move.name if move else part.move)}</b> <code>{escape(part.block)}</code>{_sources(part, library)}</div>'


def _sources(part: Part, library: Library) -> str:
    block = library.blocks.get(part.block)
    if block is None:
        return ""
    origin = [] if block.origin == "builtin" else [block.origin]
    return f' <span class="source">出处 {escape("、".join([*block.sources, *origin]))}</span>'


def _uses(paragraph: Paragraph, figures: Mapping[_Key, FigureUse], facts: Mapping[_Key, FactUse], gaps: Iterable[Gap]) -> Iterator[str]:
    """What the paragraph says of the brief: its gaps and figures a line each, then its facts, in the order in which it says them."""
    said = dict.fromkeys((span.kind, span.ref, paragraph.text[span.start : span.end]) for span in paragraph.spans)
    named = {f"figures.{ref.rpartition('.')[0]}.label" for kind, ref, _ in said if kind == "figure"}      # stand in the figure's own line
    items = [*(_gap(ref, text, gaps) for kind, ref, text in said if kind == "gap"),
             *(_figure(figures[ref, text]) for kind, ref, text in said if kind == "figure" and (ref, text) in figures),
             *_facts([facts[ref, text] for kind, ref, text in said if kind == "fact" and ref not in named and (ref, text) in facts])]
    if items:
        yield "\n".join(["<ul>", *items, "</ul>"])


def _gap(ref: str, text: str, gaps: Iterable[Gap]) -> str:
    label = next((gap.label for gap in gaps if gap.ref == ref and gap.label in text), text)
    return f'<li class="gap"><mark>待补</mark> {escape(label)} <code>{escape(ref)}</code></li>'


def _figure(use: FigureUse) -> str:
    """What is said, the exact value where it reads otherwise, how it was computed from what, the line of the brief."""
    exact = f"{use.value}{use.unit}"
    value = f"（{escape(exact)}）" if exact != use.text else ""
    inputs = "，".join(told.rpartition("（")[0] or told for told in use.inputs)
    sum_ = f' <span class="sum">＝ <code>{escape(use.formula)}</code>{f"：{escape(inputs)}" if inputs else ""}</span>' if use.formula else ""
    return f'<li class="number">{escape(use.label)} <b>{escape(use.text)}</b>{value}{sum_} {_line(use.source)}</li>'


def _facts(uses: Sequence[FactUse]) -> Iterator[str]:
    """Facts by the line of the brief that gives them, each line once."""
    for source in dict.fromkeys(use.source for use in uses):
        told = "、".join(f"{use.label}“{_short(use.text)}”" for use in uses if use.source == source)
        yield f'<li class="said">{escape(told)} {_line(source)}</li>'


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"


def _line(source: str) -> str:
    """``要点.yaml:14``: the file without its folder."""
    file, _, line = source.rpartition(":")
    return f'<span class="line">{escape(f"{PurePath(file).name}:{line}" if file else source)}</span>'


# ------------------------------------------------------------------------------------------------------- style
def _style(layout: Layout) -> str:
    """What the margin looks like, and where it goes; the sheet's own measures are those of the printed page."""
    points = {name: f"{value / 20:g}pt" for name, value in layout.page.items()}
    sheet = layout.page["width"] / 20
    wide = f"min({sheet + _MOST_BESIDE:g}pt, 100% - {_AROUND}pt)"
    return f"""@media print {{
header, aside {{ display: none; }}
.row {{ display: contents; }}
}}
@media screen {{
header {{ max-width: {wide}; margin: 12pt auto 0; font: 10pt/1.6 {_FACES}; color: #222; }}
header > * {{ padding: 4pt 10pt; }}
header pre {{ margin: 4pt 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }}
summary {{ cursor: pointer; }}
.wrong {{ background: #fff; border-left: 4pt solid #b00020; color: #8c0019; padding: 6pt 10pt; }}
a {{ color: #174ea6; }}
mark {{ background: #ffe94a; color: #000; }}
main {{ position: relative; max-width: {wide}; margin: 12pt auto; padding: {points["top"]} 0 {points["bottom"]}; background: none; box-shadow: none; }}
main::before {{ content: ""; position: absolute; inset: 0 auto 0 0; width: {sheet:g}pt; background: #fff; box-shadow: 0 0 6pt #bbb; }}
.row {{ position: relative; display: grid; grid-template-columns: {sheet:g}pt minmax(0, 1fr); }}
.row > :first-child {{ margin-left: {points["left"]}; margin-right: {points["right"]}; }}
.row:target > :first-child {{ box-shadow: -6pt 0 #fff, -9pt 0 #e0a800; }}
.figure {{ background: #e1effc; }}
.fact {{ text-decoration: underline dotted #888 1px; text-underline-offset: 4pt; }}
aside {{ padding: 2pt 4pt 10pt 14pt; font: 9pt/1.5 {_FACES}; color: #222; overflow-wrap: anywhere; }}
.row:hover aside {{ background: #e2e2e2; }}
.place, .source, .line, .said {{ color: #545454; }}
aside ul {{ margin: 2pt 0 0; padding: 0; list-style: none; }}
aside code {{ font: 8.5pt/1.4 ui-monospace, Consolas, monospace; color: #1d3f72; }}
.number {{ border-left: 2pt solid #5b9bd5; padding-left: 5pt; margin-top: 2pt; }}
.gap {{ border-left: 2pt solid #e0a800; padding-left: 5pt; margin-top: 2pt; }}
}}
@media screen and (max-width: {sheet + _BESIDE + _AROUND:g}pt) {{
header, main {{ max-width: {sheet:g}pt; }}
main {{ padding: 20pt 0; }}
main::before {{ width: auto; right: 0; }}
.row {{ display: block; }}
.row > :first-child {{ margin-left: min({points["left"]}, 5vw); margin-right: min({points["right"]}, 5vw); }}
aside {{ margin: 4pt min({points["right"]}, 5vw) 12pt min({points["left"]}, 5vw); padding: 4pt 8pt; background: #f2f2f2; }}
}}
"""
