"""``nigao new``: a commented brief to start from, made from the table of fields."""
from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.fields import FIELDS, FIGURE, KINDS, Field
from generator.frozen import Frozen
from generator.notation import scalar
from generator.schema import json_schema

_FILLED = {"year": "2026", "region.name": "临江县", "region.level": "county", "occasion.name": "一季度招商引资工作汇报会", "occasion.kind": "report",
           "speaker.role": "县委书记"}
_LISTED = ("list", "figures")
_ALWAYS = ("skeleton", "year", "date", "length", "region", "occasion", "speaker", "figures")      # what every brief needs or should say
# Who speaks where nothing else is said: the first in charge of each level.
ROLES = {"province": "省委书记", "prefecture_city": "市委书记", "county_city": "市委书记", "district": "区委书记", "county": "县委书记", "zone": "党工委书记",
         "town": "镇党委书记", "township": "乡党委书记", "subdistrict": "街道党工委书记", "department": "局长"}
# Kinds of meeting by a word of their name, the first that it holds.
_NAMED = (("部门", "department_assignment"), ("汇报", "report"), ("调度", "dispatch"), ("动员", "mobilisation"), ("推进", "push"))


class Start(Frozen):
    """What a person says of a speech before there is a brief; ``level`` and ``kind`` are ids, ``kind`` being that of the meeting. An empty ``place`` stays
    open."""

    name: str = _FILLED["occasion.name"]
    level: str = _FILLED["region.level"]
    year: str = _FILLED["year"]
    place: str = _FILLED["region.name"]
    role: str = _FILLED["speaker.role"]

    @property
    def kind(self) -> str:
        """The kind of meeting that the name says; an ordinary working meeting where it says none."""
        return next((kind for word, kind in _NAMED if word in self.name), "annual_work")

    @property
    def filled(self) -> Mapping[str, str]:
        """Values by key path, those left open not among them."""
        told = {"year": self.year, "region.name": self.place, "region.level": self.level, "occasion.name": self.name, "occasion.kind": self.kind,
                "speaker.role": self.role}
        return {path: value for path, value in told.items() if value}


def new_brief(skeleton: str | None, keys: str, needs: Sequence[str], *, filled: Mapping[str, str] = _FILLED, only: Collection[str] | None = None,
              schema: str = "") -> str:
    """YAML text that loads: what every brief needs is filled, all else stands commented out.

    ``keys`` is ``zh`` or ``en``; ``needs`` are the keys that the skeleton asks for, which are marked. ``only`` are the fields that are written besides what
    every brief needs, all where it is None; ``schema`` is the file by which editors check the brief, named in the first line.
    """
    lines = [schema_line(schema)] if schema else []
    lines += ["# 写作要点：把事实填进来，去掉行首的 # 就生效；没有的不用写，缺的会在稿子里标成【待补】。",
              "# 写完运行：nigao draft 这个文件；数字照原样写，如 156.50、1,234、12万、3.5亿元。", ""]
    if skeleton:
        lines.append(f"{_name(_field('skeleton'), keys)}: {skeleton}")
    for field in FIELDS:
        wanted = only is None or field.key in _ALWAYS or field.key in only
        if wanted and not (field.key == "skeleton" and skeleton):
            lines += _top(field, keys, field.key in needs, filled)
    return "\n".join(lines) + "\n"


def schema_line(name: str) -> str:
    """The first line of a brief, by which editors find its schema beside it."""
    return f"# yaml-language-server: $schema={name.replace(' ', '%20')}"


def schema_text() -> str:
    """The JSON Schema of a brief as a file's text."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def _field(key: str) -> Field:
    return next(field for field in FIELDS if field.key == key)


def _name(field: Field, keys: str) -> str:
    return field.zh if keys == "zh" else field.key


def _told(field: Field, value: str, keys: str) -> str:
    """A filled value; an enum's in the language of the keys."""
    return field.values[value] if field.values and keys == "zh" else scalar(value, flow=False)


def _top(field: Field, keys: str, needed: bool, filled: Mapping[str, str]) -> Iterator[str]:
    own = {path: value for path, value in filled.items() if path.split(".")[0] == field.key}
    yield f"# {field.zh}：{field.note or KINDS[field.kind]}{'（这种讲话最好有）' if needed else ''}"
    if field.key in own:
        yield f"{_name(field, keys)}: {_told(field, own[field.key], keys)}"
    elif own:
        yield f"{_name(field, keys)}:"
        yield from (_line(sub, keys, "  ", own.get(f"{field.key}.{sub.key}")) for sub in field.sub)
    else:
        yield from _told_parts(field, keys)
        yield from (f"# {line}" for line in _blank(field, keys))
    yield ""


def _told_parts(field: Field, keys: str) -> Iterator[str]:
    """What the parts of an item are, where their names do not say it."""
    hints = [f"{_name(sub, keys)}：{_hint(sub)}" for sub in field.sub if _hint(sub)]
    if hints and field.kind == "list":
        yield f"# 其中{'；'.join(hints)}"


def _line(field: Field, keys: str, indent: str, value: str | None) -> str:
    note = f"  # {_hint(field)}" if _hint(field) else ""
    if value is not None:
        return f"{indent}{_name(field, keys)}: {_told(field, value, keys)}{note}"
    return f"{indent}# {_name(field, keys)}:{note}"


def _hint(field: Field) -> str:
    return field.note or ("、".join((field.values or {}).values()) if field.values else "")


def _blank(field: Field, keys: str) -> Iterator[str]:
    """A field without values, to be filled after its # is taken away."""
    if field.key == FIGURE.key:
        label, value, unit, target = (_name(FIGURE.by_name[key], keys) for key in ("label", "value", "unit", "target"))
        yield f"{_name(field, keys)}:"
        yield f"  签约项目: {{{label}: 签约项目, {value}: , {unit}: 个, {target}: }}"
    elif field.kind in _LISTED:
        yield f"{_name(field, keys)}:"
        yield "- {" + ", ".join(f"{_name(sub, keys)}: " for sub in field.sub) + "}"
    elif field.kind == "map":
        yield f"{_name(field, keys)}: {{" + ", ".join(f"{_name(sub, keys)}: " for sub in field.sub) + "}"
    else:
        yield f"{_name(field, keys)}:" + (" []" if field.kind == "texts" else "")
