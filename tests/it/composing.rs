//! Hangul typed through an input method: syllables are composed in the search box while the filter follows them.

use std::time::Instant;

use crate::support::sample_db;
use crate::support::window::{self, workspace};
use city_diplomacy_explorer::app::{App, Start};
use city_diplomacy_explorer::words::Lang;
use egui::{Event, ImeEvent, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

/// The sample on screen, the keyboard in the search box.
fn searching<'a>() -> Harness<'a, App> {
    let harness = Harness::builder().with_size(vec2(1366.0, 768.0)).with_max_steps(60);
    let mut harness = window::opened(harness.build_eframe(|creation| {
        let start = Start { path: Some(sample_db()), ..Start::default() };
        App::new(&creation.egui_ctx, start, Lang::Ko, Instant::now())
    }));
    harness.get_by_label("검색").focus();
    harness.run();
    harness
}

/// What an input method says while a syllable is not finished yet; nothing clears it.
fn composing(text: &str) -> Event {
    let active_range_chars = Some(0..text.chars().count());
    Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars })
}

fn finished(text: &str) -> Event {
    Event::Ime(ImeEvent::Commit(text.to_owned()))
}

/// Hands on events a frame each, and sees to it that box and filter say the same after each.
fn hand_on(harness: &mut Harness<'_, App>, events: impl IntoIterator<Item = (Event, &'static str)>) {
    for (event, expected) in events {
        let told = format!("{event:?}");
        harness.event(event);
        harness.run();
        assert_eq!(workspace(harness).view().filter.text, expected, "{told}");
        let shown = harness.get_by_label("검색").value().unwrap_or_default();
        assert_eq!(shown, expected, "{told}");
    }
}

#[test]
fn syllables_are_neither_lost_nor_doubled_while_the_filter_follows_them() {
    let mut harness = searching();
    hand_on(
        &mut harness,
        [
            (composing("ㅎ"), "ㅎ"),
            (composing("하"), "하"),
            (composing("한"), "한"),
            // The next syllable begins: Windows clears the composition, commits it and composes on.
            (composing(""), ""),
            (finished("한"), "한"),
            (composing("ㄱ"), "한ㄱ"),
            (composing("구"), "한구"),
            (composing("국"), "한국"),
            // The final consonant moves on to the next syllable and comes back.
            (composing("구"), "한구"),
            (composing("국"), "한국"),
            (finished("국"), "한국"),
        ],
    );
    let found = workspace(&harness).answer().rows(city_diplomacy_explorer::data::Table::Activities).count();
    assert!(found > 0, "the word is found");
}

#[test]
fn several_events_of_one_frame_come_to_the_same() {
    let mut harness = searching();
    for event in [composing("한"), finished("한"), composing("ㄱ"), composing("국"), finished("국")] {
        harness.event(event);
    }
    harness.run();
    assert_eq!(workspace(&harness).view().filter.text, "한국");
}

#[test]
fn a_composition_that_is_given_up_leaves_what_stood_before() {
    let mut harness = searching();
    hand_on(
        &mut harness,
        [(composing("한"), "한"), (finished("한"), "한"), (composing("ㄱ"), "한ㄱ"), (composing(""), "한")],
    );
}

#[test]
fn leaving_the_box_in_the_middle_of_a_syllable_keeps_it_once() {
    let mut harness = searching();
    hand_on(&mut harness, [(composing("한"), "한"), (finished("한"), "한"), (composing("국"), "한국")]);
    harness.get_all_by_label_contains("내보내기").next().expect("a button").focus();
    harness.run();
    // The system finishes the syllable for a box that is left already.
    hand_on(&mut harness, [(finished("국"), "한국")]);
    harness.get_by_label("검색").focus();
    harness.run();
    assert_eq!(workspace(&harness).view().filter.text, "한국");
}
