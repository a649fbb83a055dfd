//! Decks as a person makes them, opened in `LibreOffice` and by python-pptx, their numbers checked against the database.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use crate::support::readers::{assert_fonts_travel, done, libreoffice_pdf, pdf_info, pdf_text, python, refused};
use crate::support::{self, open_untouched, sample_db};
use city_diplomacy_explorer::chart::{Chart, ChartOptions, Theme};
use city_diplomacy_explorer::data::Field;
use city_diplomacy_explorer::export::{DeckPlan, Frame};
use city_diplomacy_explorer::query::{Answer, Filter};
use city_diplomacy_explorer::words::Lang;
use rusqlite::Connection;
use serde_json::Value;

fn deck(out: &Path, options: &[&str]) -> String {
    done(&[&["deck", sample_db().to_str().unwrap(), "--out", out.to_str().unwrap()], options].concat())
}

fn texts(value: &Value) -> Vec<String> {
    serde_json::from_value(value.clone()).unwrap()
}

#[test]
fn libreoffice_opens_a_korean_deck_with_its_letters() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("도시외교.pptx");
    deck(&out, &["--cities", "seoul,부산", "--charts", "timeline,lanes,partners", "--lang", "ko"]);
    let pdf = libreoffice_pdf(&out);
    assert_fonts_travel(&pdf);
    // LibreOffice puts a little room between Hangul and other letters.
    let text: String = pdf_text(&pdf).split_whitespace().collect();
    for title in [
        "대한민국지방자치단체의도시외교",
        "서울특별시·프로필",
        "서울특별시·시기별활동",
        "부산광역시·거버넌스파트너",
        "부산광역시·개별활동",
        "자료원",
        "출처",
        "스마트시티",
    ] {
        assert!(text.contains(title), "{title} is not in the slides");
    }
    assert!(pdf_info(&pdf).contains("Pages:           10"), "{}", pdf_info(&pdf));
}

#[test]
fn slides_are_titled_described_noted_sourced_and_large_enough_to_read() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("deck.pptx");
    deck(&out, &["--cities", "seoul", "--charts", "all", "--lang", "ko", "--byline", "국제협력과"]);
    let read = python("read_pptx.py", &out);
    assert_eq!(read["size"], serde_json::json!([12_192_000, 6_858_000]));
    let slides = read["slides"].as_array().unwrap();
    assert_eq!(slides.len(), 2 + 1 + Chart::of_panes().count());
    assert_eq!(slides[0]["layout"], "Title Slide");
    for slide in &slides[1..] {
        assert!(!slide["title"].as_str().unwrap().is_empty());
        assert_eq!(slide["languages"], serde_json::json!(["ko-KR"]));
        // Nothing below 12 points but the source note, at 10.
        assert!(slide["smallest"].as_u64().unwrap() >= 1000, "{}", slide["title"]);
        assert_eq!(slide["without_korean_typeface"], 0);
    }
    for slide in &slides[2..slides.len() - 1] {
        let notes = slide["notes"].as_str().unwrap();
        // What sets governments beside each other shows all of them.
        assert!(notes.contains("필터: 서울") || notes.contains("서울 강조"), "{notes}");
        assert!(notes.contains("sample.db"), "{notes}");
        assert!(!texts(&slide["descriptions"]).is_empty(), "{}", slide["title"]);
        assert!(texts(&slide["texts"]).iter().any(|text| text.contains("출처") && text.contains("국제협력과")));
    }
    assert!(slides[2]["notes"].as_str().unwrap().contains("a-seoul-"), "{}", slides[2]["notes"]);
}

/// What python-pptx reads in the first native chart of a slide.
fn first_chart(slides: &Value, title: &str) -> Value {
    let slide = slides.as_array().unwrap().iter().find(|slide| slide["title"] == title).unwrap();
    slide["charts"][0].clone()
}

