//! CSV folders to databases: the sample is what the import makes of its CSV files, and a bad cell is named.

use std::fs;

use crate::support::{FACT_TABLES, open_untouched, sample_csv, sample_db, sample_rows, state_of};
use city_diplomacy_explorer::data::import::{ImportCause, import_csv_folder};
use city_diplomacy_explorer::data::{Field, Table};
use city_diplomacy_explorer::words::Lang;
use tempfile::TempDir;

/// A folder with an `activity.csv` and further CSV files.
fn csv_folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("activity.csv"), "id,title_en\na1,Summit\n").unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn the_committed_sample_is_a_fresh_build_byte_by_byte() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = ["first.db", "second.db"].map(|name| {
        import_csv_folder(&sample_csv(), &folder.path().join(name)).unwrap();
        fs::read(folder.path().join(name)).unwrap()
    });
    assert!(first == second, "two builds differ");
    assert!(first == fs::read(sample_db()).unwrap(), "sample.db is stale: run scripts/sample");
    assert_eq!(state_of(folder.path()).len(), 2, "nothing else is left behind");
}

#[test]
fn no_row_of_the_sample_is_lost_and_every_fact_names_its_source() {
    let loaded = open_untouched(&sample_db()).unwrap();
    for table in &loaded.report.tables {
        assert_eq!(sample_rows(table.name), table.rows(), "{}", table.name);
        assert_eq!(table.rejected, 0, "{}", table.name);
    }
    let dataset = &loaded.dataset;
    let counts = Table::ALL.map(|table| dataset.table(table).len());
    assert_eq!(counts, FACT_TABLES.map(sample_rows));
    let entities = [Field::Network, Field::Partner, Field::City].map(|field| dataset.vocabulary(field).len());
    assert_eq!(entities, ["network", "partner", "city"].map(sample_rows));
    assert_eq!(dataset.sources.len(), sample_rows("source"));
    for table in Table::ALL {
        let facts = dataset.table(table);
        assert!(facts.rows().all(|row| !facts.sources.get(row.index()).is_empty()), "{table:?}");
    }
    assert!(dataset.cities.iter().all(|city| city.source.is_some()));
    assert!(dataset.networks.iter().all(|network| network.source.is_some()));
    assert!(dataset.partners.iter().all(|partner| partner.source.is_some()));
}

#[test]
fn a_bad_cell_is_named_and_nothing_is_written() {
    type Case<'a> = (&'a str, &'a str, Option<usize>, Option<&'a str>, ImportCause);
    let known_row =
        |value: &str, table: &str| ImportCause::NoSuchRow { value: value.to_owned(), table: table.to_owned() };
    let value = |value: &str| value.to_owned();
    let cases: [Case<'_>; 13] = [
        ("activity.csv", "id,title_en\na,A\n,B\n", Some(3), Some("id"), ImportCause::EmptyCell),
        ("activity.csv", "id,title_en\na,A\na,B\n", Some(3), Some("id"), ImportCause::DoubledKey { value: value("a") }),
        (
            "activity.csv",
            "id,start_date\na,2023-02-30\n",
            Some(2),
            Some("start_date"),
            ImportCause::NoSuchDay { value: value("2023-02-30") },
        ),
        (
            "activity.csv",
            "id,start_date\na,2016\nb,May 2016\n",
            Some(3),
            Some("start_date"),
            ImportCause::DateForm { value: value("May 2016") },
        ),
        ("activity.csv", "title_en\nA\n", Some(1), Some("id"), ImportCause::MissingColumn),
        ("activity.csv", "id,id\na,b\n", Some(1), Some("id"), ImportCause::DoubledColumn),
        ("city.csv", "id,lat\nseoul,north\n", Some(2), Some("lat"), ImportCause::NotANumber { value: value("north") }),
        ("city.csv", "id,parent_id\nx,y\n", Some(2), Some("parent_id"), known_row("y", "city")),
        (
            "activity_city.csv",
            "activity_id,city_id\na1,atlantis\n",
            Some(2),
            Some("city_id"),
            known_row("atlantis", "city"),
        ),
        ("activity.csv", "id,form_id\na,seance\n", Some(2), Some("form_id"), known_row("seance", "form")),
        // Rows are numbered as an editor numbers their lines.
        (
            "activity.csv",
            "id,title_en,form_id\na,\"A\nB\",mou\n\nb,B,seance\n",
            Some(5),
            Some("form_id"),
            known_row("seance", "form"),
        ),
        (
            "meta.csv",
            "key,value\ntitle_en,Sample\nas_of,last May\n",
            Some(3),
            Some("value"),
            ImportCause::DateForm { value: value("last May") },
        ),
        ("city.csv", "id,name_en,iso\nx,\"X,KR-11\ny,Y,KR-26\n", None, None, ImportCause::OpenQuote { row: 2 }),
    ];
    for (name, text, row, column, cause) in cases {
        let source = csv_folder(&[(name, text)]);
        let target = tempfile::tempdir().unwrap();
        let error = import_csv_folder(source.path(), &target.path().join("new.db")).unwrap_err();
        assert_eq!((error.row, error.column.as_deref(), &error.cause), (row, column, &cause), "{text}");
        assert_eq!(state_of(target.path()).len(), 0, "{text}");
        for lang in Lang::ALL {
            assert!(error.explain(lang).what.contains(name), "{:?}", error.explain(lang));
        }
    }
}

