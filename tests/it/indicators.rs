//! The indicators: the worked example to the printed digit, the sample against SQL and plain arithmetic, and the edges.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use city_diplomacy_explorer::chart::trends::Told;
use city_diplomacy_explorer::data::Dataset;
use city_diplomacy_explorer::data::import::import_csv_folder;
use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::query::indicators::{
    Counting, Finding, Flag, Group, Indicator, Point, Question, Statistic, Verdict, findings, point,
};
use city_diplomacy_explorer::query::{Answer, Choice, Filter, Years};
use city_diplomacy_explorer::words::Lang;
use rusqlite::Connection;

use crate::support::{self, open_untouched, sample_after, sample_db};

fn ask(dataset: &Arc<Dataset>, filter: &Filter, counting: &Counting) -> Vec<Finding> {
    let answer = Answer::new(dataset, filter);
    findings(Question { dataset, filter, answer: &answer, counting }, &Indicator::ALL)
}

/// What a finding says in English.
fn told<'a>(dataset: &'a Dataset, finding: &'a Finding) -> Told<'a> {
    Told { finding, dataset, lang: Lang::En }
}

fn by_id<'f>(found: &'f [Finding], id: &str) -> &'f Finding {
    found.iter().find(|finding| finding.indicator.id() == id).unwrap()
}

/// A value to the printed digits.
fn near(figure: &Statistic, expected: f64, digits: i32) {
    let value = figure.value.unwrap();
    assert!((value - expected).abs() < 0.51 * 10_f64.powi(-digits), "{value} is not {expected}");
}

fn hits(figure: &Statistic) -> (usize, usize) {
    (figure.hits.unwrap(), figure.n)
}

fn of_year(points: &[Point], year: i16) -> &Statistic {
    point(points, year).unwrap()
}

fn measure<'f>(finding: &'f Finding, id: &str) -> &'f Statistic {
    &finding.part(Group::Measure, id).unwrap().figure
}

// ---- the sample, computed once more by others ----

/// Every indicator of the sample equals what a script of its own computes by SQL and plain arithmetic.
#[test]
fn the_sample_says_what_an_independent_script_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = root.join("tests/independent/indicators.py");
    let output = std::process::Command::new("python3").arg(script).arg(sample_db()).output();
    let output = output.expect("python3 is needed to compute the indicators once more: run scripts/test");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let expected: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let dataset = open(&sample_db(), &Progress::default()).unwrap().dataset;
    let found = ask(&dataset, &Filter::default(), &Counting::default());
    let mut compared = 0;
    let mut same = |what: String, expected: &serde_json::Value, figure: &Statistic| {
        if let Some(value) = expected["value"].as_f64() {
            let own = figure.value.unwrap_or(f64::NAN);
            assert!((own - value).abs() < 1e-9, "{what}: {own} is not {value}");
            compared += 1;
        }
        if let Some(n) = expected["n"].as_u64() {
            assert_eq!(figure.n as u64, n, "{what}");
        }
        if let Some(hits) = expected["hits"].as_u64() {
            assert_eq!(figure.hits.map(|hits| hits as u64), Some(hits), "{what}");
        }
    };
    for finding in &found {
        let id = finding.indicator.id();
        let expected = &expected[id];
        assert!(expected.is_object(), "{id} is not computed by the script");
        same(id.to_owned(), expected, &finding.headline);
        let undated = expected["undated"].as_u64();
        assert!(undated.is_none_or(|n| finding.undated.as_ref().unwrap().n as u64 == n), "{id}");
        for (group, key) in [(Group::Measure, "parts"), (Group::Mode, "modes"), (Group::Lag, "lags")] {
            for (part, expected) in expected[key].as_object().into_iter().flatten() {
                same(format!("{id} {part}"), expected, &finding.part(group, part).unwrap().figure);
            }
        }
        if let Some(years) = expected["points"].as_object() {
            for point in &finding.points {
                match years.get(&point.year.to_string()) {
                    Some(expected) => same(format!("{id} {}", point.year), expected, &point.figure),
                    None => assert_eq!((point.figure.n, point.figure.value), (0, None), "{id} {}", point.year),
                }
            }
            let dated = finding.points.iter().filter(|point| point.figure.n > 0).count();
            assert_eq!(dated, years.len(), "{id}");
        }
    }
    assert!(compared > 200, "{compared}");
}

// ---- the worked example ----

/// The example as a database whose activities are not coded by structure and mode, after some more SQL.
fn worked_example(sql: &str) -> Arc<Dataset> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("example.db");
    let csv = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/worked-example");
    import_csv_folder(&csv, &path).unwrap();
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("ALTER TABLE activity DROP COLUMN structure; DROP TABLE activity_mode;").unwrap();
    connection.execute_batch(sql).unwrap();
    connection.close().unwrap();
    open_untouched(&path).unwrap().dataset
}

/// Governments of all levels are compared, as the example does.
fn all_levels() -> Counting {
    Counting { level: None, ..Counting::default() }
}

fn example() -> Vec<Finding> {
    ask(&worked_example(""), &Filter::default(), &all_levels())
}

#[test]
fn the_first_trend_of_the_example() {
    let found = example();
    let i1 = by_id(&found, "I1");
    assert_eq!([2015, 2016].map(|year| hits(of_year(&i1.points, year))), [(1, 2), (2, 4)]);
    assert_eq!(hits(i1.undated.as_ref().unwrap()), (0, 1));
    let figure = of_year(&i1.points, 2016);
    assert_eq!(format!("{:.3} {:.3}", figure.low.unwrap(), figure.high.unwrap()), "0.150 0.850");
    assert_eq!(figure.flags, [Flag::Few]);

    let i2 = by_id(&found, "I2");
    let joined = &i2.part(Group::Measure, "joined").unwrap().points;
    let years = [1990, 1995, 2006, 2010, 2015];
    assert_eq!(years.map(|year| of_year(joined, year).n), [1, 2, 3, 3, 4]);
    assert_eq!(years.map(|year| of_year(&i2.points, year).n), [1, 2, 3, 2, 3]);
    assert_eq!(i2.undated.as_ref().unwrap().n, 1);

    let i3 = by_id(&found, "I3");
    let degrees: Vec<(&str, usize)> = i3.group(Group::City).map(|part| (part.id.as_str(), part.figure.n)).collect();
    assert_eq!(
        degrees.iter().copied().collect::<BTreeMap<_, _>>(),
        [("seoul", 3), ("suwon", 1), ("busan", 0), ("jeju", 0)].into()
    );
    near(measure(i3, "lead-share"), 0.4, 3);
    let i4 = by_id(&found, "I4");
    near(&i4.headline, 0.889, 3);
    near(measure(i4, "gini"), 0.625, 3);

    let i5 = by_id(&found, "I5");
    assert_eq!([2015, 2016].map(|year| hits(of_year(&i5.points, year))), [(1, 2), (3, 5)]);
    let i6 = by_id(&found, "I6");
    assert_eq!([2015, 2016].map(|year| hits(of_year(&i6.points, year))), [(0, 2), (2, 5)]);
    let i7 = by_id(&found, "I7");
    assert_eq!(i7.matrix.as_ref().unwrap().cells, [[Some(3.0), Some(0.0)], [Some(1.0), Some(3.0)]]);
    near(&i7.headline, 16.33, 2);
    assert_eq!(format!("{:.2} {:.1}", i7.headline.low.unwrap(), i7.headline.high.unwrap()), "0.48 555.7");
    assert_eq!(i7.reading.verdict, Verdict::DoesNotDistinguish);
    let said = told(&worked_example(""), i7).reading();
    assert!(said.contains("not distinguishable from 1"), "{said}");
    let i8 = by_id(&found, "I8");
    near(measure(i8, "richness"), 7.0, 3);
    near(&i8.headline, 6.336, 3);
    near(measure(i8, "dominant"), 5.762, 3);
}

