"""Prints what python-pptx and openpyxl read in a presentation, as JSON."""

import io
import json
import sys

import openpyxl
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn


def chart_of(shape):
    chart = shape.chart
    plot = chart.plots[0]
    workbook = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob), data_only=True)
    cache = [[c.text for c in chart._chartSpace.iterfind(f".//{qn('c:ser')}[1]/{qn('c:cat')}//{qn('c:v')}")]]
    formats = [s.text for s in chart._chartSpace.iter(qn("c:f"))]
    return {
        "type": str(chart.chart_type),
        "categories": cache[0],
        "series": {s.name: list(s.values) for s in plot.series},
        "cells": [
            [c.value.isoformat()[:10] if hasattr(c.value, "isoformat") else c.value for c in row]
            for row in workbook.active.iter_rows()
        ],
        "references": formats,
        # A line over columns, which says their totals.
        "totals": [v for p in list(chart.plots)[1:] for s in p.series for v in s.values],
    }


def leaves(shapes):
    for shape in shapes:
        if shape.shape_type is not None and hasattr(shape, "shapes"):
            yield from leaves(shape.shapes)
        else:
            yield shape


def slide_of(slide):
    runs = [r for r in slide._element.iter(qn("a:r"))]
    properties = [r.find(qn("a:rPr")) for r in runs]
    sizes = [int(p.get("sz")) for p in properties if p is not None and p.get("sz")]
    pictures = [s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
    return {
        "pictures": [[p._element.nvPicPr.cNvPr.get("descr"), p.image.content_type, *p.image.size] for p in pictures],
        "title": slide.shapes.title.text_frame.text if slide.shapes.title is not None else None,
        "layout": slide.slide_layout.name,
        "texts": [s.text_frame.text for s in leaves(slide.shapes) if s.has_text_frame],
        "descriptions": [e.get("descr") for e in slide._element.iter(qn("p:cNvPr")) if e.get("descr")],
        "notes": slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else None,
        "charts": [chart_of(s) for s in slide.shapes if s.has_chart],
        "languages": sorted({p.get("lang") for p in properties if p is not None and p.get("lang")}),
        "smallest": min(sizes) if sizes else None,
        "without_korean_typeface": sum(1 for p in properties if p is not None and p.get("sz") and p.find(qn("a:ea")) is None),
    }


presentation = Presentation(sys.argv[1])
print(json.dumps({
    "size": [presentation.slide_width, presentation.slide_height],
    "slides": [slide_of(slide) for slide in presentation.slides],
}))
