//! A native chart: its XML with a cache of every cell, and the workbook whose cells equal that cache.

mod axes;

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2};

use super::chart_cells::{CHART_SHEET, chart_workbook, column_name, interval_column};
use super::drawing::{Typing, fill, line, no_line, properties, rgb, setting};
use super::package::Package;
use super::{A, R};
use crate::chart::{Font, LEAST_NAMED_SHARE, NativeChart, NativeKind, NativePlace, NativeSeries, Stroke, Theme};
use crate::export::error::ExportError;
use crate::export::xml::{Element, element};

/// The namespace of charts.
pub const C: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const CHART_TYPE: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const XLSX_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The place of a chart that has its box to itself.
pub fn whole(size: Vec2) -> NativePlace {
    NativePlace { frame: Rect::from_min_size(Pos2::ZERO, size), plot: None, beside: 0..0 }
}

/// Puts a chart and its workbook into a package; gives the path of the chart.
pub fn add(
    package: &mut Package,
    native: &NativeChart,
    place: &NativePlace,
    theme: &Theme,
    typing: Typing,
) -> Result<String, ExportError> {
    let workbook = chart_workbook(native)?;
    let workbook_path = package.free_path("ppt/embeddings", "Microsoft_Excel_Sheet", "xlsx");
    package.declare_extension("xlsx", XLSX_TYPE)?;
    package.put(&workbook_path, workbook);
    let path = package.free_path("ppt/charts", "chart", "xml");
    // The reference comes first: the chart names its id.
    let workbook_id = package.relate(&path, "package", &workbook_path)?;
    package.put_typed(&path, CHART_TYPE, ChartPart { native, place, theme, typing }.root(&workbook_id).file())?;
    Ok(path)
}

/// A chart on its way into XML.
struct ChartPart<'a> {
    native: &'a NativeChart,
    place: &'a NativePlace,
    theme: &'a Theme,
    typing: Typing,
}