#[test]
fn the_second_trend_of_the_example() {
    let found = example();
    let i10 = by_id(&found, "I10");
    for (year, share) in [(2015, 0.25), (2017, 0.25), (2018, 0.5), (2020, 0.75), (2024, 0.75)] {
        near(of_year(&i10.points, year), share, 3);
    }
    let hazard = &i10.part(Group::Measure, "hazard").unwrap().points;
    near(of_year(hazard, 2018), 0.333, 3);
    near(of_year(hazard, 2020), 0.5, 3);
    let lags: Vec<(&str, String)> =
        i10.group(Group::Lag).map(|part| (part.id.as_str(), format!("{:.3}", part.figure.value.unwrap()))).collect();
    assert_eq!(lags, [("2", "0.333".to_owned()), ("4", "0.667".to_owned())]);
    assert_eq!(i10.group(Group::Law).map(|law| law.id.as_str()).collect::<Vec<_>>(), ["act"]);

    let i11 = by_id(&found, "I11");
    let depth: BTreeMap<&str, usize> = i11.group(Group::City).map(|part| (part.id.as_str(), part.figure.n)).collect();
    assert_eq!(depth, [("seoul", 3), ("busan", 2), ("suwon", 1), ("jeju", 0)].into());
    // First institution less first practice: Seoul 2015 - 1990, Busan 2018 - 1995, Suwon 2020 - 2015.
    let i12 = by_id(&found, "I12");
    assert_eq!((i12.headline.value, i12.headline.n), (Some(23.0), 3));
    assert_eq!((measure(i12, "lower-quartile").value, hits(measure(i12, "rule-first"))), (Some(14.0), (0, 3)));
    // Seven began, of which three ordinances, and two of those follow the act.
    let i9 = by_id(&found, "I9");
    assert_eq!(i9.part(Group::Kind, "ordinance").unwrap().figure.n, 3);
    let lineage: Vec<(&str, usize)> = i9.group(Group::Lineage).map(|part| (part.id.as_str(), part.figure.n)).collect();
    assert_eq!((i9.headline.n, lineage), (7, vec![("act", 2)]));
}

#[test]
fn the_third_trend_of_the_example() {
    let found = example();
    let i13 = by_id(&found, "I13");
    near(&i13.headline, 4.762, 3);
    for (id, expected) in [("richness", 5.0), ("dominant", 4.5), ("evenness", 0.970)] {
        near(measure(i13, id), expected, 3);
    }
    let i14 = by_id(&found, "I14");
    let parts = ["activities-broad", "activities-strict", "ties-broad", "ties-strict"];
    assert_eq!(parts.map(|id| hits(measure(i14, id))), [(2, 4), (1, 4), (5, 6), (2, 6)]);
    // Four activities are too few to stand first.
    assert_eq!(hits(&i14.headline), (2, 6));
    let said = told(&worked_example(""), i14).counted();
    assert!(said.contains("only 4 activities name partners"), "{said}");
    let i15 = by_id(&found, "I15");
    let channels: BTreeMap<&str, usize> =
        i15.group(Group::City).map(|part| (part.id.as_str(), part.figure.n)).collect();
    assert_eq!(channels, [("seoul", 3), ("suwon", 2), ("busan", 1)].into());
    let i16 = by_id(&found, "I16");
    near(measure(i16, "activities-mean"), 1.75, 3);
    assert_eq!(hits(measure(i16, "activities-several")), (2, 4));
}

#[test]
fn public_and_city_diplomacy_of_the_example() {
    let found = example();
    let i17 = by_id(&found, "I17");
    for (mode, share) in
        [("public", 0.417), ("policy", 0.333), ("economic", 0.167), ("development", 0.083), ("peace", 0.0)]
    {
        near(&i17.part(Group::Mode, mode).unwrap().figure, share, 3);
    }
    assert_eq!(measure(i17, "unknown").n, 2);
    let said = told(&worked_example(""), i17).counted();
    assert!(said.contains("Modes of 6 activities were derived by rule"), "{said}");
    assert_eq!(hits(&by_id(&found, "I18").headline), (3, 6));
    assert_eq!(by_id(&found, "I18").reading.verdict, Verdict::DoesNotDistinguish);
    let i19 = by_id(&found, "I19");
    assert_eq!((hits(&i19.headline), hits(measure(i19, "all"))), ((1, 3), (1, 6)));
    // A rule coded all of them: no person did.
    assert_eq!((measure(i19, "coded-all").n, measure(i19, "coded-public").n), (0, 0));
    let q1 = by_id(&found, "Q1");
    assert_eq!(["year", "month", "day", "undated"].map(|id| hits(measure(q1, id)).0), [4, 2, 1, 1]);
}

#[test]
fn who_is_counted_can_be_switched_and_is_said() {
    let dataset = worked_example(
        "UPDATE activity SET status = 'announced' WHERE id = 'a8'; UPDATE network SET scope = 'domestic' WHERE id = 'n1';
         INSERT INTO instrument (id, start_date, kind, title_en) VALUES ('b', '2019', 'bill', 'Bill');
         UPDATE partnership SET status = 'talks' WHERE id = 't1';
         UPDATE instrument SET date_basis = 'attested' WHERE id = 'o-seoul'",
    );
    let default = ask(&dataset, &Filter::default(), &all_levels());
    let switched = Counting {
        announced: true,
        domestic: true,
        bills: true,
        other_ties: true,
        attested_institutions: false,
        ..all_levels()
    };
    let switched = ask(&dataset, &Filter::default(), &switched);
    let n = |found: &[Finding], id: &str| by_id(found, id).headline.n;
    for (id, expected) in [("I1", (6, 7)), ("I5", (7, 8)), ("I13", (5, 6))] {
        assert_eq!((n(&default, id), n(&switched, id)), expected, "{id}");
        assert_ne!(by_id(&default, id).counted, by_id(&switched, id).counted);
    }
    assert_eq!((n(&default, "I2"), n(&switched, "I2")), (1, 3));
    // The bill comes in, the attested ordinance goes to those without a date.
    assert_eq!((n(&default, "I9"), n(&switched, "I9")), (7, 7));
    assert_eq!(by_id(&switched, "I9").undated.as_ref().unwrap().n, 1);
    assert_eq!(of_year(&by_id(&default, "I9").points, 2015).flags, [Flag::Attested]);
    let said = told(&dataset, by_id(&default, "I1")).counted();
    assert!(said.contains("1 announced"), "{said}");
    // Only upper-level governments are compared unless one asks for more.
    let upper = ask(&dataset, &Filter::default(), &Counting::default());
    assert_eq!(["I3", "I10", "I11"].map(|id| n(&upper, id)), [3, 3, 3]);
    let law = Counting { law: Some("o-suwon".to_owned()), ..all_levels() };
    let law = ask(&dataset, &Filter::default(), &law);
    assert_eq!(by_id(&law, "I10").part(Group::Law, "o-suwon").unwrap().figure.value, Some(2020.0));
}

