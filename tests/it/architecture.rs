//! The tree is the pipeline: this reads the sources and fails, naming the file, when a layer looks up.

mod circles;

use std::fs;
use std::path::{Path, PathBuf};

/// A layer may name itself and what stands before it; `app` and `command` stand side by side on top.
const LAYERS: [&[&str]; 6] = [&["words"], &["data"], &["query"], &["chart"], &["export"], &["app", "command"]];

/// Which crates only one place may name.
const CONFINED: [(&[&str], &[&str]); 2] =
    [(&["egui", "eframe", "egui_plot", "egui_extras", "winit"], &["app", "main"]), (&["rusqlite"], &["data"])];

/// Which files share work between processors, each with what they share.
///
/// Whoever works for the pool (rayon's threads) may wait for the pool, never for a value that another thread is making
/// with the pool's help: the initialiser of a `OnceLock` that shares its work waits for threads which all wait for that
/// very `OnceLock`, and the program stands still. It did once. So work is shared in few places that are easy to look
/// over, and none of them is, or is called by, such an initialiser that another thread of the pool may come upon.
const SHARES_WORK: [(&str, &str); 10] = [
    ("app/panels/panes.rs", "the pictures of the panes, one a processor, laid out before they are painted"),
    ("app/raster.rs", "the rows of the window's tiles, where the processor draws it"),
    ("data/open/derive.rs", "the fields that follow from others, one a processor, while a file is opened"),
    ("data/open/facts.rs", "the fields of a table, one a processor, while a file is opened"),
    ("data/open/settle.rs", "rows put in order, and the texts of stretches of them, while a file is opened"),
    ("query/engine/fields.rs", "the rows of a choice, while a filter is answered"),
    ("query/engine/index.rs", "the indexes of the fields of a table, one a processor"),
    ("query/engine/text.rs", "the texts of all rows, searched in stretches"),
    ("query/engine.rs", "the counts of facets, one a processor, where rows are many"),
    ("query/order.rs", "all rows of a table, sorted by a column of records"),
];

#[test]
fn work_is_shared_between_processors_in_few_places() {
    let allowed: Vec<&str> = SHARES_WORK.iter().map(|(path, _)| *path).collect();
    let files = each_source(|source| {
        let shares = source.tokens.iter().any(|token| token == "rayon");
        shares.then(|| "names rayon".to_owned())
    });
    let expected: Vec<String> = allowed.iter().map(|path| format!("src/{path} names rayon")).collect();
    assert_eq!(files, expected, "read why at SHARES_WORK before a file is added to it");
}

