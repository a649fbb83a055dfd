//! A picture of the window without a display: the same panels, their triangles filled in software.

use std::time::{Duration, Instant};

use egui::epaint::ClippedPrimitive;
use egui::{Context, Pos2, RawInput, Rect, Vec2};

use super::raster::Canvas;
use super::{App, Start};
use crate::words::{Lang, Word};

/// Pixels, row by row from the top left, four bytes each, opaque.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    /// Red, green, blue, alpha.
    pub rgba: Vec<u8>,
}

impl Pixels {
    fn of(canvas: &Canvas) -> Self {
        let [width, height] = canvas.size();
        let rgba = canvas.pixels().iter().flat_map(|pixel| (pixel << 8 | 255).to_be_bytes()).collect();
        Self { width, height, rgba }
    }
}

/// How long a database may take to open before there is a picture of the window without it.
const PATIENCE: Duration = Duration::from_mins(2);

/// What the window shows once its database is open, or why it is not.
///
/// # Errors
/// The message of the window, where the database cannot be opened.
pub fn picture(start: Start, lang: Lang, size: Vec2) -> Result<Pixels, crate::data::Explanation> {
    let tries_out = start.import.is_some();
    let mut window = Headless::open(start, lang, size)?;
    if tries_out {
        // A sheet is looked at, then tried out, as a person would.
        window.settle();
        window.app.act(&window.ctx.clone(), super::Request::Import(super::importing::ImportStep::TryOut));
    }
    // After the database is there, sizes settle within a few frames.
    for _ in 0..3 {
        window.settle();
    }
    let primitives = window.settle();
    window.draw(&primitives);
    Ok(Pixels::of(&window.canvas))
}

/// The window without a display, frame by frame.
pub struct Headless {
    ctx: Context,
    app: App,
    canvas: Canvas,
    size: Vec2,
    frames: u32,
    /// Whether every frame becomes pixels, as where there is no OpenGL.
    draws: bool,
    /// What a person does in the next frame.
    events: Vec<egui::Event>,
}

impl Headless {
    /// The window with its database open.
    ///
    /// # Errors
    /// The message of the window, where the database cannot be opened.
    pub fn open(start: Start, lang: Lang, size: Vec2) -> Result<Self, crate::data::Explanation> {
        let ctx = Context::default();
        let began = Instant::now();
        let app = App::new(&ctx, start, lang, began);
        let mut window =
            Self { ctx, app, canvas: Canvas::default(), size, frames: 0, draws: false, events: Vec::new() };
        while window.app.workspace().is_none() {
            window.frame();
            if let Some(failure) = window.app.failure.take() {
                return Err(failure(lang));
            }
            if began.elapsed() > PATIENCE {
                return Err(crate::data::Explanation {
                    what: Word::NO_PICTURE.text(lang).to_owned(),
                    cause: Word::NO_PICTURE_CAUSE.text(lang).to_owned(),
                    next_step: String::new(),
                });
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Ok(window)
    }

    /// The open database and its view.
    pub fn workspace(&self) -> Option<&super::Workspace> {
        self.app.workspace()
    }

    /// Asks for something, as a widget would.
    pub fn ask(&mut self, command: super::Command) {
        if let Some(workspace) = &mut self.app.workspace {
            workspace.apply(command);
            workspace.end_step();
        }
    }

    /// Does something with pointer or keys in the next frame.
    pub fn event(&mut self, event: egui::Event) {
        self.events.push(event);
    }

    /// Draws one frame, down to its triangles.
    pub fn frame(&mut self) -> Vec<ClippedPrimitive> {
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, self.size));
        self.frames += 1;
        // Windows that open fade in: time goes on by more than that from frame to frame.
        let time = Some(f64::from(self.frames));
        let events = std::mem::take(&mut self.events);
        let mut output = self.ctx.run_ui(RawInput { screen_rect, time, events, ..RawInput::default() }, |ui| {
            self.app.poll_tasks(ui.ctx());
            self.app.show(ui);
        });
        self.canvas.take_textures(&mut output.textures_delta);
        let primitives = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        if self.draws {
            self.draw(&primitives);
        }
        primitives
    }

    /// From now on every frame becomes pixels, as in a window without OpenGL.
    #[must_use]
    pub fn drawn_by_processor(self) -> Self {
        Self { draws: true, ..self }
    }

    fn draw(&mut self, primitives: &[ClippedPrimitive]) {
        let size = [self.size.x as usize, self.size.y as usize];
        self.canvas.draw(primitives, size, 1.0, self.app.look.theme.page);
    }

    /// Whether what is shown lags behind what was asked for.
    pub fn is_busy(&self) -> bool {
        self.app.busy_since().is_some() || self.app.panels.importing.is_busy()
    }

    /// Draws until nothing lags behind: a large database is drawn away from the window, its pictures come one by one.
    fn settle(&mut self) -> Vec<ClippedPrimitive> {
        loop {
            let primitives = self.frame();
            if !self.is_busy() {
                return primitives;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}
