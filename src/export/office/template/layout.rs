//! One layout of a template: where its title stands and how it looks, what is left free for a figure, and on what ground.

use emath::{Rect, Vec2, pos2, vec2};
use resvg::usvg::roxmltree::{Document, Node};

use super::colors::{Colors, Rgb};
use super::fill::{Drawn, Fill, fill_of, line_of};
use super::ground::Ground;
use super::room::largest_free;
use super::shapes::{Placed, child, placed};
use crate::export::fault::PackageFault;
use crate::export::office::P;
use crate::export::office::package::Package;

/// What a slide needs to know of the layout it is put on.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Its part.
    pub path: String,
    /// What its maker calls it.
    pub name: String,
    /// What it is for, the best for a figure first.
    pub use_for: Use,
    /// Whether it is made to open a presentation.
    pub is_cover: bool,
    /// Where the title of a figure stands.
    pub title: TextPlace,
    /// Whether that place is the layout's, or one of ours, with place and size to be written out.
    pub keeps_title: bool,
    /// Where its maker has a title stand, large or small.
    pub kept_title: Option<TextPlace>,
    /// Where it keeps a place for what stands under the title of a first slide.
    pub subtitle: Option<TextPlace>,
    /// What is left free for a figure and its words.
    pub body: Rect,
    /// Whether `body` lies over something that the layout shows, for nothing large enough is free.
    pub is_crowded: bool,
    /// What lies under `body`.
    pub ground: Ground,
    /// The colour that the theme gives to text.
    pub text_color: Option<Rgb>,
    /// What lies under that title.
    pub title_ground: Ground,
    /// What lies under the title that its maker placed.
    pub kept_title_ground: Ground,
    /// What lies under the subtitle, or else under `body`.
    pub subtitle_ground: Ground,
}

/// What a layout is good for, the best for a figure first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// A title and nothing else.
    TitleOnly,
    /// A title and one place for content.
    TitleAndContent,
    /// A title among other things.
    Titled,
    /// Nothing but what is drawn on it.
    Blank,
    /// Places for text, none for a title.
    Untitled,
    /// What begins a presentation or a part of it, or shows a picture.
    Other,
}

/// A place for text, and how text looks there.
#[derive(Clone, Debug, PartialEq)]
pub struct TextPlace {
    /// `title`, `ctrTitle`, `subTitle`.
    pub kind: String,
    /// Its number on the layout, where it has one.
    pub index: Option<String>,
    /// The box of the text itself, without the margins of the shape.
    pub rect: Rect,
    /// Points.
    pub size: f32,
    pub color: Option<Rgb>,
    pub is_bold: bool,
    pub is_upper: bool,
    /// 0 where text stands at the top of its box, 1 at its foot.
    pub anchor: f32,
    /// 0 where lines begin on the left, 0.5 where they are centred.
    pub align: f32,
}

/// A layout with everything that it takes its look from.
pub struct Parts<'a> {
    pub package: &'a Package,
    pub path: &'a str,
    pub master_path: &'a str,
    pub layout: Document<'a>,
    pub master: Document<'a>,
    pub theme: &'a Document<'a>,
    pub size: Vec2,
}

/// The kinds of place for a title.
const TITLES: &[&str] = &["title", "ctrTitle"];
/// Least part of a slide that a figure with its words needs.
const LEAST_ROOM: f32 = 0.42;
/// A title that takes more than this is no title over a figure.
const MOST_TITLE: f32 = 0.4;
/// What covers so much of a slide is its ground, not a thing on it.
const GROUND: f32 = 0.6;
/// Between a thing of the layout and ours, in points.
const GAP: f32 = 6.0;

impl<'a> Parts<'a> {
    fn colors(&self) -> Colors {
        Colors::of(self.theme, &self.master, &self.layout)
    }

    /// Whether the layout shows what stands on its master.
    pub(super) fn shows_master(&self) -> bool {
        !matches!(self.layout.root_element().attribute("showMasterSp"), Some("0" | "false"))
    }