/// The cells of the workbook behind a chart as series by name, each by category.
fn cells(chart: &Value) -> BTreeMap<String, BTreeMap<String, f64>> {
    let rows: Vec<Vec<Value>> = serde_json::from_value(chart["cells"].clone()).unwrap();
    let name = |cell: &Value| cell.as_str().unwrap().trim_end_matches("-01-01").to_owned();
    let mut series = BTreeMap::new();
    for (column, head) in rows[0].iter().enumerate().skip(1) {
        let values = rows[1..].iter().map(|row| (name(&row[0]), row[column].as_f64().unwrap()));
        series.insert(head.as_str().unwrap().to_owned(), values.collect());
    }
    series
}

/// The cache of a chart, which is what a viewer draws, holds the cells of its workbook and nothing else.
fn assert_cache_is_cells(chart: &Value) {
    let rows: Vec<Vec<Value>> = serde_json::from_value(chart["cells"].clone()).unwrap();
    let cached: BTreeMap<String, Vec<f64>> = serde_json::from_value(chart["series"].clone()).unwrap();
    assert_eq!(cached.len(), rows[0].len() - 1);
    for (column, name) in rows[0].iter().enumerate().skip(1) {
        let cells: Vec<f64> = rows[1..].iter().map(|row| row[column].as_f64().unwrap()).collect();
        assert_eq!(cached[name.as_str().unwrap()], cells, "{name}");
    }
    // Years are days in the cache, and dates in cells.
    let named = texts(&chart["categories"]);
    let is_day = |name: &String| name.parse::<u32>().is_ok();
    for (name, row) in named.iter().zip(&rows[1..]).filter(|(name, _)| !is_day(name)) {
        assert_eq!(name, row[0].as_str().unwrap());
    }
    let (first, last) = (named.first().unwrap(), named.last().unwrap());
    if is_day(first) {
        let year = |row: &[Value]| row[0].as_str().unwrap()[..4].parse::<u32>().unwrap();
        let days = last.parse::<u32>().unwrap() - first.parse::<u32>().unwrap();
        let years = year(rows.last().unwrap()) - year(&rows[1]);
        assert_eq!(days / 365, years, "{first} to {last}");
    }
    let rows = rows.len();
    for reference in texts(&chart["references"]) {
        assert!(
            reference.starts_with("Chart!$") && (reference.ends_with("$1") || reference.ends_with(&format!("${rows}")))
        );
    }
}

fn sql(query: &str) -> BTreeMap<String, BTreeMap<String, f64>> {
    let connection = Connection::open(sample_db()).unwrap();
    let mut statement = connection.prepare(query).unwrap();
    let mut counted: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    for row in rows {
        let (series, category, count): (String, String, f64) = row.unwrap();
        counted.entry(series).or_default().insert(category, count);
    }
    counted
}

fn without_zeros(mut series: BTreeMap<String, BTreeMap<String, f64>>) -> BTreeMap<String, BTreeMap<String, f64>> {
    for values in series.values_mut() {
        values.retain(|_, value| *value != 0.0);
    }
    series.retain(|_, values| !values.is_empty());
    series
}

