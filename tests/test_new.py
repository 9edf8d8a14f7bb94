"""nigao new: a brief to start from, asked for or by options, with its schema; last year's carried into this year."""
from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from briefs import EXAMPLES, LIBRARY, SEED_BRIEFS, SHAPES, UNSEEN, brief_of

from cli_calls import BRIEF, brief_in, call, files_in
from generator.brief import load_brief
from generator.errors import CallError
from generator.fields import FIELDS, LEVELS, zh_name
from generator.new import ROLES, Start
from generator.pipeline import choose_skeleton, make_draft
from generator.rewriting import Sheet, opened
from generator.rollover import Rolled, roll


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person sits at the terminal."""
    monkeypatch.setattr("generator.cli.new.at_terminal", lambda: True)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ------------------------------------------------------------------------------------------------- a new brief
@pytest.mark.parametrize("keys", ["zh", "en"])
@pytest.mark.parametrize("skeleton", sorted(LIBRARY.skeletons))
def test_a_brief_of_each_kind_says_what_that_kind_uses(here, skeleton, keys):
    """The fields that the skeleton needs or that make it richer, no others; with its schema it is valid, loads and drafts."""
    result = call("new", "我的.yaml", "--skeleton", skeleton, "--keys", keys)
    assert (result.exit_code, result.stderr) == (0, "")
    assert files_in(here) == {"我的.yaml", "我的.schema.json"}
    text = Path("我的.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=我的.schema.json\n")
    schema = json.loads(Path("我的.schema.json").read_text(encoding="utf-8"))
    assert jsonschema.Draft7Validator(schema).is_valid(yaml.safe_load(text))
    chosen = LIBRARY.skeletons[skeleton]
    wanted = {*chosen.needs, *chosen.meta["richer"], "skeleton", "year", "date", "length", "region", "occasion", "speaker", "figures"}
    names = {field.key: field.zh if keys == "zh" else field.key for field in FIELDS}
    assert {key for key, name in names.items() if re.search(rf"(?m)^(# )?{name}:", text)} == wanted
    made = make_draft(load_brief("我的.yaml"), LIBRARY)
    assert (made.skeleton, made.gaps) == (skeleton, ())


def test_options_are_what_the_brief_says(here):
    """Nobody is asked; the kind of speech follows from the meeting as in drafting; a level by its name."""
    result = call("new", "--occasion", "项目建设推进会", "--level", "镇", "--year", "二〇二七", "--place", "石桥: 镇", "--speaker", "镇长")
    assert (result.exit_code, result.stderr) == (0, "")
    data = load_brief("要点.yaml").data
    assert (data["year"], data["region"]["level"], str(data["region"]["name"]), str(data["speaker"]["role"])) == (2027, "town", "石桥: 镇", "镇长")
    assert (data["occasion"]["kind"], str(data["skeleton"])) == ("push", "mobilisation_rally")


@pytest.mark.parametrize(("options", "told"), [
    ("--level 村", "没有“村”这个层级"), ("--year 明年", "年份“明年”不对"), ("--skeleton 没有", "没有“没有”这个骨架"), ("--example --level 县", "不能和 --level 一起用"),
    ("--example --all", "不能和 --all 一起用"), ("--from 旧.yaml --place 甲", "不能和 --place 一起用"), ("--from 没有.yaml", "“没有.yaml”不存在"),
    ("--from 旧.yaml --year 2026", "旧要点是 2026 年的，新的要晚于它：--year 2027"), ("--from 旧.yaml --year 明年", "年份“明年”不对"),
])
def test_options_that_do_not_fit_are_refused(here, options, told):
    """Exit 2, nothing written."""
    brief_in(here, name="旧.yaml")
    result = call("new", *options.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert files_in(here) == {"旧.yaml"}


@pytest.mark.parametrize(("name", "kind"), [
    ("一季度招商引资工作汇报会", "report"), ("项目调度会", "dispatch"), ("动员大会", "mobilisation"), ("推进会", "push"), ("县直部门招商会", "department_assignment"),
    ("全县招商大会", "annual_work")])
def test_the_kind_of_meeting_is_read_off_its_name(name, kind):
    """By the word that it holds."""
    assert Start(name).kind == kind


def test_every_level_has_somebody_who_speaks():
    """The default of the question."""
    assert set(ROLES) == set(LEVELS.values or {})


def test_a_person_is_asked_six_questions(here, person):
    """Numbers and names are both taken; a wrong answer is said and asked again; the kind of speech is guessed."""
    typed = ["全市招商工作会议", "村", "地级市", "明年", "2027", "云州市", "市长", "99", "three_questions"]
    result = call("new", stdin="\n".join(typed) + "\n")
    assert (result.exit_code, result.stderr) == (0, "")
    for told in ("没有“村”，写 1—10 的数字或名称", "年份“明年”不对", "没有“99”", "  2. 地级市\n", "讲话人的职务：[市委书记]"):
        assert told in result.stdout
    data = load_brief("要点.yaml").data
    assert (data["year"], data["region"]["level"], str(data["speaker"]["role"]), str(data["skeleton"])) == (2027, "prefecture_city", "市长", "three_questions")
    assert files_in(here) == {"要点.yaml", "要点.schema.json"}


def test_enter_takes_every_default(here, person):
    """A brief that drafts, of the kind that drafting would choose; the place stays open."""
    result = call("new", "甲.yaml", stdin="\n" * 6)
    assert (result.exit_code, result.stderr) == (0, "")
    facts = load_brief("甲.yaml")
    assert facts.data["region"]["name"] is None
    assert str(facts.data["skeleton"]) == "quarterly_review"


def test_a_person_who_leaves_leaves_nothing_behind(here, person):
    """The input ends: exit 130, no file."""
    assert call("new", stdin="会议\n").exit_code == 130
    assert files_in(here) == set()


@pytest.mark.parametrize("options", ["--skeleton quarterly_review", "--place 甲县", "--all", "--example", "-"])
def test_with_options_nobody_is_asked(here, person, options):
    """On a terminal too."""
    assert call("new", *options.split(), stdin="").exit_code == 0


def test_all_lists_every_field(here):
    """The whole table, as before."""
    assert call("new", "--all").exit_code == 0
    text = Path("要点.yaml").read_text(encoding="utf-8")
    assert [field.zh for field in FIELDS if not re.search(rf"(?m)^(# )?{field.zh}:", text)] == []


@pytest.mark.parametrize(("name", "content", "code"), [
    ("要点.yaml", b"mine", 6), ("要点.schema.json", b"{}", 6), ("要点.schema.json", None, 0)])
def test_what_is_there_is_never_replaced(here, name, content, code):
    """Neither brief nor schema, and then neither is written; the very same schema may stay."""
    call("new", "b.yaml")
    Path(name).write_bytes(Path("b.schema.json").read_bytes() if content is None else content)
    before = {path: path.read_bytes() for path in here.iterdir()}
    result = call("new", "--example")
    assert result.exit_code == code
    assert {path: path.read_bytes() for path in before} == before
    assert len(files_in(here)) == len(before) + (code == 0)
    assert name in result.stderr or code == 0


def test_an_existing_file_is_said_before_anybody_is_asked(here, person):
    """Exit 6 with a free name, not after six answers."""
    brief_in(here)
    result = call("new", stdin="")
    assert (result.exit_code, result.stdout) == (6, "")
    assert "nigao new 要点（2）.yaml" in result.stderr


def test_a_name_with_blanks_is_a_name(here):
    """The schema's line is one word."""
    assert call("new", "我 的.yaml").exit_code == 0
    assert Path("我 的.yaml").read_text(encoding="utf-8").splitlines()[0].endswith("$schema=我%20的.schema.json")


