"""Reading a brief: every wrong input is one Chinese problem at its place, all in one run, and nothing is misread."""
from __future__ import annotations

import pytest
from briefs import EXAMPLES, HEAD, SEED_BRIEFS, SHARED, brief
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.brief import load_brief
from generator.errors import BriefError, CallError
from generator.fields import FIELDS, walk
from generator.model import Amount, Date, Record

BAD = [
    ("region: {level: county}\n", "重复", "写了两遍", 4),
    ("problem:\n- {label: a}\n", "unknown key", "不认识的键“problem”", 4),
    ("问体: []\n", "unknown Chinese key", "是不是“问题”", 4),
    ("problems:\n- {label: a, 等级: 结果}\n", "unknown sub-key", "不认识的键“等级”", 5),
    ("标题：讲话\n", "full-width colon", "全角冒号", 4),
    ("date: 2026-02-30\n", "impossible date", "没有这一天", 4),
    ("date: 三月\n", "no date", "不是日期", 4),
    ("length: 很长\n", "no number", "应是整数", 4),
    ("problems: {label: a}\n", "map for a list", "应是一列", 4),
    ("audience: {a: b}\n", "map for texts", "应是一列文字", 4),
    ("audience: 五个\n", "count for texts", "要写出是哪些，不是个数“五个”", 4),
    ("verdict: 好\n", "text for a map", "应是“键: 值”的一组", 4),
    ("problems:\n- {label: a, level: 高}\n", "bad choice", "层次没有“高”", 5),
    ("a: &x 1\n", "anchor", "锚点", 4),
    ("title: *x\n", "alias", "别名", 4),
    ("title: !!str x\n", "tag", "标签", 4),
    ("title: {{ name }}\n", "braces", "以 {{ 开头", 4),
    ("verdict:\n\tgood: x\n", "tab", "制表符", 5),
    ("title: a\u202eb\n", "bidi", "U+202E", 4),
    ("title: a\ufdd0b\n", "mark", "U+FDD0", 4),
    ("title: 'a\n", "open quote", "引号没有成对", 4),
    ("audience: [a, b\n", "open bracket", "没有成对", 4),
    ("figures: {a: 012}\n", "leading zero", "以0开头", 4),
    ("figures: {a: 12:30}\n", "clock", "时刻", 4),
    ("figures: {a: 1e3}\n", "scientific", "科学记数法", 4),
    ("figures: {a: .nan}\n", "nan", "不是数", 4),
    ("figures: {a: 很多}\n", "words", "不是一个数", 4),
    ("figures: {a: [1, 2, 3]}\n", "list", "不能是一列", 4),
    ("figures: {a: {value: [9, 8], unit: 个}}\n", "range", "前一个数应小于后一个", 4),
    ("figures: {a: {value: -3, unit: 个}}\n", "negative count", "不能是负数", 4),
    ("figures: {a: {value: 3个, unit: 家}}\n", "two units", "不一致", 4),
    ("figures: {a: {value: 3, unit: 个, target: 2亿元}}\n", "other unit", "不能换算", 4),
    ("figures: {a: {value: 9, unit: 个}, b: {value: 10, unit: 个, part_of: a}}\n", "part above whole", "大于它所属的", 4),
    ("figures: {b: {value: 1, unit: 个, part_of: a}}\n", "unknown whole", "不存在", 4),
    ("figures: {a: {unit: '%', formula: x / y}}\n", "unknown input", "没有指标“x”", 4),
    ("figures: {a: {unit: '%', formula: a / a}}\n", "own input", "用到了自己", 4),
    ("figures: {a: 1个, b: {unit: '%', formula: __import__('os')}}\n", "code", "只能用", 4),
    ("figures: {a: {value: 5, unit: 个, target: 0, completion: 100}}\n", "target 0", "计划是0", 4),
    ("figures: {a: {value: 5, unit: 个, last: 0, yoy: 10}}\n", "base 0", "上年同期为0", 4),
    ("figures: {a: {value: 5, unit: 个, last: 4, yoy: 20}}\n", "wrong rate", "写的是20%", 4),
    ("highlights:\n- {head: a, figures: [nope]}\n", "unknown figure", "没有指标“nope”", 5),
    ("highlights:\n- {head: a, projects: [无]}\n", "unknown project", "项目里没有“无”", 5),
    ("problems:\n- {label: a, answered_by: q}\n", "unknown section", "没有编号为“q”的部分", 5),
    ("year: 26\n", "year", "写了两遍", 4),
]


@pytest.mark.parametrize(("text", "name", "said", "line"), BAD, ids=[row[1] for row in BAD])
def test_every_bad_input_is_a_chinese_problem_at_its_line(text: str, name: str, said: str, line: int) -> None:
    """What is wrong, and where: message and line of each row."""
    with pytest.raises(BriefError) as error:
        brief(text)
    assert error.value.code == 3
    found = [problem for problem in error.value.problems if said in str(problem)]
    assert found, str(error.value)
    assert found[0].place is not None
    assert found[0].place.line == line


