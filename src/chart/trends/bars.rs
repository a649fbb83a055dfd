//! Shares side by side: a bar or a dot with its interval, one line each.

use ecolor::Color32;
use emath::{Rect, pos2, vec2};

use super::{Form, Found, cited, short};
use crate::chart::axis::Scale;
use crate::chart::legend::{self, Entry, Sign};
use crate::chart::native::{self, NativeChart, NativeKind, NativeSeries};
use crate::chart::pen::Pen;
use crate::chart::scene::{Align, Shape, Stroke};
use crate::chart::{Scene, Theme};
use crate::query::indicators::{Group, Indicator, Part, Records, Statistic, Unit};
use crate::words::Word;

/// One line: a name and its figures.
struct Line {
    name: String,
    unit: Unit,
    bars: Vec<Bar>,
    records: Records,
}

struct Bar {
    figure: Statistic,
    color: Color32,
    /// What sets it apart from the other bars of the line.
    name: &'static str,
}

/// Its form.
pub const FORM: Form = Form { layout, native: Some(native) };

/// Lays out as many lines as fit.
fn layout(drawn: Found<'_>, mut pen: Pen<'_>) -> Scene {
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let (key, lines) = lines(drawn, pen.theme);
    let has_any = lines.iter().flat_map(|line| &line.bars).any(|bar| bar.figure.value.is_some());
    if !has_any {
        pen.empty_state(area, &drawn.why_empty());
        return pen.scene;
    }
    let font = pen.theme.label();
    let small = pen.theme.small();
    let key_height = legend::draw(&mut pen, area, small, drawn.input.lang, &key);
    let mut top = area.top() + key_height + if key_height > 0.0 { 4.0 } else { 0.0 };
    if let Some(head) = head(drawn) {
        let text = pen.fit(&head, pen.theme.strong(), area.width()).into_owned();
        pen.text(pos2(area.left(), top + 0.7 * font.size), Align::Start, pen.theme.strong(), pen.theme.ink, &text);
        top += 1.7 * font.size;
    }
    let bars_a_line = lines.iter().map(|line| line.bars.len()).max().unwrap_or(1) as f32;
    let least = 1.35 * font.size.max(bars_a_line * small.size);
    let mut shown = lines.len().min(((area.bottom() - top) / least).max(1.0) as usize);
    let rest = lines.len() - shown;
    let note_height = if rest > 0 { 1.4 * small.size } else { 0.0 };
    if rest > 0 {
        shown = lines.len().min(((area.bottom() - top - note_height) / least).max(1.0) as usize);
    }
    let pitch =
        ((area.bottom() - top - note_height) / shown as f32).min(if lines.len() < 4 { 4.4 } else { 3.2 } * least);
    let names = lines.iter().map(|line| pen.width(&line.name, font)).fold(0.0, f32::max);
    let left = area.left() + (names + 8.0).min(0.4 * area.width());
    let values = lines.iter().flat_map(|line| line.bars.iter().map(|bar| value_label(bar, line.unit)));
    let value_width = values.map(|label| pen.width(&label, small)).fold(0.0, f32::max) + 8.0;
    let right = (area.right() - value_width).max(left + 10.0);
    let scale = Scale::new((0.0, highest(&lines)), (left, right));
    let room = Room { left, right, scale, is_dots: drawn.finding.indicator == Indicator::PolicySharing };
    for (index, line) in lines[..shown].iter().enumerate() {
        draw_line(
            drawn,
            &mut pen,
            &room,
            line,
            Rect::from_min_size(pos2(area.left(), top + pitch * index as f32), vec2(area.width(), pitch)),
        );
    }
    if shown < lines.len() {
        let note = Word::more_lanes(drawn.input.lang, &(lines.len() - shown));
        pen.text(
            pos2(area.left(), top + pitch * shown as f32 + note_height / 2.0),
            Align::Start,
            small,
            pen.theme.ink_soft,
            &note,
        );
    }
    pen.scene
}

/// Where the bars lie.
struct Room {
    left: f32,
    right: f32,
    scale: Scale,
    /// Dots on a line instead of bars.
    is_dots: bool,
}

/// What the picture says above its lines.
fn head(drawn: Found<'_>) -> Option<String> {
    let lang = drawn.input.lang;
    let measure = |id: &str| drawn.finding.part(Group::Measure, id).and_then(|part| part.figure.value);
    match drawn.finding.indicator {
        Indicator::PolicySharing => Some(Word::times_as_often(lang, &format!("{:.1}", measure("lift")?))),
        Indicator::PartnerDiversity => {
            let common = drawn.finding.headline.value?;
            Some(Word::effective_of(lang, &format!("{common:.1}"), &format!("{:.0}", measure("richness")?)))
        }
        _ => None,
    }
}

