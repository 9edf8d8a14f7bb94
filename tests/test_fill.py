"""nigao fill, and the room that changes a brief in place: one value changes, every other byte of the file stays."""
from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml
from briefs import EXAMPLES, LIBRARY, UNSEEN, brief_of
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from cli_calls import BRIEF, brief_in, call, files_in
from generator.brief import load_brief
from generator.cli import inplace
from generator.errors import BriefError
from generator.notation import Leaf, Value, scalar, value_of
from generator.paths import field_of, steps_of
from generator.pipeline import make_draft
from generator.questions import questions
from generator.rewriting import Sheet, opened

OPEN = BRIEF.replace("value: 156.50", "value: ").replace("value: 141", "value: ")
FILES = [("utf-8", "\n"), ("utf-8", "\r\n"), ("utf-8-sig", "\n"), ("gb18030", "\r\n")]


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person sits at the terminal."""
    monkeypatch.setattr("generator.cli.fill.at_terminal", lambda: True)


def put(text: str, path: str, value: Value) -> str:
    """A text with one value put."""
    sheet = Sheet(text)
    sheet.put(steps_of(path), value)
    return sheet.done()


# -------------------------------------------------------------------------------------------------- in place
@pytest.mark.parametrize(("path", "encoding", "ends"), [(path, *FILES[at % len(FILES)]) for at, path in enumerate([*EXAMPLES, *[EXAMPLES[0]] * (len(FILES) - 1)])],
                         ids=lambda value: value.stem if isinstance(value, Path) else repr(value))
def test_one_value_emptied_and_filled_again_gives_the_same_bytes(path, encoding, ends):
    """In every example, in every kind of file: only the one line changes, and filling what was emptied gives the original."""
    data = path.read_text(encoding="utf-8").replace("\n", ends).encode(encoding)
    text, found = opened(data, path.name)
    assert text.encode(found) == data
    for leaf in random.Random(path.stem + encoding).sample(_emptiable(text), 12):
        emptied = put(text, _path(leaf), None)
        assert len(list(inplace.differences(text, emptied))) == 3           # a number, one line out, one line in
        assert put(emptied, _path(leaf), leaf.text).encode(found) == data


def _emptiable(text: str) -> list[Leaf]:
    """Values that stand under a key, bare: quotation marks are not remembered when a value is emptied."""
    return [leaf for leaf in Sheet(text).leaves() if leaf.text and isinstance(leaf.steps[-1], str) and f"'{leaf.text}'" not in text]


def _path(leaf: Leaf) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in leaf.steps).lstrip(".")


HEAD = "年份: 2026\n地区: {层级: 县}\n"
PUTS = [
    ("an empty value in brackets", "数据:\n  a: {数值: , 单位: 个}\n", "figures.a.value", "3", "数据:\n  a: {数值: 3, 单位: 个}\n"),
    ("an empty last value in brackets", "数据:\n  a: {单位: 个, 数值: }  # 注\n", "figures.a.value", "3", "数据:\n  a: {单位: 个, 数值: 3}  # 注\n"),
    ("an empty value of its own line", "标题:\n", "title", "讲话", "标题: 讲话\n"),
    ("an empty value before a comment", "标题:  # 注\n", "title", "讲话", "标题: 讲话 # 注\n"),
    ("an empty value close to a comment", "标题: # 注\n", "title", "讲话", "标题: 讲话 # 注\n"),
    ("a null", "标题: ~\n", "title", "讲话", "标题: 讲话\n"),
    ("a figure's line without number", "数据:\n  a:\n  b: 3个\n", "figures.a.value", "4个", "数据:\n  a:\n    数值: 4个\n  b: 3个\n"),
    ("one line as a group", "数据:\n  a: 141个  # 注\n", "figures.a.last", "100", "数据:\n  a: {数值: 141个, 上年同期: 100}  # 注\n"),
    ("a key that is missing, in brackets", "数据:\n  a: {数值: 3}\n", "figures.a.last", "2", "数据:\n  a: {数值: 3, 上年同期: 2}\n"),
    ("a key that is missing, after a comma", "数据:\n  a: {数值: 3,}\n", "figures.a.last", "2", "数据:\n  a: {数值: 3, 上年同期: 2}\n"),
    ("brackets over several lines", "数据:\n  a: {数值: 3,\n    单位: 个  # 注\n  }\n", "figures.a.last", "2",
     "数据:\n  a: {数值: 3,\n    单位: 个, 上年同期: 2  # 注\n  }\n"),
    ("a key that is missing, on lines", "数据:\n  a:\n    数值: 3  # 注\n\n# 完\n", "figures.a.last", "2", "数据:\n  a:\n    数值: 3  # 注\n    上年同期: 2\n\n# 完\n"),
    ("English keys beside English ones", "figures:\n  a: {value: 3}\n", "figures.a.last", "2", "figures:\n  a: {value: 3, last: 2}\n"),
    ("a group that is missing", "", "occasion.kind", "汇报会", "会议:\n  类型: 汇报会\n"),
    ("a list that is missing", "", "quotas", [{"class": "乡镇", "amount": "3亿元"}], "任务分解:\n- {类别: 乡镇, 任务额: 3亿元}\n"),
    ("one item more", "问题:\n- {名称: 甲}\n\n# 完\n", "problems[1].label", "乙", "问题:\n- {名称: 甲}\n- {名称: 乙}\n\n# 完\n"),
    ("one item more in brackets", "优势: [甲]\n", "advantages[1]", "乙", "优势: [甲, 乙]\n"),
    ("a text that stands for a list", "优势: 甲\n", "advantages[0]", "乙", "优势: 乙\n"),
    ("an item that is only its name", "问题:\n- 落地难\n", "problems[0].level", "结果", "问题:\n- {名称: 落地难, 层次: 结果}\n"),
    ("a long text", "结构:\n- 原文: |\n    一行\n    二行\n  编号: a\n", "sections[0].verbatim", "新\n的", '结构:\n- 原文: "新\\n的"\n  编号: a\n'),
    ("words that need quotation marks", "标题: 旧\n", "title", "甲: 乙 # 丙", "标题: '甲: 乙 # 丙'\n"),
    ("words with a comma in brackets", "会议: {名称: 旧}\n", "occasion.name", "甲, 乙", "会议: {名称: '甲, 乙'}\n"),
    ("quotation marks that stay", "标题: \"旧\"\n", "title", "新", "标题: \"新\"\n"),
    ("a figure named like a part of figures", "数据:\n  目标: 3个\n  数值: 4个\n", "figures.目标.last", "2", "数据:\n  目标: {数值: 3个, 上年同期: 2}\n  数值: 4个\n"),
    ("no break at the end of the file", "标题: 甲", "subtitle", "乙", "标题: 甲\n副题: 乙"),
]


@pytest.mark.parametrize(("before", "path", "value", "after"), [row[1:] for row in PUTS], ids=[row[0] for row in PUTS])
def test_a_value_is_put_where_it_belongs_and_nothing_else_moves(before, path, value, after):
    """Each way in which a value can stand, or be missing, and the text that comes of it."""
    assert put(HEAD + before, path, value) == HEAD + after
    crlf = put((HEAD + before).replace("\n", "\r\n"), path, value)
    assert crlf.replace("\r\n", "\n") == HEAD + after
    assert "\n" not in crlf.replace("\r\n", "")


@pytest.mark.parametrize("path", ["title", "region.level", "subtitle", "region.name"])
def test_what_is_written_in_an_uncommon_way_is_changed_rightly_or_refused(path):
    """Keys with question marks: never a text that says something else."""
    text = "? 年份\n: 2026\n? 地区\n: {层级: 县}\n? 标题\n: 甲\n"
    try:
        done = put(text, path, "新")
    except BriefError as error:
        assert error.problems[0].hint
    else:
        meant = {leaf.steps: leaf.text for leaf in Sheet(text).leaves()} | {steps_of(path): "新"}
        assert {leaf.steps: leaf.text for leaf in Sheet(done).leaves()} == meant


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp"]), min_size=1, max_size=12).map(str.strip).filter(bool))
def test_any_words_are_read_back_as_they_were_said(words):
    """Whatever a person answers: within brackets and on a line of its own."""
    for flow, around in ((True, "{{a: {}, z: 1}}"), (False, "a: {}")):
        assert yaml.load(around.format(scalar(words, flow=flow)), Loader=yaml.BaseLoader)["a"] == words


@pytest.mark.parametrize(("path", "text", "value"), [
    ("figures.a.value", "[8, 10]", ["8", "10"]), ("figures.a.value", "141", "141"), ("title", "[甲]", "[甲]"), ("figures.a.value", "[8", "[8"),
    ("figures.a.share", "{of: 全县, value: 3}", {"of": "全县", "value": "3"})])
def test_brackets_are_read_where_a_field_may_hold_them(path, text, value):
    """A range for a number; a title in brackets is a title."""
    assert value_of(text, field_of(steps_of(path))) == value


# --------------------------------------------------------------------------------------------------- questions
def test_each_gap_is_asked_once_with_its_sentence():
    """Every ref of an unseen brief's gaps, and where its answer belongs."""
    for path in UNSEEN:
        made = make_draft(brief_of(path), LIBRARY)
        asked = questions(made, brief_of(path))
        assert [question.ref for question in asked] == list(dict.fromkeys(gap.ref for gap in made.gaps))
        assert all("【待补：" in question.sentence and question.steps[0] == "figures" for question in asked)