#[test]
fn native_charts_show_what_the_database_counts() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("deck.pptx");
    deck(&out, &["--charts", "timeline,ranking,growth,partner-mix"]);
    let read = python("read_pptx.py", &out);
    let chart = |title: &str| first_chart(&read["slides"], title);
    let [timeline, ranking, growth, mix] =
        ["Activities over time", "Networks by city", "Memberships over time", "New ties by year"].map(chart);
    for (chart, kind) in
        [(&timeline, "COLUMN_STACKED"), (&ranking, "BAR_STACKED"), (&growth, "LINE"), (&mix, "COLUMN_STACKED")]
    {
        assert!(chart["type"].as_str().unwrap().starts_with(kind), "{}", chart["type"]);
        assert_cache_is_cells(chart);
    }

    let activities = sql("SELECT t.name_en, substr(a.start_date, 1, 4), count(*)
        FROM activity a JOIN form f ON f.id = a.form_id JOIN term t ON t.vocabulary = 'form_family' AND t.id = f.family
        WHERE a.start_date IS NOT NULL GROUP BY 1, 2");
    // The chart names families by their short names: compare their sizes, series by series, in any order.
    let sizes = |series: BTreeMap<String, BTreeMap<String, f64>>| {
        let mut sizes: Vec<Vec<(String, f64)>> =
            without_zeros(series).into_values().map(|values| values.into_iter().collect()).collect();
        sizes.sort_by(|a, b| a.partial_cmp(b).unwrap());
        sizes
    };
    assert_eq!(sizes(cells(&timeline)), sizes(activities));

    let networks = sql("WITH pair AS (
          SELECT m.city_id, m.network_id, max(m.role NOT IN ('member') AND m.role IS NOT NULL) AS leads,
            CASE WHEN sum(m.role IS NULL OR m.role IN ('member', 'founder')) > 0
              THEN min(CASE WHEN m.role IS NULL OR m.role IN ('member', 'founder') THEN m.\"left\" IS NOT NULL END)
              ELSE 0 END AS has_left
          FROM membership m JOIN network n ON n.id = m.network_id JOIN city c ON c.id = m.city_id
          WHERE n.scope IS NOT 'domestic' AND c.level = 'upper' GROUP BY 1, 2)
        SELECT CASE WHEN p.leads THEN 'leading role' ELSE 'member' END, c.name_en, count(*)
        FROM pair p JOIN city c ON c.id = p.city_id WHERE NOT p.has_left GROUP BY 1, 2");
    assert_eq!(without_zeros(cells(&ranking)), networks);

    let ties = sql("SELECT 'all', substr(start_date, 1, 4), count(*) FROM partnership
        WHERE start_date IS NOT NULL AND date_basis IS NOT 'attested'
          AND (status IS NULL OR status NOT IN ('participant', 'planned', 'talks')) GROUP BY 2");
    let mut by_year = BTreeMap::new();
    for (year, count) in cells(&mix).into_values().flatten() {
        *by_year.entry(year).or_insert(0.0) += count;
    }
    by_year.retain(|_, count| *count > 0.0);
    assert_eq!(by_year, ties["all"]);

    let joined = &cells(&growth)["joined"];
    let dated = sql("SELECT 'joined', 'last', count(*) FROM (
          SELECT 1 FROM membership m JOIN network n ON n.id = m.network_id WHERE n.scope IS NOT 'domestic'
          GROUP BY m.city_id, m.network_id HAVING max(CASE WHEN m.role IS NULL OR m.role IN ('member', 'founder')
            THEN m.joined IS NOT NULL END) OR (sum(m.role IS NULL OR m.role IN ('member', 'founder')) = 0
            AND max(m.joined IS NOT NULL)))");
    assert_eq!(joined.values().next_back(), dated["joined"].values().next());
}

#[test]
fn native_shares_and_totals_are_the_counts_of_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let export = |name: &str, options: &[&str]| {
        let out = folder.path().join(name);
        let start = ["export", sample_db().to_str().unwrap(), "--chart", "timeline", "--years", "1985..2024", "--out"]
            .map(ToOwned::to_owned);
        let arguments: Vec<&str> = start.iter().map(String::as_str).chain([out.to_str().unwrap()]).collect();
        done(&[&arguments, options].concat());
        out
    };
    let counted = sql("SELECT t.name_en, (substr(a.start_date, 1, 4) / 5 * 5) || '', count(*)
        FROM activity a JOIN form f ON f.id = a.form_id JOIN term t ON t.vocabulary = 'form_family' AND t.id = f.family
        WHERE substr(a.start_date, 1, 4) BETWEEN '1985' AND '2024' GROUP BY 1, 2");
    let mut n_by_period = BTreeMap::<String, f64>::new();
    for (period, count) in counted.values().flatten() {
        *n_by_period.entry(period.clone()).or_default() += count;
    }
    let shares = export("shares.pptx", &["--period", "five-years", "--shares", "--change"]);
    let read = python("read_pptx.py", &shares);
    let chart = &read["slides"][0]["charts"][0];
    assert!(chart["type"].as_str().unwrap().starts_with("COLUMN_STACKED_100"), "{}", chart["type"]);
    let rows: Vec<Vec<Value>> = serde_json::from_value(chart["cells"].clone()).unwrap();
    let cached: BTreeMap<String, Vec<f64>> = serde_json::from_value(chart["series"].clone()).unwrap();
    let series = cached.len();
    for column in 1..=series {
        let name = rows[0][column].as_str().unwrap();
        assert_eq!(rows[0][series + 1 + column], name);
        for (row, share) in rows[1..].iter().zip(&cached[name]) {
            let (count, n) = (row[series + 1 + column].as_f64().unwrap(), row[2 * series + 2].as_f64().unwrap());
            assert_eq!(row[column].as_f64().unwrap(), *share);
            assert!((share - count / n).abs() < 1e-12, "{name}");
            let period = &row[0].as_str().unwrap()[..4];
            assert_eq!(n, n_by_period[period], "{period}");
            assert!(row[0].as_str().unwrap().ends_with(&format!("\nn {n:.0}")));
            assert!(counted.values().any(|of| of.get(period).copied().unwrap_or(0.0) == count), "{period} {name}");
        }
    }
    assert_eq!(texts(&chart["categories"]), rows[1..].iter().map(|row| row[0].as_str().unwrap()).collect::<Vec<_>>());
    // The names beside the last column are text of the slide.
    let said = texts(&read["slides"][0]["texts"]);
    let share = |period: &str| (100.0 * counted["Agreements"][period] / n_by_period[period]).round();
    let change = format!("{}% → {}% · ", share("1985"), share("2020"));
    assert!(said.contains(&"Agreements".to_owned()), "{said:?}");
    assert!(said.iter().any(|text| text.starts_with(&change) && text.ends_with(" points")), "{change}: {said:?}");
    assert!(read["slides"][0]["smallest"].as_u64().unwrap() >= 1000);

    let values = export("values.pptx", &["--values", "--change", "--lang", "ko"]);
    let read = python("read_pptx.py", &values);
    let chart = &read["slides"][0]["charts"][0];
    let rows: Vec<Vec<Value>> = serde_json::from_value(chart["cells"].clone()).unwrap();
    let totals: Vec<f64> = serde_json::from_value(chart["totals"].clone()).unwrap();
    assert_eq!(rows[0].last().unwrap(), "활동");
    assert_eq!(totals, rows[1..].iter().map(|row| row.last().unwrap().as_f64().unwrap()).collect::<Vec<_>>());
    assert_eq!(totals.iter().sum::<f64>(), n_by_period.values().sum::<f64>());
    let said = texts(&read["slides"][0]["texts"]);
    let of =
        |year: &str| support::sample_number(&format!("SELECT count(*) FROM activity WHERE start_date LIKE '{year}%'"));
    let (first, last) = (of("1985"), of("2024"));
    let change = format!("1985: {first} → 2024: {last} · +{}", last - first);
    assert!(said.iter().any(|text| text.starts_with(&change)), "{change}: {said:?}");
    for file in [shares, values] {
        assert_fonts_travel(&libreoffice_pdf(&file));
    }
}

/// A template as `PowerPoint` calls it: one entry in the list of content types differs.
fn retyped(template: &Path, out: &Path, kind: &str) {
    let mut archive = zip::ZipArchive::new(fs::File::open(template).unwrap()).unwrap();
    let mut writer = zip::ZipWriter::new(fs::File::create(out).unwrap());
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if name == "[Content_Types].xml" {
            let plain = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains(plain));
            bytes = text.replace(plain, kind).into_bytes();
        }
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap();
}

#[test]
fn a_potx_is_a_template_and_a_file_with_macros_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let [template, potx, pptm, out] =
        ["a.pptx", "서식.potx", "a.pptm", "out.pptx"].map(|name| folder.path().join(name));
    python("make_template.py", &template);
    retyped(&template, &potx, "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml");
    deck(&out, &["--charts", "growth", "--template", potx.to_str().unwrap()]);
    let read = python("read_pptx.py", &out);
    assert_eq!(read["slides"].as_array().unwrap().len(), 4);
    retyped(&template, &pptm, "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml");
    let before = fs::read(&out).unwrap();
    let db = sample_db();
    let arguments = ["deck", db.to_str().unwrap(), "--charts", "growth", "--out", out.to_str().unwrap()];
    let said = refused(&[&arguments[..], &["--template", pptm.to_str().unwrap()]].concat());
    assert!(said.contains("a.pptm") && said.contains("macros") && said.contains(".potx"), "{said}");
    assert_eq!(fs::read(&out).unwrap(), before);
}

