"""Reads an archive as text, no more."""
import sys

with open(sys.argv[1], encoding="utf-8") as stream:
    print(len(stream.read()))
