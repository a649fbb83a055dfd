//! A figure and its records: every mark of every indicator leads to exactly the facts that it counts.

use std::collections::BTreeSet;
use std::path::Path;

use city_diplomacy_explorer::app::{Command, Workspace};
use city_diplomacy_explorer::chart::{Chart, ChartInput, ChartOptions, Ruler, Theme, trends};
use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::data::{Code, Date, Field, Row, Table};
use city_diplomacy_explorer::query::indicators::{
    Counting, Finding, Group, Indicator, Part, Point, Records, Selection,
};
use city_diplomacy_explorer::query::{Cited, Filter, Subject};
use city_diplomacy_explorer::words::Lang;
use egui::vec2;

use crate::register;
use crate::support::sample_db;

/// What a mark says, and what its click finds.
struct Mark<'a> {
    input: &'a ChartInput<'a>,
    finding: &'a Finding,
    cited: &'a Cited,
    table: Table,
    rows: Vec<Row>,
}

impl Mark<'_> {
    /// The records of the mark are as many as it counts, or come to the number that it says.
    fn check(&self) {
        let id = self.finding.indicator.id();
        let title = format!("{id} {}: {:?}", self.cited.title, self.cited.lines);
        let found = self.rows.len();
        assert_eq!(self.rows.iter().collect::<BTreeSet<_>>().len(), found, "{title}: each once");
        match id {
            "I1" | "I5" | "I18" => {
                assert_eq!(found, self.sum(&self.finding.points, |point| point.figure.hits), "{title}");
            }
            "I8" => {
                let tags: usize = self.rows.iter().map(|&row| self.codes(Field::Agenda, row).len()).sum();
                assert_eq!(tags, self.sum(&self.finding.points, |point| Some(point.figure.n)), "{title}");
            }
            "I4" => assert_eq!(found, self.part(Group::City).figure.n, "{title}"),
            "I6" | "Q1" => assert_eq!(Some(found), self.part(Group::Measure).figure.hits, "{title}"),
            "I7" | "I15" => assert_eq!(found as f64, self.cell(), "{title}"),
            "I9" | "I20" => {
                let said = self.cited.lines[0].rsplit(' ').next().unwrap().replace(',', "");
                assert_eq!(found, said.parse().unwrap_or(1), "{title}");
            }
            "I10" => {
                let cities: BTreeSet<Code> =
                    self.rows.iter().flat_map(|&row| self.codes(Field::City, row).to_vec()).collect();
                let upper = self.input.dataset.vocabulary(Field::CityLevel).code("upper");
                let compared = cities.iter().filter(|city| self.input.dataset.cities[city.index()].level == upper);
                let (_, last) = self.cited.records.years.unwrap();
                assert_eq!(Some(compared.count()), self.finding.point(last).unwrap().hits, "{title}");
            }
            "I11" => assert!(found > 0 && self.is_first(self.cell()), "{title}"),
            "I12" => assert!(self.is_first(f64::from(self.part(Group::City).span_years.unwrap().1)), "{title}"),
            "I13" => assert_eq!(Some(found), self.part(Group::Sector).figure.hits, "{title}"),
            "I14" => {
                let of = if self.table == Table::Partnerships { "ties" } else { "activities" };
                let sense = if self.input.options.counting.broad { "broad" } else { "strict" };
                let part = self.finding.part(Group::Measure, &format!("{of}-{sense}")).unwrap();
                assert_eq!(Some(found), part.figure.hits, "{title}");
            }
            "I16" if self.table == Table::Partnerships => {
                let cities: BTreeSet<_> = self.rows.iter().map(|&row| self.codes(Field::City, row)).collect();
                assert_eq!(Some(cities.len()), self.part(Group::Measure).figure.hits, "{title}");
            }
            "I16" => {
                let is_set = self.finding.group(Group::Levels).next().is_some();
                let group = if is_set { Group::Levels } else { Group::Measure };
                assert_eq!(Some(found), self.part(group).figure.hits, "{title}");
            }
            "I17" => self.check_mode(&title),
            "I19" => {
                let of = |mode: Code| self.count(&Selection::Mode(mode));
                let Some(Selection::Modes(one, other)) = self.cited.records.counted else { panic!("{title}") };
                let share = found as f64 / (of(one) + of(other) - found) as f64;
                assert!((share - self.cell()).abs() < 1e-9, "{title}: {share}");
            }
            _ => panic!("{title}: nothing is known of its marks"),
        }
    }

    /// An activity of several modes is shared equally between them.
    fn check_mode(&self, title: &str) {
        let Some(Selection::Mode(mode)) = self.cited.records.counted else {
            let unknown = &self.finding.part(Group::Measure, "unknown").unwrap().points;
            return assert_eq!(self.rows.len(), self.sum(unknown, |point| Some(point.figure.n)), "{title}");
        };
        let shared: f64 = self.rows.iter().map(|&row| 1.0 / self.codes(Field::Mode, row).len() as f64).sum();
        let part = self.finding.group(Group::Mode).find(|part| part.value == Some((Field::Mode, mode))).unwrap();
        let figures = self.of_years(&part.points);
        let said: f64 = figures.map(|point| point.figure.value.unwrap_or_default() * point.figure.n as f64).sum();
        assert!((shared - said).abs() < 1e-6, "{title}: {shared} is not {said}");
    }

    fn of_years<'p>(&self, points: &'p [Point]) -> impl Iterator<Item = &'p Point> + use<'p> {
        let (from, to) = self.cited.records.years.unwrap();
        points.iter().filter(move |point| (from..=to).contains(&point.year))
    }

    fn sum(&self, points: &[Point], of: impl Fn(&Point) -> Option<usize>) -> usize {
        self.of_years(points).filter_map(of).sum()
    }

    fn codes(&self, field: Field, row: Row) -> &[Code] {
        self.input.dataset.table(self.table).codes(field, row)
    }

    /// The part whose selection the mark carries.
    fn part(&self, group: Group) -> &Part {
        self.finding.group(group).find(|part| part.selection == self.cited.records.counted).unwrap()
    }

    /// The cell of the matrix whose selection the mark carries.
    fn cell(&self) -> f64 {
        let matrix = self.finding.matrix.as_ref().unwrap();
        let cells = matrix.selections.iter().flatten().zip(matrix.cells.iter().flatten());
        let is_own = |selection: &Selection| Some(selection) == self.cited.records.counted.as_ref();
        cells.filter(|(selection, _)| is_own(selection)).find_map(|(_, cell)| *cell).unwrap_or(f64::NAN)
    }

    /// Whether the earliest of the records began in a year; without a year none of them has one.
    fn is_first(&self, year: f64) -> bool {
        let facts = self.input.dataset.table(self.table);
        let first = self.rows.iter().filter_map(|&row| facts.start(row)).map(Date::year).min();
        first.map_or(year.is_nan(), |first| f64::from(first) == year)
    }

    fn count(&self, selection: &Selection) -> usize {
        let records = Records::of(self.input.dataset, selection, &self.input.options.counting);
        trends::records_behind(&records, self.input).unwrap().1.len()
    }
}

