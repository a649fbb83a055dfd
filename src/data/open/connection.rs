//! A connection on which nothing inside the file runs, and the check for damage.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::progress::{Progress, Stage};
use super::refusal::VALUE_LIMIT_BYTES;
use super::report::Notice;

/// All memory the engine may take. A time limit would not stop one long step, a limit on memory does.
const HEAP_LIMIT_BYTES: u64 = 512 * 1024 * 1024;

/// Opens the file itself read-only, or its private copy writable, so that the engine completes the changes in it.
///
/// `path` must be absolute: the engine would take `file:...` for an address and `:memory:` for no file at all.
pub(super) fn connect(path: &Path, is_private_copy: bool, progress: &Progress) -> rusqlite::Result<Connection> {
    let access = if is_private_copy { OpenFlags::SQLITE_OPEN_READ_WRITE } else { OpenFlags::SQLITE_OPEN_READ_ONLY };
    let mut connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(Duration::from_millis(500))?;
    harden(&connection)?;
    let handle = progress.clone();
    let mut steps = 0_u32;
    connection.progress_handler(
        1000,
        Some(move || {
            if handle.stage() == Stage::Checking {
                steps = steps.saturating_add(1);
                handle.set(Stage::Checking, 1.0 - 1.0 / (1.0 + steps as f32 / 50.0));
            }
            handle.is_cancelled()
        }),
    )?;
    Ok(connection)
}

fn harden(connection: &Connection) -> rusqlite::Result<()> {
    let switches = [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, false),
    ];
    for (switch, is_on) in switches {
        connection.set_db_config(switch, is_on)?;
    }
    // Extensions cannot be loaded: the engine starts with loading off, and nothing here turns it on.
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, VALUE_LIMIT_BYTES)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.set_limit(Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1)?;
    let pragmas = format!(
        "PRAGMA hard_heap_limit = {HEAP_LIMIT_BYTES}; PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON;
         PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA ignore_check_constraints = ON;
         PRAGMA foreign_keys = OFF;"
    );
    connection.execute_batch(&pragmas)
}

/// What the check found, if anything: the first damage, or else the first rule of its own schema that the file breaks.
pub(super) fn check_for_damage(connection: &Connection) -> rusqlite::Result<Option<Notice>> {
    match run_check(connection) {
        // Some damage stops the check itself.
        Err(error) if is_damage(&error) => Ok(Some(Notice::Damaged(error.to_string()))),
        checked => checked,
    }
}

/// Whether the engine met bytes that make no sense.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt)
}

fn run_check(connection: &Connection) -> rusqlite::Result<Option<Notice>> {
    let mut check = connection.prepare("PRAGMA quick_check(100)")?;
    let mut findings = check.query([])?;
    let mut broken_rule = None;
    while let Some(row) = findings.next()? {
        let finding = match row.get_ref(0)? {
            ValueRef::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            _ => String::new(),
        };
        if finding == "ok" {
            continue;
        }
        if !is_about_rules(&finding) {
            let first_line = finding.lines().find(|line| !line.starts_with("***")).unwrap_or(&finding);
            return Ok(Some(Notice::Damaged(first_line.to_owned())));
        }
        broken_rule.get_or_insert(Notice::RulesBroken(finding));
    }
    Ok(broken_rule)
}

/// Findings on what rows hold, not on how the file is built.
fn is_about_rules(finding: &str) -> bool {
    let begins = ["NULL value in", "CHECK constraint failed", "TEXT value in", "NUMERIC value in", "non-unique entry"];
    let is_type = finding.starts_with("non-") && finding.contains(" value in ");
    is_type || begins.iter().any(|begin| finding.starts_with(begin))
}
