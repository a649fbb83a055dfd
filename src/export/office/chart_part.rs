//! A native chart: its XML with a cache of every cell, and the workbook whose cells equal that cache.

use std::fmt::Write;

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2};

use super::draw::{fill_xml, hex, line_xml, properties_xml};
use super::package::Package;
use super::presentation::damaged;
use super::{A, R};
use crate::chart::{Font, LEAST_NAMED_SHARE, NativeChart, NativeKind, NativePlace, NativeSeries, Stroke, Theme};
use crate::export::ExportError;
use crate::export::formats::xlsx;
use crate::export::xml::Escaped;
use crate::words::Lang;

const C: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
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
    lang: Lang,
) -> Result<String, ExportError> {
    let workbook = xlsx::chart_workbook(native)?;
    let put = || -> Result<String, String> {
        let workbook_path = package.free_path("ppt/embeddings", "Microsoft_Excel_Sheet", "xlsx");
        package.declare_extension("xlsx", XLSX_TYPE)?;
        package.put(&workbook_path, workbook);
        let path = package.free_path("ppt/charts", "chart", "xml");
        // The reference comes first: the chart names its id.
        let workbook_id = package.relate(&path, "package", &workbook_path)?;
        package.put_typed(&path, CHART_TYPE, Writer { native, place, theme, lang }.xml(&workbook_id))?;
        Ok(path)
    };
    put().map_err(|cause| damaged(&cause))
}

struct Writer<'a> {
    native: &'a NativeChart,
    place: &'a NativePlace,
    theme: &'a Theme,
    lang: Lang,
}

