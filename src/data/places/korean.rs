//! Korean governments by the names that people write: with or without the upper government, the word for the kind, in Latin
//! or Han letters, as they are or as they were called.

pub(super) mod latin;

use super::normal::{fold, key, key_of_folded};
use super::place::{Certainty, Meaning, Place, Reason};
use super::register::{FormerName, Government, How, Level, Named, register};
use latin::{in_latin, without_ending};

/// Upper governments in which a name is looked for: one, or one and those that it was made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope(Vec<&'static Government>);

impl Scope {
    pub fn of(government: &'static Government) -> Self {
        let mut scope = vec![government];
        if government.id == "jeonnam-gwangju" {
            let parts = ["gwangju", "jeonnam"];
            scope.extend(parts.iter().filter_map(|id| register().government(id)));
        }
        Self(scope)
    }

    pub fn first(&self) -> Option<&'static Government> {
        self.0.first().copied()
    }

    fn holds(&self, named: Named) -> bool {
        let government = &register().governments[named.place];
        let then = former(named).map_or("", |former| former.parent);
        self.0.iter().any(|upper| upper.id == government.id || upper.id == government.parent || upper.id == then)
    }

    fn is_itself(&self, named: Named) -> bool {
        self.0.iter().any(|upper| upper.id == register().governments[named.place].id)
    }
}

fn former(named: Named) -> Option<&'static FormerName> {
    match named.how {
        How::Former(at) | How::ShortFormer(at) => register().former.get(at),
        _ => None,
    }
}

/// What is known beside a name: the upper government, and whether the country is Korea.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    pub scope: Option<Scope>,
    pub is_korea: bool,
}

/// A Korean government, or several that a text may name.
pub(super) fn read(text: &str, beside: &Beside) -> Option<Place> {
    let folded = fold(text);
    if folded.chars().any(|char| ('가'..='힣').contains(&char)) {
        return in_hangul(&folded, beside);
    }
    let is_latin = folded.chars().all(|char| char < '\u{0250}' || matches!(char, '‘' | '’' | '–'));
    if is_latin {
        return in_latin(&folded, beside);
    }
    let name = key_of_folded(&folded);
    let whole = by_key(&name, beside);
    if whole.as_ref().is_some_and(|place| place.certainty > Certainty::Open) {
        return whole;
    }
    after_its_upper(&name, None, beside).or(whole)
}

/// The upper government that a text names in full or in short, and nothing else.
pub(super) fn upper(text: &str) -> Option<&'static Government> {
    upper_of_folded(&fold(text))
}

pub(super) fn upper_of_folded(folded: &str) -> Option<&'static Government> {
    let is_hangul = folded.chars().any(|char| ('가'..='힣').contains(&char));
    if is_hangul {
        return upper_by_key(&without_office(&key_of_folded(folded)));
    }
    let (stem, ending) = without_ending(folded);
    let named = register().governments_named(&key_of_folded(stem));
    named
        .iter()
        .find(|named| is_upper(**named) && ending.suits(**named))
        .map(|named| &register().governments[named.place])
}

fn upper_by_key(name: &str) -> Option<&'static Government> {
    let named = register().governments_named(name).iter().find(|named| is_upper(**named))?;
    Some(&register().governments[named.place])
}

fn is_upper(named: Named) -> bool {
    register().governments[named.place].level == Level::Upper
}

fn in_hangul(folded: &str, beside: &Beside) -> Option<Place> {
    let whole = key_of_folded(folded);
    let name = without_office(&whole);
    if let Some(scope) = &beside.scope
        && is_office(&name)
    {
        return scope.first().map(|upper| found(upper, Certainty::Certain, &[Reason::Office]));
    }
    // 수원시청 is 수원시; what is only in another upper government than the one beside it is not yet the answer.
    let named = by_key(&name, beside).map(|place| if name == whole { place } else { with(place, Reason::Office) });
    match named {
        Some(place) if place.certainty > Certainty::Open => Some(place),
        open => {
            let gap = folded.find(' ').map(|at| key_of_folded(&folded[..at]).len());
            let in_parts = || with_a_part(folded, beside).or_else(|| with_an_address(folded));
            after_its_upper(&name, gap, beside).or(open).or_else(in_parts)
        }
    }
}