#[test]
fn years_that_were_not_collected_and_the_last_one_are_said() {
    let dataset = worked_example(
        "INSERT INTO coverage (city_id, from_year, to_year) VALUES ('seoul', 2016, 2016), ('busan', 2015, 2015);
         UPDATE meta SET value = '2016-08' WHERE key = 'as_of'",
    );
    let whole = ask(&dataset, &Filter::default(), &all_levels());
    let flags = |found: &[Finding], year: i16| of_year(&by_id(found, "I1").points, year).flags.clone();
    assert_eq!((flags(&whole, 2015), flags(&whole, 2016)), (vec![Flag::Few], vec![Flag::Few, Flag::Partial]));
    let seoul = Choice { include: ["seoul".to_owned()].into(), ..Choice::default() };
    let mut filter = Filter::default();
    filter.set_choice(city_diplomacy_explorer::data::Field::City, seoul);
    let seoul = ask(&dataset, &filter, &all_levels());
    assert_eq!(flags(&seoul, 2015), [Flag::Few, Flag::NotCollected]);
    assert_eq!(by_id(&seoul, "I3").headline.n, 1);
}

#[test]
fn a_city_that_left_and_came_back_is_a_member_and_an_ended_office_no_leaving() {
    let dataset = worked_example(
        "INSERT INTO membership (id, city_id, network_id, joined, \"left\", role) VALUES
         ('m6', 'busan', 'n2', '2018', NULL, 'member'), ('m7', 'seoul', 'n1', '2012', '2013', 'chair')",
    );
    let found = ask(&dataset, &Filter::default(), &all_levels());
    let i2 = by_id(&found, "I2");
    assert_eq!(i2.headline.n, 4);
    assert_eq!(of_year(&i2.part(Group::Measure, "joined").unwrap().points, 2020).n, 4);
    // Seoul's chair makes its pair a leading one; the pairs stay five.
    assert_eq!(hits(measure(by_id(&found, "I3"), "lead-share")), (3, 5));
}

#[test]
fn an_agreement_lives_if_the_same_two_meet_within_five_years() {
    let after = |date: &str, city: &str, name: &str| {
        let sql = format!(
            "INSERT INTO activity (id, start_date, form_id, title_en, status) VALUES ('x', '{date}', 'delegation', 'X', 'held');
             INSERT INTO activity_city (activity_id, city_id) VALUES ('x', '{city}');
             INSERT INTO activity_counterpart (activity_id, name, country) VALUES ('x', '{name}', 'US')"
        );
        let dataset = worked_example(&sql);
        hits(&by_id(&ask(&dataset, &Filter::default(), &all_levels()), "I20").headline)
    };
    assert_eq!(hits(&by_id(&example(), "I20").headline), (0, 1));
    assert_eq!(after("2015-07", "seoul", " SPRINGFIELD "), (1, 1));
    assert_eq!(after("2020-12-31", "seoul", "Springfield"), (1, 1));
    assert_eq!(after("2021", "seoul", "Springfield"), (0, 1));
    assert_eq!(after("2014-12", "seoul", "Springfield"), (0, 1));
    assert_eq!(after("2016", "busan", "Springfield"), (0, 1));
    assert_eq!(after("2016", "seoul", "Shelbyville"), (0, 1));
}

// ---- edges ----

#[test]
fn nothing_to_count_is_a_gap_and_never_nought() {
    let dataset = open(&sample_db(), &Progress::default()).unwrap().dataset;
    let filter = Filter { text: "no such word anywhere".to_owned(), ..Filter::default() };
    for finding in ask(&dataset, &filter, &Counting::default()) {
        let (shown, id) = (finding.headline.value, finding.indicator.id());
        let is_count = ["I2", "I9"].contains(&id);
        // Governments are compared whatever they did: those have none of it.
        let is_of_governments = ["I3", "I10", "I11"].contains(&id);
        if is_count || is_of_governments {
            assert_eq!(shown, Some(0.0), "{id}");
        } else {
            assert_eq!(shown, None, "{id}");
            assert_eq!(finding.reading.verdict, Verdict::TooFew, "{id}");
        }
        let all = finding.parts.iter().flat_map(|part| &part.points).chain(&finding.points);
        assert!(all.map(|point| &point.figure).all(|figure| figure.value.is_none_or(f64::is_finite)));
    }
}

#[test]
fn few_records_are_flagged_and_gaps_stand_between_years() {
    let dataset = open(&sample_db(), &Progress::default()).unwrap().dataset;
    let found = ask(&dataset, &Filter::default(), &Counting::default());
    let i1 = by_id(&found, "I1");
    let gaps = i1.points.iter().filter(|point| point.figure.n == 0);
    assert!(gaps.clone().count() > 0 && gaps.clone().all(|point| point.figure.value.is_none()));
    assert!(gaps.clone().all(|point| point.figure.flags.contains(&Flag::Gap)));
    for point in &i1.points {
        assert_eq!(point.figure.flags.contains(&Flag::Few), (1..5).contains(&point.figure.n), "{}", point.year);
    }
    let as_of: i16 = support::sample_as_of()[..4].parse().unwrap();
    for point in found.iter().flat_map(|finding| &finding.points) {
        assert_eq!(point.figure.flags.contains(&Flag::Partial), point.year == as_of);
    }
    let years = Some(Years { from: 2000, to: 2010 });
    let clipped = ask(&dataset, &Filter { years, ..Filter::default() }, &Counting::default());
    for point in clipped
        .iter()
        .flat_map(|finding| finding.points.iter().chain(finding.parts.iter().flat_map(|part| &part.points)))
    {
        assert!((2000..=2010).contains(&point.year));
    }
    // What was known before the years is known in them.
    assert_eq!(of_year(&by_id(&clipped, "I2").points, 2005), of_year(&by_id(&found, "I2").points, 2005));
    assert_eq!(of_year(&by_id(&clipped, "I9").points, 2005), of_year(&by_id(&found, "I9").points, 2005));
}

