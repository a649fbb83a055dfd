//! The table of speed in the guide: what was measured on databases of several sizes, side by side.
//!
//! Shared by the tool, which writes it, and the test that holds its shape.

use std::collections::BTreeMap;

use city_diplomacy_explorer::words::{Lang, grouped};
use serde::{Deserialize, Serialize};

pub const BEGIN: &str = "<!-- speed -->\n";
pub const END: &str = "<!-- /speed -->";

/// The pages that hold the table, below the root of the project; one that is not there is not asked for.
pub const PAGES: [(&str, Lang); 2] = [("docs/guide.md", Lang::En), ("docs/guide.ko.md", Lang::Ko)];

/// What was measured on one database, by the ids of `ROWS`: one figure, or the median and what 95 of 100 stay below.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Figures {
    pub activities: usize,
    pub processors: usize,
    pub cells: BTreeMap<String, Vec<f64>>,
}

/// A row of the table: its id among the figures, what it says in both languages, and what it should be at a million.
struct RowText(&'static str, &'static str, &'static str, &'static str);

const ROWS: [RowText; 11] = [
    RowText("click", "a click, all facets counted again, ms", "클릭 한 번, 모든 집계를 다시, ms", "1 / 2"),
    RowText("brush", "a step of a brush over years, ms", "연도 범위를 한 걸음 옮김, ms", "0.01"),
    RowText("text", "a text typed on, away from the window, ms", "검색어를 이어서 입력(창과 따로), ms", "15"),
    RowText(
        "frame-click",
        "the frame after a click, all pictures new, down to its triangles, ms",
        "클릭 다음 화면, 모든 그림을 새로, 삼각형까지, ms",
        "6.9",
    ),
    RowText("frame-brush", "the same, brush over years, ms", "같은 것, 연도 범위를 옮긴 뒤, ms", "6.9"),
    RowText(
        "frame-scroll",
        "a frame that scrolls the records by wheel, bar or keys, ms",
        "기록을 휠·막대·키로 넘기는 화면, ms",
        "4",
    ),
    RowText("frame-longest", "the longest of all frames, on any page, ms", "어느 쪽에서든 가장 긴 화면, ms", "50"),
    RowText("indicators", "all indicators, ms", "모든 지표, ms", "50"),
    RowText(
        "opening",
        "reading, building and indexing, after the check for damage, s",
        "읽기·구성·색인(손상 검사 뒤), s",
        "1",
    ),
    RowText("stopping", "asked to stop, opening ended within, ms", "멈추라고 하면 열기가 끝나기까지, ms", "100"),
    RowText(
        "memory",
        "memory an activity beside its text / and of indexes, bytes",
        "활동 하나의 메모리(글 제외) / 색인, 바이트",
        "40",
    ),
];

/// Date, command and table, as Markdown.
pub fn table(measured: &[Figures], date: &str, command: &str, lang: Lang) -> String {
    let processors = measured.first().map_or(0, |figures| figures.processors);
    let (said, what, activities, aim) = match lang {
        Lang::En => (
            format!(
                "Measured on {date} by `{command}`\non a machine with {processors} processors; the files were warm."
            ),
            "median / 95 of 100 below",
            "",
            "aim at 1,000,000",
        ),
        Lang::Ko => (
            format!("{date}, `{command}`로 잼.\n프로세서 {processors}개인 기계, 파일은 이미 읽힌 상태."),
            "중앙값 / 100번 중 95번의 상한",
            "활동 ",
            "1,000,000에서의 목표",
        ),
    };
    let unit = if lang == Lang::En { " activities" } else { "건" };
    let sizes = measured.iter().map(|figures| format!("{activities}{}{unit} |", grouped(figures.activities)));
    let head = format!("{said}\n\n| {what} | {} {aim} |\n", sizes.collect::<Vec<_>>().join(" "));
    let ruler = format!("|{}\n", "---|".repeat(measured.len() + 2));
    let rows = ROWS.map(|RowText(id, en, ko, aim)| {
        let cells = measured.iter().map(|figures| cell(figures.cells.get(id)) + " |");
        let what = if lang == Lang::En { en } else { ko };
        format!("| {what} | {} {aim} |\n", cells.collect::<Vec<_>>().join(" "))
    });
    head + &ruler + &rows.concat()
}

fn cell(figures: Option<&Vec<f64>>) -> String {
    let figures = figures.map(|figures| figures.iter().map(|figure| number(*figure)).collect::<Vec<_>>().join(" / "));
    figures.unwrap_or_else(|| "–".to_owned())
}

/// Two or three digits that say something.
fn number(figure: f64) -> String {
    match figure {
        ..0.1 => format!("{figure:.3}"),
        ..10.0 => format!("{figure:.2}"),
        ..100.0 => format!("{figure:.1}"),
        _ => grouped(figure.round() as usize),
    }
}
