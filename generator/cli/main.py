"""The command ``nigao``: its subcommands by name, each imported only when it is called."""
from __future__ import annotations

import click

from generator import __version__
from generator.cli.edge import EdgeGroup

COMMANDS = {
    "draft": ("generator.cli.draft:draft", "由写作要点写出讲话稿（.docx）"),
    "batch": ("generator.cli.batch:batch", "一次出许多份：许多要点，或一份要点配一张表"),
    "preview": ("generator.cli.preview:preview", "在终端或浏览器里看讲话稿，一存盘就重画"),
    "outline": ("generator.cli.outline:outline", "先出提纲：各部分讲什么、用什么、缺什么、多长"),
    "check": ("generator.cli.check:check", "核对改过的稿子：数、提法、地名人名、文字、版式"),
    "update": ("generator.cli.update:update", "要点里的数变了，把新数填进改过的稿子"),
    "clean": ("generator.cli.clean:clean", "由改好的稿子出定稿：书签、批注、留底、作者都去掉"),
    "phrases": ("generator.cli.phrases:phrases", "列出语块"),
    "phrase": ("generator.cli.phrase:phrase", "看一个语块：原文、参数、出处、填好的样子"),
    "skeletons": ("generator.cli.skeletons:skeletons", "列出骨架"),
    "skeleton": ("generator.cli.skeleton:skeleton", "看一个骨架：语步和用到的要点"),
    "mine": ("generator.cli.mine:mine", "从旧稿里找短语、句式、语块、骨架"),
    "accept": ("generator.cli.accept:accept", "收下候选语块，写稿时就用得上"),
    "new": ("generator.cli.new:new", "写一份新要点，或把去年的改成今年的"),
    "fill": ("generator.cli.fill:fill", "把待补的一处一处问过来，写回要点"),
    "choose": ("generator.cli.choose:choose", "一个语步有哪些说法，挑一条定下来"),
    "config": ("generator.cli.config:config", "看设置各是什么、从哪里来"),
    "doctor": ("generator.cli.doctor:doctor", "看程序、字体、文件夹、缓存齐不齐"),
    "completion": ("generator.cli.completion:completion", "输出补全脚本，按 Tab 补全命令、选项、编号"),
    "schema": ("generator.cli.schema:schema", "输出写作要点的 JSON Schema，供编辑器用"),
}


@click.group(cls=EdgeGroup, name="nigao", commands_table=COMMANDS)
@click.version_option(__version__, prog_name="nigao", message="%(prog)s %(version)s", help="显示版本号。")
def nigao() -> None:
    """拟稿：把写作要点（YAML）写成讲话稿。

    \b
    先写要点：  nigao new 要点.yaml
    再出草稿：  nigao draft 要点.yaml
    看某个命令：nigao draft --help
    """
