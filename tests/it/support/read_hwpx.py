"""Prints what python-hwpx finds wrong with a Hangul document, and what stands in it, as JSON."""

import json
import sys
import zipfile
from xml.etree import ElementTree

from hwpx.tools.package_validator import validate_package
from hwpx.tools.validator import validate_document

PARAGRAPH = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"


def text_of(element):
    return "".join(t.text or "" for t in element.iter(PARAGRAPH + "t"))


path = sys.argv[1]
package, document = validate_package(path), validate_document(path)
with zipfile.ZipFile(path) as archive:
    names = archive.namelist()
    stored = archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
    sections = [ElementTree.fromstring(archive.read(n)) for n in names if n.startswith("Contents/section")]
print(json.dumps({
    "faults": [str(issue) for issue in (*package.errors, *document.issues)],
    "first": [names[0], stored],
    "pictures": [text for s in sections for text in (c.text for c in s.iter(PARAGRAPH + "shapeComment"))],
    "files": [n for n in names if n.startswith("BinData/")],
    "tables": [
        [[text_of(cell) for cell in row.iter(PARAGRAPH + "tc")] for row in table.iter(PARAGRAPH + "tr")]
        for s in sections for table in s.iter(PARAGRAPH + "tbl")
    ],
    "paragraphs": [text_of(p) for s in sections for p in s.findall(PARAGRAPH + "p") if p.find(f".//{PARAGRAPH}tbl") is None],
}))
