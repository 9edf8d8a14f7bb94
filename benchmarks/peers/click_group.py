"""A click group with as many commands and nothing behind them."""
import click

NAMES = "draft preview outline check update clean phrases phrase skeletons skeleton mine accept new schema".split()


@click.group(help="拟稿：把写作要点（YAML）写成讲话稿。")
def group() -> None:
    pass


for name in NAMES:
    group.add_command(click.Command(name, help="一个命令。", callback=lambda: None))

group()