def test_a_number_that_is_computed_is_asked_for_by_what_it_is_computed_from(tmp_path):
    """算式 started / signed without started: nobody is asked for the rate."""
    rate = "  started: {label: 开工项目, value: , unit: 个}\n  rate: {label: 开工率, unit: '%', formula: started / signed}\n"
    told = BRIEF.replace("problems:", f"{rate}problems:") + "highlights:\n- {head: 快, figures: [rate]}\n"
    facts = load_brief(brief_in(tmp_path, told))
    refs = [question.ref for question in questions(make_draft(facts, LIBRARY), facts)]
    assert refs == ["started.value"]


# ------------------------------------------------------------------------------------------------ the command
def answers_in(folder: Path, text: str) -> Path:
    """A file of answers."""
    return brief_in(folder, text, "答案.yaml")


def filled(folder: Path, text: str, brief: str = OPEN) -> Result:
    """``fill --answers`` over a brief with gaps."""
    return call("fill", brief_in(folder, brief), "--answers", answers_in(folder, text))


def test_nothing_missing_is_said(tmp_path):
    """Exit 0, no file touched, not even where nobody could be asked."""
    result = call("fill", brief_in(tmp_path))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("没有待补的。")
    assert files_in(tmp_path) == {"要点.yaml"}


def test_answers_of_a_file_are_written_back(tmp_path):
    """The lines that change are shown, the old brief is kept, the new one is the old one with the answers."""
    result = filled(tmp_path, "signed.value: 141\nfigures.paid.value: 156.50\n")
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "要点.yaml").read_text(encoding="utf-8") == BRIEF
    assert (tmp_path / "要点.yaml.bak").read_text(encoding="utf-8") == OPEN
    assert "第 6 行\n  -   signed: {label: 签约项目, value: , unit: 个, target: 131}\n  +   signed: {label: 签约项目, value: 141," in result.stdout
    assert "待补：无" in result.stdout


