"""Makes what the documents take from the program: python docs/make.py writes the pages, python docs/make.py --pictures also the pictures (with LibreOffice and
poppler-utils). A test holds that the pages are as this would write them.
"""
from __future__ import annotations

import argparse
import html
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
IMAGES = HERE / "images"
EXAMPLE = ROOT / "examples" / "临江县一季度汇报会.yaml"
NIGAO = [sys.executable, "-m", "generator"]


def commands() -> str:
    """docs/commands.md: the help of every command, as the terminal shows it."""
    from click.testing import CliRunner

    from generator.cli.main import COMMANDS, nigao

    lines = ["# 全部命令", "", "这一页由 `python docs/make.py` 从各条命令的帮助生成；`nigao 命令 --help` 看到的就是这些。", ""]
    for name, (_, short) in COMMANDS.items():
        shown = CliRunner().invoke(nigao, [name, "--help"]).stdout.rstrip()
        lines += [f"## nigao {name}", "", f"{short}。", "", "```", shown, "```", ""]
    return "\n".join(lines)


def bank() -> str:
    """docs/moves.md: every move and topic, with how many blocks say it."""
    from generator.library import load_library

    library = load_library()
    blocks = library.blocks.values()
    lines = ["# 语步和事项", "", "这一页由 `python docs/make.py` 从语料库生成。看某一组语块：`nigao phrases --move 编号`、`nigao phrases --topic 编号`。", "",
             "## 语步", "", "| 编号 | 名称 | 做什么用 | 语块 |", "|---|---|---|---|"]
    lines += [f"| `{move.id}` | {move.name} | {move.purpose} | {sum(block.move == move.id for block in blocks)} |" for move in library.moves.values()]
    lines += ["", "## 事项", "", "要点里的话提到这些词，就认得说的是这件事；讲这件事的语块先用。", "", "| 编号 | 名称 | 认它的词 | 语块 |", "|---|---|---|---|"]
    for topic in library.topics.values():
        lines.append(f"| `{topic.id}` | {topic.name} | {'、'.join(topic.words).replace('|', '｜')} | {sum(topic.id in block.topics for block in blocks)} |")
    return "\n".join([*lines, ""])


def brief() -> str:
    """docs/brief.md: its own words, then every key from the table of fields."""
    from generator.fields import as_markdown

    return _after("brief.md", as_markdown())


def checking() -> str:
    """docs/checking.md: its own words, then every rule's page."""
    from generator.checks.manual import as_markdown

    return _after("checking.md", as_markdown())


def _after(name: str, made: str) -> str:
    """A page that is written by hand up to where the made part begins."""
    page = (HERE / name).read_text(encoding="utf-8")
    return page[:page.index(made.partition("\n")[0])] + made


PAGES: Mapping[str, Callable[[], str]] = {"commands.md": commands, "moves.md": bank, "brief.md": brief, "checking.md": checking}


# ----------------------------------------------------------------------------------------------------- pictures
def pictures() -> None:
    """The first pages of a draft in both layouts, the preview and a review in the terminal: real runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for layout, picture in (("print", "draft-page-1"), ("podium", "podium-page-1")):
            _run("draft", EXAMPLE, "-o", folder / f"{layout}.docx", "--layout", layout)
            _page(folder, f"{layout}.docx", picture)
        _edit(folder / "print.docx", folder / "改过.docx")
        _screen("preview", f"nigao preview {EXAMPLE.name} --explain", _run("preview", EXAMPLE, "--explain"))
        _screen("check", f"nigao check 改过.docx --brief {EXAMPLE.name}", _run("check", folder / "改过.docx", "--brief", EXAMPLE))


def _run(*arguments: object) -> str:
    done = subprocess.run([*NIGAO, *map(str, arguments)], cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    if done.returncode not in (0, 1):            # 1: the review found what it should
        raise RuntimeError(done.stderr)
    return done.stdout


def _screen(picture: str, command: str, shown: str) -> None:
    """The first lines of what a command shows, as a picture."""
    (IMAGES / f"{picture}.svg").write_text("\n".join(_terminal(f"$ {command}\n{shown}".split("\n")[:34])) + "\n", encoding="utf-8")


def _edit(source: Path, target: Path) -> None:
    """What a person might do to a draft: a digit turned, a word mistyped, a slogan of years ago."""
    import zipfile

    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item.filename)
            if item.filename == "word/document.xml":
                text = content.decode("utf-8")
                for before, after in ((">23个<", ">32个<"), ("同志们", "各位同志们，要坚持又好又快发展，")):
                    text = text.replace(before, after, 2)
                content = text.encode("utf-8")
            new.writestr(item, content)


def _page(folder: Path, name: str, picture: str) -> None:
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / name)], check=True, capture_output=True)
    subprocess.run(["pdftoppm", "-png", "-r", "70", "-f", "1", "-l", "1", "-singlefile", str(folder / Path(name).with_suffix(".pdf")), str(IMAGES / picture)], check=True)


def _terminal(lines: list[str]) -> Iterator[str]:
    """Lines of a terminal as a picture, a Chinese character two columns wide."""
    from generator.cli.columns import width

    step, line = 8, 20
    columns = max(map(width, lines))
    yield f'<svg xmlns="http://www.w3.org/2000/svg" width="{(columns + 4) * step}" height="{(len(lines) + 2) * line}" font-family="monospace" font-size="15">'
    yield '<rect width="100%" height="100%" rx="8" fill="#1e1e1e"/>'
    for number, text in enumerate(lines):
        at = 2 * step
        for char in text:
            if not char.isspace():
                yield f'<text x="{at}" y="{(number + 1.8) * line:.0f}" fill="#e6e6e6" textLength="{width(char) * step}">{html.escape(char)}</text>'
            at += width(char) * step
    yield "</svg>"


def main() -> int:
    """Writes what is out of date."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pictures", action="store_true")
    chosen = options.parse_args()
    for name, make in PAGES.items():
        (HERE / name).write_text(make(), encoding="utf-8")
    if chosen.pictures:
        pictures()
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
