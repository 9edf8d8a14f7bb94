"""The ledger as a workbook (.xlsx): numbers as numbers, all else as text that nothing runs; knows its own when it sees it again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from generator.model import Draft
from generator.readers import package
from generator.writers import ledger, packed
from generator.writers.signatures import digest

_NAME = "nigao"
_TITLE = "数据核对表"
_WIDTHS = (6, 16, 30, 12, 10, 34, 40, 30, 8, 70)          # characters of the columns, as ledger.HEADS
_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def to_xlsx(draft: Draft) -> bytes:
    """The ledger of a draft as a workbook with one sheet, the same bytes every time."""
    book: Any = Workbook()                        # its types know no custom properties
    sheet = book.active
    sheet.title = _TITLE
    table = [ledger.HEADS, *ledger.rows(draft)]
    for at, row in enumerate(table, 1):
        for column, told in enumerate(row, 1):
            _fill(sheet.cell(at, column), told, head=at == 1)
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    book.properties.creator = "拟稿"
    book.properties.created = datetime(*draft.date)
    book.custom_doc_props.append(StringProperty(name=_NAME, value=_hash(table)))
    out = BytesIO()
    book.save(out)
    files = packed.entries(out.getvalue())
    when = b"%04d-%02d-%02dT00:00:00Z" % draft.date
    files[_CORE] = _MODIFIED.sub(rb"\g<1>" + when + rb"\g<2>", files[_CORE])      # openpyxl writes the time of saving
    return packed.packed(files)


def _fill(cell: Any, told: object, *, head: bool) -> None:
    """A value in a cell: a number as it is, a text never as a formula."""
    text = str(told)
    if isinstance(told, int):
        cell.value = told
    elif ledger.is_number(text) and not head:
        cell.value = Decimal(text)
        cell.number_format = f"0.{'0' * len(text.partition('.')[2])}" if "." in text else "0"
    elif text:
        cell.value = text
        cell.data_type = "s"                      # also where it begins with =
    cell.font = Font(bold=head)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def state(path: Path) -> str:
    """``ours`` as we wrote it, ``edited`` by a person since, ``foreign`` for anything else."""
    try:
        package.parts(path)
        book: Any = load_workbook(path)
        kept = next((str(item.value) for item in book.custom_doc_props.props if item.name == _NAME), "")
        table = list(book.worksheets[0].values)
    except (*package.BROKEN, LookupError, TypeError, AttributeError):
        return "foreign"
    if not kept:
        return "foreign"
    return "ours" if _hash(table) == kept else "edited"


def _hash(table: Iterable[Iterable[object]]) -> str:
    """Hash of the cells, numbers by value."""
    return digest("\n".join("\t".join(_said(cell) for cell in row) for row in table))


def _said(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"{Decimal(text).normalize():f}" if ledger.is_number(text) else text
