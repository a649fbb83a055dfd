//! The two axes of a native chart.

use super::{ChartPart, number_format};
use crate::chart::{NativeKind, Stroke};
use crate::export::office::drawing::{line, no_line, properties, setting};
use crate::export::xml::{Element, element};

const CATEGORIES: u32 = 111_111_111;
const VALUES: u32 = 222_222_222;

/// What bars or lines name their axes by.
pub fn ids() -> [Element; 2] {
    [setting("c:axId", CATEGORIES), setting("c:axId", VALUES)]
}

/// That of the categories and that of the values.
pub fn of(part: &ChartPart<'_>) -> [Element; 2] {
    [category_axis(part), value_axis(part)]
}

fn value_axis(part: &ChartPart<'_>) -> Element {
    let (native, theme) = (part.native, part.theme);
    let is_bar = native.kind.is_bar();
    // What is counted stands in the heading of a small chart.
    let is_small = part.place.frame.height() < 220.0;
    let is_shares = native.has_shares;
    // Bars whose parts are named in percent need no axis for it; the values of bars are written on them.
    let has_own_numbers = native.kind == NativeKind::StackedBar || is_shares && part.has_room_for_shares();
    let grid = (!(is_shares && has_own_numbers)).then(|| {
        let look = element("c:spPr").child(line(Stroke::new(0.75, theme.grid)));
        element("c:majorGridlines").child(look)
    });
    let title = (!(is_bar || is_small || is_shares || native.is_percent)).then(|| title(part));
    let highest = native.highest_share().map(|highest| setting("c:max", highest));
    let scaling =
        element("c:scaling").child(setting("c:orientation", "minMax")).children(highest).child(setting("c:min", 0));
    element("c:valAx")
        .child(setting("c:axId", VALUES))
        .child(scaling)
        .child(setting("c:delete", u8::from(has_own_numbers)))
        .child(setting("c:axPos", if is_bar { "t" } else { "l" }))
        .children(grid)
        .children(title)
        .child(number_format(if is_shares || native.is_percent { "0%" } else { "#,##0" }))
        .children(no_ticks())
        .child(setting("c:tickLblPos", "nextTo"))
        .child(element("c:spPr").child(no_line()))
        .child(part.text(theme.small(), theme.ink_soft))
        .children(crossing(CATEGORIES))
        .child(setting("c:crossBetween", "between"))
}

fn category_axis(part: &ChartPart<'_>) -> Element {
    let (native, theme) = (part.native, part.theme);
    let is_bar = native.kind.is_bar();
    let (place, order, font) = if is_bar { ("l", "maxMin", theme.label()) } else { ("b", "minMax", theme.small()) };
    // Half a slide has room for half the names.
    let every = native.label_every * if part.place.frame.width() < 480.0 { 2 } else { 1 };
    let is_dated = native.days().is_some();
    let (name, code) = if is_dated { ("c:dateAx", "yyyy") } else { ("c:catAx", "General") };
    let end = if is_dated {
        vec![
            setting("c:lblOffset", 60),
            setting("c:baseTimeUnit", "years"),
            setting("c:majorUnit", every),
            setting("c:majorTimeUnit", "years"),
        ]
    } else {
        vec![
            setting("c:lblAlgn", "ctr"),
            setting("c:lblOffset", 60),
            setting("c:tickLblSkip", every),
            setting("c:tickMarkSkip", every),
            setting("c:noMultiLvlLbl", 1),
        ]
    };
    element(name)
        .child(setting("c:axId", CATEGORIES))
        .child(element("c:scaling").child(setting("c:orientation", order)))
        .child(setting("c:delete", 0))
        .child(setting("c:axPos", place))
        .child(number_format(code))
        .children(no_ticks())
        .child(setting("c:tickLblPos", "low"))
        .child(element("c:spPr").child(line(Stroke::new(1.0, theme.border))))
        .child(part.text(font, theme.ink_soft))
        .children(crossing(VALUES))
        .child(setting("c:auto", 0))
        .children(end)
}

fn no_ticks() -> [Element; 2] {
    [setting("c:majorTickMark", "none"), setting("c:minorTickMark", "none")]
}

/// Where an axis meets the other one.
fn crossing(other: u32) -> [Element; 2] {
    [setting("c:crossAx", other), setting("c:crosses", "autoZero")]
}

/// What the values count.
fn title(part: &ChartPart<'_>) -> Element {
    let look = properties("a:rPr", part.theme.small(), part.theme.ink_soft, part.typing);
    let run = element("a:r").child(look).child(element("a:t").text(&part.native.value_title));
    let rich = element("c:rich")
        .child(element("a:bodyPr").attr("rot", -5_400_000).attr("vert", "horz"))
        .child(element("a:lstStyle"))
        .child(element("a:p").child(run));
    element("c:title").child(element("c:tx").child(rich)).child(setting("c:overlay", 0))
}
