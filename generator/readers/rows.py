"""Tables read row by row: .csv in UTF-8 or GB18030, the first sheet of an .xlsx, every cell as the text that a person sees in it."""
from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal
from pathlib import Path
from typing import Any, NamedTuple

from generator.errors import DocumentError, Place, Problem
from generator.readers import package
from generator.source import UNSEEN, decoded

_MOST_BYTES, _MOST_ROWS = 5 * 1024 * 1024, 5000   # of a table's file, and of its rows below the header
_MOST_UNPACKED, _MOST_COLUMNS = 50 * 1024 * 1024, 500
_BROKEN = (*package.BROKEN, LookupError, TypeError, AttributeError, ArithmeticError)
_SAVE = "用 Excel 或 WPS 打开，另存为 .xlsx，或 UTF-8 的 .csv"
_DIGITS = Context(prec=60)
# What a number format is made of: words, what takes no place of its own (spaces as wide as a sign, fills, colours), digits, anything else.
_FORMAT = re.compile(r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[[^\]]*\]|(?P<digits>[#0,.]+)|(?P<other>.)')
_PLAIN = "%+-¥￥$（）() "                         # what may stand in a format unquoted and is shown as it is
_HAN = "\u2e80"                                  # where Chinese characters begin
_PLACES = re.compile(r"([#,]*)(0*)(?:\.(0*)(#*))?")


class Row(NamedTuple):
    """One row below the header: its ``number`` as a spreadsheet counts (the header is 1), a cell for each of the header's, stripped, empty for what
    is not there; ``problems`` are cells that cannot be taken as they are."""

    number: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


class Table(NamedTuple):
    """A table under the ``name`` that the user gave it. ``head`` is its first row, empty where that is blank; blank rows are left out."""

    name: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


class _Cell(NamedTuple):
    """A cell's text, or what is wrong with it and what to do."""

    text: str
    wrong: str = ""
    hint: str = ""


_Line = tuple[int, list[_Cell]]


def read_rows(path: Path) -> Table:
    """The table of a file. Raises DocumentError for one that cannot be read, is of another kind, or holds more than 5 MB, 5,000 rows or 500 columns."""
    name = str(path)
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise _unreadable(name, "不认识这种表格", _SAVE)
    lines = iter(read(_content(path), name))
    first = next(lines, None)
    head = _head(first) if first is not None else ()
    if len(head) > _MOST_COLUMNS:
        raise _unreadable(name, f"表头有{len(head)}列，超过{_MOST_COLUMNS}列", "只留要填的列")
    rows = []
    for number, cells in lines:
        if any(cell.text or cell.wrong for cell in cells):
            rows.append(_row(name, number, cells, head))
        if len(rows) > _MOST_ROWS:
            raise _unreadable(name, f"超过{_MOST_ROWS}行", "分成几张表")
    return Table(name, head, tuple(rows))


def _content(path: Path) -> bytes:
    name = str(path)
    try:
        if not path.is_file():
            raise _unreadable(name, "不是普通文件" if path.exists() else "没有这个文件", "给一个 .csv 或 .xlsx 文件")
        with path.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise _unreadable(name, f"读不了：{error.strerror}", "请检查文件的权限") from error
    if len(content) > _MOST_BYTES:
        raise _unreadable(name, "文件超过5 MB", "分成几张表，去掉图片和用不上的列")
    if not content.strip():
        raise _unreadable(name, "是空文件", "第一行写要点的键，如 地区.名称；下面一行一份稿子")
    return content


def _head(line: _Line) -> tuple[str, ...]:
    """The cells of the first row without the empty ones at its end; none where another row comes first."""
    number, cells = line
    told = [cell.text for cell in cells] if number == 1 else []
    while told and not told[-1]:
        told.pop()
    return tuple(told)


def _row(name: str, number: int, cells: list[_Cell], head: tuple[str, ...]) -> Row:
    problems = [Problem(cell.wrong, Place(name, number, at), head[at - 1] if at <= len(head) else "", cell.hint) for at, cell in enumerate(cells, 1) if cell.wrong]
    for at, cell in enumerate(cells, 1):
        if cell.text and (at > len(head) or not head[at - 1]):
            problems.append(Problem(f"“{cell.text[:20]}”上面没有表头", Place(name, number, at), hint="补上表头，或删去这一格；csv 里带逗号的文字要加双引号"))
    texts = [cell.text for cell in cells[:len(head)]]
    return Row(number, (*texts, *[""] * (len(head) - len(texts))), tuple(problems))


def _checked(text: str) -> _Cell:
    """A text that is stripped, with nothing in it that cannot be seen: a brief may not hold that either."""
    if found := UNSEEN.search(text):
        return _Cell("", f"有看不见的控制字符 U+{ord(found.group()):04X}", "删去这一格，重新输入")
    return _Cell(text.strip())


def _unreadable(name: str, why: str, hint: str, line: int = 1) -> DocumentError:
    return DocumentError("表格读不了", [Problem(why, Place(name, line, 1), hint=hint)])


# ------------------------------------------------------------------------------------------------- texts
def _csv(content: bytes, name: str) -> Iterator[_Line]:
    text = None if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or b"\0" in content else decoded(content)
    if text is None:
        raise _unreadable(name, "不是 UTF-8 或 GB18030 的 csv", f"如果是 Excel 表，把后缀改回 .xlsx；不是就{_SAVE}")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            yield number, [_checked(cell) for cell in cells]
    except csv.Error:
        raise _unreadable(name, "从这一行起读不下去：双引号没有成对，或一格太长", "文字里的双引号要写两个（\"\"）；或另存为 .xlsx", max(1, reader.line_num)) from None


# ---------------------------------------------------------------------------------------------- workbooks
def _xlsx(content: bytes, name: str) -> Iterator[_Line]:
    """The rows of the first sheet. Formulas give what they came to when the book was last saved."""
    if not content.startswith(b"PK"):
        old = content.startswith(b"\xd0\xcf\x11\xe0")
        raise _unreadable(name, "是旧格式（.xls）或加了密码" if old else "不是 .xlsx", f"去掉密码，{_SAVE}" if old else _SAVE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")           # openpyxl's, of colours and lists to choose from: nothing that a cell says
            _check_package(content)
            yield from _sheet(content)
    except package.Refused as error:
        raise _unreadable(name, str(error), f"{_SAVE}，去掉图片") from None
    except _BROKEN:
        raise _unreadable(name, "没有传完、已经损坏，或不是 .xlsx", f"请重新拷贝一份，或{_SAVE}") from None


def _check_package(content: bytes) -> None:
    """Raises one of package.BROKEN: Refused for a book beyond the limits or with a DOCTYPE."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        package.check_size(book)
        size = sum(info.file_size for info in book.infolist())
        if size > _MOST_UNPACKED:
            raise package.Refused(f"解开有{size // 1024 // 1024} MB，太大")
        for part in book.namelist():
            if part.endswith((".xml", ".rels")):
                package.refuse_doctype(book.read(part))


def _sheet(content: bytes) -> Iterator[_Line]:
    """Each row twice: as it was computed, and as it was typed, which tells a formula that was never computed from an empty cell."""
    from openpyxl import load_workbook

    shown, typed = (load_workbook(io.BytesIO(content), read_only=True, data_only=values) for values in (True, False))
    sheets: list[Any] = [book.worksheets[0] for book in (shown, typed)]
    for sheet in sheets:
        sheet.reset_dimensions()                     # some programs write them wrongly, and rows would be lost
    for number, (values, formulas) in enumerate(zip(*(sheet.iter_rows() for sheet in sheets), strict=True), 1):
        yield number, [_read(value, formula) for value, formula in zip(values, formulas, strict=True)]


def _read(cell: Any, typed: Any) -> _Cell:
    value = cell.value
    if value is None:
        return _Cell("", "公式还没有算出数来", "用 Excel 或 WPS 打开表格，存一次") if typed.data_type == "f" else _Cell("")
    if cell.data_type == "e":
        return _Cell("", f"这一格是错误值 {value}", "改正公式，或直接填数")
    return _checked(_said(value, str(cell.number_format or "")))


def _said(value: Any, form: str) -> str:
    """A value as its cell shows it, as far as its format can be followed; else all that is stored of it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")      # a spreadsheet keeps fifteen digits
        return _formatted(number, form) or f"{number:f}"
    if isinstance(value, (date, datetime)):
        return _day(value, form)
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _day(value: date, form: str) -> str:
    """2026-04-10; a year or a month alone where no more is shown; the time behind it where there is one."""
    letters = "".join(found["other"] or "" for found in _FORMAT.finditer(form)).lower()
    clock = f" {value:%H:%M}" if isinstance(value, datetime) and value.time() != time() else ""
    if "y" in letters and "d" not in letters and not clock:
        return f"{value:%Y-%m}" if "m" in letters else f"{value:%Y}"
    return f"{value:%Y-%m-%d}{clock}"


def _formatted(number: Decimal, form: str) -> str:
    """A number by a format of digits, percent and words (``0.00_ ``, ``0.0%``, ``#,##0"万元"``), thousands not parted; empty for any other format."""
    before, digits, after = "", "", ""
    for found in _FORMAT.finditer(form.split(";", maxsplit=1)[0]):
        word = found["quoted"] or found["escaped"] or found["other"] or ""
        if found["digits"] and digits or found["other"] and found["other"] not in _PLAIN and found["other"] < _HAN:
            return ""
        digits = digits or found["digits"] or ""
        before, after = (before, after + word) if digits else (before + word, after)
    places = _PLACES.fullmatch(digits.replace(",", "")) if digits and not digits.endswith(",") else None
    if places is None:
        return ""
    _, whole, fixed, free = (part or "" for part in places.groups(""))
    scaled = number * 100 if "%" in before + after else number
    shown = scaled.quantize(Decimal(1).scaleb(-len(fixed + free)), ROUND_HALF_UP, _DIGITS)
    left, _, right = f"{abs(shown):f}".partition(".")
    right = right[:len(fixed)] + right[len(fixed):].rstrip("0")
    sign = "-" if shown < 0 else ""
    return f"{before.strip()}{sign}{left.zfill(len(whole))}{'.' if right else ''}{right}{after.strip()}"


_READERS: Mapping[str, Callable[[bytes, str], Iterable[_Line]]] = {".csv": _csv, ".xlsx": _xlsx}
