"""The JSON Schema (draft-07) of a brief, made from the table of fields, for editors that complete and check YAML."""
from __future__ import annotations

from typing import Any

from generator.fields import ROOT, Field

_TEXT: dict[str, Any] = {"type": ["string", "number", "null"]}
_SCALARS: dict[str, dict[str, Any]] = {
    "text": _TEXT, "verbatim": _TEXT, "id": _TEXT, "date": _TEXT, "when": _TEXT, "amount": _TEXT, "year": _TEXT,
    "int": {"type": ["integer", "string", "null"]}, "bool": {"type": ["boolean", "string", "null"]},
    "number": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 2, "maxItems": 2}]},
    "texts": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}, "refs": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    "choose": {"type": "object", "additionalProperties": _TEXT}}


def json_schema() -> dict[str, Any]:
    """The schema; every key stands under both its names, unknown keys are refused."""
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": "nigao 写作要点", **_record(ROOT)}


def _record(field: Field) -> dict[str, Any]:
    properties = {name: _of(sub) for sub in field.sub for name in (sub.key, sub.zh)}
    schema: dict[str, Any] = {"type": ["object", "null"] if field.key else "object", "properties": properties, "additionalProperties": False}
    required = [{"anyOf": [{"required": [sub.key]}, {"required": [sub.zh]}]} for sub in field.sub if sub.required]
    if required:
        schema["allOf"] = required
    return schema


def _of(field: Field) -> dict[str, Any]:
    """The schema of one field, with its note as the description that editors show."""
    return {**_shape(field), "description": " ".join(part for part in (field.zh, field.key, field.note) if part)}


def _shape(field: Field) -> dict[str, Any]:
    if field.kind == "enum":
        values = field.values or {}
        return {"enum": [*values, *dict.fromkeys(values.values()), None]}
    if field.kind == "list":
        return {"type": ["array", "null"], "items": {"anyOf": [_record(field), _TEXT]}}
    if field.kind == "figures":
        return {"type": ["object", "null"], "additionalProperties": {"anyOf": [_record(Field("figure", "指标", "map", sub=field.sub)), _TEXT]}}
    if field.kind in ("share", "threshold"):
        return {"anyOf": [_record(field), _TEXT]}
    return _record(field) if field.kind == "map" else dict(_SCALARS[field.kind])
