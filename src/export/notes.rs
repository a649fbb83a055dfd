//! What a figure says beside the picture: for those who cannot see it, and for those who check it.

use crate::chart::{Chart, ChartInput, FigureText, NativeChart, NativeKind, Scene, Theme, filter_in_words};
use crate::data::Table;
use crate::query::indicators::Finding;
use crate::words::{Lang, Word, grouped};

/// Ids that are listed for one table; a workbook or the database itself has the rest.
const MOST_IDS: usize = 400;

/// Title, filter in words, source note, and the ids of the records behind it.
pub fn of_chart(chart: Chart, finding: Option<&Finding>, input: &ChartInput<'_>, text: &FigureText) -> Vec<String> {
    let lang = input.lang;
    let mut notes = vec![text.subtitle.clone(), filter_note(input), description_of(chart, finding, input)];
    if !text.alt.is_empty() {
        notes.push(text.alt.clone());
    }
    notes.push(text.source_note.clone());
    notes.push(format!("{}: {}", Word::DATABASE_WORD.text(lang), input.dataset.file_name));
    notes.extend(chart.tables().iter().filter_map(|&table| ids(input, table)));
    notes
}

/// "Filter: Seoul · 1995–2024".
pub fn filter_note(input: &ChartInput<'_>) -> String {
    let words = filter_in_words(input.dataset, input.filter, input.lang);
    let words: Vec<String> = words.into_iter().map(|(_, text)| text).collect();
    let words = if words.is_empty() { Word::ALL_CITIES.text(input.lang).to_owned() } else { words.join(" · ") };
    format!("{}: {words}", Word::FILTER_WORD.text(input.lang))
}

/// "Activities (152): a-0001, a-0002".
fn ids(input: &ChartInput<'_>, table: Table) -> Option<String> {
    let rows = input.answer.rows(table);
    let count = rows.count();
    let ids: Vec<&str> =
        rows.iter().take(MOST_IDS).map(|row| input.dataset.table(table).ids.get(row.index())).collect();
    if ids.is_empty() {
        return None;
    }
    let mut text = format!("{}: {}", table.count_words(input.lang, count), ids.join(", "));
    if count > MOST_IDS {
        text = format!("{text} {}", Word::and_more(input.lang, &grouped(count - MOST_IDS)));
    }
    Some(text)
}

/// The alternative text of a chart: what it is, of what, its range and its highest point.
pub fn description(chart: Chart, input: &ChartInput<'_>) -> String {
    description_of(chart, None, input)
}

/// The same where it is known already what its indicator finds.
pub fn description_of(chart: Chart, finding: Option<&Finding>, input: &ChartInput<'_>) -> String {
    let mut text = format!("{}. {}.", chart.title_in(input), chart.subtitle_of(finding, input));
    // Colours play no part in the words.
    if let Some(extremes) = chart
        .native(input, &Theme::paper(false))
        .filter(|native| !native.has_shares)
        .and_then(|native| extremes(&native, input))
    {
        text = format!("{text} {extremes}");
    }
    if let Some(highlights) = chart.highlights(input) {
        text = format!("{text} {highlights}");
    }
    if let Some(change) =
        chart.change_in_words(input).filter(|_| input.options.marks.change || input.options.marks.shares)
    {
        text = format!("{text} {change}");
        if !text.ends_with('.') {
            text.push('.');
        }
    }
    text
}

/// The names that a picture cuts short, whole, as far as anyone would listen; empty where it cuts none.
pub fn cut_names(scene: &Scene, lang: Lang) -> String {
    const MOST: usize = 40;
    let mut names: Vec<&str> = Vec::new();
    for name in &scene.cut_names {
        // A name may be cut in several places.
        if !names.contains(&name.as_str()) && names.len() < MOST {
            names.push(name);
        }
    }
    if names.is_empty() { String::new() } else { format!(" {}", Word::alt_cut_names(lang, &names.join(", "))) }
}

fn extremes(native: &NativeChart, input: &ChartInput<'_>) -> Option<String> {
    let (first, last) = (native.categories.first()?, native.categories.last()?);
    let whole = |value: f64| grouped(value.round() as usize);
    if native.kind == NativeKind::Line {
        let ends = native.series.iter().map(|series| {
            let end = series.values.iter().rev().flatten().next().copied().unwrap_or_default();
            format!("{} {}", series.name, whole(end))
        });
        let ends = ends.collect::<Vec<_>>().join(", ");
        return Some(Word::alt_line(input.lang, first, last, &ends));
    }
    let totals: Vec<f64> = (0..native.categories.len()).map(|category| native.total(category)).collect();
    let (highest, most) =
        totals.iter().enumerate().fold((0, 0.0), |best, (at, &total)| if total > best.1 { (at, total) } else { best });
    let name = &native.categories[highest];
    Some(match native.kind {
        NativeKind::StackedBar => Word::alt_bars(input.lang, name, &whole(most)),
        _ => Word::alt_columns(input.lang, first, last, name, &whole(most)),
    })
}