#[test]
fn slides_are_put_behind_those_of_a_template() {
    let folder = tempfile::tempdir().unwrap();
    let template = folder.path().join("서식.pptx");
    python("make_template.py", &template);
    let options = ["--cities", "busan", "--charts", "timeline,matrix", "--template", template.to_str().unwrap()];
    let out = folder.path().join("deck.pptx");
    deck(&out, &options);
    let read = python("read_pptx.py", &out);
    assert_eq!(read["size"], serde_json::json!([9_144_000, 6_858_000]));
    let slides = read["slides"].as_array().unwrap();
    let titles: Vec<&str> = slides.iter().map(|slide| slide["title"].as_str().unwrap()).collect();
    assert_eq!((titles.len(), titles[0], titles[2]), (6, "우리 기관 첫 장", "Busan · profile"));
    let layouts: Vec<&str> = slides.iter().map(|slide| slide["layout"].as_str().unwrap()).collect();
    assert_eq!(layouts[..3], ["Title Only", "Title Slide", "Title Only"]);
    assert_cache_is_cells(&slides[3]["charts"][0]);
    assert!(pdf_info(&libreoffice_pdf(&out)).contains("Pages:           6"));
    // A deck is a template too.
    let again = folder.path().join("again.pptx");
    deck(&again, &["--charts", "growth", "--template", out.to_str().unwrap()]);
    let read = python("read_pptx.py", &again);
    assert_eq!(read["slides"].as_array().unwrap().len(), 9);
    assert!(deck(&folder.path().join("same.pptx"), &options).contains("same.pptx"));
    assert!(fs::read(folder.path().join("same.pptx")).unwrap() == fs::read(&out).unwrap());
}

