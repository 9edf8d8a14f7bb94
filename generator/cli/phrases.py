"""``nigao phrases``: the phrase blocks, filtered."""
from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from generator.cli import chinese
from generator.cli.columns import fit, table
from generator.cli.drafting import load, skeleton_id
from generator.cli.nearest import identify
from generator.cli.options import Folders, completed, folder_options, json_option, skeleton_option
from generator.cli.show import on_terminal, put, put_json, put_long, tell
from generator.model import Block, Library, Move, Topic
from generator.tags import without_tags

if TYPE_CHECKING:
    from generator.templating import Templates

_FIRST = 40                           # characters of a block that the table shows
_FEW = 3                              # topics that a list names
GROUPS = {"语步": "move", "事项": "topic", "不分": "none"}
_HOLES = re.compile("…+")
LEVELS = {"province": "省", "prefecture_city": "地级市", "county_city": "县级市", "district": "区", "county": "县",
          "zone": "开发区", "town": "镇", "township": "乡", "subdistrict": "街道", "department": "部门"}


class Query(NamedTuple):
    """What the user asked for; None asks for nothing."""

    text: str | None = None
    move: str | None = None
    topic: str | None = None
    skeleton: str | None = None
    level: str | None = None
    year: int | None = None
    source: str | None = None


@click.command(cls=chinese.Command)
@click.argument("text", metavar="[文字]", required=False)
@click.option("--move", metavar="语步", shell_complete=completed("moves"), help="只看这个语步，写编号或名称。")
@click.option("--topic", metavar="事项", shell_complete=completed("topics"), help="只看讲这个事项的，写编号或名称。")
@skeleton_option("只看这个骨架用得上的。")
@click.option("--level", metavar="层级", help=f"只看这一级用得上的：{'、'.join(f'{id}（{name}）' for id, name in LEVELS.items())}。")
@click.option("--year", metavar="年份", type=click.IntRange(1949, 2100), help="只看那一年能用的。")
@click.option("--source", metavar="出处", help="只看出自这篇的，如 S0；自己写的是 own。")
@click.option("--check", "check", is_flag=True, help="核对语块：写法、名称、标点、年份、雷同、用不用得上；给了 --phrasebank 只核对自己的。")
@click.option("--recognise", metavar="文字", help="这几个字认得出哪些事项；要点里的问题、要点照此找专讲它的语块。")
@click.option("--by", metavar="语步|事项|不分", type=click.Choice([*GROUPS, *GROUPS.values()]), callback=lambda _context, _option, value: GROUPS.get(value, value),
              help="怎么分组：语步（move）、事项（topic）、不分（none）。屏幕上默认按语步，接管道默认不分。")
@click.option("--count", "counted", is_flag=True, help="只看各组有几条。")
@folder_options
@json_option
def phrases(folders: Folders, as_json: bool, check: bool, recognise: str | None, by: str | None, counted: bool, **asked: Any) -> None:
    """列出语块。给出文字时，只列编号、原文、语步、事项里有它的；几个词用空格分开，要都有。

    \b
    nigao phrases --move 会议缘起
    nigao phrases 园区 落地 --year 2026 --level 县
    nigao phrases --recognise 用地手续办得慢

    屏幕上什么也不给，先看各个语步有几条，再挑一个看。
    """
    library = load(folders)
    query = checked(Query(**asked), library)
    found = select(library, query)
    if recognise is not None:
        _recognised(recognise, library, found, as_json)
    elif check:
        _check([block for block in found if not folders.phrasebanks or block.origin != "builtin"], library)
    elif as_json:
        put_json([as_data(block) for block in found])
    elif not found:
        tell("没有符合的语块。")
    elif counted or (on_terminal() and not by and query == Query()):
        put(overview(found, library, by or "move"))
    else:
        put_long(grouped(found, library, by) if (by or ("move" if on_terminal() else "none")) != "none" else listing(found, library))


