//! What a sheet is and which column is which, proposed from headings and values; a person may correct it.

use super::headings::{normal, slots};
use super::kinds::{self, Values};
use super::mapping::{Mapping, slot_of};
use super::sides::rank_in_group;
use super::target::Target;
use crate::data::sheet::{Sheet, shape};

/// Fields of activities that a list of cities does not have.
const TELLING: [&str; 4] = ["start_date", "period", "country", "counterpart"];

/// Whether the dates of a column are those of the list itself, not of what it tells.
pub(super) fn is_of_the_list(column: &str) -> bool {
    let name = normal(column);
    let of_list = [
        "기준",
        "등록",
        "수정",
        "갱신",
        "작성",
        "생성",
        "조사",
        "update",
        "modified",
        "created",
        "retrieved",
        "accessed",
    ];
    of_list.iter().any(|word| name.contains(word))
}

/// A heading of a template as the id of its column.
fn normal_id(column: &str) -> String {
    column.trim().to_lowercase()
}

impl Mapping {
    /// What the headings say; the kind of rows that explains most of them.
    pub fn propose(sheet: &Sheet) -> Self {
        let by_name = sheet.choice.sheet.as_deref().and_then(Target::from_id).or_else(|| {
            let stem = sheet.path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
            stem.as_deref().and_then(Target::from_id)
        });
        if let Some(target) = by_name {
            return Self::propose_for(sheet, target);
        }
        let tells_facts = Self::propose_for(sheet, Target::Activities).gives_any(&TELLING);
        // A list with dates, countries or counterparts is of what cities did, not of cities.
        let may_be = |mapping: &Self| {
            mapping.target != Target::Cities
                || !tells_facts
                || mapping.gives_any(&["lat", "lon", "iso", "level", "valid_from"])
        };
        // What headings say goes before what values say: a date of joining is a date too.
        let headings = |mapping: &Self| Self::by_headings(sheet, mapping.target).columns.len();
        let score =
            |mapping: &Self| (mapping.lacking().is_empty(), may_be(mapping), headings(mapping), mapping.columns.len());
        let proposals = Target::MAPPED.into_iter().rev().map(|target| Self::propose_for(sheet, target));
        proposals.max_by_key(score).unwrap_or_default()
    }

    /// Whether a column gives one of these fields.
    fn gives_any(&self, fields: &[&str]) -> bool {
        self.columns.values().any(|given| fields.contains(&given.as_str()))
    }

    /// What the headings say of rows of one kind.
    pub fn propose_for(sheet: &Sheet, target: Target) -> Self {
        let mut mapping = Self::by_headings(sheet, target);
        if target.is_mapped() {
            mapping.propose_by_values(sheet);
            mapping.propose_constants(sheet);
        }
        mapping
    }

    /// What the headings alone say of rows of one kind.
    fn by_headings(sheet: &Sheet, target: Target) -> Self {
        let mut mapping = Self { target, ..Self::default() };
        if let Target::Plain(_) = target {
            mapping.columns = sheet.columns.iter().map(|column| (column.clone(), normal_id(column))).collect();
            return mapping;
        }
        for slot in slots(target) {
            let ranked = sheet.columns.iter().filter(|column| !mapping.columns.contains_key(*column));
            let best =
                ranked.filter_map(|column| Some((rank_in_group(slot, column)?, column))).min_by_key(|(at, _)| *at);
            if let Some((_, column)) = best {
                mapping.columns.insert(column.clone(), slot.id.to_owned());
            }
        }
        mapping
    }

    /// What the values of columns say where their headings do not.
    fn propose_by_values(&mut self, sheet: &Sheet) {
        if matches!(self.target, Target::Networks | Target::Partners | Target::Cities) {
            return;
        }
        let values: Vec<(&String, Values)> = sheet.columns.iter().zip(kinds::values(sheet)).collect();
        self.propose_our_side(&values);
        let date = if self.target == Target::Memberships { "joined" } else { "start_date" };
        for (field, wanted) in [
            ("city", Values::Governments),
            (date, Values::Dates),
            ("country", Values::Countries),
            ("network", Values::Networks),
            ("role", Values::Roles),
        ] {
            let is_wanted =
                |column: &str, values: Values| values == wanted && !(wanted == Values::Dates && is_of_the_list(column));
            let is_known = slot_of(self.target, field).is_some() && !self.gives_any(&[field]);
            let is_open = is_known && !(field == date && self.gives_any(&["period"]));
            let free = values
                .iter()
                .find(|(column, values)| !self.columns.contains_key(*column) && is_wanted(column, *values));
            if let Some((column, _)) = free.filter(|_| is_open) {
                self.columns.insert((*column).clone(), field.to_owned());
            }
        }
        self.take_own_country(&values);
        self.leave_other_regions(&values);
        self.propose_members(&values);
        self.propose_by_year(&values);
    }

