"""Writing files so that nothing of the user's is lost: the only place of the program that writes.

Every output goes to a temporary file in its own folder first, one without a name where the system has such, so that nothing is
left of it when the program is killed; then all are put in place, new ones by a hard link (which fails if somebody was faster), replaced
ones by a rename with the old file kept as .bak. If one cannot be written, none is.
"""
from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from generator import system
from generator.errors import OverwriteError, Problem, WriteError
from generator.writers import recognise

_MOST_NAMES = 1000
_PREFIX, _DAY = ".nigao-", 24 * 3600             # of temporary files with a name; seconds
_WHY = {"edited": "这个文件生成后有人改过", "foreign": "看不出这个文件是 nigao 生成的"}


class _Job:
    """One output on its way: where it goes (links followed), its temporary file, what was there before."""

    def __init__(self, shown: Path, target: Path, data: bytes) -> None:
        self.shown, self.target, self.data = shown, target, data
        self.temporary: Path | None = None        # where the data can be read until it is in place
        self.handle: int | None = None            # of a file without a name
        self.backup: Path | None = None
        self.placed = False


def write_files(outputs: Mapping[Path, bytes], *, force: bool, verify: Callable[[Path], None] | None = None) -> list[Path]:
    """Write all outputs or none; the paths of the old files that were kept (empty for new outputs).

    Raises OverwriteError where a file exists and ``force`` is not given, or where a person edited
    it or it carries no provenance of ours (:mod:`generator.writers.recognise`); WriteError where the place cannot be written. ``verify`` may raise on a temporary file.
    """
    jobs = [_Job(path, _followed(path), data) for path, data in outputs.items()]
    for job in jobs:
        _check_place(job)
        _check_existing(job, force)
    complete = False
    try:
        for job in jobs:
            _write(job)
            if verify is not None and job.temporary is not None:
                verify(job.temporary)
        for job in jobs:
            _place(job, force)
        complete = True
    finally:                                      # an interrupt too leaves everything as it was
        for job in reversed(jobs):
            if not complete:
                _undo(job)
            _let_go(job)
    return [job.backup for job in jobs if job.backup is not None]


def rewrite(outputs: Mapping[Path, bytes], *, keep: bool = False) -> list[Path]:
    """Writes new contents of files that a command was asked to change in place: all whole, each by a rename, so that none is ever half written; the
    paths of the old files, where they are to be kept. Raises WriteError, and then those that were not yet renamed are as they were."""
    jobs = [_Job(path, _followed(path), data) for path, data in outputs.items()]
    for job in jobs:
        _check_place(job)
    try:
        for job in jobs:
            _write(job)
        for job in jobs:
            try:
                if keep:
                    job.backup = _kept(job.target)
                _take_over(job)
            except OSError as error:
                raise _failed(job, error) from error
            job.placed = True
    finally:
        for job in jobs:
            if not job.placed:
                _undo(job)                        # those that were renamed stay, with their copies
            _let_go(job)
    return [job.backup for job in jobs if job.backup is not None]


def free_name(path: Path) -> Path:
    """A name beside ``path`` that nobody uses: 讲话（2）.docx."""
    names = (path.with_name(f"{path.stem}（{number}）{path.suffix}") for number in range(2, _MOST_NAMES))
    return next(name for name in names if not os.path.lexists(name))


# ------------------------------------------------------------------------------------------------------- checks
def _followed(path: Path) -> Path:
    """The file behind a symbolic link; the link itself stays."""
    try:
        return path.resolve() if path.is_symlink() else path
    except (OSError, RuntimeError) as error:
        raise WriteError(f"写不了 {path}：链接指向不明", [Problem("链接成环或已断开", hint="换一个文件名")]) from error


def _check_place(job: _Job) -> None:
    parent = job.target.parent
    if not parent.is_dir():
        raise WriteError(f"写不了 {job.shown}：没有文件夹 {parent}", [Problem("文件夹不存在", hint="先建好文件夹")])
    if job.target.is_dir():
        raise WriteError(f"写不了 {job.shown}：这是一个文件夹", [Problem("输出要是文件名", hint="在后面加上文件名")])
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISREG(job.target.stat().st_mode):
            raise WriteError(f"写不了 {job.shown}：不是普通文件", [Problem("是管道或设备", hint="换一个文件名")])
    lock = next((name for name in _lock_names(job.target) if name.exists()), None)
    if lock is not None:
        raise WriteError(f"写不了 {job.shown}：文件正在别处打开（{lock.name}）", [Problem("Word、WPS 或 LibreOffice 正开着它", hint="关掉它再试，或用 -o 换一个名字")])


def _lock_names(path: Path) -> Iterator[Path]:
    """Lock files of Word and WPS (two first characters of long names are dropped) and of LibreOffice."""
    yield path.with_name(f"~${path.name}")
    yield path.with_name(f"~${path.name[2:]}")
    yield path.with_name(f".~lock.{path.name}#")


def _check_existing(job: _Job, force: bool) -> None:
    if not os.path.lexists(job.target):
        return
    name = free_name(job.shown)
    state = recognise.state(job.target)
    if force and state != "ours":
        raise OverwriteError(f"不替换 {job.shown}：{_WHY[state]}", [Problem(f"{_WHY[state]}，--force 也不替换", hint=f"换个名字：-o {name}")])
    if not force:
        raise OverwriteError(f"已有文件 {job.shown}", [Problem("没有替换", hint=f"换个名字：-o {name}；或加 --force 替换（原文件留作 .bak）")])