@pytest.mark.parametrize(("encoding", "ends"), FILES, ids=str)
def test_the_kind_of_the_file_stays(tmp_path, encoding, ends):
    """Encoding, mark and line ends of the brief are those of the old one."""
    path = tmp_path / "要点.yaml"
    path.write_bytes(OPEN.replace("\n", ends).encode(encoding))
    result = call("fill", path, "--answers", answers_in(tmp_path, "signed.value: 141\npaid.value: 156.50\n"))
    assert result.exit_code == 0, result.stderr
    assert path.read_bytes() == BRIEF.replace("\n", ends).encode(encoding)


def test_a_second_copy_has_a_name_of_its_own(tmp_path):
    """.bak stays what it is."""
    (tmp_path / "要点.yaml.bak").write_text("我的", encoding="utf-8")
    assert filled(tmp_path, "signed.value: 141\n").exit_code == 0
    assert (tmp_path / "要点.yaml.bak").read_text(encoding="utf-8") == "我的"
    assert (tmp_path / "要点.yaml.bak1").read_text(encoding="utf-8") == OPEN


@pytest.mark.parametrize(("text", "code", "told"), [
    ("signed.value: 一百多\n", 3, ["答案有1处问题，没有写", "答案.yaml:1:1  signed.value", "不是一个数"]),
    ("signed.valeu: 3\npaid.value: 很多\n", 3, ["答案有2处问题", "稿子里没有这处待补", "是不是：signed.value", "答案.yaml:2:1  paid.value"]),
    ("- 3\n", 3, ["答案应是“编号: 值”的一份清单"]), ("a: 'x\n", 3, ["引号没有成对"]), ("", 3, ["文件是空的"]),
])
def test_wrong_answers_are_all_said_and_nothing_is_written(tmp_path, text, code, told):
    """Each with its place in the file of answers."""
    result = filled(tmp_path, text)
    assert (result.exit_code, result.stdout) == (code, "")
    assert [part for part in told if part not in result.stderr] == []
    assert (tmp_path / "要点.yaml").read_text(encoding="utf-8") == OPEN
    assert files_in(tmp_path) == {"要点.yaml", "答案.yaml"}


def test_without_a_terminal_and_answers_it_says_what_to_do(tmp_path):
    """Exit 2, with the refs to copy into a file."""
    result = call("fill", brief_in(tmp_path, OPEN))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--answers" in result.stderr and "  signed.value:   # 签约项目\n" in result.stderr


