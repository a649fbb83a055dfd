//! Colour keys above a chart, wrapped to its width; each entry stands for its value and can be clicked.

use emath::{Rect, pos2, vec2};

use super::ChartInput;
use super::pen::Pen;
use super::scene::{Align, Shape};
use crate::query::Subject;
use crate::query::aggregate::Stack;

/// Draws the layers of a stack and returns the height used.
pub fn draw_layers(input: &ChartInput<'_>, pen: &mut Pen<'_>, area: Rect, stack: &Stack, layers: &[usize]) -> f32 {
    const SQUARE: f32 = 9.0;
    let font = pen.theme.label();
    let line_height = font.size + 7.0;
    let entry_width = |pen: &Pen<'_>, layer: usize| SQUARE + 5.0 + pen.width(input.layer_name(stack, layer), font);
    let total: f32 = layers.iter().map(|&layer| entry_width(pen, layer)).sum();
    // One line where it fits, spread no wider than reads well.
    let gaps = layers.len().saturating_sub(1) as f32;
    let spread = if gaps > 0.0 { ((area.width() - total) / gaps).clamp(12.0, 22.0) } else { 0.0 };
    let (mut x, mut y) = (area.left(), area.top() + line_height / 2.0);
    for &layer in layers {
        let width = entry_width(pen, layer);
        if x + width > area.right() + 0.5 && x > area.left() {
            x = area.left();
            y += line_height;
        }
        let color = input.layer_color(pen.theme, stack, layer);
        let subject = stack.layers[layer].map(|code| Subject::Value(stack.field, code));
        let square = Rect::from_center_size(pos2(x + SQUARE / 2.0, y), vec2(SQUARE, SQUARE));
        pen.scene.add(Shape::filled(square, 2.0, color));
        let name = input.layer_name(stack, layer).to_owned();
        pen.text_for(subject, pos2(x + SQUARE + 5.0, y), Align::Start, font, pen.theme.ink_soft, &name);
        x += width + spread;
    }
    if layers.is_empty() { 0.0 } else { y - area.top() + line_height / 2.0 }
}
