//! A chart as a figure for a page or slide: title, filter in words, n, the chart, and its source note.

use emath::{Rect, Vec2, pos2, vec2};

use super::pen::Pen;
use super::phrases::filter_in_words;
use super::ruler::wrap;
use super::scene::{Align, MeasureText};
use super::{Chart, ChartInput, ChartOptions, Scene, Theme};
use crate::data::Table;
use crate::query::indicators::Finding;
use crate::query::{Sweep, each_list};
use crate::words::{Lang, Word, grouped};

/// The words around a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureText {
    /// One line that says what is seen.
    pub title: String,
    /// What is shown of what, and the filter in words.
    pub subtitle: String,
    /// Database, number of sources, as-of date, what a reader must know.
    pub source_note: String,
    /// What those who cannot see it are told, in one's own words; what follows from the chart where empty.
    pub alt: String,
    /// Width and height of a logo in the lower right corner, for its proportions.
    pub logo: Option<[u32; 2]>,
}

impl FigureText {
    /// The words that follow from the chart and the filter.
    pub fn of(chart: Chart, input: &ChartInput<'_>) -> Self {
        Self::of_finding(chart, None, input)
    }

    /// The same where it is known already what the indicator of the chart finds.
    pub fn of_finding(chart: Chart, finding: Option<&Finding>, input: &ChartInput<'_>) -> Self {
        let lang = input.lang;
        let filter: Vec<String> =
            filter_in_words(input.dataset, input.filter, lang).into_iter().map(|(_, text)| text).collect();
        let filter = if filter.is_empty() { Word::ALL_CITIES.text(lang).to_owned() } else { filter.join(" · ") };
        let table = chart.tables()[0];
        let mut note = source_note(input, table);
        // Whoever sees the figure must know what it is a figure of, and after whom; where room ends, the source stays.
        if let Some(indicator) = chart.finds() {
            let [is, from] = [indicator.definition(), indicator.source()].map(|word| word.text(lang));
            note = format!("{note} {is} {}: {from}.", Word::LITERATURE_WORD.text(lang));
        }
        if let Some(credit) = chart.credit() {
            note = format!("{note} {}", credit.text(lang));
        }
        Self {
            title: chart.title_in(input),
            subtitle: format!("{} · {filter}", chart.subtitle_of(finding, input)),
            source_note: note,
            alt: String::new(),
            logo: None,
        }
    }
}

/// Database, number of sources of what is shown of a table, as-of date, what a reader must know.
pub fn source_note(input: &ChartInput<'_>, table: Table) -> String {
    let lang = input.lang;
    let basis = Basis::of(input, table);
    let title = input.dataset.meta.title.in_lang(lang);
    let name = if title.is_empty() { input.dataset.file_name.as_str() } else { title };
    let mut note = Word::source_note(lang, &name, &grouped(basis.sources));
    let about = input.dataset.meta.note.in_lang(lang);
    if !about.is_empty() {
        note = format!("{note} {about}");
    }
    if let Some(as_of) = input.dataset.meta.as_of {
        note = format!("{note} {}", Word::as_of(lang, &as_of));
    }
    if let Some(quality) = basis.in_words(table, lang) {
        note = format!("{note} {quality}");
    }
    if input.dataset.meta.is_damaged {
        // First, so that no shortening takes it away.
        note = format!("{} {note}", Word::DAMAGED_STAMP.text(lang));
    }
    note
}

/// How large a logo stands on a page with this room between its margins: no higher than a few lines, no wider than a
/// fifth.
pub fn logo_size(width: f32, pixels: Vec2) -> Vec2 {
    let most = vec2(0.2 * width, (0.045 * width).clamp(20.0, 40.0));
    pixels * (most / pixels.max(vec2(1.0, 1.0))).min_elem()
}

/// What the records behind a figure rest on.
struct Basis {
    records: usize,
    dated: usize,
    /// With more than one source.
    several: usize,
    /// Different sources in all.
    sources: usize,
}

