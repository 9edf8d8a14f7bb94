"""The same review by the same command, but that python-docx reads the document once before."""
import sys

import docx

from generator.cli.main import nigao

path, brief = sys.argv[1:]
text = "\n".join(paragraph.text for paragraph in docx.Document(path).paragraphs)
assert text
sys.argv = ["nigao", "check", path, "--brief", brief]
nigao()
