//! Which partners are new since a year and which are lost, by what is known of their ties; and the signs that say so.

use emath::{Rect, pos2};

use super::ChartInput;
use super::pen::Pen;
use super::scene::{Align, Shape, Stroke};
use crate::data::{Code, Date, Field, Row, Table};
use crate::query::Sweep;
use crate::words::{Lang, Word, grouped};

/// What became of a partner since a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its first tie began in that year or later.
    New,
    /// All its ties are over, the last since that year.
    Lost,
    /// Both: it came and went.
    NewAndLost,
}

impl Standing {
    /// What stands before its name.
    fn sign(self) -> &'static str {
        match self {
            Self::New => "+",
            Self::Lost => "−",
            Self::NewAndLost => "±",
        }
    }

    /// The same in words.
    pub fn word(self) -> Word {
        match self {
            Self::New => Word::NEW_PARTNER,
            Self::Lost => Word::LOST_PARTNER,
            Self::NewAndLost => Word::NEW_AND_LOST_PARTNER,
        }
    }

    fn is_new(self) -> bool {
        self != Self::Lost
    }

    /// Whether none of its ties goes on.
    pub fn is_lost(self) -> bool {
        self != Self::New
    }
}

/// What is known of the ties of one partner that pass.
#[derive(Clone, Copy, Default)]
struct Ties {
    /// The first year in which one is known to begin.
    begun: Option<i16>,
    /// The first year in which there is known to be one, be it by a date that only attests it or by its end.
    existed: Option<i16>,
    /// The last year in which one ended.
    ended: Option<i16>,
    /// One is not known to have ended.
    goes_on: bool,
}

impl Ties {
    fn standing(&self, since: i16) -> Option<Standing> {
        let is_new = self.begun.is_some() && self.existed >= Some(since);
        let is_lost = !self.goes_on && self.ended >= Some(since);
        match (is_new, is_lost) {
            (true, true) => Some(Standing::NewAndLost),
            (true, false) => Some(Standing::New),
            (false, true) => Some(Standing::Lost),
            (false, false) => None,
        }
    }
}

/// The partners that are new or lost since the year asked for, among the ties that pass.
pub struct NewAndLost {
    /// That year.
    pub since: i16,
    /// By code of the partner.
    standings: Vec<Option<Standing>>,
    /// Ties whose beginning is not known: a partner of theirs may be new, too.
    pub without_beginning: usize,
}

impl NewAndLost {
    /// `None` where no year is asked for.
    pub fn of(input: &ChartInput<'_>) -> Option<Self> {
        let since = input.options.partners_since?;
        let facts = input.dataset.table(Table::Partnerships);
        let mut partners = vec![Ties::default(); input.dataset.vocabulary(Field::Partner).len()];
        let mut without_beginning = 0;
        for row in input.answer.rows(Table::Partnerships).iter() {
            let [start, end] = [facts.start(row), facts.end(row)].map(|date| date.map(Date::year));
            let begun = start.filter(|_| !facts.is_attested(row));
            without_beginning += usize::from(begun.is_none());
            let Some(partner) = facts.code(Field::Partner, row) else { continue };
            let ties = &mut partners[partner.index()];
            ties.begun = ties.begun.into_iter().chain(begun).min();
            ties.existed = ties.existed.into_iter().chain(start).chain(end).min();
            if is_over(input, row) {
                ties.ended = ties.ended.max(end);
            } else {
                ties.goes_on = true;
            }
        }
        let standings = partners.iter().map(|ties| ties.standing(since)).collect();
        Some(Self { since, standings, without_beginning })
    }

    /// What became of a partner; `None` where it is neither new nor lost.
    pub fn standing(&self, partner: Code) -> Option<Standing> {
        self.standings[partner.index()]
    }

    /// How many are new or lost: those that are listed.
    pub fn count(&self) -> usize {
        self.count_where(|_| true)
    }

    fn count_where(&self, holds: impl Fn(Standing) -> bool) -> usize {
        self.standings.iter().flatten().filter(|&&standing| holds(standing)).count()
    }

    /// "18 new and 2 lost since 2022", and how many ties are left out for want of a beginning.
    pub fn in_words(&self, lang: Lang) -> Vec<String> {
        let [new, lost] = [Standing::is_new, Standing::is_lost].map(|holds| grouped(self.count_where(holds)));
        let mut parts = vec![Word::new_and_lost_since(lang, &new, &lost, &self.since)];
        if self.without_beginning > 0 {
            parts.push(Word::plus_without_beginning(lang, &grouped(self.without_beginning)));
        }
        parts
    }

    /// What the signs mean, on one line.
    pub fn draw_key(&self, lang: Lang, pen: &mut Pen<'_>, y: f32) {
        let mut standings = vec![Standing::New, Standing::Lost];
        if self.count_where(|standing| standing == Standing::NewAndLost) > 0 {
            standings.push(Standing::NewAndLost);
        }
        let signs = standings.iter().map(|standing| format!("{} {}", standing.sign(), standing.word().text(lang)));
        let text = Word::key_of_signs(lang, &signs.collect::<Vec<_>>().join("   "), &self.since);
        let font = pen.theme.small();
        let text = pen.fit(&text, font, pen.scene.size.x).into_owned();
        pen.text(pos2(0.0, y), Align::Start, font, pen.theme.ink_soft, &text);
    }
}

/// Whether a tie is known to have ended by the day the file was last checked: an end may be set ahead.
fn is_over(input: &ChartInput<'_>, row: Row) -> bool {
    let end = input.dataset.table(Table::Partnerships).end(row);
    let as_of = input.dataset.meta.as_of;
    end.is_some_and(|end| as_of.is_none_or(|as_of| end.span_years().0 <= as_of.span_years().1))
}

/// Puts the sign of a standing in the margin before a name, and strikes the name of a lost one through.
pub fn mark_name(pen: &mut Pen<'_>, standing: Standing, name: Rect, y: f32) {
    let font = pen.theme.strong();
    let ink = if standing == Standing::Lost { pen.theme.ink_soft } else { pen.theme.accent };
    pen.text(pos2(0.36 * font.size, y), Align::Middle, font, ink, standing.sign());
    if standing.is_lost() {
        let line = Stroke::new(1.0, pen.theme.ink_soft);
        pen.scene.add(Shape::segment(pos2(name.left(), y), pos2(name.right(), y), line));
    }
}

/// The years that can be asked for: from the first of a tie of the file to the last of the collection, the newest first.
pub fn years_to_ask_for(input: &ChartInput<'_>) -> Vec<i16> {
    let facts = input.dataset.table(Table::Partnerships);
    let years = Sweep::new(facts, input.whole.rows(Table::Partnerships)).years();
    years.map_or_else(Vec::new, |(first, last)| (first..=last.max(input.last_year())).rev().collect())
}
