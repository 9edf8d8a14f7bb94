"""A folder of nigao for Windows that needs no installation: python packaging/portable.py --python python-3.12.8-embed-amd64.zip --wheel dist/nigao-….whl --out nigao-portable

The embeddable Python of python's own release is unpacked, nigao and what it needs are installed beside it as wheels for Windows, and ``nigao.cmd`` starts it.
``--wheels`` is a folder of wheels for a machine without a network. The folder can be copied to a stick; nothing is written outside it but drafts and the cache.
"""
from __future__ import annotations

import argparse
import re
import subprocess
import sys
import zipfile
from pathlib import Path

START = '@echo off\r\nset PYTHONUTF8=1\r\n"%~dp0python\\python.exe" -m generator %*\r\n'
README = (
    "nigao 拟稿（免安装）\r\n\r\n在这个文件夹里按住 Shift 点右键，选“在此处打开命令窗口”或“在终端中打开”，输入：\r\n\r\n"
    "    nigao new 要点.yaml --example\r\n    nigao draft 要点.yaml\r\n\r\n看有哪些命令：nigao --help\r\n看缺什么：nigao doctor\r\n")


def main() -> int:
    """Builds the folder; 0 when it is whole."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--python", type=Path, required=True, help="Windows 的嵌入式 Python（python-3.xx.x-embed-amd64.zip）")
    options.add_argument("--wheel", type=Path, required=True, help="nigao 的 wheel（python -m build 得到）")
    options.add_argument("--out", type=Path, required=True, help="写到这个新文件夹")
    options.add_argument("--wheels", type=Path, help="断网时：装着各个 wheel 的文件夹")
    chosen = options.parse_args()
    if chosen.out.exists():
        print(f"{chosen.out} 已经有了，换一个名字", file=sys.stderr)
        return 2
    home = chosen.out / "python"
    home.mkdir(parents=True)
    with zipfile.ZipFile(chosen.python) as archive:
        archive.extractall(home)
    version = _open_to_packages(home)
    _install(chosen.wheel, chosen.out / "site", version, chosen.wheels)
    (chosen.out / "nigao.cmd").write_bytes(START.encode("ascii"))
    (chosen.out / "说明.txt").write_bytes(b"\xef\xbb\xbf" + README.encode("utf-8"))
    print(f"已做好：{chosen.out}（Python {version}）")
    return 0


def _open_to_packages(home: Path) -> str:
    """Makes the embeddable Python look for packages beside it; its version, such as 3.12."""
    path = next(home.glob("python3*._pth"))
    found = re.fullmatch(r"python3(\d+)\._pth", path.name)
    assert found is not None, path.name
    lines = [line for line in path.read_text(encoding="ascii").splitlines() if line.strip() != "..\\site"]
    path.write_text("\n".join([*lines, "..\\site"]) + "\n", encoding="ascii")
    return f"3.{found[1]}"


def _install(wheel: Path, site: Path, version: str, wheels: Path | None) -> None:
    """nigao and what it needs as wheels for Windows; nothing is compiled."""
    where = ["--no-index", "--find-links", str(wheels)] if wheels is not None else []
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--target", str(site), "--platform", "win_amd64", "--implementation", "cp", "--python-version", version,
                    "--only-binary", ":all:", *where, str(wheel)], check=True)


if __name__ == "__main__":
    sys.exit(main())
