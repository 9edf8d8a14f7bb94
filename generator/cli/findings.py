"""A review for a person to read: a summary of one screen, then the findings by severity, each with its sentence and a caret under the place."""
from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from generator.checkup import Report
from generator.cli.columns import width
from generator.cli.show import colour, on_terminal
from generator.frozen import fields
from generator.model import SEVERITIES, Finding
from generator.readers.document import PLACES
from generator.settings import LEVELS

_COLOURS = {"error": "31", "warning": "33", "info": "36"}
_INDENT = "    "
_NARROW, _WIDE = 40, 100                         # columns


def page(report: Report, shown: Sequence[Finding]) -> str:
    """The summary, then one block a finding."""
    lines = [*summary(report, shown), *(line for severity in SEVERITIES for line in _group(report, shown, severity))]
    return "\n".join(lines)


def summary(report: Report, shown: Sequence[Finding]) -> Iterator[str]:
    """What was checked and what came of it."""
    document = report.review.document
    said = sum(bool(words.text.strip()) for words in document.paragraphs)
    yield f"{document.name}：有字的 {said} 段，查了 {len(report.rules)} 条规则"
    if report.said and report.review.brief is None:
        yield f"数据：原稿的 {report.said} 个数，{report.verified} 个没有动；没有给要点，没查对不对"
    elif report.said:
        yield f"数据：{report.said} 个，核对上 {report.verified} 个" + ("" if report.verified < report.said else "，全部有据")
    counts = Counter(finding.severity for finding in shown)
    yield "问题：" + ("，".join(f"{LEVELS[name]} {counts[name]}" for name in SEVERITIES if counts[name]) or "无")
    rules = Counter(finding.rule for finding in shown)
    if rules:
        yield "  " + "，".join(f"{rule} {count}" for rule, count in rules.most_common())
    yield from _idle(report)


def _idle(report: Report) -> Iterator[str]:
    """Which rules could not run, by what they lack."""
    for need, told in LACKING.items():
        rules = [rule for rule, lacking in report.idle if need in lacking]
        if rules and told:
            yield f"没查：{'、'.join(rules)}（{told}）"


LACKING = {
    "brief": "要有写作要点：加 --brief 要点.yaml", "record": "稿子不是拟稿写出的，或留的底已经丢了", "docx": "只查 .docx", "corpus": "",
}


def _group(report: Report, shown: Sequence[Finding], severity: str) -> Iterator[str]:
    found = [finding for finding in shown if finding.severity == severity]
    if found:
        yield ""
        yield _painted(f"{LEVELS[severity]} {len(found)}", severity)
        for finding in found:
            yield from _block(report, finding)


def _block(report: Report, finding: Finding) -> Iterator[str]:
    passage = report.review.passages[finding.paragraph]
    where = PLACES.get(passage.where, "")
    unit = "段" if report.review.document.kind == "docx" else "行"      # an editor numbers the lines of a text
    yield f"  第 {finding.paragraph + 1} {unit}{f'（{where}）' if where else ''}  {_painted(finding.rule, finding.severity)}  {finding.message}"
    if passage.text.strip():
        yield from _quoted(passage.text, *passage.sentence_at(finding.start), finding)
    if finding.suggestion:
        yield f"{_INDENT}→ {finding.suggestion}"


def _quoted(text: str, start: int, end: int, finding: Finding) -> Iterator[str]:
    """The sentence, cut to the screen around the place, and a caret under every column of it."""
    columns = min(_WIDE, max(_NARROW, shutil.get_terminal_size().columns if on_terminal() else 80)) - len(_INDENT)
    start, end = min(start, finding.start), max(end, min(finding.end, start + columns))
    told = text.replace("\n", " ").replace("\t", " ")
    while width(told[start:end]) > columns and (start < finding.start or end > finding.end):
        before, after = width(told[start:finding.start]), width(told[finding.end:end])
        start, end = (start + 1, end) if before >= after else (start, end - 1)
    while width(told[start:end]) > columns:      # the place itself is wider than the screen: its beginning is shown
        end -= 1
    shown_end = min(finding.end, end)
    yield _INDENT + told[start:end]
    yield _INDENT + " " * width(told[start:finding.start]) + "^" * max(1, width(told[finding.start:shown_end]))


def _painted(text: str, severity: str) -> str:
    return f"\x1b[{_COLOURS[severity]}m{text}\x1b[0m" if colour() else text


def as_json(report: Report, shown: Sequence[Finding]) -> dict[str, Any]:
    """The shape of the contract, with what was checked besides."""
    counts = Counter(finding.severity for finding in shown)
    return {
        "schema": 1,
        "findings": [{name: getattr(finding, name) for name in fields(Finding)} for finding in shown],
        "counts": {severity: counts[severity] for severity in SEVERITIES},
        "figures": {"said": report.said, "verified": report.verified},
        "rules": list(report.rules),
        "idle": {rule: list(lacking) for rule, lacking in report.idle},
    }
