//! What happens to files that others made: each refused in its own words or opened with an account of every row, and
//! none of them changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::readers::done;
use crate::support::{
    FACT_TABLES, assert_sound, damaged_sample, database_of, file_with, open_untouched, refusal_of, sample_after,
    sample_as_of, sample_db, sample_rows, sample_value,
};
use city_diplomacy_explorer::data::open::{
    FileStamp, Loaded, Notice, OtherFormat, Progress, Refusal, RowReason, Stage, open, open_damaged,
};
use city_diplomacy_explorer::data::{Date, FactTable, Field, ReadFault, Row, Table, Text};
use city_diplomacy_explorer::query::{Answer, Filter};
use city_diplomacy_explorer::words::Lang;
use rusqlite::Connection;

fn loaded_after(sql: &str) -> Loaded {
    let (_folder, path) = sample_after(sql);
    open_untouched(&path).unwrap()
}

fn reasons(loaded: &Loaded, table: &str) -> Vec<(String, RowReason)> {
    let issues = loaded.report.issues.iter().filter(|issue| issue.table == table);
    issues.map(|issue| (issue.id.clone(), issue.reason.clone())).collect()
}

/// The first two activities of the file, wherever their dates put them.
fn first_two_rows(facts: &FactTable) -> [Row; 2] {
    [1, 2].map(|rowid| {
        let id: String = sample_value(&format!("SELECT id FROM activity WHERE rowid = {rowid}"));
        facts.row(&id).unwrap()
    })
}

#[test]
fn the_sample_opens_without_a_warning() {
    let loaded = open_untouched(&sample_db()).unwrap();
    assert_eq!(loaded.report.notices, []);
    assert!(!loaded.report.has_warnings());
    let lengths = Table::ALL.map(|table| loaded.dataset.table(table).len());
    assert_eq!(lengths, FACT_TABLES.map(sample_rows));
    let meta = &loaded.dataset.meta;
    assert_eq!(meta.title.in_lang(Lang::Ko), "대한민국 지방자치단체의 도시외교");
    assert_eq!(meta.as_of, Date::parse(&sample_as_of()).ok());
    assert!(meta.note.en.starts_with("A sample") && meta.note.ko.starts_with("전수조사"));
}

#[test]
fn a_row_of_each_table_carries_its_codes_texts_and_sources() {
    let loaded = open_untouched(&sample_db()).unwrap();
    let dataset = &loaded.dataset;
    let line = |table: Table, id: &str| {
        let facts = dataset.table(table);
        let row = facts.row(id).unwrap();
        let mut parts = vec![format!("{:?}", facts.start(row)), facts.title(row, Lang::En).to_owned()];
        for field in Field::ALL.into_iter().filter(|field| field.tables().contains(&table)) {
            let values = facts.codes(field, row).iter().map(|&code| dataset.vocabulary(field)[code].id.as_str());
            let values: Vec<&str> = values.collect();
            if !values.is_empty() {
                parts.push(format!("{}={}", field.id(), values.join(",")));
            }
        }
        let sources = facts.sources.get(row.index()).iter().map(|&source| dataset.source(source).id);
        parts.push(format!("sources={}", sources.collect::<Vec<_>>().join(",")));
        parts.join(" | ")
    };
    let lines = [
        line(Table::Activities, "a-jinju-1961-eugene"),
        line(Table::Memberships, "m-chungnam-ppca-member"),
        line(Table::Partnerships, "r-seoul-kf"),
        line(Table::Institutions, "i-busan-odaord"),
    ];
    insta::assert_snapshot!(lines.join("\n"));
}