def test_all_problems_come_in_one_run() -> None:
    """Three mistakes are three problems, in order of their lines."""
    with pytest.raises(BriefError, match="有3处问题") as error:
        brief("lenght: 3\ndate: 2026-13\nfigures: {a: 012}\n")
    assert [problem.place.line for problem in error.value.problems if problem.place] == [4, 5, 6]


@pytest.mark.parametrize(("text", "said"), [
    ("region: {level: county}\noccasion: {kind: report}\n", "缺少年份"),
    ("year: 2026\noccasion: {kind: report}\n", "缺少地区的层级"),
    ("year: 2026\nregion: {level: county}\n", "至少写一个"),
    ("", "文件是空的"), ("- a\n", "应是“键: 值”"), ("year: 2026\n---\nyear: 2027\n", "两份要点"),
    ("year: 26\nregion: {level: county}\nskeleton: x\n", "年份“26”不对"),
    ("a: " + "[" * 60 + "]" * 60, "嵌套超过50层")])
def test_what_every_brief_needs(text: str, said: str) -> None:
    """Year, level, and skeleton or kind; one mapping in one document, not too deep."""
    with pytest.raises(BriefError) as error:
        load_brief("b.yaml", data=text.encode("utf-8"))
    assert said in str(error.value)


@pytest.mark.parametrize("written", ["2025", "2025年", "二〇二五", "'2025'", "二○二五年"])
def test_a_year_may_be_written_in_any_usual_way(written: str) -> None:
    """brief.md: 2025, 2025年 and 二〇二五 are the same."""
    assert brief("", HEAD.replace("2026", written)).data["year"] == 2025


def test_scalars_stay_as_they_were_typed() -> None:
    """156.50 keeps its zero, no stays a word, a colon time is no number, {{ prints as {{."""
    found = brief("figures: {a: 156.50万美元, b: '1,234个', c: {value: １２, unit: 个}}\nslogans: [{text: '{{ x }}'}]\naudience: [no, 1e3, '12:30']\n")
    assert found.figures["a"].value is not None
    assert found.figures["a"].value.text == "156.50"
    assert found.figures["b"].value is not None
    assert found.figures["b"].value.text == "1234"
    assert found.figures["c"].value is not None
    assert found.figures["c"].value.text == "12"
    assert [str(text) for text in found.data["audience"]] == ["no", "1e3", "12:30"]
    assert str(found.data["slogans"][0]["text"]) == "{{ x }}"


def test_both_languages_mean_the_same() -> None:
    """Chinese keys and values read as English ones do."""
    english = brief("problems:\n- {label: 落地难, level: result, evidence: [a, b]}\nfigures: {x: {label: 数, value: 3, unit: 个, last: 2}}\n")
    chinese = brief("问题:\n- {名称: 落地难, 层次: 结果, 表现: [a, b]}\n数据: {x: {名称: 数, 数值: 3, 单位: 个, 上年同期: 2}}\n",
                    "年份: 2026\n地区: {层级: 县}\n会议: {名称: 一季度招商引资工作汇报会, 类型: 汇报会}\n")
    assert english.data == chinese.data
    assert english.figures.keys() == chinese.figures.keys()
    assert english.figures["x"].raw == chinese.figures["x"].raw


def test_names_are_unique_in_both_languages() -> None:
    """No two keys of one level share a name, in either language."""
    for field in (field for _, field in [("", FIELDS[0]), *walk()]):
        names = [name for sub in field.sub for name in (sub.key, sub.zh)]
        assert len(names) == len(set(names)), field.key
    tops = [name for field in FIELDS for name in (field.key, field.zh)]
    assert len(tops) == len(set(tops))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_usual_encodings_are_read(encoding: str) -> None:
    """UTF-8 with or without BOM, and GB18030."""
    text = HEAD + "audience: [各乡镇]\n"
    assert load_brief("b.yaml", data=text.encode(encoding)).data["audience"][0] == "各乡镇"


def test_values_know_their_kind_and_place() -> None:
    """Dates, amounts and records are typed; every text knows its key path and line."""
    found = brief("quotas:\n- {class: 经济部门, amount: 4000万元, min_projects: 2}\nevents:\n- {name: 茶博会, when: 2026-05}\n- {name: 对接会, when: 秋天}\n")
    quota = found.data["quotas"][0]
    assert isinstance(quota["amount"], Amount)
    assert (quota["amount"].unit, quota["min_projects"]) == ("万元", 2)
    assert (quota["class"].path, quota["class"].place.line) == ("quotas[0].class", 5)
    assert isinstance(found.data["events"][0]["when"], Date)
    assert found.data["events"][1]["when"] == "秋天"
    assert isinstance(found.data["verdict"], Record)
    assert not found.data["verdict"]


