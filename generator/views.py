"""What templates see: the brief's values, printing themselves with the marks that name where they came from.

A text prints as a fact, a figure as its amount, an unknown number or a placeholder (某局) as a visible gap. Keys
that a brief may have but does not are None or empty; keys that no brief can have fail (a misspelled template).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.language import calendar, comparisons, derive, quantities, rates
from generator.language.holes import gap, text
from generator.marks import mark
from generator.model import Amount, Brief, Date, Derived, Figure, Number, Record, Settings, Text

_YEAR = re.compile(r"(?:19|20)\d\d")
_PART_OF_YEAR = re.compile("[月初底末]|季度|半年")
_FIRM = re.compile("(?:有限|责任|股份|控股|集团|公司)+$")


class Count(int):
    """A whole number of the brief; prints itself as a fact."""

    path: str

    def __new__(cls, value: int, path: str) -> Count:
        made = super().__new__(cls, value)
        made.path = path
        return made

    def __str__(self) -> str:
        return mark("fact", self.path, int.__repr__(self)) if self.path else int.__repr__(self)


class DateView:
    """A date of the brief; prints itself as Chinese offices write it, ``by`` as a deadline."""

    def __init__(self, date: Date, year: int) -> None:
        self.date, self._year = date, year
        self.month = date.month

    def __str__(self) -> str:
        return mark("fact", self.date.path, calendar.say_date(self.date, self._year))

    @property
    def by(self) -> str:
        """As a deadline: 6月底前, 4月1日前."""
        return mark("fact", self.date.path, calendar.by_date(self.date, self._year))

    @property
    def full(self) -> str:
        """With its year: 2021年3月."""
        return mark("fact", self.date.path, calendar.say_date(self.date, 0))


class DerivedView:
    """A derived or raw number of a figure. ``value`` is for comparing, printing gives digits with unit, marked.

    ``size`` prints a fall without its sign, so that a template can say 下降 before it.
    """

    def __init__(self, derived: Derived) -> None:
        self._derived = derived
        self.value = derived.value
        self.up, self.down, self.flat = derived.value > 0, derived.value < 0, derived.value == 0

    def __str__(self) -> str:
        return mark("figure", self._derived.ref, f"{self._derived.text.lstrip('-')}{self._derived.unit}", self._derived.label)


class FigureView:
    """A figure: prints as its amount with unit; what can be derived from it are its attributes, None if it cannot."""

    def __init__(self, figure: Figure, figures: Mapping[str, Figure], settings: Settings, *, apart: bool = False) -> None:
        """``apart``: it is of another time than the one that the speech looks back on."""
        self._figure, self._figures, self._settings, self.apart = figure, figures, settings, apart
        self._found: dict[str, Derived | None] = {}
        self.id, self.unit, self.kind, self.role = figure.id, figure.unit, figure.kind, figure.role
        self.bound, self.approx = figure.bound, figure.approx
        self.part_of = figure.part_of
        self.known = figure.value is not None or self._derived("value") is not None

    @property
    def label(self) -> str:
        """The indicator's name, as a fact."""
        return text(self._figure.label)

    @property
    def period(self) -> str | None:
        """What time it covers, as a fact."""
        return text(self._figure.period) if self._figure.period else None

    @property
    def per(self) -> str | None:
        """How often (每季度), as a fact."""
        return text(self._figure.per) if self._figure.per else None

    @property
    def threshold(self) -> str | None:
        """The amount from which on is counted, as a fact."""
        amount = self._figure.threshold
        return _amount(amount) if amount else None

    @property
    def share_whole(self) -> str | None:
        """Of what the share is, as a fact; the whole that the figure is part of; None where neither is named."""
        share = self._figure.share
        if share is not None:
            return text(share.of) if share.of else None
        whole = self._figures.get(self.part_of or "")
        return text(whole.label) if whole is not None else None

    @property
    def number(self) -> Decimal | None:
        """The exact value, for comparing only."""
        if self._figure.value is not None:
            return self._figure.value.value
        computed = self._derived("value")
        return computed.value if computed else None

    @property
    def bare(self) -> str:
        """The amount alone, without 约, 近 or 以上."""
        ref = f"{self.id}.value"
        label = str(self._figure.label)
        if self._figure.value is not None:
            return mark("figure", ref, quantities.print_amount(self._figure.value, self.unit), label)
        computed = self._derived("value")
        if computed is None:
            return gap(label, ref)
        return mark("figure", ref, f"{computed.text}{computed.unit}", label)

    def __str__(self) -> str:
        return _approximate(self._figure, self.bare) if self.known else self.bare

    def __getattr__(self, name: str) -> Any:
        if name in ("target", "last") and name in self._figure.raw:
            return self._raw(name)
        if name == "share" and self._figure.share is None:
            return None                          # a part says 其中; its share is said only where the brief asks for it
        if name in derive.NAMES:
            found = self._derived(name)
            if found is not None:
                return DerivedView(found)
            if name in derive.needs(self._figure):
                return Hole(f"{self._figure.label}{derive.NAMES[name]}", f"{self.id}.{name}")
            return None
        if name in ("target", "last"):
            return None
        raise AttributeError(name)

    @property
    def doubling(self) -> str | None:
        """翻一番, 翻两番 …: a multiple itself, a count or an amount against last year; None where it is nothing like it."""
        what = "value" if self.kind == "multiple" else "multiple"
        value = self._figure.value
        if value is not None and (value.high is not None or value.fraction is not None):
            return None                          # 2～3倍 is no doubling, whatever its lower end
        exact = self.number if what == "value" else rates.exact(self._figures, self._figure, what)
        said = comparisons.doubling(exact, self._settings.doubling_tolerance) if exact is not None else ""
        return mark("figure", f"{self.id}.{what}", said, str(self._figure.label)) if said else None

    def _derived(self, what: str) -> Derived | None:
        """A derived number, computed once however many blocks ask for it."""
        if what not in self._found:
            self._found[what] = derive.derive(self._figures, self.id, what, self._settings.rounding)
        return self._found[what]

    def _raw(self, name: str) -> str:
        number = self._figure.raw[name]
        label = f"{self._figure.label}{'计划' if name == 'target' else '上年同期'}"
        if number is None:
            return gap(label, f"{self.id}.{name}")
        return mark("figure", f"{self.id}.{name}", quantities.print_amount(number, self.unit), label)


