"""From a document's file to its findings: the one place that names what a review needs and hands it to the rules."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator import checks, layouts, standards
from generator.checks import figure_unknown, gap_left
from generator.checks.review import Found, Review
from generator.errors import FAILURES, BriefError, NigaoError, Problem
from generator.frozen import Frozen, replace
from generator.model import Brief, Finding, Layout, Settings, Text
from generator.readers.anchors import anchors
from generator.readers.document import Document
from generator.readers.record import of_draft
from generator.settings import home_of, load_settings

_OURS = 0.6                                      # of a draft's numbers stand unchanged in a text that was made from it


class Report(Frozen):
    """What a review came to: the findings, the rules that ran, those that could not with what they lack, and how many of the document's figures
    (``said``) are borne out (``verified``); both are 0 where there is nothing to hold them against."""

    review: Review
    findings: tuple[Finding, ...]
    rules: tuple[str, ...]
    idle: tuple[tuple[str, tuple[str, ...]], ...]
    said: int
    verified: int


def settings_for(folder: Path) -> tuple[Settings, Path]:
    """The unit's settings upwards from a folder, and the folder that they are of. Raises BriefError for wrong ones, unknown rules among them."""
    problems: list[Problem] = []
    home = home_of(folder.resolve())
    settings = load_settings(home, problems)
    if problems:
        raise BriefError(f"设置有{len(problems)}处问题", problems)
    known = rules_of(settings)
    for rule in (*settings.checking.off, *settings.checking.severity):
        if rule not in known:
            place = rule.place if isinstance(rule, Text) else None
            problems.append(Problem(f"没有“{rule}”这条规则", place, "check", f"可用：{'、'.join(known)}"))
    if problems:
        raise BriefError(f"设置有{len(problems)}处问题", problems)
    return settings, home


def rules_of(settings: Settings) -> Mapping[str, checks.Rule]:
    """Our rules, and those of other packages that the settings name, by id. Raises BriefError for one that is not installed."""
    if not settings.checking.more:
        return checks.RULES
    from generator import plugins

    more = plugins.rules(settings.checking.more)
    if own := [id for id in more if id in checks.RULES]:
        raise BriefError("设置有误", [Problem(f"另装的规则“{id}”和自带的同名", hint="换一个编号，入口的名称一起改") for id in own])
    return {**checks.RULES, **{id: _Guarded(id, rule) for id, rule in more.items()}}


class _Guarded:
    """A rule of another package: what goes wrong in it is that package's, and is called by the rule's name."""

    def __init__(self, id: str, rule: checks.Rule) -> None:
        self.ID, self.SEVERITY, self.NEEDS, self.__doc__ = id, rule.SEVERITY, rule.NEEDS, rule.__doc__
        self._rule = rule

    def check(self, review: Review) -> Iterator[Found]:
        """What the rule found, each in a paragraph that there is. Raises BriefError where the rule fails."""
        try:
            found = list(self._rule.check(review))
            for item in found:
                review.passages[item.paragraph].text[item.start:item.end]
        except FAILURES as error:
            raise BriefError("另装的规则有误", [Problem(f"规则“{self.ID}”运行出错：{type(error).__name__}: {error}",
                                                 hint="请带它的包来改；先用 --skip 或从 nigao.yaml 里去掉它")]) from error
        yield from found


def check(
    document: Document, settings: Settings, *, brief: Brief | None = None, only: Iterable[str] = (), skip: Iterable[str] = (),
    corpus: Sequence[Path] = (), year: str = ""
) -> Report:
    """The review of a document. ``only`` and ``skip`` are ids of rules; one that is off in the settings stays off unless ``only`` names it."""
    checking = settings.checking
    known = rules_of(settings)
    wanted = tuple(only) or tuple(id for id in known if id not in checking.off)
    rules = tuple(id for id in wanted if id not in set(skip))
    folders = tuple(corpus) or ((Path(checking.corpus),) if checking.corpus else ())
    layout, dressed = dress(document, settings)
    if not checks.REMEMBERING.isdisjoint(rules):
        document = _remembering(document, brief)
    review = Review(document, standards.built_in(), brief, checking, layout, folders, year, dressed)
    idle = tuple((id, lacking) for id in rules if (lacking := checks.lacking(known[id], review)))
    findings = tuple(checks.check(review, rules, known))
    said, verified = figure_unknown.tally(review, findings)
    return Report(review, findings, tuple(id for id in rules if id not in dict(idle)), idle, said, verified)


def _remembering(document: Document, brief: Brief | None) -> Document:
    """A text with what its draft's file would remember, where it is the draft of its brief: the same brief gives the same draft, so that can be made
    again. A document that remembers, or is another, is left as it is."""
    if brief is None or document.record or document.kind == "docx":
        return document
    from generator import library, pipeline

    try:
        record = of_draft(pipeline.make_draft(brief, library.library_of(brief.settings)))
    except NigaoError:
        return document                          # what is wrong with a bank is told where speeches are drafted
    again = replace(document, record=record)
    found = anchors(again)
    return again if sum(anchor.state == "same" for anchor in found) >= _OURS * len(found) > 0 else document


def unfinished(document: Document, *, accepted: bool = False) -> list[str]:
    """What has to be done before a document is final: each hole that is left, and the paragraphs with revisions that wait for a decision, unless all
    of them are ``accepted``."""
    holes = [finding for finding in check(document, Settings(), only=(gap_left.ID,)).findings if finding.severity != "info"]
    told = [f"  第 {finding.paragraph + 1} 段  {finding.text}：{finding.message}" for finding in holes]
    words = (*document.paragraphs, *document.beside)
    waiting = [f"  第 {at + 1} 段  有{item.pending}处修订没有处理" for at, item in enumerate(words) if item.pending and not accepted]
    return [*told, *waiting, *(["  接受或拒绝以后再来，或用 --accept-revisions 全部接受"] if waiting else [])]


def dress(document: Document, settings: Settings) -> tuple[Layout, bool]:
    """The layout that a document's page is held against, and whether a unit's own document or layout gave the page in its place: as the draft
    remembers, else as the unit has settled."""
    remembered = str(document.record.get("layout") or "")
    own = layouts.load_layout(settings.layout)
    if layouts.built_in(remembered):
        return layouts.load_layout(remembered), False
    return own, remembered != own.name if remembered else bool(settings.reference_doc)
