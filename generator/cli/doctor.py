"""``nigao doctor``: whether everything that nigao needs is here, and where things lie."""
from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from generator import __version__
from generator.cli import chinese
from generator.cli.columns import table
from generator.cli.options import json_option
from generator.cli.show import put, put_json

_LIBRARIES = ("click", "Jinja2", "openpyxl", "python-docx", "PyYAML", "platformdirs")
_SIGNS = {"ok": "好", "look": "看一下", "bad": "不行"}


class Finding(NamedTuple):
    """One thing looked at: how it stands (``ok``, ``look``, ``bad``), what was found, and what to do where it is not well."""

    about: str
    state: str
    found: str
    advice: str = ""


@click.command(cls=chinese.Command)
@json_option
def doctor(as_json: bool) -> int:
    """看看程序、字体、LibreOffice、文件夹、缓存齐不齐，缺什么怎么补。

    \b
    nigao doctor
    nigao doctor --json

    有不行的，退出码为 1；“看一下”的不碍写稿。
    """
    found = list(findings())
    if as_json:
        put_json({"schema": 1, "findings": [item._asdict() for item in found]})
    else:
        put(table([(_SIGNS[item.state], item.about, item.found) for item in found]))
        put("\n".join(["", *(f"{item.about}：{item.advice}" for item in found if item.advice)]) if any(item.advice for item in found) else "\n都好。")
    return int(any(item.state == "bad" for item in found))


def findings() -> Iterator[Finding]:
    """All that is looked at, in the order in which a person would."""
    yield Finding("nigao", "ok", __version__)
    yield Finding("Python", "ok", f"{platform.python_version()}（{sys.executable}）")
    yield from _libraries()
    yield from _plugins()
    yield _bank()
    yield _fonts()
    yield _office()
    yield _cache()
    yield _settings()
    yield _console()


def _libraries() -> Iterator[Finding]:
    from importlib.metadata import PackageNotFoundError, version

    for name in _LIBRARIES:
        try:
            yield Finding(name, "ok", version(name))
        except PackageNotFoundError:
            yield Finding(name, "bad", "没有装", f"重装一遍 nigao，或 python -m pip install {name}")


def _plugins() -> Iterator[Finding]:
    """What other packages bring, and whether what the settings name here can be used; the code of what nobody names is not run."""
    from generator import plugins
    from generator.settings import home_of, load_settings

    settings = load_settings(home_of(Path().resolve()), [])
    for group, called, named in ((plugins.RULES, "另装的规则", settings.checking.more), (plugins.FILTERS, "另装的过滤器", settings.filters)):
        found = plugins.installed(group)
        if found:
            yield Finding(called, "ok", f"{'、'.join(sorted(found))}（在 nigao.yaml 里写上名称才用）")
        for name in map(str, named):
            if why := plugins.broken(found[name]) if name in found else "没有装":
                yield Finding(f"{called} {name}", "bad", why if name not in found else f"读不进来：{why}", "重装带它的包，或从 nigao.yaml 里去掉")


def _bank() -> Finding:
    from generator.library import load_library

    library = load_library()
    return Finding("语料", "ok", f"{len(library.blocks)} 个语块，{len(library.skeletons)} 个骨架")


def _fonts() -> Finding:
    """The faces that official documents are set in (GB/T 9704-2012)."""
    from generator.layouts import load_layout

    needed = list(dict.fromkeys(font for font in load_layout("print").fonts.values() if font))
    installed = _installed()
    lacking = [font for font in needed if font not in installed]
    if not installed:
        return Finding("字体", "look", "这台机器上看不出装了哪些", f"打开稿子看一看是不是 {'、'.join(needed)}")
    if lacking:
        return Finding("字体", "look", f"没有装 {'、'.join(lacking)}", "稿子照样写得出；在装了这些字体的电脑上打开才是公文的样子，或改版式里的字体")
    return Finding("字体", "ok", "、".join(needed))


def _installed() -> set[str]:
    """The families that fontconfig knows, under all their names; empty where there is none to ask."""
    program = shutil.which("fc-list")
    if program is None:
        return set()
    told = subprocess.run([program, ":", "family"], capture_output=True, check=False, timeout=20).stdout.decode("utf-8", "replace")
    return {name.strip() for line in told.splitlines() for name in line.split(",") if name.strip()}


def _office() -> Finding:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return Finding("LibreOffice", "ok", found)
    return Finding("LibreOffice", "look", "没有找到", "只有写 PDF（--to pdf）才用得上；装了再用，或在 Word、WPS 里另存为 PDF")


def _cache() -> Finding:
    from generator.system import cache_folder

    try:
        folder = cache_folder()
    except RuntimeError:
        return Finding("缓存", "look", "找不到用户文件夹", "不碍事，只是每次慢一些")
    size = sum(path.stat().st_size for path in folder.glob("*") if path.is_file()) if folder.is_dir() else 0
    return Finding("缓存", "ok", f"{folder}，{size / 1024 / 1024:.1f} MB，随时可以删")


def _settings() -> Finding:
    from generator.outside import NAME, outside

    here = Path().resolve()
    unit = next((folder / NAME for folder in (here, *here.parents) if (folder / NAME).is_file()), None)
    own = outside().file
    return Finding("设置", "ok", f"单位的：{unit or '没有'}；自己的：{own if own is not None and own.is_file() else '没有'}", "")


def _console() -> Finding:
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
    if encoding in ("utf8", "gbk", "gb18030", "cp936", "gb2312"):
        return Finding("屏幕编码", "ok", encoding)
    return Finding("屏幕编码", "look", encoding or "不明", "有的字可能显示成问号；设环境变量 PYTHONUTF8=1 再试")