# ------------------------------------------------------------------------------------------- last year's brief
def rolled(path: Path, years: int = 1) -> Rolled:
    """A brief of a file, some years on."""
    facts = brief_of(path)
    return roll(facts, opened(path.read_bytes(), str(path))[0], facts.data["year"] + years, LIBRARY)


def leaves(text: str) -> dict[tuple[str | int, ...], str]:
    """Every scalar of a text by its way."""
    return {leaf.steps: leaf.text for leaf in Sheet(text).leaves()}


@pytest.mark.parametrize("path", [*EXAMPLES, *UNSEEN, *SHAPES, *SEED_BRIEFS], ids=lambda path: path.stem)
def test_every_brief_can_be_carried_on(path):
    """It loads, drafts as the same kind of speech, and every line but those with numbers and dates says what it said."""
    new = rolled(path)
    facts = load_brief(path, data=new.text.encode("utf-8"))
    old, now = leaves(opened(path.read_bytes(), str(path))[0]), leaves(new.text)
    assert facts.data["year"] == brief_of(path).data["year"] + 1
    assert make_draft(facts, LIBRARY).skeleton == choose_skeleton(brief_of(path), LIBRARY, None)[0].id
    changed = {steps for steps in old if now.get(steps) != old[steps]}
    assert all(steps == ("year",) or steps[0] == "figures" or not now.get(steps) for steps in changed)
    assert {steps[0] for steps in now.keys() - old.keys()} <= {"figures"}
    assert [line for line in _comments(opened(path.read_bytes(), str(path))[0]) if line not in new.text] == []


