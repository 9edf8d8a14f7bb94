"""How the pages of a draft are to look: what the command line asks for, else what the unit has settled; and what a person is told of it."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.cli.outputs import PAGES
from generator.errors import CallError
from generator.model import Draft, Layout, Settings

if TYPE_CHECKING:
    from generator.readers.reference import Reference

MODELLED = ("docx", "pdf")             # formats that can be set like a unit's own document


class Dress(NamedTuple):
    """How the pages are to look."""

    page: Layout
    reference: Reference | None = None


def check_dress(kind: str, layout: str | None, model: Path | None, annotate: bool) -> None:
    """Raises CallError for what a format cannot have."""
    if annotate and kind != "docx":
        raise CallError("批注（--annotate）只加在 docx 里；要别的格式，请用 --ledger 另写数据核对表。")
    if layout and kind not in PAGES:
        raise CallError(f"{kind} 没有版式；--layout 用于 {'、'.join(PAGES)}。")
    if model is not None and kind not in MODELLED:
        raise CallError(f"{kind} 不能照样稿排；--reference-doc 用于 {'、'.join(MODELLED)}。")


def dress_of(settings: Settings, kind: str, layout: str | None, model: Path | None) -> Dress:
    """How the pages are to look: as asked, else as the unit has settled; a layout that is asked for is not dressed over. Raises CallError,
    BankError, DocumentError."""
    from generator.layouts import load_layout
    from generator.readers.reference import read_reference

    if model is None and not layout and settings.reference_doc and kind in MODELLED:
        model = Path(settings.reference_doc)
    return Dress(load_layout(layout or settings.layout), read_reference(model) if model is not None else None)


def taken(dress: Dress) -> list[str]:
    """Which styles were taken from the unit's document, for a person to read."""
    if dress.reference is None:
        return []
    from generator.writers.docx.reference import borrow

    found = borrow(dress.reference, dress.page)
    footer = "，页码照样稿" if dress.reference.footers else ""
    lines = [f"样式：取用{dress.reference.name}的{'、'.join(found.taken) or '页面'}{footer}"]
    return [*lines, *([f"  样稿没有的照版式：{'、'.join(found.kept)}"] if found.kept else []), *(f"  {told}" for told in dress.reference.left)]


def lacking(made: Draft, dress: Dress) -> list[str]:
    """What a reader's computer may lack, for a person to read; nothing of a unit's own document, whose fonts the unit has."""
    if dress.reference is not None:
        return []
    from generator.writers import fonts

    page = dress.page
    rare = fonts.uncommon(made, page)
    lines = [f"字体：稿子用了{'、'.join(rare)}，没有装的电脑会换成别的字体"] if rare else []
    return [*lines, *(f"生僻字：{font}里没有“{char}”（第 {'、'.join(str(at + 1) for at in places)} 段），要另换字体" for char, font, places in fonts.missing(made, page))]