class Hole:
    """A number that the brief names and does not know: prints as a gap, compares as neither rise nor fall."""

    value = None
    up = down = flat = False

    def __init__(self, label: str, ref: str) -> None:
        self._label, self._ref = label, ref

    def __str__(self) -> str:
        return gap(self._label, self._ref)


class View(Mapping[str, Any]):
    """A record of the brief. Its ``figures`` and ``projects`` are the figures and projects that it names."""

    def __init__(self, record: Record, scene: Scene) -> None:
        self._record, self._scene = record, scene
        self._shown: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._shown:
            self._shown[key] = self._show(key)
        return self._shown[key]

    def _show(self, key: str) -> Any:
        value = self._record[key]
        if key == "figures":
            again = self._scene.reviewed if self._record.kind == "industries" else ()      # a trade's results were told in the review
            return [self._scene.figure(name) for name in value if name not in again]
        if key == "projects" and self._record.kind == "highlights":
            return [self._scene.project(name) for name in value]
        if key == "investor" and value and _named_for(str(self._record["name"] or ""), str(value)):
            return None                          # 恒远精密铸件 tells that it is 恒远公司's
        return self._scene.view(value, f"{self._record.path}.{key}".lstrip("."))

    def __contains__(self, key: object) -> bool:
        return key in self._record

    def __iter__(self) -> Iterator[str]:
        return iter(self._record)

    def __len__(self) -> int:
        return len(self._record)

    def __bool__(self) -> bool:
        return bool(self._record)