    /// What is seen of master and layout, the lowest first: everything but places for text.
    pub(super) fn drawn(&self, colors: &Colors) -> Vec<Drawn> {
        let of = |document: &Document<'_>, path: &str| {
            let relations = self.package.relations(path).unwrap_or_default();
            let drawn = |thing: Placed<'_, '_>| {
                if thing.kind().is_some() || thing.is_hidden() {
                    return None;
                }
                let rect = thing.rect?;
                let fill = fill_of(thing.node, colors, self.theme, &relations);
                let has_text = thing.node.descendants().any(|node| {
                    node.tag_name().name() == "t" && node.text().is_some_and(|text| !text.trim().is_empty())
                });
                let is_seen = fill != Fill::None || has_text || line_of(thing.node, colors);
                is_seen.then_some(Drawn { rect, fill })
            };
            placed(document.root_element()).into_iter().filter_map(drawn).collect::<Vec<_>>()
        };
        let mut drawn = if self.shows_master() { of(&self.master, self.master_path) } else { Vec::new() };
        drawn.extend(of(&self.layout, self.path));
        drawn
    }

    /// What lies under everything.
    pub(super) fn background(&self, colors: &Colors) -> Fill {
        let of = |document: &Document<'_>, path: &str| {
            let ground = document.root_element().descendants().find(|node| node.has_tag_name((P, "bg")))?;
            let relations = self.package.relations(path).unwrap_or_default();
            Some(super::fill::background(ground, colors, self.theme, &relations))
        };
        of(&self.layout, self.path).or_else(|| of(&self.master, self.master_path)).unwrap_or(Fill::None)
    }

    /// Reads the layout.
    pub fn read(&self) -> Result<Layout, PackageFault> {
        let colors = self.colors();
        let drawn = self.drawn(&colors);
        let slide = Rect::from_min_size(pos2(0.0, 0.0), self.size);
        let things = placed(self.layout.root_element());
        let share = |rect: Rect| rect.intersect(slide).area().max(0.0) / slide.area();
        let standing = things.iter().filter(|thing| matches!(thing.kind(), Some("dt" | "ftr" | "sldNum")));
        // Footers and numbers keep their room, whether or not a slide shows them.
        let footers: Vec<Rect> = standing.filter_map(|thing| self.rect_of(thing)).collect();
        let (grounds, obstacles): (Vec<&Drawn>, Vec<&Drawn>) =
            drawn.iter().partition(|thing| share(thing.rect) >= GROUND);
        let mut bounds = slide.shrink2(vec2(0.04 * self.size.x, 0.035 * self.size.y));
        for ground in grounds.iter().filter(|ground| share(ground.rect) < 0.97) {
            bounds = bounds.intersect(ground.rect.shrink(2.0 * GAP));
        }
        let mut obstacles: Vec<Rect> = obstacles.iter().map(|thing| thing.rect).chain(footers).collect();
        let title = self.text_place(&things, TITLES, &colors).filter(|place| place.rect.is_positive());
        let fits = |title: &TextPlace| share(title.rect) <= MOST_TITLE;
        let mut is_crowded = false;
        let kept_title = title.clone();
        // Beside a short title at the top nothing is to stand, where there is room below.
        let row = |title: Rect| {
            let is_on_top = title.bottom() < 0.35 * self.size.y;
            is_on_top.then(|| Rect::from_x_y_ranges(slide.x_range(), title.y_range()))
        };
        let mut found = title.as_ref().filter(|title| fits(title)).and_then(|title| {
            let room = |taken: Rect| {
                let room = self.room_beside(bounds, &obstacles, taken, title.rect)?;
                (share(room) >= LEAST_ROOM).then(|| (title.clone(), true, room))
            };
            row(title.rect).and_then(room).or_else(|| room(title.rect))
        });
        while found.is_none() {
            let room = room(bounds, &obstacles, None).filter(|room| share(*room) >= LEAST_ROOM + 0.1);
            found = room.map(|room| (self.own_title(room, title.as_ref(), &colors), false, below_own_title(room)));
            if found.is_none() {
                // Nothing is left free: what takes the most room is stood over.
                is_crowded = true;
                let largest = (0..obstacles.len()).max_by(|&a, &b| share(obstacles[a]).total_cmp(&share(obstacles[b])));
                match largest {
                    Some(at) => drop(obstacles.remove(at)),
                    None => bounds = slide.shrink2(vec2(0.04 * self.size.x, 0.035 * self.size.y)),
                }
                if obstacles.is_empty() && share(bounds) < LEAST_ROOM + 0.1 {
                    bounds = slide.shrink(12.0_f32.min(0.04 * self.size.min_elem()));
                }
            }
        }
        let Some((title, keeps_title, body)) = found else { return Err(PackageFault::NoLayout) };
        let subtitle = self.text_place(&things, &["subTitle"], &colors);
        let background = self.background(&colors);
        let ground = |rect: Rect| Ground::under(rect, &background, &drawn, self.package);
        // A place for text may have a filling of its own.
        let filled = |kinds: &[&str], ground: Ground| match self.own_fill(&things, kinds, &colors) {
            Some(fill) => ground.covered_by(&fill, self.package),
            None => ground,
        };
        let kept_rect = kept_title.as_ref().unwrap_or(&title).rect;
        Ok(Layout {
            path: self.path.to_owned(),
            name: self.name(),
            use_for: self.use_for(&things),
            is_cover: self.is_cover(&things),
            ground: ground(body),
            title_ground: filled(TITLES, ground(title.rect)),
            kept_title_ground: filled(TITLES, ground(kept_rect)),
            subtitle_ground: filled(&["subTitle"], ground(subtitle.as_ref().map_or(body, |place| place.rect))),
            title,
            keeps_title,
            kept_title,
            subtitle,
            body,
            is_crowded,
            text_color: colors.named("tx1"),
        })
    }

    /// The largest free part beside a title: below one at the top, what lies between its sides where that loses little.
    fn room_beside(&self, bounds: Rect, obstacles: &[Rect], taken: Rect, title: Rect) -> Option<Rect> {
        let room = room(bounds, obstacles, Some(taken))?;
        if title.width() <= 0.5 * self.size.x || title.bottom() > room.top() {
            return Some(room);
        }
        let left = title.left().max(room.left()).min(room.left() + 0.1 * self.size.x);
        let right = title.right().min(room.right()).max(room.right() - 0.1 * self.size.x);
        Some(Rect::from_min_max(pos2(left, room.top()), pos2(right, room.bottom())))
    }

    /// A title of ours at the top of what is free.
    fn own_title(&self, room: Rect, like: Option<&TextPlace>, colors: &Colors) -> TextPlace {
        let style = self.title_style();
        let color = style.and_then(|style| text_color(style, colors)).or_else(|| colors.named("tx1"));
        let base = like.cloned().unwrap_or(TextPlace {
            kind: "title".to_owned(),
            index: None,
            rect: room,
            size: 28.0,
            color,
            is_bold: true,
            is_upper: false,
            anchor: 1.0,
            align: 0.0,
        });
        let rect = room.with_max_y(room.top() + own_title_height(room));
        TextPlace { rect, size: (self.size.x / 36.0).clamp(18.0, 28.0), anchor: 1.0, align: 0.0, ..base }
    }

    /// The filling of the first place of these kinds: its own, else that of its like on the master.
    fn own_fill(&self, things: &[Placed<'_, '_>], kinds: &[&str], colors: &Colors) -> Option<Fill> {
        let thing = things.iter().find(|thing| thing.kind().is_some_and(|kind| kinds.contains(&kind)))?;
        let of = |node: Node<'_, '_>, path: &str| {
            let relations = self.package.relations(path).unwrap_or_default();
            Some(fill_of(node, colors, self.theme, &relations)).filter(|fill| *fill != Fill::None)
        };
        let of_master = || of(self.like_on_master(thing.kind()?)?.node, self.master_path);
        of(thing.node, self.path).or_else(of_master)
    }

    fn title_style(&self) -> Option<Node<'_, 'a>> {
        let styles = self.master.root_element().children().find(|node| node.has_tag_name((P, "txStyles")))?;
        child(styles, "titleStyle")
    }

    /// The box of a place: its own, else that of its like on the master.
    pub(super) fn rect_of(&self, thing: &Placed<'_, '_>) -> Option<Rect> {
        thing.rect.or_else(|| self.like_on_master(thing.kind()?)?.rect)
    }

    fn like_on_master(&self, kind: &str) -> Option<Placed<'_, 'a>> {
        let wanted = match kind {
            "title" | "ctrTitle" => "title",
            "dt" | "ftr" | "sldNum" => kind,
            _ => "body",
        };
        placed(self.master.root_element()).into_iter().find(|thing| thing.kind() == Some(wanted))
    }

    /// The first place of these kinds, with what it inherits.
    fn text_place<'b>(&'b self, things: &[Placed<'b, 'a>], kinds: &[&str], colors: &Colors) -> Option<TextPlace> {
        let thing = things.iter().find(|thing| thing.kind().is_some_and(|kind| kinds.contains(&kind)))?;
        let (kind, place) = (thing.kind()?, thing.placeholder()?);
        let like = self.like_on_master(kind);
        let of_master = if kind == "subTitle" { "bodyStyle" } else { "titleStyle" };
        let style = self.master.root_element().children().find(|node| node.has_tag_name((P, "txStyles")));
        let style = style.and_then(|styles| child(styles, of_master));
        // What is said nearest counts.
        let mut looks = Vec::new();
        for list in [list_style(thing.node), like.and_then(|like| list_style(like.node)), style].into_iter().flatten() {
            looks.extend(child(list, "lvl1pPr"));
        }
        let runs = || looks.iter().filter_map(|level| child(*level, "defRPr"));
        let of_run = |name: &str| runs().find_map(|run| run.attribute(name).map(str::to_owned));
        let boxes: Vec<Node<'_, '_>> = [Some(thing.node), like.map(|like| like.node)]
            .into_iter()
            .flatten()
            .filter_map(|node| child(child(node, "txBody")?, "bodyPr"))
            .collect();
        let of_box = |name: &str| boxes.iter().find_map(|node| node.attribute(name));
        let inset = |name: &str, usual: f32| {
            of_box(name).and_then(|text| text.parse::<f32>().ok()).map_or(usual, |emu| emu / 12_700.0)
        };
        let rect = self.rect_of(thing)?;
        let inner = Rect::from_min_max(
            rect.min + vec2(inset("lIns", 7.2), inset("tIns", 3.6)),
            rect.max - vec2(inset("rIns", 7.2), inset("bIns", 3.6)),
        );
        let usual_size = if kind == "subTitle" { 20.0 } else { 44.0 };
        Some(TextPlace {
            kind: kind.to_owned(),
            index: place.attribute("idx").map(str::to_owned),
            rect: if inner.is_positive() { inner } else { rect },
            size: of_run("sz").and_then(|text| text.parse::<f32>().ok()).map_or(usual_size, |sz| sz / 100.0),
            color: runs().find_map(|run| run_color(run, colors)).or_else(|| colors.named("tx1")),
            is_bold: matches!(of_run("b").as_deref(), Some("1" | "true")),
            is_upper: of_run("cap").as_deref() == Some("all"),
            anchor: match of_box("anchor") {
                Some("b") => 1.0,
                Some("ctr") => 0.5,
                _ => 0.0,
            },
            align: match looks.iter().find_map(|level| level.attribute("algn")) {
                Some("ctr") => 0.5,
                Some("r") => 1.0,
                _ => 0.0,
            },
        })
    }

    fn name(&self) -> String {
        let content = child(self.layout.root_element(), "cSld");
        content.and_then(|node| node.attribute("name")).unwrap_or_default().to_owned()
    }

    /// Whether it is made to open a presentation.
    fn is_cover(&self, things: &[Placed<'_, '_>]) -> bool {
        let has = |wanted: &str| things.iter().any(|thing| thing.kind() == Some(wanted));
        match self.layout.root_element().attribute("type") {
            Some("title") => true,
            Some("secHead") => false,
            _ => has("ctrTitle") || has("subTitle"),
        }
    }

    /// What a layout is, by what stands on it; its stated type only says what nothing else shows.
    fn use_for(&self, things: &[Placed<'_, '_>]) -> Use {
        const NO_FIGURES: [&str; 5] = ["title", "secHead", "picTx", "vertTitleAndTx", "vertTx"];
        let kinds: Vec<&str> = things.iter().filter_map(Placed::kind).collect();
        let has_title = kinds.contains(&"title");
        let others: Vec<&Placed<'_, '_>> = things
            .iter()
            .filter(|thing| !matches!(thing.kind(), None | Some("title" | "dt" | "ftr" | "sldNum" | "hdr")))
            .collect();
        let stated = self.layout.root_element().attribute("type").unwrap_or_default();
        let is_for_words = NO_FIGURES.contains(&stated)
            || kinds.iter().any(|kind| ["ctrTitle", "subTitle", "pic", "clipArt", "media"].contains(kind))
            || stated.is_empty() && is_named_as_divider(&self.name());
        let slide = self.size.x * self.size.y;
        let title = things.iter().find(|thing| thing.kind() == Some("title"));
        let is_at_top =
            title.and_then(|title| self.rect_of(title)).is_some_and(|rect| rect.bottom() < 0.27 * self.size.y);
        let area = |thing: &Placed<'_, '_>| self.rect_of(thing).map_or(0.0, |rect| rect.area());
        match (is_for_words, has_title, &others[..]) {
            (true, ..) => Use::Other,
            (_, true, []) => Use::TitleOnly,
            (_, true, [content]) if area(content) >= 0.35 * slide => Use::TitleAndContent,
            // A title in the middle with a few words under it, and nothing below: what begins a part.
            (_, true, [words]) if words.kind() == Some("body") && !is_at_top => Use::Other,
            (_, true, _) => Use::Titled,
            (_, false, []) => Use::Blank,
            (_, false, _) => Use::Untitled,
        }
    }
}

