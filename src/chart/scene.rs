//! A picture as a list of marks: final positions, final colours, measured text. Painters decide nothing.

pub mod area;

use std::ops::Range;

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2};

use crate::query::Subject;
pub use area::Area;

/// A finished picture. Origin top left, y down; the unit is a point: 1/72 inch on paper, one egui point on screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width and height.
    pub size: Vec2,
    /// What fills it before the first mark; transparent where the ground shows through.
    pub background: Color32,
    /// In drawing order: a later mark lies over an earlier one.
    pub marks: Vec<Mark>,
    /// Where years run from left to right, for hands that zoom and choose.
    pub time_axis: Option<TimeAxis>,
    /// Where an office program's own chart goes in place of these marks, and which of them stand beside it.
    pub native: Option<NativePlace>,
    /// The marks that office programs hold together.
    pub group: Option<MarkGroup>,
    /// The place that is kept free for a logo.
    pub logo: Option<Rect>,
    /// Names that were cut to the room there was, whole.
    pub cut_names: Vec<String>,
    /// What there was no room for, in words.
    pub left_out: Vec<String>,
}

/// The place of an office program's own chart in a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct NativePlace {
    /// The box of the chart.
    pub frame: Rect,
    /// Where its bars begin and end, with names of its own beside them; the program's choice, with a legend, where `None`.
    pub plot: Option<Rect>,
    /// The marks that the program has no like for.
    pub beside: Range<usize>,
}

/// Marks that an office program moves and copies as one thing, each found by its name.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkGroup {
    /// What the whole is called.
    pub name: String,
    /// Which marks.
    pub marks: Range<usize>,
    /// The name of each, and what those who cannot see it are told.
    pub members: Vec<[String; 2]>,
}

/// The part of a picture where years run from left to right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeAxis {
    /// Where it is.
    pub rect: Rect,
    /// The years at its left and right edge.
    pub years: (f64, f64),
    /// Whether years are chosen here, or only looked at.
    pub chooses_years: bool,
}

/// One thing that is drawn, and what it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What is drawn.
    pub shape: Shape,
    /// What the pointer finds here; ornaments stand for nothing.
    pub subject: Option<Subject>,
}

/// A shape with its final look.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle, its corners rounded by `radius`.
    Rect {
        /// Where.
        rect: Rect,
        /// Corner radius in points.
        radius: f32,
        /// Inside colour.
        fill: Color32,
        /// Outline, centred on the edge.
        stroke: Stroke,
    },
    /// A line through two or more points.
    Line {
        /// Its corners.
        points: Vec<Pos2>,
        /// Its look.
        stroke: Stroke,
    },
    /// A convex polygon.
    Polygon {
        /// Its corners.
        points: Vec<Pos2>,
        /// Inside colour.
        fill: Color32,
        /// Outline.
        stroke: Stroke,
    },
    /// An area of several parts, with holes.
    Area(Area),
    /// A circle.
    Circle {
        /// Its centre.
        center: Pos2,
        /// Its radius in points.
        radius: f32,
        /// Inside colour.
        fill: Color32,
        /// Outline, centred on the edge.
        stroke: Stroke,
    },
    /// One line of text, already measured, cut and placed.
    Text(TextRun),
}

/// One line of text: it begins at `origin` on its baseline and runs right, turned by `angle_degrees` about `origin`.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    /// Left end of the baseline.
    pub origin: Pos2,
    /// Clockwise, as y points down; -45 climbs to the right.
    pub angle_degrees: f32,
    /// What it says.
    pub text: String,
    /// Its type.
    pub font: Font,
    /// Its colour.
    pub color: Color32,
    /// Advance width as measured.
    pub width: f32,
}

/// Size and weight of the one family that is used everywhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// Size of the em in points.
    pub size: f32,
    /// Bold instead of regular.
    pub bold: bool,
}

/// Width and colour of an outline.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stroke {
    /// In points; 0 draws nothing.
    pub width: f32,
    /// Its colour.
    pub color: Color32,
}

impl Stroke {
    /// No outline.
    pub const NONE: Self = Self { width: 0.0, color: Color32::TRANSPARENT };

    /// An outline.
    pub fn new(width: f32, color: Color32) -> Self {
        Self { width, color }
    }
}

/// How wide and high text of the shipped font is, in points.
pub trait MeasureText {
    /// Advance width of one line.
    fn width(&self, text: &str, font: Font) -> f32;
    /// From the baseline up to the top of capitals; centres labels on marks.
    fn cap_height(&self, font: Font) -> f32;
    /// From the baseline up to the top of the line, accents included.
    fn ascent(&self, font: Font) -> f32;
    /// From the baseline down to the foot of the line.
    fn descent(&self, font: Font) -> f32;
}

/// Where a text stands relative to the point it is hung on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// It begins there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

impl Scene {
    /// An empty picture.
    pub fn new(size: Vec2, background: Color32) -> Self {
        Self { size, background, ..Self::default() }
    }

    /// The topmost thing under a point that stands for something.
    pub fn subject_at(&self, pos: Pos2) -> Option<&Subject> {
        self.marks.iter().rev().filter(|mark| mark.shape.contains(pos)).find_map(|mark| mark.subject.as_ref())
    }

    /// Adds an ornament.
    pub fn add(&mut self, shape: Shape) {
        self.marks.push(Mark { shape, subject: None });
    }

    /// Adds a shape that stands for something.
    pub fn add_for(&mut self, subject: Subject, shape: Shape) {
        self.marks.push(Mark { shape, subject: Some(subject) });
    }

