//! Files that need each other in a circle can only be understood, changed and tested together: there are none, but
//! between a module and its own parts.

use std::collections::{BTreeMap, BTreeSet};

use super::{Source, sources};

/// The folders where circles still stand, each with why; one that is opened is taken off this list. None stands any more.
const STANDING: [(&str, &str); 0] = [];

#[test]
fn no_circle_of_files_but_between_a_module_and_its_own_parts() {
    let sources = sources();
    let graph = graph(&sources);
    let circles = circles(&graph);
    let found: BTreeSet<&str> = circles.iter().map(|circle| folder_of(circle)).collect();
    let new = circles.iter().filter(|circle| STANDING.iter().all(|(folder, _)| *folder != folder_of(circle)));
    let new: Vec<String> = new.map(|circle| described(circle, &graph)).collect();
    assert!(new.is_empty(), "files that need each other in a circle:\n{}", new.join("\n"));
    let opened: Vec<&str> = STANDING.iter().map(|(folder, _)| *folder).filter(|at| !found.contains(at)).collect();
    assert!(opened.is_empty(), "no circle stands here any more, so take them off the list STANDING: {opened:?}");
}

// ---- From sources to a graph of files ----

/// Which files each file names, by its paths below `src`; a module and what lies within it are not told of each other.
fn graph(sources: &[Source]) -> BTreeMap<String, BTreeSet<String>> {
    let modules = Modules::of(sources);
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, module) in &modules.0 {
        let named = module.paths.iter().filter_map(|named| modules.item(&modules.absolute(path, named)?));
        let others = named.filter(|other| !path.starts_with(other) && !other.starts_with(path));
        let others = others.map(|other| modules.0[&other].file.clone()).filter(|file| *file != module.file);
        graph.entry(module.file.clone()).or_default().extend(others);
    }
    graph
}

/// The names that lead from the crate to a module or to something in it.
type Path = Vec<String>;

/// Every module by its path. Those for tests only are left out.
struct Modules(BTreeMap<Path, Module>);

/// One module: the file that holds it, the names it takes from elsewhere, and every path that is written in it.
#[derive(Default)]
struct Module {
    file: String,
    imports: BTreeMap<String, Path>,
    paths: Vec<Path>,
}

impl Modules {
    fn of(sources: &[Source]) -> Self {
        let mut modules = Self(BTreeMap::new());
        let mut for_tests: Vec<Path> = Vec::new();
        // The program of its own: nothing of the library can name it.
        for source in sources.iter().filter(|source| source.path.as_os_str() != "main.rs") {
            let mut reader = Reader { tokens: &source.tokens, at: 0, for_tests: &mut for_tests };
            reader.module(&source.path.to_string_lossy(), source.modules(), &mut modules);
        }
        modules.0.retain(|path, _| !for_tests.iter().any(|module| path.starts_with(module)));
        modules
    }

    /// A path as it is written in a module, from the crate on; nothing for one into another crate.
    fn absolute(&self, module: &[String], named: &[String]) -> Option<Path> {
        let (first, rest) = named.split_first()?;
        let from = |start: &[String]| [start, rest].concat();
        match first.as_str() {
            "crate" | "city_diplomacy_explorer" => Some(rest.to_vec()),
            "self" => Some(from(module)),
            "super" => {
                let ups = named.iter().take_while(|name| *name == "super").count();
                Some([&module[..module.len().checked_sub(ups)?], &named[ups..]].concat())
            }
            _ => {
                let child = [module, std::slice::from_ref(first)].concat();
                let imported = self.0.get(module).and_then(|module| module.imports.get(first));
                if self.0.contains_key(&child) {
                    return Some(from(&child));
                }
                // A name that stands for a path which begins with the same name is one of another crate.
                let imported = imported.filter(|imported| imported.first() != Some(first))?;
                Some(from(&self.absolute(module, imported)?))
            }
        }
    }

    /// The module that defines what a path leads to, through every `use` on the way; nothing for a module itself, since
    /// what is taken from it is told by the paths that go on.
    fn item(&self, path: &[String]) -> Option<Path> {
        let mut path = path.to_vec();
        // More turns than these are a circle of `use`, which does not compile.
        'turns: for _ in 0..16 {
            for end in 0..path.len() {
                let (module, name) = (&path[..end], &path[end]);
                let is_last = end + 1 == path.len();
                let is_module = self.0.contains_key(&path[..=end]);
                // A module and a function may have one name: the last name of a path means the function.
                let imported = self.0[module].imports.get(name).filter(|_| is_last || !is_module);
                let imported = imported.and_then(|imported| self.absolute(module, imported));
                if let Some(imported) = imported.filter(|imported| *imported != path[..=end]) {
                    path = [imported, path[end + 1..].to_vec()].concat();
                    continue 'turns;
                }
                if !is_module {
                    return Some(module.to_vec());
                }
            }
            return None;
        }
        None
    }
}

/// Goes through the words and signs of one file.
struct Reader<'a> {
    tokens: &'a [String],
    at: usize,
    for_tests: &'a mut Vec<Path>,
}

