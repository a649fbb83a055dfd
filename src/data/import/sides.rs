//! Headings in groups, and of two sides: `교류상대 / 도시` is the counterpart, `국내 / 도시` is one of ours.

use super::footers;
use super::headings::{GROUP_MARK, Slot, normal, rank, slots};
use super::target::Target;

/// How well the name of a column names a slot, its group and the words before it read with it: 0 best.
pub(super) fn rank_in_group(slot: &Slot, column: &str) -> Option<usize> {
    const IN_GROUP: usize = 500;
    const BY_BEGINNING: usize = 600;
    const OWN: usize = 1000;
    const GROUP: usize = 2000;
    let whole = normal(column);
    let parts = column.split_once(GROUP_MARK).map(|(group, own)| (normal(group), normal(own)));
    if let Some(at) = rank(slot, &whole) {
        return Some(at);
    }
    if let Some((group, own)) = &parts {
        if is_side(slot, COUNTERPART_SIDE, group, own) || is_side(slot, OUR_SIDE, group, own) {
            return Some(IN_GROUP);
        }
        let is_foreign = names_side(COUNTERPART_SIDE, group);
        if let Some(at) = rank(slot, own).filter(|_| !is_foreign || !["city", "region"].contains(&slot.id)) {
            return Some(OWN + at);
        }
        return rank(slot, group).filter(|_| !is_foreign).map(|at| GROUP + at);
    }
    // Exports of query services end the names of things so.
    let whole = whole.strip_suffix("label").unwrap_or(&whole);
    let begins = |side: &str| {
        side.split(',').any(|word| whole.strip_prefix(word).is_some_and(|own| is_side(slot, side, word, own)))
    };
    // Beside destination_countryLabel, countryLabel is the country of the city.
    let by_side = (begins(COUNTERPART_SIDE) || begins(OUR_SIDE)).then_some(BY_BEGINNING);
    by_side.or_else(|| Some(BY_BEGINNING + 1 + rank(slot, whole)?))
}

/// What lists call the foreign side and our own, above or before the names of columns.
const COUNTERPART_SIDE: &str = "교류상대,교류대상,상대방,상대측,상대국,상대도시,상대,교류도시,자매우호도시,자매도시,우호도시,결연도시,결연대상,\
결연상대,결연지역,체결도시,협정도시,협약대상,해외도시,외국도시,해외,외국,국외,대상,foreignside,foreigncity,foreign,counterpart,partnercity,partner,overseas,\
sistercity,sister,twintown,twin,destination,target,linked,their";
const OUR_SIDE: &str = "우리측,우리시,우리,국내도시,국내,한국측,한국,자치단체,지방자치단체,지자체,korea,korean,domestic,our,home,origin,source";

fn names_side(side: &str, text: &str) -> bool {
    side.split(',').any(|word| word == text)
}

/// Whether `own`, in a group or behind words that name a side, is this slot of that side.
fn is_side(slot: &Slot, side: &str, group: &str, own: &str) -> bool {
    const PLACE_NAMES: &str = "도시,도시명,시,지역,지역명,지방정부,명칭,이름,기관,기관명,단체,단체명,자치단체,자치단체명,지자체,지자체명,city,town,\
name,cityname,municipality,partner";
    let is_place = PLACE_NAMES.split(',').any(|word| word == own);
    let is_foreign = side == COUNTERPART_SIDE;
    names_side(side, group)
        && match slot.id {
            "counterpart" => is_foreign && (is_place || rank(slot, own).is_some()),
            "country" => is_foreign && (own == "국" || rank(slot, own).is_some()),
            "city" => !is_foreign && (is_place || rank(slot, own).is_some()),
            "region" => !is_foreign && rank(slot, own).is_some(),
            _ => false,
        }
}

fn slot_named(id: &str) -> Option<&'static Slot> {
    slots(Target::Activities).iter().find(|slot| slot.id == id)
}

/// Whether a column names a local government of ours or the province it lies in.
pub(in crate::data) fn is_place(column: &str) -> bool {
    let is_counterpart = slot_named("counterpart").is_some_and(|slot| rank_in_group(slot, column).is_some());
    let is_ours = |id: &str| slot_named(id).is_some_and(|slot| rank_in_group(slot, column).is_some());
    !is_counterpart && (is_ours("city") || is_ours("region"))
}

/// Whether a column tells of ties that every row has with somebody: counterparts, countries, networks.
pub(in crate::data) fn is_of_ties(column: &str) -> bool {
    ["counterpart", "country", "network"]
        .iter()
        .any(|id| slot_named(id).is_some_and(|slot| rank_in_group(slot, column).is_some()))
}

/// Whether a row is a sum or a note.
pub(in crate::data) fn is_beside_the_facts(cells: &[String]) -> bool {
    footers::reason(cells).is_some()
}