const GOVERNMENTS_WITH_RECORDS: &str = "SELECT count(*) FROM city WHERE level = 'upper' AND (
    EXISTS (SELECT 1 FROM activity_city x JOIN city c ON c.id = x.city_id
            WHERE c.id = city.id OR c.parent_id = city.id AND c.level = 'district')
    OR id IN (SELECT city_id FROM membership UNION SELECT city_id FROM partnership UNION SELECT city_id FROM instrument_city))";

#[test]
fn all_cities_are_those_with_records_as_a_file_or_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("deck.pdf");
    deck(&pdf, &["--cities", "all", "--charts", "timeline", "--lang", "ko"]);
    // A profile and the chart of each, between the title and the sources.
    let governments = support::sample_number(GOVERNMENTS_WITH_RECORDS);
    let pages = format!("Pages:           {}", 2 * governments + 2);
    assert!(pdf_info(&pdf).contains(&pages), "{pages}: {}", pdf_info(&pdf));
    assert_fonts_travel(&pdf);
    assert!(pdf_text(&pdf).contains("제주특별자치도"));
    let figures = folder.path().join("그림/");
    deck(&figures, &["--cities", "seoul", "--charts", "growth", "--format", "svg"]);
    let mut names: Vec<String> =
        fs::read_dir(&figures).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names.len(), 4, "{names:?}");
    assert!(names[1].starts_with("002_Seoul"), "{names:?}");
}