def test_set_changes_one_value_in_either_language() -> None:
    """--set reaches maps, lists and figures, makes maps on its way, and is checked like the file."""
    sets = [("地区.名称", "临江县"), ("year", "2027"), ("figures.a.value", "9"), ("problems[0].label", "慢"), ("verdict.good", "好")]
    found = load_brief("b.yaml", data=(HEAD + "figures: {a: {value: 3, unit: 个}}\nproblems: [{label: x}]\n").encode(), sets=sets)
    assert (found.data["region"]["name"], found.data["year"], found.data["problems"][0]["label"]) == ("临江县", 2027, "慢")
    assert found.figures["a"].value is not None
    assert found.figures["a"].value.text == "9"
    assert found.data["verdict"]["good"] == "好"
    with pytest.raises(BriefError, match="--set:1:1"):
        load_brief("b.yaml", data=HEAD.encode(), sets=[("date", "x")])


@pytest.mark.parametrize("key", ["problems.²", "problems.٣", "problems[²].label", "problems[7].label", f"problems.{'9' * 5000}", "problems[0][0].label", "year.x", "region[0]",
                                 "region[name]", "."])
def test_a_key_that_leads_nowhere_is_a_problem_of_set(key: str) -> None:
    """Numbers that are none, items that are not there, brackets in the wrong place: each is told at --set, none stops the program."""
    with pytest.raises(BriefError, match="--set:1:1"):
        load_brief("b.yaml", data=(HEAD + "problems: [{label: x}]\n").encode(), sets=[(key, "y")])


@given(st.text("年份地区.[]01²٣ayer", max_size=24), st.text(max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_key_of_set_is_taken_or_refused(key: str, value: str) -> None:
    """--set raises nothing but BriefError, whatever is typed."""
    try:
        load_brief("b.yaml", data=(HEAD + "problems: [{label: x}]\n").encode(), sets=[(key, value)])
    except BriefError as error:
        assert error.problems


def test_a_missing_file_is_a_wrong_call() -> None:
    """A brief that is not there is exit 2."""
    with pytest.raises(CallError, match="没有这个文件") as error:
        load_brief("nowhere.yaml")
    assert error.value.code == 2


def test_doubts_do_not_stop_a_brief() -> None:
    """Where an input is only about right, a stated rate that differs is a note."""
    found = brief("figures: {a: {value: 8.29, unit: 亿元}, b: {value: 40, unit: 亿元, approx: about}, r: {value: 20.9, unit: '%', formula: a / b}}\n")
    assert "20.7" in found.notes[0]


@pytest.mark.parametrize("path", [*EXAMPLES, *SEED_BRIEFS], ids=lambda path: path.stem)
def test_shipped_and_seed_briefs_load(path) -> None:
    """All examples load, and the seven seeds' facts where they are present."""
    assert load_brief(path).data["year"]


@pytest.mark.skipif(not SEED_BRIEFS, reason="the seeds' briefs are not beside this checkout")
def test_the_published_rate_is_refused_with_both_numbers_and_lines() -> None:
    """S2a as published states 20.9% where its own figures give 20.7%."""
    with pytest.raises(BriefError) as error:
        load_brief(SHARED / "design" / "briefs" / "S2a-as-published.yaml")
    assert all(part in str(error.value) for part in ("20.9", "20.7", ":25:", ":24:", ":17:"))


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """The loader raises nothing but BriefError, whatever it is fed."""
    try:
        load_brief("b.yaml", data=data)
    except BriefError as error:
        assert error.problems


@given(st.lists(st.sampled_from(["year", "region", "figures", "problems", ": ", "\n", "  ", "- ", "{", "}", "[", "]", "&a ", "*a", "'", "2026", "县", "level: county", "\t"]),
                max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_scramble_of_yaml_is_read_or_refused(pieces: list[str]) -> None:
    """So is anything that looks like a brief."""
    try:
        load_brief("b.yaml", data="".join(pieces).encode())
    except BriefError as error:
        assert error.problems


def test_a_shared_file_of_figures_serves_many_briefs(tmp_path) -> None:
    """figures_from: figures of another file, the brief's own win with a note; outside the house's folder it is refused."""
    (tmp_path / "nigao.yaml").write_text("")
    (tmp_path / "data.yaml").write_text("数据: {a: 1个, b: 2个}\n", encoding="utf-8")
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "brief.yaml"
    path.write_text(HEAD + "figures_from: ../data.yaml\nfigures: {b: 3个}\nhighlights: [{head: x, figures: [a, b]}]\n", encoding="utf-8")
    found = load_brief(path)
    assert {key: figure.value.text for key, figure in found.figures.items() if figure.value} == {"a": "1", "b": "3"}
    assert found.figures["a"].place is not None
    assert found.figures["a"].place.file == "../data.yaml"
    assert "用要点里的" in found.notes[0]
    (tmp_path / "nigao.yaml").unlink()
    with pytest.raises(BriefError, match="在允许的文件夹之外"):
        load_brief(path)
    path.write_text(HEAD + "figures_from: nowhere.yaml\n", encoding="utf-8")
    with pytest.raises(BriefError, match="没有数据来源文件"):
        load_brief(path)


def test_a_brief_above_two_megabytes_is_refused() -> None:
    """Limits of the contract: exit 3, nothing parsed."""
    with pytest.raises(BriefError, match="超过2 MB"):
        load_brief("b.yaml", data=b"# " + b"x" * (2 * 1024 * 1024))
