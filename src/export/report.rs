//! A deck as a document to read: headings, pictures with their captions, tables of numbers, lists. What word processors are
//! given, before it is a file of any of them.

use emath::{Vec2, vec2};

use super::office::slide::{Content, Item, Paragraph, Slide};
use super::printed::{PrintedTable, placed_size_of};
use super::{Deck, ExportError, Logo, PaperSize, formats::png};
use crate::chart::{Cell, NumberTable, SavedView, Scene, Theme};
use crate::words::{Lang, Word, grouped};

/// Pixels to the inch of a picture where it stands.
const DPI: f32 = 240.0;

/// A document.
pub struct Report<'a> {
    /// Its title.
    pub title: &'a str,
    /// What stands under the title, a paragraph each.
    pub subtitle: Vec<&'a str>,
    /// The language of its words.
    pub lang: Lang,
    /// What stands in the head of each page.
    pub logo: Option<&'a Logo>,
    /// What follows, in the order of reading.
    pub blocks: Vec<Block>,
    /// The view that made its first figure.
    pub view: Option<&'a SavedView>,
}

/// One thing in a document.
#[derive(Debug)]
pub enum Block {
    /// A heading of level 1, 2 or 3.
    Heading(u8, String),
    /// A paragraph that stays with what follows it.
    Text(String),
    /// A paragraph in smaller type: where numbers come from.
    Note(String),
    /// A picture with its caption, numbered from 1.
    Figure(Figure),
    /// Numbers with their caption; without one, they are part of what stands around them.
    Table(PrintedTable, Option<Caption>),
    /// Entries, each on a line of its own.
    List(Vec<String>),
}

/// A picture in a document.
#[derive(Debug)]
pub struct Figure {
    /// The bytes of a PNG.
    pub png: Vec<u8>,
    /// How large it stands on the page, in points.
    pub size: Vec2,
    /// What a person who cannot see it is told.
    pub alt: String,
    /// What stands under it.
    pub caption: Caption,
}

/// What stands with a figure or a table.
#[derive(Debug)]
pub struct Caption {
    /// "Figure", "표": what is counted.
    pub label: &'static str,
    /// Which of those.
    pub number: usize,
    /// What it is.
    pub text: String,
}

impl Caption {
    /// "Figure 1. Activities over time".
    pub fn whole(&self) -> String {
        format!("{} {}. {}", self.label, self.number, self.text)
    }
}

impl<'a> Report<'a> {
    /// A section for each slide; the first slide gives the title, and so does the only chart there is.
    ///
    /// # Errors
    /// [`ExportError::Draw`] where a picture cannot be drawn.
    pub fn of(deck: &'a Deck) -> Result<Self, ExportError> {
        let (cover, slides) = match deck.slides.split_first() {
            Some((first, rest)) if first.is_cover => (Some(first), rest),
            _ => (None, &deck.slides[..]),
        };
        let mut subtitle: Vec<&str> = Vec::new();
        if let Some(cover) = cover {
            subtitle.push(&cover.subtitle);
            subtitle.extend(cover.notes.iter().map(String::as_str));
        } else if let Some(first) = slides.first() {
            subtitle.push(&first.subtitle);
        }
        subtitle.retain(|line| !line.is_empty());
        let mut writer = Writer { lang: deck.lang, theme: &deck.theme, blocks: Vec::new(), figures: 0, tables: 0 };
        let mut is_in_chapter = false;
        for (number, slide) in slides.iter().enumerate() {
            // Whose title is that of the whole document says it no second time.
            if number > 0 || cover.is_some() {
                let is_chapter = slide.items.len() != 1 || slide.view.is_none();
                is_in_chapter = is_chapter && slide.view.is_some() || is_in_chapter && !is_chapter;
                writer
                    .blocks
                    .push(Block::Heading(if is_in_chapter && !is_chapter { 2 } else { 1 }, slide.title.clone()));
                writer.text(&slide.subtitle);
            }
            writer.section(slide)?;
        }
        let (logo, view) = (
            deck.slides.iter().find_map(|slide| slide.logo.as_ref()),
            deck.slides.iter().find_map(|slide| slide.view.as_ref()),
        );
        Ok(Self { title: &deck.title, subtitle, lang: deck.lang, logo, blocks: writer.blocks, view })
    }
}

/// Blocks on their way into a report.
struct Writer<'a> {
    lang: Lang,
    theme: &'a Theme,
    blocks: Vec<Block>,
    figures: usize,
    tables: usize,
}

