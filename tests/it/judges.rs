//! Every Office file that the program writes, before judges that others wrote: Microsoft's validator of Open XML,
//! openxml-audit and ooxml-integrity.

use std::path::Path;

use crate::support::readers::{done, office_faults};
use crate::support::sample_db;
use city_diplomacy_explorer::chart::Chart;

/// Writes a file and asks the judges.
fn complaints(folder: &Path, name: &str, arguments: &[&str]) -> Vec<String> {
    let db = sample_db();
    let path = folder.join(name);
    done(&[&[arguments[0], db.to_str().unwrap()], &arguments[1..], &["--out", path.to_str().unwrap()]].concat());
    let faults = office_faults(&path).into_iter().map(|fault| format!("{name}: {fault}"));
    faults.collect()
}

#[test]
fn every_chart_is_a_valid_slide_workbook_and_document() {
    let folder = tempfile::tempdir().unwrap();
    let mut found = Vec::new();
    for chart in Chart::ALL {
        for extension in ["pptx", "xlsx", "docx"] {
            let name = format!("{}.{extension}", chart.id());
            found.extend(complaints(folder.path(), &name, &["export", "--chart", chart.id(), "--city", "seoul"]));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn decks_are_valid_with_every_look_and_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let svg = folder.path().join("logo.svg");
    std::fs::write(
        &svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"10\"><rect width=\"30\" height=\"10\" fill=\"#125\"/></svg>",
    )
    .unwrap();
    let logo = svg.to_str().unwrap();
    let mut found = Vec::new();
    for (name, options) in [
        ("all.pptx", &["--cities", "seoul,gangneung", "--charts", "all", "--lang", "ko"][..]),
        ("dark.pptx", &["--charts", "trends", "--theme", "dark", "--size", "4:3"]),
        ("story.pptx", &["--story", "--lang", "ko", "--logo", logo]),
        ("story-grey.pptx", &["--story", "--theme", "print-grey"]),
        ("story.docx", &["--story"]),
        ("seoul.docx", &["--cities", "seoul", "--charts", "all", "--lang", "ko"]),
    ] {
        found.extend(complaints(folder.path(), name, &[&["deck"], options].concat()));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
