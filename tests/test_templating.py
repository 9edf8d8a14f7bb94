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

# Ways out of a sandbox that are known, each in a template that would print something if it led anywhere.
ESCAPES = [
    "{{ ().__class__.__base__.__subclasses__() }}", "{{ item.__class__ }}", "{{ item['__class__'] }}", "{{ gap.__globals__ }}", "{{ cn.__wrapped__ }}", "{{ cn.__code__ }}",
    "{{ gap.func_globals }}", "{{ self.__init__ }}", "{{ self._TemplateReference__context }}", "{{ cycler.__init__.__globals__.os }}", "{{ lipsum.__globals__ }}",
    "{{ joiner }}", "{{ namespace() }}", "{{ range(9) }}", "{{ dict(a=1) }}", "{{ config }}", "{{ request }}", "{{ caller() }}", "{{ item | attr('__class__') }}",
    "{{ '%s' | format(item) }}", "{{ '{0.__class__}'.format(item) }}", "{{ '{0.__class__}' | format(item) }}", "{{ item.items() }}", "{{ item.keys() }}",
    "{{ items.append(1) }}", "{{ items.__getitem__(0) }}", "{{ items | map('attr', '__class__') | join_cn }}", "{{ items | map(attribute='__class__') | join_cn }}",
    "{{ items | map(attribute='a.__class__') | join_cn }}", "{{ items | select('attr', 'a') | join_cn }}", "{{ items | select('in', 'a') | join_cn }}",
    "{{ item | tojson }}", "{{ item | pprint }}", "{{ item | xmlattr }}", "{{ '' | urlize }}", "{{ item | string }}",
    "{% for a in items %}{{ loop.__init__ }}{% endfor %}", "{% for a in items %}{{ loop._iterator }}{% endfor %}", "{% macro m() %}{{ m.__globals__ }}{% endmacro %}{{ m() }}",
    "{% set a = item.update({'b': 1}) %}{{ item.b }}", "{% set item.b = 1 %}{{ item.b }}", "{% from 'x' import y %}", "{% extends 'x' %}", "{% debug %}", "{% do items.clear() %}",
    "{{ 'a' ~ 9 ** 99 }}", "{{ 'ab' % 3 }}", "{{ items + items }}", "{{ items * 9 }}", "{{ true }}", "{{ items }}", "{{ item }}", "{{ (1, 2) }}", "{{ {'a': 1} }}",
    "{{ items | map('length') }}", "{{ nothing.__class__ }}", "{{ nothing | default(item.__class__) }}",
]


@pytest.mark.parametrize("text", ESCAPES)
def test_no_known_way_leads_out_of_the_sandbox(text: str) -> None:
    """Each is refused, with the name of the block."""
    with pytest.raises(BankError, match="语块 x"):
        Templates().render(text, {"item": {"a": 1}, "items": [{"a": 1}, {"a": 2}]}, "语块 x")


def test_keys_are_found_before_methods_and_what_is_empty_prints_nothing() -> None:
    """``items`` and ``title`` of a record are its fields, not what a dict or a text can do; None prints as nothing."""
    record = {"items": "项目", "title": "标题", "keys": None}
    assert Templates().render("{{ item.items }}{{ item.title }}{{ item.keys }}{{ item['items'] }}", {"item": record}, "语块 x") == "项目标题项目"


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
