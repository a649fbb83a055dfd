"""Prints what python-docx reads in a document, as JSON: its paragraphs, pictures and tables in their order."""

import json
import sys

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph


def block_of(element, document):
    if element.tag == qn("w:tbl"):
        table = Table(element, document)
        head = table.rows[0]._tr.trPr
        return {
            "table": [[cell.text for cell in row.cells] for row in table.rows],
            "repeated": head is not None and head.find(qn("w:tblHeader")) is not None,
            "width": sum(int(column.get(qn("w:w"))) for column in element.tblGrid.iterchildren()),
            "right": [cell.paragraphs[0].alignment == 2 for cell in table.rows[-1].cells],
        }
    paragraph = Paragraph(element, document)
    pictures = list(element.iter(qn("wp:inline")))
    block = {"style": paragraph.style.style_id, "text": "".join(t.text or "" for t in element.iter(qn("w:t")))}
    if pictures:
        image = document.part.related_parts[pictures[0].find(".//" + qn("a:blip")).get(qn("r:embed"))].image
        extent = pictures[0].find(qn("wp:extent"))
        block["alt"] = pictures[0].docPr.get("descr")
        block["inches"] = [int(extent.get("cx")) / 914400, int(extent.get("cy")) / 914400]
        block["pixels"] = [image.px_width, image.px_height]
    return block


document = Document(sys.argv[1])
body = document.element.body
elements = [e for e in body.iterchildren() if e.tag in (qn("w:p"), qn("w:tbl"))]
print(json.dumps({
    "title": document.core_properties.title,
    "language": document.core_properties.language,
    "pages": [[s.page_width.twips, s.page_height.twips] for s in document.sections],
    "keeps_next": sorted(s.style_id for s in document.styles if s.type == 1 and s.paragraph_format.keep_with_next),
    "blocks": [block_of(e, document) for e in elements],
}))