impl Basis {
    fn of(input: &ChartInput<'_>, table: Table) -> Self {
        let (facts, rows) = (input.dataset.table(table), input.answer.rows(table));
        let mut is_cited = vec![false; input.dataset.sources.len()];
        let mut several = 0;
        each_list(&facts.sources, rows, |sources, rows| {
            several += if sources.len() > 1 { rows } else { 0 };
            for source in sources {
                is_cited[source.0 as usize] = true;
            }
        });
        let sources = is_cited.into_iter().filter(|is_cited| *is_cited).count();
        Self { records: rows.count(), dated: Sweep::new(facts, rows).dated(), several, sources }
    }

    /// How many records are dated, how many rest on several sources; nothing where there are none.
    fn in_words(&self, table: Table, lang: Lang) -> Option<String> {
        let percent = |count: usize| format!("{:.0}%", 100.0 * count as f64 / self.records as f64);
        let words = [table.count_words(lang, self.records), percent(self.dated), percent(self.several)];
        (self.records > 0).then(|| Word::quality_note(lang, &words[0], &words[1], &words[2]))
    }
}

/// Lays a chart out with its words to fill a page; where it is known what its indicator finds, by that.
pub fn figure(
    chart: Chart,
    (finding, input): (Option<&Finding>, &ChartInput<'_>),
    text: &FigureText,
    size: Vec2,
    theme: &Theme,
    ruler: &dyn MeasureText,
) -> Scene {
    let theme = &theme.for_page(size);
    let mut pen = Pen::new(size, theme, ruler);
    let margin = (0.045 * size.x.min(size.y * 1.6)).clamp(10.0, 44.0);
    let area = Rect::from_min_size(pos2(0.0, 0.0), size).shrink(margin);
    // A small figure carries a smaller title, never one below the size of a heading.
    let mut title_font = theme.title();
    title_font.size = (size.x / 36.0).clamp(theme.heading().size, title_font.size);
    let subtitle_font = theme.label();
    let note_font = theme.note();
    let mut y = area.top();
    for line in wrap(&text.title, title_font, area.width(), ruler, 2) {
        pen.text(pos2(area.left(), y + title_font.size / 2.0), Align::Start, title_font, theme.ink, &line);
        y += 1.25 * title_font.size;
    }
    y += 0.2 * subtitle_font.size;
    // A low figure is a picture before it is words.
    let is_low = size.y < 330.0;
    let subtitle = wrap(&text.subtitle, subtitle_font, area.width(), ruler, if is_low { 2 } else { 4 });
    // A verdict is said whole; its room comes from the note, never from the chart alone.
    let note_lines = match (is_low, subtitle.len()) {
        (true, _) => 3,
        (false, 4) => 4,
        (false, _) => 5,
    };
    for line in subtitle {
        pen.text(pos2(area.left(), y + subtitle_font.size / 2.0), Align::Start, subtitle_font, theme.ink_soft, &line);
        y += 1.3 * subtitle_font.size;
    }
    y += 0.8 * subtitle_font.size;
    let logo = text.logo.map(|[width, height]| {
        Rect::from_min_max(area.max - logo_size(area.width(), vec2(width as f32, height as f32)), area.max)
    });
    let note_right = logo.map_or(area.right(), |logo| logo.left() - 12.0);
    let note = wrap(&text.source_note, note_font, note_right - area.left(), ruler, note_lines);
    let note_top = area.bottom() - note.len() as f32 * 1.35 * note_font.size;
    let note_top = logo.map_or(note_top, |logo| note_top.min(logo.top()));
    pen.scene.logo = logo;
    for (index, line) in note.iter().enumerate() {
        let at = pos2(area.left(), note_top + (index as f32 + 0.6) * 1.35 * note_font.size);
        pen.text(at, Align::Start, note_font, theme.ink_soft, line);
    }
    let rule_y = note_top - 5.0;
    pen.hair(pos2(area.left(), rule_y), pos2(area.right(), rule_y), theme.border);
    let plot = vec2(area.width(), (rule_y - 10.0 - y).max(40.0));
    // A page does not grow with a list.
    let options = ChartOptions { all_partners: false, ..input.options.clone() };
    let scene = chart.layout_of(finding, &ChartInput { options: &options, ..*input }, plot, theme, ruler);
    pen.scene.append(scene, vec2(area.left(), y));
    pen.scene
}
