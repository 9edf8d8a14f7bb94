"""A document a row with docxtpl: batch_docxtpl.py BRIEF TEXT TEMPLATE FOLDER COUNT. The brief is read once a row, the words are finished and only filled in."""
import sys
from pathlib import Path

import yaml
from docxtpl import DocxTemplate

brief_path, text_path, template_path, folder, count = sys.argv[1:]
with open(text_path, encoding="utf-8") as stream:
    title, *paragraphs = [line for line in stream.read().split("\n") if line]
Path(folder).mkdir(exist_ok=True)
for number in range(int(count)):
    with open(brief_path, encoding="utf-8") as stream:
        brief = yaml.safe_load(stream)
    template = DocxTemplate(template_path)
    template.render({"title": title, "paragraphs": paragraphs, "brief": brief}, autoescape=True)
    template.save(str(Path(folder) / f"{number}.docx"))