/// The bars as an office program draws them, with their intervals; a line is named with its value and n.
fn native(drawn: Found<'_>, theme: &Theme) -> Option<NativeChart> {
    let (key, lines) = lines(drawn, theme);
    let unit = lines.first()?.unit;
    let bars_a_line = lines.iter().map(|line| line.bars.len()).max().unwrap_or_default();
    let is_alike = lines.iter().all(|line| line.unit == unit && line.bars.len() == bars_a_line);
    if !is_alike || unit != Unit::Share || lines.len() > native::MOST_BARS {
        return None;
    }
    let series = |rank: usize| {
        let bars = || lines.iter().map(move |line| &line.bars[rank]);
        let colors: Vec<Color32> = bars().map(|bar| bar.color).collect();
        let has_one_color = colors.iter().all(|&color| color == colors[0]);
        let name = key.get(rank).map_or_else(|| drawn.told().title().to_owned(), |entry| entry.name.clone());
        NativeSeries {
            name,
            values: bars().map(|bar| bar.figure.value).collect(),
            color: colors[0],
            limits: bars().map(|bar| Some([bar.figure.low?, bar.figure.high?])).collect(),
            hollow: bars().enumerate().filter(|(_, bar)| bar.figure.is_few()).map(|(index, _)| index).collect(),
            own_colors: if has_one_color { Vec::new() } else { colors },
        }
    };
    let name = |line: &Line| {
        let values: Vec<String> = line.bars.iter().map(|bar| value_label(bar, line.unit)).collect();
        // Many names stand too close for two lines each.
        let between = if lines.len() > 6 { "  " } else { "\n" };
        format!("{}{between}{}", line.name, values.join("  ·  "))
    };
    let titles = [drawn.told().title(), drawn.told().title()].map(str::to_owned);
    let categories = lines.iter().map(name).collect();
    let chart = native::of_finding(NativeKind::Bar, titles, categories, (0..bars_a_line).map(series).collect());
    Some(NativeChart { is_percent: true, ..chart })
}

fn highest(lines: &[Line]) -> f64 {
    let all = || lines.iter().flat_map(|line| &line.bars);
    let highest = all().filter_map(|bar| bar.figure.value).fold(0.0, f64::max);
    let reach = all().filter(|bar| !bar.figure.is_few()).filter_map(|bar| bar.figure.high).fold(highest, f64::max);
    if reach > 0.0 { reach } else { 1.0 }
}

fn value_label(bar: &Bar, unit: Unit) -> String {
    let value = super::value_in_words(&bar.figure, unit);
    match bar.figure.hits {
        Some(hits) => format!("{value}  {hits}/{}", bar.figure.n),
        None => value,
    }
}

fn lines(drawn: Found<'_>, theme: &Theme) -> (Vec<Entry>, Vec<Line>) {
    let finding = drawn.finding;
    let accent = theme.accent;
    let single = |part: &Part, color: Color32| Line {
        name: drawn.name(&part.name),
        unit: part.unit,
        bars: vec![Bar { figure: part.figure.clone(), color, name: "" }],
        records: drawn.records_of(part),
    };
    let measures =
        |ids: &[&str]| -> Vec<&Part> { ids.iter().filter_map(|id| finding.part(Group::Measure, id)).collect() };
    match finding.indicator {
        Indicator::PolicySharing => {
            let parts = measures(&["multilateral", "bilateral"]);
            (Vec::new(), parts.into_iter().map(|part| single(part, accent)).collect())
        }
        Indicator::PartnerDiversity => {
            let mut parts: Vec<&Part> =
                finding.group(Group::Sector).filter(|part| part.figure.hits > Some(0)).collect();
            parts.sort_by_key(|part| std::cmp::Reverse(part.figure.hits));
            (Vec::new(), parts.into_iter().map(|part| single(part, sector_color(drawn, theme, part))).collect())
        }
        Indicator::PublicPrivateShare => strict_and_broad(drawn, theme),
        Indicator::LevelsEngaged => {
            let sets: Vec<&Part> = finding.group(Group::Levels).collect();
            let parts = if sets.is_empty() { measures(&["governments-several", "activities-several"]) } else { sets };
            let line = |part: &Part| Line { name: short(&drawn.name(&part.name)).to_owned(), ..single(part, accent) };
            (Vec::new(), parts.into_iter().map(line).collect())
        }
        _ => {
            let parts = finding.group(Group::Measure).filter(|part| part.unit == Unit::Share);
            (Vec::new(), parts.map(|part| single(part, accent)).collect())
        }
    }
}

