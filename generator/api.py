"""nigao for other programs: the same jobs as the commands, as functions. They print nothing, never end the program, go by no variable of the environment
and by no current folder but for the paths that they are given; what is wrong is raised as an error of :mod:`generator.errors` whose ``problems`` have their places.

>>> from generator.api import compose, load_brief
>>> draft = compose(load_brief("examples/临江县一季度汇报会.yaml"))
>>> draft.title
'在全县2026年一季度招商引资工作汇报会上的讲话'
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import model
from generator.brief import load_brief
from generator.errors import BankError, BriefError, CallError, DocumentError, NigaoError, OverwriteError, WriteError
from generator.frozen import Frozen, held, restored
from generator.library import library_of, load_library
from generator.model import Brief, Library

if TYPE_CHECKING:
    from generator.checkup import Report
    from generator.mining.mined import Mined
    from generator.update import Update

__all__ = ["BankError", "Brief", "BriefError", "CallError", "DocumentError", "Draft", "Library", "NigaoError", "OverwriteError", "Revised", "WriteError", "check",
           "compose", "library", "load_brief", "mine", "update"]


class Draft(model.Draft):
    """A finished speech that can be saved; all fields of :class:`generator.model.Draft`."""

    def save(self, path: str | Path, *, layout: str = "print", annotate: bool = False, force: bool = False) -> list[Path]:
        """Writes the draft, as its suffix says (.docx, .md, .txt, .html, .pdf, .json), whole or not at all; the paths of old files that were kept.

        ``layout`` is ``print``, ``podium`` or a file; ``annotate`` adds a comment to every figure of a .docx. Raises CallError for another suffix,
        OverwriteError where a file is there (with ``force``: one that a person made or edited), WriteError where it cannot be written.
        """
        from generator.layouts import load_layout
        from generator.output import FORMATS, content
        from generator.writers.safe import write_files

        target = Path(path)
        kind = target.suffix.lower().removeprefix(".")
        if kind not in FORMATS:
            raise CallError(f"不知道“{target.name}”是什么格式：后缀要是 {'、'.join('.' + name for name in FORMATS)}。")
        return write_files({target: content(self, kind, load_layout(layout), annotate=annotate)}, force=force)

    def to_text(self) -> str:
        """The speech as plain text, a paragraph a line."""
        from generator.writers.text import to_text

        return to_text(self)

    def to_dict(self) -> dict[str, Any]:
        """What ``nigao draft --to json`` writes (docs/api.md), as Python values."""
        from generator.writers.json import as_dict

        return as_dict(self)


def library(templates: Iterable[str | Path] = (), phrasebanks: Iterable[str | Path] = ()) -> Library:
    """All skeletons, moves, blocks and tables, one's own folders before the built-in ones. Raises BankError with all that is wrong in them."""
    return load_library(tuple(map(Path, templates)), tuple(map(Path, phrasebanks)))


def compose(
    brief: Brief, *, library: Library | None = None, skeleton: str | None = None, variant: int = 0, length: int | None = None, unlike: Iterable[str] = ()
) -> Draft:
    """The draft of a brief: the same brief, library and ``variant`` always give the same draft.

    ``library`` is the built-in one by default, with the folders that the brief's ``nigao.yaml`` names; ``length`` is in characters; ``unlike`` are
    paragraphs of older speeches whose wordings are taken last. Raises BriefError and BankError.
    """
    from generator.pipeline import make_draft

    known = library if library is not None else library_of(brief.settings)
    return restored(Draft, held(make_draft(brief, known, skeleton=skeleton, variant=variant, length=length, unlike=unlike)))


def check(
    path: str | Path, brief: Brief | None = None, *, only: Iterable[str] = (), skip: Iterable[str] = (), corpus: Sequence[str | Path] = (), year: str = ""
) -> Report:
    """What is found in a .docx, .md or .txt, by the settings of its folder: ``report.findings``, each with rule, severity, paragraph, place, message and
    suggestion. Without a ``brief`` numbers and names are only held against each other. Raises DocumentError, BriefError for wrong settings."""
    from generator import checkup
    from generator.readers.document import read_document

    settings, _ = checkup.settings_for(Path(path).resolve().parent)
    return checkup.check(read_document(Path(path)), settings, brief=brief, only=only, skip=skip, corpus=tuple(map(Path, corpus)), year=year)


class Revised(Frozen):
    """What a changed brief asks of an edited .docx: ``changes`` that are safe, what is ``left`` for a person; nothing is written yet."""

    path: Path
    made: Update

    @property
    def changes(self) -> Sequence[model.Change]:
        """The numbers and words that change."""
        return self.made.revision.changed

    @property
    def left(self) -> Sequence[model.Left]:
        """What a person retyped or has to decide."""
        return self.made.revision.left

    def save(self, path: str | Path, *, track: bool = False) -> None:
        """Writes the updated document to another file; ``track`` marks the changes as Word revisions. Raises OverwriteError and WriteError."""
        from generator.readers.kinds import legible
        from generator.writers.docx.revise import revised
        from generator.writers.safe import write_files

        with legible(self.path):
            content = self.path.read_bytes()
            content = revised(content, self.made.revision.edits, self.made.record, track=track) if self.changes else content
        write_files({Path(path): content}, force=False)


def update(path: str | Path, brief: Brief) -> Revised:
    """What the figures of a changed brief change in a .docx that nigao drafted and people have edited. Raises DocumentError for one that it did not draft."""
    from generator import update as updating
    from generator.readers.document import read_document

    return Revised(Path(path), updating.update(read_document(Path(path)), brief))


def mine(
    paths: Sequence[str | Path], *, library: Library | None = None, min_docs: int | None = None, cards: bool = False, executor: Executor | None = None, workers: int = 1
) -> Mined:
    """Phrases, frames, candidate blocks and skeletons of old speeches. ``executor`` (of processes, or a cluster's) does the work with so many ``workers``; the
    result is the same. Raises BankError for a wrong library; files that cannot be read are in ``skipped``."""
    from generator import mine as mining

    known = library if library is not None else load_library()
    return mining.mine(tuple(map(Path, paths)), known, min_docs=min_docs, cards=cards, executor=executor, workers=workers)
