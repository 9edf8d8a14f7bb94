"""``nigao new``: a brief to start from."""
from __future__ import annotations

from pathlib import Path

import click

from generator.cli import chinese
from generator.cli.drafting import load, skeleton_id
from generator.cli.options import Folders, folder_options, skeleton_option
from generator.cli.outputs import STDOUT, check_folder
from generator.cli.show import put
from generator.errors import CallError
from generator.model import Library


@click.command(cls=chinese.Command)
@click.argument("path", metavar="[文件]", default="要点.yaml")
@skeleton_option("照这个骨架要的列出（nigao skeletons 列出全部）。")
@click.option("--keys", type=click.Choice(["zh", "en"]), default="zh", metavar="zh|en", help="键名用中文还是英文，默认中文。")
@click.option("--example", is_flag=True, help="不写空白的，抄一份填好的样例。")
@folder_options
def new(path: str, skeleton: str | None, keys: str, example: bool, folders: Folders) -> None:
    """写一份带说明的写作要点，改成自己的就能用。

    默认写到 要点.yaml；写 - 时打印到标准输出。已有的文件不会被替换。
    """
    check_folder(path)
    text = example_brief(skeleton, keys, load(folders)) if example else blank_brief(skeleton, keys, load(folders))
    if path == STDOUT:
        put(text.rstrip("\n"))
    else:
        write(Path(path), text)


def blank_brief(skeleton: str | None, keys: str, library: Library) -> str:
    """A commented brief with what the skeleton needs; without one, what every brief needs."""
    from generator.new import new_brief

    chosen = skeleton and skeleton_id(skeleton, library)
    return new_brief(chosen, "en" if keys == "en" else "zh", library.skeletons[chosen].needs if chosen else ())


def example_brief(skeleton: str | None, keys: str, library: Library) -> str:
    """The text of the first shipped example, or of the first of one skeleton. Raises CallError where none fits."""
    from generator import resources

    if keys == "en":
        raise CallError("样例都用中文键名；要英文键名，请去掉 --example。")
    chosen = skeleton and skeleton_id(skeleton, library)
    for path in sorted(resources.folder("examples").glob("*.yaml")):
        if not chosen or _drafts_as(path, library) == chosen:
            return path.read_text(encoding="utf-8")
    raise CallError(f"没有骨架“{skeleton}”的样例；去掉 --example 可得一份空白的。")


def _drafts_as(path: Path, library: Library) -> str:
    from generator.brief import load_brief
    from generator.pipeline import choose_skeleton

    return choose_skeleton(load_brief(str(path)), library, None)[0].id


def write(path: Path, text: str) -> None:
    """Writes a brief and says what to do next. Raises OverwriteError where the file is there already."""
    from generator.writers.safe import write_files

    write_files({path: text.encode("utf-8")}, force=False)
    put(f"已写出：{path}\n填好后：nigao draft {path}")
