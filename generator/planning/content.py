"""Content determination: what the brief supports for each move. Every fact goes to one message.

A message is one thing to say: a move, the items that it says, and the topics recognised in their words. Nothing
is worded here, and nothing is left out: what no skeleton says is reported by realisation as unused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from generator.frozen import replace
from generator.language.matters import Matters
from generator.model import Brief, Figure, Library, Message, Record, Text, Topic

_MECHANISM_MOVES = {
    "coordination": "SAF.MECH",
    "service": "MEA.SERVICE",
    "assessment": "SAF.ASSESS",
    "drive": "MEA.DRIVE",
    "leadership": "SAF.LEADER",
    "upward": "MEA.FUNDS",
}
_EACH = (
    ("policies", "MEA.POLICY"),
    ("platforms", "MEA.PLATFORM"),
    ("teams", "SAF.TEAM"),
    ("mindsets", "DIA.MINDSET"),
    ("causes", "DIA.CAUSE"),
)
_ALL = (
    ("industries", "MEA.INDUSTRY"),
    ("methods", "MEA.METHOD"),
    ("discipline", "SAF.DISCIP"),
    ("quotas", "GOA.QUOTA"),
    ("benchmarks", "DIA.BENCH"),
    ("significance", "SIT.SIGNIF"),
    ("situation", "SIT.MACRO"),
)
_STANCES = ("advantages", "constraints")
_NAMES = ("label", "trend", "head", "name", "what", "text", "claim", "dimension", "trigger", "consequence", "focus", "status", "duty")
_DETAILS = ("evidence", "points", "details", "contents", "duties", "modes", "parts")
_ARGUING = ("DIA.MINDSET", "DIA.CAUSE")           # moves that argue one piece of evidence
_DONE = ("started", "under_construction", "completed", "producing")
_STAGES = {
    "intent": "intent", "signed": "signed", "started": "started", "under_construction": "started", "completed": "completed", "producing": "completed",
    "restructuring_talks": "talks", "restructuring": "restructured",
}
_CHAIN = {"intent": "意向", "signed": "签约", "started": "开工", "completed": "竣工"}    # the word that a stage's motto begins with
_FEW = 3                                         # projects that are said in one breath, whatever their stages
_COMMON = "通用"                                  # whose a slogan is that everybody uses
_SLOGANS = 2                                     # said in one breath
_FIGURES = 5                                     # loose figures said in one breath


def messages(brief: Brief, library: Library) -> tuple[Message, ...]:
    """Everything that the brief supports, in the brief's order within each move."""
    known = matters(library)
    return tuple(_with_topics(message, known) for message in _all(brief, library, known))


def topics(brief: Brief, library: Library) -> frozenset[str]:
    """The topics that the brief speaks of anywhere."""
    return frozenset(matters(library).of(*texts(brief.data)))


def matters(library: Library) -> Matters:
    """The words by which the library's topics are known."""
    return _known(tuple(library.topics.values()))


@lru_cache(maxsize=8)
def _known(topics: tuple[Topic, ...]) -> Matters:
    """One recogniser for one set of topics: what it has read once it knows."""
    return Matters({topic.id: topic.words for topic in topics})


def _all(brief: Brief, library: Library, matters: Matters) -> Iterator[Message]:
    data = brief.data
    yield from _regions(data)
    for key, move in _EACH:
        for item in data[key]:
            yield Message(move, (item,), _key(item), key)
    for key, move in _ALL:
        if data[key]:
            yield Message(move, tuple(data[key]), f"{key} {_key(data[key][0])}", key)
    yield from _goals(data, matters)
    yield from _leaders(data)
    yield from _stances(data, matters)
    yield from _mechanisms(data)
    yield from _problems(brief, library, matters)
    yield from _remedies(data, library, matters)
    yield from _incentives(data)
    yield from _tasks(data)
    yield from _events(data)
    yield from _highlights(brief)
    yield from _projects(brief)
    yield from _loose_figures(brief, library)
    if data["upward_support"]:
        yield Message("MEA.FUNDS", (data["upward_support"],), "upward_support", "upward_support")


def _goals(data: Record, matters: Matters) -> Iterator[Message]:
    """Goals by what they are about, those of no known matter together: each can then be set where its matter is spoken of.

    That a task is not to be argued about is said once (``firm``).
    """
    groups: dict[tuple[str, ...], list[Record]] = {}
    for item in data["goals"]:
        groups.setdefault(matters.of(item["text"] or ""), []).append(item)
    firm = next((items for items in groups.values() if any(item["mandatory"] for item in items)), None)
    for items in groups.values():
        yield Message("GOA.TARGET", tuple(items), _key(items[0]), "goals", context={"firm": items is firm})