def _comments(text: str) -> list[str]:
    return re.findall(r"(?m)^ *#.*$", text)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_last_years_numbers_are_nobodys_numbers_of_this_year(path):
    """No figure has a value; what was the result of last year is 上年同期, what was asked for then is not; and it can be done again next year."""
    new = rolled(path)
    facts = load_brief(path, data=new.text.encode("utf-8"))
    for id, figure in brief_of(path).figures.items():
        now = facts.figures[id]
        assert now.value is None
        assert now.unit == figure.unit
        assert all(number is None for number in now.given.values())
        aimed = figure.role in ("goal", "quota", "measure") or figure.bound
        last = now.raw.get("last")
        assert (last and last.value) == (figure.value.value if figure.value and not aimed else None)
    again = roll(facts, new.text, facts.data["year"] + 1, LIBRARY)
    assert not any(line.count("请改") > 1 for line in again.text.splitlines())


@pytest.mark.parametrize(("line", "expected"), [
    ("  a: 141个", "  a: {value: , unit: 个, last: 141}"),
    ("  a: {label: 甲, value: 141, unit: 个, last: 100}", "  a: {label: 甲, value: , unit: 个, last: 141}"),
    ("  a: {label: 甲, value: 12万, unit: 人}", "  a: {label: 甲, value: , unit: 人, last: 12万}"),
    ("  a: {label: 甲, value: 3.5亿元}", "  a: {label: 甲, value: , unit: 亿元, last: 3.5}"),
    ("  a: {label: 甲, value: [8, 10], unit: 个}", "  a: {label: 甲, value: , unit: 个, last: [8, 10]}"),
    ("  a: {label: 甲, value: , unit: 个, last: 9}", "  a: {label: 甲, value: , unit: 个, last: }  # 去年写的是 上年同期 9，请改"),
    ("  a: {label: 甲, value: 9, unit: 个, role: goal}", "  a: {label: 甲, value: , unit: 个, role: goal}  # 去年写的是 数值 9，请改"),
    ("  a: {label: 甲, value: 9, unit: 个, bound: min}", "  a: {label: 甲, value: , unit: 个, bound: min}  # 去年写的是 数值 9，请改"),
    ("  a: {label: 甲, unit: 亿元, completion: 107.6%}", "  a: {label: 甲, unit: 亿元, completion: }  # 去年写的是 完成率 107.6%，请改"),
    ("  a: {label: 甲, value: 9, unit: 个, share: {of: 全市, value: 3}}",
     "  a: {label: 甲, value: , unit: 个, share: {of: 全市, value: }, last: 9}  # 去年写的是 占比的数值 3，请改"),
    ("  a: {label: 甲, value: 9, unit: 个, period: 2025年}", "  a: {label: 甲, value: , unit: 个, period: 2025年, last: 9}  # 这里写着 2025 年，请核"),
    ("  a:\n    label: 甲\n    value: 9  # 统计局\n    unit: 个", "  a:\n    label: 甲\n    value:   # 统计局\n    unit: 个\n    last: 9"),
])
def test_a_figure_is_carried_on(tmp_path, line, expected):
    """Each way of writing one."""
    text = f"year: 2026\nregion: {{level: county}}\noccasion: {{kind: report}}\nfigures:\n{line}\n"
    facts = load_brief("a.yaml", data=text.encode("utf-8"))
    assert roll(facts, text, 2027, LIBRARY).text == text.replace(line, expected).replace("year: 2026", "year: 2027")


