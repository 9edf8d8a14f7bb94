"""Documents that lie fail the build."""
from __future__ import annotations

import re
from pathlib import Path

import pytest
from briefs import LIBRARY, ROOT

from generator.audit import faults, ground_of
from generator.brief import load_brief
from generator.cli.main import COMMANDS, nigao
from generator.fields import FIELDS, as_markdown, walk
from generator.library import load_library
from generator.new import new_brief
from generator.schema import json_schema
from generator.showcase import NONE, fill_example

READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_the_readme_is_short_and_names_every_command(path) -> None:
    """At most 120 lines; every command of the program stands in it, and every file that it links to exists."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 120
    assert all(re.search(rf"\b{name}\b", text) for name in COMMANDS)
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / link).exists(), link


def test_both_readmes_give_the_same_two_commands() -> None:
    """One line installs and drafts, one installs and tests; .ci/run calls the latter."""
    commands = [re.findall(r"```sh\n(.*?)\n```", path.read_text(encoding="utf-8"), re.DOTALL) for path in READMES]
    assert commands[0] == commands[1]
    assert len(commands[0]) == 2
    assert commands[0][1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_page_of_the_brief_is_made_from_the_table_of_fields() -> None:
    """docs/brief.md lists every key, as the loader knows it."""
    assert (ROOT / "docs" / "brief.md").read_text(encoding="utf-8").endswith(as_markdown())
    assert len(list(walk())) > 200


def test_every_example_on_the_page_of_the_brief_is_a_brief() -> None:
    """The first block of docs/brief.md stands alone, each other one after it; none raises a doubt."""
    head, *more = re.findall("```yaml\n(.*?)```", (ROOT / "docs" / "brief.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(more) >= 3
    for block in (head, *(head + part for part in more)):
        assert load_brief("要点.yaml", data=block.encode()).notes == ()


def test_the_page_of_the_review_is_made_from_the_rules() -> None:
    """docs/checking.md ends with every rule's page; its settings are those that the loader knows; its exit codes and options are the command's."""
    from generator.checks import RULES
    from generator.checks.manual import as_markdown
    from generator.cli.check import check
    from generator.settings import CHECKING

    page = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
    assert page.endswith(as_markdown())
    assert all(f"### `{id}` " in page for id in RULES)
    assert [field.zh for field in CHECKING.sub if f"  {field.zh}: " not in page] == []
    assert [option.opts[0] for option in check.params if option.opts[0].startswith("--") and option.opts[0] not in page] == []


def test_the_page_of_edited_drafts_names_every_option() -> None:
    """docs/after-editing.md: the options of update and clean."""
    from generator.cli.clean import clean
    from generator.cli.update import update

    page = (ROOT / "docs" / "after-editing.md").read_text(encoding="utf-8")
    options = [option.opts[-1] for command in (clean, update) for option in command.params if option.opts[-1].startswith("--")]
    assert [option for option in options if option not in page and option != "--out"] == []


def test_the_page_of_mining_names_every_option_and_file() -> None:
    """docs/mining.md: the options of mine and accept, the files that mine writes."""
    from generator.cli.accept import accept
    from generator.cli.mine import mine

    page = (ROOT / "docs" / "mining.md").read_text(encoding="utf-8")
    options = [option.opts[0] for command in (mine, accept) for option in command.params if option.opts[0].startswith("--")]
    assert [option for option in options if option not in page and option != "--out"] == []
    assert [name for name in ("phrases.yaml", "frames.yaml", "blocks.yaml", "skeletons/*.j2", "curated:", "seeds/ids.yaml"[6:]) if name not in page] == []


def test_the_pages_for_editors_name_what_there_is() -> None:
    """phrasebank/README.md names every filter of blocks, templates/README.md every key of a skeleton."""
    from generator.filters import FILTERS
    from generator.recital import RECITALS
    from generator.templating import FRAMED

    page = (ROOT / "phrasebank" / "README.md").read_text(encoding="utf-8")
    assert [name for name in (*FILTERS, *RECITALS, *FRAMED) if f"`{name}" not in page] == []
    keys = {key for skeleton in LIBRARY.skeletons.values() for key in skeleton.meta} - {"occasion"}
    page = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
    assert [key for key in keys if f"`{key}`" not in page and f"`{key}:" not in page] == []


@pytest.mark.parametrize("keys", ["zh", "en"])
@pytest.mark.parametrize("skeleton", [None, *LIBRARY.skeletons])
def test_a_new_brief_loads_and_drafts(keys: str, skeleton: str | None) -> None:
    """nigao new: in both languages, as it comes, and with every commented line taken in."""
    from generator.brief import load_brief
    from generator.pipeline import make_draft

    needs = LIBRARY.skeletons[skeleton].needs if skeleton else ()
    text = new_brief(skeleton, keys, needs)
    assert make_draft(load_brief("new.yaml", data=text.encode("utf-8")), LIBRARY).paragraphs
    names = {field.zh if keys == "zh" else field.key for field in FIELDS} - {"骨架", "skeleton"}
    assert all(re.search(rf"(?m)^(# )?{name}:", text) for name in names)
    full = re.sub(r"(?m)^# ([^：\n]+:.*|- .*|  .*)$", r"\1", text)
    full = re.sub(r"(?m)^  # ([^：\n]*?:)", r"  \1", full)
    assert load_brief("new.yaml", data=full.encode("utf-8")).data["year"] == 2026


def test_the_schema_knows_both_names_of_every_key() -> None:
    """draft-07, valid, closed; both names of every top-level key."""
    import jsonschema

    schema = json_schema()
    jsonschema.Draft7Validator.check_schema(schema)
    assert {name for field in FIELDS for name in (field.key, field.zh)} == set(schema["properties"])
    validator = jsonschema.Draft7Validator(schema)
    assert validator.is_valid({"年份": "2026", "region": {"层级": "县"}, "figures": {"a": "141个"}, "问题": [{"label": "x", "层次": "结果"}]})
    assert not validator.is_valid({"年份": "2026", "region": {"level": "county"}, "nope": 1})
    assert not validator.is_valid({"年份": "2026"})


PAGE = ROOT / "docs" / "writing-blocks.md"
FENCES = re.findall(r"```yaml *(bad [^\n]*)?\n(.*?)\n```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize(("bad", "text"), FENCES, ids=range(len(FENCES)))
def test_what_the_page_for_writers_calls_good_is_good_and_bad_bad(tmp_path: Path, bad: str, text: str) -> None:
    """Every example of docs/writing-blocks.md loads; the good ones have no fault and can be said, the bad ones the fault that the page names."""
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    library = load_library(phrasebanks=[tmp_path])
    own = [block for block in library.blocks.values() if block.origin != "builtin"]
    found = [problem.message for block in own for problem in faults(block, ground_of(library))]
    if bad:
        assert any(bad.removeprefix("bad ") in message for message in found)
    else:
        assert found == []
        assert all(fill_example(block, library) != NONE for block in own)


def test_the_page_of_skeletons_names_what_there_is() -> None:
    """templates/README.md: every key of the front matter that is read, every theme that the built-in skeletons have."""
    from generator.library import FRONT_MATTER

    page = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
    assert [key for key in FRONT_MATTER if f"`{key}`" not in page] == []
    themes = {item["theme"] for skeleton in LIBRARY.skeletons.values() for item in skeleton.meta["sections"]}
    assert [theme for theme in sorted(themes) if theme not in page] == []


PAGES = sorted((ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    """To a file of the project; an English page and its Chinese one lead to each other."""
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []
    if page.parent.name == "en":
        other = ROOT / "docs" / page.name
        assert f"../{page.name}" in links
        assert f"en/{page.name}" in other.read_text(encoding="utf-8")


def test_the_page_on_figures_names_what_there_is() -> None:
    """docs/figures.md has a row for every number that is derived."""
    from generator.language.rates import NAMES

    page = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if name != "value" and f"| `.{name}` |" not in page] == []


def test_the_page_of_settings_names_what_there_is() -> None:
    """docs/settings.md has a row for every setting, in both languages, with its variable and its values."""
    from generator.settings import SETTINGS

    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert [field.key for field in SETTINGS.sub if field.kind != "map" and f"| `NIGAO_{field.key.upper()}` |" not in page] == []
    assert [field.key for field in SETTINGS.sub if f"| `{field.key}` | {field.zh} |" not in page] == []
    assert [word for field in SETTINGS.sub for word in (field.values or {}).values() if word not in page] == []


def _make() -> dict[str, object]:
    """docs/make.py as a module."""
    import runpy

    return runpy.run_path(str(ROOT / "docs" / "make.py"))


@pytest.mark.parametrize("name", ["commands.md", "moves.md", "brief.md", "checking.md"])
def test_pages_that_are_made_are_as_they_would_be_made_now(name: str) -> None:
    """Every command with its options, every move and topic, every key, every rule: ``python docs/make.py`` would change nothing."""
    pages = _make()["PAGES"]
    assert pages[name]() == (ROOT / "docs" / name).read_text(encoding="utf-8")  # type: ignore[index]


def test_every_command_option_move_and_topic_is_documented() -> None:
    """On the pages that are made."""
    commands = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    moves = (ROOT / "docs" / "moves.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"## nigao {name}\n" in commands
        command = nigao.get_command(None, name)  # type: ignore[arg-type]
        assert [option for parameter in command.params for option in parameter.opts if option.startswith("-") and option not in commands] == []
    assert [id for id in (*LIBRARY.moves, *LIBRARY.topics) if f"| `{id}` |" not in moves] == []


def lines_of_the_docs() -> list[tuple[str, str]]:
    """Every command line in the documents: in fenced blocks a line each, or in backquotes; the page, and the line."""
    found = []
    for path in [*READMES, *sorted((ROOT / "docs").rglob("*.md")), ROOT / "phrasebank" / "README.md", ROOT / "templates" / "README.md"]:
        text = path.read_text(encoding="utf-8")
        inside = [line.strip() for block in re.findall(r"```[a-z]*\n(.*?)```", text, re.DOTALL) for line in block.split("\n") if path.name != "commands.md"]
        quoted = re.findall(r"`(nigao [^`\n]+)`", text)
        found += [(path.name, line) for line in dict.fromkeys([*inside, *quoted]) if re.match(r"nigao [a-z]", line)]
    return found


@pytest.mark.parametrize(("page", "line"), lines_of_the_docs())
def test_every_command_line_in_the_documents_is_one(page: str, line: str) -> None:
    """The command is there, and so is every option that the line uses."""
    words = line.split("   ", maxsplit=1)[0].split()
    names = [name for name in re.split("[、,]", words[1]) if name in COMMANDS]
    assert names, line
    known = {option for name in names for parameter in nigao.get_command(None, name).params for option in parameter.opts} | {"--help"}  # type: ignore[arg-type]
    used = [option.partition("=")[0] for option in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", line.partition(" → ")[0])]
    assert [option for option in used if option not in known] == [], line
