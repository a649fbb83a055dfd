//! Every table and every column of the format, once: what a cell holds, what names a row, what hangs on what.

use super::Holds::{Date, Id, Integer, Real, Term, Text};
use super::{ColumnSpec, Holds, TableSpec};

/// All tables, in the order of `assets/schema.sql`: what is named stands before what names it.
pub const TABLES: [TableSpec; 22] = [
    table("meta", &[key("key", Text), column("value", Text)]),
    table(
        "source",
        &[
            key("id", Text),
            column("title", Text),
            column("publisher", Text),
            column("url", Text),
            column("published", Date),
            column("accessed", Date),
        ],
    ),
    table("citation", &[key("fact_table", Text), key("fact_id", Text), key("source_id", Id("source"))]),
    table(
        "term",
        &[
            key("vocabulary", Text),
            key("id", Text),
            column("name_en", Text),
            column("name_ko", Text),
            column("parent_id", Text),
            column("rank", Integer),
        ],
    ),
    table(
        "agenda",
        &[
            key("id", Text),
            column("name_en", Text),
            column("name_ko", Text),
            column("domain", Term("domain")),
            column("human_security", Text),
            column("nts_strict", Integer),
            column("nts_broad", Integer),
        ],
    ),
    table(
        "form",
        &[key("id", Text), column("name_en", Text), column("name_ko", Text), column("family", Term("form_family"))],
    ),
    table(
        "city",
        &[
            key("id", Text),
            column("name_en", Text),
            column("name_ko", Text),
            column("level", Term("level")),
            column("parent_id", Id("city")),
            column("iso", Text),
            column("lat", Real),
            column("lon", Real),
            column("valid_from", Date),
            column("valid_to", Date),
            column("source_id", Id("source")),
            since_2("country", Term("country")),
            since_2("rank", Integer),
        ],
    ),
    table(
        "network",
        &[
            key("id", Text),
            column("acronym", Text),
            column("name_en", Text),
            column("name_ko", Text),
            column("kind", Term("network_kind")),
            column("scope", Term("scope")),
            column("founded", Date),
            column("secretariat", Text),
            column("website", Text),
            column("source_id", Id("source")),
        ],
    ),
    hanging("network_agenda", &[key("network_id", Id("network")), key("agenda_id", Id("agenda"))]),
    table(
        "partner",
        &[
            key("id", Text),
            column("name_en", Text),
            column("name_ko", Text),
            column("type", Term("partner_type")),
            column("level", Term("partner_level")),
            column("country", Term("country")),
            column("source_id", Id("source")),
        ],
    ),
    table(
        "activity",
        &[
            key("id", Text),
            column("start_date", Date),
            column("end_date", Date),
            column("form_id", Id("form")),
            column("structure", Term("structure")),
            column("network_id", Id("network")),
            column("title_en", Text),
            column("title_ko", Text),
            column("place", Text),
            column("status", Term("status")),
            column("description", Text),
            column("source_id", Id("source")),
        ],
    ),
    hanging("activity_city", &[key("activity_id", Id("activity")), key("city_id", Id("city")), column("role", Text)]),
    hanging("activity_agenda", &[key("activity_id", Id("activity")), key("agenda_id", Id("agenda"))]),
    hanging("activity_mode", &[key("activity_id", Id("activity")), key("mode", Term("mode")), column("basis", Text)]),
    hanging(
        "activity_counterpart",
        &[required("activity_id", Id("activity")), required("name", Text), column("country", Term("country"))],
    ),
    hanging(
        "activity_partner",
        &[key("activity_id", Id("activity")), key("partner_id", Id("partner")), column("role", Text)],
    ),
    table(
        "membership",
        &[
            key("id", Text),
            required("city_id", Id("city")),
            required("network_id", Id("network")),
            column("joined", Date),
            column("left", Date),
            column("role", Term("role")),
            column("source_id", Id("source")),
        ],
    ),
    table(
        "instrument",
        &[
            key("id", Text),
            column("start_date", Date),
            column("end_date", Date),
            column("date_basis", Text),
            column("kind", Term("instrument_kind")),
            column("title_en", Text),
            column("title_ko", Text),
            column("description", Text),
            column("parent_id", Id("instrument")),
            column("source_id", Id("source")),
        ],
    ),
    hanging("instrument_city", &[key("instrument_id", Id("instrument")), key("city_id", Id("city"))]),
    table(
        "partnership",
        &[
            key("id", Text),
            required("city_id", Id("city")),
            required("partner_id", Id("partner")),
            column("start_date", Date),
            column("end_date", Date),
            column("date_basis", Text),
            column("channel", Term("channel")),
            column("status", Term("tie_status")),
            column("role_text", Text),
            column("description", Text),
            column("source_id", Id("source")),
        ],
    ),
    hanging("partnership_agenda", &[key("partnership_id", Id("partnership")), key("agenda_id", Id("agenda"))]),
    table(
        "coverage",
        &[
            required("city_id", Id("city")),
            required("from_year", Integer),
            required("to_year", Integer),
            column("how", Text),
        ],
    ),
];

const fn table(name: &'static str, columns: &'static [ColumnSpec]) -> TableSpec {
    TableSpec { name, columns, hangs: false }
}

/// A table of lists: its first column names the row it hangs on, the second the value, a third qualifies it.
const fn hanging(name: &'static str, columns: &'static [ColumnSpec]) -> TableSpec {
    TableSpec { name, columns, hangs: true }
}

const fn column(name: &'static str, holds: Holds) -> ColumnSpec {
    ColumnSpec { name, holds, is_required: false, is_key: false, since: 1 }
}

const fn since_2(name: &'static str, holds: Holds) -> ColumnSpec {
    ColumnSpec { since: 2, ..column(name, holds) }
}

const fn required(name: &'static str, holds: Holds) -> ColumnSpec {
    ColumnSpec { is_required: true, ..column(name, holds) }
}

const fn key(name: &'static str, holds: Holds) -> ColumnSpec {
    ColumnSpec { is_required: true, is_key: true, ..column(name, holds) }
}
