//! Builders and checks shared by the tests of the data layer.

pub mod plain;
pub mod readers;
pub mod window;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use city_diplomacy_explorer::data::open::{Loaded, OpenError, Progress, Refusal, open};
use city_diplomacy_explorer::data::{Field, Table};
use city_diplomacy_explorer::words::Lang;
use rusqlite::Connection;
use tempfile::TempDir;

/// The committed sample.
pub fn sample_db() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample.db")
}

/// The CSV files that the sample is made of.
pub fn sample_csv() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample")
}

/// How many rows a CSV of the sample has. No test states such a number by hand: a correction of the facts would break it.
pub fn sample_rows(table: &str) -> usize {
    csv::Reader::from_path(sample_csv().join(format!("{table}.csv"))).unwrap().records().count()
}

/// The tables of facts as the file names them, in the order of `Table::ALL`.
pub const FACT_TABLES: [&str; 4] = ["activity", "membership", "partnership", "instrument"];

/// A value that SQL gives of the sample.
pub fn sample_value<T: rusqlite::types::FromSql>(sql: &str) -> T {
    Connection::open(sample_db()).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

/// A number that SQL gives of the sample.
pub fn sample_number(sql: &str) -> usize {
    usize::try_from(sample_value::<i64>(sql)).unwrap()
}

/// The day on which the sample was last checked.
pub fn sample_as_of() -> String {
    sample_value("SELECT value FROM meta WHERE key = 'as_of'")
}

/// The bytes of a sample in which the page that leads to the memberships is overwritten.
pub fn damaged_sample() -> Vec<u8> {
    const PAGE_BYTES: usize = 4096;
    let page = sample_number("SELECT rootpage FROM sqlite_schema WHERE name = 'membership'");
    let mut bytes = fs::read(sample_db()).unwrap();
    bytes[PAGE_BYTES * (page - 1)..PAGE_BYTES * page].fill(0xAB);
    bytes
}

/// A folder with one file of the given contents.
pub fn file_with(name: &str, contents: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, contents).unwrap();
    (folder, path)
}

/// A folder with a copy of the sample on which some SQL was run.
pub fn sample_after(sql: &str) -> (TempDir, PathBuf) {
    let (folder, path) = file_with("changed.db", &fs::read(sample_db()).unwrap());
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    connection.execute_batch(sql).unwrap();
    connection.close().unwrap();
    (folder, path)
}

/// A folder with a new database made by some SQL.
pub fn database_of(sql: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.db");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(sql).unwrap();
    connection.close().unwrap();
    (folder, path)
}

/// Opens a file; it and its folder must stay as they are, and what comes back must be sound.
pub fn open_untouched(path: &Path) -> Result<Loaded, OpenError> {
    let folder = path.parent().unwrap();
    let before = state_of(folder);
    let opened = open(path, &Progress::default());
    assert_eq!(state_of(folder), before, "{} or its folder changed", path.display());
    match &opened {
        Ok(loaded) => assert_sound(loaded),
        Err(error) => assert_explained(error, path),
    }
    opened
}

/// Opens a file that must be refused.
pub fn refusal_of(path: &Path) -> Refusal {
    open_untouched(path).unwrap_err().refusal().unwrap().clone()
}

/// Names, contents and times of all files of a folder.
pub fn state_of(folder: &Path) -> BTreeMap<PathBuf, (Option<Vec<u8>>, Option<SystemTime>)> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    let state = |path: PathBuf| {
        let metadata = path.symlink_metadata().unwrap();
        let contents = metadata.is_file().then(|| fs::read(&path).unwrap());
        (path, (contents, metadata.modified().ok()))
    };
    entries.map(|entry| state(entry.unwrap().path())).collect()
}

fn assert_explained(error: &OpenError, path: &Path) {
    let name = path.file_name().unwrap().to_string_lossy();
    let [en, ko] = Lang::ALL.map(|lang| error.explain(lang));
    for explanation in [&en, &ko] {
        assert!(explanation.what.contains(&*name), "{explanation:?}");
        assert!(!explanation.cause.is_empty() && !explanation.next_step.is_empty(), "{explanation:?}");
    }
    assert_ne!(en.cause, ko.cause);
    assert_ne!(en.next_step, ko.next_step);
}

/// Every column of every table has a value for every row, every code leads to a value, every row is accounted for.
pub fn assert_sound(loaded: &Loaded) {
    let dataset = &loaded.dataset;
    let entities = [
        (Field::City, dataset.cities.len()),
        (Field::Agenda, dataset.agendas.len()),
        (Field::Network, dataset.networks.len()),
        (Field::Partner, dataset.partners.len()),
    ];
    for (field, length) in entities {
        assert_eq!(dataset.vocabulary(field).len(), length, "{field:?}");
    }
    for table in Table::ALL {
        let facts = dataset.table(table);
        let report = loaded.report.table(table);
        assert_eq!(report.shown + report.undated, facts.len(), "{table:?}");
        let undated = facts.start.iter().filter(Option::is_none).count();
        assert_eq!(report.undated, undated, "{table:?}");
        for length in [facts.start.len(), facts.end.len(), facts.search.len(), facts.sources.len()] {
            assert_eq!(length, facts.len(), "{table:?}");
        }
        for field in Field::ALL {
            let has_field = field.tables().contains(&table);
            assert_eq!(
                facts.codes[field as usize].len(),
                if has_field { facts.len() } else { 0 },
                "{table:?} {field:?}"
            );
            for row in facts.rows() {
                assert!(facts.codes(field, row).iter().all(|code| code.index() < dataset.vocabulary(field).len()));
            }
        }
        for row in facts.rows() {
            assert!(facts.sources.get(row.index()).iter().all(|source| (source.0 as usize) < dataset.sources.len()));
        }
    }
    for notice in &loaded.report.notices {
        assert_ne!(notice.text(Lang::En), notice.text(Lang::Ko));
    }
    for issue in &loaded.report.issues {
        assert_ne!(issue.reason.text(Lang::En), issue.reason.text(Lang::Ko));
    }
}
