//! The changes of a filter that every engine is measured by: clicks, two brushes, typing; and sets of cities.

use city_diplomacy_explorer::data::{Code, Dataset, Field};
use city_diplomacy_explorer::query::{Choice, Filter, MemberOf, Years};

/// Named series of filters, each meant to follow the one before it.
pub fn series(dataset: &Dataset) -> Vec<(&'static str, Vec<Filter>)> {
    let brush = |base: &Filter| -> Vec<Filter> {
        let years = (1965_i16..=2010).map(|from| Years { from, to: from + 10 });
        years.map(|years| Filter { years: Some(years), ..base.clone() }).collect()
    };
    let mut filtered = Filter::default();
    choose(dataset, &mut filtered, Field::Agenda, &[1]);
    choose(dataset, &mut filtered, Field::Form, &[0, 1, 2, 3, 4]);
    vec![
        ("click", clicks(dataset)),
        ("brush", brush(&Filter::default())),
        ("brush, filtered", brush(&filtered)),
        ("text", texts()),
        ("members", members(dataset)),
    ]
}

fn choose(dataset: &Dataset, filter: &mut Filter, field: Field, codes: &[u32]) {
    let vocabulary = dataset.vocabulary(field);
    let ids = codes.iter().filter(|&&code| (code as usize) < vocabulary.len());
    let include = ids.map(|&code| vocabulary[Code(code)].id.clone()).collect();
    filter.set_choice(field, Choice { include, ..filter.choice(field) });
}

/// Values added, removed and replaced in the facets of activities.
fn clicks(dataset: &Dataset) -> Vec<Filter> {
    let many: Vec<u32> = (10..41).collect();
    let most: Vec<u32> = (1..19).collect();
    let years = Some(Years { from: 2000, to: 2010 });
    let changes: [(Option<Field>, &[u32], Option<Years>); 32] = [
        (Some(Field::Form), &[0], None),
        (Some(Field::Form), &[0, 1], None),
        (Some(Field::Form), &[0, 1, 2], None),
        (Some(Field::Agenda), &[1], None),
        (Some(Field::Agenda), &[1, 2], None),
        (Some(Field::Agenda), &[1, 2, 4], None),
        (Some(Field::City), &[17], None),
        (Some(Field::City), &[17, 18], None),
        (Some(Field::City), &[17, 18, 0], None),
        (Some(Field::Mode), &[0], None),
        (Some(Field::Mode), &[0, 2], None),
        (Some(Field::Mode), &[], None),
        (Some(Field::Structure), &[1], None),
        (Some(Field::Structure), &[1, 2], None),
        (None, &[], years),
        (Some(Field::Form), &[], years),
        (Some(Field::Agenda), &[], years),
        (Some(Field::City), &[], years),
        (Some(Field::Structure), &[], years),
        (None, &[], None),
        (Some(Field::Agenda), &[1, 2, 3, 4, 5, 6, 7, 8], None),
        (Some(Field::Agenda), &most, None),
        (Some(Field::City), &many, None),
        (Some(Field::City), &[], None),
        (Some(Field::Agenda), &[], None),
        (Some(Field::Country), &[1, 2, 3, 4, 5], None),
        (Some(Field::Domain), &[0], None),
        (Some(Field::Form), &[3, 4], None),
        (Some(Field::Country), &[], None),
        (Some(Field::Domain), &[], None),
        (Some(Field::Status), &[0], None),
        (Some(Field::Form), &[], None),
    ];
    let mut filter = Filter::default();
    let mut filters = Vec::new();
    for (field, codes, years) in changes {
        filter.years = years;
        if let Some(field) = field {
            choose(dataset, &mut filter, field, codes);
        }
        filters.push(filter.clone());
    }
    filters.push(Filter::default());
    filters
}

/// Networks that cities are members of, chosen one after another, then in one year after another.
fn members(dataset: &Dataset) -> Vec<Filter> {
    let networks = dataset.vocabulary(Field::Network);
    let ids = |codes: &[u32]| codes.iter().map(|&code| networks[Code(code)].id.clone()).collect();
    let set = |include: &[u32], exclude: &[u32], all_of: bool, year: Option<i16>| {
        let choice = Choice { include: ids(include), exclude: ids(exclude), all_of };
        Filter { member_of: MemberOf { choice, year }, ..Filter::default() }
    };
    let choices = [set(&[0], &[], false, None), set(&[0, 1], &[], false, None), set(&[0, 1], &[2], true, None)];
    let years = (1990..2020).map(|year| set(&[0, 1, 3], &[2], false, Some(year)));
    choices.into_iter().chain(years).chain([set(&[], &[2], false, None), Filter::default()]).collect()
}

fn texts() -> Vec<Filter> {
    let texts =
        ["포", "포럼", "포럼 f", "", "c", "cl", "clim", "climate", "", "기후", "기후 변화", "", "가나시 포", ""];
    texts.iter().map(|text| Filter { text: (*text).to_owned(), ..Filter::default() }).collect()
}
