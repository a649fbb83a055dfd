//! Every kind of Office file that the program writes, with every chart, before judges that others wrote: Microsoft's
//! validator of Open XML, openxml-audit and ooxml-integrity.

use std::fs;

use crate::support::readers::{done, office_faults};
use crate::support::sample_db;
use city_diplomacy_explorer::chart::Chart;

#[test]
fn three_judges_have_nothing_against_any_chart_in_any_office_file() {
    let folder = tempfile::tempdir().unwrap();
    let db = sample_db();
    let write = |name: &str, arguments: &[&str]| {
        let path = folder.path().join(name);
        let out = ["--out", path.to_str().unwrap()];
        done(&[&[arguments[0], db.to_str().unwrap()], &arguments[1..], &out[..]].concat());
    };
    // No judge reads it: the drawing goes into the decks.
    let logo = tempfile::tempdir().unwrap();
    let logo = logo.path().join("logo.svg");
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"10\"><rect width=\"30\" \
                   height=\"10\" fill=\"#125\"/></svg>";
    fs::write(&logo, drawing).unwrap();
    let every = Chart::ALL.map(Chart::id).join(",");
    for extension in ["pptx", "docx"] {
        let deck = ["deck", "--cities", "seoul,gangneung", "--charts", &every];
        write(&format!("every-ko.{extension}"), &[&deck[..], &["--lang", "ko"]].concat());
        write(&format!("every-dark.{extension}"), &["deck", "--charts", &every, "--theme", "dark", "--size", "4:3"]);
        write(&format!("story.{extension}"), &["deck", "--story", "--logo", logo.to_str().unwrap()]);
        write(&format!("one.{extension}"), &["export", "--chart", "counterparts", "--lang", "ko"]);
    }
    for chart in Chart::ALL {
        write(&format!("{}.xlsx", chart.id()), &["export", "--chart", chart.id(), "--city", "seoul"]);
    }
    let found = office_faults(folder.path());
    assert!(found.is_empty(), "{}", found.join("\n"));
}