#[test]
fn a_file_with_activities_alone_has_every_indicator() {
    let (_folder, path) =
        support::database_of("CREATE TABLE activity (id, title_en); INSERT INTO activity VALUES (1, 'A')");
    let dataset = open_untouched(&path).unwrap().dataset;
    for finding in ask(&dataset, &Filter::default(), &Counting::default()) {
        let said = told(&dataset, &finding);
        assert!(!said.reading().is_empty() && !said.definition().is_empty() && !said.source().is_empty());
        assert!(finding.points.len() < 3, "{}", said.title());
    }
}

// ---- the sample against SQL and plain arithmetic ----

struct Sample {
    found: Vec<Finding>,
    connection: Connection,
}

/// An activity that was held and not only announced.
const HELD: &str = "status = 'held'";
/// Its year.
const YEAR: &str = "CAST(substr(start_date, 1, 4) AS INTEGER)";
const MANY: &str = "structure IN ('minilateral', 'network', 'global-forum')";
const THREAT: &str = "EXISTS (SELECT 1 FROM activity_agenda x JOIN agenda g ON g.id = x.agenda_id
                      WHERE x.activity_id = a.id AND g.nts_strict = 1)";
const TAGGED: &str = "EXISTS (SELECT 1 FROM activity_agenda x WHERE x.activity_id = a.id)";
const MODED: &str = "EXISTS (SELECT 1 FROM activity_mode m WHERE m.activity_id = a.id)";
const PUBLIC: &str = "EXISTS (SELECT 1 FROM activity_mode m WHERE m.activity_id = a.id AND m.mode = 'public')";
const MODES: &str = "(SELECT count(*) FROM activity_mode m WHERE m.activity_id = a.id)";
/// The sector of each partner.
const PARTNERS: &str = "(SELECT p.id, p.level, t.parent_id AS sector FROM partner p
                        JOIN term t ON t.vocabulary = 'partner_type' AND t.id = p.type)";

fn count_at(row: &rusqlite::Row<'_>, index: usize) -> rusqlite::Result<usize> {
    Ok(row.get::<_, i64>(index)? as usize)
}

fn two_counts(row: &rusqlite::Row<'_>) -> rusqlite::Result<(usize, usize)> {
    Ok((count_at(row, 0)?, count_at(row, 1)?))
}

impl Sample {
    fn new() -> Self {
        let dataset = open(&sample_db(), &Progress::default()).unwrap().dataset;
        let found = ask(&dataset, &Filter::default(), &Counting::default());
        Self { found, connection: Connection::open(sample_db()).unwrap() }
    }

    fn finding(&self, id: &str) -> &Finding {
        by_id(&self.found, id)
    }

    fn rows<T, F: FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>>(&self, sql: &str, take: F) -> Vec<T> {
        let mut statement = self.connection.prepare(sql).unwrap();
        statement.query_map([], take).unwrap().map(Result::unwrap).collect()
    }

    fn number(&self, sql: &str) -> usize {
        self.connection.query_row(sql, [], |row| count_at(row, 0)).unwrap()
    }

    fn real(&self, sql: &str) -> f64 {
        self.connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// Hits and n among held activities, by year, and over all.
    fn shares(&self, hits: &str, of: &str) -> (BTreeMap<i16, (usize, usize)>, (usize, usize)) {
        let sql = format!("SELECT {YEAR}, sum({hits}), count(*) FROM activity a WHERE {HELD} AND {of} GROUP BY 1");
        let rows = self.rows(&sql, |row| Ok((row.get::<_, Option<i16>>(0)?, (count_at(row, 1)?, count_at(row, 2)?))));
        let total = rows.iter().fold((0, 0), |sum, (_, (hits, n))| (sum.0 + hits, sum.1 + n));
        (rows.into_iter().filter_map(|(year, share)| Some((year?, share))).collect(), total)
    }

    /// The same for what an indicator found.
    #[track_caller]
    fn assert_shares(&self, points: &[Point], headline: &Statistic, hits_are: &str, of: &str) {
        let found: BTreeMap<i16, (usize, usize)> =
            points.iter().filter(|point| point.figure.n > 0).map(|point| (point.year, hits(&point.figure))).collect();
        assert!(found.len() > 10);
        assert_eq!((found, hits(headline)), self.shares(hits_are, of));
    }

    /// Governments of the upper level, with a number each.
    fn by_city(&self, sql: &str) -> BTreeMap<String, usize> {
        self.rows(sql, |row| Ok((row.get(0)?, count_at(row, 1)?))).into_iter().collect()
    }
}

/// What an indicator found for each government.
fn cities(finding: &Finding) -> BTreeMap<String, usize> {
    finding.group(Group::City).map(|part| (part.id.clone(), part.figure.n)).collect()
}

#[test]
fn shares_of_activities_are_those_of_sql() {
    let sample = Sample::new();
    for (id, hits, of) in [
        ("I1", MANY, "structure IS NOT NULL"),
        ("I5", THREAT, TAGGED),
        ("I6", "form_id IN ('policy-sharing', 'training', 'secondment', 'joint-project')", "1"),
        ("I18", &format!("NOT {PUBLIC}"), MODED),
        ("I19", &format!("{MODES} > 1"), PUBLIC),
    ] {
        let finding = sample.finding(id);
        sample.assert_shares(&finding.points, &finding.headline, hits, of);
    }
    let wide = "NOT EXISTS (SELECT 1 FROM activity_mode m WHERE m.activity_id = a.id
                AND m.mode IN ('public', 'economic', 'representation'))";
    let representation_only = format!(
        "{MODED} AND NOT ({MODES} = 1 AND EXISTS
         (SELECT 1 FROM activity_mode m WHERE m.activity_id = a.id AND m.mode = 'representation'))"
    );
    let broad = THREAT.replace("nts_strict", "nts_broad");
    for (id, part, hits, of) in [
        ("I5", "broad", broad.as_str(), TAGGED),
        ("I18", "wide", wide, MODED),
        ("I18", "without-representation", &format!("NOT {PUBLIC}"), &representation_only),
        ("I19", "all", &format!("{MODES} > 1"), MODED),
        ("I19", "coded-public", &format!("{MODES} > 1"), PUBLIC),
        (
            "I14",
            "activities-broad",
            &format!(
                "EXISTS (SELECT 1 FROM activity_partner x JOIN {PARTNERS} p ON p.id = x.partner_id
                      WHERE x.activity_id = a.id AND p.sector <> 'state')"
            ),
            "EXISTS (SELECT 1 FROM activity_partner x WHERE x.activity_id = a.id)",
        ),
        (
            "I16",
            "activities-several",
            &format!(
                "(SELECT count(DISTINCT p.level) FROM activity_partner x JOIN {PARTNERS} p ON p.id = x.partner_id
                      WHERE x.activity_id = a.id) > 1"
            ),
            "EXISTS (SELECT 1 FROM activity_partner x WHERE x.activity_id = a.id)",
        ),
    ] {
        let part = sample.finding(id).part(Group::Measure, part).unwrap();
        sample.assert_shares(&part.points, &part.figure, hits, of);
    }
}