impl Writer<'_> {
    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.blocks.push(Block::Text(text.to_owned()));
        }
    }

    /// What a slide shows, without its title.
    fn section(&mut self, slide: &Slide) -> Result<(), ExportError> {
        let is_single = slide.items.len() == 1;
        let is_list_of_sources = slide.view.is_none();
        if is_list_of_sources {
            self.note(&slide.source_note);
        }
        let mut pairs = Vec::new();
        for item in &slide.items {
            if let Some(pair) = pair(item) {
                pairs.push(pair);
                continue;
            }
            self.headline(&mut pairs);
            match &item.content {
                Content::Text(paragraphs) => self.words(item, paragraphs),
                Content::Chart(_, drawn) | Content::Table(_, drawn) | Content::Drawn(drawn) => {
                    let caption = if is_single { &slide.title } else { &item.name };
                    self.figure(drawn, &item.description, caption)?;
                }
            }
        }
        self.headline(&mut pairs);
        if !is_list_of_sources {
            self.note(&slide.source_note);
        }
        if let Some(table) = slide.table.as_ref().filter(|table| !table.table.rows.is_empty()) {
            self.tables += 1;
            let text = Word::numbers_of(self.lang, &slide.title);
            let caption = Caption { label: Word::TABLE_LABEL.text(self.lang), number: self.tables, text };
            self.blocks.push(Block::Table(table.clone(), Some(caption)));
            self.left_out(table);
        }
        Ok(())
    }

    fn note(&mut self, text: &str) {
        if !text.is_empty() {
            self.blocks.push(Block::Note(text.to_owned()));
        }
    }

    fn left_out(&mut self, table: &PrintedTable) {
        let said = [(table.rows_left_out, Word::ROWS_LEFT_OUT), (table.columns_left_out, Word::COLUMNS_LEFT_OUT)];
        let said = said.into_iter().filter(|&(count, _)| count > 0);
        let said: Vec<String> =
            said.map(|(count, word)| format!("{} {}", word.text(self.lang), grouped(count))).collect();
        if !said.is_empty() {
            self.note(&Word::left_out_of_table(self.lang, &said.join(", ")));
        }
    }

    /// Headline figures that were met one by one, as a table of one row.
    fn headline(&mut self, pairs: &mut Vec<(String, Cell)>) {
        if !pairs.is_empty() {
            let (columns, cells) = std::mem::take(pairs).into_iter().unzip();
            let table = PrintedTable::of(NumberTable { columns, rows: vec![cells] }, false);
            self.blocks.push(Block::Table(table, None));
        }
    }

    fn words(&mut self, item: &Item, paragraphs: &[Paragraph]) {
        match paragraphs {
            [heading] if heading.font.bold && heading.text == item.name => {
                self.blocks.push(Block::Heading(3, heading.text.clone()));
            }
            [] => {}
            lines => {
                let lines = lines.iter().map(|line| line.text.clone());
                // Lists that stand side by side on a slide are one.
                if let Some(Block::List(list)) = self.blocks.last_mut() {
                    list.extend(lines);
                } else {
                    self.blocks.push(Block::List(lines.collect()));
                }
            }
        }
    }

    fn figure(&mut self, drawn: &Scene, description: &str, caption: &str) -> Result<(), ExportError> {
        // Dark pictures keep their ground on white paper, and a margin of it.
        let margin = if self.theme.dark { vec2(14.0, 14.0) } else { Vec2::ZERO };
        let mut scene = Scene::new(drawn.size + 2.0 * margin, self.theme.ground);
        scene.append(drawn.clone(), margin);
        let size = placed_size_of(scene.size);
        let pixels = [size.x, size.y].map(|points| (points / 72.0 * DPI).round().max(1.0) as u32);
        let png = png::of_scene(&scene, self.lang, PaperSize { points: size, pixels })?;
        self.figures += 1;
        let label = Word::FIGURE_LABEL.text(self.lang);
        let caption = Caption { label, number: self.figures, text: caption.to_owned() };
        self.blocks.push(Block::Figure(Figure { png, size, alt: description.to_owned(), caption }));
        Ok(())
    }
}

/// A headline figure of a profile: what it counts, and how many.
fn pair(item: &Item) -> Option<(String, Cell)> {
    let Content::Text(paragraphs) = &item.content else { return None };
    let [number, word] = &paragraphs[..] else { return None };
    let is_pair = number.font.bold && word.text == item.name;
    is_pair.then(|| {
        let count = number.text.replace(',', "").parse().map_or(Cell::Text(number.text.clone()), Cell::Number);
        (word.text.clone(), count)
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A table too wide for an upright page, with what stands around it.
    pub(in crate::export) fn wide() -> Report<'static> {
        let columns: Vec<String> = (0..12).map(|column| format!("Column {column}")).collect();
        let rows = vec![columns.iter().map(|_| Cell::count(123_456)).collect()];
        let table = PrintedTable::of(NumberTable { columns, rows }, false);
        assert!(table.is_wide);
        let caption = Caption { label: "Table", number: 1, text: "all".to_owned() };
        let text = |text: &str| Block::Text(text.to_owned());
        let blocks =
            vec![text("before"), Block::Table(table, Some(caption)), Block::Note("n".to_owned()), text("after")];
        Report { title: "도시", subtitle: Vec::new(), lang: Lang::Ko, logo: None, blocks, view: None }
    }
}
