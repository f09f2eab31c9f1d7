#!/usr/bin/env bash
# Pandoc 3.9 (in pypandoc_binary 1.17) and Mammoth 1.13.0: a word that has furigana (w:ruby) is left out of a Word document's
# text, base and reading both, in silence. docx2txt 0.9 and docx2python 3.7.1 keep both, glued, the reading first.
#
# Seen with Python 3.11, Linux x86_64; a paragraph 交流会を開催した in which 開催 has the furigana かいさい:
#   Pandoc, Mammoth:          交流会をした
#   docx2txt, docx2python:    交流会をかいさい開催した
# Exit code 0 while they behave so, 1 when one does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install \
  pypandoc_binary==1.17 mammoth==1.13.0 docx2txt==0.9 docx2python==3.7.1 python-docx==1.2.0
"$folder/env/bin/python" - "$folder/ruby.docx" <<'PYTHON'
import sys

import docx2txt
import mammoth
import pypandoc
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

path = sys.argv[1]
document = Document()
paragraph = document.add_paragraph("交流会を")
ruby = (
    f"<w:r {nsdecls('w')}><w:ruby><w:rubyPr><w:rubyAlign w:val='distributeSpace'/><w:hps w:val='10'/>"
    "<w:hpsRaise w:val='18'/><w:hpsBaseText w:val='21'/><w:lid w:val='ja-JP'/></w:rubyPr>"
    "<w:rt><w:r><w:t>かいさい</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>開催</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
paragraph._p.append(parse_xml(ruby))
paragraph.add_run("した")
document.save(path)

with open(path, "rb") as file:
    in_mammoth = mammoth.extract_raw_text(file).value.strip()
found = {
    "Pandoc": pypandoc.convert_file(path, "plain").strip(),
    "Mammoth": in_mammoth,
    "docx2txt": docx2txt.process(path).strip(),
    "docx2python": docx2python(path).text.strip(),
}
print(pypandoc.get_pandoc_version(), found)
without, glued = "交流会をした", "交流会をかいさい開催した"
assert [*found.values()] == [without, without, glued, glued], "one of them behaves otherwise now"
PYTHON
