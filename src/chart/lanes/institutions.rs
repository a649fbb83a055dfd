//! The row of institutions under the lanes: diamonds on the axis of years, the laws among them large and some named.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use emath::{Rect, pos2};

use super::super::ChartInput;
use super::super::axis::Scale;
use super::super::legend::{Entry, Sign, diamond};
use super::super::pen::Pen;
use super::super::ruler::fit;
use super::super::scene::Align;
use super::facts_subject;
use crate::data::{Date, Field, Row, Table};
use crate::query::Subject;
use crate::words::{Lang, Word};

/// Half the diagonal of a law that is named.
const NAMED_LAW: f32 = 6.0;
/// Of any other law.
const LAW: f32 = 4.2;
/// Of any other institution.
const OTHER: f32 = 3.6;
/// From the lanes to the middle of the diamonds at the type size of a screen, and from there to the first name.
const ABOVE: f32 = 13.0;
/// Names of laws stand on at most so many lines.
const MOST_LINES: usize = 2;
/// Kinds of national institutions that are drawn large: the law.
const LAWS: [&str; 4] = ["constitution", "act", "act-amendment", "decree"];

/// The institutions on the axis, placed before it is known how high the lanes are.
pub struct InstitutionTrack {
    laws: Vec<(f32, Row)>,
    others: Vec<(f32, Row)>,
    labels: Vec<Label>,
}

/// The name of a law, hung on a line that falls from its diamond like a flag.
struct Label {
    row: Row,
    text: String,
    /// Of the diamond.
    x: f32,
    line: usize,
    /// Left and right end.
    span: (f32, f32),
    /// To the left of its line instead of to the right.
    ends_there: bool,
}

impl InstitutionTrack {
    /// Places what passes the filter and lies on the axis.
    pub fn of(input: &ChartInput<'_>, pen: &Pen<'_>, years: Scale) -> Self {
        let facts = input.dataset.table(Table::Institutions);
        let (first, last) = years.domain();
        let place = |row: Row| {
            let (begin, end) = facts.start(row)?.span_years();
            let x = years.at(f64::midpoint(begin, end).clamp(first, last.max(first)));
            (end > first && begin < last).then_some((x, row))
        };
        let placed = input.answer.rows(Table::Institutions).iter().filter_map(place);
        let (laws, others): (Vec<_>, Vec<_>) = placed.partition(|&(_, row)| is_law(input, row));
        let labels = labels(input, pen, (years.at(first), years.at(last)), &laws);
        Self { laws, others, labels }
    }

    /// Room for the row and the names under it.
    pub fn height(&self, pen: &Pen<'_>) -> f32 {
        let lines = self.labels.iter().map(|label| label.line + 1).max().unwrap_or(0);
        2.0 * ABOVE * scale(pen) + lines as f32 * line_height(pen)
    }

    /// Draws the row from its upper edge.
    pub fn draw(&self, input: &ChartInput<'_>, pen: &mut Pen<'_>, plot: Rect, top: f32) {
        let facts = input.dataset.table(Table::Institutions);
        let y = top + ABOVE * scale(pen);
        let heading = Word::INSTITUTIONS_LANE.text(input.lang);
        let heading = pen.fit(heading, pen.theme.strong(), plot.left() - 8.0).into_owned();
        pen.text(pos2(plot.left() - 8.0, y), Align::End, pen.theme.strong(), pen.theme.ink, &heading);
        pen.hair(pos2(plot.left(), y), pos2(plot.right(), y), pen.theme.border);
        for label in &self.labels {
            draw_label(pen, label, y);
        }
        // Diamonds of one look that would cover each other to the pixel are one diamond.
        let mut crowds = BTreeMap::<(i32, bool), Vec<Row>>::new();
        for &(x, row) in &self.others {
            crowds.entry(((x * 2.0) as i32, facts.is_attested(row))).or_default().push(row);
        }
        let (color, ground) = (pen.theme.translucent(pen.theme.other), pen.theme.ground);
        for ((x, is_attested), rows) in crowds {
            let shape = diamond(pos2(x as f32 / 2.0, y), OTHER, color, is_attested, ground);
            pen.scene.add_for(facts_subject(Table::Institutions, rows), shape);
        }
        let is_named = |row: Row| self.labels.iter().any(|label| label.row == row);
        let (unnamed, named): (Vec<_>, Vec<_>) = self.laws.iter().partition(|(_, row)| !is_named(*row));
        for (radius, &(x, row)) in
            unnamed.into_iter().map(|law| (LAW, law)).chain(named.into_iter().map(|law| (NAMED_LAW, law)))
        {
            let shape = diamond(pos2(x, y), radius, pen.theme.ink, facts.is_attested(row), ground);
            pen.scene.add_for(Subject::Fact(Table::Institutions, row), shape);
        }
    }
}

fn draw_label(pen: &mut Pen<'_>, label: &Label, y: f32) {
    let middle = y + ABOVE * scale(pen) + (label.line as f32 + 0.5) * line_height(pen) - 2.0;
    pen.hair(pos2(label.x, y), pos2(label.x, middle + 0.5 * pen.theme.small().size), pen.theme.other);
    let (at, align) = if label.ends_there { (label.span.1, Align::End) } else { (label.span.0, Align::Start) };
    let subject = Some(Subject::Fact(Table::Institutions, label.row));
    pen.text_for(subject, pos2(at, middle), align, pen.theme.small(), pen.theme.ink_soft, &label.text);
}

