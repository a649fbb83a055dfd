//! Slides put into presentations of many structures, made here as people have them: judged by a reader of their boxes and
//! colours that shares nothing with the program.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::readers::{done, judged, refused, script};
use crate::support::sample_db;

/// Makes presentations by name, or all of them; gives their paths.
fn templates(folder: &Path, names: &[&str]) -> Vec<PathBuf> {
    let folder_name = folder.to_str().unwrap();
    script("make_templates.py", &[&[folder_name], names].concat());
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

/// Puts a deck of Seoul into a presentation.
fn deck_in(template: &Path, options: &[&str]) -> PathBuf {
    let out = template.with_extension("out.pptx");
    let (db, template, path) = (sample_db(), template.to_str().unwrap(), out.to_str().unwrap().to_owned());
    let charts = "timeline,partners,counterparts,map,multilateral-share,overlap";
    let deck = ["deck", db.to_str().unwrap(), "--cities", "seoul", "--charts", charts, "--template", template];
    done(&[&deck[..], &["--out", &path], options].concat());
    out
}

/// A part of a presentation as text.
fn part(path: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
    text
}

/// What a reader of boxes and colours has against the slides that were added.
fn faults(out: &Path, template: &Path) -> Vec<String> {
    let judged = judged(out, template);
    let of_slide = |slide: &serde_json::Value| -> Vec<String> {
        let faults = slide["faults"].as_array().unwrap();
        faults.iter().map(|fault| format!("slide {}: {}", slide["slide"], fault["text"])).collect()
    };
    let slides = judged["slides"].as_array().unwrap();
    assert!(!slides.is_empty(), "no slide was added to {}", template.display());
    let of_file = judged["file_faults"].as_array().unwrap().iter().map(ToString::to_string);
    slides.iter().flat_map(of_slide).chain(of_file).collect()
}

#[test]
fn nothing_lies_over_anything_and_all_can_be_read_in_any_template() {
    let folder = tempfile::tempdir().unwrap();
    let mut complaints = Vec::new();
    for template in templates(folder.path(), &[]) {
        // That one is refused: see below.
        if template.file_stem().unwrap() == "strict" {
            continue;
        }
        let out = deck_in(&template, &[]);
        let name = template.file_name().unwrap().to_string_lossy().into_owned();
        complaints.extend(faults(&out, &template).into_iter().map(|fault| format!("{name}: {fault}")));
        fs::remove_file(out).unwrap();
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn templates_that_came_out_wrong_come_out_right() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["tpl-blank-only", "tpl-no-title", "tpl-title-slide-only"] {
        let given = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/templates/{name}.pptx"));
        let template = folder.path().join(format!("{name}.pptx"));
        fs::copy(given, &template).unwrap();
        let out = deck_in(&template, &["--lang", "ko"]);
        assert_eq!(faults(&out, &template), [""; 0], "{name}");
    }
}

#[test]
fn a_layout_is_chosen_by_name_or_number_and_one_that_is_not_there_lists_those_that_are() {
    let folder = tempfile::tempdir().unwrap();
    let template = templates(folder.path(), &["office"]).remove(0);
    let layout_of = |options: &[&str]| {
        let out = deck_in(&template, options);
        let judged = judged(&out, &template);
        judged["slides"][2]["layout"].as_str().unwrap().to_owned()
    };
    let best = layout_of(&[]);
    let (by_name, by_number) = (layout_of(&["--layout", "제목 및 내용"]), layout_of(&["--layout", "2"]));
    assert_ne!(best, by_name);
    assert_eq!(by_name, by_number);
    let (db, path) = (sample_db(), template.to_str().unwrap());
    let out = folder.path().join("x.pptx");
    let said = refused(&[
        "export",
        db.to_str().unwrap(),
        "--chart",
        "map",
        "--template",
        path,
        "--layout",
        "없음",
        "--out",
        out.to_str().unwrap(),
    ]);
    assert!(said.contains("없음") && said.contains(&by_name) && !out.exists(), "{said}");
}

#[test]
fn slides_join_the_last_section_and_take_the_colours_of_the_template_on_request() {
    let folder = tempfile::tempdir().unwrap();
    let template = templates(folder.path(), &["sections"]).remove(0);
    let out = deck_in(&template, &[]);
    let presentation = part(&out, "ppt/presentation.xml");
    let document = resvg::usvg::roxmltree::Document::parse(&presentation).unwrap();
    let ids = |namespace: &str| -> Vec<String> {
        let in_list = document.descendants().filter(|node| {
            node.tag_name().name() == "sldId"
                && node.tag_name().namespace().is_some_and(|given| given.contains(namespace))
        });
        in_list.filter_map(|node| node.attribute("id").map(str::to_owned)).collect()
    };
    let mut listed = ids("presentationml");
    let mut in_sections = ids("powerpoint/2010");
    listed.sort();
    in_sections.sort();
    assert_eq!(listed, in_sections, "every slide is in a section");
    let own = deck_in(&template, &["--template-colours"]);
    let slide = |path: &Path| part(path, "ppt/slides/slide5.xml");
    assert!(slide(&own).contains("+mn-ea") && !slide(&own).contains("Malgun Gothic"));
}

#[test]
fn a_presentation_in_the_strict_form_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let template = templates(folder.path(), &["strict"]).remove(0);
    let (db, out) = (sample_db(), folder.path().join("x.pptx"));
    let said = refused(&[
        "export",
        db.to_str().unwrap(),
        "--chart",
        "map",
        "--template",
        template.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
        "--lang",
        "ko",
    ]);
    assert!(said.contains("strict.pptx") && said.contains("Open XML") && !out.exists(), "{said}");
}

#[test]
fn each_membership_of_the_matrix_is_found_by_its_name_in_powerpoint() {
    let folder = tempfile::tempdir().unwrap();
    let (db, out) = (sample_db(), folder.path().join("matrix.pptx"));
    done(&["export", db.to_str().unwrap(), "--chart", "matrix", "--out", out.to_str().unwrap()]);
    let slide = part(&out, "ppt/slides/slide1.xml");
    let named = slide.matches(" – ICLEI\"").count();
    assert!(slide.contains("name=\"Network membership\"") && slide.contains("name=\"Seoul – ICLEI\""));
    assert!(named > 5, "{named}");
}
