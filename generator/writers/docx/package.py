"""The package: python-docx's base with our styles, settings, footers, comments and properties, the same bytes every time."""
from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

import generator
from generator.frozen import Frozen
from generator.model import Draft, Layout
from generator.readers.record import NAME, PIECE, facts_of, said_of, spelled_of
from generator.readers.reference import Reference
from generator.writers import packed, titles
from generator.writers.docx import provenance, styles
from generator.writers.docx import reference as borrowing
from generator.writers.docx.body import Marks, body_xml, notes_of

_NS = f'{styles.NS} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_LEFTOVERS = ("/theme", "/stylesWithEffects", "/numbering", "/fontTable", "/webSettings", "/customXml", "/thumbnail", "/extended-properties")
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def to_docx(draft: Draft, layout: Layout, *, annotate: bool = False, reference: Reference | None = None) -> bytes:
    """The draft as the bytes of a .docx; ``annotate`` puts a comment with its source on every figure, ``reference`` gives styles and page where
    it has them."""
    draft = titles.arranged(draft, layout)
    dress = _dress(layout, reference)
    document = docx.Document()
    part = document.part
    _drop_leftovers(part)
    _replace(part.part_related_by(RELATIONSHIP_TYPE.STYLES), dress.styles)
    _replace(part.part_related_by(RELATIONSHIP_TYPE.SETTINGS), styles.settings_xml())
    marks = Marks(dress.ids, dress.widest, notes=notes_of(draft) if annotate else {})
    paragraphs = "".join(body_xml(draft, marks, layout))
    footers = [_footer(part, number, footer) for number, footer in enumerate(dress.footers, 1)]
    section = borrowing.section_xml(reference, layout, *footers) if reference else styles.section_xml(layout, *footers)
    if reference and reference.theme:
        _theme(part, reference.theme)
    _replace(part, f"<w:document {_NS}><w:body>{paragraphs}{section}</w:body></w:document>")
    if marks.comments:
        _comments(part, marks, draft)
    _properties(document, draft, marks, reference.name if reference else layout.name)
    stream = BytesIO()
    document.save(stream)
    return packed.packed(packed.entries(stream.getvalue()))


def _drop_leftovers(part: Any) -> None:
    """What python-docx's template brings and a speech does not need."""
    for holder in (part, part.package):
        for key in [key for key, relation in holder.rels.items() if any(word in relation.reltype for word in _LEFTOVERS)]:
            del holder.rels[key]


def _replace(part: Any, xml: str) -> None:
    part._element = parse_xml(xml)                # noqa: SLF001 - python-docx has no public way to set a part's root


class _Dress(Frozen):
    """What the page wears: the styles part, style ids by role, the title's width in characters, the footers of odd and even pages."""

    styles: str
    ids: Mapping[str, str]
    widest: float
    footers: tuple[bytes, bytes]


def _dress(layout: Layout, reference: Reference | None) -> _Dress:
    odd, even = (_xml(styles.footer_xml(layout, page)) for page in ("odd", "even"))
    if reference is None:
        return _Dress(styles.styles_xml(layout), styles.IDS, layout.title_characters, (odd, even))
    borrowed = borrowing.borrow(reference, layout)
    if "default" in reference.footers:
        odd, even = reference.footers["default"], reference.footers.get("even", reference.footers["default"])
    else:
        odd, even = (footer.replace(b'w:val="Footer"', f'w:val="{borrowed.ids["footer"]}"'.encode()) for footer in (odd, even))
    return _Dress(borrowed.xml, borrowed.ids, borrowed.widest, (odd, even))


def _theme(part: Any, xml: bytes) -> None:
    made = Part(PackURI("/word/theme/theme1.xml"), CONTENT_TYPE.OFC_THEME, xml, part.package)
    part.relate_to(made, RELATIONSHIP_TYPE.THEME)


def _footer(part: Any, number: int, xml: bytes) -> str:
    footer = Part(PackURI(f"/word/footer{number}.xml"), CONTENT_TYPE.WML_FOOTER, xml, part.package)
    relation: str = part.relate_to(footer, RELATIONSHIP_TYPE.FOOTER)
    return relation


def _comments(part: Any, marks: Marks, draft: Draft) -> None:
    """Each gap has a comment that says what is missing and which key fills it; a figure, where asked, one that says where it is from."""
    moment = f"{draft.date[0]:04d}-{draft.date[1]:02d}-{draft.date[2]:02d}T00:00:00Z"
    comments = "".join(
        f'<w:comment w:id="{number}" w:author="拟稿" w:initials="拟" w:date="{moment}"><w:p><w:pPr><w:pStyle w:val="{marks.ids["comment"]}"/></w:pPr>'
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r></w:p></w:comment>'
        for number, text in enumerate(marks.comments))
    made = Part(PackURI("/word/comments.xml"), CONTENT_TYPE.WML_COMMENTS, _xml(f"<w:comments {styles.NS}>{comments}</w:comments>"), part.package)
    part.relate_to(made, RELATIONSHIP_TYPE.COMMENTS)


def _properties(document: Any, draft: Draft, marks: Marks, dress: str) -> None:
    moment = datetime(*draft.date, tzinfo=UTC).replace(tzinfo=None)
    core = document.core_properties
    core.author, core.last_modified_by, core.comments, core.keywords = "", "", "", ""
    core.title, core.language, core.revision = draft.title, "zh-CN", 1
    core.created = core.modified = moment
    custom = Part(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, _xml(_custom_xml(draft, marks, dress)), document.part.package)
    document.part.package.relate_to(custom, _CUSTOM_RELATION)


def _custom_xml(draft: Draft, marks: Marks, dress: str) -> str:
    """Version, digests, the layout or the unit's document that the page was set by, the ids of the brief's figures, and what was printed of
    them: the table bookmark → ref, printed text, the words around it and the exact value; the same of facts that hold digits and of gaps, with
    what the brief calls them, and of numbers of Chinese characters; and the words themselves. All is cut into properties that survive LibreOffice."""
    values: dict[tuple[str, ...], str] = {(use.ref, use.text): use.value for use in draft.figures}
    labels: dict[tuple[str, ...], str] = {**{(use.ref, use.text): use.label for use in draft.facts}, **{(gap.ref, ""): gap.label for gap in draft.gaps}}
    record = {"version": generator.__version__, "skeleton": draft.skeleton, "variant": draft.variant, "brief": draft.brief, "layout": dress,
              "text": provenance.text_hash([paragraph.text for paragraph in draft.paragraphs]),
              "known": list(draft.known), "figures": {name: [*held, values.get(held[:2], "")] for name, held in marks.bookmarks.items()},
              "facts": [[*held, labels.get(held[:2], "")] for held in facts_of(draft)],
              "spelled": [list(held) for held in spelled_of(draft)], "said": said_of(draft),
              "gaps": [[*held, labels.get((held[0], ""), "")] for held in marks.gaps]}
    told = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    pieces = [told[at:at + PIECE] for at in range(0, len(told), PIECE)]
    return ('<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
            'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">' + "".join(
                f'<property fmtid="{_FORMAT_ID}" pid="{number + 2}" name="{NAME}{number}"><vt:lpwstr>{escape(piece, quote=False)}</vt:lpwstr></property>'
                for number, piece in enumerate(pieces)) + "</Properties>")


def _xml(text: str) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text.encode("utf-8")
