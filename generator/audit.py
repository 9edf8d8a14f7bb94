"""The phrase bank checked: what would go wrong, sound wrong or never be said, block by block.

What cannot be loaded at all is an error before (library.py). Rules of the text are those of ``phrasebank/README.md``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from jinja2 import TemplateError

from generator import resources
from generator.brief import load_brief
from generator.errors import Problem
from generator.language import formulations, overlap
from generator.model import Block, Library
from generator.pipeline import Studio
from generator.showcase import NONE, Examples
from generator.tags import own_words, without_tags
from generator.templating import Templates, parameters

RUN = 15                                         # characters in a row that two blocks must not share
FEW = 3                                          # blocks of a topic below which speeches about it are all alike
BARE = 40                                        # characters that a block may say which is bound to nothing and reads nothing
_MARK = re.compile("[0-9０-９,;:!?()（）！]")


class Ground(NamedTuple):
    """What the rules need to know beside a block: the library, and the names that a block may read somewhere in a speech."""

    library: Library
    known: frozenset[str]


Rule = Callable[[Block, Ground], Iterator[Problem]]


def audit(library: Library, blocks: Collection[Block], done: Callable[[Block], None] = lambda block: None) -> list[Problem]:
    """What is wrong with some blocks of a library, in their order, then the twins among them and their topics that have too few; ``[]`` where nothing
    is. ``done`` is told of each block after it was tried."""
    found: list[Problem] = []
    examples, ground = Examples(library), ground_of(library)
    for block in blocks:
        wrong = faults(block, ground)
        found += wrong or _unreachable(block, library, examples)
        done(block)
    return [*found, *twins(library.blocks.values(), frozenset(block.id for block in blocks)), *thin(library, blocks)]


def faults(block: Block, ground: Ground) -> list[Problem]:
    """What is wrong in a block by itself; the other rules wait for its syntax."""
    return list(_syntax(block)) or [problem for rule in _RULES for problem in rule(block, ground)]


def ground_of(library: Library) -> Ground:
    """What the rules need to know of a library."""
    brief = load_brief("样例", data="year: 2026\nregion: {level: county}\noccasion: {name: 会, kind: report}".encode())
    base = Studio(brief, library, next(iter(library.skeletons.values())), 0).base
    return Ground(library, frozenset(base) | {"sections", "topics"})


def twins(blocks: Iterable[Block], wanted: Collection[str]) -> Iterator[Problem]:
    """Runs of fifteen characters that two blocks share, one of them ``wanted``; each pair once."""
    seen: dict[str, str] = {}
    told: set[tuple[str, str]] = set()
    for block in blocks:
        for words in own_words(block.text):
            for at in range(len(words) - RUN + 1):
                other = seen.setdefault(words[at:at + RUN], block.id)
                pair = (other, block.id)
                if other != block.id and pair not in told and (other in wanted or block.id in wanted):
                    told.add(pair)
                    yield _problem(block, f"和 {other} 有{RUN}个字连着相同：{words[at:at + RUN]}", "换一个道理来讲，不只是换字")


def thin(library: Library, blocks: Iterable[Block]) -> Iterator[Problem]:
    """Topics of some blocks with so few that every speech about them says the same."""
    held = Counter(topic for block in library.blocks.values() for topic in block.topics)
    for id in dict.fromkeys(topic for block in blocks for topic in block.topics):
        if held[id] < FEW:
            topic = library.topics[id]
            yield Problem(f"事项 {id}（{topic.name}）只有{held[id]}个语块", topic.place, id, f"至少写{FEW}个：摆问题的、讲办法的、开那一部分的各有一个，换一场会才有得换")


def _syntax(block: Block) -> Iterator[Problem]:
    templates = _templates()
    yield from templates.check(block.text, f"语块 {block.id}", block.place)
    for test in block.requires:
        if wrong := _misspelt(test):
            yield _problem(block, f"条件写错了：{test}（{wrong}）", "条件是一句 Jinja 表达式，如 item.owner")


@lru_cache(maxsize=8192)
def _misspelt(condition: str) -> str:
    """What is wrong with a condition; many blocks share one."""
    try:
        _templates().environment.compile_expression(condition)
    except TemplateError as error:
        return str(error.message)
    return ""


def _unknown(block: Block, ground: Ground) -> Iterator[Problem]:
    """Names that no context has: a misspelt one would stop the first draft that takes the block."""
    text = f"{block.text}{''.join(f'{{{{ {test} }}}}' for test in block.requires)}"
    names = {name.partition(".")[0] for name in parameters(text, _templates())}
    for name in sorted(names - ground.known):
        yield _problem(block, f"读了没有的名称“{name}”", "可用的名称见 phrasebank/README.md")


def _marks(block: Block, _ground: Ground) -> Iterator[Problem]:
    wrong = sorted(set(_MARK.findall(without_tags(block.text))))
    if wrong:
        yield _problem(block, f"自己的文字里有{'、'.join(f'“{mark}”' for mark in wrong)}", "数字从要点来，标点用全角，不用括号和感叹号")


def _dated(block: Block, ground: Ground) -> Iterator[Problem]:
    first, last = formulations.span(block.valid_from or min(ground.library.years))[0], formulations.span(block.valid_to or max(ground.library.years))[1]
    for row in formulations.found(ground.library.formulations.values(), without_tags(block.text, "□", "□")):
        if not (formulations.right(row, first) and formulations.right(row, last)):
            until = f"到{row.valid_to}" if row.valid_to else "起"
            yield _problem(block, f"“{row.text.strip('“”')}”只用在{row.valid_from}{until}，语块没有写明年份", f"写成 {{{{ current('{row.id}') }}}}，或加 valid_from、valid_to")


def _bare(block: Block, _ground: Ground) -> Iterator[Problem]:
    size = sum(map(len, own_words(block.text)))
    if not block.topics and not block.requires and size > BARE and not parameters(block.text, _templates()):
        yield _problem(block, f"不挂事项、没有条件、不读要点，却有{size}字", f"放到哪里都能讲的话不过{BARE}字；挂上事项，或读进要点的事")


def _copied(block: Block, _ground: Ground) -> Iterator[Problem]:
    for words in own_words(block.text):
        if run := overlap.shared(words, _seeds()):
            yield _problem(block, f"和种子稿有{overlap.RUN}个字连着相同：{run}", "用自己的话来写")
            return


@lru_cache(maxsize=1)
def _seeds() -> frozenset[bytes]:
    """The fingerprints of the speeches from which the bank was mined."""
    return overlap.unpack((resources.folder("seeds") / "fingerprints.bin").read_bytes())


def _out_of_place(block: Block, ground: Ground) -> Iterator[Problem]:
    if not any(block.move in (*skeleton.moves, *skeleton.meta.get("also", ())) for skeleton in ground.library.skeletons.values()):
        yield _problem(block, f"语步 {block.move} 没有一个骨架用到", "在骨架的 moves 或 also 里写上它")


def _unreachable(block: Block, library: Library, examples: Examples) -> list[Problem]:
    if examples.fill(block) != NONE:
        return []
    return [_problem(block, "试过的要点都用不上它", "看看 requires 是不是互相抵触，或要的事要点里不会有")]


_RULES: tuple[Rule, ...] = (_unknown, _marks, _dated, _bare, _copied, _out_of_place)


def _problem(block: Block, message: str, hint: str) -> Problem:
    return Problem(message, block.place, block.id, hint)


@lru_cache(maxsize=1)
def _templates() -> Templates:
    return Templates()
