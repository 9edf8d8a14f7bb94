"""Problems of the user's files as values, and the one exception root that stops a command.

A problem says what is wrong, where, and what to do, in Chinese. Library code raises :class:`NigaoError`; only
the edge (``cli/``) prints it and turns its ``code`` into an exit code (contract: 2–7).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.frozen import Frozen

# What code that is not right raises: other packages' rules and filters are caught by it, at the edges where they are run.
FAILURES = (ArithmeticError, AssertionError, AttributeError, LookupError, NameError, OSError, RuntimeError, TypeError, ValueError)


class Place(NamedTuple):
    """Where a value stands: file as the user named it, line and column counted from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(Frozen):
    """One thing wrong in a user's file: what is wrong, its place, its key path and what to do instead."""

    message: str
    place: Place | None = None
    path: str = ""
    hint: str = ""

    def __str__(self) -> str:
        where = "  ".join(part for part in (str(self.place or ""), self.path) if part)
        head = f"{where}\n  {self.message}" if where else self.message
        return f"{head}\n  {self.hint}" if self.hint else head


class NigaoError(Exception):
    """The command stops here. ``problems`` are all that were found in one run; ``code`` is the exit code."""

    code = 70

    def __init__(self, summary: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(summary)
        self.summary = summary
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join([self.summary, *map(str, self.problems)])


class CallError(NigaoError):
    """The call is wrong: a missing file or folder, an option that does not fit."""

    code = 2


class BriefError(NigaoError):
    """The brief is invalid."""

    code = 3


class BankError(NigaoError):
    """A template, skeleton or phrase bank is invalid, or cost more time or space than it may."""

    code = 4


class DocumentError(NigaoError):
    """A document to read is unreadable, unsafe or of another kind."""

    code = 5


class OverwriteError(NigaoError):
    """An existing file would have been replaced."""

    code = 6


class WriteError(NigaoError):
    """The result could not be written; nothing is left half written."""

    code = 7