def record_of(view: View) -> Record:
    """The record that a view shows; kept from templates, which see views only."""
    return view._record


class Scene:
    """One brief as templates see it."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.year: int = brief.data["year"] or 0
        self.figures = {key: FigureView(figure, brief.figures, brief.settings, apart=_apart(figure, brief)) for key, figure in brief.figures.items()}
        self._shows: Mapping[type, Callable[[Any, str], Any]] = {
            Text: lambda value, _: text(value),
            Record: lambda value, _: self._seen(value),
            Figure: lambda value, _: self.figures[value.id],
            Date: lambda value, _: DateView(value, self.year),
            Amount: lambda value, _: _amount(value),
            Number: lambda value, path: mark("fact", path, quantities.print_number(value)),
            int: Count,
        }
        self._views: dict[int, View] = {}
        told = (*brief.data["highlights"], *brief.data["problems"])
        self.reviewed = frozenset(str(name) for item in told for name in item["figures"])
        self._projects = {str(record["name"]): record for record in brief.data["projects"] if record["name"]}

    def figure(self, name: str) -> FigureView:
        """The view of one figure by its id."""
        return self.figures[name]

    def project(self, name: str) -> View:
        """The view of one project by its name."""
        return self._seen(self._projects[str(name)])

    def _seen(self, record: Record) -> View:
        """The view of a record of the brief, made once."""
        if id(record) not in self._views:
            self._views[id(record)] = View(record, self)
        return self._views[id(record)]

    def view(self, value: Any, path: str = "") -> Any:
        """Any value of the brief as templates see it; what is not the brief's is left as it is."""
        show = self._shows.get(type(value))
        if show is not None:
            return show(value, path)
        if isinstance(value, (list, tuple)):
            return [self.view(item, f"{path}[{at}]") for at, item in enumerate(value)]
        if value is None or type(value) is str or isinstance(value, bool):
            return value
        show = next((show for kind, show in self._shows.items() if isinstance(value, kind)), None)
        return value if show is None else show(value, path)


def _apart(figure: Figure, brief: Brief) -> bool:
    """Whether a result is of another time than the review, and a clause that leaves its time out would say what is not so; of a time to come it is
    none."""
    review, period = brief.data["review"], str(figure.period or "")
    label, last = str(review["label"] or ""), review["to"]
    if not period or figure.role in ("goal", "quota") or period in label or label and label in period:
        return False
    years = _YEAR.findall(period)
    if years and int(years[-1]) > (brief.data["year"] or 0):
        return False
    if years and not _PART_OF_YEAR.search(period):
        return isinstance(last, Date) and int(years[-1]) != last.year
    return bool(_PART_OF_YEAR.search(period))


def _named_for(project: str, investor: str) -> bool:
    """Whether a project's name opens with its investor's."""
    stem = _FIRM.sub("", investor)
    return len(stem) > 1 and project.startswith(stem)


def _amount(value: Amount) -> str:
    return mark("fact", value.path, quantities.print_amount(value.number, value.unit))


def _approximate(figure: Figure, amount: str) -> str:
    """The amount with the one mark of approximation that its kind takes (GB/T 15835: never two). 以上, 不少于 and 不超过 include the number itself,
    超过 does not (Civil Code, article 1259)."""
    ranged = figure.value is not None and figure.value.high is not None
    if figure.bound == "min":
        return f"不少于{amount}"
    if figure.bound == "max":
        return f"不超过{amount}"
    if figure.approx == "about":
        return f"{amount}左右" if ranged else f"约{amount}"
    if figure.approx == "under":
        return f"近{amount}"
    if figure.approx in ("over", "many"):
        return f"{amount}以上" if figure.role in ("goal", "quota") else f"超过{amount}"
    return amount
