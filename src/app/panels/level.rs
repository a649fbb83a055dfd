//! Lines of several panes that take the same room, so that what is below them begins level.

use crate::words::Lang;

/// Room for the lines under the titles: as much in all panes, and no less while one filters, so that nothing jumps.
#[derive(Default)]
pub(super) struct Level {
    height: f32,
    /// The widths of the panes in this frame, and the height that the longest line needs.
    widths: Vec<f32>,
    needed: f32,
    /// What the height holds for: the widths of the frame before, and the language.
    held_for: (Vec<f32>, Option<Lang>),
}

impl Level {
    /// The room below a line that is so high, in a pane that is so wide.
    pub fn room_below(&mut self, width: f32, height: f32) -> f32 {
        self.widths.push(width);
        self.needed = self.needed.max(height);
        (self.height - height).max(0.0)
    }

    /// Ends a frame; whether the next one has another height.
    pub fn is_new_after_frame(&mut self, lang: Lang) -> bool {
        let holds_for = (std::mem::take(&mut self.widths), Some(lang));
        let least = if holds_for == self.held_for { self.height } else { 0.0 };
        self.held_for = holds_for;
        let height = std::mem::take(&mut self.needed).max(least);
        (height - std::mem::replace(&mut self.height, height)).abs() > 0.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_stays_while_lines_get_shorter_and_follows_a_new_width() {
        let mut level = Level::default();
        let mut frame = |panes: [(f32, f32); 2]| {
            let rooms = panes.map(|(width, height)| level.room_below(width, height));
            (rooms, level.is_new_after_frame(Lang::En))
        };
        assert_eq!(frame([(300.0, 16.0), (200.0, 32.0)]), ([0.0, 0.0], true));
        assert_eq!(frame([(300.0, 16.0), (200.0, 32.0)]), ([16.0, 0.0], false));
        assert_eq!(frame([(300.0, 16.0), (200.0, 16.0)]), ([16.0, 16.0], false));
        assert_eq!(frame([(250.0, 16.0), (250.0, 16.0)]), ([16.0, 16.0], true));
        assert_eq!(frame([(250.0, 16.0), (250.0, 16.0)]), ([0.0, 0.0], false));
    }
}