impl Reader<'_> {
    fn is(&self, ahead: usize, what: &str) -> bool {
        self.tokens.get(self.at + ahead).is_some_and(|token| token == what)
    }

    fn are(&self, what: &[&str]) -> bool {
        what.iter().enumerate().all(|(ahead, what)| self.is(ahead, what))
    }

    /// Reads a module up to its closing brace or the end of the file.
    fn module(&mut self, file: &str, path: Path, modules: &mut Modules) {
        let mut module = Module { file: file.to_owned(), ..Module::default() };
        let mut depth = 0;
        while let Some(token) = self.tokens.get(self.at) {
            match token.as_str() {
                "#" if self.are(&["#", "[", "cfg", "(", "test", ")", "]"]) => self.skip_item_for_tests(&path),
                "mod" if self.is(2, "{") => {
                    let inner = [path.clone(), vec![self.tokens[self.at + 1].clone()]].concat();
                    self.at += 3;
                    self.module(file, inner, modules);
                }
                // `use<'a>` in a type is another thing.
                "use" if !self.is(1, "<") => self.import(&mut module),
                "{" => (depth, self.at) = (depth + 1, self.at + 1),
                "}" if depth == 0 => {
                    self.at += 1;
                    break;
                }
                "}" => (depth, self.at) = (depth - 1, self.at + 1),
                _ => self.path(&mut module),
            }
        }
        modules.0.insert(path, module);
    }

    /// Leaves out what only tests are built with, up to the end of the item.
    fn skip_item_for_tests(&mut self, path: &[String]) {
        self.at += 7;
        let mut depth = 0;
        while let Some(token) = self.tokens.get(self.at) {
            if token == "mod" && depth == 0 {
                self.for_tests.push([path, std::slice::from_ref(&self.tokens[self.at + 1])].concat());
            }
            self.at += 1;
            match token.as_str() {
                ";" if depth == 0 => return,
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => {
                    depth -= 1;
                    if depth == 0 && token == "}" {
                        return;
                    }
                }
                _ => {}
            }
        }
    }

    /// `use …;`
    fn import(&mut self, module: &mut Module) {
        self.at += 1;
        let mut members = Vec::new();
        self.members(&[], &mut members);
        for (mut path, alias) in members {
            if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
                path.pop();
            }
            // Which names `*` takes is not written here: the module that gives them counts as named.
            let name = alias.or_else(|| path.last().cloned()).filter(|name| name != "*");
            module.imports.extend(name.map(|name| (name, path.clone())));
            module.paths.push(path);
        }
    }

    /// The members of a `use` from here on, each with its other name where it has one.
    fn members(&mut self, head: &[String], members: &mut Vec<(Path, Option<String>)>) {
        let mut path = head.to_vec();
        while let Some(token) = self.tokens.get(self.at) {
            self.at += 1;
            match token.as_str() {
                "::" => {}
                "{" => {
                    while self.at < self.tokens.len() && !self.is(0, "}") {
                        self.members(&path, members);
                        self.at += usize::from(self.is(0, ","));
                    }
                    self.at += 1;
                    return;
                }
                "as" => {
                    members.push((path, self.tokens.get(self.at).cloned()));
                    self.at += 1;
                    return;
                }
                "," | ";" | "}" => {
                    self.at -= 1;
                    break;
                }
                name => path.push(name.to_owned()),
            }
        }
        members.push((path, None));
    }

    /// `a::b::C` in code or before a brace; a single name is no path.
    fn path(&mut self, module: &mut Module) {
        let mut path = vec![self.tokens[self.at].clone()];
        let goes_on = self.at == 0 || self.tokens[self.at - 1] != "::";
        self.at += 1;
        while goes_on && self.is(0, "::") && self.tokens.get(self.at + 1).is_some_and(|name| is_name(name)) {
            path.push(self.tokens[self.at + 1].clone());
            self.at += 2;
        }
        if path.len() > 1 && is_name(&path[0]) {
            module.paths.push(path);
        }
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

// ---- From a graph to its circles ----

/// The largest sets of files of which each leads to each other, in order.
fn circles(graph: &BTreeMap<String, BTreeSet<String>>) -> Vec<Vec<String>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> = graph.keys().map(|file| (&**file, reached(graph, file))).collect();
    let mut circles = Vec::new();
    for (file, others) in &reached {
        let circle: Vec<String> =
            others.iter().filter(|other| reached[*other].contains(file)).map(ToString::to_string).collect();
        // A circle is told once, by its first file.
        if circle.len() > 1 && circle[0] == *file {
            circles.push(circle);
        }
    }
    circles
}

/// The files that one leads to, itself only where a way leads back.
fn reached<'g>(graph: &'g BTreeMap<String, BTreeSet<String>>, file: &str) -> BTreeSet<&'g str> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&str> = graph[file].iter().map(String::as_str).collect();
    while let Some(next) = waiting.pop() {
        if reached.insert(next) {
            waiting.extend(graph[next].iter().map(String::as_str));
        }
    }
    reached
}

