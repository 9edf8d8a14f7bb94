"""What is fed with anything: every room that reads what a stranger may have written. A target takes bytes and may end only in an error of ours."""
from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from generator.brief import load_brief
from generator.checkup import check
from generator.entries import Bank, skeletons
from generator.errors import NigaoError
from generator.language import formulas, quantities
from generator.language.said import numbers, spelled
from generator.layouts import load_layout
from generator.library import load_library
from generator.model import Settings
from generator.pipeline import make_draft
from generator.readers.document import read_document, read_text
from generator.templating import Templates
from generator.writers.docx import to_docx

CONTEXT = {"item": {"name": "甲厂", "text": "办好", "items": ["一", "二"]}, "items": [{"name": "甲厂"}, {"name": "乙厂"}], "n": 1, "year": 2026}
BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'


def brief(data: bytes) -> None:
    """A brief, and the draft that it makes."""
    with suppress(NigaoError):
        loaded = load_brief("要点.yaml", data=data)
        made = make_draft(loaded, load_library())
        to_docx(made, load_layout("print"))


def bank(data: bytes) -> None:
    """A file of a phrase bank, and one of skeletons."""
    Bank([("a.yaml", data)], "own")
    skeletons([("a.j2", data)], "own")


def template(data: bytes) -> None:
    """The text of a block."""
    with suppress(NigaoError):
        Templates().render(data.decode("utf-8", "replace"), CONTEXT, "语块 x")


def document(data: bytes) -> None:
    """A file that calls itself a document."""
    path = _file(data, ".docx")
    with suppress(NigaoError):
        read_document(path)


def body(data: bytes) -> None:
    """The body of a document, in a package that is whole."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("word/document.xml", data if data.startswith(b"<") else BODY % data.decode("utf-8", "replace"))
    with suppress(NigaoError):
        check(read_document(_file(package.getvalue(), ".docx")), Settings())


def text(data: bytes) -> None:
    """A speech that people have edited, and all that is found in it."""
    with suppress(NigaoError):
        check(read_text(data), Settings())


def number(data: bytes) -> None:
    """Numbers and amounts as people write them."""
    said = data.decode("utf-8", "replace")
    numbers(said)
    list(spelled(said))
    for read in (quantities.read_number, quantities.read_amount):
        with suppress(ValueError):
            read(said)
    with suppress(formulas.FormulaError):
        formulas.parse(said, ("a", "b", "甲"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (brief, bank, template, document, body, text, number)
}


def _file(data: bytes, suffix: str) -> Path:
    """The data on file, in the one place that this process has for it."""
    path = Path(tempfile.gettempdir()) / f"nigao-fuzz-{os.getpid()}{suffix}"
    path.write_bytes(data)
    return path
