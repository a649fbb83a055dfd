//! What is in the program by others, read off the page that comes with it.

use std::sync::LazyLock;

/// The page: tables of fonts, data and crates, then the texts of their licences. Written by `scripts/licences`.
const PAGE: &str = include_str!("../../LICENCES.md");

/// A crate, font or table of data.
pub struct Work {
    /// Its name; with its version where it has one.
    pub name: String,
    /// Its licence, in the notation of SPDX.
    pub licence: &'static str,
}

/// Everything by others in the order of the page: fonts and data first.
pub static WORKS: LazyLock<Vec<Work>> = LazyLock::new(|| {
    let named = |heading, has_version| rows(heading).map(move |cells| work(&cells, has_version));
    named("Fonts and data", false).chain(named("Crates", true)).collect()
});

/// The texts of the licences, line by line.
pub static TEXTS: LazyLock<Vec<&str>> =
    LazyLock::new(|| section("Texts").lines().skip(1).take_while(|line| !line.starts_with("<!--")).collect());

fn work(cells: &[&'static str], has_version: bool) -> Work {
    let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
    if has_version {
        Work { name: format!("{} {}", cell(0), cell(1)), licence: cell(2) }
    } else {
        Work { name: cell(0).to_owned(), licence: cell(1) }
    }
}

/// The rows of the table under a heading, without its head.
fn rows(heading: &str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = section(heading).lines().filter(|line| line.starts_with("| ")).skip(1);
    lines.map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
}

fn section(heading: &str) -> &'static str {
    PAGE.split("\n## ").find(|part| part.lines().next() == Some(heading)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{TEXTS, WORKS};

    #[test]
    fn the_page_is_read_whole() {
        let licence = |name: &str| WORKS.iter().find(|work| work.name.starts_with(name)).map(|work| work.licence);
        assert_eq!(licence("Noto Sans CJK KR"), Some("OFL-1.1"));
        assert_eq!(licence("egui 0."), Some("MIT OR Apache-2.0"));
        assert!(WORKS.iter().all(|work| !work.licence.is_empty()));
        assert!(TEXTS.iter().any(|line| line.contains("Permission is hereby granted")));
        assert!(TEXTS.iter().all(|line| !line.contains("<!--")));
    }
}
