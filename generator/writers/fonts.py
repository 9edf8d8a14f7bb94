"""What a reader's computer may lack: fonts that the file asks for, and characters that such a font does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Draft, Layout

# Faces that Windows, Office or macOS bring themselves (format of official documents, 5); any other has to be installed.
_COMMON = {"宋体", "黑体", "仿宋", "楷体", "华文中宋", "华文仿宋", "华文楷体", "Times New Roman", "SimSun", "SimHei", "FangSong", "KaiTi", "微软雅黑", "Arial"}
_ROLES = {"title": "title", "subtitle": "byline", "byline": "byline", "heading1": "heading1", "heading2": "heading2"}
_HAN = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_OLD = "_GB2312"                                 # faces drawn for GB 2312-1980: 6,763 characters, few rare names among them


def used(draft: Draft, layout: Layout) -> list[str]:
    """The fonts that a draft needs, in order of use, each once."""
    roles = [_ROLES.get(paragraph.role, "body") for paragraph in draft.paragraphs]
    if any(paragraph.role == "heading3" and paragraph.text.startswith("（") for paragraph in draft.paragraphs):
        roles.append("heading2")
    return list(dict.fromkeys(font for role in (*roles, "footer", "latin") if (font := layout.fonts[role])))


def uncommon(draft: Draft, layout: Layout) -> list[str]:
    """Those among them that no system brings."""
    return [font for font in used(draft, layout) if font not in _COMMON]


def missing(draft: Draft, layout: Layout) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Characters that their font cannot show, each with the font and the paragraphs (counted from 0): what lies outside GB 2312 in a _GB2312 face."""
    found: dict[tuple[str, str], list[int]] = {}
    for at, paragraph in enumerate(draft.paragraphs):
        font = layout.fonts[_ROLES.get(paragraph.role, "body")]
        if font.endswith(_OLD):
            for char in _HAN.findall(paragraph.text):
                if not _in_gb2312(char):
                    found.setdefault((char, font), []).append(at)
    for (char, font), places in found.items():
        yield char, font, tuple(dict.fromkeys(places))


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