def _recognised(text: str, library: Library, blocks: list[Block], as_json: bool) -> None:
    """Prints the topics that a text is known as, in the order in which it names them, each with how many of some blocks speak of it."""
    from generator.language.matters import Matters

    known = Matters({topic.id: topic.words for topic in library.topics.values()}).of(text)
    rows = [(id, library.topics[id].name, sum(id in block.topics for block in blocks)) for id in known]
    if as_json:
        put_json([{"id": id, "name": name, "blocks": count} for id, name, count in rows])
    elif rows:
        put(table([(id, name, f"{count} 个语块") for id, name, count in rows]))
    else:
        tell("认不出事项，只会用到不挂事项的语块。自己的事项写在语料的 topics 里，words 是认它的说法。")


def _check(blocks: list[Block], library: Library) -> None:
    """Prints what is wrong with some blocks; exit 1 if anything is."""
    from generator.audit import audit

    with click.progressbar(length=len(blocks), label="核对语块", file=sys.stderr) as bar:
        wrong = audit(library, blocks, lambda _block: bar.update(1))
    for problem in wrong:
        put(str(problem))
    tell(f"核对了{len(blocks)}个语块，{f'{len(wrong)}处要改' if wrong else '没有要改的'}。")
    if wrong:
        raise SystemExit(1)


def checked(query: Query, library: Library) -> Query:
    """The query with ids for names. Raises CallError with near ids for a move, topic, skeleton or level that is not known."""
    moves = {id: move.name for id, move in library.moves.items()}
    topics = {id: topic.name for id, topic in library.topics.items()}
    return query._replace(
        move=query.move and identify("语步", query.move, moves, "nigao phrases --by move --count"),
        topic=query.topic and identify("事项", query.topic, topics, "nigao phrases --by topic --count"),
        skeleton=query.skeleton and skeleton_id(query.skeleton, library),
        level=query.level and identify("层级", query.level, LEVELS, "nigao phrases --help"))


def select(library: Library, query: Query) -> list[Block]:
    """The blocks that answer every part of the query, in the library's order."""
    return [block for block in library.blocks.values() if all(test(block) for test in _tests(library, query))]


def _tests(library: Library, query: Query) -> Iterable[Callable[[Block], bool]]:
    """One test for each thing asked; a block that is bound to nothing of a kind fits everything of it."""
    if query.text:
        words = query.text.split()
        yield lambda block: all(word in _searched(block, library) for word in words)
    if query.move:
        yield lambda block: block.move == query.move
    if query.topic:
        yield lambda block: query.topic in block.topics
    if query.skeleton:
        skeleton = library.skeletons[query.skeleton]
        yield lambda block: block.move in skeleton.moves and block.belongs(skeleton)
    if query.level:
        yield lambda block: block.levels is None or query.level in block.levels
    if query.year:
        yield lambda block: _valid(block, query.year or 0)
    if query.source:
        yield lambda block: query.source in block.sources


def _searched(block: Block, library: Library) -> str:
    topics = (library.topics[id].name for id in block.topics if id in library.topics)
    return "\n".join([block.id, block.text, block.move, move_name(block, library), *block.topics, *topics])


def _valid(block: Block, year: int) -> bool:
    """Whether a block may be used in some part of ``year``; its bounds are ``2021`` or ``2021-03``."""
    first, last = (str(bound)[:4] if bound else None for bound in (block.valid_from, block.valid_to))
    return (first is None or int(first) <= year) and (last is None or year <= int(last))


def move_name(block: Block, library: Library) -> str:
    """The Chinese name of a block's move, its id where the library has no name."""
    move = library.moves.get(block.move)
    return move.name if move else block.move


def listing(found: list[Block], library: Library) -> str:
    """A table: id, move, first characters, topics, origin; then how many."""
    rows = [(block.id, move_name(block, library), opening(block), _topics(block), origin(block)) for block in found]
    return table([("编号", "语步", "开头", "事项", "来自"), *rows]) + f"\n共 {len(found)} 个语块"


