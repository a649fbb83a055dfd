#!/usr/bin/env python3
"""Makes presentations of many structures, as people have them, to put slides into.

    make_templates.py FOLDER          writes them all and prints "file<TAB>what is peculiar" lines
    make_templates.py FOLDER NAME...  only these

Nothing but the standard library; the same bytes each time. All text and pictures in them are made here.
"""

import base64
import os
import struct
import sys
import zipfile
import zlib

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REL = "http://schemas.openxmlformats.org/package/2006/relationships"
CT = "http://schemas.openxmlformats.org/package/2006/content-types"
KIND = "application/vnd.openxmlformats-officedocument."
PML = KIND + "presentationml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NS = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
WIDE, NARROW = (12192000, 6858000), (9144000, 6858000)
A4, A4_UPRIGHT = (9906000, 6858000), (6858000, 9906000)
INCH = 914400


def inch(*numbers):
    return tuple(round(n * INCH) for n in numbers)


# ---------------------------------------------------------------- package

class Package:
    def __init__(self):
        self.parts, self.types, self.links = {}, {}, {}

    def put(self, path, content, kind=None):
        self.parts[path] = content.encode() if isinstance(content, str) else content
        if kind:
            self.types[path] = kind

    def link(self, source, kind, target, external=False):
        links = self.links.setdefault(source, [])
        links.append((f"rId{len(links) + 1}", kind if "://" in kind else f"{R}/{kind}", target, external))
        return links[-1][0]

    def save(self, path, absolute=False, rename=None):
        parts = dict(self.parts)
        for source, links in self.links.items():
            folder, _, name = source.rpartition("/")
            lines = []
            for number, kind, target, external in links:
                if not external:
                    target = "/" + target if absolute else os.path.relpath("/" + target, "/" + folder)
                mode = ' TargetMode="External"' if external else ""
                lines.append(f'<Relationship Id="{number}" Type="{kind}" Target="{target}"{mode}/>')
            where = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name or '.rels'}"
            where = where.replace("_rels/.rels.rels", "_rels/.rels")
            parts[where] = f'{HEAD}<Relationships xmlns="{REL}">{"".join(lines)}</Relationships>'.encode()
        extensions = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
        for part in parts:
            extension = part.rpartition(".")[2]
            known = {"png": "image/png", "fntdata": "application/x-fontdata", "jpeg": "image/jpeg"}
            if extension in known:
                extensions[extension] = known[extension]
        types = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in sorted(extensions.items()))
        types += "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in sorted(self.types.items()))
        first = {"[Content_Types].xml": f'{HEAD}<Types xmlns="{CT}">{types}</Types>'.encode()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in {**first, **dict(sorted(parts.items()))}.items():
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(entry, rename(name, content) if rename else content)


def png(width, height, pixel):
    """A picture; `pixel(x, y)` gives red, green, blue."""
    rows = b"".join(b"\0" + b"".join(bytes(pixel(x, y)) for x in range(width)) for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def dark_photo(x, y):
    """Something like a city at night: a dark sky, darker blocks, a few lit windows."""
    tall = 30 + (x // 9 * 37) % 23
    if y > 90 - tall:
        lit = (x * 7 + y * 13 + x * y) % 19 == 0
        return (150, 120, 60) if lit else (14 + x % 9, 16, 22)
    return 18 + y // 4, 24 + y // 3, 48 + y // 2


def logo(x, y):
    return (200, 30, 50) if (x - 20) ** 2 + (y - 20) ** 2 < 300 else (255, 255, 255)


# ---------------------------------------------------------------- shapes

def fill(color):
    """`RRGGBB`, a scheme colour, or one with changes: `accent1:lumMod=75000`."""
    if color is None:
        return "<a:noFill/>"
    return f"<a:solidFill>{color_of(color)}</a:solidFill>"


def color_of(color):
    name, *changes = color.split(":")
    inner = "".join(f'<a:{c.split("=")[0]} val="{c.split("=")[1]}"/>' for c in changes)
    is_rgb = len(name) == 6 and all(c in "0123456789ABCDEF" for c in name)
    tag = "srgbClr" if is_rgb else "schemeClr"
    return f'<a:{tag} val="{name}">{inner}</a:{tag}>'


def xfrm(box, attributes=""):
    x, y, w, h = box
    return f'<a:xfrm{attributes}><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


def guid(number):
    return f"{{{number:08X}-1C2D-4E3F-8A9B-{number * 2654435761 % (1 << 48):012X}}}"


def ph(number, name, kind=None, index=None, box=None, body="", list_style="", text="Text", extension=False, extra=""):
    """A place of a slide, layout or master; with `extension`, named twice as PowerPoint does."""
    kind = f' type="{kind}"' if kind else ""
    index = f' idx="{index}"' if index is not None else ""
    ids = pages = ""
    if extension:
        a16 = "http://schemas.microsoft.com/office/drawing/2014/main"
        ids = (f'<a:extLst><a:ext uri="{{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}}"><a16:creationId xmlns:a16="{a16}" '
               f'id="{guid(number)}"/></a:ext></a:extLst>')
        p14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
        pages = (f'<p:extLst><p:ext uri="{{D42A27DB-BD31-4B8C-83A1-F6EECF244321}}"><p14:modId xmlns:p14="{p14}" '
                 f'val="{1000 + number}"/></p:ext></p:extLst>')
    place = xfrm(box) + ('<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if extra == "geometry" else "") if box else ""
    return (f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}">{ids}</p:cNvPr><p:cNvSpPr><a:spLocks noGrp="1"/>'
            f'</p:cNvSpPr><p:nvPr><p:ph{kind}{index}{extra if extra != "geometry" else ""}/>{pages}</p:nvPr></p:nvSpPr>'
            f'<p:spPr>{place}</p:spPr><p:txBody>{body or "<a:bodyPr/>"}<a:lstStyle>{list_style}</a:lstStyle>'
            f'<a:p><a:r><a:rPr lang="ko-KR"/><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>')


def number_ph(number, box=None, size=1200):
    style = f'<a:lvl1pPr algn="r"><a:defRPr sz="{size}"><a:solidFill>{color_of("tx1:tint=75000")}</a:solidFill></a:defRPr></a:lvl1pPr>'
    place = xfrm(box) if box else ""
    return (f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Slide Number"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>'
            f'<a:bodyPr anchor="ctr"/><a:lstStyle>{style if box else ""}</a:lstStyle><a:p><a:fld '
            f'id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
            f'<a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>')


def shape(number, name, box, color, form="rect", attributes=""):
    return (f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
            f'{xfrm(box, attributes)}<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>{fill(color)}<a:ln><a:noFill/></a:ln>'
            f'</p:spPr></p:sp>')


def label(number, box, text, size=1200, color="tx1"):
    return (f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Label"/><p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr>'
            f'<p:spPr>{xfrm(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr '
            f'wrap="square"/><a:lstStyle/><a:p><a:r><a:rPr lang="ko-KR" sz="{size}">{fill(color)}</a:rPr><a:t>{text}</a:t>'
            f'</a:r></a:p></p:txBody></p:sp>')


def picture(number, name, box, link):
    return (f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="{name}"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{xfrm(box)}'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>')


def group(number, box, child_box, inner):
    x, y, w, h = child_box
    place = xfrm(box).replace("</a:xfrm>", f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{w}" cy="{h}"/></a:xfrm>')
    return (f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name="Decoration"/><p:cNvGrpSpPr/><p:nvPr userDrawn="1"/>'
            f'</p:nvGrpSpPr><p:grpSpPr>{place}</p:grpSpPr>{inner}</p:grpSp>')


def tree(shapes):
    return ('<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
            '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
            f'{"".join(shapes)}</p:spTree>')


def solid_ground(color):
    return f"<p:bg><p:bgPr>{fill(color)}<a:effectLst/></p:bgPr></p:bg>"


def ground_ref(index, color="bg1"):
    return f'<p:bg><p:bgRef idx="{index}">{color_of(color)}</p:bgRef></p:bg>'


def gradient_ground(first, second):
    stops = f'<a:gs pos="0">{color_of(first)}</a:gs><a:gs pos="100000">{color_of(second)}</a:gs>'
    return (f'<p:bg><p:bgPr><a:gradFill rotWithShape="1"><a:gsLst>{stops}</a:gsLst><a:lin ang="5400000" scaled="0"/>'
            f'</a:gradFill><a:effectLst/></p:bgPr></p:bg>')


# ---------------------------------------------------------------- themes and masters

OFFICE = dict(dk1="000000", lt1="FFFFFF", dk2="44546A", lt2="E7E6E6", accent1="4472C4", accent2="ED7D31",
              accent3="A5A5A5", accent4="FFC000", accent5="5B9BD5", accent6="70AD47", hlink="0563C1", folHlink="954F72")
MAP = dict(bg1="lt1", tx1="dk1", bg2="lt2", tx2="dk2", **{k: k for k in list(OFFICE)[4:]})
SWAPPED = dict(MAP, bg1="dk1", tx1="lt1", bg2="dk2", tx2="lt2")


def theme(name, colors, face="맑은 고딕"):
    colors = {**OFFICE, **colors}
    scheme = "".join(f'<a:{k}><a:srgbClr val="{v}"/></a:{k}>' for k, v in colors.items())
    fonts = "".join(f'<a:{k}><a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/><a:font script="Hang" '
                    f'typeface="{face}"/></a:{k}>' for k in ("majorFont", "minorFont"))
    ph_fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'

    def gradient(*stops):
        stops = "".join(f'<a:gs pos="{at}"><a:schemeClr val="phClr">{change}</a:schemeClr></a:gs>' for at, change in stops)
        return f'<a:gradFill rotWithShape="1"><a:gsLst>{stops}</a:gsLst><a:lin ang="5400000" scaled="0"/></a:gradFill>'
    soft = gradient((0, '<a:tint val="93000"/><a:satMod val="150000"/><a:shade val="98000"/><a:lumMod val="102000"/>'),
                    (100000, '<a:shade val="63000"/><a:satMod val="120000"/>'))
    second = ('<a:solidFill><a:schemeClr val="phClr"><a:lumMod val="25000"/><a:satMod val="170000"/></a:schemeClr>'
              '</a:solidFill>')
    line = f'<a:ln w="6350" cap="flat" cmpd="sng" algn="ctr">{ph_fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (f'{HEAD}<a:theme xmlns:a="{A}" name="{name}"><a:themeElements><a:clrScheme name="{name}">{scheme}</a:clrScheme>'
            f'<a:fontScheme name="{name}">{fonts}</a:fontScheme><a:fmtScheme name="{name}"><a:fillStyleLst>{ph_fill * 3}'
            f'</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>'
            f'<a:bgFillStyleLst>{ph_fill}{second}{soft}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>'
            f'<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>')


def title_style(size=4400, color="tx1", attributes="", align="l"):
    return (f'<a:lvl1pPr algn="{align}" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="1" hangingPunct="1"><a:lnSpc>'
            f'<a:spcPct val="90000"/></a:lnSpc><a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{size}" '
            f'kern="1200"{attributes}>{fill(color)}<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs '
            f'typeface="+mj-cs"/></a:defRPr></a:lvl1pPr>')


def body_style(color="tx1"):
    levels = ""
    for level, size in enumerate((2800, 2400, 2000, 1800, 1800), 1):
        levels += (f'<a:lvl{level}pPr marL="{228600 + 457200 * (level - 1)}" indent="-228600" algn="l" defTabSz="914400" '
                   f'rtl="0" eaLnBrk="1" latinLnBrk="1" hangingPunct="1"><a:spcBef><a:spcPts val="1000"/></a:spcBef><a:buFont '
                   f'typeface="Arial"/><a:buChar char="•"/><a:defRPr sz="{size}" kern="1200">{fill(color)}<a:latin '
                   f'typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{level}pPr>')
    return levels


def other_style():
    return (f'<a:lvl1pPr marL="0" algn="l" defTabSz="914400"><a:defRPr sz="1800" kern="1200">{fill("tx1")}<a:latin '
            f'typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:defRPr></a:lvl1pPr>')


class Layout:
    def __init__(self, name, shapes, kind=None, ground="", mapping=None, show_master=True, pictures=(), attributes="",
                 after=""):
        self.name, self.shapes, self.kind, self.ground, self.mapping = name, shapes, kind, ground, mapping
        self.show_master, self.pictures, self.attributes, self.after = show_master, pictures, attributes, after


class Master:
    def __init__(self, layouts, size=WIDE, name="Office", colors=None, ground=None, shapes=(), title=None, body=None,
                 title_look=None, body_look=None, title_body=None, mapping=MAP, footers=True, pictures=(), extension=False,
                 has_title=True):
        self.layouts, self.name, self.colors, self.mapping = layouts, name, colors or {}, mapping
        self.ground = ground_ref(1001) if ground is None else ground
        fit = Scale(size)
        own = list(shapes)
        plain = '<a:bodyPr vert="horz" lIns="91440" tIns="45720" rIns="91440" bIns="45720" rtlCol="0" anchor="{}"><a:normAutofit/></a:bodyPr>'
        if has_title:
            own.append(ph(2, "Title", "title", box=title or fit(838200, 365125, 10515600, 1325563),
                          body=title_body or plain.format("ctr"), text="마스터 제목 스타일 편집", extension=extension,
                          extra="geometry"))
        own.append(ph(3, "Text", "body", 1, body or fit(838200, 1825625, 10515600, 4351338), plain.format("t"),
                      text="마스터 텍스트 스타일", extension=extension, extra="geometry"))
        if footers:
            own.append(ph(4, "Date", "dt", 2, fit(838200, 6356350, 2743200, 365125), plain.format("ctr"), small("l"),
                          "2026-01-01", extension=extension, extra="geometry"))
            own.append(ph(5, "Footer", "ftr", 3, fit(4038600, 6356350, 4114800, 365125), plain.format("ctr"), small("ctr"),
                          "우리 기관", extension=extension, extra="geometry"))
            own.append(number_ph(6, fit(8610600, 6356350, 2743200, 365125)).replace('idx="12"', 'idx="4"'))
        self.shapes, self.pictures = own, pictures
        self.title_look, self.body_look = title_look or title_style(), body_look or body_style()


def small(align):
    return (f'<a:lvl1pPr algn="{align}"><a:defRPr sz="1200">{fill("tx1:tint=75000")}</a:defRPr></a:lvl1pPr>')


class Scale:
    """From the places of a 16:9 slide to those of one of another size."""

    def __init__(self, size):
        self.x, self.y = size[0] / WIDE[0], size[1] / WIDE[1]

    def __call__(self, x, y, w, h):
        return round(x * self.x), round(y * self.y), round(w * self.x), round(h * self.y)


def footers(extension=False):
    return [ph(11, "Date", "dt", 10, extra=' sz="half"', text="2026-01-01", extension=extension),
            ph(12, "Footer", "ftr", 11, extra=' sz="quarter"', text="우리 기관", extension=extension),
            number_ph(13)]


def office_layouts(size=WIDE, extension=False, only=None, typed=True, korean=True, **settings):
    """The eleven of the Office theme."""
    fit, e = Scale(size), dict(extension=extension)

    def title(box=None, **more):
        return ph(2, "Title", "title", box=box, text="제목", **e, **more)

    def content(number, index, box=None, half=False):
        return ph(number, "Content", None, index, box, text="내용", extra=' sz="half"' if half else "", **e)
    anchor_b = '<a:bodyPr anchor="b"/>'

    def big(size, align="l"):
        return f'<a:lvl1pPr algn="{align}"><a:defRPr sz="{size}"/></a:lvl1pPr>'
    plain = f'<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="2400">{fill("tx1:tint=75000")}</a:defRPr></a:lvl1pPr>'
    subtitle = '<a:lvl1pPr marL="0" indent="0" algn="ctr"><a:buNone/><a:defRPr sz="2400"/></a:lvl1pPr>'
    caption = '<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="1600"/></a:lvl1pPr>'
    half = fit(838200, 1825625, 5181600, 4351338)
    other = fit(6172200, 1825625, 5181600, 4351338)
    layouts = [
        ("title", "제목 슬라이드", [
            ph(2, "Title", "ctrTitle", box=fit(1524000, 1122363, 9144000, 2387600), body=anchor_b,
               list_style=big(6000, "ctr"), text="제목", **e),
            ph(3, "Subtitle", "subTitle", 1, fit(1524000, 3602038, 9144000, 1655762), list_style=subtitle, text="부제목", **e)]),
        ("obj", "제목 및 내용", [title(), content(3, 1)]),
        ("secHead", "구역 머리글", [
            title(fit(831850, 1709738, 10515600, 2852737), body=anchor_b, list_style=big(6000)),
            ph(3, "Text", "body", 1, fit(831850, 4589463, 10515600, 1500187), list_style=plain, text="설명", **e)]),
        ("twoObj", "콘텐츠 2개", [title(), content(3, 1, half, True), content(4, 2, other, True)]),
        ("twoTxTwoObj", "비교", [
            title(fit(839788, 365125, 10515600, 1325563)),
            ph(3, "Text", "body", 1, fit(839788, 1681163, 5157787, 823912), anchor_b, plain, "가", **e),
            content(4, 2, fit(839788, 2505075, 5157787, 3684588), True),
            ph(5, "Text", "body", 3, fit(6172200, 1681163, 5183188, 823912), anchor_b, plain, "나", **e),
            content(6, 4, fit(6172200, 2505075, 5183188, 3684588), True)]),
        ("titleOnly", "제목만", [title()]),
        ("blank", "빈 화면", []),
        ("objTx", "캡션 있는 콘텐츠", [
            title(fit(839788, 457200, 3932237, 1600200), body=anchor_b, list_style=big(3200)),
            content(3, 1, fit(5183188, 987425, 6172200, 4873625)),
            ph(4, "Text", "body", 2, fit(839788, 2057400, 3932237, 3811588), list_style=caption, text="설명", **e)]),
        ("picTx", "캡션 있는 그림", [
            title(fit(839788, 457200, 3932237, 1600200), body=anchor_b, list_style=big(3200)),
            ph(3, "Picture", "pic", 1, fit(5183188, 987425, 6172200, 4873625), list_style=caption, text="그림", **e),
            ph(4, "Text", "body", 2, fit(839788, 2057400, 3932237, 3811588), list_style=caption, text="설명", **e)]),
        ("vertTx", "제목 및 세로 텍스트", [
            title(), ph(3, "Text", "body", 1, body='<a:bodyPr vert="eaVert"/>', text="본문", extra=' orient="vert"', **e)]),
        ("vertTitleAndTx", "세로 제목 및 텍스트", [
            ph(2, "Title", "title", box=fit(8724900, 365125, 2628900, 5811838), body='<a:bodyPr vert="eaVert"/>', text="제목",
               extra=' orient="vert"', **e),
            ph(3, "Text", "body", 1, fit(838200, 365125, 7734300, 5811838), '<a:bodyPr vert="eaVert"/>', text="본문",
               extra=' orient="vert"', **e)]),
    ]
    english = ["Title Slide", "Title and Content", "Section Header", "Two Content", "Comparison", "Title Only", "Blank",
               "Content with Caption", "Picture with Caption", "Title and Vertical Text", "Vertical Title and Text"]
    made = []
    for (kind, name, shapes), other_name in zip(layouts, english):
        if only is None or kind in only:
            made.append(Layout(name if korean else other_name, shapes + footers(extension), kind if typed else None,
                               **settings))
    return made


def build(masters, size=WIDE, slides=None, kind="presentation", size_type="", list_slides=True, first_slide=1, extra=None,
          notes=False):
    """The package: `slides` are [(master, layout, title)]."""
    package = Package()
    main = "ppt/presentation.xml"
    package.link("", "officeDocument", main)
    package.link("", REL.replace("relationships", "relationships/metadata/core-properties"), "docProps/core.xml")
    package.link("", "extended-properties", "docProps/app.xml")
    package.put("docProps/core.xml", f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
                'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>양식</dc:title>'
                '</cp:coreProperties>', "application/vnd.openxmlformats-package.core-properties+xml")
    package.put("docProps/app.xml", f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
                'extended-properties"><Application>Microsoft Office PowerPoint</Application><AppVersion>16.0000</AppVersion>'
                '</Properties>', KIND + "extended-properties+xml")
    package.put("ppt/media/image1.png", png(40, 40, logo))
    package.put("ppt/media/image2.png", png(160, 90, dark_photo))
    used = set()

    def images(source, wanted):
        for number in wanted:
            used.add(number)
            package.link(source, "image", f"ppt/media/image{number}.png")
    next_id, master_list, paths, layout_number = 2147483648, "", [], 0
    for m, master in enumerate(masters, 1):
        path = f"ppt/slideMasters/slideMaster{m}.xml"
        images(path, master.pictures)
        master_list += f'<p:sldMasterId id="{next_id}" r:id="{package.link(main, "slideMaster", path)}"/>'
        next_id += 1
        entries, of_master = "", []
        for layout in master.layouts:
            layout_number += 1
            where = f"ppt/slideLayouts/slideLayout{layout_number}.xml"
            of_master.append(where)
            images(where, layout.pictures)
            entries += f'<p:sldLayoutId id="{next_id}" r:id="{package.link(path, "slideLayout", where)}"/>'
            next_id += 1
            package.link(where, "slideMaster", path)
            attributes = (f' type="{layout.kind}"' if layout.kind else "") + layout.attributes
            attributes += "" if layout.show_master else ' showMasterSp="0"'
            override = map_element("a:overrideClrMapping", layout.mapping) if layout.mapping else "<a:masterClrMapping/>"
            package.put(where, f'{HEAD}<p:sldLayout {NS}{attributes} preserve="1"><p:cSld name="{layout.name}">'
                        f'{layout.ground}{tree(layout.shapes)}</p:cSld><p:clrMapOvr>{override}</p:clrMapOvr>{layout.after}'
                        f'</p:sldLayout>', PML + "slideLayout+xml")
        theme_path = f"ppt/theme/theme{m}.xml"
        package.link(path, "theme", theme_path)
        package.put(theme_path, theme(master.name, master.colors), KIND + "theme+xml")
        package.put(path, f'{HEAD}<p:sldMaster {NS}><p:cSld>{master.ground}{tree(master.shapes)}</p:cSld>'
                    f'{map_element("p:clrMap", master.mapping)}<p:sldLayoutIdLst>{entries}</p:sldLayoutIdLst><p:txStyles>'
                    f'<p:titleStyle>{master.title_look}</p:titleStyle><p:bodyStyle>{master.body_look}</p:bodyStyle>'
                    f'<p:otherStyle>{other_style()}</p:otherStyle></p:txStyles></p:sldMaster>', PML + "slideMaster+xml")
        paths.append(of_master)
    for number in {1, 2} - used:
        del package.parts[f"ppt/media/image{number}.png"]
    if slides is None:
        slides = [(0, 0, "우리 기관 첫 장")]
    slide_list, slide_ids = "", []
    for number, (master, layout, words) in enumerate(slides, first_slide):
        where = f"ppt/slides/slide{number}.xml"
        package.link(where, "slideLayout", paths[master][layout])
        own = masters[master].layouts[layout]
        kinds = [k for k in ("ctrTitle", "title") if any(f'type="{k}"' in s for s in own.shapes)]
        shapes = [ph(2, "Title", kinds[0], text=words)] if kinds else [label(2, inch(1, 1, 6, 0.6), words, 2000)]
        package.put(where, f'{HEAD}<p:sld {NS}><p:cSld>{tree(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/>'
                    f'</p:clrMapOvr></p:sld>', PML + "slide+xml")
        slide_ids.append(256 + number - first_slide)
        slide_list += f'<p:sldId id="{slide_ids[-1]}" r:id="{package.link(main, "slide", where)}"/>'
    slide_list = f"<p:sldIdLst>{slide_list}</p:sldIdLst>" if list_slides and slides else ""
    notes_list = ""
    if notes:
        notes_list = add_notes(package, main, f"ppt/slides/slide{first_slide}.xml")
    for name, tag in (("presProps", "presentationPr"), ("viewProps", "viewPr"), ("tableStyles", None)):
        path = f"ppt/{name}.xml"
        package.link(main, name, path)
        if tag:
            package.put(path, f"{HEAD}<p:{tag} {NS}/>", PML + f"{name}+xml")
        else:
            package.put(path, f'{HEAD}<a:tblStyleLst xmlns:a="{A}" def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
                        PML + "tableStyles+xml")
    parts = {"attributes": "", "after_size": "", "end": ""}
    if extra:
        parts.update(extra(package, main, slide_ids))
    x, y = size
    package.put(main, f'{HEAD}<p:presentation {NS}{parts["attributes"]} saveSubsetFonts="1"><p:sldMasterIdLst>{master_list}'
                f'</p:sldMasterIdLst>{notes_list}{slide_list}<p:sldSz cx="{x}" cy="{y}"{size_type}/><p:notesSz cx="6858000" '
                f'cy="9144000"/>{parts["after_size"]}<p:defaultTextStyle><a:defPPr><a:defRPr lang="ko-KR"/></a:defPPr>'
                f'{other_style()}</p:defaultTextStyle>{parts["end"]}</p:presentation>', PML + f"{kind}.main+xml")
    return package


def map_element(tag, mapping):
    return f"<{tag} " + " ".join(f'{k}="{v}"' for k, v in mapping.items()) + "/>"


def add_notes(package, main, slide):
    master, page = "ppt/notesMasters/notesMaster1.xml", "ppt/notesSlides/notesSlide1.xml"
    link = package.link(main, "notesMaster", master)
    package.link(master, "theme", "ppt/theme/theme9.xml")
    package.put("ppt/theme/theme9.xml", theme("Notes", {}), KIND + "theme+xml")
    image = ('<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
             'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{}</p:spPr></p:sp>')
    place = xfrm((685800, 1143000, 5486400, 3086100)) + '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    shapes = [image.format(place), ph(3, "Notes", "body", 3, (685800, 4400550, 5486400, 3600450), extra="geometry")]
    package.put(master, f'{HEAD}<p:notesMaster {NS}><p:cSld>{ground_ref(1001)}{tree(shapes)}</p:cSld>'
                f'{map_element("p:clrMap", MAP)}</p:notesMaster>', PML + "notesMaster+xml")
    package.link(page, "notesMaster", master)
    package.link(page, "slide", slide)
    package.link(slide, "notesSlide", page)
    package.put(page, f'{HEAD}<p:notes {NS}><p:cSld>{tree([image.format(""), ph(3, "Notes", "body", 3, text="첫 장의 노트")])}'
                f'</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>', PML + "notesSlide+xml")
    return f'<p:notesMasterIdLst><p:notesMasterId r:id="{link}"/></p:notesMasterIdLst>'


# ---------------------------------------------------------------- the templates

TEMPLATES = {}


def template(peculiar, file_name=None):
    def add(make):
        TEMPLATES[file_name or make.__name__.replace("_", "-") + ".pptx"] = (peculiar, make)
        return make
    return add


@template("a: Office theme as PowerPoint saves it: 11 layouts, creationId and modId extensions (an a:ext before the size)")
def office():
    return build([Master(office_layouts(extension=True), extension=True)],
                 slides=[(0, 0, "우리 기관"), (0, 1, "차례")])


@template("b: layouts without type, named in Korean and English, section header and caption first")
def untyped():
    ko, en = office_layouts(typed=False), office_layouts(typed=False, korean=False)
    order = [ko[2], en[8], ko[0], en[1], ko[5], en[6], en[3]]
    return build([Master(order)], slides=[(0, 2, "우리 기관"), (0, 3, "차례")])


@template("b2: layouts without type that only a closer look tells apart: title at the top, but with a picture place or two halves below")
def untyped_pictures():
    fit = Scale(WIDE)
    head = ph(2, "Title", "title", box=fit(609600, 274638, 10972800, 914400))
    wide = ph(3, "Picture", "pic", 13, fit(0, 1371600, 12192000, 5486400), text="그림")
    layouts = [Layout("사진 한 장", [head, wide]), Layout("인용", [ph(2, "Title", "title", box=fit(1524000, 1905000, 9144000, 3048000))]),
               Layout("본문", [head, ph(3, "Text", "body", 13, fit(609600, 1371600, 10972800, 4800600), text="본문")]),
               Layout("1_제목만", [head])]
    return build([Master(layouts)], slides=[(0, 2, "차례")])


@template("c: three masters, most slides on the second (title lower, narrower); first and third have their titles elsewhere")
def three_masters():
    first = Master(office_layouts(only=["title", "titleOnly"]), name="Old", colors=dict(accent1="7F7F7F"))
    second = Master(office_layouts(only=["title", "obj", "titleOnly", "blank"]), name="House",
                    colors=dict(accent1="0B6E4F"), title=inch(0.9, 0.95, 11.5, 0.8), body=inch(0.9, 2, 11.5, 4.6),
                    shapes=[label(20, inch(0.9, 0.4, 6, 0.4), "우리 기관 정책연구실"),
                            shape(21, "Line", inch(0.9, 0.85, 11.5, 0.03), "accent1")])
    third = Master(office_layouts(only=["title", "titleOnly"]), name="Dark", mapping=SWAPPED,
                   title=inch(0.9, 5.9, 11.5, 0.8), ground=ground_ref(1001))
    slides = [(0, 0, "표지"), (1, 1, "배경"), (1, 1, "방법"), (1, 2, "결과"), (1, 2, "논의"), (2, 1, "감사합니다")]
    return build([first, second, third], slides=slides)


@template("d: a dark band across the top of the layout, the title in white on it")
def band_behind_title():
    band = shape(20, "Band", (0, 0, WIDE[0], round(1.15 * INCH)), "1F3864")
    title = ph(2, "Title", "title", box=inch(0.6, 0.2, 12.1, 0.75), body='<a:bodyPr anchor="ctr"><a:normAutofit/></a:bodyPr>',
               list_style=f'<a:lvl1pPr><a:defRPr sz="2800" b="1">{fill("bg1")}</a:defRPr></a:lvl1pPr>')
    layouts = office_layouts(only=["title"]) + [Layout("제목만", [band, title] + footers(), "titleOnly")]
    return build([Master(layouts)], slides=[(0, 0, "표지"), (0, 1, "차례")])


@template("d2: a coloured band across the slide below the title (with the section's name in it)")
def band_below_title():
    band = shape(20, "Band", (0, round(1.35 * INCH), WIDE[0], round(0.45 * INCH)), "accent1")
    words = label(21, (round(0.5 * INCH), round(1.38 * INCH), round(6 * INCH), round(0.4 * INCH)), "도시외교 현황", 1400, "FFFFFF")
    title = ph(2, "Title", "title", box=inch(0.5, 0.35, 12.3, 0.9))
    layouts = office_layouts(only=["title"]) + [Layout("제목만", [title, band, words] + footers(), "titleOnly")]
    return build([Master(layouts)], slides=[(0, 0, "표지"), (0, 1, "차례")])


@template("d3: a dark column at the left of the master, 2.4 inches wide, the title right of it")
def band_at_side():
    column = shape(20, "Column", (0, 0, round(2.4 * INCH), WIDE[1]), "264653")
    words = label(21, inch(0.2, 0.4, 2, 0.8), "우리 기관", 1600, "FFFFFF")
    master = Master(office_layouts(only=["obj", "titleOnly"]), shapes=[column, words], title=inch(2.8, 0.4, 10, 1),
                    body=inch(2.8, 1.6, 10, 4.9), footers=False)
    return build([master], slides=[(0, 1, "차례")])


@template("e: dark ground through bgPr of the master (srgbClr), white titles, tx1 still black")
def dark_ground():
    master = Master(office_layouts(), ground=solid_ground("0B1F3A"), title_look=title_style(4000, "FFFFFF"),
                    body_look=body_style("FFFFFF"))
    return build([master])


@template("e2: dark ground of one layout: clrMapOvr swaps bg1 and tx1, and bgRef 1001 takes the swapped bg1")
def dark_by_override():
    layouts = office_layouts(only=["title", "obj"]) + office_layouts(
        only=["titleOnly"], ground=ground_ref(1001), mapping=SWAPPED)
    return build([Master(layouts)], slides=[(0, 0, "표지"), (0, 2, "차례")])


@template("e3: dark ground through the master's clrMap (bg1=dk1, tx1=lt1), as in Office's dark variants")
def dark_by_map():
    return build([Master(office_layouts(), mapping=SWAPPED, colors=dict(dk1="10151C", lt1="F5F5F5"))])


@template("e4: bgRef 1002: the theme's second ground, a solid phClr with lumMod 25 % (dark brown), title in bg1")
def ground_of_theme():
    master = Master(office_layouts(), ground=ground_ref(1002, "accent2"), title_look=title_style(4000, "bg1"),
                    body_look=body_style("bg1"))
    return build([master])


@template("e5: bgRef 1003: the theme's third ground, a gradient with tint, shade, satMod of dk2")
def ground_of_theme_gradient():
    master = Master(office_layouts(), ground=ground_ref(1003, "tx2"), title_look=title_style(4000, "bg1"),
                    body_look=body_style("bg1"))
    return build([master])


@template("e6: dark gradient ground in bgPr of the layout; the master is white")
def gradient_of_layout():
    layouts = office_layouts(only=["title"]) + office_layouts(
        only=["titleOnly"], ground=gradient_ground("0D324D", "tx2:lumMod=75000"))
    return build([Master(layouts)])


@template("e7: no bg anywhere, but a dark rectangle over the whole slide on the master; the master's title is white")
def ground_rectangle():
    full = shape(20, "Ground", (0, 0, *WIDE), "2B2D42")
    master = Master(office_layouts(), ground="", shapes=[full], title_look=title_style(3600, "EDF2F4"),
                    body_look=body_style("EDF2F4"))
    return build([master])


@template("e8: dark ground with a white card on it where the content stands; title on the dark")
def card():
    panel = shape(20, "Card", inch(0.5, 1.5, 12.33, 5.6), "FFFFFF", "roundRect")
    layouts = office_layouts(only=["title"], show_master=False) + office_layouts(only=["titleOnly"])
    panel = panel.replace("<a:avLst/>", '<a:avLst><a:gd name="adj" fmla="val 3000"/></a:avLst>')
    master = Master(layouts, ground=solid_ground("283593"), shapes=[panel],
                    title=inch(0.5, 0.35, 12.33, 1), title_look=title_style(3200, "FFFFFF"), footers=False)
    return build([master])


@template("f: no layout and no master has a title")
def no_title():
    fit = Scale(WIDE)
    body = ph(3, "Text", "body", 10, fit(609600, 609600, 10972800, 5486400), text="본문")
    layouts = [Layout("Body", [body]), Layout("Two", [ph(3, "Text", "body", 10, fit(609600, 609600, 5334000, 5486400)),
                                                    ph(4, "Text", "body", 11, fit(6248400, 609600, 5334000, 5486400))])]
    return build([Master(layouts, has_title=False)], slides=[(0, 0, "첫 장")])


@template("g: a title slide is the only layout")
def title_slide_only():
    return build([Master(office_layouts(only=["title"]))])


@template("h: a blank layout is the only one (the master has a title)")
def blank_only():
    return build([Master(office_layouts(only=["blank"]))])


@template("i: 4:3")
def four_by_three():
    return build([Master(office_layouts(NARROW), NARROW)], NARROW, size_type=' type="screen4x3"')


@template("j: A4 landscape as PowerPoint's A4 (10.83 x 7.5 in)")
def a4():
    return build([Master(office_layouts(A4), A4)], A4, size_type=' type="A4"')


@template("k: A4 upright (7.5 x 10.83 in)")
def a4_upright():
    size = A4_UPRIGHT
    master = Master(office_layouts(size), size, title_look=title_style(3000))
    return build([master], size, size_type=' type="A4"')


@template("l: sections: presentation.xml lists every slide id in p14:sectionLst")
def sections():
    def extra(package, main, ids):
        p14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
        names = ("기본 구역", "결과")
        parts = ""
        for number, name in enumerate(names):
            listed = "".join(f'<p14:sldId id="{i}"/>' for i in ids[number::2])
            parts += f'<p14:section name="{name}" id="{guid(77 + number)}"><p14:sldIdLst>{listed}</p14:sldIdLst></p14:section>'
        return {"end": f'<p:extLst><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst xmlns:p14="{p14}">'
                       f'{parts}</p14:sectionLst></p:ext></p:extLst>'}
    return build([Master(office_layouts())], slides=[(0, 0, "표지"), (0, 1, "배경"), (0, 5, "결과")], extra=extra)


@template("m: a comment on a slide and a list of comment authors")
def comments():
    def extra(package, main, ids):
        authors, comment = "ppt/commentAuthors.xml", "ppt/comments/comment1.xml"
        package.link(main, "commentAuthors", authors)
        package.put(authors, f'{HEAD}<p:cmAuthorLst {NS}><p:cmAuthor id="1" name="검토자" initials="검" lastIdx="1" clrIdx="0"/>'
                    '</p:cmAuthorLst>', PML + "commentAuthors+xml")
        package.link("ppt/slides/slide1.xml", "comments", comment)
        package.put(comment, f'{HEAD}<p:cmLst {NS}><p:cm authorId="1" dt="2026-01-05T10:00:00.000" idx="1"><p:pos x="10" '
                    'y="10"/><p:text>제목을 확인해 주세요</p:text></p:cm></p:cmLst>', PML + "comments+xml")
        return {}
    return build([Master(office_layouts())], extra=extra)


@template("n: a dark picture as the master's ground (blipFill in bgPr), titles white, tx1 black")
def picture_ground():
    ground = ('<p:bg><p:bgPr><a:blipFill dpi="0" rotWithShape="1"><a:blip r:embed="rId1"/><a:srcRect/><a:stretch>'
              '<a:fillRect/></a:stretch></a:blipFill><a:effectLst/></p:bgPr></p:bg>')
    return build([Master(office_layouts(), ground=ground, pictures=[2], title_look=title_style(4000, "FFFFFF"),
                         body_look=body_style("FFFFFF"))])


@template("n2: a dark picture over the whole slide as a p:pic of the layout; titles white")
def picture_over_layout():
    layouts = office_layouts(only=["title"])
    title = ph(2, "Title", "title", list_style=f'<a:lvl1pPr><a:defRPr>{fill("bg1")}</a:defRPr></a:lvl1pPr>')
    layouts.append(Layout("제목만", [picture(20, "Photo", (0, 0, *WIDE), "rId1"), title], "titleOnly", pictures=[2]))
    return build([Master(layouts)])


@template("o: an embedded font (embeddedFontLst, .fntdata) that the theme's titles use")
def embedded_font():
    def extra(package, main, ids):
        package.put("ppt/fonts/font1.fntdata", eot(base64.b64decode(TINY_FONT)))
        link = package.link(main, "font", "ppt/fonts/font1.fntdata")
        return {"attributes": ' embedTrueTypeFonts="1"',
                "after_size": f'<p:embeddedFontLst><p:embeddedFont><p:font typeface="Tiny House"/><p:regular r:id="{link}"/>'
                              f'</p:embeddedFont></p:embeddedFontLst>'}
    look = title_style().replace("+mj-lt", "Tiny House")
    return build([Master(office_layouts(), title_look=look)], extra=extra)


@template("p: the title at the left side, a tall narrow box")
def title_at_side():
    master = Master(office_layouts(only=["title", "titleOnly"]), title=inch(0.5, 0.6, 2.6, 6), body=inch(3.4, 0.6, 9.4, 6),
                    title_look=title_style(3200), footers=False)
    return build([master], slides=[(0, 1, "차례")])


@template("p2: the title at the foot of the slide")
def title_at_foot():
    master = Master(office_layouts(only=["title", "titleOnly"]), title=inch(0.6, 6.1, 12.1, 0.9),
                    body=inch(0.6, 0.5, 12.1, 5.4), title_look=title_style(2800), footers=False)
    return build([master], slides=[(0, 1, "차례")])


@template("p3: a vertical title at the right (vert=eaVert), the only one beside the title slide")
def title_vertical():
    return build([Master(office_layouts(only=["title", "vertTitleAndTx"]))])


@template("q: footer, date and number on layouts and slide; logos of the master at the top right and at the bottom right")
def footers_and_logos():
    master = Master(office_layouts(), title=inch(0.6, 0.35, 10.6, 1), body=inch(0.6, 1.6, 12.1, 4.6),
                    shapes=[picture(20, "Logo", inch(11.9, 0.3, 1.1, 1.1), "rId1"),
                            picture(21, "Logo 2", inch(12.1, 6.35, 0.9, 0.9), "rId1")], pictures=[1])
    package = build([master], slides=[(0, 0, "표지"), (0, 5, "차례")])
    path = "ppt/slides/slide2.xml"
    package.put(path, package.parts[path].decode().replace("</p:spTree>", "".join(footers()) + "</p:spTree>"))
    return package


@template("q2: the footer is text of the master itself (no place), under a line, at the height of the source note")
def footer_as_text():
    master = Master(office_layouts(only=["title", "obj", "titleOnly"]), footers=False,
                    shapes=[shape(20, "Line", inch(0.6, 6.75, 12.1, 0.02), "accent1"),
                            label(21, inch(0.6, 6.85, 8, 0.4), "우리 기관 국제협력과 · 대외비")])
    return build([master])


@template("q3: decoration is a group with scaled children: circles at the lower right, a bar at the top")
def grouped_decoration():
    inner = shape(31, "Big", (0, 0, 1000, 1000), "accent1:lumMod=60000:lumOff=40000", "ellipse")
    inner += shape(32, "Small", (1000, 500, 500, 500), "accent2", "ellipse")
    circles = group(30, inch(10.8, 5.4, 2.4, 1.6), (0, 0, 1500, 1000), inner)
    bar = shape(33, "Bar", (0, 0, WIDE[0], round(0.18 * INCH)), "accent1")
    return build([Master(office_layouts(), shapes=[circles, bar])])


@template("r: titles of 54 points in capitals, in the middle of their box, no autofit")
def huge_title():
    look = title_style(5400, attributes=' cap="all" b="1"', align="ctr")
    body = '<a:bodyPr vert="horz" anchor="ctr"><a:noAutofit/></a:bodyPr>'
    return build([Master(office_layouts(), title_look=look, title_body=body)])


@template("s: the place of the title is only the master's, 1.2 inches down; idx and type alone on the layouts")
def title_inherited():
    master = Master(office_layouts(only=["obj", "titleOnly"]), title=inch(1.4, 1.2, 10.5, 0.7), body=inch(1.4, 2.1, 10.5, 4.2),
                    title_look=title_style(2400))
    return build([master])


@template("t: the theme's tx1 is nearly white (E8E8E8) on a white ground; titles have a colour of their own")
def light_text():
    return build([Master(office_layouts(), colors=dict(dk1="E8E8E8", dk2="D0D0D0"), title_look=title_style(4000, "333333"),
                         body_look=body_style("333333"))])


@template("u: layouts of a name only (no type), showMasterSp=0: the master's band and logo are not seen")
def no_master_shapes():
    names = ["표지", "본문 제목", "빈 장"]
    layouts = []
    for name, layout in zip(names, office_layouts(only=["title", "titleOnly", "blank"], show_master=False)):
        layout.name, layout.kind = name, None
        layouts.append(layout)
    shapes = [shape(20, "Band", (0, 0, WIDE[0], 2 * INCH), "C00000"), picture(21, "Logo", inch(6, 3, 2, 2), "rId1")]
    return build([Master(layouts, shapes=shapes, pictures=[1])])


@template("v: the title of Title Only takes half of the slide; Title and Content is an ordinary one")
def title_half():
    half = ph(2, "Title", "title", box=inch(0.6, 0.4, 12.1, 3.7))
    layouts = [Layout("제목만", [half] + footers(), "titleOnly")] + office_layouts(only=["obj", "title"])
    return build([Master(layouts)], slides=[(0, 2, "차례")])


@template("v2: the title of the only layout takes half of the slide")
def title_half_only():
    return build([Master([Layout("제목만", [ph(2, "Title", "title", box=inch(0.6, 0.4, 12.1, 3.7))], "titleOnly")])])


@template("w: mc:AlternateContent round a transition and round a decoration on the layout (as PowerPoint 365 writes them)")
def alternate_content():
    mc, p14 = "http://schemas.openxmlformats.org/markup-compatibility/2006", "http://schemas.microsoft.com/office/powerpoint/2010/main"
    after = (f'<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice xmlns:p14="{p14}" Requires="p14"><p:transition spd="slow" '
             f'p14:dur="2000"/></mc:Choice><mc:Fallback><p:transition spd="slow"/></mc:Fallback></mc:AlternateContent>')
    strip = shape(20, "Strip", inch(0, 6.95, 13.333, 0.55), "accent6")
    strip = f'<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice xmlns:p14="{p14}" Requires="p14">{strip}</mc:Choice><mc:Fallback/></mc:AlternateContent>'
    layouts = office_layouts()
    for layout in layouts:
        layout.after = after
        layout.shapes = [strip] + layout.shapes
    return build([Master(layouts, footers=False)])


@template("x1: every relationship has an absolute target (/ppt/…)")
def absolute_targets():
    package = build([Master(office_layouts())])
    package.settings = dict(absolute=True)
    return package


@template("x2: relationship ids as the Open XML SDK makes them (R3a1b…)")
def odd_relationship_ids():
    def rename(name, content):
        if not name.endswith((".xml", ".rels")) or name == "[Content_Types].xml":
            return content
        text = content.decode()
        for number in range(40, 0, -1):
            text = text.replace(f'"rId{number}"', f'"R{number * 40503 % 65536:04x}{number:x}"')
        return text.encode()
    package = build([Master(office_layouts(), pictures=[1], shapes=[picture(20, "Logo", inch(12, 0.2, 0.8, 0.8), "rId1")])])
    package.settings = dict(rename=rename)
    return package


@template("x3: the slide master and one layout are UTF-16 with a byte order mark")
def utf16_master():
    def rename(name, content):
        if name in ("ppt/slideMasters/slideMaster1.xml", "ppt/slideLayouts/slideLayout6.xml"):
            return content.decode().replace("UTF-8", "UTF-16").encode("utf-16-le").join([b"\xff\xfe", b""])
        return content
    package = build([Master(office_layouts())])
    package.settings = dict(rename=rename)
    return package


@template("x4: a slide show (.ppsx)", "slide-show.ppsx")
def slide_show():
    return build([Master(office_layouts())], kind="slideshow")


@template("x5: presentation.xml has no sldIdLst")
def no_slide_list():
    return build([Master(office_layouts())], slides=[])


@template("x6: a notes master and a notes page are there already")
def notes_master():
    return build([Master(office_layouts())], notes=True)


@template("x7: slides were deleted: slide7.xml is the only one")
def slide_seven():
    return build([Master(office_layouts())], slides=[(0, 5, "남은 장")], first_slide=7)


@template("x8: a template (.potx) without slides", "house.potx")
def house():
    return build([Master(office_layouts())], slides=[], kind="template")


@template("x9: other prefixes: the presentation namespace is the default one, drawings are d:, relationships are rel:")
def other_prefixes():
    def rename(name, content):
        if not name.startswith("ppt/") or not name.endswith(".xml"):
            return content
        text = content.decode()
        for old, new in (("<p:", "<"), ("</p:", "</"), ("xmlns:p=", "xmlns="), ("<a:", "<d:"), ("</a:", "</d:"),
                         ("xmlns:a=", "xmlns:d="), (" r:", " rel:"), ("xmlns:r=", "xmlns:rel=")):
            text = text.replace(old, new)
        return text.encode()
    package = build([Master(office_layouts())])
    package.settings = dict(rename=rename)
    return package


@template("x10: saved as Strict Open XML (namespaces of purl.oclc.org), an option of PowerPoint's Save As")
def strict():
    def rename(name, content):
        if not name.endswith((".xml", ".rels")) or name == "[Content_Types].xml":
            return content
        text = content.decode()
        for old, new in ((R, "http://purl.oclc.org/ooxml/officeDocument/relationships"), (A, "http://purl.oclc.org/ooxml/drawingml/main"),
                         (P, "http://purl.oclc.org/ooxml/presentationml/main"),
                         ("http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
                          "http://purl.oclc.org/ooxml/officeDocument/extendedProperties"),
                         ("http://purl.oclc.org/ooxml/officeDocument/relationships/extended-properties",
                          "http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties")):
            text = text.replace(old, new)
        if name == "ppt/presentation.xml":
            text = text.replace(' saveSubsetFonts', ' conformance="strict" saveSubsetFonts')
        return text.encode()
    package = build([Master(office_layouts())])
    package.settings = dict(rename=rename)
    return package


# ---- kinds of fault that real decks showed

@template("y1: untyped layouts as Google Slides names them: a title at the top and two lines of body under it (most slides use it), beside an End with a half-clear picture and no place")
def title_and_lead():
    lead = [ph(2, "Title", "title", box=inch(0.5, 0.5, 12.3, 0.6)),
            ph(3, "Text", "body", 1, inch(0.5, 1.3, 12.3, 1.2), text="요약 두 줄")]
    clear = picture(20, "Photo", (0, 0, *WIDE), "rId1").replace('r:embed="rId1"/>', 'r:embed="rId1"><a:alphaModFix amt="50000"/></a:blip>')
    end = [clear, label(21, inch(8, 3.6, 4, 0.5), "감사합니다", 2000, "FFFFFF")]
    layouts = [Layout("Front Cover", [picture(20, "Photo", (0, 0, *WIDE), "rId1")], pictures=[2]),
               Layout("End", end, pictures=[2]), Layout("사용자 지정 레이아웃", lead)]
    return build([Master(layouts, footers=False, has_title=False)], slides=[(0, 0, "표지"), (0, 2, "배경"), (0, 2, "결과"), (0, 1, "끝")])


@template("y2: the title's place is itself filled with dark grey on the master (the words on it are black by mistake)")
def filled_title():
    master = Master(office_layouts(only=["title", "titleOnly"]), title=(0, 365760, WIDE[0], 744220))
    master.shapes = [s.replace("</a:prstGeom></p:spPr>", "</a:prstGeom>" + fill("tx1:lumMod=65000:lumOff=35000") + "</p:spPr>")
                     if 'type="title"' in s else s for s in master.shapes]
    return build([master], slides=[(0, 1, "차례")])


def with_defaults(package, old, new):
    """The look of text boxes without a place, as presentation and master give it."""
    for path in ("ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml"):
        text = package.parts[path].decode()
        head, mark, tail = text.rpartition("<p:defaultTextStyle>" if "presentation" in path else "<p:otherStyle>")
        package.put(path, head + mark + tail.replace(old, new))
    return package


@template("y3: text boxes are centred and slanted, with half a line before each paragraph, by defaultTextStyle and otherStyle")
def centred_defaults():
    package = with_defaults(build([Master(office_layouts())]), 'algn="l" defTabSz="914400">',
                            'algn="ctr" defTabSz="914400"><a:spcBef><a:spcPct val="50000"/></a:spcBef>')
    return with_defaults(package, '<a:defRPr sz="1800"', '<a:defRPr sz="1800" i="1"')


@template("y4: text boxes run from right to left by defaultTextStyle and otherStyle")
def right_to_left():
    return with_defaults(build([Master(office_layouts())]), 'algn="l" defTabSz="914400"', 'algn="r" defTabSz="914400" rtl="1"')


@template("y5: titles do not wrap (wrap=none), are filled with a gradient, and the subtitle's place of the title slide holds one line")
def title_without_wrap():
    stops = f'<a:gs pos="0">{color_of("tx1")}</a:gs><a:gs pos="100000">{color_of("tx2")}</a:gs>'
    look = title_style().replace(fill("tx1"), f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="5400000" scaled="0"/></a:gradFill>')
    layouts = office_layouts(only=["title", "titleOnly"])
    cover = [ph(2, "Title", "ctrTitle", box=inch(1.6, 4.2, 10, 1.8), body='<a:bodyPr wrap="none" anchor="t"><a:normAutofit/></a:bodyPr>',
                list_style='<a:lvl1pPr algn="r"><a:defRPr sz="9600" b="0"/></a:lvl1pPr>'),
             ph(3, "Subtitle", "subTitle", 1, inch(1.6, 6.1, 10, 0.4))]
    layouts[0].shapes = cover + footers()
    body = '<a:bodyPr vert="horz" wrap="none" anchor="ctr"><a:normAutofit/></a:bodyPr>'
    return build([Master(layouts, title_look=look, title_body=body)])


@template("y6: a slide of 1920 x 1080 points (26.67 x 15 in), as programs that count in pixels make them")
def large_slide():
    size = (WIDE[0] * 2, WIDE[1] * 2)
    return build([Master(office_layouts(size), size, title_look=title_style(8800))], size)


def eot(font):
    """A font as PowerPoint embeds it: an EOT head without packing."""
    def name(text):
        data = text.encode("utf-16-le")
        return struct.pack("<H", len(data)) + data + b"\0\0"
    rest = name("Tiny House") + name("Regular") + name("Version 1") + name("Tiny House") + b"\0\0"
    head = struct.pack("<IIII10sBBIHHIIIIIIIIIIIH", 0, len(font), 0x00020001, 0, b"\0" * 10, 1, 0, 400, 0, 0x504C,
                       0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0)
    return struct.pack("<I", len(head) + len(rest) + len(font)) + head[4:] + rest + font


TINY_FONT = (
    "AAEAAAAKAIAAAwAgT1MvMkT/RP0AAAEoAAAAYGNtYXAAdABcAAABkAAAADxnbHlmgDyAOgAAAdQAAAA0aGVhZGFsQ5wAAACsAAAANmhoZWEFFg"
    "H2AAAA5AAAACRobXR4AlgAAAAAAYgAAAAIbG9jYQANACcAAAHMAAAACG1heHAABQAGAAABCAAAACBuYW1lSGr0OQAAAggAAADncG9zdAAIACQA"
    "AALwAAAAKAABAAAAAQAAt3qb9F8PPPUAAQPoAAAAAAAAAAAAAAAAAAAAAAAyAAACJgK8AAAAAwACAAAAAAAAAAEAAAMg/zgAAAJYAAAAZAH0AA"
    "EAAAAAAAAAAAAAAAAAAAABAAEAAAADAAQAAQAAAAAAAgAAAAAAAAAAAAAAAAAAAAAAAwJYAZAABQAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAPz8/PwAAACAAQQMgAAAAAAMgAMgAAAAAAAAAAAAAAAAAAAAgAAACWAAAAAAAAAAAAAIAAAADAAAAFA"
    "ADAAEAAAAUAAQAKAAAAAYABAABAAIAIABB//8AAAAgAEH////h/8EAAQAAAAAAAAAAAA0ADQAaAAEAMgAAAiYCvAADAAAzESERMgH0Arz9RAAA"
    "AQAyAAACJgK8AAMAADMRIREyAfQCvP1EAAAAAAoAfgABAAAAAAABAAoAAAABAAAAAAACAAcACgABAAAAAAAEAAoAAAABAAAAAAAFAAkAEQABAA"
    "AAAAAGAAkAGgADAAEECQABABQAIwADAAEECQACAA4ANwADAAEECQAEABQAIwADAAEECQAFABIARQADAAEECQAGABIAV1RpbnkgSG91c2VSZWd1"
    "bGFyVmVyc2lvbiAxVGlueUhvdXNlAFQAaQBuAHkAIABIAG8AdQBzAGUAUgBlAGcAdQBsAGEAcgBWAGUAcgBzAGkAbwBuACAAMQBUAGkAbgB5AE"
    "gAbwB1AHMAZQAAAgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADAAAAAwAk"
)


def main():
    folder, names = sys.argv[1], sys.argv[2:]
    os.makedirs(folder, exist_ok=True)
    for name, (peculiar, make) in TEMPLATES.items():
        if names and name not in names and name.rpartition(".")[0] not in names:
            continue
        package = make()
        package.save(os.path.join(folder, name), **getattr(package, "settings", {}))
        print(f"{name}\t{peculiar}")


if __name__ == "__main__":
    main()