#[test]
fn no_layer_looks_up() {
    let complaints = each_source(|source| {
        let own = rank(source.layer())?;
        let above = source.layers_named().into_iter().find(|named| rank(named).is_some_and(|named| named > own))?;
        Some(format!("names crate::{above}, which lies above it"))
    });
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn the_window_and_the_database_are_each_named_in_one_place() {
    let complaints = each_source(|source| {
        let stray = |(crates, places): &(&[&'static str], &[&str])| {
            let named = |name: &&&str| source.tokens.iter().any(|token| token == **name);
            if places.contains(&source.layer()) { None } else { crates.iter().find(named).copied() }
        };
        CONFINED.iter().find_map(stray).map(|stray| format!("names {stray}, which is not for this layer"))
    });
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn colours_are_made_in_the_theme_only() {
    let complaints = each_source(|source| {
        let makes = source.tokens.windows(3).find(|three| {
            let path = ["Color32", "Rgba", "Hsva"].contains(&three[0].as_str()) && three[1] == "::";
            path && (three[2].starts_with("from_") || three[2] == "new")
        })?;
        let is_theme = source.path == Path::new("chart/theme.rs");
        (!is_theme).then(|| format!("makes a colour by {}", makes.concat()))
    });
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_file_begins_with_what_it_is() {
    let complaints = each_source(|source| {
        let says = source.text.lines().next().is_some_and(|line| line.starts_with("//! ") && line.len() > 12);
        (!says).then(|| "does not begin with a `//!` sentence".to_owned())
    });
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn the_reader_of_sources_sees_paths_and_nothing_else() {
    let named = |path: &str, text: &str| Source::new(PathBuf::from(path), text.to_owned()).layers_named().join(" ");
    assert_eq!(named("chart/axis.rs", "use crate::query::Subject; fn f() { crate::data::open() }"), "query data");
    assert_eq!(named("chart/axis.rs", "use crate::{data::{Row, app::X}, words};"), "data words");
    assert_eq!(named("chart/axis.rs", "use super::scene; use super::super::app::X; pub(crate) fn f() {}"), "chart app");
    assert_eq!(
        named("chart/axis.rs", "mod tests { use super::*; use super::super::super::app; } use super::x;"),
        "chart app chart"
    );
    assert_eq!(named("words.rs", "use super::app; mod tests { use super::Word; }"), "app words");
    assert_eq!(named("chart/mod.rs", "use super::export::x; use self::axis::y;"), "export");
    assert_eq!(named("chart/axis.rs", "fn f(row: crate::data::Row) -> Option<crate::query::Answer> {}"), "data query");
    let hidden =
        "// crate::app\n/// crate::app\n/* crate::app /* */ crate::app */ let s = \"crate::app \\\" crate::app\";";
    assert_eq!(named("data/mod.rs", hidden), "");
    assert_eq!(
        named("data/mod.rs", "let r = r#\"crate::app \" \"#; let c = '\"'; fn f<'a>(x: &'a u8) { crate::query }"),
        "query"
    );
}

fn rank(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|names| names.contains(&layer))
}

/// What a check has to say against each file under `src`, in the order of their paths.
fn each_source(check: impl Fn(&Source) -> Option<String>) -> Vec<String> {
    let complaint =
        |source: &Source| check(source).map(|complaint| format!("src/{} {complaint}", source.path.display()));
    sources().iter().filter_map(complaint).collect()
}

/// Every file under `src`, in the order of their paths.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    assert!(files.len() > 5, "no sources under {}", root.display());
    let read = |file: &PathBuf| {
        let path = file.strip_prefix(&root).unwrap().to_owned();
        Source::new(path, fs::read_to_string(file).unwrap())
    };
    files.iter().map(read).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// One file: its path below `src`, its text, and its words and signs without comments and literals.
struct Source {
    path: PathBuf,
    text: String,
    tokens: Vec<String>,
}

impl Source {
    fn new(path: PathBuf, text: String) -> Self {
        let tokens = tokens(&text);
        Self { path, text, tokens }
    }

    /// The first folder, or the file's own name where it lies in none.
    fn layer(&self) -> &str {
        let first = self.path.iter().next().and_then(|name| name.to_str()).unwrap_or_default();
        first.trim_end_matches(".rs")
    }

    /// The modules that lead from the crate to this file.
    fn modules(&self) -> Vec<String> {
        let names = self.path.with_extension("");
        let names = names.iter().map(|name| name.to_string_lossy().into_owned());
        names.filter(|name| !["mod", "lib", "main"].contains(&name.as_str())).collect()
    }

    /// The layer of every `crate::` and `super::` path, in order.
    fn layers_named(&self) -> Vec<String> {
        let mut named = Vec::new();
        // One entry for each open brace: whether it opened a module.
        let mut braces = Vec::new();
        let is = |at: usize, what: &str| self.tokens.get(at).is_some_and(|token| token == what);
        let is_path_start = |at: usize| is(at + 1, "::") && !(at > 0 && is(at - 1, "::"));
        for (at, token) in self.tokens.iter().enumerate() {
            match token.as_str() {
                "{" => braces.push(at >= 2 && is(at - 2, "mod")),
                "}" => drop(braces.pop()),
                "crate" | "city_diplomacy_explorer" if is_path_start(at) => named.extend(self.heads(at + 2)),
                "super" if is_path_start(at) => {
                    let mut ups = 1;
                    while is(at + 2 * ups, "super") {
                        ups += 1;
                    }
                    let depth = self.modules().len() + braces.iter().filter(|opens_module| **opens_module).count();
                    match depth.checked_sub(ups) {
                        None | Some(0) => named.extend(self.heads(at + 2 * ups)),
                        Some(_) => named.extend(self.modules().into_iter().next()),
                    }
                }
                _ => {}
            }
        }
        named
    }

    /// The first name of a path that goes on at a token; of a group in braces, the first name of each member.
    fn heads(&self, start: usize) -> Vec<String> {
        if self.tokens.get(start).is_none_or(|token| token != "{") {
            return self.tokens.get(start).cloned().into_iter().collect();
        }
        let mut heads = Vec::new();
        let (mut depth, mut before) = (0, "");
        for token in &self.tokens[start..] {
            match token.as_str() {
                "{" => depth += 1,
                "}" => depth -= 1,
                name if depth == 1 && ["{", ","].contains(&before) => heads.push(name.to_owned()),
                _ => {}
            }
            if depth == 0 {
                break;
            }
            before = token;
        }
        heads
    }
}

/// Words, `::` and single signs; comments, strings and characters are left out.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = |char: char| char.is_alphanumeric() || char == '_';
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(length) = string(rest).or_else(|| character(rest)) {
            length
        } else if rest.starts_with("::") {
            tokens.push("::".to_owned());
            2
        } else if is_word(first) {
            let length = rest.find(|char| !is_word(char)).unwrap_or(rest.len());
            tokens.push(rest[..length].to_owned());
            length
        } else {
            if !first.is_whitespace() {
                tokens.push(first.to_string());
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

/// The length of a block comment, with those inside it.
fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        if rest.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += 1;
        }
    }
    at
}

/// The length of a string literal, raw, of bytes or plain, that begins here.
fn string(text: &str) -> Option<usize> {
    let bare = text.trim_start_matches(['b', 'c', 'r']);
    let prefix = text.len() - bare.len();
    if prefix > 2 {
        return None;
    }
    let hashes = bare.len() - bare.trim_start_matches('#').len();
    let is_raw = text[..prefix].contains('r');
    let inside = bare[hashes..].strip_prefix('"').filter(|_| hashes == 0 || is_raw)?;
    let opened = text.len() - inside.len();
    if is_raw {
        let close = format!("\"{}", "#".repeat(hashes));
        return Some(opened + inside.find(&close)? + close.len());
    }
    let mut escaped = false;
    let close = inside.char_indices().find(|(_, char)| {
        let closes = *char == '"' && !escaped;
        escaped = *char == '\\' && !escaped;
        closes
    });
    close.map(|(at, _)| opened + at + 1)
}

/// The length of a character literal that begins here; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    if let Some(escape) = inside.strip_prefix('\\') {
        let escaped = escape.chars().next()?.len_utf8();
        return Some(2 + escaped + escape[escaped..].find('\'')? + 1);
    }
    let length = inside.chars().next()?.len_utf8();
    inside[length..].starts_with('\'').then_some(length + 2)
}
