//! What follows from the codes of a row: levels of its cities, domains of its agendas, sectors of its partners, the
//! text that a search looks in; and, where a file does not code them, structure and modes of activities.

use super::lexicon::Lexicon;
use crate::data::vocabulary::LONGEST_NAME;
use crate::data::{Code, FactTable, Field, ListColumn, Row, Table, Text, TextColumn, Vocabulary};

/// From a code of one field to the code of another that follows from it.
type Rule<'a> = &'a dyn Fn(Code) -> Option<Code>;

/// Fills the fields that follow from others.
pub(super) fn add_derived_fields(table: Table, facts: &mut FactTable, lexicon: &Lexicon) {
    let city_level = |city: Code| lexicon.cities[city.index()].level;
    let domain = |agenda: Code| lexicon.vocabulary(Field::Agenda)[agenda].group;
    let sector = |partner: Code| lexicon.partners[partner.index()].sector;
    let partner_type = |partner: Code| lexicon.partners[partner.index()].partner_type;
    let partner_level = |partner: Code| lexicon.partners[partner.index()].level;
    let rules: [(Field, Field, Rule<'_>); 5] = [
        (Field::CityLevel, Field::City, &city_level),
        (Field::Domain, Field::Agenda, &domain),
        (Field::Sector, Field::Partner, &sector),
        (Field::PartnerType, Field::Partner, &partner_type),
        (Field::PartnerLevel, Field::Partner, &partner_level),
    ];
    for (field, from, rule) in rules {
        if field.tables().contains(&table) {
            let mut column = ListColumn::default();
            for row in facts.rows() {
                column.push(facts.codes(from, row).iter().filter_map(|&code| rule(code)));
            }
            facts.codes[field as usize] = column;
        }
    }
}

/// Structure by the network or the number of counterparts; unilateral and global forum are never derived.
/// Whether any activity got one.
pub(super) fn derive_structure(facts: &mut FactTable, structures: &Vocabulary) -> bool {
    let mut column = ListColumn::default();
    let mut has_any = false;
    for row in facts.rows() {
        let counterparts = facts.text(Text::Counterparts, row).split("; ").filter(|name| !name.is_empty()).count();
        let id = match (facts.code(Field::Network, row), counterparts) {
            (Some(_), _) => "network",
            (None, 0) => "",
            (None, 1) => "bilateral",
            (None, _) => "minilateral",
        };
        let code = structures.code(id);
        has_any |= code.is_some();
        column.push(code);
    }
    facts.codes[Field::Structure as usize] = column;
    facts.derives_structure = has_any;
    has_any
}

/// Modes by form and agenda. The network is never used: an indicator tests it. Whether any activity got one.
pub(super) fn derive_modes(facts: &mut FactTable, lexicon: &Lexicon) -> bool {
    const BY_FORM: [(&str, &str); 10] = [
        ("cultural", "public"),
        ("people-exchange", "public"),
        ("promotion", "public"),
        ("trade-investment", "economic"),
        ("oda", "development"),
        ("humanitarian", "development"),
        ("policy-sharing", "policy"),
        ("training", "policy"),
        ("secondment", "policy"),
        ("joint-project", "policy"),
    ];
    const BY_AGENDA: [(&str, &str); 6] = [
        ("culture-heritage", "public"),
        ("tourism", "public"),
        ("education-youth", "public"),
        ("sport", "public"),
        ("economy-trade", "economic"),
        ("peace-security", "peace"),
    ];
    let rules = [
        (Field::Form, BY_FORM.as_slice()),
        (Field::Form, &[("advocacy", "representation")]),
        (Field::Agenda, BY_AGENDA.as_slice()),
    ];
    let modes = lexicon.vocabulary(Field::Mode);
    let mut column = ListColumn::default();
    let mut has_any = false;
    for row in facts.rows() {
        let mut found: Vec<Code> = Vec::new();
        for (field, pairs) in rules {
            let ids = facts.codes(field, row).iter().map(|&code| lexicon.vocabulary(field)[code].id.as_str());
            let names = ids.filter_map(|id| pairs.iter().find(|(word, _)| *word == id));
            found.extend(names.filter_map(|(_, mode)| modes.code(mode)));
        }
        has_any |= !found.is_empty();
        column.push(found);
    }
    facts.derived_modes = column.clone();
    facts.codes[Field::Mode as usize] = column;
    has_any
}

/// Lower-case text of each row: its own texts, and the names of its cities, network and partners.
pub(super) fn search_column(table: Table, facts: &FactTable, names: &SearchNames) -> TextColumn {
    const OWN_TEXTS: [Text; 6] =
        [Text::TitleEn, Text::TitleKo, Text::Place, Text::Counterparts, Text::Description, Text::RoleText];
    let texts: &[Text] = match table {
        Table::Activities => &OWN_TEXTS[..5],
        Table::Memberships => &[],
        Table::Partnerships => &[Text::RoleText],
        Table::Institutions => &OWN_TEXTS[..2],
    };
    let mut column = TextColumn::default();
    let mut joined = String::new();
    for row in facts.rows() {
        joined.clear();
        for &text in texts {
            append(&mut joined, &facts.text(text, row).to_lowercase());
        }
        names.add(facts, row, &mut joined);
        column.push(&joined);
    }
    column
}

/// Lower-case names of cities, networks and partners, each set made once.
pub(super) struct SearchNames {
    fields: [(Field, Vec<String>); 3],
}

impl SearchNames {
    /// Of all values of the three fields.
    pub fn new(lexicon: &Lexicon) -> Self {
        let names = |field: Field| {
            let values = lexicon.vocabulary(field).iter().map(|(code, value)| {
                let mut lines = String::new();
                let acronym = if field == Field::Network { &lexicon.networks[code.index()].acronym } else { "" };
                let parts = [&value.name.en, &value.name.ko, &value.short.en, &value.short.ko, acronym];
                for part in parts {
                    // Every fact repeats them.
                    let end = part.char_indices().nth(LONGEST_NAME).map_or(part.len(), |(end, _)| end);
                    add_line(&mut lines, &part[..end].to_lowercase());
                }
                lines
            });
            (field, values.collect())
        };
        Self { fields: [Field::City, Field::Network, Field::Partner].map(names) }
    }

    fn add(&self, facts: &FactTable, row: Row, joined: &mut String) {
        for (field, names) in &self.fields {
            for code in facts.codes(*field, row) {
                append(joined, &names[code.index()]);
            }
        }
    }
}

/// Adds a line unless it is empty or stands there already.
fn add_line(lines: &mut String, line: &str) {
    if !lines.lines().any(|other| other == line) {
        append(lines, line);
    }
}

fn append(lines: &mut String, line: &str) {
    if !line.is_empty() {
        if !lines.is_empty() {
            lines.push('\n');
        }
        lines.push_str(line);
    }
}