def _leaders(data: Record) -> Iterator[Message]:
    """Who answers for what, with what the speaker takes on himself (``pledge``)."""
    if data["leadership"] or data["role_models"]:
        role = str(data["speaker"]["role"] or "")
        own = [item for item in data["leadership"] if "本人" in str(item["who"] or "") or (role and str(item["who"]) == role)]
        yield Message("SAF.LEADER", tuple(data["leadership"]), "leadership", "leadership", context={"pledge": own[0] if own else None})


def _stances(data: Record, matters: Matters) -> Iterator[Message]:
    """What is to be held in mind: advantages, constraints, and the slogans that the closing does not use, by what they are
    about and whose they are.

    No more than a few in a breath, and not what everybody says where there are our own: a list of slogans is no speech.
    """
    for key in _STANCES:
        if data[key]:
            yield Message("SIT.STANCE", tuple(data[key]), key, key)
    tied = [str(text) for text in data["closing"]["tie_to"] or ()]
    slogans = [item for item in data["slogans"] if item["text"] and str(item["text"]) not in tied]
    own = [item for item in slogans if _COMMON not in map(str, item["owner"] or ())]
    groups: dict[Any, list[Record]] = {}
    for item in sorted(own or slogans, key=lambda item: (bool(item["flag"]), not item["expands"])):
        groups.setdefault((matters.of(item["text"]), tuple(map(str, item["owner"] or ()))), []).append(item)
    for items in groups.values():
        yield Message("SIT.STANCE", tuple(items[:_SLOGANS]), f"slogans {_key(items[0])}", "slogans")


def _mechanisms(data: Record) -> Iterator[Message]:
    for item in data["mechanisms"]:
        yield Message(_MECHANISM_MOVES.get(item["kind"] or "", "SAF.MECH"), (item,), _key(item), "mechanisms")


def _regions(data: Record) -> Iterator[Message]:
    """Target regions that share focus, partners and modes are said together."""
    groups: dict[tuple[Any, ...], list[Record]] = {}
    for item in data["target_regions"]:
        groups.setdefault((item["focus"], item["partners"], item["modes"]), []).append(item)
    for items in groups.values():
        yield Message("MEA.REGION", tuple(items), _key(items[0]), "target_regions")


def _problems(brief: Brief, library: Library, matters: Matters) -> Iterator[Message]:
    """Problems one by one; those of the causal layer together, their figures and evidence where they are answered."""
    data = brief.data
    causal = [item for item in data["problems"] if item["level"] == "cause"]
    for item in data["problems"]:
        if item not in causal:
            yield Message("DIA.PROBLEM", (item,), _key(item), "problems", context={"layer": "result"})
    if causal:
        yield Message("DIA.PROBLEM", tuple(causal), "cause", "problems", context={"layer": "cause"})
    for item in causal:
        yield from _evidence(item, brief, library, matters)


def _evidence(problem: Record, brief: Brief, library: Library, matters: Matters) -> Iterator[Message]:
    """What a problem of the causal layer rests on: its figures; each piece of evidence of a known matter; the others together."""
    context = {"problem": problem, "section": _answer(problem)}
    if problem["figures"]:
        figures = tuple(brief.figures[str(name)] for name in problem["figures"])
        yield Message("DIA.PROBLEM", figures, _key(problem), "figures", context=context)
    others = tuple(text for text in problem["evidence"] if not _argued_by(matters.of(text), library, _ARGUING))
    for text in problem["evidence"]:
        if text not in others:
            yield Message(_argued_by(matters.of(text), library, _ARGUING), (text,), str(text), "evidence", context=context)
    if others:
        yield Message("DIA.MINDSET", others, str(others[0]), "evidence", context=context)


def _answer(problem: Record) -> str:
    """The section that answers a problem: the one that it names, else the one made for it."""
    return str(problem["answered_by"] or f"problem:{problem['label']}")


def _remedies(data: Record, library: Library, matters: Matters) -> Iterator[Message]:
    """What answers a problem or a cause, topic by topic, where the bank knows the answer; each topic once.

    A wrong idea is answered where it is refuted.
    """
    seen: set[str] = set()
    answered = {(block.move, topic) for block in library.blocks.values() if block.says == "remedy" for topic in block.topics}
    sources = [({"problem": item, "section": _answer(item)}, (item["label"], *_unrefuted(item, library, matters))) for item in data["problems"]]
    sources += [({"cause": item, "section": None}, item["points"]) for item in data["causes"]]
    for context, texts in sources:
        for text in texts:
            topics = [topic for topic in matters.of(text or "") if topic not in seen]
            known = ((move, topic) for topic in topics for move in library.topics[topic].moves if (move, topic) in answered)
            move, main = next(known, ("", ""))
            if move:
                seen.update(topics)
                ordered = (main, *(topic for topic in topics if topic != main))
                yield Message(move, (text,), str(text), "remedy", ordered, context)


