//! What follows from the codes of a row: levels of its cities, domains of its agendas, sectors of its partners, the
//! text that a search looks in; and, where a file does not code them, structure and modes of activities.

use rayon::prelude::*;

use super::lexicon::Lexicon;
use crate::data::text::is_ascii_or_hangul;
use crate::data::vocabulary::LONGEST_NAME;
use crate::data::{Code, FactTable, Field, ListBuilder, Table, TextColumn, Vocabulary};

/// From a code of one field to the code of another that follows from it.
type Rule<'a> = &'a (dyn Fn(Code) -> Option<Code> + Sync);

/// Fills the fields that follow from others.
pub(super) fn add_derived_fields(table: Table, facts: &mut FactTable, lexicon: &Lexicon) {
    if table == Table::Activities {
        facts.codes[Field::Counterpart as usize] = facts.counterparts.by_row();
    }
    let city_level = |city: Code| lexicon.cities[city.index()].level;
    let family = |form: Code| lexicon.vocabulary(Field::Form)[form].group;
    let domain = |agenda: Code| lexicon.vocabulary(Field::Agenda)[agenda].group;
    let sector = |partner: Code| lexicon.partners[partner.index()].sector;
    let partner_type = |partner: Code| lexicon.partners[partner.index()].partner_type;
    let partner_level = |partner: Code| lexicon.partners[partner.index()].level;
    let world_region = |country: Code| lexicon.vocabulary(Field::Country)[country].group;
    let rules: [(Field, Field, Rule<'_>); 7] = [
        (Field::Family, Field::Form, &family),
        (Field::CityLevel, Field::City, &city_level),
        (Field::Domain, Field::Agenda, &domain),
        (Field::Sector, Field::Partner, &sector),
        (Field::PartnerType, Field::Partner, &partner_type),
        (Field::PartnerLevel, Field::Partner, &partner_level),
        (Field::WorldRegion, Field::Country, &world_region),
    ];
    let columns = &facts.codes;
    let derived: Vec<_> = rules
        .into_par_iter()
        .with_max_len(1)
        .filter(|(field, ..)| field.tables().contains(&table))
        .map(|(field, from, rule)| {
            // In the order of their ranks: what is the same but for the order is one list then.
            let derive = |codes: &[Code], derived: &mut Vec<Code>| {
                derived.extend(codes.iter().filter_map(|&code| rule(code)));
                derived.sort_unstable();
                derived.dedup();
            };
            (field, columns[from as usize].derived(derive))
        })
        .collect();
    for (field, column) in derived {
        facts.codes[field as usize] = column;
    }
}

/// Structure by the network or the number of counterparts; unilateral and global forum are never derived.
/// Whether any activity got one.
pub(super) fn derive_structure(facts: &mut FactTable, structures: &Vocabulary) -> bool {
    let mut column = ListBuilder::default();
    let mut has_any = false;
    for row in facts.rows() {
        let counterparts = facts.counterparts.names(row).count();
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
    facts.codes[Field::Structure as usize] = column.finish();
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
    let mut column = ListBuilder::default();
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
    let column = column.finish();
    facts.derived_modes = column.clone();
    facts.codes[Field::Mode as usize] = column;
    has_any
}

/// Lower-case names of each city, network or partner, by code; nothing for other fields.
pub(super) fn search_names(field: Field, lexicon: &Lexicon) -> TextColumn {
    if !matches!(field, Field::City | Field::Network | Field::Partner) {
        return TextColumn::default();
    }
    let values = lexicon.vocabulary(field).iter().map(|(code, value)| {
        let mut lines = String::new();
        let acronym = if field == Field::Network { &lexicon.networks[code.index()].acronym } else { "" };
        let parts = [&value.name.en, &value.name.ko, &value.short.en, &value.short.ko, acronym];
        for part in parts.into_iter().chain(value.others.iter().map(String::as_str)) {
            let end = part.char_indices().nth(LONGEST_NAME).map_or(part.len(), |(end, _)| end);
            add_line(&mut lines, &part[..end].to_lowercase());
        }
        lines
    });
    values.collect()
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

/// Appends a line in lower case. Most texts need no table of letters for that.
pub(super) fn append_lower(lines: &mut String, line: &str) {
    if line.is_empty() {
        return;
    }
    if !lines.is_empty() {
        lines.push('\n');
    }
    if is_ascii_or_hangul(line) {
        let begin = lines.len();
        lines.push_str(line);
        lines[begin..].make_ascii_lowercase();
    } else {
        lines.push_str(&line.to_lowercase());
    }
}
