"""What mining found, on file: a folder that loads as a phrase bank, and cards. A file in which a person has worked is left alone."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from generator.errors import OverwriteError, Problem, WriteError
from generator.mining.cards import CURATED, named
from generator.writers.safe import write_files
from generator.writers.signatures import signed_template, signed_yaml

IDS = "ids.yaml"                                 # beside the folder of cards: names of sources → ids


def write(files: Mapping[str, str], out: Path | None, made: Sequence[Mapping[str, Any]], cards: Path | None) -> list[Path]:
    """Writes the files of a bank (by name) into ``out`` and the cards ``made`` into ``cards``, all or none; the folders that were written.
    What we wrote before is replaced (the old one kept as .bak); raises OverwriteError where a person edited a file since, WriteError where a folder cannot be made."""
    outputs: dict[Path, bytes] = {}
    if out is not None:
        outputs |= {out / name: (signed_template if name.endswith(".j2") else signed_yaml)(text).encode("utf-8") for name, text in files.items()}
    if cards is not None:
        outputs |= {path: text.encode("utf-8") for path, text in _cards(made, cards).items()}
    new = {path: data for path, data in outputs.items() if not (path.is_file() and path.read_bytes() == data)}
    try:
        for folder in sorted({path.parent for path in new}):
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"建不了文件夹 {error.filename}：{error.strerror}") from error
    try:
        write_files(new, force=True)
    except OverwriteError as error:
        raise OverwriteError(error.summary, [Problem("一个文件也没有写", hint="换一个文件夹，或者把这个文件移开")]) from None
    return [folder for folder in (out, cards) if folder is not None]


def _cards(made: Sequence[Mapping[str, Any]], folder: Path) -> dict[Path, str]:
    """The cards by their files, each with what people wrote on the one before."""
    table = folder.parent / IDS
    ids = yaml.safe_load(table.read_text(encoding="utf-8")) if table.is_file() else {}
    return {folder / f"{name}.yaml": _card(item, folder / f"{name}.yaml") for name, item in named(made, ids or {}).items()}


def _card(mined: Mapping[str, Any], path: Path) -> str:
    """A card: what was mined, signed, and behind it the curated section of the file that is there, word for word."""
    old = path.read_text(encoding="utf-8") if path.is_file() else ""
    mark = f"\n{CURATED}:"
    kept = old[old.index(mark) + 1:] if mark in old else ""
    return signed_yaml(yaml.safe_dump(dict(mined), allow_unicode=True, sort_keys=False, width=160)) + kept
