//! A native chart: its XML with a cache of every cell, and the workbook whose cells equal that cache.

use std::fmt::Write;

use ecolor::Color32;

use super::super::xml::Escaped;
use super::super::{ExportError, xlsx};
use super::draw::{fill_xml, hex, line_xml, properties_xml};
use super::package::Package;
use super::{A, R, damaged};
use crate::chart::{Font, NativeChart, NativeKind, Stroke, Theme};
use crate::words::Lang;

const C: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const CHART_TYPE: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const XLSX_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Puts a chart and its workbook into a package; gives the path of the chart.
pub fn add(
    package: &mut Package,
    native: &NativeChart,
    size: emath::Vec2,
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
        package.put_typed(&path, CHART_TYPE, Writer { native, size, theme, lang }.xml(&workbook_id))?;
        Ok(path)
    };
    put().map_err(|cause| damaged(&cause))
}

struct Writer<'a> {
    native: &'a NativeChart,
    /// In points.
    size: emath::Vec2,
    theme: &'a Theme,
    lang: Lang,
}

impl Writer<'_> {
    fn xml(&self, workbook_id: &str) -> String {
        let (kind, end) = match self.native.kind {
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
            NativeKind::StackedColumn => "<c:gapWidth val=\"16\"/><c:overlap val=\"100\"/>",
            NativeKind::StackedBar => "<c:gapWidth val=\"40\"/><c:overlap val=\"100\"/>",
        };
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<c:chartSpace xmlns:c=\"{C}\" xmlns:a=\"{A}\" xmlns:r=\"{R}\"><c:date1904 val=\"0\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/>{kind}<c:varyColors val=\"0\"/>{series}{after}<c:axId val=\"111111111\"/><c:axId val=\"222222222\"/>{end}{}<c:spPr><a:noFill/></c:spPr></c:plotArea><c:legend><c:legendPos val=\"t\"/><c:overlay val=\"0\"/>{}</c:legend><c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}<c:externalData r:id=\"{workbook_id}\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>",
            self.axes(),
            self.text(self.theme.label(), self.theme.ink_soft),
            self.text(self.theme.label(), self.theme.ink),
        )
    }

    fn series(&self, index: usize) -> String {
        let series = &self.native.series[index];
        let column = column_name(index + 1);
        let last = self.native.categories.len() + 1;
        let mut xml = format!(
            "<c:ser><c:idx val=\"{index}\"/><c:order val=\"{index}\"/><c:tx><c:strRef><c:f>{sheet}!${column}$1</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx>",
            Escaped(&series.name),
            sheet = xlsx::CHART_SHEET,
        );
        if self.native.kind == NativeKind::Line {
            let stroke = line_xml(Stroke::new(2.25, series.color));
            xml.push_str(&format!("<c:spPr>{stroke}</c:spPr><c:marker><c:symbol val=\"none\"/></c:marker>"));
            xml.push_str(&self.end_label(index));
        } else {
            let edge = line_xml(Stroke::new(0.75, self.theme.ground));
            xml.push_str(&format!("<c:spPr>{}{edge}</c:spPr><c:invertIfNegative val=\"0\"/>", fill_xml(series.color)));
            if let Some(partial) = self.native.partial {
                xml.push_str(&format!(
                    "<c:dPt><c:idx val=\"{partial}\"/><c:invertIfNegative val=\"0\"/><c:bubble3D val=\"0\"/><c:spPr><a:pattFill prst=\"wdUpDiag\"><a:fgClr><a:srgbClr val=\"{}\"/></a:fgClr><a:bgClr><a:srgbClr val=\"{}\"/></a:bgClr></a:pattFill>{edge}</c:spPr></c:dPt>",
                    hex(series.color),
                    hex(self.theme.ground)
                ));
            }
            if self.native.kind == NativeKind::StackedBar {
                let ink = self.theme.ink_on(series.color);
                let text = self.text(self.theme.small(), ink);
                // Nothing is written where there is nothing.
                xml.push_str(&format!("<c:dLbls><c:numFmt formatCode=\"#,##0;;\" sourceLinked=\"0\"/><c:spPr><a:noFill/></c:spPr>{text}<c:dLblPos val=\"ctr\"/>{SHOW_VALUE}</c:dLbls>"));
            }
        }
        xml.push_str(&self.categories());
        // Writing to a string never fails.
        let _infallible = write!(
            xml,
            "<c:val><c:numRef><c:f>{}!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"{}\"/>",
            xlsx::CHART_SHEET,
            series.values.len()
        );
        for (at, value) in series.values.iter().enumerate() {
            if let Some(value) = value {
                let _infallible = write!(xml, "<c:pt idx=\"{at}\"><c:v>{value}</c:v></c:pt>");
            }
        }
        xml.push_str("</c:numCache></c:numRef></c:val>");
        if self.native.kind == NativeKind::Line {
            xml.push_str("<c:smooth val=\"0\"/>");
        }
        xml.push_str("</c:ser>");
        xml
    }

    fn categories(&self) -> String {
        let count = self.native.categories.len();
        let place = format!("<c:f>{}!$A$2:$A${}</c:f>", xlsx::CHART_SHEET, count + 1);
        let points = |values: Vec<String>| -> String {
            let point = |(at, value): (usize, &String)| format!("<c:pt idx=\"{at}\"><c:v>{value}</c:v></c:pt>");
            values.iter().enumerate().map(point).collect()
        };
        let count = format!("<c:ptCount val=\"{count}\"/>");
        match self.native.days() {
            Some(days) => {
                let points = points(days.iter().map(ToString::to_string).collect());
                format!(
                    "<c:cat><c:numRef>{place}<c:numCache><c:formatCode>yyyy</c:formatCode>{count}{points}</c:numCache></c:numRef></c:cat>"
                )
            }
            None => {
                let points = points(self.native.categories.iter().map(|name| Escaped(name).to_string()).collect());
                format!("<c:cat><c:strRef>{place}<c:strCache>{count}{points}</c:strCache></c:strRef></c:cat>")
            }
        }
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
        format!(
            "<c:dLbls><c:dLbl><c:idx val=\"{last}\"/><c:spPr><a:noFill/></c:spPr>{text}<c:dLblPos val=\"{place}\"/>{SHOW_VALUE}</c:dLbl>{SHOW_NOTHING}</c:dLbls>"
        )
    }

    fn axes(&self) -> String {
        let is_bar = self.native.kind == NativeKind::StackedBar;
        let value_place = if is_bar { "t" } else { "l" };
        let small = self.text(self.theme.small(), self.theme.ink_soft);
        let grid = line_xml(Stroke::new(0.75, self.theme.grid));
        // What is counted stands in the heading of a small chart.
        let is_small = self.size.y < 220.0;
        let title = if is_bar || is_small { String::new() } else { self.axis_title(&self.native.value_title) };
        format!(
            "{}<c:valAx><c:axId val=\"222222222\"/><c:scaling><c:orientation val=\"minMax\"/><c:min val=\"0\"/></c:scaling><c:delete val=\"{}\"/><c:axPos val=\"{value_place}\"/><c:majorGridlines><c:spPr>{grid}</c:spPr></c:majorGridlines>{title}<c:numFmt formatCode=\"#,##0\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{small}<c:crossAx val=\"111111111\"/><c:crosses val=\"autoZero\"/><c:crossBetween val=\"between\"/></c:valAx>",
            self.category_axis(),
            // The values of bars are written on them.
            u8::from(is_bar),
        )
    }

    fn category_axis(&self) -> String {
        let is_bar = self.native.kind == NativeKind::StackedBar;
        let (place, order, font) =
            if is_bar { ("l", "maxMin", self.theme.label()) } else { ("b", "minMax", self.theme.small()) };
        // Half a slide has room for half the names.
        let every = self.native.label_every * if self.size.x < 480.0 { 2 } else { 1 };
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

/// `A`, `Z`, `AA`.
fn column_name(mut index: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (index % 26) as u8));
        if index < 26 {
            return name;
        }
        index = index / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::column_name;

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        assert_eq!([0, 1, 25, 26, 27, 701, 702].map(column_name), ["A", "B", "Z", "AA", "AB", "ZZ", "AAA"]);
    }
}
