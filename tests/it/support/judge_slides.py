#!/usr/bin/env python3
"""An independent judge of slides that were added to a presentation.

    judge_slides.py OUT.pptx [--template T.pptx] [--quiet]

Prints JSON: {"faults": N, "slides": [{"slide", "part", "layout", "master", "faults": [...], "notes": [...]}]}. Only the
slides beyond those of the template are judged (all of them without one). Exit code 1 where there is a fault.

It resolves each box (own a:xfrm, else the layout's place, else the master's), the size and colour of each run, and the
ground under it (slide, layout, master, theme; colour maps; transforms; filled shapes behind), and reports: things over
each other, over visible decoration, outside the slide, weak contrast, titles larger than their box, small type, a layout
of the wrong kind. Text counts by what it would fill, not by its box. Needs Pillow.

It reads the file with the standard library, not with the program's code and not with python-pptx.
"""

import argparse
import colorsys
import io
import json
import math
import os
import posixpath
import re
import sys
import zipfile
import xml.etree.ElementTree as ET
from collections import Counter

from PIL import Image, ImageColor, ImageFont

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PKG = "{http://schemas.openxmlformats.org/package/2006/relationships}"
STRICT = [("http://purl.oclc.org/ooxml/officeDocument/relationships", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
          ("http://purl.oclc.org/ooxml/drawingml/main", "http://schemas.openxmlformats.org/drawingml/2006/main"),
          ("http://purl.oclc.org/ooxml/drawingml/chart", "http://schemas.openxmlformats.org/drawingml/2006/chart"),
          ("http://purl.oclc.org/ooxml/presentationml/main", "http://schemas.openxmlformats.org/presentationml/2006/main")]
LEAST_CONTRAST, LEAST_TEXT, LEAST_NOTE, LEAST_TITLE = 4.5, 12.0, 10.0, 20.0
SLACK = 0.1  # of contrast: colours are rounded and blended
TOUCH = 2.0  # points by which boxes may meet
FONTS = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../assets/fonts/NotoSansCJKkr-Regular.otf")]
LINE = 1.2


# ---------------------------------------------------------------- package

class Package:
    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.parts = {n.lstrip("/"): archive.read(n) for n in archive.namelist() if not n.endswith("/")}
        self.cache, self.pictures = {}, {}

    def xml(self, path):
        if path not in self.cache:
            data = self.parts[path]
            if b"purl.oclc.org" in data[:4000]:
                text = data.decode("utf-8-sig")
                for old, new in STRICT:
                    text = text.replace(old, new)
                data = text.encode()
            self.cache[path] = ET.fromstring(data)
        return self.cache[path]

    def links(self, path):
        """{id: (kind, target)} of what a part refers to inside the package."""
        folder, name = posixpath.split(path)
        where = posixpath.join(folder, "_rels", name + ".rels") if path else "_rels/.rels"
        if where not in self.parts:
            return {}
        found = {}
        for node in self.xml(where):
            if node.get("TargetMode") == "External":
                continue
            target = node.get("Target")
            target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[node.get("Id")] = (node.get("Type").rpartition("/")[2], target)
        return found

    def one(self, path, kind):
        return next((t for k, t in self.links(path).values() if k == kind), None)


def slide_paths(package):
    main = package.one("", "officeDocument")
    root, links = package.xml(main), package.links(main)
    return [links[s.get(R + "id")][1] for s in root.iterfind(f"{P}sldIdLst/{P}sldId") if s.get(R + "id") in links]


# ---------------------------------------------------------------- colours

def linear(value):
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def gamma(value):
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def luminance(color):
    return sum(k * linear(c / 255) for k, c in zip((0.2126, 0.7152, 0.0722), color))


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def blend(over, alpha, under):
    return tuple(a * alpha + b * (1 - alpha) for a, b in zip(over, under))


def clamp(value):
    return min(max(value, 0.0), 1.0)


class Colors:
    """The colours of a theme through a colour map."""

    def __init__(self, theme, mapping):
        scheme = theme.find(f"{A}themeElements/{A}clrScheme")
        self.theme = {node.tag[len(A):]: node[0] for node in scheme if len(node)}
        self.mapping, self.theme_root = mapping, theme

    def named(self, name, ph):
        if name == "phClr":
            return ph or ((0, 0, 0), 1.0)
        node = self.theme.get(self.mapping.get(name, name))
        return self.of(node) if node is not None else ((0, 0, 0), 1.0)

    def of(self, node, ph=None):
        """(red, green, blue), alpha of a colour element."""
        tag, alpha = node.tag[len(A):], 1.0
        if tag == "srgbClr":
            text = node.get("val")
            rgb = tuple(int(text[i:i + 2], 16) for i in (0, 2, 4))
        elif tag == "sysClr":
            text = node.get("lastClr") or {"window": "FFFFFF"}.get(node.get("val"), "000000")
            rgb = tuple(int(text[i:i + 2], 16) for i in (0, 2, 4))
        elif tag == "schemeClr":
            rgb, alpha = self.named(node.get("val"), ph)
        elif tag == "prstClr":
            name = node.get("val")
            for short, long in (("dk", "dark"), ("lt", "light"), ("med", "medium")):
                if name.startswith(short) and name[len(short):len(short) + 1].isupper():
                    name = long + name[len(short):]
            try:
                rgb = ImageColor.getrgb(name.lower())
            except ValueError:
                rgb = (128, 128, 128)
        elif tag == "scrgbClr":
            rgb = tuple(255 * gamma(clamp(percent(node.get(k)))) for k in "rgb")
        elif tag == "hslClr":
            h, s, l = int(node.get("hue")) / 21600000, percent(node.get("sat")), percent(node.get("lum"))
            rgb = tuple(255 * c for c in colorsys.hls_to_rgb(h, l, s))
        else:
            return (0, 0, 0), 1.0
        for change in node:
            name, value = change.tag[len(A):], change.get("val")
            if name in ("lumMod", "lumOff", "satMod", "satOff", "hueMod", "hueOff", "lum", "sat", "hue"):
                h, l, s = colorsys.rgb_to_hls(*(clamp(c / 255) for c in rgb))
                if name.startswith("hue"):
                    step = int(value) / (100000 if name == "hueMod" else 21600000)
                    h = h * step if name == "hueMod" else (h + step if name == "hueOff" else step)
                    h %= 1.0
                else:
                    amount = percent(value)
                    if name.startswith("lum"):
                        l = clamp(l * amount if name == "lumMod" else (l + amount if name == "lumOff" else amount))
                    else:
                        s = clamp(s * amount if name == "satMod" else (s + amount if name == "satOff" else amount))
                rgb = tuple(255 * c for c in colorsys.hls_to_rgb(h, l, s))
            elif name in ("tint", "shade"):
                amount = percent(value)
                rgb = tuple(255 * gamma(clamp(linear(c / 255) * amount + (1 - amount if name == "tint" else 0))) for c in rgb)
            elif name == "alpha":
                alpha = percent(value)
            elif name == "alphaMod":
                alpha *= percent(value)
            elif name == "inv":
                rgb = tuple(255 * gamma(1 - linear(c / 255)) for c in rgb)
            elif name == "gray":
                rgb = (255 * gamma(luminance(rgb)),) * 3
        return rgb, alpha

    def first(self, parent, ph=None):
        return self.of(parent[0], ph) if parent is not None and len(parent) else None


def percent(text):
    text = text or "0"
    return float(text[:-1]) / 100 if text.endswith("%") else float(text) / 100000


FILLS = [A + name for name in ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")]


class Fill:
    """What fills something: one colour (the mean of a gradient or picture), how much it covers, and a picture."""

    def __init__(self, rgb, alpha, image=None, is_mean=False):
        self.rgb, self.alpha, self.image, self.is_mean = rgb, alpha, image, is_mean


def fill_of(node, colors, package, part, ph=None, of_group=None):
    """The fill that an element is, or None where it is no fill at all."""
    tag = node.tag.rpartition("}")[2]
    if tag == "noFill":
        return Fill((255, 255, 255), 0.0)
    if tag == "grpFill":
        return of_group
    if tag == "solidFill":
        found = colors.first(node, ph)
        return Fill(*found) if found else None
    if tag == "pattFill":
        fore, back = colors.first(node.find(A + "fgClr"), ph), colors.first(node.find(A + "bgClr"), ph)
        if not fore or not back:
            return None
        return Fill(blend(fore[0], 0.4, back[0]), max(fore[1], back[1]), None, True)
    if tag == "gradFill":
        stops = [(percent(s.get("pos")), *colors.of(s[0], ph)) for s in node.iterfind(f"{A}gsLst/{A}gs") if len(s)]
        if not stops:
            return None
        stops.sort(key=lambda stop: stop[0])
        stops = [(0.0, *stops[0][1:])] + stops + [(1.0, *stops[-1][1:])]
        rgb, alpha = [0.0, 0.0, 0.0], 0.0
        for one, two in zip(stops, stops[1:]):
            part_of = (two[0] - one[0])
            rgb = [r + part_of * (a + b) / 2 for r, a, b in zip(rgb, one[1], two[1])]
            alpha += part_of * (one[2] + two[2]) / 2
        return Fill(tuple(rgb), alpha, None, True)
    if tag == "blipFill":
        blip = node.find(A + "blip")
        link = blip.get(R + "embed") if blip is not None else None
        target = package.links(part).get(link, (None, None))[1]
        image = picture(package, target)
        fix = blip.find(A + "alphaModFix") if blip is not None else None
        alpha = percent(fix.get("amt", "100000")) if fix is not None else 1.0
        if image is None:
            return Fill(None, alpha)
        tiny = image.resize((1, 1), Image.BOX).convert("RGBA").getpixel((0, 0))
        return Fill(tiny[:3], alpha * tiny[3] / 255, image, True)
    return None


def picture(package, target):
    PICTURES = package.pictures
    if target not in PICTURES:
        try:
            image = Image.open(io.BytesIO(package.parts[target]))
            image.load()
            image = image.convert("RGBA")
            image.thumbnail((160, 160), Image.BOX)
            PICTURES[target] = image
        except Exception:  # A vector or unknown picture has no mean here.
            PICTURES[target] = None
    return PICTURES[target]


# ---------------------------------------------------------------- shapes

class Box:
    def __init__(self, left, top, right, bottom):
        self.left, self.top, self.right, self.bottom = left, top, right, bottom

    @property
    def width(self):
        return self.right - self.left

    @property
    def height(self):
        return self.bottom - self.top

    @property
    def area(self):
        return max(self.width, 0) * max(self.height, 0)

    def meet(self, other):
        return Box(max(self.left, other.left), max(self.top, other.top), min(self.right, other.right),
                   min(self.bottom, other.bottom))

    def join(self, other):
        return Box(min(self.left, other.left), min(self.top, other.top), max(self.right, other.right),
                   max(self.bottom, other.bottom))

    def meets(self, other, by=TOUCH):
        both = self.meet(other)
        return both.width > by and both.height > by

    def holds(self, other, by=TOUCH):
        return (self.left - by <= other.left and self.top - by <= other.top and self.right + by >= other.right
                and self.bottom + by >= other.bottom)

    def said(self):
        return [round(v, 1) for v in (self.left, self.top, self.right, self.bottom)]


def points(node, name, scale=12700):
    return float(node.get(name)) / scale


def xfrm_of(properties):
    """Left, top, width, height, degrees from an element's own a:xfrm or p:xfrm."""
    if properties is None:
        return None
    place = properties if properties.tag in (A + "xfrm", P + "xfrm") else properties.find(A + "xfrm")
    if place is None:
        return None
    off, ext = place.find(A + "off"), place.find(A + "ext")
    if off is None or ext is None:
        return None
    return (points(off, "x"), points(off, "y"), points(ext, "cx"), points(ext, "cy"), int(place.get("rot", 0)) / 60000)


def ph_of(shape):
    for names in (f"{P}nvSpPr", f"{P}nvPicPr", f"{P}nvGraphicFramePr"):
        found = shape.find(f"{names}/{P}nvPr/{P}ph")
        if found is not None:
            return found
    return None


def kind_of(ph):
    return ph.get("type", "obj")


TITLES = ("title", "ctrTitle")


def same_place(ph, parent, is_master):
    """The place of a layout or master that a place belongs to."""
    candidates = [s for s in parent.iter() if s.tag in (P + "sp", P + "pic", P + "graphicFrame") and ph_of(s) is not None]
    kind = kind_of(ph)
    if not is_master:
        if kind in TITLES:
            return next((s for s in candidates if kind_of(ph_of(s)) in TITLES), None)
        index = ph.get("idx", "0")
        by_index = [s for s in candidates if ph_of(s).get("idx", "0") == index and kind_of(ph_of(s)) not in TITLES]
        if by_index:
            return by_index[0]
        return next((s for s in candidates if kind_of(ph_of(s)) == kind and kind != "obj"), None)
    wanted = {"ctrTitle": "title", "title": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}.get(kind, "body")
    return next((s for s in candidates if kind_of(ph_of(s)) == wanted), None)


class Thing:
    """One shape that is drawn: on a slide, layout or master, groups taken apart."""

    def __init__(self, node, box, turn, fill, level, part, name):
        self.node, self.box, self.turn, self.fill, self.level, self.part, self.name = node, box, turn, fill, level, part, name
        self.has_line, self.text, self.kind, self.path = False, None, "shape", None
        self.chart = None

    def covers(self, x, y):
        if self.turn % 180:
            angle = -math.radians(self.turn)
            cx, cy = (self.box.left + self.box.right) / 2, (self.box.top + self.box.bottom) / 2
            dx, dy = x - cx, y - cy
            x, y = cx + dx * math.cos(angle) - dy * math.sin(angle), cy + dx * math.sin(angle) + dy * math.cos(angle)
        box = self.box
        if not (box.left <= x <= box.right and box.top <= y <= box.bottom):
            return False
        if self.path == "ellipse":
            rx, ry = max(box.width / 2, 1e-6), max(box.height / 2, 1e-6)
            return ((x - box.left - rx) / rx) ** 2 + ((y - box.top - ry) / ry) ** 2 <= 1
        if isinstance(self.path, list):
            return inside((x - box.left) / max(box.width, 1e-6), (y - box.top) / max(box.height, 1e-6), self.path)
        return True

    def bounds(self):
        if not self.turn % 180:
            return self.box
        angle = math.radians(self.turn)
        cx, cy = (self.box.left + self.box.right) / 2, (self.box.top + self.box.bottom) / 2
        w = abs(self.box.width * math.cos(angle)) + abs(self.box.height * math.sin(angle))
        h = abs(self.box.width * math.sin(angle)) + abs(self.box.height * math.cos(angle))
        return Box(cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2)


def inside(x, y, rings):
    odd = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                odd = not odd
    return odd


def path_of(properties):
    preset = properties.find(A + "prstGeom") if properties is not None else None
    if preset is not None:
        return preset.get("prst")
    custom = properties.find(A + "custGeom") if properties is not None else None
    if custom is None:
        return "rect"
    rings = []
    for path in custom.iterfind(f"{A}pathLst/{A}path"):
        w, h = float(path.get("w") or 1) or 1, float(path.get("h") or 1) or 1
        if path.get("fill") == "none":
            continue
        ring = []
        for step in path:
            ends = step.findall(A + "pt")
            if step.tag == A + "moveTo" and ring:
                rings.append(ring)
                ring = []
            if ends:
                try:
                    ring.append((float(ends[-1].get("x")) / w, float(ends[-1].get("y")) / h))
                except ValueError:  # A guide by name.
                    return "rect"
        if ring:
            rings.append(ring)
    return rings or "rect"


class Level:
    """A slide, a layout or a master as a part with its shapes."""

    def __init__(self, package, path, name):
        self.package, self.path, self.name, self.root = package, path, name, package.xml(path)


class Slide:
    def __init__(self, package, path):
        self.package = package
        self.main = package.xml(package.one("", "officeDocument"))
        size = self.main.find(P + "sldSz")
        self.size = Box(0, 0, points(size, "cx"), points(size, "cy"))
        self.slide = Level(package, path, "slide")
        self.layout = Level(package, package.one(path, "slideLayout"), "layout")
        self.master = Level(package, package.one(self.layout.path, "slideMaster"), "master")
        mapping = None
        for level in (self.slide, self.layout):
            override = level.root.find(f"{P}clrMapOvr/{A}overrideClrMapping")
            if override is not None and mapping is None:
                mapping = dict(override.attrib)
        theme = package.xml(package.one(self.master.path, "theme"))
        override = package.one(self.layout.path, "themeOverride") or package.one(path, "themeOverride")
        self.colors = Colors(theme, mapping or dict(self.master.root.find(P + "clrMap").attrib))
        if override:
            scheme = package.xml(override).find(A + "clrScheme")
            if scheme is not None:
                self.colors.theme.update({node.tag[len(A):]: node[0] for node in scheme if len(node)})
        self.ground = self.background()
        self.things = []
        shows = self.slide.root.get("showMasterSp", "1") not in ("0", "false")
        layout_shows = self.layout.root.get("showMasterSp", "1") not in ("0", "false")
        if shows and layout_shows:
            self.gather(self.master)
        if shows:
            self.gather(self.layout)
        self.tops = []
        self.gather(self.slide)

    def background(self):
        for level in (self.slide, self.layout, self.master):
            ground = level.root.find(f"{P}cSld/{P}bg")
            if ground is None:
                continue
            properties, reference = ground.find(P + "bgPr"), ground.find(P + "bgRef")
            fill = None
            if properties is not None:
                fill = self.fill_in(properties, level.path)
            elif reference is not None:
                fill = self.theme_fill(int(reference.get("idx", 0)), self.colors.first(reference))
            if fill is not None and fill.rgb is not None:
                # Nothing shows through a slide but white.
                return Fill(blend(fill.rgb, fill.alpha, (255, 255, 255)), 1.0, fill.image, fill.is_mean)
            if fill is not None:
                return fill
        return Fill((255, 255, 255), 1.0)

    def theme_fill(self, index, ph):
        lists = self.colors.theme_root.find(f"{A}themeElements/{A}fmtScheme")
        if index in (0, 1000) or lists is None:
            return None
        chosen = lists.find(A + ("bgFillStyleLst" if index > 1000 else "fillStyleLst"))
        at = (index - 1001) if index > 1000 else (index - 1)
        if chosen is None or at >= len(chosen):
            return None
        theme_path = self.package.one(self.master.path, "theme")
        return fill_of(chosen[at], self.colors, self.package, theme_path, ph)

    def fill_in(self, parent, part, of_group=None):
        node = next((child for child in parent if child.tag in FILLS), None)
        return fill_of(node, self.colors, self.package, part, None, of_group) if node is not None else None

    # ------------------------------------------------------------ gathering

    def gather(self, level):
        for node in alternatives(level.root.find(f"{P}cSld/{P}spTree")):
            if level.name != "slide" and ph_of(node) is not None:
                continue
            if hidden(node):
                continue
            found = []
            self.take(node, level, (1.0, 1.0, 0.0, 0.0), None, found)
            self.things.extend(found)
            if level.name == "slide" and found:
                self.tops.append((node, found))

    def take(self, node, level, frame, group_fill, found):
        tag = node.tag[len(P):] if node.tag.startswith(P) else ""
        if tag == "grpSp":
            properties = node.find(P + "grpSpPr")
            place = xfrm_of(properties)
            fill = self.fill_in(properties, level.path, group_fill) or group_fill
            inner = frame
            if place:
                xfrm = properties.find(A + "xfrm")
                start, span = xfrm.find(A + "chOff"), xfrm.find(A + "chExt")
                if start is not None and span is not None:
                    sx = place[2] / points(span, "cx") if points(span, "cx") else 1.0
                    sy = place[3] / points(span, "cy") if points(span, "cy") else 1.0
                    fx, fy, dx, dy = frame
                    inner = (fx * sx, fy * sy, dx + fx * (place[0] - points(start, "x") * sx),
                             dy + fy * (place[1] - points(start, "y") * sy))
            for child in alternatives(node):
                if not hidden(child):
                    self.take(child, level, inner, fill, found)
            return
        if tag not in ("sp", "pic", "cxnSp", "graphicFrame", "contentPart"):
            return
        ph = ph_of(node)
        properties = node.find(P + "spPr")
        place = xfrm_of(node.find(P + "xfrm")) if tag == "graphicFrame" else xfrm_of(properties)
        chain = self.chain(node, level)
        orphan = False
        if place is None:
            for ancestor, _ in chain[1:]:
                place = xfrm_of(ancestor.find(P + "spPr"))
                if place:
                    break
        if ph is not None and level.name == "slide":
            orphan = len(chain) < 2 and xfrm_of(properties) is None and tag != "graphicFrame"
            orphan = orphan or (len(chain) >= 2 and chain[1][1].name == "master" and xfrm_of(properties) is None)
        name_node = next((n for n in node.iter(P + "cNvPr")), None)
        name = name_node.get("name", "") if name_node is not None else ""
        if place is None:
            place = (0, 0, 0, 0, 0)
            orphan = True
        fx, fy, dx, dy = frame
        left, top = dx + fx * place[0], dy + fy * place[1]
        box = Box(left, top, left + fx * place[2], top + fy * place[3])
        fill = None
        for ancestor, of in chain:
            own = ancestor.find(P + "spPr")
            if own is not None:
                fill = self.fill_in(own, of.path, group_fill)
            if fill is None:
                reference = ancestor.find(f"{P}style/{A}fillRef")
                if reference is not None and int(reference.get("idx", 0)):
                    fill = self.theme_fill(int(reference.get("idx")), self.colors.first(reference))
            if fill is not None:
                break
        thing = Thing(node, box, place[4], fill, level, level.path, name)
        thing.orphan, thing.chain, thing.ph = orphan, chain, ph
        thing.path = path_of(properties)
        line = properties.find(A + "ln") if properties is not None else None
        thing.has_line = line is not None and line.find(A + "noFill") is None and len(line) > 0
        if line is None and node.find(f"{P}style/{A}lnRef") is not None:
            thing.has_line = node.find(f"{P}style/{A}lnRef").get("idx") != "0"
        if tag == "pic":
            thing.kind = "picture"
            thing.fill = fill_of(node.find(P + "blipFill"), self.colors, self.package, level.path)
        elif tag == "cxnSp":
            thing.kind = "line"
        elif tag == "graphicFrame":
            thing.kind = "table" if node.find(f".//{A}tbl") is not None else "chart" if node.find(f".//{C}chart") is not None else "frame"
            if thing.kind == "chart":
                link = node.find(f".//{C}chart").get(R + "id")
                thing.chart = self.package.links(level.path).get(link, (None, None))[1]
                thing.fill = self.chart_fill(thing.chart)
        body = node.find(P + "txBody")
        if body is not None and "".join(body.itertext()).strip():
            thing.text = Text(self, thing, body, abs(fy))
        found.append(thing)

    def chart_fill(self, path):
        if not path or path not in self.package.parts:
            return None
        properties = self.package.xml(path).find(C + "spPr")
        return self.fill_in(properties, path) if properties is not None else None

    def chain(self, node, level):
        """The shape and those it takes its looks from, nearest first."""
        chain, ph = [(node, level)], ph_of(node)
        if ph is None:
            return chain
        if level.name == "slide":
            found = same_place(ph, self.layout.root, False)
            if found is not None:
                chain.append((found, self.layout))
                ph = ph_of(found)
        if level.name != "master":
            found = same_place(ph, self.master.root, True)
            if found is not None:
                chain.append((found, self.master))
        return chain

    def is_on_own(self, x, y, below):
        """Whether what stands under a point is a shape of the slide itself, such as a bar."""
        for thing in reversed(below):
            if thing.fill is not None and thing.fill.alpha >= 0.5 and thing.kind != "line" and thing.covers(x, y):
                return thing.level.name == "slide"
        return False

    def picture_at(self, x, y, below):
        """The colour of a picture at a point, where a picture is what stands there."""
        for thing in reversed(below):
            if thing.fill is None or thing.fill.alpha < 0.5 or thing.kind == "line" or not thing.covers(x, y):
                continue
            return pixel(thing.fill.image, thing.box, x, y) if thing.level.name != "slide" else None
        return pixel(self.ground.image, self.size, x, y)

    def ground_at(self, x, y, below):
        """The colour at a point under a thing; nothing where it is unknown."""
        layers = []
        for thing in reversed(below):
            fill = thing.fill
            if fill is None or fill.alpha < 0.02 or thing.kind == "line" or not thing.covers(x, y):
                continue
            if fill.rgb is None:
                return None
            layers.append(fill)
            if fill.alpha > 0.98:
                break
        color = self.ground.rgb
        if layers and layers[-1].alpha > 0.98:
            color = layers.pop().rgb
        if color is None:
            return None
        for fill in reversed(layers):
            color = blend(fill.rgb, fill.alpha, color)
        return color


def pixel(image, box, x, y):
    if image is None:
        return None
    u, v = (x - box.left) / max(box.width, 1), (y - box.top) / max(box.height, 1)
    at = (min(max(int(u * image.width), 0), image.width - 1), min(max(int(v * image.height), 0), image.height - 1))
    return image.getpixel(at)[:3]


def alternatives(tree):
    """Children, of an mc:AlternateContent those of its first choice."""
    for node in tree:
        if node.tag == MC + "AlternateContent":
            branch = node.find(MC + "Choice")
            yield from branch if branch is not None else node.find(MC + "Fallback") or []
        else:
            yield node


def hidden(node):
    name = next((n for n in node.iter(P + "cNvPr")), None)
    return name is not None and name.get("hidden") in ("1", "true")


# ---------------------------------------------------------------- text

LOADED = {}


def font(bold):
    if bold not in LOADED:
        paths = [p.replace("Gothic.ttf", "GothicBold.ttf").replace("-Regular", "-Bold") for p in FONTS] if bold else FONTS
        path = next((p for p in paths if os.path.exists(p)), None)
        if path is None:
            sys.exit("no font found in assets/fonts")
        LOADED[bold] = ImageFont.truetype(path, 100)
    return LOADED[bold]


def width_of(text, size, bold):
    # Malgun Gothic and what stands in for it may be a little wider than Noto Sans.
    return 1.03 * font(bold).getlength(text) * size / 100


class Run:
    def __init__(self, text, size, bold, color, node, is_own_size):
        self.text, self.size, self.bold, self.color, self.node, self.is_own_size = text, size, bold, color, node, is_own_size


class Text:
    """The paragraphs of a shape: sizes, colours, and the room they take."""

    def __init__(self, slide, thing, body, scale):
        self.slide, self.thing, self.scale = slide, thing, 1.0
        self.bodies = [b for b in (a.find(P + "txBody") for a, _ in thing.chain) if b is not None]
        self.paragraphs, self.inherited = [], set()
        self.fit = self.body_child("normAutofit")
        self.font_scale = percent(self.fit.get("fontScale", "100000")) if self.fit is not None else 1.0
        self.line_less = percent(self.fit.get("lnSpcReduction", "0")) if self.fit is not None else 0.0
        for paragraph in body.iterfind(A + "p"):
            self.add(paragraph)
        self.lay_out()

    def body_attribute(self, name, default):
        for body in self.bodies:
            properties = body.find(A + "bodyPr")
            if properties is not None and properties.get(name) is not None:
                return properties.get(name)
        return default

    def body_child(self, name):
        fits = [A + n for n in ("normAutofit", "noAutofit", "spAutoFit")]
        for body in self.bodies:
            properties = body.find(A + "bodyPr")
            found = next((c for c in properties if c.tag in fits), None) if properties is not None else None
            if found is not None:
                return found if found.tag == A + name else None
        return None

    def styles(self, level):
        """Properties of paragraphs of a level, nearest first."""
        tag, found = f"{A}lvl{level + 1}pPr", []
        lists = [body.find(A + "lstStyle") for body in self.bodies]
        ph = self.thing.ph
        styles = self.slide.master.root.find(P + "txStyles")
        if ph is not None and styles is not None:
            kind = kind_of(ph)
            name = "titleStyle" if kind in TITLES else "otherStyle" if kind in ("dt", "ftr", "sldNum") else "bodyStyle"
            lists.append(styles.find(P + name))
        elif ph is None:
            defaults = self.slide.colors.theme_root.find(f"{A}objectDefaults/{A}txDef/{A}lstStyle")
            if self.thing.node.find(f"{P}nvSpPr/{P}cNvSpPr") is not None and \
                    self.thing.node.find(f"{P}nvSpPr/{P}cNvSpPr").get("txBox") in ("1", "true"):
                lists.append(defaults)
        lists.append(self.slide.main.find(P + "defaultTextStyle"))
        for one in lists:
            node = one.find(tag) if one is not None else None
            if node is not None:
                found.append(node)
        return found

    def add(self, paragraph):
        own = paragraph.find(A + "pPr")
        level = int(own.get("lvl", 0)) if own is not None else 0
        above = self.styles(level)
        styles = ([own] if own is not None else []) + above

        def setting(name, default):
            return next((s.get(name) for s in styles if s.get(name) is not None), default)

        def child(name):
            return next((s.find(A + name) for s in styles if s.find(A + name) is not None), None)
        defaults = [s.find(A + "defRPr") for s in above if s.find(A + "defRPr") is not None]
        runs = []
        for node in paragraph:
            if node.tag not in (A + "r", A + "fld", A + "br"):
                continue
            if node.tag == A + "br":
                runs.append(Run("\n", runs[-1].size if runs else 12, False, None, node, False))
                continue
            properties = [node.find(A + "rPr")] if node.find(A + "rPr") is not None else []
            chain = properties + defaults
            size = next((p.get("sz") for p in chain if p.get("sz")), "1800")
            bold = next((p.get("b") for p in chain if p.get("b")), "0") in ("1", "true")
            caps = next((p.get("cap") for p in chain if p.get("cap")), "none")
            color = None
            for p in chain:
                fill = self.slide.fill_in(p, self.thing.part)
                if fill is not None:
                    color = fill
                    break
            reference = self.thing.node.find(f"{P}style/{A}fontRef")
            if reference is not None and len(reference) and not (properties and self.slide.fill_in(properties[0], self.thing.part)):
                color = Fill(*self.slide.colors.first(reference))
            if color is None:
                color = Fill(*self.slide.colors.named("tx1", None))
            text = "".join(node.find(A + "t").itertext()) if node.find(A + "t") is not None else ""
            if caps == "all":
                text = text.upper()
            is_own = bool(properties and properties[0].get("sz"))
            runs.append(Run(text, float(size) / 100 * self.font_scale * self.scale, bold, color, node, is_own))
        spacing, before, after = child("lnSpc"), child("spcBef"), child("spcAft")
        self.note_inherited(own, above, defaults, runs)
        self.paragraphs.append({
            "runs": runs, "align": setting("algn", "l"), "left": float(setting("marL", 0)) / 12700,
            "indent": float(setting("indent", 0)) / 12700, "line": spacing, "before": before, "after": after,
            "end": paragraph.find(A + "endParaRPr")})

    def note_inherited(self, own, above, defaults, runs):
        """Looks that a box of one's own takes from the presentation's defaults without asking."""
        if self.thing.ph is not None:
            return
        own = own if own is not None else {}
        for name, plain in (("algn", ("l", None)), ("rtl", ("0", "false", None)), ("indent", ("0", None)),
                            ("marL", ("0", None))):
            value = next((s.get(name) for s in above if s.get(name) is not None), None)
            if own.get(name) is None and value not in plain:
                self.inherited.add(f"{name}={value}")
        for name in ("spcBef", "spcAft"):
            mine = own.find(A + name) if len(own) else None
            value = next((s.find(A + name) for s in above if s.find(A + name) is not None), None)
            if mine is None and value is not None and len(value) and value[0].get("val") not in ("0", "0%"):
                self.inherited.add(f"{name}={value[0].get('val')}")
        if any(s.find(A + "buChar") is not None for s in above[:1]) and (not len(own) or own.find(A + "buNone") is None):
            self.inherited.add("bullets")
        for run in runs:
            properties = run.node.find(A + "rPr")
            for name, plain in (("i", ("0", "false", None)), ("u", ("none", None)), ("cap", ("none", None)),
                                ("strike", ("noStrike", None)), ("spc", ("0", None)), ("baseline", ("0", None))):
                value = next((d.get(name) for d in defaults if d.get(name) is not None), None)
                if (properties is None or properties.get(name) is None) and value not in plain:
                    self.inherited.add(f"{name}={value}")

    def space(self, node, size, default):
        if node is None or not len(node):
            return default
        value = node[0].get("val")
        return percent(value) * size if node[0].tag == A + "spcPct" else float(value) / 100

    def lay_out(self):
        box = self.thing.box
        vertical = self.body_attribute("vert", "horz")
        left, top, right, bottom = (float(self.body_attribute(n, d)) / 12700 for n, d in
                                    (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720)))
        is_upright = vertical in ("eaVert", "vert", "vert270", "wordArtVert", "mongolianVert")
        self.inner = Box(box.left + left, box.top + top, box.right - right, box.bottom - bottom)
        room, tall = (self.inner.height, self.inner.width) if is_upright else (self.inner.width, self.inner.height)
        wraps = self.body_attribute("wrap", "square") != "none"
        lines, y, self.widest_word = [], 0.0, 0.0
        for number, paragraph in enumerate(self.paragraphs):
            size = max([r.size for r in paragraph["runs"] if r.text.strip()] or [12.0])
            if number:
                y += self.space(paragraph["before"], size * LINE, 0.0)
            hang = paragraph["left"]
            for width, height in self.break_lines(paragraph, room - hang if wraps else math.inf):
                step = self.space(paragraph["line"], height * LINE, height * LINE)
                step -= self.line_less * height * LINE
                lines.append((hang, y, width, step, paragraph["align"]))
                y += step
            y += self.space(paragraph["after"], size * LINE, 0.0) if number < len(self.paragraphs) - 1 else 0.0
        self.needed, self.room, self.tall, self.line_count = y, room, tall, len(lines)
        anchor = self.body_attribute("anchor", "t")
        start = {"ctr": (tall - y) / 2, "b": tall - y}.get(anchor, 0.0)
        boxes = []
        for hang, at, width, step, align in lines:
            x = {"ctr": (room - width) / 2, "r": room - width, "dist": 0, "just": 0}.get(align, hang) if wraps else \
                {"ctr": (room - width) / 2, "r": room - width}.get(align, 0.0)
            if is_upright:
                boxes.append(Box(self.inner.right - start - at - step, self.inner.top + x, self.inner.right - start - at,
                                 self.inner.top + x + width))
            else:
                boxes.append(Box(self.inner.left + x, self.inner.top + start + at, self.inner.left + x + width,
                                 self.inner.top + start + at + step))
        boxes = [b for b in boxes if b.area > 0]
        self.lines = boxes
        extent = None
        for one in boxes:
            extent = one if extent is None else extent.join(one)
        self.extent = extent or Box(self.inner.left, self.inner.top, self.inner.left, self.inner.top)

    def break_lines(self, paragraph, room):
        """(width, size of type) of each line."""
        words = []
        for run in paragraph["runs"]:
            for piece in re.findall(r"\n|[^\s\-–/]*[\-–/]|[^\s\-–/]+|\s+", run.text):
                words.append((piece, run))
        lines, width, height = [], 0.0, 0.0
        for word, run in words:
            if word == "\n":
                lines.append((width, height or run.size))
                width, height = 0.0, 0.0
                continue
            w = width_of(word, run.size, run.bold)
            if word.strip():
                self.widest_word = max(self.widest_word, w)
            if width and width + (0 if word.isspace() else w) > room + 0.5:
                lines.append((width, height))
                width, height = 0.0, 0.0
            if word.isspace() and not width:
                continue
            width, height = width + w, max(height, run.size)
            while width > room + 0.5 and room > 10:  # A word longer than the line is broken.
                lines.append((room, height))
                width -= room
        if width or not lines:
            size = height or max([r.size for r in paragraph["runs"]] or [12.0])
            lines.append((width, size))
        return lines

    def words(self):
        return " ".join("".join(r.text for r in p["runs"]) for p in self.paragraphs).strip()


# ---------------------------------------------------------------- judging

class Judge:
    def __init__(self, slide, masters_of_template, used, first_slide):
        self.used = used
        self.slide, self.faults, self.notes, self.inherited = slide, [], [], {}
        self.masters_of_template, self.first_slide = masters_of_template, first_slide

    def fault(self, kind, text, **more):
        self.faults.append({"kind": kind, "text": text, **more})

    def note(self, kind, text, **more):
        self.notes.append({"kind": kind, "text": text, **more})

    def judge(self):
        objects = [self.object_of(node, things) for node, things in self.slide.tops]
        objects = [o for o in objects if o]
        self.places(objects)
        self.overlaps(objects)
        self.outside(objects)
        self.decoration(objects)
        self.title(objects)
        self.sizes_and_contrast()
        scale = min(self.slide.size.width / 960, self.slide.size.height / 540)
        if scale > 1.2:
            self.note("large-slide", f"the slide is {scale:.1f} times 13.3 x 7.5 in: 12 points look like {12 / scale:.0f}")
        self.inherited_looks()
        self.overflow(objects)
        self.charts()
        self.layout_kind(objects)
        return self

    def object_of(self, node, things):
        """A thing as a person sees it: its name, what it is, and the room that it takes."""
        name = next((n.get("name", "") for n in node.iter(P + "cNvPr")), "")
        if node.tag == P + "grpSp":
            parts = [t.text.extent if t.text and not t.fill and not t.has_line else t.bounds() for t in things]
            extent = None
            for part, thing in zip(parts, things):
                part = turned(thing, part)
                extent = part if extent is None else extent.join(part)
            return {"name": name, "kind": "group", "extent": extent, "things": things}
        thing = things[0]
        ph = thing.ph
        kind = thing.kind
        if ph is not None and kind_of(ph) in TITLES or (kind == "shape" and thing.text and name.lower() in ("title", "제목")):
            kind = "title"
        elif thing.text and kind == "shape":
            kind = "text"
        if kind in ("title", "text") and thing.text:
            visible = thing.fill is not None and thing.fill.alpha > 0.05
            extent = thing.bounds() if visible else thing.text.extent
        elif ph is not None and not thing.text and kind in ("shape", "title"):
            self.note("empty-place", f"{name}: a place without text")
            return None
        else:
            extent = thing.bounds()
        return {"name": name, "kind": kind, "extent": extent, "things": things}

    def places(self, objects):
        for each in objects:
            thing = each["things"][0]
            if thing.ph is not None and thing.orphan:
                where = "has a place of this kind only on the master" if len(thing.chain) > 1 else "has no such place"
                self.fault("no-place", f"{each['name']}: a placeholder without a box of its own, and the layout {where}")

    def overlaps(self, objects):
        for at, one in enumerate(objects):
            for two in objects[at + 1:]:
                # Words beside a chart belong to it, and stand where its own labels end.
                if {one["kind"], two["kind"]} == {"chart", "group"} and "Labels" in (one["name"], two["name"]):
                    continue
                # A panel that the rest stands on is ground.
                if is_panel(one) and one["things"][0].bounds().holds(two["extent"]):
                    continue
                if one["extent"].meets(two["extent"]) and really_meet(one, two):
                    self.fault("overlap", f"{one['kind']} “{one['name']}” and {two['kind']} “{two['name']}”",
                               boxes=[one["extent"].said(), two["extent"].said()])

    def outside(self, objects):
        for each in objects:
            if not self.slide.size.holds(each["extent"], 1.0):
                self.fault("outside", f"{each['kind']} “{each['name']}”", box=each["extent"].said(),
                           slide=self.slide.size.said())
            if each["kind"] in ("chart", "group", "picture", "table") and \
                    (each["extent"].width < 1 or each["extent"].height < 1) and each["name"] != "Labels":
                self.fault("no-room", f"{each['kind']} “{each['name']}” has no size", box=each["extent"].said())

    def decoration(self, objects):
        behind = [t for t in self.slide.things if t.level.name != "slide"]
        for thing in behind:
            bounds = thing.bounds().meet(self.slide.size)
            if bounds.width <= 0 and bounds.height <= 0:
                continue
            # What covers the slide is its ground; what is nearly clear is a watermark.
            is_ground = bounds.area > 0.85 * self.slide.size.area
            filled = thing.fill is not None and thing.fill.alpha >= 0.35
            whose = f"{thing.level.name}'s “{thing.name}”"
            for each in objects:
                extent = each["extent"]
                first = each["things"][0]
                # Where the template puts a place over its own decoration, one line of text in it is its own doing.
                if (first.ph is not None and xfrm_of(first.node.find(P + "spPr")) is None and first.text
                        and first.text.line_count < 2):
                    continue
                if thing.text and extent.meets(thing.text.extent):
                    self.fault("over-decoration", f"{each['kind']} “{each['name']}” over the text of the {whose}",
                               boxes=[extent.said(), thing.text.extent.said()])
                    continue
                if is_ground:
                    continue
                if thing.kind == "picture" or thing.kind in ("chart", "table"):
                    if filled and extent.meets(bounds):
                        self.fault("over-decoration", f"{each['kind']} “{each['name']}” over the picture {whose}",
                                   boxes=[extent.said(), bounds.said()])
                    continue
                is_thin = min(bounds.width, bounds.height) < 6 or thing.kind == "line"
                if is_thin and (filled or thing.has_line):
                    inner = Box(extent.left + TOUCH, extent.top + TOUCH, extent.right - TOUCH, extent.bottom - TOUCH)
                    crosses = (bounds.left <= inner.right and bounds.right >= inner.left and bounds.top <= inner.bottom
                               and bounds.bottom >= inner.top)
                    if crosses and not (thing.turn % 90):
                        self.fault("over-decoration", f"{each['kind']} “{each['name']}” crossed by the line {whose}",
                                   boxes=[extent.said(), bounds.said()])
                    continue
                if filled and extent.meets(bounds) and touches(thing, extent):
                    if not covers_all(thing, extent):
                        self.fault("over-decoration", f"{each['kind']} “{each['name']}” lies half on the {whose}",
                                   boxes=[extent.said(), bounds.said()])
                    elif each["kind"] not in ("title", "text") and bounds.area < 0.3 * self.slide.size.area:
                        self.fault("over-decoration", f"{each['kind']} “{each['name']}” over the {whose}",
                                   boxes=[extent.said(), bounds.said()])
                elif not filled and thing.has_line and thing.path in ("rect", "roundRect") and extent.meets(bounds) \
                        and not bounds.holds(extent):
                    self.fault("over-decoration", f"{each['kind']} “{each['name']}” crosses the frame {whose}",
                               boxes=[extent.said(), bounds.said()])

    def title(self, objects):
        titles = [o for o in objects if o["kind"] == "title"]
        if not titles:
            self.fault("no-title", "the slide has no title")
        for each in titles:
            thing = each["things"][0]
            text = thing.text
            if text is None or thing.box.area <= 0:
                continue
            if text.needed > text.tall * 1.03 + 1:
                self.fault("title-too-long", f"“{text.words()[:60]}” needs {text.needed:.0f} pt in {text.line_count} lines of "
                           f"{text.paragraphs[0]['runs'][0].size:.0f} pt, its box has {text.tall:.0f} x {text.room:.0f}",
                           box=thing.box.said())
            elif text.widest_word > text.room + 1:
                self.fault("title-too-long", f"a word of “{text.words()[:60]}” needs {text.widest_word:.0f} pt, its box has {text.room:.0f}",
                           box=thing.box.said())
            size = min(r.size for p in text.paragraphs for r in p["runs"] if r.text.strip())
            if size < LEAST_TITLE:
                self.note("small-title", f"the title is set in {size:.1f} pt")

    def sizes_and_contrast(self):
        for at, thing in enumerate(self.slide.things):
            if thing.level.name != "slide" or thing.text is None:
                continue
            ph = thing.ph
            if ph is not None and kind_of(ph) in ("dt", "ftr", "sldNum"):
                continue
            least = LEAST_NOTE if thing.name in ("Source", "출처") else LEAST_TEXT
            below = self.slide.things[:at + 1]
            if thing.text.inherited:
                self.inherited.setdefault(frozenset(thing.text.inherited), []).append(thing.name)
            samples = self.samples(thing)
            grounds = [self.slide.ground_at(x, y, below) for x, y in samples]
            known = [g for g in grounds if g is not None]
            spots = [c for c in (self.slide.picture_at(x, y, below[:-1]) for x, y in samples) if c is not None]
            said = set()
            for paragraph in thing.text.paragraphs:
                for run in paragraph["runs"]:
                    if not run.text.strip() or run.color is None:
                        continue
                    if run.size < least - 0.05 and ("size", run.size) not in said:
                        said.add(("size", run.size))
                        self.fault("small-text", f"“{run.text[:40]}” in {run.size:.1f} pt", thing=thing.name)
                    if run.color.rgb is None or not known:
                        continue
                    values = [contrast(blend(run.color.rgb, run.color.alpha, g), g) for g in known]
                    weak = [v for v in values if v < LEAST_CONTRAST - SLACK]
                    on_picture = sum(contrast(run.color.rgb, c) < 3 for c in spots)
                    if on_picture * 5 >= len(samples) and "busy" not in said:
                        said.add("busy")
                        self.note("busy-picture", f"“{run.text[:40]}”: {on_picture} of {len(samples)} spots of the picture "
                                  f"below 3:1", thing=thing.name)
                    local = tuple(sum(c[i] for c in spots) / len(spots) for i in range(3)) if spots else None
                    if local and contrast(run.color.rgb, local) < 3 and "local" not in said:
                        said.add("local")
                        self.fault("contrast-local", f"“{run.text[:40]}” {hexa(run.color.rgb)} on {hexa(local)}, the picture's "
                                   f"mean where it stands: {contrast(run.color.rgb, local):.2f}", thing=thing.name)
                    key = ("contrast", tuple(round(c) for c in run.color.rgb))
                    if len(weak) * 3 >= len(values) and key not in said:
                        said.add(key)
                        worst = min(range(len(values)), key=values.__getitem__)
                        # A word on a bar of its own picture is the picture's matter, not the ground's.
                        is_own = sum(self.slide.is_on_own(x, y, below[:-1]) for x, y in samples) * 2 > len(samples)
                        say = self.note if is_own and values[worst] >= 3 else self.fault
                        say("contrast-in-picture" if is_own else "contrast", f"“{run.text[:40]}” {hexa(run.color.rgb)} on {hexa(known[worst])}: "
                                   f"{values[worst]:.2f}", thing=thing.name)

    def overflow(self, objects):
        for each in objects:
            thing = each["things"][0]
            text = thing.text
            if each["kind"] == "text" and text and thing.box.area > 0 and text.needed > text.tall * 1.08 + 2:
                say = self.fault if thing.ph is not None else self.note
                say("overflow", f"“{text.words()[:50]}” needs {text.needed:.0f} pt, its box has {text.tall:.0f}",
                    thing=thing.name)

    def inherited_looks(self):
        for looks, names in self.inherited.items():
            self.fault("inherited-look", f"{len(names)} boxes of our own (“{names[0]}”) take from the defaults: "
                       f"{', '.join(sorted(looks))}")

    def samples(self, thing):
        text = thing.text
        lines = text.lines or [text.extent]
        found = []
        for line in lines[:12]:
            for part in (0.08, 0.36, 0.64, 0.92):
                found.append((line.left + part * line.width, (line.top + line.bottom) / 2))
        if thing.turn % 360:
            angle = math.radians(thing.turn)
            cx, cy = (thing.box.left + thing.box.right) / 2, (thing.box.top + thing.box.bottom) / 2
            found = [(cx + (x - cx) * math.cos(angle) - (y - cy) * math.sin(angle),
                      cy + (x - cx) * math.sin(angle) + (y - cy) * math.cos(angle)) for x, y in found]
        return found

    def charts(self):
        for at, thing in enumerate(self.slide.things):
            if thing.level.name != "slide" or thing.kind != "chart" or thing.chart not in self.slide.package.parts:
                continue
            root = self.slide.package.xml(thing.chart)
            x, y = (thing.box.left + thing.box.right) / 2, (thing.box.top + thing.box.bottom) / 2
            spots = [(thing.box.left + 0.05 * thing.box.width, thing.box.top + 0.5 * thing.box.height), (x, y),
                     (x, thing.box.bottom - 0.03 * thing.box.height), (x, thing.box.top + 0.05 * thing.box.height)]
            grounds = [g for g in (self.slide.ground_at(*spot, self.slide.things[:at + 1]) for spot in spots) if g]
            if not grounds:
                continue
            parents = {child: parent for parent in root.iter() for child in parent}
            said = set()
            for properties in root.iter():
                if properties.tag not in (A + "defRPr", A + "rPr"):
                    continue
                node, series, labels = properties, None, None
                while node in parents:
                    node = parents[node]
                    if node.tag in (C + "dLbls", C + "dLbl"):
                        labels = node if labels is None else labels
                    if node.tag == C + "ser":
                        series = node
                size = float(properties.get("sz", "0")) / 100
                if 0 < size < LEAST_TEXT - 0.05 and size not in said:
                    said.add(size)
                    self.fault("small-text", f"chart text in {size:.1f} pt", thing=thing.name)
                fill = self.slide.fill_in(properties, thing.chart)
                if fill is None or fill.rgb is None or fill.alpha == 0:
                    continue
                under = grounds
                position = labels.find(C + "dLblPos") if labels is not None else None
                is_inside = position is not None and position.get("val") in ("ctr", "inEnd", "inBase")
                if series is not None and is_inside:
                    own = series.find(C + "spPr")
                    bar = self.slide.fill_in(own, thing.chart) if own is not None else None
                    if bar is not None and bar.alpha > 0 and bar.rgb:
                        under = [blend(bar.rgb, bar.alpha, g) for g in grounds]
                worst = min(under, key=lambda g: contrast(fill.rgb, g))
                value = contrast(fill.rgb, worst)
                key = (hexa(fill.rgb), hexa(worst))
                if value < LEAST_CONTRAST - SLACK and key not in said:
                    said.add(key)
                    is_own = under is not grounds
                    what = "label in a bar" if is_own else "chart text"
                    say = self.note if is_own and value >= 3 else self.fault
                    say("contrast-in-picture" if is_own else "contrast", f"{what} {hexa(fill.rgb)} on {hexa(worst)}: {value:.2f}", thing=thing.name)
            marks = {}
            for series in root.iter(C + "ser"):
                own = series.find(C + "spPr")
                fill = self.slide.fill_in(own, thing.chart) if own is not None else None
                if fill is not None and fill.rgb and fill.alpha > 0.2:
                    value = min(contrast(blend(fill.rgb, fill.alpha, g), g) for g in grounds)
                    if value < 3:
                        marks[hexa(fill.rgb)] = round(value, 1)
            if marks:
                self.note("weak-marks", f"bars or lines below 3:1 against {hexa(grounds[0])}: {marks}", thing=thing.name)

    def layout_kind(self, objects):
        is_cover = self.first_slide and not any(o["kind"] in ("chart", "group", "table") for o in objects)
        kind = self.slide.layout.root.get("type")
        master = self.slide.master
        others = [t for k, t in self.slide.package.links(master.path).values() if k == "slideLayout"]
        if not is_cover:
            reason = unfit(self.slide.layout.root)
            if reason:
                better = [self.slide.package.xml(o) for o in others]
                better = [b.find(P + "cSld").get("name") or b.get("type") for b in better if not unfit(b) and has_title(b)]
                if better:
                    self.fault("layout", f"the layout “{self.layout_name()}” {reason}; there is {', '.join(better[:4])}")
                else:
                    self.note("layout", f"the layout “{self.layout_name()}” {reason}, and the master has no other")
        if not is_cover and not has_title(self.slide.layout.root):
            titled = [(self.used.get(o, 0), self.slide.package.xml(o).find(P + "cSld").get("name") or o) for o in others
                      if has_title(self.slide.package.xml(o)) and not unfit(self.slide.package.xml(o))]
            if titled:
                listed = ", ".join(f"{name} ({count} slides)" for count, name in sorted(titled, reverse=True)[:4])
                self.note("layout", f"the layout “{self.layout_name()}” has no title place, others have: {listed}")
        if self.masters_of_template:
            most, number = self.masters_of_template.most_common(1)[0]
            if self.masters_of_template[master.path] < number:
                self.fault("master", f"built on {master.path}; {number} of the template's slides use {most}")

    def layout_name(self):
        root = self.slide.layout.root
        return root.find(P + "cSld").get("name") or root.get("type") or self.slide.layout.path


def has_title(layout):
    return any(kind_of(ph) in TITLES for ph in layout.iter(P + "ph"))


def unfit(layout):
    """Why a layout is not one for a chart."""
    kind = layout.get("type")
    names = {"title": "is a title slide", "secHead": "is a section heading", "picTx": "is one for a picture",
             "vertTitleAndTx": "has its title upright", "vertTx": "has upright text"}
    if kind in names:
        return names[kind]
    kinds = [kind_of(ph) for ph in layout.iter(P + "ph")]
    if "ctrTitle" in kinds or "subTitle" in kinds:
        return "is a title slide by its places"
    if "pic" in kinds:
        return "has a place for a picture"
    return None


def is_panel(each):
    thing = each["things"][0]
    return (each["kind"] == "shape" and len(each["things"]) == 1 and thing.text is None and thing.fill is not None
            and thing.fill.alpha > 0.5 and each["extent"].area > 0)


def turned(thing, box):
    if not thing.turn % 180:
        return box
    one = Thing(thing.node, box, thing.turn, None, thing.level, thing.part, "")
    return one.bounds()


def really_meet(one, two):
    """Whether parts of both share a place: a group is no more than its parts, text no more than its lines."""
    def parts(each):
        found = []
        for thing in each["things"]:
            if thing.text and not (thing.fill and thing.fill.alpha > 0.05) and each["kind"] in ("text", "title", "group"):
                found.extend(turned(thing, line) for line in thing.text.lines)
            else:
                found.append(thing.bounds())
        return found
    if one["kind"] in ("text", "title") or two["kind"] in ("text", "title"):
        # A group is a picture to the one who reads: words between its parts are over it all the same.
        first = [one["extent"]] if one["kind"] not in ("text", "title") else parts(one)
        second = [two["extent"]] if two["kind"] not in ("text", "title") else parts(two)
        return any(a.meets(b) for a in first for b in second)
    return True


def touches(thing, box):
    steps = [i / 12 for i in range(13)]
    return any(thing.covers(box.left + u * box.width, box.top + v * box.height) for u in steps for v in steps)


def covers_all(thing, box):
    inner = Box(box.left + TOUCH, box.top + TOUCH, box.right - TOUCH, box.bottom - TOUCH)
    steps = [0, 0.25, 0.5, 0.75, 1]
    return all(thing.covers(inner.left + u * inner.width, inner.top + v * inner.height) for u in steps for v in steps)


def hexa(rgb):
    return "".join(f"{round(min(max(c, 0), 255)):02X}" for c in rgb)


def whole_file(package, template, first):
    """Faults of the file as a whole."""
    faults = []
    main = package.one("", "officeDocument")
    root = package.xml(main)
    ids = [s.get("id") for s in root.iterfind(f"{P}sldIdLst/{P}sldId")]
    if len(set(ids)) != len(ids):
        faults.append({"kind": "ids", "text": "two slides have one id"})
    p14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
    sections = root.find(f".//{p14}sectionLst")
    if sections is not None:
        listed = [s.get("id") for s in sections.iter(p14 + "sldId")]
        missing = [i for i in ids if i not in listed]
        if missing:
            faults.append({"kind": "sections", "text": f"{len(missing)} slides are in no section"})
    links = {}
    for path in package.parts:
        if path.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(path))
            source = posixpath.join(folder, posixpath.basename(path)[:-5])
            source = "" if source == "" or path == "_rels/.rels" else source
            for kind, target in package.links(source).values():
                if target not in package.parts and kind not in ("hyperlink",):
                    links[f"{source or 'the package'} -> {target}"] = 1
    if template:
        old = slide_paths(template)
        if slide_paths(package)[:first] != old:
            faults.append({"kind": "template-slides", "text": "the template's slides are not the first ones"})
        changed = [p for p in old if template.parts[p] != package.parts.get(p)]
        if changed:
            faults.append({"kind": "template-slides", "text": f"changed: {changed}"})
        lost = [p for p in template.parts if p not in package.parts]
        if lost:
            faults.append({"kind": "lost-parts", "text": f"not in the new file: {lost}"})
        links = {text: 1 for text in links if not dangling_before(template, text)}
    for text in links:
        faults.append({"kind": "dangling", "text": text})
    return faults


