//! Many slides at once: a title slide, the charts of every city, its profile, and the sources.

mod story;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use emath::{Pos2, Rect, pos2, vec2};

use super::geometry::{fitted, with_spare};
use super::slide::{Content, Item, Paragraph, Slide};
use super::table::{INSET, SlideTable, TableCell};
use super::{Frame, Template};
use crate::chart::trends::ARGUMENT;
use crate::chart::{Chart, ChartInput, ChartOptions, FigureText, Font, MeasureText, Ruler, Theme, profile, ruler};
use crate::data::{Code, Dataset, Date, Field, Table};
use crate::export::printed::{TEXT, layout_size};
use crate::export::{Logo, notes};
use crate::query::indicators::Finding;
use crate::query::{Answer, Choice, Filter, each_list};
use crate::words::{Lang, Word, grouped};

/// Slides and what they share.
#[derive(Clone, Debug)]
pub struct Deck {
    /// The title of the file.
    pub title: String,
    /// The language of its words.
    pub lang: Lang,
    /// Its look.
    pub theme: Theme,
    /// Where things go on its slides.
    pub frame: Frame,
    /// The slides, in order.
    pub slides: Vec<Slide>,
    /// The presentation they are put into; one of our own where there is none.
    pub template: Option<Template>,
}

/// The upper-level governments of which an activity, membership or tie passes, their districts' included.
pub fn cities_with_records(dataset: &Dataset, whole: &Answer, filter: &Filter) -> Vec<Code> {
    let upper = dataset.vocabulary(Field::CityLevel).code("upper");
    let has_record = |&city: &Code| {
        let mut filter = filter.clone();
        let id = dataset.vocabulary(Field::City)[city].id.clone();
        filter.set_choice(Field::City, Choice { include: [id].into(), ..Choice::default() });
        let answer = whole.to(&filter);
        [Table::Activities, Table::Memberships, Table::Partnerships].iter().any(|&t| answer.rows(t).count() > 0)
    };
    let is_upper = |&city: &Code| upper.is_some() && dataset.cities[city.index()].level == upper;
    // An activity of a member lets those that took part in it pass, who are none.
    let resolved = filter.resolve(dataset);
    let is_member = |&city: &Code| resolved.is_member(city);
    dataset.vocabulary(Field::City).codes().filter(is_upper).filter(is_member).filter(has_record).collect()
}

/// What a deck is to show.
#[derive(Clone, Copy)]
pub struct DeckPlan<'a> {
    /// The database.
    pub dataset: &'a Dataset,
    /// What passes the standing filter alone.
    pub whole: &'a Answer,
    /// The cities; where there is none, the charts show all that passes the filter.
    pub cities: &'a [Code],
    /// The charts of each city.
    pub charts: &'a [Chart],
    /// Whether it tells the argument, in place of charts: a slide a finding.
    pub is_story: bool,
    /// What was asked beside the city.
    pub filter: &'a Filter,
    /// How charts were asked to look.
    pub options: &'a ChartOptions,
    /// The language of the words.
    pub lang: Lang,
    /// The look.
    pub theme: &'a Theme,
    /// Where things go.
    pub frame: &'a Frame,
    /// The title of the first slide; that of the collection where `None`.
    pub title: Option<&'a str>,
    /// Who shows it; may be empty.
    pub byline: &'a str,
    /// What stands in the corner of each.
    pub logo: Option<&'a Logo>,
    /// Whether it becomes a document to read: with the numbers of each chart, and lists as long as they are.
    pub is_document: bool,
}