#[test]
fn tables_and_breadth_of_activities_are_those_of_sql() {
    let sample = Sample::new();
    let cell = |structure: &str, threat: &str| {
        sample
            .number(&format!("SELECT count(*) FROM activity a WHERE {HELD} AND {TAGGED} AND {structure} AND {threat}"))
            as f64
    };
    let not = format!("NOT {THREAT}");
    let cells = [MANY, "structure = 'bilateral'"].map(|row| [cell(row, THREAT), cell(row, &not)]);
    let i7 = sample.finding("I7");
    assert_eq!(i7.matrix.as_ref().unwrap().cells, cells.map(|row| row.map(Some)));
    let [[a, b], [c, d]] = cells.map(|row| row.map(|cell| cell + 0.5));
    let spread = 1.96 * (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt();
    let odds = (a * d / b / c).ln();
    near(&i7.headline, odds.exp(), 9);
    assert!((i7.headline.low.unwrap() - (odds - spread).exp()).abs() < 1e-9);

    let tags = sample.rows(
        &format!(
            "SELECT x.agenda_id, {YEAR} FROM activity_agenda x JOIN activity a ON a.id = x.activity_id WHERE {HELD}"
        ),
        |row| Ok((row.get::<_, String>(0)?, row.get::<_, i16>(1)?)),
    );
    let breadth = |tags: &[&str]| {
        let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
        for tag in tags {
            *counts.entry(tag).or_default() += 1.0;
        }
        let n = tags.len() as f64;
        (n, counts.values().map(|count| (n / count).powf(count / n)).product::<f64>(), counts.len() as f64)
    };
    let all: Vec<&str> = tags.iter().map(|(tag, _)| tag.as_str()).collect();
    let (n, common, richness) = breadth(&all);
    let i8 = sample.finding("I8");
    near(&i8.headline, common, 9);
    near(measure(i8, "richness"), richness, 9);
    assert_eq!(i8.headline.n as f64, n);
    for point in i8.points.iter().filter(|point| point.figure.n > 0) {
        let of_year: Vec<&str> =
            tags.iter().filter(|(_, year)| *year == point.year).map(|(tag, _)| tag.as_str()).collect();
        near(&point.figure, breadth(&of_year).1, 9);
    }

    let shares = sample.rows(
        &format!(
            "SELECT m.mode, sum(1.0 / {MODES}) / (SELECT count(*) FROM activity a WHERE {HELD} AND {MODED})
                  FROM activity_mode m JOIN activity a ON a.id = m.activity_id WHERE {HELD} GROUP BY 1"
        ),
        |row| Ok((row.get::<_, String>(0)?, row.get::<_, f64>(1)?)),
    );
    let i17 = sample.finding("I17");
    assert_eq!(shares.len(), 6);
    for (mode, share) in shares {
        near(&i17.part(Group::Mode, &mode).unwrap().figure, share, 9);
    }
    assert_eq!(
        measure(i17, "unknown").n,
        sample.number(&format!("SELECT count(*) FROM activity a WHERE {HELD} AND NOT {MODED}"))
    );
    let both = sample.real(&format!(
        "SELECT 1.0 * sum(public AND policy) / sum(public OR policy) FROM (SELECT {PUBLIC} AS public,
         EXISTS (SELECT 1 FROM activity_mode m WHERE m.activity_id = a.id AND m.mode = 'policy') AS policy
         FROM activity a WHERE {HELD})"
    ));
    let matrix = sample.finding("I19").matrix.as_ref().unwrap();
    let at = |id: &str| matrix.rows.iter().position(|label| label.id == id).unwrap();
    assert!((matrix.cells[at("public")][at("policy")].unwrap() - both).abs() < 1e-9);
}