def dangling_before(template, text):
    source, _, target = text.partition(" -> ")
    source = "" if source == "the package" else source
    return any(t == target for _, t in template.links(source).values())


def judge_file(path, template_path=None):
    package = Package(path)
    template = Package(template_path) if template_path else None
    first = len(slide_paths(template)) if template else 0
    masters, layouts = Counter(), Counter()
    if template:
        for slide in slide_paths(template):
            layouts[template.one(slide, "slideLayout")] += 1
            masters[template.one(template.one(slide, "slideLayout"), "slideMaster")] += 1
    file_faults = whole_file(package, template, first)
    slides = []
    paths = slide_paths(package)
    if len(paths) <= first:
        file_faults.append({"kind": "no-slides", "text": "nothing was added"})
    for number, slide_path in enumerate(paths[first:], first + 1):
        slide = Slide(package, slide_path)
        judged = Judge(slide, masters, layouts, number == first + 1).judge()
        slides.append({"slide": number, "part": slide_path, "layout": judged.layout_name(),
                       "layout_type": slide.layout.root.get("type"), "master": slide.master.path,
                       "ground": hexa(slide.ground.rgb) if slide.ground.rgb else None,
                       "faults": judged.faults, "notes": judged.notes})
    total = len(file_faults) + sum(len(s["faults"]) for s in slides)
    return {"file": path, "template": template_path, "faults": total, "file_faults": file_faults, "slides": slides}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--template")
    parser.add_argument("--quiet", action="store_true", help="lines of text in place of JSON")
    given = parser.parse_args()
    found = judge_file(given.out, given.template)
    if given.quiet:
        for fault in found["file_faults"]:
            print(f"file: {fault['kind']}: {fault['text']}")
        for slide in found["slides"]:
            for fault in slide["faults"]:
                print(f"slide {slide['slide']} [{slide['layout']}]: {fault['kind']}: {fault['text']}")
    else:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    sys.exit(1 if found["faults"] else 0)


if __name__ == "__main__":
    main()
