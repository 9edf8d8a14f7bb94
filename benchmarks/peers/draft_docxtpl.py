"""Reads the same brief (PyYAML, pydantic) and fills finished text into a template: no blocks, no figures, no checks."""
import sys
from typing import Any

import yaml
from docxtpl import DocxTemplate
from pydantic import BaseModel, ConfigDict


class Brief(BaseModel):
    """A brief with whatever keys it has."""

    model_config = ConfigDict(extra="allow")
    年份: int
    地区: dict[str, Any]
    数据: dict[str, dict[str, Any]]
    项目: list[dict[str, Any]] = []


brief_path, text_path, template_path, out = sys.argv[1:]
with open(brief_path, encoding="utf-8") as stream:
    brief = Brief.model_validate(yaml.safe_load(stream))
with open(text_path, encoding="utf-8") as stream:
    title, *paragraphs = [line for line in stream.read().split("\n") if line]
template = DocxTemplate(template_path)
template.render({"title": title, "paragraphs": paragraphs, "brief": brief.model_dump()}, autoescape=True)
template.save(out)
