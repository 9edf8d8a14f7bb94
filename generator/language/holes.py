"""What a brief leaves open: placeholders in its texts (某局, ××, 【待补：…】) print as visible gaps, the rest as facts."""

from __future__ import annotations

import re

from generator.marks import mark, plain
from generator.model import Text

_PLACEHOLDER = re.compile(
    "某{1,3}(?:某)*(?:经济|技术|高新)*(?:开发区|同志|先生|女士|公司|集团|企业|部门|单位|街道|园区|项目|省|市|县|区|镇|乡|村|局|委|办)"
    "|[×ＸX]{2,}|[＊*]{2,}|【待补[^】]*】"
)
_STOPS = "。；，、：;,. 　"


def gap(label: str, ref: str) -> str:
    """A visible hole in the text: 【待补：label】."""
    label = plain(label).removeprefix("【待补").lstrip("：:").removesuffix("】") or "此处"
    return mark("gap", ref, f"【待补：{label}】", label)


def text(value: Text) -> str:
    """A text of the brief as a fact; a placeholder in it becomes a gap."""
    told = value.strip().strip(_STOPS)
    if not value.path:
        return told
    holes = list(_PLACEHOLDER.finditer(told))
    if not holes:
        return mark("fact", value.path, told)
    if holes[0].span() == (0, len(told)) or (len(told) <= 8 and told[0] not in "“《新"):
        return gap(told, value.path)
    out, at = [], 0
    for hole in holes:
        if hole.start() > at:
            out.append(mark("fact", value.path, told[at : hole.start()]))
        out.append(gap(hole.group(), value.path))
        at = hole.end()
    return "".join(out) + (mark("fact", value.path, told[at:]) if told[at:] else "")
