//! What the program says of itself: the window about it, its version, its completions and its manual.

use std::path::Path;
use std::process::{Command, Output};
use std::time::Instant;

use crate::support::window::{self, click};
use city_diplomacy_explorer::app::{App, Start, version};
use city_diplomacy_explorer::words::Lang;
use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

/// The window about the program, over the sample.
fn about<'a>(lang: Lang, help: &str, entry: &str) -> Harness<'a, App> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample.db");
    let harness = Harness::builder().with_size(vec2(1366.0, 768.0)).with_max_steps(60).build_eframe(move |creation| {
        let start = Start { path: Some(path), ..Start::default() };
        App::new(&creation.egui_ctx, start, lang, Instant::now())
    });
    let mut harness = window::opened(harness);
    click(&mut harness, help);
    // Where an action has a key, it follows after the space.
    click(&mut harness, &format!("{entry} "));
    harness
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_city-diplomacy")).args(arguments).output().unwrap()
}

#[test]
fn the_window_tells_the_version_that_no_network_is_used_and_whose_work_is_in_it() {
    for (lang, help, entry, network, others) in [
        (Lang::En, "Help", "About", "No network", "Crates, fonts and data of others"),
        (Lang::Ko, "도움말", "프로그램 정보", "네트워크 미사용", "함께 쓰는 라이브러리"),
    ] {
        let mut harness = about(lang, help, entry);
        harness.get_by_label(&format!("City Diplomacy Explorer {}", version()));
        harness.get_by_label(network);
        // The list is long and closed until it is asked for.
        assert!(harness.query_by_label("Noto Sans CJK KR").is_none());
        harness.get_by_label_contains(others).click();
        harness.run();
        harness.get_by_label("Noto Sans CJK KR");
    }
}

#[test]
fn version_details_are_copied_for_a_report() {
    let mut harness = about(Lang::En, "Help", "About");
    harness.get_by_label("Copy version details").click();
    harness.step();
    let commands = &harness.output().platform_output.commands;
    let copied = commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.expect("something is copied");
    assert!(copied.contains(&format!("City Diplomacy Explorer {}", version())), "{copied}");
    assert!(copied.contains(std::env::consts::ARCH), "{copied}");
}

#[test]
fn the_texts_of_the_licences_can_be_read_in_the_window() {
    let mut harness = about(Lang::En, "Help", "About");
    click(&mut harness, "Texts of the licences");
    harness.get_by_label("### Apache-2.0");
}

#[test]
fn version_completions_and_manual_are_printed_and_written() {
    let said = String::from_utf8(run(&["--version"]).stdout).unwrap();
    assert_eq!(said, format!("city-diplomacy {}\n", version()));
    for shell in ["bash", "zsh", "fish"] {
        let script = String::from_utf8(run(&["completions", shell]).stdout).unwrap();
        assert!(script.contains("indicators"), "{shell}");
    }
    let folder = tempfile::tempdir().unwrap();
    assert!(run(&["manual", folder.path().to_str().unwrap()]).status.success());
    let page = std::fs::read_to_string(folder.path().join("city-diplomacy.1")).unwrap();
    for heading in [".SH NAME", ".SH SYNOPSIS", ".SH OPTIONS", ".SH \"EXIT STATUS\"", ".SH FILES", ".SH \"SEE ALSO\""] {
        assert!(page.contains(heading), "{heading} in {page}");
    }
    assert!(folder.path().join("city-diplomacy-check.1").is_file());
}
