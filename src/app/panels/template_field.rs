//! The template of the export window: the presentation of the path that was given, read away from the window, and its layouts
//! to choose from by their pictures.

use std::sync::Arc;

use egui::{Button, ColorImage, Context, RichText, TextureHandle, Ui, vec2};

use crate::app::Look;
use crate::app::tasks::{Task, TaskOutcome};
use crate::export::{ExportError, LayoutName, Template};
use crate::words::Word;

/// What became of the path.
#[derive(Default)]
pub struct TemplateField {
    path: String,
    reading: Option<Task<Result<Read, ExportError>>>,
    read: Option<Result<Shown, ExportError>>,
}

/// A template with pictures of its layouts, as a thread makes them.
struct Read {
    template: Template,
    pictures: Vec<[Option<ColorImage>; 2]>,
}

/// The same in the window.
struct Shown {
    template: Arc<Template>,
    layouts: Vec<LayoutName>,
    /// With places for text outlined, to choose by; and as slides lie on it.
    pictures: Vec<[Option<TextureHandle>; 2]>,
}

/// How wide layouts are drawn: as wide as the preview.
const WIDTH: f32 = 430.0;
/// How wide they are in the list.
const LISTED: f32 = 104.0;

impl TemplateField {
    /// Reads a path once it is another one.
    pub fn follow(&mut self, ctx: &Context, path: &str) {
        let path = path.trim().trim_matches('"');
        if path != self.path {
            path.clone_into(&mut self.path);
            (self.read, self.reading) = (None, None);
            if !path.is_empty() {
                let path = std::path::PathBuf::from(path);
                self.reading = Some(Task::start("template", ctx, move || {
                    let template = Template::read(&path)?;
                    let picture = |layout: usize| {
                        [true, false].map(|shows_places| {
                            let (size, rgba) = template.picture(layout, WIDTH, shows_places)?;
                            Some(ColorImage::from_rgba_unmultiplied(size, &rgba))
                        })
                    };
                    let pictures = (0..template.layouts().len()).map(picture).collect();
                    Ok(Read { template, pictures })
                }));
            }
        }
        if let Some(TaskOutcome::Done(read)) = self.reading.as_ref().map(Task::poll) {
            self.reading = None;
            let texture = |image| ctx.load_texture("layout", image, egui::TextureOptions::LINEAR);
            self.read = Some(read.map(|Read { template, pictures }| Shown {
                layouts: template.layouts(),
                template: Arc::new(template),
                pictures: pictures.into_iter().map(|pair| pair.map(|image| image.map(texture))).collect(),
            }));
        }
    }

    /// The template with figures on a layout; nothing before it is read, or where it cannot be.
    pub fn template(&self, layout: &str, has_own_colors: bool) -> Option<Template> {
        let shown = self.read.as_ref()?.as_ref().ok()?;
        let template = Template::clone(&shown.template).with_own_colors(has_own_colors);
        if layout.is_empty() { Some(template) } else { template.clone().with_layout(layout).ok().or(Some(template)) }
    }

    /// What a slide lies on.
    pub fn backdrop(&self, layout: usize) -> Option<&TextureHandle> {
        self.read.as_ref()?.as_ref().ok()?.pictures.get(layout)?[1].as_ref()
    }

    /// Why it cannot be used.
    pub fn error(&self) -> Option<&ExportError> {
        self.read.as_ref()?.as_ref().err()
    }

    /// Whether it is on its way.
    pub fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// The layouts by their pictures; `chosen` is the name of one, or empty for the best.
    pub fn layouts_ui(&self, ui: &mut Ui, chosen: &mut String, look: Look) {
        let Some(Ok(shown)) = &self.read else { return };
        let name_of = |at: usize| {
            let name = shown.layouts[at].name.trim();
            if name.is_empty() { format!("{} {}", look.text(Word::LAYOUT_WORD), at + 1) } else { name.to_owned() }
        };
        let best = shown.layouts.iter().position(|layout| layout.is_chosen).unwrap_or(0);
        let own = shown.layouts.iter().position(|layout| layout.name == *chosen);
        let label = match own {
            Some(at) => name_of(at),
            None => Word::best_layout(look.lang, &name_of(best)),
        };
        let button = egui::containers::menu::MenuButton::new(label);
        let (response, _) = button.ui(ui, |ui| {
            ui.set_min_width(320.0);
            egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                if ui.selectable_label(own.is_none(), Word::best_layout(look.lang, &name_of(best))).clicked() {
                    chosen.clear();
                }
                for (at, [listed, _]) in shown.pictures.iter().enumerate() {
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
                        shown.layouts[at].name.clone_into(chosen);
                    }
                }
            });
        });
        let name = look.text(Word::LAYOUT_WORD);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name));
    }
}