/// Each government once in each international network: earliest joining of a membership (of a role where there is no
/// membership), leaving only if every membership ended.
const PAIRS: &str = "(SELECT city_id, network_id,
    CAST(substr(CASE WHEN sum(plain) > 0 THEN min(CASE WHEN plain THEN joined END) ELSE min(joined) END, 1, 4) AS INTEGER) AS joined,
    CASE WHEN sum(plain) > 0 AND sum(plain AND \"left\" IS NULL) = 0
         THEN CAST(substr(max(CASE WHEN plain THEN \"left\" END), 1, 4) AS INTEGER) END AS gone,
    max(role <> 'member') AS leads
    FROM (SELECT m.*, role IN ('member', 'founder') AS plain FROM membership m)
    JOIN network n ON n.id = network_id WHERE n.scope = 'international' GROUP BY city_id, network_id)";

#[test]
fn networks_are_those_of_sql() {
    let sample = Sample::new();
    let i2 = sample.finding("I2");
    let joined = &i2.part(Group::Measure, "joined").unwrap().points;
    for year in 1987..=2026 {
        let count = |condition: &str| {
            sample.number(&format!("SELECT count(*) FROM {PAIRS} WHERE joined <= {year} {condition}"))
        };
        assert_eq!(of_year(joined, year).n, count(""), "{year}");
        assert_eq!(of_year(&i2.points, year).n, count(&format!("AND (gone IS NULL OR gone > {year})")), "{year}");
    }
    assert_eq!(
        i2.undated.as_ref().unwrap().n,
        sample.number(&format!("SELECT count(*) FROM {PAIRS} WHERE joined IS NULL"))
    );

    let current = "(joined IS NULL OR joined <= 2026) AND (gone IS NULL OR gone > 2026)";
    let degrees = sample.by_city(&format!(
        "SELECT c.id, (SELECT count(*) FROM {PAIRS} p WHERE p.city_id = c.id AND {current}) FROM city c WHERE level = 'upper'"
    ));
    assert_eq!(cities(sample.finding("I3")), degrees);
    let lead = sample.rows(
        &format!("SELECT sum(leads), count(*) FROM {PAIRS} p JOIN city c ON c.id = city_id WHERE level = 'upper'"),
        two_counts,
    );
    assert_eq!(hits(measure(sample.finding("I3"), "lead-share")), lead[0]);

    let i4 = sample.finding("I4");
    let networks = sample.number(&format!(
        "SELECT count(DISTINCT network_id) FROM {PAIRS} p JOIN city c ON c.id = city_id WHERE level = 'upper' AND {current}"
    ));
    assert_eq!(measure(i4, "networks").n, networks);
    let degrees: Vec<f64> = degrees.values().map(|&degree| degree as f64).collect();
    let (n, largest) = (degrees.len() as f64, degrees.iter().copied().fold(0.0, f64::max));
    near(&i4.headline, degrees.iter().map(|degree| largest - degree).sum::<f64>() / ((n - 1.0) * networks as f64), 9);
    // Gini as the mean difference of all pairs.
    let differences: f64 = degrees.iter().flat_map(|a| degrees.iter().map(move |b| (a - b).abs())).sum();
    near(measure(i4, "gini"), differences / (2.0 * n * degrees.iter().sum::<f64>()), 9);
    // What has a date of joining, at the end of 2010.
    let then = sample.by_city(&format!(
        "SELECT c.id, (SELECT count(*) FROM {PAIRS} p WHERE p.city_id = c.id AND joined <= 2010 AND (gone IS NULL OR gone > 2010))
         FROM city c WHERE level = 'upper'"
    ));
    let networks = sample.number(&format!(
        "SELECT count(DISTINCT network_id) FROM {PAIRS} p JOIN city c ON c.id = city_id
         WHERE level = 'upper' AND joined <= 2010 AND (gone IS NULL OR gone > 2010)"
    ));
    let largest = *then.values().max().unwrap();
    let sum: usize = then.values().map(|degree| largest - degree).sum();
    near(of_year(&i4.points, 2010), sum as f64 / ((n - 1.0) * networks as f64), 9);
}

#[test]
fn institutions_are_those_of_sql_and_plain_arithmetic() {
    let sample = Sample::new();
    let i9 = sample.finding("I9");
    for kind in ["ordinance", "organisation", "act", "plan"] {
        let part = i9.part(Group::Kind, kind).unwrap();
        for year in 1990..=2026 {
            let count =
                sample.number(&format!("SELECT count(*) FROM instrument WHERE kind = '{kind}' AND {YEAR} <= {year}"));
            assert_eq!(point(&part.points, year).unwrap().n, count, "{kind} {year}");
        }
    }
    assert!(i9.part(Group::Kind, "bill").is_none());
    assert_eq!(
        i9.undated.as_ref().unwrap().n,
        sample.number("SELECT count(*) FROM instrument WHERE start_date IS NULL AND kind <> 'bill'")
    );

    // I10: the first ordinance of each upper-level government, by hand from here on.
    let first: BTreeMap<String, i16> = sample
        .rows(
            &format!(
                "SELECT c.id, min({YEAR}) FROM city c JOIN instrument_city x ON x.city_id = c.id
                      JOIN instrument i ON i.id = x.instrument_id WHERE c.level = 'upper' AND kind = 'ordinance'
                      AND start_date IS NOT NULL GROUP BY 1"
            ),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .into_iter()
        .collect();
    let n = sample.number("SELECT count(*) FROM city WHERE level = 'upper'");
    let i10 = sample.finding("I10");
    let hazard = &i10.part(Group::Measure, "hazard").unwrap().points;
    for point in &i10.points {
        let by = |year: i16| first.values().filter(|&&adopted| adopted <= year).count();
        assert_eq!(hits(&point.figure), (by(point.year), n));
        assert_eq!(hits(of_year(hazard, point.year)), (by(point.year) - by(point.year - 1), n - by(point.year - 1)));
    }
    // A government whose ordinance has no date cannot be followed.
    let undated = sample.number(
        "SELECT count(*) FROM city c WHERE level = 'upper' AND id IN (SELECT city_id FROM instrument_city
         JOIN instrument i ON i.id = instrument_id WHERE kind = 'ordinance' AND start_date IS NULL)
         AND id NOT IN (SELECT city_id FROM instrument_city JOIN instrument i ON i.id = instrument_id
         WHERE kind = 'ordinance' AND start_date IS NOT NULL)",
    );
    assert_eq!(i10.undated.as_ref().unwrap().n, undated);
    let mut without: f64 = 1.0;
    let mut curve = Vec::new();
    for lag in 1..=10 {
        let new = first.values().filter(|&&year| year == 2016 + lag).count();
        let at_risk = n - undated - first.values().filter(|&&year| year < 2016 + lag).count();
        if new > 0 {
            without *= 1.0 - new as f64 / at_risk as f64;
            curve.push((lag.to_string(), format!("{:.9}", 1.0 - without)));
        }
    }
    let found: Vec<(String, String)> =
        i10.group(Group::Lag).map(|part| (part.id.clone(), format!("{:.9}", part.figure.value.unwrap()))).collect();
    assert!(!found.is_empty());
    assert_eq!(found, curve);
    assert_eq!(i10.group(Group::Law).next().unwrap().id, "i-kr-pda-2016");

    let depth = sample.by_city(&format!(
        "SELECT c.id, (SELECT count(DISTINCT kind) FROM instrument i JOIN instrument_city x ON x.instrument_id = i.id
         WHERE x.city_id = c.id AND kind IN ('ordinance', 'plan', 'organisation', 'task-force', 'position', 'council', 'fund',
         'overseas-office') AND (start_date IS NULL OR {YEAR} <= 2026)
         AND (end_date IS NULL OR CAST(substr(end_date, 1, 4) AS INTEGER) > 2026)) FROM city c WHERE level = 'upper'"
    ));
    assert_eq!(cities(sample.finding("I11")), depth);
}

#[test]
fn practice_before_rule_is_that_of_plain_arithmetic() {
    let sample = Sample::new();
    let first = |sql: &str| -> BTreeMap<String, i16> {
        sample.rows(sql, |row| Ok((row.get(0)?, row.get(1)?))).into_iter().collect()
    };
    let rules = first(&format!(
        "SELECT city_id, min({YEAR}) FROM instrument_city JOIN instrument i ON i.id = instrument_id
         WHERE kind <> 'bill' AND start_date IS NOT NULL GROUP BY 1"
    ));
    let acts = first(&format!(
        "SELECT city_id, min({YEAR}) FROM activity_city JOIN activity a ON a.id = activity_id WHERE {HELD} GROUP BY 1"
    ));
    let joined = first(&format!("SELECT city_id, min(joined) FROM {PAIRS} WHERE joined IS NOT NULL GROUP BY 1"));
    let upper = sample.rows("SELECT id FROM city WHERE level = 'upper'", |row| row.get::<_, String>(0));
    let mut lags: Vec<i16> = upper
        .iter()
        .filter_map(|city| Some(rules.get(city)? - acts.get(city).into_iter().chain(joined.get(city)).min()?))
        .collect();
    lags.sort_unstable();
    let i12 = sample.finding("I12");
    assert_eq!(i12.headline.n, lags.len());
    assert_eq!(lags.len() % 4, 1, "the quartiles are values of their own");
    let quarter = lags.len() / 4;
    assert_eq!(i12.headline.value, Some(f64::from(lags[2 * quarter])));
    assert_eq!(measure(i12, "lower-quartile").value, Some(f64::from(lags[quarter])));
    assert_eq!(hits(measure(i12, "rule-first")).0, lags.iter().filter(|&&lag| lag < 0).count());
}

/// Ties that stand; an attested one has no beginning.
const TIES: &str = "(SELECT t.*, CASE WHEN date_basis = 'attested' THEN NULL ELSE CAST(substr(start_date, 1, 4) AS INTEGER) END AS begun,
    CAST(substr(end_date, 1, 4) AS INTEGER) AS ended FROM partnership t WHERE status = 'tie')";
const NOW: &str = "(begun IS NULL OR begun <= 2026) AND (ended IS NULL OR ended >= 2026)";

#[test]
fn partners_are_those_of_sql() {
    let sample = Sample::new();
    let effective = |counts: &[f64]| {
        let n: f64 = counts.iter().sum();
        counts.iter().map(|count| (n / count).powf(count / n)).product::<f64>()
    };
    let sectors = |condition: &str| {
        sample.rows(
            &format!("SELECT count(*) FROM {TIES} t JOIN {PARTNERS} p ON p.id = t.partner_id WHERE {condition} GROUP BY sector"),
            |row| row.get::<_, f64>(0),
        )
    };
    let i13 = sample.finding("I13");
    near(&i13.headline, effective(&sectors(NOW)), 9);
    assert_eq!(i13.headline.n as f64, sectors(NOW).iter().sum::<f64>());
    for year in [1990, 2000, 2010, 2020, 2026] {
        let then = sectors(&format!("begun <= {year} AND (ended IS NULL OR ended >= {year})"));
        near(of_year(&i13.points, year), effective(&then), 9);
    }
    let i14 = sample.finding("I14");
    for (id, is) in [("ties-strict", "sector IN ('market', 'civil')"), ("ties-broad", "sector <> 'state'")] {
        let share = sample.rows(
            &format!("SELECT sum({is}), count(*) FROM {TIES} t JOIN {PARTNERS} p ON p.id = t.partner_id"),
            two_counts,
        );
        assert_eq!(hits(measure(i14, id)), share[0]);
        let of_2015 = sample.rows(
            &format!(
                "SELECT sum({is}), count(*) FROM {TIES} t JOIN {PARTNERS} p ON p.id = t.partner_id
                      WHERE begun <= 2015 AND (ended IS NULL OR ended >= 2015)"
            ),
            two_counts,
        );
        let part = i14.part(Group::Measure, id).unwrap();
        assert_eq!(hits(of_year(&part.points, 2015)), of_2015[0]);
    }
    let i15 = sample.finding("I15");
    let channels = sample.by_city(&format!(
        "SELECT city_id, count(DISTINCT channel) FROM {TIES} t JOIN city c ON c.id = city_id WHERE level = 'upper' AND {NOW} GROUP BY 1"
    ));
    assert_eq!(cities(i15), channels);
    let then = sample.real(&format!(
        "SELECT avg(channels) FROM (SELECT count(DISTINCT channel) AS channels FROM {TIES} t JOIN city c ON c.id = city_id
         WHERE level = 'upper' AND begun <= 2010 AND (ended IS NULL OR ended >= 2010) GROUP BY city_id)"
    ));
    near(of_year(&i15.points, 2010), then, 9);
    let i16 = sample.finding("I16");
    let mean = sample.real(&format!(
        "SELECT avg(levels) FROM (SELECT count(DISTINCT p.level) AS levels FROM activity_partner x
         JOIN activity a ON a.id = x.activity_id JOIN {PARTNERS} p ON p.id = x.partner_id WHERE {HELD} GROUP BY a.id)"
    ));
    near(&i16.headline, mean, 9);
    let several = sample.rows(
        &format!("SELECT sum(levels > 1), count(*) FROM (SELECT count(DISTINCT p.level) AS levels FROM {TIES} t
                  JOIN {PARTNERS} p ON p.id = t.partner_id JOIN city c ON c.id = city_id WHERE c.level = 'upper' AND {NOW}
                  GROUP BY city_id)"),
        two_counts,
    );
    assert_eq!(hits(measure(i16, "governments-several")), several[0]);
}