impl Writer<'_> {
    fn xml(&self, workbook_id: &str) -> String {
        let (kind, end) = match self.native.kind {
            NativeKind::StackedColumn if self.native.has_shares => {
                ("<c:barChart><c:barDir val=\"col\"/><c:grouping val=\"percentStacked\"/>", "</c:barChart>")
            }
            NativeKind::StackedColumn => {
                ("<c:barChart><c:barDir val=\"col\"/><c:grouping val=\"stacked\"/>", "</c:barChart>")
            }
            NativeKind::StackedBar => {
                ("<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"stacked\"/>", "</c:barChart>")
            }
            NativeKind::Line => ("<c:lineChart><c:grouping val=\"standard\"/>", "</c:lineChart>"),
        };
        let series: String = (0..self.native.series.len()).map(|index| self.series(index)).collect();
        let after = match self.native.kind {
            NativeKind::Line => "<c:marker val=\"1\"/>",
            NativeKind::StackedColumn if self.native.has_shares => "<c:gapWidth val=\"11\"/><c:overlap val=\"100\"/>",
            NativeKind::StackedColumn => "<c:gapWidth val=\"16\"/><c:overlap val=\"100\"/>",
            NativeKind::StackedBar => "<c:gapWidth val=\"40\"/><c:overlap val=\"100\"/>",
        };
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<c:chartSpace xmlns:c=\"{C}\" xmlns:a=\"{A}\" xmlns:r=\"{R}\"><c:date1904 val=\"0\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea>{}{kind}<c:varyColors val=\"0\"/>{series}{after}<c:axId val=\"111111111\"/><c:axId val=\"222222222\"/>{end}{}{}<c:spPr><a:noFill/></c:spPr></c:plotArea>{}<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}<c:externalData r:id=\"{workbook_id}\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>",
            self.layout(),
            self.totals(),
            self.axes(),
            self.legend(),
            self.text(self.theme.label(), self.theme.ink),
        )
    }

    /// Where the bars begin and end, where names beside them rely on it.
    fn layout(&self) -> String {
        let Some(plot) = self.place.plot else { return "<c:layout/>".to_owned() };
        let frame = self.place.frame;
        let (x, y) = ((plot.left() - frame.left()) / frame.width(), (plot.top() - frame.top()) / frame.height());
        let (width, height) = (plot.width() / frame.width(), plot.height() / frame.height());
        format!(
            "<c:layout><c:manualLayout><c:layoutTarget val=\"inner\"/><c:xMode val=\"edge\"/><c:yMode val=\"edge\"/><c:x val=\"{x:.5}\"/><c:y val=\"{y:.5}\"/><c:w val=\"{width:.5}\"/><c:h val=\"{height:.5}\"/></c:manualLayout></c:layout>"
        )
    }

    fn legend(&self) -> String {
        if self.place.plot.is_some() {
            return String::new();
        }
        // The totals are no colour.
        let hidden = if self.has_totals() {
            format!("<c:legendEntry><c:idx val=\"{}\"/><c:delete val=\"1\"/></c:legendEntry>", self.native.series.len())
        } else {
            String::new()
        };
        let text = self.text(self.theme.label(), self.theme.ink_soft);
        format!("<c:legend><c:legendPos val=\"t\"/>{hidden}<c:overlay val=\"0\"/>{text}</c:legend>")
    }

    /// Points to a category.
    fn pitch(&self) -> f32 {
        self.place.plot.unwrap_or(self.place.frame).width() / self.native.categories.len().max(1) as f32
    }

    /// Totals that would touch are not written.
    fn has_totals(&self) -> bool {
        const LEAST_PITCH: f32 = 15.0;
        self.native.kind == NativeKind::StackedColumn && self.native.has_values && self.pitch() >= LEAST_PITCH
    }

    /// The totals over the columns: a line that is not seen, its values written. They follow the cells.
    fn totals(&self) -> String {
        if !self.has_totals() {
            return String::new();
        }
        let index = self.native.series.len();
        let column = xlsx::column_name(index + 1);
        let sheet = xlsx::CHART_SHEET;
        let categories = self.native.categories.len();
        let points = points((0..categories).map(|at| Some(self.native.total(at).to_string())));
        let text = self.text(self.theme.small(), self.theme.ink);
        format!(
            "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/><c:ser><c:idx val=\"{index}\"/><c:order val=\"{index}\"/><c:tx><c:strRef><c:f>{sheet}!${column}$1</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr><a:ln w=\"12700\"><a:noFill/></a:ln></c:spPr><c:marker><c:symbol val=\"none\"/></c:marker><c:dLbls><c:numFmt formatCode=\"#,##0;;\" sourceLinked=\"0\"/><c:spPr><a:noFill/></c:spPr>{text}<c:dLblPos val=\"t\"/>{SHOW_VALUE}</c:dLbls>{}<c:val><c:numRef><c:f>{sheet}!${column}$2:${column}${}</c:f><c:numCache><c:formatCode>General</c:formatCode>{points}</c:numCache></c:numRef></c:val><c:smooth val=\"0\"/></c:ser><c:marker val=\"1\"/><c:axId val=\"111111111\"/><c:axId val=\"222222222\"/></c:lineChart>",
            Escaped(&self.native.value_title),
            self.categories(),
            categories + 1,
        )
    }

    fn series(&self, index: usize) -> String {
        let series = &self.native.series[index];
        let column = xlsx::column_name(index + 1);
        let head = format!(
            "<c:idx val=\"{index}\"/><c:order val=\"{index}\"/><c:tx><c:strRef><c:f>{}!${column}$1</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx>",
            xlsx::CHART_SHEET,
            Escaped(&series.name),
        );
        let (look, end) = match self.native.kind {
            NativeKind::Line => (self.line_look(index), "<c:smooth val=\"0\"/>"),
            NativeKind::StackedColumn | NativeKind::StackedBar => (self.bar_look(index), ""),
        };
        let shares = (0..series.values.len()).map(|at| Some(self.native.share(index, at).to_string()));
        let points = if self.native.has_shares {
            points(shares)
        } else {
            points(series.values.iter().map(|value| value.map(|value| value.to_string())))
        };
        let code = if self.native.has_shares { "0%" } else { "General" };
        let values = format!(
            "<c:val><c:numRef><c:f>{}!${column}$2:${column}${}</c:f><c:numCache><c:formatCode>{code}</c:formatCode>{points}</c:numCache></c:numRef></c:val>",
            xlsx::CHART_SHEET,
            self.native.categories.len() + 1,
        );
        format!("<c:ser>{head}{look}{}{values}{end}</c:ser>", self.categories())
    }

    fn line_look(&self, index: usize) -> String {
        let stroke = line_xml(Stroke::new(2.25, self.native.series[index].color));
        let label = self.end_label(index);
        format!("<c:spPr>{stroke}</c:spPr><c:marker><c:symbol val=\"none\"/></c:marker>{label}")
    }

    fn bar_look(&self, index: usize) -> String {
        let series: &NativeSeries = &self.native.series[index];
        let edge = line_xml(Stroke::new(0.75, self.theme.ground));
        let hatched = self.native.partial.map_or_else(String::new, |partial| {
            format!(
                "<c:dPt><c:idx val=\"{partial}\"/><c:invertIfNegative val=\"0\"/><c:bubble3D val=\"0\"/><c:spPr><a:pattFill prst=\"wdUpDiag\"><a:fgClr><a:srgbClr val=\"{}\"/></a:fgClr><a:bgClr><a:srgbClr val=\"{}\"/></a:bgClr></a:pattFill>{edge}</c:spPr></c:dPt>",
                hex(series.color),
                hex(self.theme.ground)
            )
        });
        let labels = if self.native.kind == NativeKind::StackedBar {
            let text = self.text(self.theme.small(), self.theme.ink_on(series.color));
            // Nothing is written where there is nothing.
            format!(
                "<c:dLbls><c:numFmt formatCode=\"#,##0;;\" sourceLinked=\"0\"/><c:spPr><a:noFill/></c:spPr>{text}<c:dLblPos val=\"ctr\"/>{SHOW_VALUE}</c:dLbls>"
            )
        } else if self.native.has_shares && self.pitch() * 0.9 >= 2.4 * self.theme.small().size {
            let font = Font { bold: true, ..self.theme.small() };
            // Small parts have no room for a number.
            let label = |ground: Color32, ink: Color32| {
                format!(
                    "<c:numFmt formatCode=\"[&gt;={LEAST_NAMED_SHARE}]0%;;\" sourceLinked=\"0\"/><c:spPr>{}</c:spPr>{}<c:dLblPos val=\"ctr\"/>{SHOW_VALUE}",
                    fill_xml(ground),
                    self.text(font, ink)
                )
            };
            // On hatching a number needs a ground of its own.
            let hatched = self.native.partial.filter(|&at| self.native.share(index, at) >= LEAST_NAMED_SHARE);
            let hatched = hatched.map_or_else(String::new, |at| {
                format!("<c:dLbl><c:idx val=\"{at}\"/>{}</c:dLbl>", label(self.theme.ground, self.theme.ink))
            });
            let label = label(Color32::TRANSPARENT, self.theme.ink_on(series.color));
            format!("<c:dLbls>{hatched}{label}</c:dLbls>")
        } else {
            String::new()
        };
        let fill = fill_xml(series.color);
        format!("<c:spPr>{fill}{edge}</c:spPr><c:invertIfNegative val=\"0\"/>{hatched}{labels}")
    }

    fn categories(&self) -> String {
        let place = format!("<c:f>{}!$A$2:$A${}</c:f>", xlsx::CHART_SHEET, self.native.categories.len() + 1);
        if let Some(days) = self.native.days() {
            let points = points(days.iter().map(|day| Some(day.to_string())));
            return format!(
                "<c:cat><c:numRef>{place}<c:numCache><c:formatCode>yyyy</c:formatCode>{points}</c:numCache></c:numRef></c:cat>"
            );
        }
        // A name may have a second line.
        let lines =
            |name: &String| name.split('\n').map(|line| Escaped(line).to_string()).collect::<Vec<_>>().join("&#10;");
        let points = points(self.native.categories.iter().map(|name| Some(lines(name))));
        format!("<c:cat><c:strRef>{place}<c:strCache>{points}</c:strCache></c:strRef></c:cat>")
    }

    /// The last value of a line, written at its end: of two lines, above the first and below the second.
    fn end_label(&self, index: usize) -> String {
        let series = &self.native.series[index];
        let Some(last) = series.values.iter().rposition(Option::is_some) else { return String::new() };
        let place = if index == 0 { "t" } else { "b" };
        // Lines that end in one point need one number.
        if self.native.series[..index].iter().any(|other| other.values.get(last) == series.values.get(last)) {
            return format!("<c:dLbls>{SHOW_NOTHING}</c:dLbls>");
        }
        let text = self.text(self.theme.strong(), self.theme.ink);
        let label = |at: usize, place: &str| {
            format!(
                "<c:dLbl><c:idx val=\"{at}\"/><c:spPr><a:noFill/></c:spPr>{text}<c:dLblPos val=\"{place}\"/>{SHOW_VALUE}</c:dLbl>"
            )
        };
        let begins = series.values.iter().position(|value| value.is_some_and(|value| value > 0.0));
        let first = begins.filter(|&first| self.native.has_values && index == 0 && first < last);
        let first = first.map_or_else(String::new, |first| label(first, "t"));
        format!("<c:dLbls>{first}{}{SHOW_NOTHING}</c:dLbls>", label(last, place))
    }

    fn axes(&self) -> String {
        let is_bar = self.native.kind == NativeKind::StackedBar;
        let value_place = if is_bar { "t" } else { "l" };
        let small = self.text(self.theme.small(), self.theme.ink_soft);
        let grid = line_xml(Stroke::new(0.75, self.theme.grid));
        // What is counted stands in the heading of a small chart.
        let is_small = self.place.frame.height() < 220.0;
        let is_shares = self.native.has_shares;
        // Bars whose parts are named in percent need no axis for it.
        let has_own_numbers = is_bar || is_shares && self.pitch() * 0.9 >= 2.4 * self.theme.small().size;
        let code = if is_shares { "0%" } else { "#,##0" };
        let grid = if is_shares && has_own_numbers {
            String::new()
        } else {
            format!("<c:majorGridlines><c:spPr>{grid}</c:spPr></c:majorGridlines>")
        };
        let title =
            if is_bar || is_small || is_shares { String::new() } else { self.axis_title(&self.native.value_title) };
        format!(
            "{}<c:valAx><c:axId val=\"222222222\"/><c:scaling><c:orientation val=\"minMax\"/><c:min val=\"0\"/></c:scaling><c:delete val=\"{}\"/><c:axPos val=\"{value_place}\"/>{grid}{title}<c:numFmt formatCode=\"{code}\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{small}<c:crossAx val=\"111111111\"/><c:crosses val=\"autoZero\"/><c:crossBetween val=\"between\"/></c:valAx>",
            self.category_axis(),
            // The values of bars are written on them.
            u8::from(has_own_numbers),
        )
    }

    fn category_axis(&self) -> String {
        let is_bar = self.native.kind == NativeKind::StackedBar;
        let (place, order, font) =
            if is_bar { ("l", "maxMin", self.theme.label()) } else { ("b", "minMax", self.theme.small()) };
        // Half a slide has room for half the names.
        let every = self.native.label_every * if self.place.frame.width() < 480.0 { 2 } else { 1 };
        let is_dated = self.native.days().is_some();
        let (tag, format) = if is_dated { ("c:dateAx", "yyyy") } else { ("c:catAx", "General") };
        let end = if is_dated {
            format!(
                "<c:lblOffset val=\"60\"/><c:baseTimeUnit val=\"years\"/><c:majorUnit val=\"{every}\"/><c:majorTimeUnit val=\"years\"/>"
            )
        } else {
            format!(
                "<c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"60\"/><c:tickLblSkip val=\"{every}\"/><c:tickMarkSkip val=\"{every}\"/><c:noMultiLvlLbl val=\"1\"/>"
            )
        };
        format!(
            "<{tag}><c:axId val=\"111111111\"/><c:scaling><c:orientation val=\"{order}\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"{place}\"/><c:numFmt formatCode=\"{format}\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/><c:spPr>{}</c:spPr>{}<c:crossAx val=\"222222222\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/>{end}</{tag}>",
            line_xml(Stroke::new(1.0, self.theme.border)),
            self.text(font, self.theme.ink_soft),
        )
    }

    fn axis_title(&self, title: &str) -> String {
        let properties = properties_xml("a:rPr", self.theme.small(), self.theme.ink_soft, self.lang);
        format!(
            "<c:title><c:tx><c:rich><a:bodyPr rot=\"-5400000\" vert=\"horz\"/><a:lstStyle/><a:p><a:r>{properties}<a:t>{}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>",
            Escaped(title)
        )
    }

    fn text(&self, font: Font, color: Color32) -> String {
        format!(
            "<c:txPr><a:bodyPr rot=\"0\" vert=\"horz\"/><a:lstStyle/><a:p><a:pPr>{}</a:pPr><a:endParaRPr/></a:p></c:txPr>",
            properties_xml("a:defRPr", font, color, self.lang)
        )
    }
}

const SHOW_VALUE: &str = "<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>";
const SHOW_NOTHING: &str = "<c:showLegendKey val=\"0\"/><c:showVal val=\"0\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>";

/// The cached cells of a row or column; an empty one has no point.
fn points(values: impl ExactSizeIterator<Item = Option<String>>) -> String {
    let mut xml = format!("<c:ptCount val=\"{}\"/>", values.len());
    for (at, value) in values.enumerate() {
        if let Some(value) = value {
            // Writing to a string never fails.
            let _infallible = write!(xml, "<c:pt idx=\"{at}\"><c:v>{value}</c:v></c:pt>");
        }
    }
    xml
}
