"""The sandbox: data, not code; bounded in time and size; errors in Chinese that name the template."""
from __future__ import annotations

import pytest

from generator.errors import BankError
from generator.filters import every, join_and, join_cn, quoted
from generator.templating import Templates, parameters

HOSTILE = [
    ("{{ ''.__class__.__mro__ }}", "不允许的写法"),
    ("{{ 'a'.upper() }}", "不允许的写法"),
    ("{{ 'ab' * 1000000000 }}", "不允许的写法"),
    ("{{ 9 ** 9 ** 9 }}", "不允许的写法"),
    ("{% import 'os' as os %}", "不允许的写法"),
    ("{% include 'x' %}", "不允许的写法"),
    ("{{ nothing }}", "用了没有的名称"),
    ("{{ item.x | upper }}", "模板语法错误"),
    ("{% if %}", "模板语法错误"),
    ("{{ [1, 2] | join_cn(3) }}", "运行出错"),
    ("{% set a = 'xxxxxxxxxxxxxxxx' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}", "占用内存"),
]


@pytest.mark.parametrize(("text", "said"), HOSTILE)
def test_hostile_or_broken_templates_are_one_chinese_error(text: str, said: str) -> None:
    """Whatever a shared bank holds, it ends in a BankError (exit 4) that names the block."""
    with pytest.raises(BankError) as error:
        Templates().render(text, {"item": {}}, "语块 x")
    assert "语块 x" in str(error.value)
    assert said in str(error.value)
    assert error.value.code == 4


def test_an_endless_template_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that takes too long ends, though it prints nothing."""
    monkeypatch.setattr("generator.templating.SECONDS", 0.2)
    loops = "{% for a in xs %}" * 9 + "{% endfor %}" * 9
    with pytest.raises(BankError, match="运行超过"):
        Templates().render(loops, {"xs": list(range(100))}, "语块 x")


def test_values_are_printed_never_rendered() -> None:
    """``{{`` in a value prints as ``{{``."""
    assert Templates().render("{{ a }}", {"a": "{{ b }}{% if %}"}, "x") == "{{ b }}{% if %}"


def test_a_condition_on_what_is_missing_does_not_hold() -> None:
    """Conditions may ask for names that a message does not bring."""
    templates = Templates()
    assert not templates.holds(["evidence"], {}, "x")
    assert not templates.holds(["item.label"], {"item": None}, "x")
    assert templates.holds(["item is not defined", "items | length > 1"], {"items": [1, 2]}, "x")


def test_parameters_are_read_off_the_text() -> None:
    """The names that a block reads are its params; its own loop variables are not."""
    text = "{% for p in items %}{{ p.name }}{{ loop.index }}{% endfor %}{{ place.self }}{{ item.figures | clauses }}"
    templates = Templates()
    templates.environment.filters["clauses"] = join_cn
    assert parameters(text, templates) == ("item.figures", "items", "place.self")


def test_lists_join_as_chinese_does() -> None:
    """、 between names, 和 before the last, nothing between quotation marks (GB/T 15834-2011, 4.5.3.5)."""
    assert join_cn(["甲", "乙", "丙"]) == "甲、乙、丙"
    assert join_and(["甲", "乙", "丙"]) == "甲、乙和丙"
    assert join_and(["甲"]) == "甲"
    assert join_and([]) == ""
    assert join_cn(["“一”", "“二”"]) == "“一”“二”"
    assert quoted("“双争”") == "“双争”"
    assert quoted("双争") == "“双争”"


@pytest.mark.parametrize(
    ("cadence", "said"), [(["周"], "每周"), (["季"], "每季度"), (["季度"], "每季度"), (["双月"], "每两个月"), (["每旬"], "每旬"), (["月", "季"], "每月、每季度"), ([], "")]
)
def test_a_rhythm_is_said_as_people_say_it(cadence: list[str], said: str) -> None:
    """每 once; 季 and 双月 in full; nothing where the brief names none."""
    assert every(cadence) == said
