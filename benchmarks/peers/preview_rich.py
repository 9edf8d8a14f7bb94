"""The finished text as Markdown in the terminal, by rich."""
import sys

from rich.console import Console
from rich.markdown import Markdown

with open(sys.argv[1], encoding="utf-8") as stream:
    Console(width=80).print(Markdown(stream.read()))