/// A sector keeps the colour that it has beside the list of partners.
fn sector_color(drawn: Found<'_>, theme: &Theme, part: &Part) -> Color32 {
    let few = drawn.input.dataset.vocabulary(crate::data::Field::Sector).len() <= 7;
    part.value.filter(|_| few).map_or(theme.accent, |(_, code)| theme.category(code.index()))
}

/// Ties and activities, each with a strict and a broad bar.
fn strict_and_broad(drawn: Found<'_>, theme: &Theme) -> (Vec<Entry>, Vec<Line>) {
    let senses = [("strict", Word::STRICT_SENSE, theme.accent), ("broad", Word::BROAD_SENSE, theme.tint(theme.accent))];
    let line = |of: &str, word: Word| {
        let bar = |(sense, word, color): (&str, Word, Color32)| {
            let part = drawn.finding.part(Group::Measure, &format!("{of}-{sense}"))?;
            Some(Bar { figure: part.figure.clone(), color, name: drawn.text(word) })
        };
        let name = drawn.text(word);
        let name = name
            .chars()
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(name.chars().skip(1)).collect());
        let sense = senses[usize::from(drawn.input.options.counting.broad)].0;
        let asked = drawn.finding.part(Group::Measure, &format!("{of}-{sense}"));
        let records = asked.map_or_else(Records::default, |part| drawn.records_of(part));
        Line { name, unit: Unit::Share, bars: senses.into_iter().filter_map(bar).collect(), records }
    };
    let key = senses.map(|(_, word, color)| Entry::of(Sign::Square(color), drawn.text(word)));
    (key.into(), vec![line("ties", Word::PARTNERSHIPS), line("activities", Word::ACTIVITIES)])
}

fn draw_line(drawn: Found<'_>, pen: &mut Pen<'_>, room: &Room, line: &Line, place: Rect) {
    let &Room { left, right, scale, is_dots } = room;
    let (font, small) = (pen.theme.label(), pen.theme.small());
    let name = pen.fit(&line.name, font, left - place.left() - 8.0).into_owned();
    pen.text(pos2(left - 7.0, place.center().y), Align::End, font, pen.theme.ink, &name);
    if is_dots {
        pen.hair(pos2(left, place.center().y), pos2(right, place.center().y), pen.theme.grid);
    }
    let height = place.height() * 0.76 / line.bars.len() as f32;
    for (index, bar) in line.bars.iter().enumerate() {
        let y = place.top() + 0.12 * place.height() + height * (index as f32 + 0.5);
        let (color, is_few) = (bar.color, bar.figure.is_few());
        let x = bar.figure.value.map(|value| scale.at(value));
        let (fill, stroke) = if is_few { (pen.theme.ground, Stroke::new(1.3, color)) } else { (color, Stroke::NONE) };
        let thick = (0.62 * height).min(2.0 * font.size);
        if let (Some(x), false) = (x, is_dots) {
            let rect = Rect::from_min_max(pos2(left, y - thick / 2.0), pos2(x.max(left + 0.5), y + thick / 2.0));
            pen.scene.add(Shape::Rect { rect, radius: 1.5, fill, stroke });
        }
        if let (Some(low), Some(high), Some(_)) = (bar.figure.low, bar.figure.high, x) {
            let [low, high] = [low, high].map(|limit| scale.at(limit).min(right));
            let ink = Stroke::new(1.4, if is_dots { color } else { pen.theme.ink_soft });
            pen.scene.add(Shape::segment(pos2(low, y), pos2(high, y), ink));
            for end in [low, high] {
                pen.scene.add(Shape::segment(pos2(end, y - 3.0), pos2(end, y + 3.0), ink));
            }
        }
        if let (Some(x), true) = (x, is_dots) {
            pen.scene.add(Shape::Circle { center: pos2(x, y), radius: 5.0, fill, stroke });
        }
        let label = value_label(bar, line.unit);
        pen.text(pos2(right + 8.0, y), Align::Start, small, pen.theme.ink_soft, &label);
    }
    let told = line.bars.iter().map(|bar| {
        let words = drawn.figure_in_words(&bar.figure, line.unit);
        if bar.name.is_empty() { words } else { format!("{}: {words}", bar.name) }
    });
    let subject = cited(line.name.clone(), told.collect(), line.records.clone());
    pen.scene.add_for(subject, Shape::filled(place, 0.0, Color32::TRANSPARENT));
}