    /// The same picture, larger or smaller, for a preview.
    #[must_use]
    pub fn scaled(&self, factor: f32) -> Self {
        let mut scene = Self { size: self.size * factor, background: self.background, ..Self::default() };
        let scaled = |rect: Rect| {
            Rect::from_min_max((rect.min.to_vec2() * factor).to_pos2(), (rect.max.to_vec2() * factor).to_pos2())
        };
        scene.logo = self.logo.map(scaled);
        scene.marks = self.marks.iter().map(|mark| Mark { shape: mark.shape.scaled(factor), subject: None }).collect();
        scene
    }

    /// Adds all marks of another picture, moved, and what it left out.
    pub fn append(&mut self, other: Self, offset: Vec2) {
        self.left_out.extend(other.left_out);
        self.cut_names.extend(other.cut_names);
        self.marks.extend(other.marks.into_iter().map(|mut mark| {
            mark.shape.translate(offset);
            mark
        }));
    }
}

impl Shape {
    /// A filled rectangle without outline.
    pub fn filled(rect: Rect, radius: f32, fill: Color32) -> Self {
        Self::Rect { rect, radius, fill, stroke: Stroke::NONE }
    }

    /// A straight line.
    pub fn segment(from: Pos2, to: Pos2, stroke: Stroke) -> Self {
        Self::Line { points: vec![from, to], stroke }
    }

    /// The smallest upright rectangle around it; of a turned text, around its upright box.
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Rect { rect, .. } => *rect,
            Self::Line { points, stroke } => Rect::from_points(points).expand(stroke.width / 2.0),
            Self::Polygon { points, .. } => Rect::from_points(points),
            Self::Area(area) => area.bounds(),
            Self::Circle { center, radius, .. } => Rect::from_center_size(*center, Vec2::splat(2.0 * radius)),
            Self::Text(run) => Rect::from_points(&run.corners()),
        }
    }

    /// Whether a point hits it; thin things are easier to hit than to see.
    fn contains(&self, pos: Pos2) -> bool {
        const REACH: f32 = 2.0;
        match self {
            Self::Circle { center, radius, .. } => center.distance(pos) <= radius + REACH,
            Self::Line { points, stroke } => {
                points.windows(2).any(|ends| distance_to_segment(pos, ends[0], ends[1]) <= stroke.width / 2.0 + REACH)
            }
            Self::Rect { .. } | Self::Polygon { .. } => self.bounds().contains(pos),
            Self::Area(area) => area.contains(pos),
            Self::Text(run) if run.angle_degrees != 0.0 => run.contains(pos),
            Self::Text(_) => self.bounds().expand(REACH).contains(pos),
        }
    }

    fn scaled(&self, factor: f32) -> Self {
        let at = |point: &Pos2| (point.to_vec2() * factor).to_pos2();
        let line = |stroke: &Stroke| Stroke::new(stroke.width * factor, stroke.color);
        match self {
            Self::Rect { rect, radius, fill, stroke } => Self::Rect {
                rect: Rect::from_min_max(at(&rect.min), at(&rect.max)),
                radius: radius * factor,
                fill: *fill,
                stroke: line(stroke),
            },
            Self::Line { points, stroke } => {
                Self::Line { points: points.iter().map(at).collect(), stroke: line(stroke) }
            }
            Self::Polygon { points, fill, stroke } => {
                Self::Polygon { points: points.iter().map(at).collect(), fill: *fill, stroke: line(stroke) }
            }
            Self::Area(area) => Self::Area(area.scaled(factor)),
            Self::Circle { center, radius, fill, stroke } => {
                Self::Circle { center: at(center), radius: radius * factor, fill: *fill, stroke: line(stroke) }
            }
            Self::Text(run) => Self::Text(TextRun {
                origin: at(&run.origin),
                font: Font { size: run.font.size * factor, ..run.font },
                width: run.width * factor,
                ..run.clone()
            }),
        }
    }

    fn translate(&mut self, offset: Vec2) {
        match self {
            Self::Rect { rect, .. } => *rect = rect.translate(offset),
            Self::Line { points, .. } | Self::Polygon { points, .. } => points.iter_mut().for_each(|p| *p += offset),
            Self::Area(area) => area.translate(offset),
            Self::Circle { center, .. } => *center += offset,
            Self::Text(run) => run.origin += offset,
        }
    }
}

impl TextRun {
    /// The four corners of its box, turned with it.
    pub fn corners(&self) -> [Pos2; 4] {
        let (sin, cos) = self.angle_degrees.to_radians().sin_cos();
        let (up, down) = (-0.9 * self.font.size, 0.25 * self.font.size);
        [(0.0, up), (self.width, up), (self.width, down), (0.0, down)]
            .map(|(x, y)| self.origin + Vec2::new(x * cos - y * sin, x * sin + y * cos))
    }

    fn contains(&self, pos: Pos2) -> bool {
        let (sin, cos) = (-self.angle_degrees.to_radians()).sin_cos();
        let d = pos - self.origin;
        let (x, y) = (d.x * cos - d.y * sin, d.x * sin + d.y * cos);
        (0.0..=self.width).contains(&x) && (-0.9 * self.font.size..=0.25 * self.font.size).contains(&y)
    }
}

fn distance_to_segment(pos: Pos2, from: Pos2, to: Pos2) -> f32 {
    let along = to - from;
    let length_sq = along.length_sq();
    let t = if length_sq == 0.0 { 0.0 } else { ((pos - from).dot(along) / length_sq).clamp(0.0, 1.0) };
    pos.distance(from + along * t)
}
