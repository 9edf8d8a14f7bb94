"""Every rule does what its manual page says: the wrong example is found where it is wrong, the right one is left alone."""
from __future__ import annotations

import re
from pathlib import Path

import pytest
from marked import docx_document, expected, plain, text_document

from generator import checks
from generator.brief import load_brief
from generator.checks.review import Review
from generator.layouts import load_layout
from generator.library import load_library
from generator.model import SEVERITIES
from generator.pipeline import make_draft
from generator.standards import Standards
from generator.writers.docx import to_docx

HERE = Path(__file__).parent
BRIEF = load_brief(HERE / "checks.yaml")
STANDARDS = Standards()
EXAMPLE = re.compile(r"^(错|对)：(.+)$", re.MULTILINE)


@pytest.fixture(scope="session")
def model() -> bytes:
    """A draft's file, for examples that need a .docx."""
    return to_docx(make_draft(BRIEF, load_library()), load_layout("print"))


def examples() -> list[tuple[str, bool, str]]:
    """(rule, whether it is wrong, marked text) of every example in the rules' docstrings."""
    return [(id, kind == "错", text) for id, rule in checks.RULES.items() for kind, text in EXAMPLE.findall(rule.__doc__ or "")]


def review_of(rule: checks.Rule, marked: str, folder: Path, model: bytes) -> Review:
    """The example as the rule would meet it."""
    document = docx_document(marked, folder / "稿.docx", model) if "docx" in rule.NEEDS else text_document(marked)
    corpus = folder / "旧稿"
    corpus.mkdir(exist_ok=True)
    (corpus / "去年.txt").write_text("前面的话。把每一个项目的名字和责任人都贴在墙上。后面的话。\n", encoding="utf-8")
    return Review(document, STANDARDS, BRIEF, BRIEF.settings.checking, load_layout("print"), (corpus,) if "corpus" in rule.NEEDS else ())


@pytest.mark.parametrize(("id", "wrong", "marked"), examples())
def test_the_manual_page_is_true(id, wrong, marked, tmp_path, model):
    """A wrong example raises the rule once, over the place that is marked in it; a right one raises nothing."""
    found = checks.check(review_of(checks.RULES[id], marked, tmp_path, model), [id])
    places = [(item.paragraph, item.start, item.end) for item in found]
    if not wrong:
        assert found == []
        return
    marks = expected(marked)
    assert len(marks) == 1, "mark the one place with «»"
    at, start, end = marks[0]
    assert len(found) == 1, found
    assert places[0][0] == at
    assert places[0][1] < end and start < places[0][2] or start == end == places[0][1], (places, marks, plain(marked))


@pytest.mark.parametrize("id", checks.RULES)
def test_every_rule_has_its_page(id):
    """A title line with the id, what it is for, a source, and an example of each kind; a known severity; needs that exist."""
    rule = checks.RULES[id]
    page = rule.__doc__ or ""
    assert page.startswith(f"{id} ")
    assert "依据：" in page
    assert {kind for kind, _ in EXAMPLE.findall(page)} == {"错", "对"}
    assert rule.SEVERITY in SEVERITIES
    assert set(rule.NEEDS) <= set(checks.NEEDED)


def _sources(rule: Path) -> list[str]:
    """A rule's file and those that it imports of what rules share."""
    own = rule.read_text(encoding="utf-8")
    named = {name for names in re.findall(r"from generator\.checks(?:\.(\w+))? import (.+)", own) for name in re.findall(r"\w+", names[0] or names[1])}
    shared = [rule.with_name(f"{name}.py") for name in named - {"review"}]
    return [own, *(path.read_text(encoding="utf-8") for path in shared if path.exists() and "\nID, " not in path.read_text(encoding="utf-8"))]


def test_a_rule_that_looks_back_is_lent_the_drafts_memory() -> None:
    """Of a text the draft is made again for rules that read what it remembers: each of them is in the table, and no other."""
    looks = re.compile(r"review\.(?:swaps|anchors|respelled)|\.record\b")
    of_texts = {id: rule for id, rule in checks.RULES.items() if "docx" not in rule.NEEDS}
    reading = {id for id, rule in of_texts.items() if looks.search("".join(_sources(Path(rule.__file__))))}
    assert reading - checks.REMEMBERING <= {"figure-unknown"}         # which only leaves out what the others find
    assert reading >= checks.REMEMBERING
