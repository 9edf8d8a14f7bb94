"""From a brief named on the command line to its draft; what draft and preview have in common."""
from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from generator.cli.nearest import identify
from generator.cli.options import Folders, Wanted
from generator.model import Brief, Draft, Library, Settings
from generator.outside import NAME, outside

MOST_BYTES = 2 * 1024 * 1024          # contract, Limits: a larger brief is refused by the loader


def load(folders: Folders, settings: Settings | None = None) -> Library:
    """The built-in library with the user's folders before it, those that were named on the command line before those that the settings name (of the
    current folder where none are given). Raises BankError, BriefError."""
    from generator.library import load_library

    settled = settings if settings is not None else settled_here()
    return load_library((*folders.templates, *map(Path, settled.templates)), (*folders.phrasebanks, *map(Path, settled.phrasebanks)))


def settled_here() -> Settings:
    """The settings that hold in the current folder. Raises BriefError where they are wrong."""
    here = Path().resolve()
    files = [*((folder / NAME) for folder in (here, *here.parents)), *([outside().file] if outside().file else [])]
    if not outside().variables and not any(file is not None and file.is_file() for file in files):
        return Settings()                        # nothing is settled: reading that would take longer than listing the blocks
    from generator.checkup import settings_for

    return settings_for(here)[0]


def read(brief: str, sets: Iterable[tuple[str, str]]) -> Brief:
    """The brief of a path or of stdin (``-``). Raises BriefError with all its problems."""
    from generator.brief import load_brief

    data = sys.stdin.buffer.read(MOST_BYTES + 1) if brief == "-" else None
    return load_brief(brief, data=data, sets=tuple(sets))


def make(brief: str, wanted: Wanted) -> tuple[Draft, Library]:
    """The draft that was asked for and the library it was made from. Raises CallError, BriefError, BankError or DocumentError."""
    return make_from(read(brief, wanted.sets), wanted)


def make_from(facts: Brief, wanted: Wanted) -> tuple[Draft, Library]:
    """The same from a brief that was read already."""
    from generator.pipeline import make_draft
    from generator.readers.document import read_document

    library = load(wanted.folders, facts.settings)
    skeleton = wanted.skeleton and skeleton_id(wanted.skeleton, library)
    older = [words.text for path in wanted.unlike for words in read_document(path).paragraphs]
    return make_draft(facts, library, skeleton=skeleton, variant=wanted.variant, length=wanted.length, unlike=older), library


def skeleton_id(word: str, library: Library) -> str:
    """The skeleton that an id or a Chinese name stands for. Raises CallError with near ones."""
    return identify("骨架", word, {id: skeleton.name for id, skeleton in library.skeletons.items()}, "nigao skeletons；自己写的骨架，用 --templates 指出文件夹")
