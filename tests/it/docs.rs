//! What README and the pages on the data say of the sample is what it holds. `scripts/sample` writes it anew, by this test.

use std::fs;
use std::path::Path;

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