impl ChartPart<'_> {
    fn root(&self, workbook_id: &str) -> Element {
        let plot = element("c:plotArea")
            .child(self.layout())
            .child(self.bars_or_lines())
            .children(self.totals())
            .children(axes::of(self))
            .child(element("c:spPr").child(element("a:noFill")));
        let chart = element("c:chart")
            .child(setting("c:autoTitleDeleted", 1))
            .child(plot)
            .children(self.legend())
            .child(setting("c:plotVisOnly", 1))
            .child(setting("c:dispBlanksAs", "gap"));
        element("c:chartSpace")
            .attr("xmlns:c", C)
            .attr("xmlns:a", A)
            .attr("xmlns:r", R)
            .child(setting("c:date1904", 0))
            .child(setting("c:roundedCorners", 0))
            .child(chart)
            .child(element("c:spPr").child(element("a:noFill")).child(no_line()))
            .child(self.text(self.theme.label(), self.theme.ink))
            .child(element("c:externalData").attr("r:id", workbook_id).child(setting("c:autoUpdate", 0)))
    }

    fn bars_or_lines(&self) -> Element {
        let bars = |direction: &str, grouping: &str| {
            element("c:barChart").child(setting("c:barDir", direction)).child(setting("c:grouping", grouping))
        };
        let gap = |width: u32| vec![setting("c:gapWidth", width), setting("c:overlap", 100)];
        let (chart, after) = match self.native.kind {
            NativeKind::StackedColumn if self.native.has_shares => (bars("col", "percentStacked"), gap(11)),
            NativeKind::StackedColumn => (bars("col", "stacked"), gap(self.gap_between_columns())),
            NativeKind::StackedBar => (bars("bar", "stacked"), gap(40)),
            NativeKind::Bar => (bars("bar", "clustered"), vec![setting("c:gapWidth", self.gap_between_bars())]),
            NativeKind::Line | NativeKind::PointedLine => {
                (element("c:lineChart").child(setting("c:grouping", "standard")), vec![setting("c:marker", 1)])
            }
        };
        chart
            .child(setting("c:varyColors", 0))
            .children((0..self.native.series.len()).map(|index| self.series(index)))
            .children(after)
            .children(axes::ids())
    }

    /// The same between bars beside each other, which need room for their intervals too.
    fn gap_between_bars(&self) -> u32 {
        match self.native.categories.len() {
            0..=3 => 160,
            4..=6 => 90,
            _ => 50,
        }
    }

    /// The room between columns, in percent of their width: few of them stay as slim as a dozen would be.
    fn gap_between_columns(&self) -> u32 {
        const USUAL: f32 = 16.0;
        const MOST: f32 = 500.0;
        let pitches = 12.0 / self.native.categories.len().max(1) as f32;
        (((100.0 + USUAL) * pitches - 100.0).clamp(USUAL, MOST)) as u32
    }

    /// Where the bars begin and end, where names beside them rely on it.
    fn layout(&self) -> Element {
        let Some(plot) = self.place.plot else { return element("c:layout") };
        let frame = self.place.frame;
        let (x, y) = ((plot.left() - frame.left()) / frame.width(), (plot.top() - frame.top()) / frame.height());
        let (width, height) = (plot.width() / frame.width(), plot.height() / frame.height());
        let part = |name, part: f32| setting(name, format!("{part:.5}"));
        let manual = element("c:manualLayout").children([
            setting("c:layoutTarget", "inner"),
            setting("c:xMode", "edge"),
            setting("c:yMode", "edge"),
            part("c:x", x),
            part("c:y", y),
            part("c:w", width),
            part("c:h", height),
        ]);
        element("c:layout").child(manual)
    }

    fn legend(&self) -> Option<Element> {
        // A low chart needs its height for the bars, and one series is named by the title.
        let is_low = self.place.frame.height() < 11.0 * self.theme.label().size;
        let is_found = matches!(self.native.kind, NativeKind::Bar | NativeKind::PointedLine);
        if self.place.plot.is_some() || is_low || is_found && self.native.series.len() == 1 {
            return None;
        }
        // The totals are no colour.
        let hidden = self.has_totals().then(|| {
            let index = setting("c:idx", self.native.series.len());
            element("c:legendEntry").child(index).child(setting("c:delete", 1))
        });
        let legend = element("c:legend")
            .child(setting("c:legendPos", "t"))
            .children(hidden)
            .child(setting("c:overlay", 0))
            .child(self.text(self.theme.label(), self.theme.ink_soft));
        Some(legend)
    }

    /// Points to a category.
    fn pitch(&self) -> f32 {
        self.place.plot.unwrap_or(self.place.frame).width() / self.native.categories.len().max(1) as f32
    }

    /// Whether a share can be written into each column.
    fn has_room_for_shares(&self) -> bool {
        self.pitch() * 0.9 >= 2.4 * self.theme.small().size
    }

    /// Totals that would touch are not written.
    fn has_totals(&self) -> bool {
        const LEAST_PITCH: f32 = 15.0;
        self.native.kind == NativeKind::StackedColumn && self.native.has_values && self.pitch() >= LEAST_PITCH
    }

    /// The totals over the columns: a line that is not seen, its values written. They follow the cells.
    fn totals(&self) -> Option<Element> {
        if !self.has_totals() {
            return None;
        }
        let index = self.native.series.len();
        let totals = (0..self.native.categories.len()).map(|at| Some(self.native.total(at).to_string()));
        let unseen = element("a:ln").attr("w", 12700).child(element("a:noFill"));
        let labels = count_labels(self.text(self.theme.small(), self.theme.ink), "t");
        let series = element("c:ser")
            .children(series_head(index, &self.native.value_title))
            .child(element("c:spPr").child(unseen))
            .child(no_marker())
            .child(labels)
            .child(self.categories())
            .child(self.values(index, "General", points(totals)))
            .child(setting("c:smooth", 0));
        let chart = element("c:lineChart")
            .child(setting("c:grouping", "standard"))
            .child(setting("c:varyColors", 0))
            .child(series)
            .child(setting("c:marker", 1))
            .children(axes::ids());
        Some(chart)
    }

    fn series(&self, index: usize) -> Element {
        let values = &self.native.series[index].values;
        let points = if self.native.has_shares {
            points((0..values.len()).map(|at| Some(self.native.share(index, at).to_string())))
        } else {
            points(values.iter().map(|value| value.map(|value| value.to_string())))
        };
        let (look, end) = match self.native.kind {
            NativeKind::Line | NativeKind::PointedLine => (self.line_look(index), Some(setting("c:smooth", 0))),
            NativeKind::StackedColumn | NativeKind::StackedBar | NativeKind::Bar => (self.bar_look(index), None),
        };
        let code = if self.native.has_shares || self.native.is_percent { "0%" } else { "General" };
        element("c:ser")
            .children(series_head(index, &self.native.series[index].name))
            .children(look)
            .children(self.error_bars(index))
            .child(self.categories())
            .child(self.values(index, code, points))
            .children(end)
    }

    /// The intervals of a series: how far they reach above and below each value, in cells of their own.
    fn error_bars(&self, index: usize) -> Option<Element> {
        let series = &self.native.series[index];
        let column = interval_column(self.native, index)?;
        let side = |name, side: usize| {
            let last = self.native.categories.len() + 1;
            let letters = column_name(column + 1 - side);
            let place = format!("{CHART_SHEET}!${letters}$2:${letters}${last}");
            let reach = |at: usize| series.reach(at).map(|reach| reach[side].to_string());
            element(name).child(numbers(&place, "General", points((0..series.values.len()).map(reach))))
        };
        let color = if self.native.kind == NativeKind::Bar { self.theme.ink_soft } else { series.color };
        let direction = self.native.kind.is_line().then(|| setting("c:errDir", "y"));
        let bars = element("c:errBars")
            .children(direction)
            .child(setting("c:errBarType", "both"))
            .child(setting("c:errValType", "cust"))
            .child(setting("c:noEndCap", 0))
            .children([side("c:plus", 1), side("c:minus", 0)])
            .child(element("c:spPr").child(line(Stroke::new(1.25, color))));
        Some(bars)
    }

    /// The values of a series: where they lie, and what they were.
    fn values(&self, index: usize, code: &str, points: Vec<Element>) -> Element {
        let (column, last) = (column_name(index + 1), self.native.categories.len() + 1);
        let place = format!("{CHART_SHEET}!${column}$2:${column}${last}");
        element("c:val").child(numbers(&place, code, points))
    }

    fn line_look(&self, index: usize) -> Vec<Element> {
        let series = &self.native.series[index];
        let stroke = line(Stroke::new(2.25, series.color));
        if self.native.kind == NativeKind::Line {
            let mut look = vec![element("c:spPr").child(stroke), no_marker()];
            look.extend(self.end_labels(index));
            return look;
        }
        let marker = |ground: Color32| {
            let look = element("c:spPr").child(fill(ground)).child(line(Stroke::new(1.5, series.color)));
            let (symbol, size) = (setting("c:symbol", "circle"), setting("c:size", 7));
            element("c:marker").children([symbol, size, look])
        };
        let mut look = vec![element("c:spPr").child(stroke.clone()), marker(series.color)];
        look.extend(series.hollow.iter().map(|&at| {
            element("c:dPt")
                .child(setting("c:idx", at))
                .child(marker(self.theme.ground))
                .child(setting("c:bubble3D", 0))
                .child(element("c:spPr").child(stroke.clone()))
        }));
        look
    }

    fn bar_look(&self, index: usize) -> Vec<Element> {
        let series: &NativeSeries = &self.native.series[index];
        let edge = || line(Stroke::new(0.75, self.theme.ground));
        let mut look =
            vec![element("c:spPr").child(fill(series.color)).child(edge()), setting("c:invertIfNegative", 0)];
        look.extend(self.native.partial.map(|partial| {
            let hatching = element("a:pattFill")
                .attr("prst", "wdUpDiag")
                .child(element("a:fgClr").child(rgb(series.color)))
                .child(element("a:bgClr").child(rgb(self.theme.ground)));
            element("c:dPt")
                .child(setting("c:idx", partial))
                .child(setting("c:invertIfNegative", 0))
                .child(setting("c:bubble3D", 0))
                .child(element("c:spPr").child(hatching).child(edge()))
        }));
        let own = |at: usize| series.own_colors.get(at).copied().unwrap_or(series.color);
        let is_own = |at: &usize| series.hollow.contains(at) || own(*at) != series.color;
        look.extend((0..series.values.len()).filter(is_own).map(|at| {
            let is_hollow = series.hollow.contains(&at);
            let ground = if is_hollow { self.theme.ground } else { own(at) };
            let rim = if is_hollow { line(Stroke::new(1.25, own(at))) } else { edge() };
            element("c:dPt")
                .child(setting("c:idx", at))
                .child(setting("c:invertIfNegative", 0))
                .child(setting("c:bubble3D", 0))
                .child(element("c:spPr").child(fill(ground)).child(rim))
        }));
        if self.native.kind == NativeKind::StackedBar {
            look.push(count_labels(self.text(self.theme.small(), self.theme.ink_on(series.color)), "ctr"));
        } else if self.native.has_shares && self.has_room_for_shares() {
            look.push(self.share_labels(index));
        }
        look
    }

    /// The share written into each column of a series.
    fn share_labels(&self, index: usize) -> Element {
        let font = Font { bold: true, ..self.theme.small() };
        let label = |ground: Color32, ink: Color32| {
            // Small parts have no room for a number.
            let code = format!("[>={LEAST_NAMED_SHARE}]0%;;");
            let look = element("c:spPr").child(fill(ground));
            written(vec![number_format(&code), look, self.text(font, ink)], "ctr")
        };
        // On hatching a number needs a ground of its own.
        let hatched = self.native.partial.filter(|&at| self.native.share(index, at) >= LEAST_NAMED_SHARE);
        let hatched = hatched
            .map(|at| element("c:dLbl").child(setting("c:idx", at)).children(label(self.theme.ground, self.theme.ink)));
        let ink = self.theme.ink_on(self.native.series[index].color);
        element("c:dLbls").children(hatched).children(label(Color32::TRANSPARENT, ink))
    }

    fn categories(&self) -> Element {
        let place = format!("{CHART_SHEET}!$A$2:$A${}", self.native.categories.len() + 1);
        if let Some(days) = self.native.days() {
            let points = points(days.iter().map(|day| Some(day.to_string())));
            return element("c:cat").child(numbers(&place, "yyyy", points));
        }
        // A name may have a second line.
        let points = points(self.native.categories.iter().map(|name| Some(name.clone())));
        element("c:cat").child(texts(&place, points))
    }

    /// The last value of a line, written at its end: of two lines, above the first and below the second.
    fn end_labels(&self, index: usize) -> Option<Element> {
        let series = &self.native.series[index];
        let last = series.values.iter().rposition(Option::is_some)?;
        // Lines that end in one point need one number.
        if self.native.series[..index].iter().any(|other| other.values.get(last) == series.values.get(last)) {
            return Some(element("c:dLbls").children(show(false)));
        }
        let label = |at: usize, place: &str| {
            let look = element("c:spPr").child(element("a:noFill"));
            let text = self.text(self.theme.strong(), self.theme.ink);
            element("c:dLbl").child(setting("c:idx", at)).children(written(vec![look, text], place))
        };
        let begins = series.values.iter().position(|value| value.is_some_and(|value| value > 0.0));
        let first = begins.filter(|&first| self.native.has_values && index == 0 && first < last);
        let labels = element("c:dLbls")
            .children(first.map(|first| label(first, "t")))
            .child(label(last, if index == 0 { "t" } else { "b" }))
            .children(show(false));
        Some(labels)
    }

    /// How the text of a part of the chart looks.
    fn text(&self, font: Font, color: Color32) -> Element {
        let look = element("a:pPr").child(properties("a:defRPr", font, color, self.typing));
        element("c:txPr")
            .child(element("a:bodyPr").attr("rot", 0).attr("vert", "horz"))
            .child(element("a:lstStyle"))
            .child(element("a:p").child(look).child(element("a:endParaRPr")))
    }
}