impl DeckPlan<'_> {
    /// How many slides there will be at most: a city has none of a chart that shows nothing of it.
    pub fn slide_count(&self) -> usize {
        let findings = ARGUMENT.iter().map(|trend| trend.indicators.len()).sum();
        2 + if self.is_story {
            findings
        } else if self.cities.is_empty() {
            self.charts.len()
        } else {
            self.cities.len() * (self.charts.len() + 1)
        }
    }

    /// What the file is called: the title of the first slide.
    pub fn title(&self) -> String {
        let own = self.dataset.meta.title.in_lang(self.lang);
        let own = if own.is_empty() { self.dataset.file_name.as_str() } else { own };
        self.title.unwrap_or(own).to_owned()
    }

    /// Makes the slides. `go_on` hears how many are made, and ends the work by answering no: then there are none.
    pub fn slides(&self, mut go_on: impl FnMut(usize) -> bool) -> Option<Vec<Slide>> {
        let everything = self.filter_of(&self.cities.iter().map(|&city| self.city_id(city)).collect::<BTreeSet<_>>());
        let answer = self.whole.to(&everything);
        let all = self.input(&answer, &everything);
        if self.is_story {
            return self.with_logo(self.story(&all, &mut go_on)?, go_on);
        }
        let mut slides = vec![self.cover(&all)];
        if self.cities.is_empty() {
            for &chart in self.charts {
                if !go_on(slides.len()) {
                    return None;
                }
                slides.push(self.chart(chart, &all, None));
            }
        }
        // A slide of a city is about that city, whichever ones the window shows side by side.
        let options = ChartOptions { cities: Vec::new(), about: None, ..self.options.clone() };
        // What sets governments beside each other shows all of them, with that one brought out.
        let answer_of_all = self.whole.to(self.filter);
        for &city in self.cities {
            let filter = self.filter_of(&[self.city_id(city)].into());
            let answer = self.whole.to(&filter);
            let input = ChartInput { options: &options, ..self.input(&answer, &filter) };
            let name = self.dataset.name(Field::City, city, self.lang);
            if !go_on(slides.len()) {
                return None;
            }
            slides.push(self.profile(&input, city));
            for &chart in self.charts {
                if !go_on(slides.len()) {
                    return None;
                }
                let has_anything = chart.tables().iter().any(|&table| answer.rows(table).count() > 0);
                if !has_anything {
                    continue;
                }
                if chart.sets_side_by_side() {
                    let options =
                        ChartOptions { level: self.level_id(city), focus: Some(self.city_id(city)), ..options.clone() };
                    let among_all = ChartInput { options: &options, ..self.input(&answer_of_all, self.filter) };
                    slides.push(self.chart(chart, &among_all, Some(name)));
                } else {
                    slides.push(self.chart(chart, &input, Some(name)));
                }
            }
        }
        slides.push(self.sources(&all, &Table::ALL));
        self.with_logo(slides, go_on)
    }

    fn with_logo(&self, mut slides: Vec<Slide>, mut go_on: impl FnMut(usize) -> bool) -> Option<Vec<Slide>> {
        for slide in &mut slides {
            slide.logo = self.logo.cloned();
        }
        go_on(slides.len()).then_some(slides)
    }

    fn city_id(&self, city: Code) -> String {
        self.dataset.vocabulary(Field::City)[city].id.clone()
    }

    /// The level of a government: it is set beside its like.
    fn level_id(&self, city: Code) -> Option<String> {
        let level = self.dataset.cities[city.index()].level?;
        Some(self.dataset.vocabulary(Field::CityLevel)[level].id.clone())
    }

    fn filter_of(&self, cities: &BTreeSet<String>) -> Filter {
        let mut filter = self.filter.clone();
        if !cities.is_empty() {
            filter.set_choice(Field::City, Choice { include: cities.clone(), ..Choice::default() });
        }
        filter
    }

    fn input<'b>(&'b self, answer: &'b Answer, filter: &'b Filter) -> ChartInput<'b> {
        ChartInput { dataset: self.dataset, answer, whole: self.whole, filter, options: self.options, lang: self.lang }
    }

    /// A chart on a slide of its own; what its indicator finds is found once for all that the slide says.
    fn chart(&self, chart: Chart, input: &ChartInput<'_>, city: Option<&str>) -> Slide {
        let finding = chart.finding(input);
        let text = self.text(chart, finding.as_ref(), input, city);
        self.slide_of(chart, finding.as_ref(), input, &text)
    }

    /// A chart with its words as a slide, or as a section of a document.
    fn slide_of(&self, chart: Chart, finding: Option<&Finding>, input: &ChartInput<'_>, text: &FigureText) -> Slide {
        if self.is_document {
            let table = chart.table_of(finding, input);
            return Slide::for_document(chart, finding, input, text, (self.frame.size, self.theme, table));
        }
        Slide::of_chart(chart, finding, input, text, (self.frame, self.theme))
    }

    fn text(&self, chart: Chart, finding: Option<&Finding>, input: &ChartInput<'_>, city: Option<&str>) -> FigureText {
        let mut text = FigureText::of_finding(chart, finding, input);
        text.logo = self.logo.map(|logo| logo.pixels);
        if let Some(city) = city {
            text.title = format!("{city} · {}", text.title);
        }
        if !self.byline.is_empty() {
            text.source_note = format!("{} {}", text.source_note, self.byline);
        }
        text
    }

    /// What stands under its title is kept as its notes: it is what a speaker says first.
    fn cover(&self, input: &ChartInput<'_>) -> Slide {
        let count = |table: Table| table.count_words(self.lang, input.answer.rows(table).count());
        let counts = [Table::Activities, Table::Memberships, Table::Partnerships].map(count).join(" · ");
        let mut lines = vec![notes::filter_note(input), counts];
        if let Some(as_of) = self.dataset.meta.as_of {
            lines.push(Word::as_of(self.lang, &as_of));
        }
        lines.push(self.dataset.meta.compiled_by.clone());
        lines.retain(|line| !line.is_empty());
        Slide {
            is_cover: true,
            title: self.title(),
            subtitle: self.byline.to_owned(),
            items: Vec::new(),
            source_note: String::new(),
            notes: lines,
            view: None,
            logo: None,
            table: None,
        }
    }

    /// A city on one slide, made from the blocks of its page.
    fn profile(&self, input: &ChartInput<'_>, city: Code) -> Slide {
        let name = self.dataset.name(Field::City, city, self.lang);
        let text = self.text(Chart::TIMELINE, None, input, None);
        let mut subtitle = notes::filter_note(input);
        if let Some(years) = activity_years(input) {
            subtitle = format!("{subtitle} · {years}");
        }
        // Lists of a document are as long as its page lets them be.
        let area = if self.is_document {
            Rect::from_min_size(Pos2::ZERO, vec2(TEXT.x, 1.2 * TEXT.y))
        } else {
            self.frame.body(&subtitle, &text.source_note, text.logo).content
        };
        let mut items = Vec::new();
        for block in profile::blocks(input, (Field::City, city), area, self.theme) {
            let rest =
                if block.title.is_empty() { block.rect } else { self.heading(&block.title, block.rect, &mut items) };
            match block.content {
                profile::BlockContent::Figures(figures) => items.extend(self.figures(&figures, rest)),
                profile::BlockContent::Chart(chart) if self.is_document => {
                    let place = Rect::from_min_size(Pos2::ZERO, layout_size(self.frame.size));
                    items.push(Item::of_chart(chart, None, input, place, self.theme).drawn(input));
                }
                profile::BlockContent::Chart(chart) => items.push(Item::of_chart(chart, None, input, rest, self.theme)),
                profile::BlockContent::Lines(lines) => items.push(self.list(&block.title, &lines, rest)),
            }
        }
        Slide {
            is_cover: false,
            title: Word::city_profile(self.lang, &name),
            subtitle,
            items,
            source_note: text.source_note.clone(),
            notes: notes::of_chart(Chart::PROFILE, None, input, &text),
            view: Some(crate::chart::SavedView::of(Chart::PROFILE, input)),
            logo: None,
            table: None,
        }
    }

    /// A heading at the top of a box; gives what is left of the box.
    fn heading(&self, text: &str, rect: Rect, items: &mut Vec<Item>) -> Rect {
        let font = self.theme.heading();
        let height = profile::heading_height(self.theme);
        let line = Rect::from_min_size(rect.min, vec2(rect.width(), height));
        let shown = self.fitted(text, font, rect.width());
        items.push(text_item(line, text, vec![Paragraph { text: shown, font, color: self.theme.ink }]));
        rect.with_min_y(rect.top() + height)
    }

    fn figures(&self, figures: &[(usize, Word)], row: Rect) -> Vec<Item> {
        let width = row.width() / figures.len() as f32;
        let number = Font { size: (1.7 * self.theme.heading().size).min(0.5 * row.height()), bold: true };
        let item = |(index, &(count, word)): (usize, &(usize, Word))| {
            let rect = Rect::from_min_size(
                pos2(row.left() + index as f32 * width, row.top()),
                vec2(width, row.height() + 8.0),
            );
            let word = word.text(self.lang).to_owned();
            let lines = vec![
                Paragraph { text: grouped(count), font: number, color: self.theme.accent },
                Paragraph {
                    text: self.fitted(&word, self.theme.small(), width - 6.0),
                    font: self.theme.small(),
                    color: self.theme.ink_soft,
                },
            ];
            text_item(rect, &word, lines)
        };
        figures.iter().enumerate().map(item).collect()
    }

    /// Text cut to one line of a slide; a document wraps what is long.
    fn fitted(&self, text: &str, font: Font, width: f32) -> String {
        if self.is_document { text.to_owned() } else { fitted(text, font, width) }
    }

    /// The lines of a block as a table, each cut to one line of the slide: a name, and what stands behind it.
    fn list(&self, title: &str, lines: &[profile::Line], rect: Rect) -> Item {
        if self.is_document {
            let paragraph = |line: &profile::Line| {
                let color = if line.is_soft { self.theme.ink_soft } else { self.theme.ink };
                Paragraph { text: line.whole(), font: profile::line_font(self.theme, line), color }
            };
            return text_item(rect, title, lines.iter().map(paragraph).collect());
        }
        let ruler = Ruler::shipped();
        let cell = |text: String, line: &profile::Line, is_right: bool| {
            let font = profile::line_font(self.theme, line);
            let color = if line.is_soft || is_right { self.theme.ink_soft } else { self.theme.ink };
            TableCell { lines: vec![text], font, color, is_right }
        };
        let tail_of = |line: &profile::Line| {
            let font = with_spare(profile::line_font(self.theme, line));
            MeasureText::width(ruler, line.tail(), font) + 2.0 * INSET + 4.0
        };
        let has_tails = lines.iter().any(|line| !line.tail().is_empty());
        // Names keep most of the room.
        let tails = lines.iter().map(tail_of).fold(0.0, f32::max).min(0.37 * rect.width());
        let tail_width = if has_tails { tails } else { 2.0 * INSET };
        let row = |line: &profile::Line| {
            let font = profile::line_font(self.theme, line);
            let [name, tail] = [(line.text(), rect.width() - tail_width), (line.tail(), tail_width)]
                .map(|(text, width)| fitted(text, font, width - 2.0 * INSET));
            [cell(name, line, false), cell(tail, line, true)]
        };
        let table = SlideTable::of_lines(lines.iter().map(row).collect(), rect.width(), tail_width);
        // Names begin where their heading begins.
        let rect = table.rect(rect.translate(vec2(-INSET, 0.0)));
        let scene = table.scene(rect.size(), self.theme);
        Item { rect, name: title.to_owned(), description: String::new(), content: Content::Table(table, scene) }
    }

    /// Who published what passes of some tables, and how many sources of each, the most first.
    fn publishers(&self, input: &ChartInput<'_>, tables: &[Table]) -> Vec<(&str, usize)> {
        let mut sources = BTreeSet::new();
        for &table in tables {
            let facts = self.dataset.table(table);
            each_list(&facts.sources, input.answer.rows(table), |of_row, _| sources.extend(of_row.iter().copied()));
        }
        let mut publishers = BTreeMap::<&str, usize>::new();
        for &source in &sources {
            let publisher = self.dataset.source(source).publisher;
            let publisher = if publisher.is_empty() { Word::NOT_STATED.text(self.lang) } else { publisher };
            *publishers.entry(publisher).or_default() += 1;
        }
        let mut publishers: Vec<_> = publishers.into_iter().collect();
        publishers.sort_by_key(|&(name, count)| (Reverse(count), name));
        publishers
    }

    /// Who published what the slides rest on, as far as it stands in some tables.
    pub(in crate::export) fn sources(&self, input: &ChartInput<'_>, tables: &[Table]) -> Slide {
        let publishers = self.publishers(input, tables);
        let count: usize = publishers.iter().map(|&(_, count)| count).sum();
        let meta = &self.dataset.meta;
        let mut note: Vec<String> = vec![meta.note.in_lang(self.lang).to_owned()];
        if !meta.licence.is_empty() {
            note.push(format!("{}: {}.", Word::LICENCE_WORD.text(self.lang), meta.licence.trim_end_matches('.')));
        }
        if let Some(as_of) = meta.as_of {
            note.push(Word::as_of(self.lang, &as_of));
        }
        if meta.is_damaged {
            note.insert(0, Word::DAMAGED_STAMP.text(self.lang).to_owned());
        }
        let source_note = note.join(" ").trim().to_owned();
        let counts = [grouped(count), grouped(publishers.len())];
        let subtitle = Word::sources_of_publishers(self.lang, &counts[0], &counts[1]);
        let area = self.frame.body(&subtitle, &source_note, self.logo.map(|logo| logo.pixels)).content;
        let items = self.publisher_columns(&publishers, area, 3);
        let listed = publishers.iter().map(|(name, count)| format!("{name} ({count})")).collect::<Vec<_>>().join("; ");
        let title = Word::SOURCES.text(self.lang).to_owned();
        let notes = vec![listed];
        Slide { is_cover: false, title, subtitle, items, source_note, notes, view: None, logo: None, table: None }
    }

    fn publisher_columns(&self, publishers: &[(&str, usize)], area: Rect, columns: usize) -> Vec<Item> {
        /// In a document.
        const MOST_PUBLISHERS: usize = 60;
        let font = self.theme.small();
        let lines = if self.is_document {
            MOST_PUBLISHERS / columns
        } else {
            ((area.height() / (1.4 * font.size)) as usize).max(1)
        };
        let shown = if publishers.len() > lines * columns { lines * columns - 1 } else { publishers.len() };
        let width = area.width() / columns as f32;
        let line = |text: String| Paragraph { text, font, color: self.theme.ink };
        let mut entries: Vec<Paragraph> = publishers[..shown]
            .iter()
            .map(|(name, count)| {
                let count = if self.is_document { format!(" ({count})") } else { format!("  {count}") };
                let spare = with_spare(font);
                let room = width - 14.0 - MeasureText::width(Ruler::shipped(), &count, spare);
                // A document wraps what is long.
                let name =
                    if self.is_document { (*name).into() } else { ruler::fit(name, spare, room, Ruler::shipped()) };
                line(format!("{name}{count}"))
            })
            .collect();
        if shown < publishers.len() {
            entries.push(line(Word::and_more(self.lang, &grouped(publishers.len() - shown))));
        }
        let title = Word::SOURCES.text(self.lang);
        let place = |column: usize| {
            Rect::from_min_size(area.min + vec2(column as f32 * width, 0.0), vec2(width - 12.0, area.height()))
        };
        let columns = entries.chunks(lines).enumerate();
        columns.map(|(column, lines)| text_item(place(column), title, lines.to_vec())).collect()
    }
}

fn text_item(rect: Rect, name: &str, paragraphs: Vec<Paragraph>) -> Item {
    Item { rect, name: name.to_owned(), description: String::new(), content: Content::Text(paragraphs) }
}

/// "1968–2026".
fn activity_years(input: &ChartInput<'_>) -> Option<String> {
    let facts = input.dataset.table(Table::Activities);
    let years = || input.answer.rows(Table::Activities).iter().filter_map(|row| facts.start(row)).map(Date::year);
    let (first, last) = (years().min()?, years().max()?);
    Some(if first == last { first.to_string() } else { format!("{first}–{last}") })
}