#[test]
fn liveliness_and_quality_are_those_of_sql() {
    let sample = Sample::new();
    // Dates are compared as far as both are known; five years later is the year moved on.
    let later = "printf('%04d', CAST(substr(a.start_date, 1, 4) AS INTEGER) + 5) || substr(a.start_date, 5)";
    let common = |one: &str, other: &str| format!("min(length({one}), length({other}))");
    let compared = |one: &str, sign: &str, other: &str| {
        let length = common(one, other);
        format!("substr({one}, 1, {length}) {sign} substr({other}, 1, {length})")
    };
    let key = |row: &str| format!("lower(trim({row}.name)) || '|' || lower(coalesce({row}.country, ''))");
    let live = format!(
        "EXISTS (SELECT 1 FROM activity b JOIN activity_counterpart y ON y.activity_id = b.id
         JOIN activity_counterpart x ON x.activity_id = a.id AND {} = {}
         JOIN activity_city bc ON bc.activity_id = b.id JOIN activity_city ac ON ac.activity_id = a.id AND ac.city_id = bc.city_id
         WHERE b.id <> a.id AND b.status = 'held' AND {} AND {})",
        key("x"),
        key("y"),
        compared("b.start_date", ">=", "a.start_date"),
        compared("b.start_date", "<=", later),
    );
    let share = sample.rows(
        &format!(
            "SELECT sum({live}), count(*) FROM activity a WHERE {HELD} AND form_id IN ('sister-city', 'friendship-city')
             AND EXISTS (SELECT 1 FROM activity_counterpart x WHERE x.activity_id = a.id) AND {}",
            compared(later, "<=", "(SELECT value FROM meta WHERE key = 'as_of')")
        ),
        two_counts,
    );
    assert!(share[0].0 > 0);
    assert_eq!(hits(&sample.finding("I20").headline), share[0]);

    let q1 = sample.finding("Q1");
    let rows = sample.number("SELECT count(*) FROM activity");
    for (id, is) in [
        ("year", "length(start_date) = 4"),
        ("month", "length(start_date) = 7"),
        ("day", "length(start_date) = 10"),
        ("undated", "start_date IS NULL"),
        ("counterpart", "id IN (SELECT activity_id FROM activity_counterpart)"),
        ("partner", "id IN (SELECT activity_id FROM activity_partner)"),
        ("coded-mode", "id IN (SELECT activity_id FROM activity_mode WHERE basis = 'coded')"),
        ("agenda", "id IN (SELECT activity_id FROM activity_agenda)"),
    ] {
        let count = sample.number(&format!("SELECT count(*) FROM activity WHERE {is}"));
        assert_eq!(hits(measure(q1, id)), (count, rows), "{id}");
    }

    let facts = "(SELECT 'activity' AS f, id, source_id FROM activity UNION ALL SELECT 'instrument', id, source_id FROM instrument
         UNION ALL SELECT 'partnership', id, source_id FROM partnership WHERE status = 'tie'
         UNION ALL SELECT 'membership', m.id, m.source_id FROM membership m JOIN network n ON n.id = network_id
                   WHERE n.scope = 'international')";
    let cited = format!(
        "(SELECT f, id, source_id FROM {facts} WHERE source_id IS NOT NULL UNION SELECT c.fact_table, c.fact_id, c.source_id
          FROM citation c JOIN {facts} x ON x.f = c.fact_table AND x.id = c.fact_id)"
    );
    let q2 = sample.finding("Q2");
    assert_eq!(q2.headline.n, sample.number(&format!("SELECT count(DISTINCT source_id) FROM {cited}")));
    let several = format!("SELECT count(*) FROM (SELECT 1 FROM {cited} GROUP BY f, id HAVING count(*) > 1)");
    let rows = sample.number(&format!("SELECT count(*) FROM {facts}"));
    assert_eq!(hits(measure(q2, "several-sources")), (sample.number(&several), rows));
    let largest = format!(
        "SELECT max(n) FROM (SELECT count(*) AS n FROM (SELECT DISTINCT f, c.id, publisher FROM {cited} c
         JOIN source s ON s.id = source_id WHERE publisher IS NOT NULL) GROUP BY publisher)"
    );
    assert_eq!(hits(measure(q2, "largest-publisher")).0, sample.number(&largest));
}

