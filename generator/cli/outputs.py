"""Where a draft goes and as what: the format by suffix or ``--to``, a safe file name by the title."""
from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from generator.errors import CallError
from generator.output import FORMATS

PAGES = ("docx", "html", "pdf")       # formats that have a layout
_BINARY = ("docx", "pdf")
STDOUT = "-"
_LONGEST = 60                          # characters of a name: 180 bytes in UTF-8, room for .docx.bak and temporary names
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def choose_format(out: str | None, to: str | None) -> str:
    """One of :data:`FORMATS`. Raises CallError where the suffix says nothing or stdout cannot take it."""
    if out == STDOUT:
        if to in _BINARY:
            raise CallError(f"{to} 是二进制文件，不能写到标准输出；请用 -o 给一个文件名，或用 --to txt、md、html、json。")
        return to or "txt"
    if to is not None or out is None:
        return to or "docx"
    return _by_suffix(Path(out))


def _by_suffix(path: Path) -> str:
    suffix = path.suffix.lower().removeprefix(".")
    if suffix in FORMATS:
        return suffix
    if path.exists() and not path.is_file():       # a folder or a FIFO: the writer refuses it with its own reason
        return "docx"
    raise CallError(f"不知道“{path.name}”是什么格式：后缀要是 {'、'.join('.' + name for name in FORMATS)}，或用 --to 指明。")


def check_folder(out: str | None) -> None:
    """Raises CallError if the folder of ``out`` is missing: better now than after the work."""
    if out is not None and out != STDOUT and not Path(out).parent.is_dir():
        raise CallError(f"没有“{Path(out).parent}”这个文件夹，请先建好。")


def check_ledger(path: Path | None) -> None:
    """Raises CallError for a ledger of another kind than .csv or .xlsx, or in a folder that is not there."""
    if path is None:
        return
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise CallError(f"数据核对表写成 .csv 或 .xlsx，“{path.name}”都不是。")
    check_folder(str(path))


def beside(brief: str, title: str, kind: str) -> Path:
    """The default output: the title as a file name, beside the brief (in the current folder for stdin)."""
    home = Path() if brief == STDOUT else Path(brief).parent
    return home / f"{file_name(title)}.{kind}"


def file_name(title: str) -> str:
    """``title`` without what Windows, macOS or Linux refuse in a name; ``讲话稿`` if nothing is left."""
    kept = "".join(char for char in title if unicodedata.category(char)[0] != "C" and not char.isspace())
    name = _FORBIDDEN.sub("_", kept)[:_LONGEST].strip(". ")
    return f"_{name}" if _RESERVED.fullmatch(name) else name or "讲话稿"
