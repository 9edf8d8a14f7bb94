"""The draft as PDF, through LibreOffice where it is installed: the same pages as the .docx, the same bytes every time.

LibreOffice writes the time of day and an identifier drawn by chance; here the date is the draft's and the identifier a hash of all else, by which
the file is known again as ours.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from generator.errors import WriteError

_NAMES = ("soffice", "libreoffice")
_USUAL = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", r"C:\Program Files\LibreOffice\program\soffice.exe")
_SECONDS = 180
_DATE = re.compile(rb"(/(?:CreationDate|ModDate)\(D:)\d{14}[^)]*\)")
_MARKS = re.compile(rb"(?<=<)[0-9A-Fa-f]{32}(?=>)|(?<=/DocChecksum /)[0-9A-Fa-f]{32}")
_TAIL = 4096                                     # bytes from the end in which date and identifier stand
_INSTEAD = "可以先写成 .docx，再用 Word 或 WPS 另存为 PDF"


def to_pdf(docx: bytes, date: tuple[int, int, int]) -> bytes:
    """The pages of a .docx. ``date`` (year, month, day) is what the file bears. Raises WriteError where LibreOffice is not
    installed or fails."""
    office = next((found for name in _NAMES if (found := shutil.which(name))), None) or next((path for path in _USUAL if Path(path).is_file()), None)
    if office is None:
        raise WriteError(f"写 PDF 要用 LibreOffice，这台电脑上没有找到；{_INSTEAD}。")
    with tempfile.TemporaryDirectory(prefix="nigao-") as name:
        folder = Path(name)
        source = folder / "draft.docx"
        source.write_bytes(docx)
        call = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", name, str(source)]
        try:
            subprocess.run(call, capture_output=True, check=True, timeout=_SECONDS)
            return _stamped((folder / "draft.pdf").read_bytes(), date)
        except (OSError, subprocess.SubprocessError):
            raise WriteError(f"LibreOffice 没有写出 PDF；{_INSTEAD}。") from None


def state(path: Path) -> str:
    """``ours`` as we wrote it, ``foreign`` for anything else, a copy that somebody changed among it."""
    try:
        data = path.read_bytes()
    except OSError:
        return "foreign"
    return "ours" if data.startswith(b"%PDF-") and _MARKS.search(data, len(data) - _TAIL) and _marked(data) == data else "foreign"


def _stamped(data: bytes, date: tuple[int, int, int]) -> bytes:
    """The file with the draft's date, and its identifier from all that it holds; no byte moves, so that its table of places stays right."""
    day = b"%04d%02d%02d000000" % date
    dated = _DATE.sub(lambda found: (found[1] + day + b"Z").ljust(len(found[0]) - 1, b"'") + b")", data)
    return _marked(dated)


def _marked(data: bytes) -> bytes:
    head, tail = data[:-_TAIL], data[-_TAIL:]
    bare = _MARKS.sub(b"0" * 32, tail)
    digest = hashlib.sha256(head + bare).hexdigest()[:32].upper().encode()
    return head + _MARKS.sub(digest, tail)