/// 수원시청 without 청.
fn without_office(name: &str) -> String {
    let without = name.strip_suffix('청').filter(|rest| rest.ends_with(['시', '도', '군', '구']));
    without.filter(|rest| rest.chars().count() > 1).unwrap_or(name).to_owned()
}

fn is_office(name: &str) -> bool {
    matches!(name, "본청" | "본도" | "본시" | "본부" | "도본청" | "시본청" | "도청" | "시청" | "광역" | "전체")
}

/// 경기도 수원시, 서울중구: the upper government is written before the name.
///
/// After a gap it is taken to be one even where the name is not in it: that is then asked.
fn after_its_upper(name: &str, gap: Option<usize>, beside: &Beside) -> Option<Place> {
    const LONGEST_UPPER: usize = 9;
    let ends: Vec<usize> = name.char_indices().map(|(at, _)| at).skip(2).take(LONGEST_UPPER - 1).collect();
    ends.into_iter().rev().find_map(|end| {
        let (before, rest) = name.split_at(end);
        let upper = upper_by_key(before)?;
        let scope = Scope::of(upper);
        if is_office(rest) {
            return Some(found(upper, Certainty::Certain, &[Reason::Office]));
        }
        let inside = Beside { scope: Some(scope.clone()), is_korea: beside.is_korea };
        by_key(rest, &inside)
            .filter(|place| place.certainty == Certainty::Certain || gap == Some(end))
            .or_else(|| with_rest_glued(rest, &scope))
            .map(|place| if place.certainty == Certainty::Open { place } else { with(place, Reason::UpperBeside) })
    })
}

/// 수원시팔달구 in 경기도: the name of a government goes on with that of a part of it.
fn with_rest_glued(name: &str, scope: &Scope) -> Option<Place> {
    let ends: Vec<usize> = name.char_indices().map(|(at, _)| at).skip(2).take(4).collect();
    ends.into_iter().rev().find_map(|end| {
        let (before, rest) = name.split_at(end);
        is_part(rest).then_some(())?;
        let named = register().governments_named(before).iter();
        let named = named.filter(|named| named.how == How::Full && scope.holds(**named) && !scope.is_itself(**named));
        let [one] = named.collect::<Vec<_>>()[..] else { return None };
        let mut place = found(&register().governments[one.place], Certainty::Certain, &[Reason::FullName]);
        rest.clone_into(&mut place.rest);
        Some(place)
    })
}

/// 수원시 팔달구: a district that is no government of its own, a town or a village.
fn is_part(name: &str) -> bool {
    name.chars().count() >= 2 && name.ends_with(['구', '동', '읍', '면', '리', '가'])
}

/// 수원시 팔달구: without the upper government the first word must be a full name, of one government only.
fn with_a_part(folded: &str, beside: &Beside) -> Option<Place> {
    let (first, rest) = folded.split_once(' ')?;
    is_part(rest).then_some(())?;
    let place = by_key(&key_of_folded(first), beside)?;
    let is_full = place.because.contains(&Reason::FullName) || matches!(place.because[..], [Reason::Former(_), ..]);
    (is_full && place.certainty == Certainty::Certain).then(|| Place { rest: rest.to_owned(), ..place })
}

/// 서울특별시 종로구 청와대로 1: an upper government, one in it, and more.
fn with_an_address(folded: &str) -> Option<Place> {
    let mut words = folded.splitn(3, ' ');
    let (first, second, rest) = (words.next()?, words.next()?, words.next()?);
    let scope = Some(Scope::of(upper_of_folded(first)?));
    let place = by_key(&key_of_folded(second), &Beside { scope, is_korea: true })?;
    (place.certainty == Certainty::Certain).then(|| Place { rest: rest.to_owned(), ..place })
}