    /// The column of our governments is the city, and the other one that is headed so the counterpart.
    fn propose_our_side(&mut self, values: &[(&String, Values)]) {
        if self.target != Target::Activities {
            return;
        }
        let Some(slot) = slot_of(self.target, "city") else { return };
        let value_of = |column: &String| values.iter().find(|(name, _)| *name == column).map(|(_, values)| *values);
        let city = self.columns.iter().find(|(_, field)| *field == "city").map(|(column, _)| column.clone());
        let has_counterpart = self.gives_any(&["counterpart"]);
        let free = |mapping: &Self, column: &String| !mapping.columns.contains_key(column);
        let ours = values.iter().find(|(column, values)| *values == Values::Governments && free(self, column));
        match (&city, ours) {
            (Some(city), Some((ours, _))) if !has_counterpart && value_of(city) != Some(Values::Governments) => {
                self.columns.insert(city.clone(), "counterpart".to_owned());
                self.columns.insert((*ours).clone(), "city".to_owned());
            }
            (Some(_), _) if !has_counterpart => {
                let other = values.iter().find(|(column, values)| {
                    *values == Values::Texts && free(self, column) && rank_in_group(slot, column).is_some()
                });
                if let Some((other, _)) = other {
                    self.columns.insert((*other).clone(), "counterpart".to_owned());
                }
            }
            _ => {}
        }
    }

    /// `country, city, sister`: where our side is abroad, the country before it is its own, not the counterpart's. A second
    /// column of countries beside the city is its own too.
    fn take_own_country(&mut self, values: &[(&String, Values)]) {
        let place = |field: &str| {
            values.iter().position(|(column, _)| self.columns.get(*column).is_some_and(|given| given == field))
        };
        let (Some(country), Some(city), Some(counterpart)) = (place("country"), place("city"), place("counterpart"))
        else {
            return;
        };
        let is_ours = values[city].1 != Values::Governments && !self.gives_any(&["city_country"]);
        let beside_city = values.iter().enumerate().find(|(at, (column, held))| {
            *held == Values::Countries && at.abs_diff(city) == 1 && !self.columns.contains_key(*column)
        });
        if let Some((_, (column, _))) = beside_city.filter(|_| is_ours && self.target == Target::Activities) {
            self.columns.insert((*column).clone(), "city_country".to_owned());
            return;
        }
        let is_before_city = country + 1 == city && country.abs_diff(counterpart) > 1;
        if self.target == Target::Activities && is_before_city && is_ours {
            self.columns.insert(values[country].0.clone(), "city_country".to_owned());
        }
    }

    /// Western Europe lies in no province of ours.
    fn leave_other_regions(&mut self, values: &[(&String, Values)]) {
        let is_elsewhere = |column: &String| {
            let own = values.iter().find(|(name, _)| *name == column).map(|(_, values)| *values);
            matches!(own, Some(Values::Texts | Values::Countries | Values::Numbers))
        };
        self.columns.retain(|column, field| field != "region" || !is_elsewhere(column));
    }

    /// In a list of networks and names, the names are those of the members.
    fn propose_members(&mut self, values: &[(&String, Values)]) {
        if self.target != Target::Memberships || !self.gives_any(&["network"]) || self.gives_any(&["city"]) {
            return;
        }
        let names = ["name", "이름", "명칭", "이름한글", "기관명", "회원명"];
        let is_name = |(column, kind): &&(&String, Values)| {
            *kind == Values::Texts && names.contains(&normal(column).as_str()) && !self.columns.contains_key(*column)
        };
        if let Some((column, _)) = values.iter().find(is_name) {
            self.columns.insert((*column).clone(), "city".to_owned());
        }
    }

    /// What stood under a year: a date says more than the year, a name is the counterpart, a mark only that it was.
    fn propose_by_year(&mut self, values: &[(&String, Values)]) {
        let column = |name: &str| values.iter().find(|(column, _)| *column == name);
        let (Some((year, _)), Some((value, kind))) = (column(shape::YEAR_COLUMN), column(shape::VALUE_COLUMN)) else {
            return;
        };
        let date = self.columns.get(*year).cloned();
        let field = match kind {
            Values::Dates => date,
            Values::Texts if self.target == Target::Activities && !self.gives_any(&["counterpart"]) => {
                Some("counterpart".to_owned())
            }
            _ => None,
        };
        if let Some(field) = field {
            self.columns.retain(|_, other| *other != field);
            self.columns.insert((*value).clone(), field);
        }
    }

    /// Sister cities are often told by the heading alone; what comes from a list has that list as its source.
    fn propose_constants(&mut self, sheet: &Sheet) {
        let has = |mapping: &Self, id: &str| mapping.columns.values().any(|field| field == id);
        if self.target == Target::Activities && !has(self, "form") {
            let heading =
                self.columns.iter().find(|(_, field)| *field == "counterpart").map(|(column, _)| normal(column));
            let form = heading.and_then(|heading| {
                let is_sister = heading.contains("자매") || heading.contains("sister") || heading.contains("twin");
                let is_friend = heading.contains("우호") || heading.contains("friendship");
                match (is_sister, is_friend) {
                    (true, false) => Some("sister-city"),
                    (false, true) => Some("friendship-city"),
                    _ => None,
                }
            });
            self.constants.extend(form.map(|form| ("form".to_owned(), form.to_owned())));
        }
        if !has(self, "source") && !has(self, "source_url") {
            self.constants.insert("source".to_owned(), sheet.name());
        }
    }
}
