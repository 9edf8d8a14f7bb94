"""The wheel and the sdist: what a user installs has the data folders inside and knows its version."""
from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from generator import __version__, resources

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("templates", "phrasebank", "seeds", "examples")
needs_backend = pytest.mark.skipif(importlib.util.find_spec("hatchling") is None or not (ROOT / "pyproject.toml").is_file(),
                                   reason="the build backend hatchling is not installed")


def shipped(folder: str) -> set[str]:
    """The files of one data folder of the checkout, by their path in it."""
    paths = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in paths if ".docx" not in path.name}      # which somebody has drafted from an example


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout without a network."""
    out = tmp_path_factory.mktemp("wheel")
    command = "-m pip wheel -q --no-build-isolation --no-deps --no-index -w".split()
    subprocess.run([sys.executable, *command, str(out), str(ROOT)], check=True, capture_output=True, timeout=120)
    return next(out.glob("*.whl"))


@needs_backend
def test_the_wheel_holds_every_data_file(wheel):
    """All of templates/, phrasebank/, seeds/ and examples/ lies under generator/data/."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in FOLDERS:
        assert shipped(folder), folder
        assert {f"generator/data/{name}" for name in shipped(folder)} <= names


@needs_backend
def test_the_wheel_holds_the_package_and_nothing_else(wheel):
    """No tests, no caches; the version in its name is the package's."""
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"generator", f"nigao-{__version__}.dist-info"}
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


@needs_backend
def test_an_unpacked_wheel_works_away_from_the_checkout(wheel, tmp_path):
    """The command runs from the wheel alone and finds its skeletons in it."""
    home = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(home)
    done = subprocess.run([sys.executable, "-m", "generator", "skeletons", "--json"], cwd=tmp_path, capture_output=True, check=False,
                          env=os.environ | {"PYTHONPATH": str(home), "PYTHONUTF8": "1"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b'"id"' in done.stdout


@needs_backend
def test_the_sdist_can_be_built_again(tmp_path):
    """It holds the data folders, the tests and what the build reads."""
    command = [sys.executable, *"-m hatchling build -t sdist -d".split(), str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for folder in FOLDERS:
        assert shipped(folder) <= names
    assert {"pyproject.toml", "README.md", "LICENSE", "tests/test_packaging.py", "generator/__init__.py"} <= names


def test_the_data_folders_of_a_checkout_are_found():
    """Without installation they lie beside the package."""
    for folder in FOLDERS:
        assert resources.folder(folder) == ROOT / folder


def test_an_incomplete_installation_is_said():
    """A folder that is nowhere is an error of its own, not an empty bank."""
    with pytest.raises(FileNotFoundError, match="nowhere"):
        resources.folder("nowhere")


def test_runtime_dependencies_are_few():
    """The base install stays small and has no network code."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {requirement.partition(">")[0] for requirement in project["dependencies"]}
    assert names == {"click", "jinja2", "openpyxl", "platformdirs", "python-docx", "pyyaml"}


@needs_backend
def test_a_folder_for_windows_is_whole(wheel, tmp_path):
    """The embeddable Python looks beside itself, the command starts it, nigao and its data are there; what exists is not touched."""
    embeddable = tmp_path / "python-3.12.8-embed-amd64.zip"
    with zipfile.ZipFile(embeddable, "w") as archive:
        archive.writestr("python312._pth", "python312.zip\n.\n")
        archive.writestr("python.exe", "")
    program = [sys.executable, str(ROOT / "packaging" / "portable.py"), "--python", str(embeddable), "--wheel", str(wheel), "--out", str(tmp_path / "免安装")]
    alone = os.environ | {"PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1"}
    done = subprocess.run(program, capture_output=True, check=False, env=alone, timeout=120)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    home = tmp_path / "免安装"
    assert (home / "python" / "python312._pth").read_text().splitlines()[-1] == "..\\site"
    assert b"-m generator %*" in (home / "nigao.cmd").read_bytes() and (home / "说明.txt").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (home / "site" / "generator" / "data" / "phrasebank").is_dir()
    assert subprocess.run(program, capture_output=True, check=False, env=alone, timeout=120).returncode == 2


@needs_backend
def test_an_installed_wheel_does_every_job_away_from_the_checkout(wheel, tmp_path):
    """In an environment of its own, its command on the path: a draft, the blocks, a review; the libraries that it needs are those of this one."""
    home = tmp_path / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    python = next(path for path in (home / "bin" / "python", home / "Scripts" / "python.exe") if path.exists())
    site = Path(subprocess.run([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], check=True, capture_output=True, encoding="utf-8").stdout.strip())
    install = [sys.executable, *"-m pip install -q --no-deps --no-index --target".split(), str(site), str(wheel)]
    subprocess.run(install, check=True, capture_output=True, timeout=120)
    libraries = {str(Path(importlib.util.find_spec(name).origin).parent.parent) for name in ("click", "yaml")}      # type: ignore[union-attr, arg-type]
    (site / "libraries.pth").write_text("\n".join(libraries) + "\n", encoding="utf-8")
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"PYTHONUTF8": "1"}
    work = tmp_path / "别处"
    work.mkdir()
    for arguments in (["new", "要点.yaml", "--example"], ["draft", "要点.yaml", "-o", "稿.docx"], ["phrases", "--count"], ["check", "稿.docx", "--brief", "要点.yaml"]):
        done = subprocess.run([str(python), "-m", "generator", *arguments], cwd=work, env=alone, capture_output=True, check=False, encoding="utf-8")
        assert done.returncode == 0, done.stderr
    where = subprocess.run([str(python), "-c", "import generator; print(generator.__file__)"], cwd=work, env=alone, capture_output=True, check=True, encoding="utf-8").stdout
    assert Path(where.strip()).is_relative_to(site)


@needs_backend
def test_archives_are_the_same_every_time(tmp_path):
    """The wheel and the sdist, built twice."""
    built = []
    for name in ("甲", "乙"):
        subprocess.run([sys.executable, *"-m hatchling build -d".split(), str(tmp_path / name)], cwd=ROOT, check=True, capture_output=True)
        built.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert len(built[0]) == 2 and built[0] == built[1]


def test_every_library_has_a_tested_version():
    """constraints.txt pins each dependency; the versions are those that the ranges allow."""
    pinned = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if "==" in line)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in project["dependencies"]:
        name, _, least = requirement.partition(">=")
        version = next(pinned[known] for known in pinned if known.lower() == name)
        assert [int(part) for part in version.split(".")] >= [int(part) for part in least.split(".")]