/// A name in any alphabet, as it is.
fn by_key(name: &str, beside: &Beside) -> Option<Place> {
    choose(register().governments_named(name), |_| true, beside)
}

/// The government that is meant among those that have a name and suit.
pub(super) fn choose(named: &[Named], suits: impl Fn(Named) -> bool, beside: &Beside) -> Option<Place> {
    let mut suiting: Vec<Named> = Vec::new();
    for &candidate in named.iter().filter(|named| suits(**named)) {
        // The name in force stands before the same name of another time.
        if !suiting.iter().any(|known| known.place == candidate.place) || beside.scope.is_some() {
            suiting.push(candidate);
        }
    }
    let first = *suiting.first()?;
    if let Some(scope) = &beside.scope {
        let mut inside: Vec<Named> = suiting.iter().copied().filter(|named| scope.holds(*named)).collect();
        // 광주 광주, 서울 beside 서울: the government inside goes before the upper one itself.
        if inside.iter().any(|named| !scope.is_itself(*named)) {
            inside.retain(|named| !scope.is_itself(*named));
        }
        inside.dedup_by_key(|named| named.place);
        return match inside[..] {
            [] => Some(not_there(&suiting)),
            [one] => Some(found(government(one), Certainty::Certain, &[reason(one), Reason::UpperBeside])),
            _ => Some(several(&inside)),
        };
    }
    if suiting.len() > 1 {
        return Some(several(&suiting));
    }
    let is_sure = beside.is_korea || is_upper(first) && !matches!(first.how, How::Hanja | How::ShortHanja);
    let certainty = match first.how {
        How::Full | How::Former(_) => Certainty::Certain,
        _ if is_sure => Certainty::Certain,
        _ => Certainty::Likely,
    };
    // 江南區 is a district of Niigata too.
    if matches!(first.how, How::Hanja) && !beside.is_korea && government(first).level == Level::District {
        return Some(Place::new(
            Meaning::OneOf(vec![government(first)]),
            Certainty::Open,
            vec![Reason::Hanja, Reason::SharedName],
        ));
    }
    Some(found(government(first), certainty, &[reason(first)]))
}

pub(super) fn government(named: Named) -> &'static Government {
    &register().governments[named.place]
}

fn reason(named: Named) -> Reason {
    match named.how {
        How::Full => Reason::FullName,
        How::Short => Reason::ShortName,
        How::Hanja | How::ShortHanja => Reason::Hanja,
        How::Latin | How::Kana => Reason::Romanised,
        How::Former(_) | How::ShortFormer(_) => former(named).map_or(Reason::FullName, Reason::Former),
    }
}

fn several(named: &[Named]) -> Place {
    let mut candidates: Vec<&'static Government> = named.iter().map(|named| government(*named)).collect();
    candidates.sort_unstable_by_key(|government| government.order);
    candidates.dedup_by_key(|government| government.order);
    let mut because: Vec<Reason> =
        named.iter().map(|named| reason(*named)).filter(|reason| matches!(reason, Reason::Former(_))).collect();
    because.insert(0, Reason::SharedName);
    Place::new(Meaning::OneOf(candidates), Certainty::Open, because)
}

fn not_there(named: &[Named]) -> Place {
    let mut place = several(named);
    place.because = vec![Reason::NotThere];
    place
}

fn found(government: &'static Government, certainty: Certainty, because: &[Reason]) -> Place {
    Place::new(Meaning::Government(government), certainty, because.to_vec())
}

pub(super) fn with(mut place: Place, reason: Reason) -> Place {
    if !place.because.contains(&reason) {
        place.because.push(reason);
    }
    place
}

/// Each part of a text that names one Korean government by itself; nothing where a part does not.
pub(super) fn each_of(parts: &[String]) -> Option<Vec<&'static Government>> {
    let beside = Beside { scope: None, is_korea: true };
    let each = |part: &String| {
        let place = read(part, &beside).filter(|place| place.rest.is_empty())?;
        place.government()
    };
    if parts.len() < 2 || key(&parts[0]).is_empty() { None } else { parts.iter().map(each).collect() }
}