def _unrefuted(problem: Record, library: Library, matters: Matters) -> list[str]:
    """The evidence of a problem but for the wrong ideas that are refuted where it is answered."""
    return [text for text in problem["evidence"] if problem["level"] != "cause" or _argued_by(matters.of(text), library, _ARGUING) != "DIA.MINDSET"]


def _argued_by(topics: Iterable[str], library: Library, wanted: tuple[str, ...]) -> str:
    """The first move among ``wanted`` that the topics serve; empty where they serve none."""
    return next((move for topic in topics for move in library.topics[topic].moves if move in wanted), "")


def _incentives(data: Record) -> Iterator[Message]:
    """Rewards and penalties of one kind together; where they follow the year, one calendar of both."""
    dated = [item for item in data["incentives"] if item["when"] and item["kind"] in ("reward", "penalty")]
    by_season = len({str(item["when"]) for item in dated}) > 1
    if by_season:
        yield Message("SAF.INCENT", tuple(dated), "calendar", "calendar")
    groups: dict[str, list[Record]] = {}
    for item in data["incentives"]:
        if not (by_season and item in dated):
            groups.setdefault(item["kind"] or "reward", []).append(item)
    for kind, items in groups.items():
        yield Message("SAF.INCENT", tuple(items), kind, "incentives", context={"kind": kind})


def _tasks(data: Record) -> Iterator[Message]:
    """Tasks by the part that they name; one of which the brief does not say what is to be done is nothing to say."""
    groups: dict[str, list[Record]] = {}
    for item in (item for item in data["tasks"] if item["what"]):
        groups.setdefault(str(item["section"] or ""), []).append(item)
    for section, items in groups.items():
        yield Message("MEA.DRIVE", tuple(items), section or "tasks", "tasks", context={"section": section or None})


def _events(data: Record) -> Iterator[Message]:
    past = tuple(item for item in data["events"] if item["role"] == "past")
    coming = tuple(item for item in data["events"] if item["role"] != "past")
    if past:
        yield Message("REV.MEASURE", past, "events", "events")
    if coming:
        yield Message("MEA.METHOD", coming, "events", "coming")


def _projects(brief: Brief) -> Iterator[Message]:
    """Projects that no highlight names: done ones are results, all with a next step are driven on."""
    data = brief.data
    named = {str(name) for item in data["highlights"] for name in item["projects"]}
    claimed = _finished(brief) if any(_counts_finished(brief, item) for item in data["highlights"]) else ()
    loose = [item for item in data["projects"] if str(item["name"]) not in named and item not in claimed]
    driven = tuple(item for item in loose if item["next"] or item["status"] not in _DONE)
    done = tuple(item for item in loose if item not in driven)
    if done:
        yield Message("REV.RESULT", done, "projects", "projects")
    mottos = [str(text) for item in data["mechanisms"] if item["kind"] == "drive" for text in item["details"]]
    for stage, items in _by_stage(driven):
        motto = next((text for text in mottos if stage in _CHAIN and text.startswith(_CHAIN[stage])), None)
        yield Message("MEA.DRIVE", items, f"projects {stage or ''}".strip(), "projects", context={"stage": stage, "motto": motto})


def _by_stage(projects: Sequence[Record]) -> Iterator[tuple[str | None, tuple[Record, ...]]]:
    """Projects by state, in the order of a project's life; a few are said together."""
    if len(projects) <= _FEW:
        if projects:
            yield None, tuple(projects)
        return
    for stage in dict.fromkeys(_STAGES.values()):
        items = tuple(item for item in projects if _STAGES.get(item["status"] or "intent") == stage)
        if items:
            yield stage, items


def _finished(brief: Brief) -> tuple[Record, ...]:
    """Finished projects that no highlight names: they belong to the highlight whose figures count finished ones."""
    named = {str(name) for item in brief.data["highlights"] for name in item["projects"]}
    return tuple(
        item
        for item in brief.data["projects"]
        if item["status"] in ("completed", "producing") and not item["next"] and str(item["name"]) not in named
    )


def _counts_finished(brief: Brief, highlight: Record) -> bool:
    return any(word in brief.figures[str(name)].label for name in highlight["figures"] for word in ("建成", "竣工", "投产"))