# ------------------------------------------------------------------------------------------------------ writing
def _write(job: _Job) -> None:
    """The data in a file of its own beside the target, on the disk and read back. Raises WriteError."""
    _sweep(job.target.parent)
    try:
        handle = _open(job)
        with os.fdopen(handle, "r+b", closefd=job.handle is None) as stream:
            stream.write(job.data)
            stream.flush()
            os.fsync(stream.fileno())
            stream.seek(0)
            if stream.read() != job.data:
                raise OSError(errno.EIO, "写入后读回不一致")
        if job.temporary is not None:
            job.temporary.chmod(_mode(job.target))
    except OSError as error:
        raise _failed(job, error) from error


def _open(job: _Job) -> int:
    """A new file in the target's folder: without a name where the system has such files and can name them later, else with one of ours."""
    job.handle = system.nameless(job.target.parent)
    if job.handle is not None:
        job.temporary = system.place_of(job.handle)
        return job.handle
    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=job.target.suffix, dir=job.target.parent)
    job.temporary = Path(name)
    return handle


@lru_cache(maxsize=64)
def _sweep(folder: Path) -> None:
    """Clears away what a killed program of ours left a day ago or longer; once a run, for a folder may hold many files and a batch writes many."""
    for path in folder.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _DAY:
                path.unlink()


def _let_go(job: _Job) -> None:
    """The end of a temporary file."""
    if job.handle is not None:
        with contextlib.suppress(OSError):        # what it held is in place or not wanted
            os.close(job.handle)
    elif job.temporary is not None:
        job.temporary.unlink(missing_ok=True)


def _mode(target: Path) -> int:
    """The mode of the file to be replaced; for a new one what the user's umask gives."""
    with contextlib.suppress(FileNotFoundError):
        return stat.S_IMODE(target.stat().st_mode)
    return system.new_mode()


def _place(job: _Job, force: bool) -> None:
    try:
        if os.path.lexists(job.target):
            if not force:
                raise FileExistsError(errno.EEXIST, "刚刚有了同名文件")
            if not os.access(job.target, os.W_OK):
                raise PermissionError(errno.EACCES, "文件是只读的")
            job.backup = _kept(job.target)
            _take_over(job)
        else:
            _appear(job)
        job.placed = True
    except FileExistsError as error:
        raise OverwriteError(f"已有文件 {job.shown}", [Problem("没有替换", hint=f"换个名字：-o {free_name(job.shown)}")]) from error
    except OSError as error:
        raise _failed(job, error) from error


def _take_over(job: _Job) -> None:
    """The temporary file in the place of the target, by one rename, which takes a name."""
    assert job.temporary is not None
    if job.handle is None:
        system.replace(job.temporary, job.target)
        return
    name = job.target.with_name(f"{_PREFIX}{os.getpid()}-{time.time_ns()}{job.target.suffix}")
    try:
        try:
            _link(job, name)
        except OSError:                           # it cannot have one: its bytes are written once more
            name.write_bytes(job.data)
            name.chmod(_mode(job.target))
        system.replace(name, job.target)
    finally:
        name.unlink(missing_ok=True)


def _appear(job: _Job) -> None:
    """Give the temporary file its name without ever replacing another; where links are unknown, reserve the name first."""
    try:
        _link(job, job.target)
    except FileExistsError:
        raise
    except OSError:
        reserved = os.open(job.target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
        with _gone_unless_done(job.target):
            os.close(reserved)
            _take_over(job)


@contextlib.contextmanager
def _gone_unless_done(path: Path) -> Iterator[None]:
    """A file that this program made does not stay where it could not be finished."""
    done = False
    try:
        yield
        done = True
    finally:
        if not done:
            path.unlink()


def _link(job: _Job, target: Path) -> None:
    """A name for the temporary file. Raises FileExistsError where the name is taken."""
    assert job.temporary is not None
    if job.handle is None:
        os.link(job.temporary, target)
    else:
        system.name(job.handle, target)


def _kept(target: Path) -> Path:
    """A copy of the old file under a free .bak name (a link where possible)."""
    for number in range(_MOST_NAMES):
        backup = target.with_name(f"{target.name}.bak{number or ''}")
        try:
            _link_or_copy(target, backup)
        except FileExistsError:
            continue
        return backup
    raise OSError(errno.EEXIST, "备份太多")


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        data = source.read_bytes()
        with target.open("xb") as stream, _gone_unless_done(target):
            stream.write(data)
            stream.flush()


def _undo(job: _Job) -> None:
    """Put back what was there before this run."""
    with contextlib.suppress(OSError):
        if job.backup is None:
            if job.placed:
                job.target.unlink()
        elif job.placed or job.target.read_bytes() == job.data:      # an interrupt may fall between the rename and our noting it
            system.replace(job.backup, job.target)
        else:
            job.backup.unlink()
        job.backup = None


def _failed(job: _Job, error: OSError) -> WriteError:
    reasons = {errno.ENOSPC: "磁盘满了", errno.EACCES: "没有写的权限", errno.EPERM: "没有写的权限", errno.EROFS: "磁盘是只读的", errno.ENAMETOOLONG: "文件名太长",
               errno.EDQUOT: "超过了磁盘配额"}
    why = reasons.get(error.errno or 0, error.strerror or str(error))
    return WriteError(f"写不了 {job.shown}：{why}", [Problem(why, hint="什么也没有写；换一个位置再试")])
