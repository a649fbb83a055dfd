//! The template of the export window: a presentation, and its layouts to choose from by their pictures.

use std::path::Path;
use std::sync::Arc;

use egui::{Button, ColorImage, Context, RichText, TextureHandle, TextureOptions, Ui, vec2};

use super::path_field::PathField;
use crate::app::Look;
use crate::export::{ExportError, LayoutName, Template};
use crate::words::Word;

/// The template of the path that was given.
pub type TemplateField = PathField<ShownTemplate>;

/// A template in the window.
pub struct ShownTemplate {
    template: Arc<Template>,
    layouts: Vec<LayoutName>,
    /// With places for text outlined, to choose by; and as slides lie on it.
    pictures: Vec<[Option<TextureHandle>; 2]>,
}

/// How wide layouts are drawn: as wide as the preview.
const WIDTH: f32 = 430.0;
/// How wide they are in the list.
const LISTED: f32 = 104.0;

/// Reads a template and draws its layouts.
pub fn read(path: &Path, ctx: &Context) -> Result<ShownTemplate, ExportError> {
    let template = Template::read(path)?;
    let picture = |layout: usize| {
        [true, false].map(|shows_places| {
            let (size, rgba) = template.picture(layout, WIDTH, shows_places)?;
            let image = ColorImage::from_rgba_unmultiplied(size, &rgba);
            Some(ctx.load_texture("layout", image, TextureOptions::LINEAR))
        })
    };
    let layouts = template.layouts();
    let pictures = (0..layouts.len()).map(picture).collect();
    Ok(ShownTemplate { template: Arc::new(template), layouts, pictures })
}

impl ShownTemplate {
    /// It with figures on a layout: the best one where that is not there.
    pub fn template(&self, layout: &str, has_own_colors: bool) -> Template {
        let template = Template::clone(&self.template).with_own_colors(has_own_colors);
        template.clone().with_layout(layout).unwrap_or(template)
    }

    /// What a slide lies on.
    pub fn backdrop(&self, layout: usize) -> Option<&TextureHandle> {
        self.pictures.get(layout)?[1].as_ref()
    }

    /// The layouts by their pictures; `chosen` is the name of one, or empty for the best.
    pub fn layouts_ui(&self, ui: &mut Ui, chosen: &mut String, look: Look) {
        let name_of = |at: usize| {
            let name = self.layouts[at].name.trim();
            if name.is_empty() { format!("{} {}", look.text(Word::LAYOUT_WORD), at + 1) } else { name.to_owned() }
        };
        let best = self.layouts.iter().position(|layout| layout.is_chosen).unwrap_or(0);
        let own = self.layouts.iter().position(|layout| layout.name == *chosen);
        let label = match own {
            Some(at) => name_of(at),
            None => Word::best_layout(look.lang, &name_of(best)),
        };
        let name = format!("{} {label}", look.text(Word::LAYOUT_WORD));
        let button = egui::containers::menu::MenuButton::new(label);
        let (response, _) = button.ui(ui, |ui| {
            ui.set_min_width(320.0);
            egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                if ui.selectable_label(own.is_none(), Word::best_layout(look.lang, &name_of(best))).clicked() {
                    chosen.clear();
                }
                for (at, [listed, _]) in self.pictures.iter().enumerate() {
                    let text = RichText::new(name_of(at)).size(look.theme.type_sizes.label);
                    let button = match listed {
                        Some(texture) => {
                            let [width, height] = texture.size().map(|side| side as f32);
                            let size = vec2(LISTED, LISTED * height / width);
                            Button::image_and_text((texture.id(), size), text)
                        }
                        None => Button::new(text),
                    };
                    let button = button.selected(own == Some(at)).min_size(vec2(300.0, 0.0)).frame_when_inactive(false);
                    if ui.add(button).clicked() {
                        self.layouts[at].name.clone_into(chosen);
                    }
                }
            });
        });
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
    }
}