#[test]
fn what_is_no_deck_is_refused_before_any_work() {
    let folder = tempfile::tempdir().unwrap();
    let db = sample_db();
    let deck = |out: &str, options: &[&str]| {
        let out = folder.path().join(out);
        refused(&[&["deck", db.to_str().unwrap(), "--out", out.to_str().unwrap()], options].concat())
    };
    assert!(deck("a.png", &["--charts", "growth"]).contains(".pptx, .pdf, .docx, .hwpx or /"));
    assert!(deck("a.pptx", &["--charts", "pie"]).contains("partner-mix"));
    assert!(deck("a.pptx", &["--charts", "growth", "--cities", "seuol"]).contains("seoul"));
    assert!(deck("a.pptx", &["--charts", "growth", "--cities", "all", "--text", "zzzzz"]).contains("--cities seoul"));
    assert!(deck("none/a.pptx", &["--charts", "growth"]).contains("folder"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn making_slides_can_be_cancelled_at_any_of_them() {
    let loaded = open_untouched(&sample_db()).unwrap();
    let seoul = loaded.dataset.vocabulary(Field::City).code("seoul").unwrap();
    let plan = DeckPlan {
        dataset: &loaded.dataset,
        whole: &Answer::new(&loaded.dataset, &Filter::default()),
        cities: &[seoul],
        charts: &[Chart::GROWTH, Chart::RANKING],
        is_story: false,
        filter: &Filter::default(),
        options: &ChartOptions::default(),
        lang: Lang::Ko,
        theme: &Theme::paper(false),
        frame: &Frame::wide(),
        title: None,
        byline: "",
        logo: None,
        is_document: false,
    };
    assert_eq!(plan.slides(|_| true).unwrap().len(), plan.slide_count());
    for stop in 1..=plan.slide_count() {
        assert_eq!(plan.slides(|made| made < stop), None, "{stop}");
    }
}

#[test]
fn intervals_of_native_trends_are_those_of_the_indicators() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("trends.pptx");
    deck(&out, &["--charts", "policy-sharing,completeness"]);
    let slides = python("read_pptx.py", &out)["slides"].clone();
    let db = sample_db();
    let found = done(&["indicators", db.to_str().unwrap(), "--json"]);
    let found: Value = serde_json::from_str(&found).unwrap();
    for (id, title) in [("I6", "Share of policy sharing"), ("Q1", "Completeness of records")] {
        let indicator = found["indicators"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap();
        let parts = indicator["parts"].as_array().unwrap();
        let chart = first_chart(&slides, title);
        let rows: Vec<Vec<Value>> = serde_json::from_value(chart["cells"].clone()).unwrap();
        let cached: Vec<f64> =
            serde_json::from_value(chart["series"].as_object().unwrap().values().next().unwrap().clone()).unwrap();
        assert!(rows.len() > 2, "{rows:?}");
        for (row, drawn) in rows[1..].iter().zip(cached) {
            // "multilateral  10%  27/269": what the bar says of itself.
            let name = row[0].as_str().unwrap();
            let (hits, n) = name.rsplit(' ').next().unwrap().split_once('/').unwrap();
            let (hits, n): (u64, u64) = (hits.parse().unwrap(), n.parse().unwrap());
            let is_it = |part: &&Value| part["hits"] == hits && part["n"] == n;
            let part = parts.iter().find(is_it).unwrap_or_else(|| panic!("{name} is no part of {id}"));
            let cell = |column: usize| row[column].as_f64().unwrap();
            let near = |a: f64, b: f64| (a - b).abs() < 1e-5;
            let (value, above, below) = (cell(1), cell(2), cell(3));
            assert!(near(value, hits as f64 / n as f64) && near(value, drawn), "{name}");
            let limits = ["low", "high"].map(|limit| part[limit].as_f64().unwrap());
            assert!(near(value - below, limits[0]) && near(value + above, limits[1]), "{name}: {row:?} {limits:?}");
        }
    }
}
