//! What stands around a date and is none of it: the time of day, parts of a year, about, before, planned.

use super::DateDoubt;
use super::lexicon;
use super::tokens::{Piece, Token, Unit, pieces};

/// The pieces without what says more than a date, and the heaviest of what that says.
pub(super) fn taken_out(text: &str) -> (Vec<Piece>, Option<DateDoubt>) {
    let mut found = None;
    let (text, is_buddhist) = without_thai_era(text);
    let mut pieces = pieces(&text);
    if is_buddhist {
        for piece in &mut pieces {
            if let Token::Number(year @ 2400..=2700, 4) = piece.token {
                piece.token = Token::Number(year - 543, 4);
            }
        }
    }
    if let [Piece { token: Token::Sign('-'), .. }, Piece { token: Token::Number(_, 4), is_spaced: false }, ..] =
        pieces.as_slice()
    {
        raise(&mut found, DateDoubt::BeforeChrist);
    }
    take_times(&mut pieces);
    take_parts_of_years(&mut pieces, &mut found);
    take_decades(&mut pieces, &mut found);
    take_words(&mut pieces, &mut found);
    (pieces, found)
}

/// Keeps the heavier of two doubts.
pub(super) fn raise(doubt: &mut Option<DateDoubt>, other: DateDoubt) {
    *doubt = (*doubt).max(Some(other));
}

/// พ.ศ. 2562 is 2019.
fn without_thai_era(text: &str) -> (String, bool) {
    let marks = ["พ.ศ.", "พ.ศ", "พศ", "B.E.", "BE "];
    let is_thai = marks.iter().any(|mark| text.contains(mark));
    if !is_thai {
        return (text.to_owned(), false);
    }
    (marks.iter().fold(text.to_owned(), |text, mark| text.replace(mark, " ")), true)
}

fn word_at(pieces: &[Piece], at: usize) -> Option<&str> {
    match pieces.get(at) {
        Some(Piece { token: Token::Word(word), .. }) => Some(word),
        _ => None,
    }
}

fn sign_at(pieces: &[Piece], at: usize, wanted: char) -> bool {
    matches!(pieces.get(at), Some(Piece { token: Token::Sign(sign), .. }) if *sign == wanted)
}

fn is_number_at(pieces: &[Piece], at: usize) -> bool {
    matches!(pieces.get(at), Some(Piece { token: Token::Number(..), .. }))
}

/// 14:00, T23:30:00.000Z, 오전 10시 30분, 10 am.
fn take_times(pieces: &mut Vec<Piece>) {
    let mut at = 0;
    while at < pieces.len() {
        let end = end_of_time(pieces, at);
        if end > at {
            pieces.drain(at..end);
            if at > 0 && word_at(pieces, at - 1).is_some_and(|word| matches!(word, "t" | "오전" | "오후")) {
                at -= 1;
                pieces.remove(at);
            }
        } else {
            at += 1;
        }
    }
}

fn end_of_time(pieces: &[Piece], at: usize) -> usize {
    if !is_number_at(pieces, at) {
        return at;
    }
    let unit = |at: usize, names: &[&str]| {
        is_number_at(pieces, at) && word_at(pieces, at + 1).is_some_and(|word| names.contains(&word))
    };
    if unit(at, &["시", "時", "am", "pm", "h"]) {
        let mut end = at + 2;
        for names in [["분", "分"], ["초", "秒"]] {
            end += if unit(end, &names) { 2 } else { 0 };
        }
        return end;
    }
    let mut end = at + 1;
    while sign_at(pieces, end, ':') && is_number_at(pieces, end + 1) {
        end += 2;
    }
    if end == at + 1 {
        return at;
    }
    if sign_at(pieces, end, '.') && is_number_at(pieces, end + 1) {
        end += 2;
    }
    let is_zone = |word: &str| matches!(word, "z" | "utc" | "gmt" | "kst" | "jst" | "am" | "pm");
    end += usize::from(word_at(pieces, end).is_some_and(is_zone));
    if (sign_at(pieces, end, '+') || sign_at(pieces, end, '-')) && sign_at(pieces, end + 2, ':') {
        end = (end + 4).min(pieces.len());
    }
    end
}

/// Q2, 4/4분기, 상반기, 1st half, H1 beside a year: the number is no month.
fn take_parts_of_years(pieces: &mut Vec<Piece>, found: &mut Option<DateDoubt>) {
    let mut at = 0;
    while at < pieces.len() {
        let is_named = word_at(pieces, at).is_some_and(lexicon::is_part_of_year);
        let is_letter = word_at(pieces, at).is_some_and(|word| matches!(word, "q" | "h"));
        let digit = |at: usize| matches!(pieces.get(at), Some(Piece { token: Token::Number(1..=4, 1), .. }));
        let has_year = pieces.iter().any(|piece| matches!(piece.token, Token::Number(_, 4)));
        let (mut from, mut to) = (at, at + 1);
        if is_named {
            let is_ordinal = at > 0 && word_at(pieces, at - 1).is_some_and(is_ordinal_end);
            from -= usize::from(is_ordinal);
            if from > 0 && is_number_at(pieces, from - 1) && !is_year(pieces, from - 1) {
                from -= 1;
                if from > 1 && sign_at(pieces, from - 1, '/') && digit(from - 2) {
                    from -= 2;
                }
            }
            from -= usize::from(from > 0 && word_at(pieces, from - 1) == Some("제"));
        } else if is_letter && has_year && digit(at + 1) {
            to = at + 2;
        } else if is_letter && has_year && at > 0 && digit(at - 1) {
            from = at - 1;
        } else {
            at += 1;
            continue;
        }
        pieces.drain(from..to);
        raise(found, DateDoubt::SaysMore);
        at = from;
    }
}

fn is_year(pieces: &[Piece], at: usize) -> bool {
    matches!(pieces.get(at), Some(Piece { token: Token::Number(_, 4), .. }))
}

pub(super) fn is_ordinal_end(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th")
}

/// 1990s, 1990's, 1990년대, '90s.
fn take_decades(pieces: &mut Vec<Piece>, found: &mut Option<DateDoubt>) {
    for at in 0..pieces.len() {
        let Token::Number(number, digits) = pieces[at].token else { continue };
        let behind = at + 1 + usize::from(sign_at(pieces, at + 1, '\''));
        let is_decade = word_at(pieces, behind).is_some_and(|word| {
            word.starts_with("년대") || word.starts_with("年代") || (word == "s" && !pieces[behind].is_spaced)
        });
        let first = match digits {
            4 => number,
            2 => 1900 + number,
            _ => continue,
        };
        if is_decade && number.is_multiple_of(10) && (1000..=2200).contains(&first) {
            raise(found, DateDoubt::Decade(first as i16));
            // The year keeps its four digits, so that the rest is read around it.
            pieces[at].token = Token::Number(first, 4);
            pieces.drain(at + 1..=behind);
            return;
        }
    }
}

/// Words of doubt, wherever they stand.
fn take_words(pieces: &mut Vec<Piece>, found: &mut Option<DateDoubt>) {
    pieces.retain(|piece| match &piece.token {
        Token::Sign('?') => {
            raise(found, DateDoubt::About);
            false
        }
        Token::Word(word) => match lexicon::doubt(word) {
            Some(doubt) => {
                raise(found, doubt);
                false
            }
            None => true,
        },
        Token::Number(..) | Token::Sign(_) | Token::Unit(Unit::Year | Unit::Month | Unit::Day) => true,
    });
}