#[test]
fn unknown_files_columns_and_encodings_are_refused() {
    let refuse = |folder: &TempDir| import_csv_folder(folder.path(), &folder.path().join("new.db")).unwrap_err();
    let error = refuse(&csv_folder(&[("albums.csv", "id\n")]));
    assert!(matches!(error.cause, ImportCause::UnknownFile { .. }) && error.file.ends_with("albums.csv"));
    let error = refuse(&csv_folder(&[("city.csv", "id,mayor\nseoul,x\n")]));
    assert!(matches!(error.cause, ImportCause::UnknownColumn { .. }));
    assert_eq!(error.column.as_deref(), Some("mayor"));
    let error = refuse(&csv_folder(&[("city.csv", "id,name_en\nseoul\n")]));
    assert!(matches!(error.cause, ImportCause::Malformed(_)) && error.row == Some(2));
    let folder = csv_folder(&[]);
    fs::write(folder.path().join("city.csv"), b"id,name_ko\nseoul,\xbc\xad\xbf\xef\n").unwrap();
    let error = refuse(&folder);
    assert_eq!((error.cause, error.row), (ImportCause::NotUtf8, Some(2)));
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(refuse(&empty).cause, ImportCause::NoActivityFile);
}

#[test]
fn an_existing_file_is_never_replaced() {
    let target = tempfile::tempdir().unwrap();
    let path = target.path().join("mine.db");
    fs::write(&path, "precious").unwrap();
    let error = import_csv_folder(&sample_csv(), &path).unwrap_err();
    assert_eq!(error.cause, ImportCause::TargetExists);
    assert_eq!(fs::read(&path).unwrap(), b"precious");
    let missing = import_csv_folder(&sample_csv(), &target.path().join("no/such/folder.db")).unwrap_err();
    assert!(matches!(missing.cause, ImportCause::TargetFolder(_)));
    let device = import_csv_folder(&sample_csv(), &target.path().join("con.db")).unwrap_err();
    assert_eq!(device.cause, ImportCause::DeviceName);
    assert_eq!(fs::read_dir(target.path()).unwrap().count(), 1, "nothing is left of what was refused");
}

#[test]
fn a_byte_order_mark_and_decomposed_korean_are_understood() {
    let folder = csv_folder(&[]);
    let text = "\u{FEFF}id,title_ko\r\na1,\u{1109}\u{1165}\u{110B}\u{116E}\u{11AF}\r\n";
    fs::write(folder.path().join("activity.csv"), text).unwrap();
    let path = folder.path().join("new.db");
    let report = import_csv_folder(folder.path(), &path).unwrap();
    assert!(report.tables.contains(&("form".to_owned(), 21)), "a folder without form.csv gets the built-in forms");
    let loaded = open_untouched(&path).unwrap();
    let facts = loaded.dataset.table(Table::Activities);
    assert_eq!(facts.title(facts.row("a1").unwrap(), Lang::Ko), "서울");
}