/// All that is known of each row but its start, by id.
fn rows_by_id(loaded: &Loaded, table: Table) -> BTreeMap<String, Vec<String>> {
    let (dataset, facts) = (&loaded.dataset, loaded.dataset.table(table));
    let id = |row: Row| facts.ids.get(row.index()).to_owned();
    let known = |row: Row| {
        let codes = Field::ALL.map(|field| {
            let values = facts.codes(field, row).iter().map(|&code| &dataset.vocabulary(field)[code].id);
            format!("{values:?}", values = values.collect::<Vec<_>>())
        });
        let derived = facts.derived_modes.get(row.index()).iter();
        let derived: Vec<_> = derived.map(|&mode| &dataset.vocabulary(Field::Mode)[mode].id).collect();
        let sources: Vec<_> = facts.sources.get(row.index()).iter().map(|&source| dataset.source(source).id).collect();
        let mut known = vec![
            format!("{:?} {}", facts.end(row), facts.is_attested(row)),
            format!(
                "{derived:?} {sources:?} {:?} {}",
                facts.codes(Field::Counterpart, row),
                facts.counterparts.text(row)
            ),
            format!("{:?} {}", facts.parent(row).map(id), facts.search.get(row.index())),
        ];
        known.extend(codes);
        known.extend(Text::ALL.map(|text| facts.text(text, row).to_owned()));
        known
    };
    facts.rows().map(|row| (id(row), known(row))).collect()
}

#[test]
fn rows_stand_in_the_order_they_began_and_keep_what_belongs_to_them() {
    const RELATIONS: &str = "UPDATE activity_mode SET basis = 'derived' WHERE rowid % 3 = 0;
        UPDATE instrument SET parent_id = (SELECT id FROM instrument AS other WHERE other.rowid = instrument.rowid * 7 % (SELECT count(*) FROM instrument) + 1);
        INSERT INTO coverage SELECT id, 1990 + rowid % 20, 2020, NULL FROM city;";
    // Without dates rows stay as they are in the file: what there is to compare with.
    const UNDATED: &str = "UPDATE activity SET start_date = NULL; UPDATE membership SET joined = NULL;
        UPDATE partnership SET start_date = NULL; UPDATE instrument SET start_date = NULL;";
    // One of ten without a date, the others in no order.
    const SHUFFLED: [(&str, &str); 4] = [
        ("activity", "start_date"),
        ("membership", "joined"),
        ("partnership", "start_date"),
        ("instrument", "start_date"),
    ];
    let shuffle = |(table, column)| {
        format!("UPDATE {table} SET {column} = iif(rowid % 10 = 0, NULL, 1960 + rowid * 37 % 61 || '-05');")
    };
    let sorted = loaded_after(&format!("{RELATIONS} {}", SHUFFLED.map(shuffle).concat()));
    let as_in_file = loaded_after(&format!("{RELATIONS} {UNDATED}"));
    for table in Table::ALL {
        let facts = sorted.dataset.table(table);
        let key = |row: Row| (facts.start(row).is_none(), facts.start(row));
        assert!(facts.rows().is_sorted_by_key(key), "{table:?}");
        assert_ne!(facts.ids, as_in_file.dataset.table(table).ids, "{table:?} has to be put in order");
        let (rows, expected) = (rows_by_id(&sorted, table), rows_by_id(&as_in_file, table));
        assert_eq!(rows.len(), facts.len());
        for (id, known) in rows {
            assert_eq!(known, expected[&id], "{table:?} {id}");
        }
    }
    let activities = sorted.dataset.table(Table::Activities);
    let has = |has: &dyn Fn(usize) -> bool| (0..activities.len()).any(has);
    assert!(has(&|row| !activities.derived_modes.get(row).is_empty()));
    assert!(has(&|row| !activities.counterparts.listed.get(row).is_empty()));
    assert!(sorted.dataset.table(Table::Institutions).parents.iter().flatten().count() > 200);
    assert_eq!(sorted.dataset.coverage.len(), sample_rows("city"));
    assert_eq!(sorted.dataset.coverage, as_in_file.dataset.coverage);
}

