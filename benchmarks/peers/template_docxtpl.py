"""The template that docxtpl fills: a title and a loop over paragraphs, on the default base of python-docx."""
import sys

import docx

document = docx.Document()
document.add_heading("{{ title }}", 0)
document.add_paragraph("{%p for text in paragraphs %}")
document.add_paragraph("{{ text }}")
document.add_paragraph("{%p endfor %}")
document.save(sys.argv[1])
