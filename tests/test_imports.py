"""The layer table of docs/en/architecture.md against the imports that the files really have."""
from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "generator"

# Room → its modules (a folder stands for all in it). A module that is in no room fails the test.
ROOMS = {
    "base": {"generator", "generator.characters", "generator.errors", "generator.frozen", "generator.literals",
             "generator.source", "generator.resources", "generator.marks", "generator.ranking", "generator.tags", "generator.cache",
             "generator.outside", "generator.system"},
    "model": {"generator.model"},
    "language": {"generator.language"},
    "loading": {"generator.fields", "generator.brief", "generator.schema", "generator.new", "generator.library", "generator.entries", "generator.templating",
                "generator.views", "generator.filters", "generator.recital", "generator.frames", "generator.values", "generator.figures",
                "generator.references", "generator.overrides", "generator.settings", "generator.layouts", "generator.standards", "generator.plugins",
                "generator.notation", "generator.paths", "generator.rewriting", "generator.questions", "generator.rollover"},
    "readers": {"generator.readers"},
    "planning": {"generator.planning"},
    "realisation": {"generator.realisation", "generator.referring"},
    "checks": {"generator.checks"},
    "revision": {"generator.revision"},
    "mining": {"generator.mining"},
    "writers": {"generator.writers"},
    "accounts": {"generator.outline", "generator.style"},
    "wiring": {"generator.pipeline", "generator.showcase", "generator.audit", "generator.checkup", "generator.update", "generator.mine",
               "generator.batch", "generator.alternatives"},
    "programs": {"generator.api", "generator.output"},
    "edge": {"generator.cli", "generator.__main__"},
}
BELOW = {
    "base": set(),
    "model": {"base"},
    "language": {"base", "model"},
    "loading": {"base", "model", "language"},
    "planning": {"base", "model", "language"},
    "realisation": {"base", "model", "language"},
    "readers": {"base", "model", "language"},
    "checks": {"base", "model", "language", "loading", "readers"},
    "revision": {"base", "model", "language", "loading", "readers"},
    "mining": {"base", "model", "language", "loading", "readers"},
    "writers": {"base", "model", "language", "readers", "mining"},
    "accounts": {"base", "model", "language"},
    "wiring": {"base", "model", "language", "loading", "planning", "realisation", "readers", "checks", "revision", "mining"},
    "programs": set(ROOMS) - {"edge"},
    "edge": set(ROOMS),
}
# Libraries that only some rooms may know (a prefix of module names each).
FENCED = {
    "docx": ("generator.writers.docx",),
    "openpyxl": ("generator.writers.workbook", "generator.readers.rows"), "lxml": ("generator.writers.docx",), "click": ("generator.cli",),
}


def module_name(path: Path) -> str:
    """``generator.writers.text`` for its file; a package is named without ``__init__``."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py")) if "data" not in path.relative_to(PACKAGE).parts}


def room(module: str) -> str | None:
    """The room that a module belongs to; None if the table does not place it."""
    for name, members in ROOMS.items():
        if any(module == member or (member != "generator" and module.startswith(member + ".")) for member in members):
            return name
    return None


def imported(path: Path, nodes: list[ast.stmt] | None = None) -> Iterator[str]:
    """Every name that a file imports, at the top and inside functions, ``from a import b`` as ``a.b``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: write imports in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_edges() -> Iterator[tuple[str, str]]:
    """(importing module, imported module) within the package."""
    for module, path in MODULES.items():
        for name in imported(path):
            target = name if name in MODULES else name.rpartition(".")[0]
            if target in MODULES and target != module:
                yield module, target


EDGES = sorted(set(own_edges()))


def test_the_guard_sees_the_house():
    """A guard that sees nothing passes for nothing: there are modules, edges, and each room is inhabited."""
    assert len(MODULES) > 30
    assert len(EDGES) > 60
    assert {room(module) for module in MODULES} >= set(ROOMS)
    assert ("generator.pipeline", "generator.realisation") in EDGES