#[test]
fn vocabularies_are_ordered_by_rank_and_grouped() {
    let loaded = open_untouched(&sample_db()).unwrap();
    let dataset = &loaded.dataset;
    let mut lines = Vec::new();
    for field in Field::ALL {
        let vocabulary = dataset.vocabulary(field);
        assert!(vocabulary.iter().all(|(_, value)| value.defined), "{field:?}");
        let is_long = matches!(
            field,
            Field::City | Field::Network | Field::Partner | Field::Country | Field::Counterpart | Field::Place
        );
        let values = vocabulary.iter().take(if is_long { 20 } else { usize::MAX }).map(|(_, value)| {
            let group = field.group().zip(value.group).map(|(field, code)| &dataset.vocabulary(field)[code].id);
            let [en, ko] = Lang::ALL.map(|lang| value.short_name(lang));
            format!("{}{} {en}/{ko}", value.id, group.map(|group| format!("<{group}")).unwrap_or_default())
        });
        lines.push(format!("{} ({}): {}", field.id(), vocabulary.len(), values.collect::<Vec<_>>().join("; ")));
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_search_finds_titles_and_the_names_of_those_involved() {
    let loaded = open_untouched(&sample_db()).unwrap();
    let hits = |table: Table, word: &str| {
        let filter = Filter { text: word.to_owned(), choices: BTreeMap::new(), ..Filter::default() };
        Answer::new(&loaded.dataset, &filter).rows(table).count()
    };
    assert!(hits(Table::Activities, "eugene") >= 2);
    assert!(hits(Table::Activities, "자매결연") > 100);
    assert!(hits(Table::Memberships, "iclei") > 10 && hits(Table::Memberships, "서울특별시") > 5);
    assert!(hits(Table::Partnerships, "외교부") > 0 && hits(Table::Institutions, "조례") > 20);
}

#[test]
fn what_is_no_database_is_refused_by_its_own_words() {
    let short_database = &fs::read(sample_db()).unwrap()[..60];
    let cases: [(&str, &[u8], Refusal); 13] = [
        ("empty.db", b"", Refusal::Empty),
        ("short.db", &[7; 99], Refusal::TooShort { bytes: 99 }),
        ("cut.db", short_database, Refusal::TooShort { bytes: 60 }),
        ("activity.db", b"id,title_en\na1,Summit\n", Refusal::OtherFormat(OtherFormat::Csv)),
        ("korean.db", "번호;제목\n1;정상회의\n".as_bytes(), Refusal::OtherFormat(OtherFormat::Csv)),
        ("letter.db", b"Dear all,", Refusal::OtherFormat(OtherFormat::Csv)),
        ("note.db", b"Dear all", Refusal::OtherFormat(OtherFormat::Text)),
        (
            "book.db",
            b"PK\x03\x04..........................[Content_Types].xml",
            Refusal::OtherFormat(OtherFormat::Xlsx),
        ),
        ("pack.db", b"PK\x03\x04..........................data.csv", Refusal::OtherFormat(OtherFormat::Zip)),
        ("picture.db", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Refusal::OtherFormat(OtherFormat::Picture)),
        ("paper.db", b"%PDF-1.7\n", Refusal::OtherFormat(OtherFormat::Pdf)),
        ("old.db", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], Refusal::OtherFormat(OtherFormat::Xls)),
        ("secret.db", &[0x9e, 0x03, 0xf1, 0x88].repeat(64), Refusal::OtherFormat(OtherFormat::Unknown)),
    ];
    for (name, contents, expected) in cases {
        let (_folder, path) = file_with(name, contents);
        assert_eq!(refusal_of(&path), expected, "{name}");
    }
}

#[test]
fn what_is_no_file_is_refused_without_being_read() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(refusal_of(&folder.path().join("missing.db")), Refusal::Unread(ReadFault::NotFound));
    let inner = folder.path().join("folder.db");
    fs::create_dir(&inner).unwrap();
    assert_eq!(refusal_of(&inner), Refusal::Folder);
}