@pytest.mark.parametrize("arguments", [["-"], ["没有.yaml"]], ids=" ".join)
def test_only_a_file_can_be_filled(arguments, tmp_path, monkeypatch):
    """stdin cannot be written back."""
    monkeypatch.chdir(tmp_path)
    assert call("fill", *arguments, stdin=OPEN).exit_code == 2


def test_a_brief_changed_meanwhile_is_not_written(tmp_path, person, monkeypatch):
    """Exit 6; what the other one wrote stays, and the answers are said, so that they are not lost."""
    path = brief_in(tmp_path, OPEN)
    monkeypatch.setattr("generator.cli.fill.differences", lambda *_: [path.write_text("别人的", encoding="utf-8") and ""])
    result = call("fill", path, stdin="141\n\n\n")
    assert result.exit_code == 6
    assert "signed.value: 141" in result.stderr and "重新运行" in result.stderr
    assert (files_in(tmp_path), path.read_text(encoding="utf-8")) == ({"要点.yaml"}, "别人的")


def test_a_person_is_asked_one_gap_after_the_other(tmp_path, person):
    """A wrong answer is said and asked again, Enter skips; what was said is shown and written."""
    path = brief_in(tmp_path, OPEN)
    result = call("fill", path, stdin="一百多\n141个\n\n\n")
    assert result.exit_code == 0, result.stderr
    assert "1/2" in result.stdout and "稿子里：" in result.stdout and "单位：个" in result.stdout and "不成：" in result.stdout
    assert path.read_text(encoding="utf-8") == OPEN.replace("value: , unit: 个", "value: 141个, unit: 个")
    assert "还待补：1 处" in result.stdout


@pytest.mark.parametrize(("typed", "told"), [("q\n", "没有要写的"), ("\n\n", "没有要写的"), ("141\nq\nn\n", "没有写")])
def test_a_person_may_leave_all_as_it_is(tmp_path, person, typed, told):
    """q, nothing but Enter, or n at the end."""
    path = brief_in(tmp_path, OPEN)
    result = call("fill", path, stdin=typed)
    assert (result.exit_code, result.stderr) == (0, "")
    assert told in result.stdout
    assert (path.read_text(encoding="utf-8"), files_in(tmp_path)) == (OPEN, {"要点.yaml"})


def test_an_interrupted_filling_writes_nothing(tmp_path, person):
    """The end of the input is an end: exit 130."""
    path = brief_in(tmp_path, OPEN)
    assert call("fill", path, stdin="141\n").exit_code == 130
    assert (path.read_text(encoding="utf-8"), files_in(tmp_path)) == (OPEN, {"要点.yaml"})


def test_a_placeholder_is_asked_for_with_the_words_around_it(tmp_path, person):
    """某局 in a text: the whole text is said anew."""
    path = brief_in(tmp_path, BRIEF.replace("县发改委", "县某局"))
    result = call("fill", path, stdin="县发改委\n\n")
    assert result.exit_code == 0, result.stderr
    assert "现在是“县某局”" in result.stdout
    assert path.read_text(encoding="utf-8") == BRIEF


def test_a_list_is_asked_for_item_by_item(tmp_path, person, monkeypatch):
    """Quotas: class and amount, until an empty class; a wrong amount is said and its item asked again."""
    from generator.questions import Question

    path = brief_in(tmp_path)
    asked = (Question("quotas", "各单位任务数", ("quotas",), field_of(("quotas",))),)
    monkeypatch.setattr("generator.questions.questions", lambda *_: asked)
    result = call("fill", path, stdin="乡镇\n很多\n乡镇\n3亿元\n县直部门\n1亿元\n\n\n")
    assert result.exit_code == 0, result.stderr
    assert path.read_text(encoding="utf-8") == f"{BRIEF}quotas:\n- {{class: 乡镇, amount: 3亿元}}\n- {{class: 县直部门, amount: 1亿元}}\n"


def test_a_shared_figure_is_filled_where_it_stands(tmp_path, person):
    """A figure of 数据来源 is not asked for here."""
    brief_in(tmp_path, "signed: {label: 签约项目, value: , unit: 个}\n", "共用.yaml")
    path = brief_in(tmp_path, BRIEF.replace("  signed: {label: 签约项目, value: 141, unit: 个, target: 131}\n", "").replace("figures:", "figures_from: 共用.yaml\nfigures:")
                    .replace("problems:\n", "highlights:\n- {head: 快, figures: [signed]}\nproblems:\n"))
    result = call("fill", path)
    assert result.exit_code == 0, result.stderr
    assert "在合用的 共用.yaml 里" in result.stdout and "没有要写的" in result.stdout
