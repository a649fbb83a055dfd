//! What README and the pages on the data say of the sample is what it holds; `scripts/sample` writes it anew, by this test.
//! The guide's table of speed is as `scripts/speed` writes it.

use std::fs;
use std::path::Path;

use crate::guide::{self, Figures};
use crate::support::sample_rows;
use city_diplomacy_explorer::words::{Lang, grouped};

const BEGIN: &str = "<!-- sample -->\n";
const END: &str = "<!-- /sample -->";

/// How much the sample holds, as a paragraph of at most 120 characters a line.
fn held(lang: Lang) -> String {
    let count = |table: &str| grouped(sample_rows(table));
    let [activities, memberships, networks, ties, partners, institutions, cities, sources] =
        ["activity", "membership", "network", "partnership", "partner", "instrument", "city", "source"].map(count);
    match lang {
        Lang::En => format!(
            "{activities} activities, {memberships} memberships in {networks} networks, {ties} partnerships with {partners} \
             partners,\n{institutions} institutions, {cities} local governments, from {sources} pages.\n"
        ),
        Lang::Ko => format!(
            "활동 {activities}건, 네트워크 {networks}곳의 가입 {memberships}건, 파트너 {partners}곳과의 협력관계 {ties}건, \
             제도·조직 {institutions}건, 지방자치단체 {cities}곳, 출처 {sources}건.\n"
        ),
    }
}

#[test]
fn the_pages_count_the_sample_as_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (page, lang) in [("README.md", Lang::En), ("docs/data.md", Lang::En), ("docs/data.ko.md", Lang::Ko)] {
        let path = root.join(page);
        let text = fs::read_to_string(&path).unwrap();
        let (before, rest) = text.split_once(BEGIN).unwrap();
        let (said, after) = rest.split_once(END).unwrap();
        let expected = held(lang);
        if said != expected && std::env::var_os("WRITE_SAMPLE_COUNTS").is_some() {
            fs::write(&path, format!("{before}{BEGIN}{expected}{END}{after}")).unwrap();
        } else {
            assert_eq!(said, expected, "{page} is stale: run scripts/sample");
        }
    }
}

#[test]
fn the_table_of_speed_is_as_the_script_writes_it() {
    for (page, lang) in guide::PAGES {
        // A guide that is not written yet says nothing stale.
        let Ok(text) = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)) else { continue };
        let (_, rest) = text.split_once(guide::BEGIN).unwrap();
        let (written, _) = rest.split_once(guide::END).unwrap();
        let command = written.split('`').nth(1).unwrap();
        assert!(command.starts_with("scripts/speed "), "{page} says `{command}`");
        let sizes = command.split_whitespace().skip(1).map(|activities| activities.parse().unwrap());
        let measured: Vec<_> = sizes.map(|activities| Figures { activities, ..Figures::default() }).collect();
        assert!(!measured.is_empty(), "{page} does not say what was measured");
        let expected = guide::table(&measured, "2026-01-01", command, lang);
        assert_eq!(shape(written), shape(&expected), "{page} is not written by scripts/speed: run it");
    }
}

/// A text in which every number, and every number that is still lacking, is the same.
fn shape(text: &str) -> String {
    let is_number = |char: char| char.is_ascii_digit() || char == '–';
    let mut shape = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_number) {
        shape.push_str(&rest[..at]);
        shape.push('#');
        let goes_on = |char: char| is_number(char) || [',', '.', '-'].contains(&char);
        rest = rest[at..].trim_start_matches(goes_on);
    }
    shape.push_str(rest);
    shape.replace("# / #", "#")
}

#[test]
fn a_shape_tells_words_from_numbers() {
    assert_eq!(shape("| a click, ms | 0.45 / 1,000 | – | 1 / 2 |"), "| a click, ms | # | # | # |");
    assert_eq!(shape("on 2026-11-30 by `scripts/speed 100 2000`"), "on # by `scripts/speed # #`");
}