def groups(found: Iterable[Block], library: Library, by: str) -> dict[str, list[Block]]:
    """Blocks by what their move or their topics are called, in the library's order; one of several topics is in several groups, one of none under 通用."""
    known: Mapping[str, Move | Topic] = library.topics if by == "topic" else library.moves
    held: dict[str, list[Block]] = {id: [] for id in [*known, ""]}
    for block in found:
        for id in (block.topics or ("",)) if by == "topic" else (block.move,):
            held.setdefault(id, []).append(block)
    return {f"{known[id].name}（{id}）" if id in known else id or "通用": blocks for id, blocks in held.items() if blocks}


def overview(found: list[Block], library: Library, by: str) -> str:
    """How many blocks each group has, and how to see one."""
    rows = [(name, f"{len(blocks)} 条") for name, blocks in groups(found, library, by).items()]
    option = "--topic" if by == "topic" else "--move"
    first = rows[0][0].partition("（")[0]
    other = "语步" if by == "topic" else "事项"
    return f"{table(rows)}\n共 {len(found)} 个语块\n看一组：nigao phrases {option} {first}；按{other}看：nigao phrases --count --by {other}"


def grouped(found: list[Block], library: Library, by: str | None) -> str:
    """The blocks under what they are about, each with its id and first characters, as wide as the terminal; then how many."""
    columns = shutil.get_terminal_size().columns if on_terminal() else 0
    lines = []
    for name, blocks in groups(found, library, by or "move").items():
        rows = [(f"  {block.id}", opening(block), *(() if by == "topic" else (_topics(block),)), *(() if block.origin == "builtin" else (origin(block),))) for block in blocks]
        most = max(map(len, rows))
        lines += [f"{name}　{len(blocks)} 条", *(fit(line, columns) for line in table([(*row, *[""] * (most - len(row))) for row in rows]).split("\n")), ""]
    return "\n".join([*lines, f"共 {len(found)} 个语块"])


def _topics(block: Block) -> str:
    """The topics of a block, the first of many."""
    return "、".join(block.topics[:_FEW]) + (f"等{len(block.topics)}个" if len(block.topics) > _FEW else "")


def opening(block: Block) -> str:
    """The first characters of a block on one line, what the brief fills in shown as ``…``."""
    flat = "".join(_plain(block.text, "…").split())
    return flat if len(flat) <= _FIRST else flat[:_FIRST] + "……"


def _plain(text: str, hole: str) -> str:
    """The block's own words: ``hole`` for what is filled in, nothing for conditions and comments."""
    return _HOLES.sub("…", without_tags(text, hole))


def origin(block: Block) -> str:
    """``自带`` or the folder that a block comes from; candidates of mining are marked."""
    home = "自带" if block.origin == "builtin" else block.origin
    return f"{home}（候选）" if block.status == "candidate" else home


def as_data(block: Block) -> dict[str, Any]:
    """A block as ``phrases --json`` shows it (contract, JSON shapes); ``length`` counts its own characters without blanks."""
    return {
        "id": block.id, "move": block.move, "text": block.text, "params": list(params(block)), "requires": list(block.requires),
        "topics": list(block.topics), "levels": None if block.levels is None else list(block.levels), "valid_from": block.valid_from,
        "valid_to": block.valid_to, "sources": list(block.sources), "origin": block.origin, "status": block.status,
        "length": len("".join(_plain(block.text, "").split()))}


def params(block: Block) -> tuple[str, ...]:
    """The names of the brief that a block reads, as its file lists them or else as its text shows."""
    if block.params:
        return block.params
    return _read_off(block.text)


@lru_cache(maxsize=8192)
def _read_off(text: str) -> tuple[str, ...]:
    from generator.templating import parameters

    return parameters(text, _templates())


@lru_cache(maxsize=1)
def _templates() -> Templates:
    from generator.templating import Templates

    return Templates()