fn scale(pen: &Pen<'_>) -> f32 {
    pen.theme.type_sizes.label / 12.5
}

fn line_height(pen: &Pen<'_>) -> f32 {
    pen.theme.small().size + 4.0
}

/// What a law must be about to be named, in the order of the claim: diplomacy, then local self-government.
const NAMED_SUBJECTS: [(&str, &str); 2] = [("diplomacy", "외교"), ("autonomy", "자치법")];
/// Where the name of a law ends and its explanation begins.
const EXPLANATIONS: [char; 3] = [':', ',', '('];

/// The name of one law a subject, as far as it finds room: an act before an amendment, a whole law before an article,
/// the newest first.
fn labels(input: &ChartInput<'_>, pen: &Pen<'_>, (left, right): (f32, f32), laws: &[(f32, Row)]) -> Vec<Label> {
    const BESIDE_LINE: f32 = 4.0;
    let facts = input.dataset.table(Table::Institutions);
    let subject_rank = |row: Row| {
        let (en, ko) = (facts.title(row, Lang::En).to_lowercase(), facts.title(row, Lang::Ko));
        NAMED_SUBJECTS.iter().position(|(in_english, in_korean)| en.contains(in_english) || ko.contains(in_korean))
    };
    let is_article = |row: Row| facts.title(row, Lang::En).contains(" article ");
    let mut acts: Vec<(f32, Row)> = laws.iter().copied().filter(|&(_, row)| subject_rank(row).is_some()).collect();
    acts.sort_by_key(|&(_, row)| {
        (subject_rank(row), kind_of(input, row) != Some("act"), is_article(row), Reverse(facts.start(row)), row)
    });
    // One law a subject: the picture is about activities.
    acts.dedup_by_key(|&mut (_, row)| subject_rank(row));
    let mut labels: Vec<Label> = Vec::new();
    for (x, row) in acts {
        let year = facts.start(row).map_or(0, Date::year);
        let title = facts.title(row, input.lang).split(EXPLANATIONS).next().unwrap_or_default().trim_end();
        let whole = format!("{year} {title}");
        let text = fit(&whole, pen.theme.small(), (right - left) * 0.55, pen.ruler).into_owned();
        let width = pen.width(&text, pen.theme.small());
        let ends_there = x + BESIDE_LINE + width > right;
        let span = if ends_there {
            (x - BESIDE_LINE - width, x - BESIDE_LINE)
        } else {
            (x + BESIDE_LINE, x + BESIDE_LINE + width)
        };
        let fits = |line: usize| {
            let is_free = |other: &Label| {
                let is_over = |x: f32, span: (f32, f32)| x > span.0 - BESIDE_LINE && x < span.1 + BESIDE_LINE;
                let meet = span.0 < other.span.1 + 10.0 && other.span.0 < span.1 + 10.0;
                // A name stands clear of the names on its line, and of the lines that fall to names below it.
                !(other.line == line && meet
                    || other.line >= line && is_over(other.x, span)
                    || line >= other.line && is_over(x, other.span))
            };
            labels.iter().all(is_free)
        };
        if span.0 >= left
            && let Some(line) = (0..MOST_LINES).find(|&line| fits(line))
        {
            labels.push(Label { row, text, x, line, span, ends_there });
        }
    }
    labels
}

fn kind_of<'a>(input: &ChartInput<'a>, row: Row) -> Option<&'a str> {
    let kind = input.dataset.table(Table::Institutions).code(Field::Kind, row)?;
    Some(input.dataset.vocabulary(Field::Kind)[kind].id.as_str())
}

fn is_law(input: &ChartInput<'_>, row: Row) -> bool {
    let is_national = input.dataset.table(Table::Institutions).codes(Field::City, row).is_empty();
    is_national && kind_of(input, row).is_some_and(|id| LAWS.contains(&id))
}

/// What the diamonds mean, as far as there are any.
pub fn key(input: &ChartInput<'_>, pen: &Pen<'_>) -> Vec<Entry> {
    let facts = input.dataset.table(Table::Institutions);
    let dated: Vec<Row> =
        input.answer.rows(Table::Institutions).iter().filter(|&row| facts.start(row).is_some()).collect();
    let has = |holds: &dyn Fn(Row) -> bool| dated.iter().any(|&row| holds(row));
    let theme = pen.theme;
    let signs = [
        (has(&|row| is_law(input, row)), Sign::Diamond(LAW, theme.ink, false), Word::NATIONAL_LAW),
        (has(&|row| !is_law(input, row)), Sign::Diamond(OTHER, theme.other, false), Word::OTHER_INSTITUTION),
        (has(&|row| facts.is_attested(row)), Sign::Diamond(OTHER, theme.other, true), Word::EXISTED_BY_THEN),
    ];
    let used = signs.into_iter().filter(|(is_used, ..)| *is_used);
    used.map(|(_, sign, word)| Entry::of(sign, word.text(input.lang))).collect()
}