def test_numbers_of_two_years_ago_are_not_those_of_last_year(tmp_path):
    """Over a gap of years nothing is 上年同期, and the comments name the year."""
    text = "year: 2024\nregion: {level: county}\noccasion: {kind: report}\nfigures:\n  a: {value: 9, unit: 个}\n"
    new = roll(load_brief("a.yaml", data=text.encode("utf-8")), text, 2027, LIBRARY)
    assert "  a: {value: , unit: 个}  # 2024 年写的是 数值 9，请改\n" in new.text
    with pytest.raises(CallError, match="新的要晚于它"):
        roll(load_brief("a.yaml", data=text.encode("utf-8")), text, 2024, LIBRARY)


def test_dates_events_mentions_and_wordings_are_pointed_out():
    """Each with a line of the new brief, and a wording that is over with what replaces it."""
    text = ("year: 2025\ndate: 2025-03-01\nregion: {level: county}\noccasion: {name: 2025年工作会议, kind: annual_work}\n"
            "events:\n- {name: 招商周, when: 2025-05}\n- {name: 推介会, when: 秋天}\nslogans:\n- {text: 决战“十四五”规划}\n")
    new = roll(load_brief("a.yaml", data=text.encode("utf-8")), text, 2026, LIBRARY)
    assert new.text.splitlines()[1:4:2] == ["date:  # 去年写的是 2025-03-01，请改", "occasion: {name: 2025年工作会议, kind: annual_work}  # 这里写着 2025 年，请核"]
    assert "- {name: 招商周, when: }  # 去年写的是 2025-05，请改\n- {name: 推介会, when: 秋天}  # 去年的事，请核\n" in new.text
    found = {(look.line, look.kind) for look in new.looks}
    assert found == {(2, "date"), (4, "mention"), (6, "date"), (7, "words"), (6, "event"), (9, "wording")}
    wording = next(look for look in new.looks if look.kind == "wording")
    assert wording.name == "口号“决战“十四五”规划”的文字" and "用到 2025" in wording.why and "十五五" in wording.why


@pytest.mark.parametrize(("encoding", "ends"), [("utf-8-sig", "\n"), ("gb18030", "\r\n")])
def test_from_writes_beside_the_old_brief_in_its_own_kind(here, encoding, ends):
    """The year in the name turns; encoding and line ends stay, the old brief too; what is to be looked at is said."""
    old = Path("临江2026.yaml")
    old.write_bytes(BRIEF.replace("\n", ends).encode(encoding))
    before = old.read_bytes()
    result = call("new", "--from", old)
    assert (result.exit_code, result.stderr) == (0, "")
    assert old.read_bytes() == before
    data = Path("临江2027.yaml").read_bytes()
    assert opened(data, "x")[1] == encoding
    assert data.decode(encoding).count("\r\n") == (data.decode(encoding).count("\n") if ends == "\r\n" else 0)
    for told in ("已写出：临江2027.yaml", "要填今年的数：签约项目（第 6 行）、到位资金（第 7 行）", "nigao fill 临江2027.yaml"):
        assert told in result.stdout
    again = call("new", "--from", old, "--year", "2027年")
    assert (again.exit_code, again.stdout) == (6, "")
    assert call("new", "另.yaml", "--from", old, "--year", "2029").exit_code == 0
    assert files_in(here) == {"临江2026.yaml", "临江2027.yaml", "另.yaml"}


def test_from_needs_a_brief_that_is_right(here):
    """Exit 3 with its problems, nothing written."""
    result = call("new", "新.yaml", "--from", brief_in(here, "year: 2026\n"))
    assert (result.exit_code, files_in(here)) == (3, {"要点.yaml"})


def test_from_prints_to_stdout(here):
    """``-``: the new brief and nothing else."""
    result = call("new", "-", "--from", brief_in(here))
    assert result.stdout.startswith("year: 2027\n") and zh_name("figures") not in result.stdout
    assert files_in(here) == {"要点.yaml"}
