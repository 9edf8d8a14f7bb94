"""``nigao new``: a commented brief to start from, made from the table of fields."""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.fields import FIELDS, FIGURE, KINDS, Field

_FILLED = {"year": "2026", "region.name": "临江县", "region.level": "county", "occasion.name": "一季度招商引资工作汇报会", "occasion.kind": "report",
           "speaker.role": "县委书记"}
_LISTED = ("list", "figures")


def new_brief(skeleton: str | None, keys: str, needs: Sequence[str]) -> str:
    """YAML text that loads: what every brief needs is filled with an example, all else stands commented out.

    ``keys`` is ``zh`` or ``en``; ``needs`` are the keys that the skeleton asks for, which are marked.
    """
    lines = ["# 写作要点：把事实填进来，去掉行首的 # 就生效；没有的不用写，缺的会在稿子里标成【待补】。",
             "# 写完运行：nigao draft 这个文件；数字照原样写，如 156.50、1,234、12万、3.5亿元。", ""]
    if skeleton:
        lines.append(f"{_name(_field('skeleton'), keys)}: {skeleton}")
    for field in FIELDS:
        if not (field.key == "skeleton" and skeleton):
            lines += _top(field, keys, field.key in needs)
    return "\n".join(lines) + "\n"


def _field(key: str) -> Field:
    return next(field for field in FIELDS if field.key == key)


def _name(field: Field, keys: str) -> str:
    return field.zh if keys == "zh" else field.key


def _told(field: Field, value: str, keys: str) -> str:
    """A filled value; an enum's in the language of the keys."""
    return field.values[value] if field.values and keys == "zh" else value


def _top(field: Field, keys: str, needed: bool) -> Iterator[str]:
    filled = {path: value for path, value in _FILLED.items() if path.split(".")[0] == field.key}
    yield f"# {field.zh}：{field.note or KINDS[field.kind]}{'（这种讲话最好有）' if needed else ''}"
    if field.key in filled:
        yield f"{_name(field, keys)}: {filled[field.key]}"
    elif filled:
        yield f"{_name(field, keys)}:"
        yield from (_line(sub, keys, "  ", filled.get(f"{field.key}.{sub.key}")) for sub in field.sub)
    else:
        yield from (f"# {line}" for line in _blank(field, keys))
    yield ""


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
