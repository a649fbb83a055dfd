//! Cities and their partners, and cities and the countries of their counterparts, as graphs of two kinds of nodes: a line is
//! as wide as there are ties or activities between its ends.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use emath::{Rect, lerp, pos2};

use super::joined::{JoinedScale, Key};
use super::legend::{Entry, Sign};
use super::pen::Pen;
use super::table::{Cell, NumberTable};
use super::theme::Theme;
use super::two_mode::{Edge, Look, TwoMode};
use super::{ChartInput, ChartSpec, Drawing, Home, Scene, phrases};
use crate::data::{Code, Field, Row, Table};
use crate::query::indicators::Records;
use crate::query::{Answer, Cited, Joint, Subject, Sweep, each_list};
use crate::words::{Lang, Word, counted, grouped};

/// Cities and partners as nodes, ties as lines.
pub static PARTNERS: ChartSpec = ChartSpec {
    id: "partner-graph",
    title: Word::GRAPH_OF_PARTNERS,
    home: Home::Partners,
    tab: Some(Word::PARTNER_GRAPH_TAB),
    tables: &[Table::Partnerships],
    drawing: Drawing::Facts {
        layout: |input, pen| OF_PARTNERS.layout(input, pen),
        table: |input| OF_PARTNERS.numbers(input),
        subtitle: |input| OF_PARTNERS.subtitle(input),
    },
    highlights: Some(|input| OF_PARTNERS.highlights(input)),
    ..ChartSpec::PLAIN
};

/// Cities and countries of counterparts as nodes, activities as lines.
pub static COUNTRIES: ChartSpec = ChartSpec {
    id: "country-graph",
    title: Word::GRAPH_OF_COUNTRIES,
    home: Home::Partners,
    tab: Some(Word::COUNTRY_GRAPH_TAB),
    tables: &[Table::Activities],
    drawing: Drawing::Facts {
        layout: |input, pen| OF_COUNTRIES.layout(input, pen),
        table: |input| OF_COUNTRIES.numbers(input),
        subtitle: |input| OF_COUNTRIES.subtitle(input),
    },
    highlights: Some(|input| OF_COUNTRIES.highlights(input)),
    has_facts: |dataset| {
        let facts = dataset.table(Table::Activities);
        [Field::City, Field::Country].iter().all(|&field| facts.codes[field as usize].has_values())
    },
    ..ChartSpec::PLAIN
};

/// What a graph counts: facts of a table between a city and a value of a field.
struct Kind {
    table: Table,
    field: Field,
    counted: fn(Lang, usize) -> String,
    /// How many of the facts that pass are drawn.
    shown: fn(&ChartInput<'_>) -> String,
    first_of: fn(Lang, &dyn std::fmt::Display, &dyn std::fmt::Display) -> String,
}

const OF_PARTNERS: Kind = Kind {
    table: Table::Partnerships,
    field: Field::Partner,
    counted: |lang, count| counted(lang, count, Word::one_partner, Word::n_partners),
    shown: |input| phrases::shown_of(input, Table::Partnerships),
    first_of: Word::first_of_partners,
};

const OF_COUNTRIES: Kind = Kind {
    table: Table::Activities,
    field: Field::Country,
    counted: |lang, count| counted(lang, count, Word::one_country, Word::n_countries),
    shown: |input| {
        let rows = input.answer.rows(Table::Activities);
        let countries = &input.dataset.table(Table::Activities).codes[Field::Country as usize];
        let mut stated = 0;
        each_list(countries, rows, |list, count| stated += if list.is_empty() { 0 } else { count });
        let all = Table::Activities.count_words(input.lang, rows.count());
        Word::with_stated_country(input.lang, &grouped(stated), &all)
    },
    first_of: Word::first_of_countries,
};

/// The lines of a graph: what passes among all there is.
struct Lines<'a> {
    /// What passes, sorted by city, then value.
    passing: &'a [Joint],
    /// All there is, whatever passes.
    all: BTreeMap<(Code, Code), usize>,
    /// The most of one line.
    most: usize,
}

impl Lines<'_> {
    /// How many of a line pass; `None` where none does.
    fn passing(&self, city: Code, other: Code) -> Option<usize> {
        let place = self.passing.binary_search_by_key(&(city, other), |joint| (joint.city, joint.other));
        place.ok().map(|place| self.passing[place].facts)
    }

    /// What a line of so many looks like.
    fn look(&self, theme: &Theme, facts: usize) -> Look {
        let share = (facts.saturating_sub(1)) as f32 / (self.most.saturating_sub(1)).max(1) as f32;
        Look {
            place: facts,
            color: theme.on_scale(lerp(0.25..=1.0, share.sqrt())),
            width: lerp(1.0..=5.5, share),
            is_over: false,
            is_leading: false,
        }
    }
}