// ---- all of it, as text ----

/// Every figure on a line, the years of a course side by side.
fn numbers(found: &[Finding]) -> String {
    let value = |value: f64| ((value * 1000.0).round() / 1000.0).to_string();
    let figure = |figure: &Statistic| {
        let mut text = figure.value.map_or_else(|| "gap".to_owned(), value);
        if let Some(hits) = figure.hits {
            let _ = write!(text, " = {hits}/{}", figure.n);
        } else {
            let _ = write!(text, " n={}", figure.n);
        }
        if let (Some(low), Some(high)) = (figure.low, figure.high) {
            let _ = write!(text, " [{} {}]", value(low), value(high));
        }
        for flag in &figure.flags {
            let _ = write!(text, " {flag:?}");
        }
        text
    };
    let course = |points: &[Point]| {
        let shown = points.iter().filter(|point| point.figure.n > 0);
        let shown = shown
            .map(|point| format!("{}: {}", point.year, point.figure.value.map_or_else(|| "gap".to_owned(), value)));
        shown.collect::<Vec<_>>().join(", ")
    };
    let mut text = String::new();
    for finding in found {
        let _ = writeln!(text, "\n{} {:?} {}", finding.indicator.id(), finding.unit, figure(&finding.headline));
        if let Some(undated) = &finding.undated {
            let _ = writeln!(text, "  undated {}", figure(undated));
        }
        if !finding.points.is_empty() {
            let _ = writeln!(text, "  {}", course(&finding.points));
        }
        for part in &finding.parts {
            let _ = writeln!(text, "  {:?} {}: {}", part.group, part.id, figure(&part.figure));
            if !part.points.is_empty() {
                let _ = writeln!(text, "    {}", course(&part.points));
            }
        }
        for (label, cells) in finding.matrix.iter().flat_map(|matrix| matrix.rows.iter().zip(&matrix.cells)) {
            let cells: Vec<String> = cells.iter().map(|cell| cell.map_or_else(|| "·".to_owned(), value)).collect();
            let _ = writeln!(text, "  | {} | {}", label.id, cells.join(" "));
        }
    }
    text
}

/// Every phrase on a line.
fn phrases(found: &[Finding], dataset: &Dataset, lang: Lang) -> String {
    let mut text = String::new();
    for finding in found {
        let told = Told { finding, dataset, lang };
        let _ = writeln!(text, "\n{} {}", finding.indicator.id(), told.title());
        let _ = writeln!(text, "  {}\n  {}\n  {}", told.definition(), told.source(), told.counted());
        let _ = writeln!(text, "  {:?}: {}", finding.reading.verdict, told.reading());
        let names: BTreeSet<String> = finding.group(Group::Measure).map(|part| told.name(&part.name)).collect();
        let _ = writeln!(text, "  {}", names.into_iter().collect::<Vec<_>>().join(" | "));
    }
    text
}

#[test]
fn everything_said_of_the_sample_is_as_it_was() {
    let dataset = open(&sample_db(), &Progress::default()).unwrap().dataset;
    let found = ask(&dataset, &Filter::default(), &Counting::default());
    insta::assert_snapshot!("sample-numbers", numbers(&found));
    insta::assert_snapshot!("sample-en", phrases(&found, &dataset, Lang::En));
    insta::assert_snapshot!("sample-ko", phrases(&found, &dataset, Lang::Ko));
    // The figures do not depend on what else is asked for.
    let answer = Answer::new(&dataset, &Filter::default());
    let (filter, counting) = (Filter::default(), Counting::default());
    let question = Question { dataset: &dataset, filter: &filter, answer: &answer, counting: &counting };
    for (one, all) in Indicator::ALL.into_iter().zip(&found) {
        assert_eq!(findings(question, &[one]), std::slice::from_ref(all));
    }
    let json = serde_json::to_value(found.iter().map(|finding| told(&dataset, finding)).collect::<Vec<_>>()).unwrap();
    assert_eq!((json.as_array().unwrap().len(), &json[0]["id"], &json[6]["unit"]), (22, &"I1".into(), &"ratio".into()));
    assert_eq!(json[0]["reading"]["verdict"], serde_json::to_value(found[0].reading.verdict).unwrap());
    let first = &found[0].points[0];
    let point = &json[0]["points"][0];
    assert_eq!(
        (&point["year"], &point["n"], &point["hits"]),
        (&first.year.into(), &first.figure.n.into(), &first.figure.hits.into())
    );
    let keys: Vec<&String> = point.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["flags", "high", "hits", "low", "n", "value", "year"]);
}

#[test]
fn a_lineage_and_an_end_are_followed_where_the_file_has_them() {
    let (_folder, path) = sample_after(
        "UPDATE instrument SET parent_id = 'i-kr-pda-2016' WHERE id IN (SELECT id FROM instrument WHERE kind = 'ordinance' LIMIT 3);
         UPDATE instrument SET end_date = '2020' WHERE kind = 'fund'",
    );
    let dataset = open_untouched(&path).unwrap().dataset;
    let found = ask(&dataset, &Filter::default(), &Counting::default());
    let i9 = by_id(&found, "I9");
    assert_eq!(i9.part(Group::Lineage, "i-kr-pda-2016").unwrap().figure.n, 3);
    let whole = open(&sample_db(), &Progress::default()).unwrap().dataset;
    let whole = ask(&whole, &Filter::default(), &Counting::default());
    let depth = |found: &[Finding], year: i16| of_year(&by_id(found, "I11").points, year).value.unwrap();
    assert_eq!(depth(&found, 2019), depth(&whole, 2019));
    assert!(depth(&found, 2020) < depth(&whole, 2020));
    let in_force = |found: &[Finding]| measure(by_id(found, "I9"), "in-force").n;
    assert!(in_force(&found) < in_force(&whole));
    assert_eq!(i9.headline.n, by_id(&whole, "I9").headline.n);
}