#[cfg(unix)]
#[test]
fn a_pipe_or_a_device_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.db");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert_eq!(refusal_of(&pipe), Refusal::Pipe);
    let error = open(Path::new("/dev/zero"), &Progress::default()).unwrap_err();
    assert_eq!(error.refusal(), Some(&Refusal::Device));
}

#[test]
fn a_damaged_database_is_refused() {
    let bytes = fs::read(sample_db()).unwrap();
    let (_folder, path) = file_with("cut.db", &bytes[..bytes.len() / 2]);
    assert_eq!(refusal_of(&path), Refusal::Truncated { expected: bytes.len() as u64, actual: bytes.len() as u64 / 2 });

    let mut changed = bytes.clone();
    changed[16] = 3;
    let (_folder, path) = file_with("page-size.db", &changed);
    assert_eq!(refusal_of(&path), Refusal::DamagedHeader("page size"));

    let mut changed = bytes.clone();
    changed[18..20].fill(9);
    let (_folder, path) = file_with("future.db", &changed);
    assert_eq!(refusal_of(&path), Refusal::NewerFormat);

    let (_folder, path) = file_with("overwritten.db", &damaged_sample());
    assert!(matches!(refusal_of(&path), Refusal::Damaged(_)), "{:?}", refusal_of(&path));
    let loaded = open_damaged(&path, &Progress::default()).unwrap();
    assert_sound(&loaded);
    assert!(loaded.report.is_damaged());
    assert!(loaded.report.notices.iter().any(|notice| matches!(notice, Notice::CutShort(..))));
}

#[test]
fn a_database_of_something_else_is_refused_and_its_tables_named() {
    let (_folder, path) = database_of("CREATE TABLE album (id); CREATE TABLE track (id)");
    assert_eq!(refusal_of(&path), Refusal::NoActivityTable(vec!["album".to_owned(), "track".to_owned()]));
    let (_folder, path) = database_of("PRAGMA user_version = 3; VACUUM");
    assert_eq!(refusal_of(&path), Refusal::NoActivityTable(Vec::new()));
    let (_folder, path) = database_of("CREATE TABLE activity (title_en)");
    assert_eq!(refusal_of(&path), Refusal::ActivityColumn("id"));
    let (_folder, path) = database_of("CREATE TABLE activity (id, name)");
    assert_eq!(refusal_of(&path), Refusal::ActivityColumn("title_en"));
}

#[test]
fn nothing_in_the_file_is_run() {
    let view = "CREATE TABLE t (id, title_en); CREATE VIEW activity AS SELECT * FROM t";
    let (_folder, path) = database_of(view);
    assert_eq!(refusal_of(&path), Refusal::ActivityIsNoTable);
    let (_folder, path) = database_of("CREATE VIRTUAL TABLE activity USING fts5(id, title_en)");
    assert_eq!(refusal_of(&path), Refusal::ActivityIsNoTable);
    let generated = "CREATE TABLE activity (id, title_ko, title_en AS (upper('run')) VIRTUAL);
                     INSERT INTO activity VALUES ('a', '제목')";
    let (_folder, path) = database_of(generated);
    let loaded = open_untouched(&path).unwrap();
    assert_eq!(loaded.dataset.table(Table::Activities).title(Row(0), Lang::En), "제목");
    let view = "DROP TABLE city; CREATE VIEW city AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
                SELECT i AS id FROM n";
    assert!(loaded_after(view).report.notices.contains(&Notice::NotATable("city")));
}

#[test]
fn a_value_that_is_too_large_is_refused() {
    let (_folder, path) =
        sample_after("UPDATE activity SET description = printf('%.*c', 20000000, 'x') WHERE rowid = 9");
    assert_eq!(refusal_of(&path), Refusal::ValueTooLarge);
}

#[test]
fn a_file_that_another_program_is_writing_is_refused() {
    let (_folder, path) = sample_after("");
    let writer = Connection::open(&path).unwrap();
    writer.execute_batch("BEGIN EXCLUSIVE").unwrap();
    assert_eq!(refusal_of(&path), Refusal::Locked);
    writer.execute_batch("COMMIT").unwrap();
    assert!(open_untouched(&path).is_ok());
}