impl Kind {
    fn joints<'a>(&self, answer: &'a Answer, input: &ChartInput<'_>) -> &'a [Joint] {
        match self.field {
            Field::Partner => answer.city_partners(input.dataset),
            _ => answer.city_countries(input.dataset),
        }
    }

    fn lines<'a>(&self, input: &ChartInput<'a>) -> Lines<'a> {
        let (passing, whole) = (self.joints(input.answer, input), self.joints(input.whole, input));
        let mut all = BTreeMap::new();
        for joint in whole.iter().chain(passing) {
            let facts = all.entry((joint.city, joint.other)).or_insert(0);
            *facts = joint.facts.max(*facts);
        }
        Lines { passing, most: all.values().copied().max().unwrap_or(1), all }
    }

    /// Lays out as many cities as fit, those with most ties or activities first.
    fn layout(&self, input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
        let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
        let lines = self.lines(input);
        if lines.passing.is_empty() {
            let none_passes = input.answer.rows(self.table).count() == 0;
            let why = phrases::why_empty(input, self.table);
            pen.empty_state(area, if none_passes { &why } else { Word::NO_COUNTRY_NAMED.text(input.lang) });
            return pen.scene;
        }
        let graph = self.graph(input, &lines, pen.theme);
        let has_shadows = lines.passing.len() < lines.all.len();
        let key = |has_shadows: bool, has_own: bool, theme: &Theme| {
            Key::new(input, JoinedScale::NONE, self.signs(input.lang, &lines, theme, [has_own, has_shadows]))
        };
        // Room for every sign that a filter may call for: it must not move anything.
        let key_height = key(true, true, pen.theme).height(&pen, &self.longest_note(input.lang, &graph));
        let inside = Rect::from_min_max(area.min, pos2(area.right(), area.bottom() - key_height));
        let shown = graph.draw(input, &mut pen, inside);
        let key_area = Rect::from_min_max(pos2(area.left(), inside.bottom() + 8.0), area.max);
        let note = self.note(input.lang, &graph, [shown.cities, shown.others]);
        key(has_shadows, shown.has_own, pen.theme).draw(&mut pen, key_area, &note);
        pen.scene
    }

    fn graph<'a>(&self, input: &'a ChartInput<'a>, lines: &Lines<'a>, theme: &Theme) -> TwoMode<'a> {
        let [cities, others] = [|ends: (Code, Code)| ends.0, |ends: (Code, Code)| ends.1].map(|end| {
            let mut sums = BTreeMap::<Code, (usize, usize)>::new();
            for (&ends, &facts) in &lines.all {
                sums.entry(end(ends)).or_default().0 += facts;
            }
            for joint in lines.passing {
                sums.entry(end((joint.city, joint.other))).or_default().1 += joint.facts;
            }
            sums
        });
        let largest = |sums: &BTreeMap<Code, (usize, usize)>| {
            let mut codes: Vec<Code> = sums.keys().copied().collect();
            codes.sort_by_key(|code| (Reverse(sums[code].0), *code));
            codes
        };
        let shares = |sums: &BTreeMap<Code, (usize, usize)>| {
            let most = sums.values().map(|sum| sum.0).max().unwrap_or(1).max(1) as f32;
            sums.iter().map(|(&code, sum)| (code, sum.1 as f32 / most)).collect()
        };
        let edge = |(&(city, other), &weight): (&(Code, Code), &usize)| Edge {
            city,
            other,
            weight,
            look: lines.passing(city, other).map(|facts| lines.look(theme, facts)),
        };
        let of_both = self.rows_of_city_and_district(input, lines.passing);
        let (table, field) = (self.table, self.field);
        TwoMode {
            field,
            cities: largest(&cities),
            others: largest(&others),
            edges: lines.all.iter().map(edge).collect(),
            city_shares: shares(&cities),
            other_shares: shares(&others),
            is_weighted: true,
            subject: Box::new(move |edge| {
                let facts = edge.look.map_or(0, |look| look.place);
                let ends = [(Field::City, edge.city), (field, edge.other)];
                Subject::Figure(Box::new(Cited {
                    title: ends.map(|(field, code)| input.short_name(field, code)).join(" – "),
                    lines: vec![table.count_of_words(input.lang, facts, edge.weight)],
                    records: Records {
                        choices: ends.map(|(field, code)| (field, vec![code])).into(),
                        rows: of_both.get(&(edge.city, edge.other)).map(|rows| (table, rows.clone())),
                        ..Records::default()
                    },
                }))
            }),
        }
    }

    /// Who chooses a city is shown its districts, too: where one of these has to do with the same, the facts themselves are
    /// named that are the city's own.
    fn rows_of_city_and_district(&self, input: &ChartInput<'_>, passing: &[Joint]) -> BTreeMap<(Code, Code), Vec<Row>> {
        let of_city = |joint: &Joint| Some((input.dataset.city_of_district(joint.city)?, joint.other));
        let wanted: BTreeSet<(Code, Code)> = passing.iter().filter_map(of_city).collect();
        let mut found: BTreeMap<(Code, Code), Vec<Row>> = BTreeMap::new();
        if wanted.is_empty() {
            return found;
        }
        let facts = input.dataset.table(self.table);
        let cities: BTreeSet<Code> = wanted.iter().map(|ends| ends.0).collect();
        let sweep = Sweep::new(facts, input.answer.rows(self.table));
        for row in sweep.rows_with(Field::City, |list| list.iter().any(|city| cities.contains(city))) {
            let others = || facts.codes(self.field, row).iter();
            let ends = facts.codes(Field::City, row).iter().flat_map(|&city| others().map(move |&other| (city, other)));
            for ends in ends.filter(|ends| wanted.contains(ends)) {
                found.entry(ends).or_default().push(row);
            }
        }
        found
    }

    /// How wide lines are for how many, and what else is drawn.
    fn signs(&self, lang: Lang, lines: &Lines<'_>, theme: &Theme, [has_own, has_shadows]: [bool; 2]) -> Vec<Entry> {
        let mut steps = vec![1, lines.most.div_ceil(2), lines.most];
        steps.dedup();
        let line = |(index, &facts): (usize, &usize)| {
            let look = lines.look(theme, facts);
            let is_last = index + 1 == steps.len();
            let name = if is_last { self.table.count_words(lang, facts) } else { grouped(facts) };
            Entry::of(Sign::Line(look.width, look.color), name)
        };
        let mut signs: Vec<Entry> = steps.iter().enumerate().map(line).collect();
        if has_own {
            let color = lines.look(theme, 1).color;
            signs.push(Entry::of(Sign::Square(color), Word::LINKED_TO_IT_ALONE.text(lang)));
        }
        if has_shadows {
            signs.push(Entry::of(Sign::Stroke(theme.grid), Word::OUTSIDE_FILTER.text(lang)));
        }
        signs
    }

    /// How many of the cities and values there is room for; empty where for all.
    fn note(&self, lang: Lang, graph: &TwoMode<'_>, [cities, others]: [usize; 2]) -> String {
        let (all_cities, all_others) = (graph.cities.len(), graph.others.len());
        let parts = [
            (cities < all_cities).then(|| Word::first_of_cities(lang, &grouped(cities), &grouped(all_cities))),
            (others < all_others).then(|| (self.first_of)(lang, &grouped(others), &grouped(all_others))),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// About as long as [`Self::note`] can be.
    fn longest_note(&self, lang: Lang, graph: &TwoMode<'_>) -> String {
        self.note(lang, graph, [graph.cities.len(), graph.others.len()].map(|all| all.saturating_sub(1)))
    }

    /// What passes, the most first.
    fn heaviest<'a>(&self, input: &ChartInput<'a>) -> Vec<&'a Joint> {
        let mut joints: Vec<&Joint> = self.joints(input.answer, input).iter().collect();
        joints.sort_by_key(|joint| Reverse(joint.facts));
        joints
    }

    /// A row a line, the widest first.
    fn numbers(&self, input: &ChartInput<'_>) -> NumberTable {
        let columns = [Field::City.word(), self.field.word(), self.table.word()];
        let row = |joint: &&Joint| {
            let name = |field: Field, code: Code| Cell::Text(input.name(field, code).to_owned());
            vec![name(Field::City, joint.city), name(self.field, joint.other), Cell::count(joint.facts)]
        };
        NumberTable {
            columns: columns.map(|word| word.text(input.lang).to_owned()).into(),
            rows: self.heaviest(input).iter().map(row).collect(),
        }
    }

    /// The five widest lines.
    fn highlights(&self, input: &ChartInput<'_>) -> Option<String> {
        let told = |joint: &&Joint| {
            let [city, other] = [(Field::City, joint.city), (self.field, joint.other)]
                .map(|(field, code)| input.short_name(field, code));
            format!("{city} – {other} {}", grouped(joint.facts))
        };
        let told: Vec<String> = self.heaviest(input).iter().take(5).map(told).collect();
        (!told.is_empty()).then(|| Word::most_between(input.lang, &told.join(", ")))
    }

    /// The line under the title.
    fn subtitle(&self, input: &ChartInput<'_>) -> String {
        phrases::subtitle(input, &[self.table], || {
            let passing = self.joints(input.answer, input);
            let cities = passing.iter().map(|joint| joint.city).collect::<BTreeSet<_>>().len();
            let others = passing.iter().map(|joint| joint.other).collect::<BTreeSet<_>>().len();
            let cities = counted(input.lang, cities, Word::one_government, Word::n_governments);
            let ends = format!("{cities} × {}", (self.counted)(input.lang, others));
            vec![ends, (self.shown)(input)]
        })
    }
}
