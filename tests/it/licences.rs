//! LICENCES.md names every crate that is in the program, with its version, and each may be handed on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// What may be in the program: anyone may use, change and hand it on, inside a program under another licence.
const ACCEPTED: [&str; 15] = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "MPL-2.0",
    "OFL-1.1",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "CC0-1.0",
    "0BSD",
    "Unlicense",
    "BSL-1.0",
    // Of a font that is handed on unchanged: as the OFL.
    "Ubuntu-font-1.0",
    "MIT-0",
];

const AGAIN: &str = "run scripts/licences";

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// `name version` of each crate, and its licence.
fn listed(page: &str) -> BTreeMap<String, String> {
    let table = page.split("\n## ").find(|part| part.starts_with("Crates\n")).unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| ")).skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        (format!("{} {}", cells[0], cells[1]), cells[2].to_owned())
    })
    .collect()
}

#[test]
fn every_package_of_the_lock_file_is_listed_or_named_as_no_part_of_the_program() {
    let lock = read("Cargo.lock");
    let packages = lock.split("[[package]]").skip(1).filter(|package| package.contains("source = "));
    let field = |package: &str, name: &str| {
        let line = package.lines().find_map(|line| line.strip_prefix(&format!("{name} = "))).unwrap();
        line.trim_matches('"').to_owned()
    };
    let locked: BTreeSet<String> =
        packages.map(|package| format!("{} {}", field(package, "name"), field(package, "version"))).collect();

    let page = read("LICENCES.md");
    let (_, comment) = page.split_once("tests):").unwrap();
    let comment = comment.split("-->").next().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    let others = comment.split(", ").map(str::to_owned);
    let named: BTreeSet<String> = listed(&page).into_keys().chain(others).collect();
    assert_eq!(locked, named, "{AGAIN}");
}

/// On the system of the test; `scripts/licences` reads the crates of the others.
#[test]
fn every_crate_that_is_compiled_in_is_listed() {
    let arch = std::env::consts::ARCH;
    let platform = match std::env::consts::OS {
        "windows" if cfg!(target_env = "gnu") => format!("{arch}-pc-windows-gnu"),
        "windows" => format!("{arch}-pc-windows-msvc"),
        "macos" => format!("{arch}-apple-darwin"),
        _ => format!("{arch}-unknown-linux-gnu"),
    };
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform", &platform])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    let metadata: Value = serde_json::from_slice(&cargo.stdout).unwrap();
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| (node["id"].as_str().unwrap(), node))
        .collect();
    let root = metadata["resolve"]["root"].as_str().unwrap();
    let mut found = BTreeSet::new();
    let mut waiting = vec![root];
    while let Some(id) = waiting.pop() {
        if found.insert(id) {
            let needed = nodes[id]["deps"].as_array().unwrap().iter();
            let compiled_in =
                needed.filter(|dep| dep["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"].is_null()));
            waiting.extend(compiled_in.map(|dep| dep["pkg"].as_str().unwrap()));
        }
    }
    let listed = listed(&read("LICENCES.md"));
    for package in metadata["packages"].as_array().unwrap() {
        let id = package["id"].as_str().unwrap();
        let name = format!("{} {}", package["name"].as_str().unwrap(), package["version"].as_str().unwrap());
        assert!(id == root || !found.contains(id) || listed.contains_key(&name), "{name} is missing: {AGAIN}");
    }
}

#[test]
fn every_licence_lets_the_program_be_handed_on_and_its_text_is_there() {
    let page = read("LICENCES.md");
    for (name, licence) in listed(&page) {
        for group in licence.split(" AND ") {
            let mut offers = group.trim_matches(['(', ')']).split(" OR ");
            assert!(offers.any(|offer| ACCEPTED.contains(&offer)), "{name}: {licence}");
        }
        let (_, texts) = page.split_once("\n## Texts\n").unwrap();
        let words: Vec<&str> = texts.split_whitespace().collect();
        let (crate_name, version) = name.split_once(' ').unwrap();
        let is_held = words.windows(2).any(|pair| pair[0] == crate_name && pair[1].trim_end_matches(',') == version);
        assert!(is_held, "{name} has no text: {AGAIN}");
    }
}