#[cfg(unix)]
#[test]
fn committed_rows_in_a_write_ahead_log_are_read_from_a_copy() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = sample_after("");
    let writer = Connection::open(&path).unwrap();
    writer
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; INSERT INTO activity (id, title_en) VALUES ('new', 'New')")
        .unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    for name in ["changed.db", "changed.db-wal"] {
        fs::copy(folder.path().join(name), elsewhere.path().join(name)).unwrap();
    }
    fs::set_permissions(elsewhere.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let loaded = open_untouched(&elsewhere.path().join("changed.db")).unwrap();
    fs::set_permissions(elsewhere.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(loaded.report.notices, [Notice::RecoveredChanges]);
    assert!(loaded.dataset.table(Table::Activities).row("new").is_some());
}

#[test]
fn a_write_ahead_header_without_its_log_leaves_no_trace() {
    let loaded = loaded_after("PRAGMA journal_mode = WAL");
    assert_eq!(loaded.report.notices, []);
    assert_eq!(loaded.dataset.table(Table::Activities).len(), sample_rows("activity"));
}

#[test]
fn a_hot_journal_is_rolled_back_in_a_copy() {
    let (folder, path) = sample_after("");
    let writer = Connection::open(&path).unwrap();
    writer.execute_batch("PRAGMA cache_size = 1; BEGIN; UPDATE activity SET title_en = 'half done'").unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    for name in ["changed.db", "changed.db-journal"] {
        fs::copy(folder.path().join(name), elsewhere.path().join(name)).unwrap();
    }
    let loaded = open_untouched(&elsewhere.path().join("changed.db")).unwrap();
    assert_eq!(loaded.report.notices, [Notice::RecoveredChanges]);
    let facts = loaded.dataset.table(Table::Activities);
    assert!(facts.rows().all(|row| facts.text(Text::TitleEn, row) != "half done"));
}

/// Makes a file of version 2 one of version 1.
const TO_VERSION_1: &str =
    "ALTER TABLE city DROP COLUMN country; ALTER TABLE city DROP COLUMN rank; PRAGMA user_version = 1;";

#[test]
fn a_file_of_version_1_opens_without_a_notice() {
    let loaded = loaded_after(TO_VERSION_1);
    assert_eq!(loaded.report.notices, []);
    let busan = loaded.dataset.vocabulary(Field::City).code("busan").unwrap();
    let city = &loaded.dataset.cities[busan.index()];
    assert_eq!(
        (city.country.as_str(), city.rank),
        ("KR", Some(1)),
        "the country from ISO 3166-2, the rank as official"
    );
}

#[test]
fn a_copy_of_a_file_of_version_1_is_of_version_2() {
    let (folder, base) = sample_after(TO_VERSION_1);
    let list = folder.path().join("cities.csv");
    fs::write(&list, "English name,Country,Official order\nAkita,Japan,900\nBusan,,7\n").unwrap();
    let new = folder.path().join("new.db");
    done(&["import", list.to_str().unwrap(), "--base", base.to_str().unwrap(), "--into", new.to_str().unwrap()]);
    let connection = Connection::open(&new).unwrap();
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(number("PRAGMA user_version"), 2);
    assert_eq!(number("SELECT rank FROM city WHERE id = 'akita' AND country = 'JP'"), 900);
    assert_eq!(number("SELECT rank FROM city WHERE id = 'busan'"), 7);
}

#[test]
fn a_newer_version_is_read_with_a_notice() {
    let loaded = loaded_after("PRAGMA user_version = 7; CREATE TABLE novelty (x)");
    assert_eq!(loaded.report.notices, [Notice::NewerVersion(7)]);
}

#[test]
fn a_date_that_is_none_leaves_its_row_undated() {
    let loaded = loaded_after(
        "UPDATE activity SET start_date = 'spring 2016' WHERE rowid = 1;
         UPDATE activity SET start_date = '2023-02-30' WHERE rowid = 2;
         UPDATE activity SET start_date = NULL WHERE rowid = 3;
         UPDATE activity SET end_date = 'never' WHERE rowid = 4;",
    );
    let found: Vec<RowReason> = reasons(&loaded, "activity").into_iter().map(|(_, reason)| reason).collect();
    let expected = [
        RowReason::DateForm("spring 2016".to_owned()),
        RowReason::NoSuchDay("2023-02-30".to_owned()),
        RowReason::DateNotStated,
        RowReason::OtherDate("end_date", "never".to_owned()),
    ];
    assert_eq!(found, expected);
    assert_eq!(loaded.report.table(Table::Activities).undated, 3);
    assert_eq!(loaded.report.table(Table::Activities).rows(), sample_rows("activity"));
}

#[test]
fn a_year_stored_as_a_number_is_a_year() {
    let (_folder, path) = database_of(
        "CREATE TABLE activity (id INTEGER, title_en, start_date);
         INSERT INTO activity VALUES (1, 'a', 2016), (2, 'b', 2016.0), (3, 'c', 9e999), (4, 'd', x'32303137')",
    );
    let loaded = open_untouched(&path).unwrap();
    let starts = loaded.dataset.table(Table::Activities).start.iter().map(|date| date.map(Date::year));
    assert_eq!(starts.collect::<Vec<_>>(), [Some(2016), Some(2016), Some(2017), None]);
}

#[test]
fn rows_without_id_title_or_a_place_of_their_own_are_rejected_and_listed() {
    let (_folder, path) = database_of(
        "CREATE TABLE activity (id TEXT, title_en TEXT, title_ko TEXT, start_date TEXT);
         INSERT INTO activity VALUES ('a', 'A', NULL, '2016'), ('a', 'B', NULL, '2017'), (NULL, 'C', NULL, '2018'),
           (' ', NULL, '라', '2019'), ('e', '', NULL, '2020'), ('f', NULL, '바', '2021');
         CREATE TABLE membership (id TEXT, city_id TEXT, network_id TEXT, joined TEXT);
         INSERT INTO membership VALUES ('m', 'seoul', NULL, '2016'), ('n', 'seoul', 'c40', '2016')",
    );
    let loaded = open_untouched(&path).unwrap();
    let found: Vec<RowReason> = reasons(&loaded, "activity").into_iter().map(|(_, reason)| reason).collect();
    assert_eq!(found, [RowReason::DuplicateId, RowReason::NoId, RowReason::NoId, RowReason::NoTitle]);
    let report = loaded.report.table(Table::Activities);
    assert_eq!((report.rows(), report.shown, report.rejected), (6, 2, 4));
    assert_eq!(reasons(&loaded, "membership"), [("m".to_owned(), RowReason::Empty("network_id"))]);
}

#[test]
fn a_reference_that_leads_nowhere_keeps_its_row() {
    let loaded = loaded_after(
        "UPDATE activity_city SET city_id = 'atlantis' WHERE rowid = 1;
         UPDATE membership SET network_id = 'lost' WHERE rowid = 1;
         UPDATE activity SET source_id = 'gone' WHERE rowid = 1;
         DELETE FROM activity WHERE rowid = 2;",
    );
    let dataset = &loaded.dataset;
    let city = dataset.vocabulary(Field::City).code("atlantis").unwrap();
    assert!(!dataset.vocabulary(Field::City)[city].defined);
    assert_eq!(dataset.name(Field::City, city, Lang::En), "unknown: atlantis");
    assert_eq!(dataset.name(Field::City, city, Lang::Ko), "알 수 없음: atlantis");
    let facts = dataset.table(Table::Activities);
    let first: String = sample_value("SELECT activity_id FROM activity_city WHERE rowid = 1");
    assert!(facts.codes(Field::City, facts.row(&first).unwrap()).contains(&city));
    let columns = loaded.report.notices.iter().map(|notice| match notice {
        Notice::UnknownReferences(cells) => (cells.table, cells.column, cells.rows),
        other => panic!("{other:?}"),
    });
    let columns: Vec<_> = columns.collect();
    assert_eq!(
        columns,
        [("activity", "source_id", 1), ("activity_city", "city_id", 1), ("membership", "network_id", 1)]
    );
    let is_orphan = |(_, reason): &(String, RowReason)| matches!(reason, RowReason::Orphan(_));
    assert!(reasons(&loaded, "activity_city").iter().any(is_orphan));
}

#[test]
fn a_word_that_nothing_defines_gets_its_own_bucket() {
    let loaded = loaded_after(
        "UPDATE activity SET form_id = 'séance', structure = 'octagonal' WHERE rowid = 1;
         UPDATE activity SET status = NULL WHERE rowid = 2;
         UPDATE partner SET type = 'oracle' WHERE rowid = 1;",
    );
    let dataset = &loaded.dataset;
    let facts = dataset.table(Table::Activities);
    let [first, second] = first_two_rows(facts);
    let name = |field, lang| dataset.name(field, facts.code(field, first).unwrap(), lang);
    assert_eq!(name(Field::Form, Lang::En), "other: séance");
    assert_eq!(name(Field::Structure, Lang::Ko), "기타: octagonal");
    assert_eq!(facts.codes(Field::Family, first), []);
    assert_eq!(facts.codes(Field::Status, second), []);
    assert_eq!(loaded.report.notices.len(), 3);
    assert!(loaded.report.has_warnings());
}

#[test]
fn texts_are_one_line_that_reads_one_way() {
    let loaded = loaded_after(
        "UPDATE activity SET title_en = 'a' || char(0) || 'b' || char(10) || char(0x202E) || 'c' || char(27)
         WHERE rowid = 1;
         UPDATE activity SET title_ko = CAST(x'ec849cff' AS TEXT) WHERE rowid = 2;",
    );
    let facts = loaded.dataset.table(Table::Activities);
    let [first, second] = first_two_rows(facts);
    assert_eq!(facts.text(Text::TitleEn, first), "a b c");
    assert_eq!(facts.text(Text::TitleKo, second), "서\u{FFFD}");
    assert_eq!(loaded.report.notices, [Notice::BytesReplaced(1)]);
}

#[test]
fn a_value_named_twice_counts_once() {
    let (_folder, path) = database_of(
        "CREATE TABLE activity (id, title_en); INSERT INTO activity VALUES ('a', 'A');
         CREATE TABLE activity_city (activity_id, city_id);
         INSERT INTO activity_city VALUES ('a', 'seoul'), ('a', 'seoul '), ('a', ''), ('a', 'busan')",
    );
    let loaded = open_untouched(&path).unwrap();
    assert_eq!(loaded.dataset.table(Table::Activities).codes(Field::City, Row(0)).len(), 2);
    assert_eq!(reasons(&loaded, "activity_city"), [("a".to_owned(), RowReason::Empty("city_id"))]);
}

#[test]
fn a_row_with_very_many_values_does_not_hold_up_the_program() {
    let (_folder, path) = database_of(
        "CREATE TABLE activity (id, title_en); INSERT INTO activity VALUES ('a', 'A');
         CREATE TABLE activity_city (activity_id, city_id);
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
         INSERT INTO activity_city SELECT 'a', 'c' || i FROM n;
         INSERT INTO activity_city VALUES ('a', 'c7');",
    );
    let loaded = open_untouched(&path).unwrap();
    assert_eq!(loaded.dataset.table(Table::Activities).codes(Field::City, Row(0)).len(), 100_000);
}

#[test]
fn every_table_but_activity_may_be_missing() {
    let connection = Connection::open(sample_db()).unwrap();
    let mut names = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(names.len(), 22);
    for name in names.iter().filter(|name| *name != "activity") {
        let loaded = loaded_after(&format!("DROP TABLE \"{name}\""));
        let is_named = |notice: &Notice| matches!(notice, Notice::MissingTable(table) if table == name);
        assert!(loaded.report.notices.iter().any(is_named), "{name}");
        assert_eq!(loaded.dataset.table(Table::Activities).len(), sample_rows("activity"), "{name}");
    }
}

#[test]
fn structure_and_modes_are_derived_only_where_the_file_does_not_code_them() {
    let loaded = loaded_after("ALTER TABLE activity DROP COLUMN structure; DROP TABLE activity_mode");
    assert!(loaded.report.notices.contains(&Notice::Derived(Field::Structure)));
    assert!(loaded.report.notices.contains(&Notice::Derived(Field::Mode)));
    let facts = loaded.dataset.table(Table::Activities);
    let row = facts.row("a-jinju-1961-eugene").unwrap();
    let id = |field| loaded.dataset.vocabulary(field)[facts.code(field, row).unwrap()].id.as_str();
    assert_eq!((id(Field::Structure), id(Field::Mode)), ("bilateral", "public"));
}

#[test]
fn a_file_of_titles_alone_opens_with_built_in_names() {
    let (_folder, path) = database_of("CREATE TABLE activity (id, title_ko); INSERT INTO activity VALUES ('a', '가')");
    let loaded = open_untouched(&path).unwrap();
    assert_eq!(loaded.dataset.vocabulary(Field::Form).len(), 21);
    let held = loaded.dataset.vocabulary(Field::Status).code("held").unwrap();
    assert_eq!(loaded.dataset.table(Table::Activities).codes(Field::Status, Row(0)), [held]);
    let missing = loaded.report.notices.iter().filter(|notice| matches!(notice, Notice::MissingTable(_))).count();
    assert_eq!(missing, 21);
}

#[test]
fn a_changed_file_is_noticed() {
    let (_folder, path) = sample_after("");
    let stamp = open_untouched(&path).unwrap().report.stamp;
    assert_eq!(FileStamp::of(&path), stamp);
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE more (x)").unwrap();
    assert_ne!(FileStamp::of(&path), stamp);
}

#[test]
fn cancel_stops_reading_within_a_moment() {
    let (_folder, path) = database_of(
        "CREATE TABLE activity (id, title_en);
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000)
         INSERT INTO activity SELECT i, 'Meeting ' || i FROM n;",
    );
    let progress = Progress::default();
    let handle = progress.clone();
    let worker = std::thread::Builder::new().name("open".to_owned()).spawn(move || open(&path, &handle)).unwrap();
    while progress.stage() != Stage::Reading && !worker.is_finished() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let since = std::time::Instant::now();
    progress.cancel();
    assert_eq!(worker.join().unwrap().unwrap_err().refusal(), None);
    assert!(since.elapsed() < std::time::Duration::from_millis(500), "{:?}", since.elapsed());
}

#[test]
fn cancel_stops_opening() {
    let progress = Progress::default();
    progress.cancel();
    let error = open(&sample_db(), &progress).unwrap_err();
    assert!(error.refusal().is_none());
}

/// A byte of the header, of the schema, or anywhere.
fn any_place() -> impl proptest::strategy::Strategy<Value = usize> {
    proptest::prop_oneof![0_usize..120, 0_usize..200_000, 0_usize..2_000_000]
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 48, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_damage_makes_opening_panic(
        flips in proptest::collection::vec((any_place(), 0_u8..=255), 1..40),
        length in 0_usize..4_000_000,
    ) {
        let mut bytes = fs::read(sample_db()).unwrap();
        for (at, value) in flips {
            let end = bytes.len();
            bytes[at % end] = value;
        }
        bytes.truncate(length);
        let (_folder, path) = file_with("damaged.db", &bytes);
        let _ = open_untouched(&path);
        if let Ok(loaded) = open_damaged(&path, &Progress::default()) {
            assert_sound(&loaded);
        }
    }
}