/// The rank of a series and its name, which stands over its column.
fn series_head(index: usize, name: &str) -> [Element; 3] {
    let place = format!("{CHART_SHEET}!${}$1", column_name(index + 1));
    let name = element("c:tx").child(texts(&place, points(std::iter::once(Some(name.replace('\n', " "))))));
    [setting("c:idx", index), setting("c:order", index), name]
}

fn no_marker() -> Element {
    element("c:marker").child(setting("c:symbol", "none"))
}

/// The counts on bars; nothing is written where there is nothing.
fn count_labels(text: Element, place: &str) -> Element {
    let look = element("c:spPr").child(element("a:noFill"));
    element("c:dLbls").children(written(vec![number_format("#,##0;;"), look, text], place))
}

/// A label that shows its value, and where.
fn written(mut label: Vec<Element>, place: &str) -> Vec<Element> {
    label.push(setting("c:dLblPos", place));
    label.extend(show(true));
    label
}

/// Which of the things that a label could show it does.
fn show(is_value: bool) -> [Element; 6] {
    [
        setting("c:showLegendKey", 0),
        setting("c:showVal", u8::from(is_value)),
        setting("c:showCatName", 0),
        setting("c:showSerName", 0),
        setting("c:showPercent", 0),
        setting("c:showBubbleSize", 0),
    ]
}

/// How a number is written.
fn number_format(code: &str) -> Element {
    element("c:numFmt").attr("formatCode", code).attr("sourceLinked", 0)
}

/// Cells with numbers: where they lie, and what they were.
fn numbers(place: &str, code: &str, points: Vec<Element>) -> Element {
    let cache = element("c:numCache").child(element("c:formatCode").text(code)).children(points);
    element("c:numRef").child(element("c:f").text(place)).child(cache)
}

/// Cells with text: where they lie, and what they were.
fn texts(place: &str, points: Vec<Element>) -> Element {
    element("c:strRef").child(element("c:f").text(place)).child(element("c:strCache").children(points))
}

/// The cached cells of a row or column; an empty one has no point.
fn points(values: impl ExactSizeIterator<Item = Option<String>>) -> Vec<Element> {
    let count = setting("c:ptCount", values.len());
    let point = |(at, value): (usize, Option<String>)| {
        Some(element("c:pt").attr("idx", at).child(element("c:v").lines(&value?)))
    };
    std::iter::once(count).chain(values.enumerate().filter_map(point)).collect()
}