def test_every_module_has_a_room():
    """A new module is placed in the table (and in docs/en/architecture.md) before it is used."""
    assert [module for module in MODULES if room(module) is None] == []


def test_imports_run_downwards_only():
    """No room imports one that the table does not put below it."""
    wrong = [f"{importer} imports {target}" for importer, target in EDGES
             if room(importer) != room(target) and room(target) not in BELOW[room(importer) or "base"]]
    assert wrong == []


def test_no_import_cycles():
    """Modules can be put in an order in which each imports only earlier ones, imports inside functions counted."""
    needs = {module: {target for importer, target in EDGES if importer == module} for module in MODULES}
    while needs:
        free = {module for module, targets in needs.items() if not targets & needs.keys()}
        assert free, f"cycle among {sorted(needs)}"
        needs = {module: targets for module, targets in needs.items() if module not in free}


@pytest.mark.parametrize("library", FENCED)
def test_a_fenced_library_stays_in_its_room(library):
    """Word is known to one room, the command line to one; and that room does use it."""
    users = {module for module, path in MODULES.items() if any(name.split(".")[0] == library for name in imported(path))}
    outside = [module for module in users if not module.startswith(FENCED[library])]
    assert outside == []
    assert users or library == "lxml"


def test_only_the_edge_prints_exits_or_catches_broadly():
    """``print``, ``sys.exit``, ``except Exception`` and bare ``except`` occur in cli/ alone."""
    wrong = []
    for module, path in MODULES.items():
        if room(module) == "edge":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if _is_for_the_edge(node):
                wrong.append(f"{module}:{node.lineno}")
    assert wrong == []


def _is_for_the_edge(node: ast.AST) -> bool:
    if isinstance(node, ast.ExceptHandler):
        return node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
    return isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "sys.exit", "exit", "quit", "os._exit")


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a command line has imported by its end, in an interpreter of its own."""
    code = ("import sys\nfrom generator.cli.main import nigao\n"
            "try:\n    nigao(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
            "print('\\nMODULES', *sorted(sys.modules))")
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, encoding="utf-8", cwd=ROOT,
                          env=environment(), check=True)
    return set(done.stdout.rpartition("MODULES ")[2].split())


def environment() -> dict[str, str]:
    """This process's environment with UTF-8 pipes."""
    import os
    return os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}


HEAVY = {"yaml", "jinja2", "docx", "lxml", "importlib.metadata", "rich", "pydantic", "numpy", "dataclasses"}


def test_help_imports_click_and_no_command():
    """``nigao --help`` is quick: no command module, no library but click."""
    loaded = loaded_by("--help")
    assert "click" in loaded
    assert not loaded & HEAVY - {"dataclasses"}
    assert {name for name in loaded if name.startswith("generator.")} <= {
        "generator.cli", "generator.cli.main", "generator.cli.edge", "generator.cli.chinese", "generator.cli.columns", "generator.system"}


@pytest.mark.parametrize("command", ["draft", "batch", "preview", "outline", "phrases", "phrase", "skeletons", "skeleton", "schema", "new", "fill", "choose"])
def test_help_of_a_command_imports_no_heavy_library(command):
    """So is the help of each command."""
    loaded = loaded_by(command, "--help")
    assert f"generator.cli.{command}" in loaded
    assert not loaded & {"yaml", "jinja2", "docx", "lxml"}


def test_preview_needs_no_word_processor(tmp_path):
    """The terminal draft is made without the .docx library."""
    brief = tmp_path / "brief.yaml"
    brief.write_text("year: 2026\nregion: {name: 临江县, level: county}\noccasion: {name: 汇报会, kind: report}\n", encoding="utf-8")
    loaded = loaded_by("preview", str(brief))
    assert "generator.pipeline" in loaded
    assert not loaded & {"docx", "lxml"}
