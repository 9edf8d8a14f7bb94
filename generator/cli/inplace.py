"""A brief that a command changes in place: read once, shown line by line as it will be, written only if nobody else changed it meanwhile."""
from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from generator.errors import OverwriteError, Problem


class Original(NamedTuple):
    """A brief as it was when the command began."""

    path: Path
    data: bytes
    text: str
    encoding: str

    def encoded(self, text: str) -> bytes:
        """Another text in the brief's encoding."""
        return text.encode(self.encoding)


def original(path: Path, data: bytes) -> Original:
    """A brief that loads, ready to be changed. Raises BriefError where its bytes could not be written again as they are."""
    from generator.rewriting import opened

    return Original(path, data, *opened(data, str(path)))


def differences(old: str, new: str) -> Iterator[str]:
    """The lines that change, with their numbers: ``第 12 行``, then - what was and + what is."""
    before, after = old.splitlines(), new.splitlines()
    for kind, first, last, begins, ends in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if last - first == ends - begins:
            for at in range(last - first):
                yield from (f"第 {begins + at + 1} 行", f"  - {before[first + at].rstrip()}", f"  + {after[begins + at].rstrip()}")
        else:
            yield f"第 {begins + 1} 行"
            yield from (f"  - {line.rstrip()}" for line in before[first:last])
            yield from (f"  + {line.rstrip()}" for line in after[begins:ends])


def save(brief: Original, text: str, *, keep: bool, lost: str = "") -> Path | None:
    """Writes the new text; the path of the copy of the old one where it is to be kept. Raises OverwriteError where the file is no longer what was read
    (``lost`` tells what was not written), WriteError; then nothing has changed."""
    from generator.source import read_bytes
    from generator.writers.safe import rewrite

    if read_bytes(brief.path) != brief.data:
        raise OverwriteError(f"{brief.path} 刚刚被别的程序改过，没有写{lost}", [Problem("文件和读进来的时候不一样了", hint="重新运行这条命令")])
    return next(iter(rewrite({brief.path: brief.encoded(text)}, keep=keep)), None)