/// The smallest folder that holds all of a circle.
fn folder_of(circle: &[String]) -> &str {
    let first = &circle[0];
    let ends = first.match_indices('/').map(|(end, _)| end).rev();
    let mut folders = ends.map(|end| &first[..end]).chain([""]);
    let holds = |folder: &&str| circle.iter().all(|file| file.starts_with(&format!("{folder}/")));
    folders.find(holds).unwrap_or_default()
}

fn described(circle: &[String], graph: &BTreeMap<String, BTreeSet<String>>) -> String {
    let line = |file: &String| {
        let within = graph[file].iter().filter(|other| circle.contains(other)).cloned();
        format!("  src/{file} names {}", within.collect::<Vec<_>>().join(", "))
    };
    let lines: Vec<String> = circle.iter().map(line).collect();
    format!("in {}:\n{}", folder_of(circle), lines.join("\n"))
}

// ---- The reader itself ----

/// What each file of a small tree names: `a.rs: b.rs, c/d.rs`.
fn named(files: &[(&str, &str)]) -> Vec<String> {
    let sources: Vec<Source> = files.iter().map(|(path, text)| Source::new(path.into(), (*text).to_owned())).collect();
    let graph = graph(&sources).into_iter().filter(|(_, others)| !others.is_empty());
    graph.map(|(file, others)| format!("{file}: {}", others.into_iter().collect::<Vec<_>>().join(", "))).collect()
}

#[test]
fn a_path_leads_to_the_file_that_defines_the_name() {
    let tree = |text: &'static str| {
        let root = ("lib.rs", "mod a; mod b; pub mod c;");
        let files = [
            root,
            ("a.rs", text),
            ("b.rs", "pub struct B; pub use crate::c::D as Other;"),
            ("c/mod.rs", "mod d; mod e; pub use d::{D, d}; pub use e::E as F; pub struct C;"),
            ("c/d.rs", "pub struct D; pub fn d() {}"),
            ("c/e.rs", "pub struct E;"),
        ];
        let named = named(&files);
        let own = named.iter().find_map(|line| line.strip_prefix("a.rs: "));
        own.unwrap_or_default().to_owned()
    };
    for (text, expected) in [
        ("use crate::c::C;", "c/mod.rs"),
        ("use crate::c::D;", "c/d.rs"),
        ("use crate::c::F;", "c/e.rs"),
        ("use super::c::{C, D as Mine, F};", "c/d.rs, c/e.rs, c/mod.rs"),
        ("use crate::{b::{self, B}, c::d};", "b.rs, c/d.rs"),
        // What is behind a name of another name.
        ("use crate::b::Other;", "c/d.rs"),
        ("fn f(d: crate::c::D) -> std::fmt::Result {}", "c/d.rs"),
        // A module alone says nothing; what is taken from it does.
        ("use crate::c;", ""),
        ("use crate::c; fn f() { c::d(); c::F::new() }", "c/d.rs, c/e.rs"),
        ("use crate::c as sea; fn f() { let _ = sea::C; }", "c/mod.rs"),
        ("use crate::b::*;", "b.rs"),
        ("use crate::c::F::*;", "c/e.rs"),
        ("mod within { use super::super::b::B; }", "b.rs"),
        ("use std::c::D; use serde::b; fn f() { b::B; }", ""),
        ("#[cfg(test)] mod tests { use crate::b::B; } use crate::c::C;", "c/mod.rs"),
        ("#[cfg(test)] use crate::b::B; #[cfg(test)] fn f(c: [u8; 2]) { crate::b::B } use crate::c::C;", "c/mod.rs"),
        ("// crate::b::B\nfn f() { \"crate::b::B\" }", ""),
    ] {
        assert_eq!(tree(text), expected, "{text}");
    }
}

#[test]
fn a_file_of_tests_and_the_parts_of_a_module_are_left_out() {
    let files = [
        ("lib.rs", "pub mod a; pub mod b;"),
        ("a/mod.rs", "mod part; #[cfg(test)]\nmod tests; pub use part::Part; pub struct A;"),
        ("a/part.rs", "use super::A; pub struct Part;"),
        ("a/tests.rs", "use crate::b::B;"),
        ("b.rs", "use crate::a::Part; pub struct B;"),
    ];
    assert_eq!(named(&files), ["b.rs: a/part.rs"]);
}

#[test]
fn circles_are_told_whole_and_once() {
    let leads =
        [("a/x", "b"), ("b", "a/y"), ("a/y", "a/x"), ("a/y", "c"), ("c", "d"), ("e/f/g", "e/h"), ("e/h", "e/f/g")];
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (from, to) in leads {
        graph.entry(from.to_owned()).or_default().insert(to.to_owned());
        graph.entry(to.to_owned()).or_default();
    }
    let circles = circles(&graph);
    assert_eq!(circles, [vec!["a/x", "a/y", "b"], vec!["e/f/g", "e/h"]]);
    assert_eq!(circles.iter().map(|circle| folder_of(circle)).collect::<Vec<_>>(), ["", "e"]);
    assert_eq!(described(&circles[1], &graph), "in e:\n  src/e/f/g names e/h\n  src/e/h names e/f/g");
}
