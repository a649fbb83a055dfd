"""Makes the shipped fonts from Noto Sans CJK (see README.md). Needs fonttools; run in this folder.

    python3 make.py FOLDER_WITH_NotoSansCJK-Regular.ttc_AND_-Bold.ttc
"""

import sys
from fontTools import subset
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTCollection

# Latin with all accents, Greek, Cyrillic, punctuation, signs, jamo, kana, Hangul syllables.
RANGES = """0020-007E 00A0-024F 0259 02BC 02C6-02DC 0300-0304 0370-03FF 0400-045F 1E00-1EFF 1100-1112 1161-1175
11A8-11C2 2000-206F 20A0-20BF 2100-214F 2150-218F 2190-21FF 2200-22FF 2460-24FF 2500-257F 25A0-25FF 2600-26FF
2700-27BF 3000-303F 3040-30FF 3131-318E 3200-321E 3260-327E AC00-D7A3 FF01-FF5E FFE5-FFE6 FFFD"""


def wanted():
    codes = set()
    for item in RANGES.split():
        first, _, last = item.partition("-")
        codes.update(range(int(first, 16), int(last or first, 16) + 1))
    for row in range(0xCA, 0xFE):  # the 4,888 hanja of KS X 1001
        for cell in range(0xA1, 0xFF):
            try:
                codes.add(ord(bytes([row, cell]).decode("euc_kr")))
            except UnicodeDecodeError:
                pass
    return codes


def lower_the_ellipsis(font):
    """The Korean ellipsis is a full em wide and floats; labels want three full stops on the baseline."""
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    stop, ellipsis = names[ord(".")], names[0x2026]
    step = glyphs[stop].width
    pen = T2CharStringPen(3 * step, glyphs)
    for index in range(3):
        glyphs[stop].draw(TransformPen(pen, (1, 0, 0, 1, index * step, 0)))
    top = font["CFF "].cff.topDictIndex[0]
    old = top.CharStrings[ellipsis]
    top.CharStrings[ellipsis] = pen.getCharString(old.private, old.globalSubrs)
    font["hmtx"][ellipsis] = (3 * step, font["hmtx"][stop][1])


for weight in ("Regular", "Bold"):
    fonts = TTCollection(f"{sys.argv[1]}/NotoSansCJK-{weight}.ttc").fonts
    font = next(f for f in fonts if "Noto Sans CJK KR" in (f["name"].getDebugName(1), f["name"].getDebugName(16)))
    options = subset.Options(layout_features=["kern", "liga"], hinting=False, desubroutinize=True, name_IDs=["*"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)
    lower_the_ellipsis(font)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(f"NotoSansCJKkr-{weight}.otf")
