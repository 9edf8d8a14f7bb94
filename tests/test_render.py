"""The page as LibreOffice renders it: 22 lines of 28 characters, and bookmarks that survive a round trip."""
from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from briefs import FEW, LIBRARY, SHARED
from test_writers import DRAFT, to_docx

from generator.brief import load_brief
from generator.pipeline import make_draft
from generator.writers.docx import provenance

PROBE = SHARED / "tools" / "layout_probe.py"
OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None or shutil.which("pdftotext") is None, reason="LibreOffice or poppler is not installed")


def converted(path: Path, kind: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another format."""
    subprocess.run([str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind, "--outdir", str(folder / kind),
                    str(path)], check=True, capture_output=True, timeout=240)
    return folder / kind / f"{path.stem}.{kind}"


@needs_office
@pytest.mark.skipif(not PROBE.is_file(), reason="the layout probe is not beside this checkout")
@pytest.mark.parametrize("path", FEW, ids=lambda path: path.stem)
def test_a_draft_is_laid_out_as_the_standard_asks(tmp_path: Path, path: Path) -> None:
    """Every check of the page, read from the file and measured on the rendered pages."""
    document = tmp_path / "draft.docx"
    document.write_bytes(to_docx(make_draft(load_brief(path), LIBRARY)))
    done = subprocess.run([sys.executable, PROBE, document, "--render"], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout


@needs_office
def test_provenance_survives_a_round_trip_through_libreoffice(tmp_path: Path) -> None:
    """Opened and saved by LibreOffice the draft is still known as ours, with its figures."""
    document = tmp_path / "draft.docx"
    document.write_bytes(to_docx(DRAFT))
    first = converted(document, "odt", tmp_path)
    again = converted(first, "docx", tmp_path)
    assert provenance.state(again) == "ours"
