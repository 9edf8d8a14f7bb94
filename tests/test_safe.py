"""The user's files are sacred: never replaced silently, never half written, never over a person's work."""
from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from test_writers import DRAFT, PRINT, to_docx

from generator.errors import OverwriteError, WriteError
from generator.writers.recognise import state
from generator.writers.safe import free_name, write_files
from generator.writers.signatures import signed_markdown

ROOT_USER = os.geteuid() == 0


def ours(text: str) -> str:
    """A Markdown draft of ours."""
    return signed_markdown(text)


def only(folder: Path, *names: str) -> bool:
    """Whether a folder holds these files and nothing else: no temporary file is left."""
    return sorted(path.name for path in folder.iterdir()) == sorted(names)


def test_a_new_file_is_written_by_the_users_umask(tmp_path: Path) -> None:
    """Content, mode, and nothing beside it."""
    assert write_files({tmp_path / "a.txt": b"x"}, force=False) == []
    assert (tmp_path / "a.txt").read_bytes() == b"x"
    assert only(tmp_path, "a.txt")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o666 & ~mask


def test_an_existing_file_is_not_replaced_without_force(tmp_path: Path) -> None:
    """Exit 6, the old content, and a free name in the message."""
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(OverwriteError, match="a（2）.txt") as error:
        write_files({tmp_path / "a.txt": b"new"}, force=False)
    assert error.value.code == 6
    assert (tmp_path / "a.txt").read_text() == "old"
    assert only(tmp_path, "a.txt")


def test_force_keeps_the_old_file_under_a_free_name(tmp_path: Path) -> None:
    """.bak, then .bak1; the mode of the file stays."""
    path = tmp_path / "a.md"
    path.write_text(ours("one"))
    path.chmod(0o640)
    assert write_files({path: ours("two").encode()}, force=True) == [tmp_path / "a.md.bak"]
    assert write_files({path: ours("three").encode()}, force=True) == [tmp_path / "a.md.bak1"]
    assert [file.read_text() for file in (path, tmp_path / "a.md.bak", tmp_path / "a.md.bak1")] == [ours("three"), ours("one"), ours("two")]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize(("content", "said"), [(b"not a docx", "看不出这个文件是 nigao 生成的"), (None, "有人改过")])
def test_a_document_of_a_person_is_never_replaced(tmp_path: Path, content: bytes | None, said: str) -> None:
    """Not even with force: foreign files and edited drafts."""
    from test_writers import rewritten

    path = tmp_path / "a.docx"
    path.write_bytes(content or to_docx(DRAFT, PRINT))
    if content is None:
        assert rewritten(path, "同志们", "各位同志") == "edited"
        path = path.with_name("copy.docx")
    before = path.read_bytes()
    with pytest.raises(OverwriteError, match=said):
        write_files({path: to_docx(DRAFT, PRINT)}, force=True)
    assert path.read_bytes() == before


def test_our_own_untouched_draft_is_replaced_with_force(tmp_path: Path) -> None:
    """And kept as .bak."""
    path = tmp_path / "a.docx"
    path.write_bytes(to_docx(DRAFT, PRINT))
    assert write_files({path: to_docx(DRAFT, PRINT)}, force=True) == [tmp_path / "a.docx.bak"]


@pytest.mark.parametrize("lock", ["~$讲话稿.docx", ".~lock.讲话稿.docx#", "~$稿.docx"])
def test_a_file_open_elsewhere_is_not_touched(tmp_path: Path, lock: str) -> None:
    """Lock files of Word, WPS and LibreOffice: exit 7."""
    (tmp_path / lock).write_text("")
    with pytest.raises(WriteError, match="正在别处打开") as error:
        write_files({tmp_path / "讲话稿.docx": b"x"}, force=True)
    assert error.value.code == 7
    assert only(tmp_path, lock)


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    """A folder, a pipe, a missing folder, a looping link: each says why, nothing is written."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for target, said in ((tmp_path, "是一个文件夹"), (tmp_path / "pipe", "不是普通文件"), (tmp_path / "no" / "a.txt", "没有文件夹"), (tmp_path / "loop", "链接指向不明")):
        with pytest.raises(WriteError, match=said):
            write_files({target: b"x"}, force=True)
    assert only(tmp_path, "pipe", "loop")


@pytest.mark.skipif(ROOT_USER, reason="root may write anywhere")
def test_a_read_only_folder_is_said_to_be_one(tmp_path: Path) -> None:
    """No right to write: exit 7."""
    tmp_path.chmod(0o500)
    with pytest.raises(WriteError, match="没有写的权限"):
        write_files({tmp_path / "a.txt": b"x"}, force=False)


def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second of two outputs fails: the first is not there either."""
    (tmp_path / "a.md").write_text(ours("old"))
    real = os.fsync
    calls = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="磁盘满了"):
        write_files({tmp_path / "a.md": b"new", tmp_path / "b.txt": b"new"}, force=True)
    assert (tmp_path / "a.md").read_text() == ours("old")
    assert only(tmp_path, "a.md")


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path) -> None:
    """Ctrl-C between writing and placing: no temporary file, no output."""
    def interrupt(_: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_files({tmp_path / "a.txt": b"x"}, force=False, verify=interrupt)
    assert only(tmp_path)


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    """The file behind it is replaced, the link remains a link."""
    (tmp_path / "real.md").write_text(ours("old"))
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    write_files({tmp_path / "link.md": b"new"}, force=True)
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "new"


def test_without_hard_links_a_name_is_reserved_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """File systems that know no links still never replace a file that appears meanwhile."""
    def unknown(*_: object, **_named: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(os, "link", unknown)
    write_files({tmp_path / "a.md": ours("x").encode()}, force=False)
    assert write_files({tmp_path / "a.md": b"y"}, force=True) == [tmp_path / "a.md.bak"]
    assert (tmp_path / "a.md.bak").read_text() == ours("x")


def test_a_file_that_appears_meanwhile_wins(tmp_path: Path) -> None:
    """Somebody was faster: his file stays."""
    def faster(_: Path) -> None:
        (tmp_path / "a.txt").write_text("his")

    with pytest.raises(OverwriteError):
        write_files({tmp_path / "a.txt": b"ours"}, force=False, verify=faster)
    assert (tmp_path / "a.txt").read_text() == "his"
    assert only(tmp_path, "a.txt")


def test_free_names_count_up(tmp_path: Path) -> None:
    """讲话（2）, 讲话（3）…"""
    (tmp_path / "讲话（2）.docx").touch()
    assert free_name(tmp_path / "讲话.docx").name == "讲话（3）.docx"


def test_each_format_tells_ours_from_edited_from_foreign(tmp_path: Path) -> None:
    """Markdown by its last comment, JSON by its key; plain text cannot say, and is never replaced."""
    from generator.writers.json import to_json

    made = {"a.md": ours("# 标题\n\n正文。"), "a.json": to_json(DRAFT), "a.txt": "正文。"}
    for name, text in made.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [state(tmp_path / name) for name in made] == ["ours", "ours", "foreign"]
    for name, text in made.items():
        (tmp_path / name).write_text(text.replace("。", "！", 1), encoding="utf-8")
    assert [state(tmp_path / name) for name in made] == ["edited", "edited", "foreign"]
    for name in made:
        with pytest.raises(OverwriteError, match="--force 也不替换"):
            write_files({tmp_path / name: b"x"}, force=True)
