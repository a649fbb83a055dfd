"""Saves a presentation with a slide of its own, as a person's template, at the path given."""

import json
import sys

from pptx import Presentation

presentation = Presentation()
slide = presentation.slides.add_slide(presentation.slide_layouts[5])
slide.shapes.title.text = "우리 기관 첫 장"
presentation.save(sys.argv[1])
print(json.dumps([layout.name for layout in presentation.slide_layouts]))