def _highlights(brief: Brief) -> Iterator[Message]:
    for item in brief.data["highlights"]:
        done = _finished(brief) if _counts_finished(brief, item) else ()
        yield Message("REV.RESULT", (item,), _key(item), "highlights", context={"done": done})


def _loose_figures(brief: Brief, library: Library) -> Iterator[Message]:
    """Figures that nothing in the brief refers to, by what they count; what counts a name is said with that name."""
    claimed = set(_referred(brief.data))
    names = set(map(str, brief.data["audience"]))
    groups: Mapping[str, Mapping[str, Any]] = library.wording.get("figure_groups", {})
    words = Matters({group: entry["words"] for group, entry in groups.items()})
    told: dict[tuple[str, str], list[Figure]] = {}
    home = ("", "REV.RESULT")
    for key, figure in brief.figures.items():
        if key in claimed or str(figure.label) in names:
            continue
        home = _home_of(figure, brief, words, groups, told, home)
        told.setdefault(home, []).append(figure)
    for (group, move), figures in told.items():
        for at, chunk in enumerate(_chunks(figures)):
            yield Message(move, chunk, f"figures.{group or move}{at or ''}", "figures", context={"group": group or None})


def _home_of(
    figure: Figure, brief: Brief, words: Matters, groups: Mapping[str, Mapping[str, Any]], told: Mapping[tuple[str, str], list[Figure]], last: tuple[str, str]
) -> tuple[str, str]:
    """Group and move of a loose figure: its whole's; a goal's; the group that its label names; an amount follows what was counted.

    What is planned with its share of a whole is a yardstick, not a goal; the money planned for what was just counted is no goal either.
    """
    whole = next((home for home, figures in told.items() if figure.part_of in {item.id for item in figures}), None)
    if whole:
        return whole
    if figure.role in ("goal", "quota") or _ahead(figure, brief):
        return "", "GOA.TARGET"
    named = words.of(figure.label)
    if named and not (figure.kind == "amount" and last[1].startswith("REV.") and groups[named[0]]["move"] == "GOA.TARGET"
                      and not figure.period and figure.share is None):
        return named[0], "DIA.BENCH" if figure.share is not None and groups[named[0]]["move"] == "GOA.TARGET" else str(groups[named[0]]["move"])
    if figure.role == "result":
        return "", "REV.RESULT"
    return last if last[0] and figure.kind == "amount" else ("", "REV.RESULT")


def _ahead(figure: Figure, brief: Brief) -> bool:
    """Whether a figure is of a year to come."""
    years = re.findall(r"\d{4}", str(figure.period or ""))
    return bool(years) and int(years[-1]) > (brief.data["year"] or 0)


def _chunks(figures: Sequence[Figure]) -> Iterator[tuple[Figure, ...]]:
    """A few figures at a time, a whole never parted from its parts, none left alone."""
    chunk: list[Figure] = []
    for at, figure in enumerate(figures):
        if len(chunk) >= _FIGURES and len(figures) - at > 1 and figure.part_of not in {item.id for item in chunk}:
            yield tuple(chunk)
            chunk = []
        chunk.append(figure)
    if chunk:
        yield tuple(chunk)


def _referred(value: Any) -> Iterator[str]:
    """The figure ids that records of the brief name."""
    if isinstance(value, Record):
        for key, item in value.items():
            if key == "figures":
                yield from map(str, item)
            else:
                yield from _referred(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _referred(item)


def texts(value: Any) -> Iterator[Text]:
    """Every text in a value of the brief."""
    if isinstance(value, str):
        yield value if isinstance(value, Text) else Text(value)
    elif isinstance(value, Record):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)


def _key(item: Any) -> str:
    """What an item calls itself; never its number, so that a new neighbour changes nothing."""
    if isinstance(item, Record):
        for name in ("id", "label", "head", "name", "dimension", "class", "claim", "text", "what"):
            if name in item and item[name]:
                return str(item[name])
    return item.id if isinstance(item, Figure) else item.path if isinstance(item, Record) else str(item)


def _with_topics(message: Message, matters: Matters) -> Message:
    if message.topics:
        return message
    texts = [text for item in message.items for text in own_words(item)]
    return replace(message, topics=matters.of(*texts))


def own_words(item: Any) -> list[str]:
    """The words by which an item's matter is known: its names first, then its details, then what is listed under it."""
    if not isinstance(item, Record):
        return [] if isinstance(item, Figure) else [str(item)]
    first = [str(item[key]) for key in _NAMES if key in item and isinstance(item[key], str)]
    more = [str(text) for key in _DETAILS if key in item for text in item[key] or ()]
    inside = [text for value in item.values() if isinstance(value, tuple) for part in value if isinstance(part, Record) for text in own_words(part)]
    return [*first, *more, *inside]