/// How the text of a shape looks, level by level.
fn list_style<'a, 'input>(shape: Node<'a, 'input>) -> Option<Node<'a, 'input>> {
    child(child(shape, "txBody")?, "lstStyle")
}

/// The largest part that is free of all this.
fn room(bounds: Rect, obstacles: &[Rect], taken: Option<Rect>) -> Option<Rect> {
    let apart: Vec<Rect> = obstacles.iter().copied().chain(taken).map(|rect| rect.expand(GAP)).collect();
    largest_free(bounds, &apart)
}

/// The height of a title of ours in what is free.
fn own_title_height(room: Rect) -> f32 {
    (0.13 * room.height()).clamp(30.0, 76.0)
}

fn below_own_title(room: Rect) -> Rect {
    room.with_min_y(room.top() + own_title_height(room) + 4.0)
}

/// Layouts without a stated type that are called what begins or ends a presentation is called.
fn is_named_as_divider(name: &str) -> bool {
    const NAMES: [&str; 16] = [
        "끝",
        "맺음",
        "section",
        "divider",
        "cover",
        "title slide",
        "closing",
        "thank",
        "ending",
        "구역",
        "간지",
        "표지",
        "제목 슬라이드",
        "마지막",
        "엔딩",
        "목차",
    ];
    let name = name.to_lowercase();
    name == "end" || name.starts_with("end ") || NAMES.iter().any(|divider| name.contains(divider))
}

/// The colour of the text of a style.
fn text_color(style: Node<'_, '_>, colors: &Colors) -> Option<Rgb> {
    run_color(child(child(style, "lvl1pPr")?, "defRPr")?, colors)
}

fn run_color(run: Node<'_, '_>, colors: &Colors) -> Option<Rgb> {
    colors.inside(child(run, "solidFill")?, None).map(|(rgb, _)| rgb)
}