/// Follows every mark of every picture of an indicator; how many there were.
fn follow(path: &Path, filter: &Filter, counting: &Counting) -> usize {
    let mut workspace = Workspace::new(open(path, &Progress::default()).unwrap());
    workspace.apply(Command::Years(filter.years));
    workspace.apply(Command::Options(ChartOptions { counting: counting.clone(), ..ChartOptions::default() }));
    let mut followed = 0;
    for (chart, indicator) in Chart::ALL.into_iter().filter_map(|chart| Some((chart, chart.finds()?))) {
        let mut exact: Vec<(Records, usize)> = Vec::new();
        {
            let input = workspace.chart_input(Lang::En);
            let finding = trends::find(indicator, &input);
            let scene = chart.layout(&input, vec2(900.0, 1400.0), &Theme::screen(false), Ruler::shipped());
            let subjects = scene.marks.iter().filter_map(|mark| mark.subject.as_ref());
            let before = followed;
            for subject in subjects {
                let Subject::Figure(cited) = subject else { continue };
                let found = trends::records_behind(&cited.records, &input);
                let (table, rows) = found.unwrap_or_else(|| panic!("{indicator:?} {}: leads nowhere", cited.title));
                let mark = Mark { input: &input, finding: &finding, cited, table, rows };
                mark.check();
                if cited.records.are_said_by_choices(&workspace.view().filter) {
                    assert_eq!(mark.table, Table::Activities);
                    exact.push((cited.records.clone(), mark.rows.len()));
                }
                followed += 1;
            }
            assert!(followed > before || finding.headline.value.is_none(), "{indicator:?} has no mark");
        }
        // Where the filter is said to be enough, it shows just as many.
        for (records, count) in exact.into_iter().step_by(3) {
            workspace.apply(Command::Drill(records.clone()));
            assert_eq!(workspace.answer().rows(Table::Activities).count(), count, "{indicator:?} {records:?}");
            workspace.apply(Command::Undo);
        }
    }
    followed
}

/// Everyone whom a switch can take in.
fn everyone() -> Counting {
    Counting { announced: true, domestic: true, bills: true, other_ties: true, broad: true, ..Counting::default() }
}

#[test]
fn every_mark_of_the_sample_leads_to_what_it_counts() {
    assert!(follow(&sample_db(), &Filter::default(), &Counting::default()) > 300);
    assert!(follow(&sample_db(), &Filter::default(), &everyone()) > 300);
    let years = Some(city_diplomacy_explorer::query::Years { from: 2000, to: 2018 });
    assert!(follow(&sample_db(), &Filter { years, ..Filter::default() }, &Counting::default()) > 200);
}

#[test]
fn every_mark_of_a_generated_database_leads_to_what_it_counts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("generated.db");
    register::generate(&path, 3000, 7).unwrap();
    assert!(follow(&path, &Filter::default(), &Counting::default()) > 200);
    assert!(follow(&path, &Filter::default(), &Counting { attested_ties: true, ..everyone() }) > 200);
}

/// What stands now is listed by name, since no filter tells it from what ended.
#[test]
fn a_click_on_a_stock_selects_the_records_that_stand_now() {
    for indicator in [Indicator::NetworkCentralisation, Indicator::PartnerDiversity, Indicator::TieLiveliness] {
        let mut workspace = Workspace::new(open(&sample_db(), &Progress::default()).unwrap());
        let chart = Chart::of(indicator).unwrap();
        let scene =
            chart.layout(&workspace.chart_input(Lang::En), vec2(900.0, 600.0), &Theme::screen(false), Ruler::shipped());
        let mut selected = 0;
        for mark in scene.marks {
            let Some(Subject::Figure(cited)) = mark.subject else { continue };
            let (_, mut rows) = trends::records_behind(&cited.records, &workspace.chart_input(Lang::En)).unwrap();
            rows.sort_unstable();
            workspace.apply(Command::Drill(cited.records));
            let found = workspace.view().selected.as_ref().and_then(|key| key.find(workspace.dataset()));
            match found {
                Some(Subject::Crowd(_, found)) => assert_eq!(found, rows),
                Some(Subject::Fact(_, found)) => assert_eq!(vec![found], rows),
                other => assert!(rows.is_empty() && other.is_none(), "{other:?}"),
            }
            selected += rows.len();
            workspace.apply(Command::Undo);
        }
        assert!(selected > 20, "{indicator:?}: {selected}");
    }
}
