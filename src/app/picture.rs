//! A picture of the window without a display: the same panels, their triangles filled in software.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use egui::epaint::{ClippedPrimitive, ImageData, ImageDelta, Mesh, Primitive, Vertex};
use egui::{Color32, Context, FullOutput, Pos2, RawInput, Rect, TextureId, Vec2, pos2};

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
    Ok(window.screen.draw(&primitives, size, window.app.look.theme.page))
}

/// The window without a display, frame by frame.
pub struct Headless {
    ctx: Context,
    app: App,
    screen: Screen,
    size: Vec2,
    frames: u32,
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
        let mut window = Self { ctx, app, screen: Screen::default(), size, frames: 0, events: Vec::new() };
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
        self.screen.take_textures(&mut output);
        self.ctx.tessellate(output.shapes, output.pixels_per_point)
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

/// Textures, and what is drawn with them.
#[derive(Default)]
struct Screen {
    textures: BTreeMap<TextureId, Texture>,
}

struct Texture {
    size: [usize; 2],
    pixels: Vec<Color32>,
}

impl Screen {
    fn take_textures(&mut self, output: &mut FullOutput) {
        let mut set: Vec<_> = std::mem::take(&mut output.textures_delta.set).into_iter().collect();
        set.sort_by_key(|(id, _)| *id);
        for (id, deltas) in set {
            deltas.into_iter().for_each(|delta| self.take_texture(id, &delta));
        }
        output.textures_delta.free.clear();
    }

    fn take_texture(&mut self, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        let Some([left, top]) = delta.pos else {
            self.textures.insert(id, Texture { size: image.size, pixels: image.pixels.clone() });
            return;
        };
        if let Some(texture) = self.textures.get_mut(&id) {
            for row in 0..height {
                let to = (top + row) * texture.size[0] + left;
                texture.pixels[to..to + width].copy_from_slice(&image.pixels[row * width..(row + 1) * width]);
            }
        }
    }

    fn draw(&self, primitives: &[ClippedPrimitive], size: Vec2, ground: Color32) -> Pixels {
        let (width, height) = (size.x as usize, size.y as usize);
        let mut canvas = Canvas { width, height, pixels: vec![ground.to_array().map(f32::from); width * height] };
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            if let Primitive::Mesh(mesh) = primitive
                && let Some(texture) = self.textures.get(&mesh.texture_id)
            {
                canvas.fill_mesh(mesh, texture, *clip_rect);
            }
        }
        let rgba = canvas.pixels.iter().flat_map(|[r, g, b, _]| [round(*r), round(*g), round(*b), 255]).collect();
        Pixels { width, height, rgba }
    }
}

fn round(channel: f32) -> u8 {
    channel.round().clamp(0.0, 255.0) as u8
}

struct Canvas {
    width: usize,
    height: usize,
    /// Red, green, blue, alpha from 0 to 255, blended in gamma space as the window does.
    pixels: Vec<[f32; 4]>,
}

impl Canvas {
    fn fill_mesh(&mut self, mesh: &Mesh, texture: &Texture, clip: Rect) {
        for corner in mesh.indices.chunks_exact(3) {
            let triangle = [corner[0], corner[1], corner[2]].map(|index| mesh.vertices[index as usize]);
            self.fill_triangle(&triangle, texture, clip);
        }
    }

    fn fill_triangle(&mut self, [a, b, c]: &[Vertex; 3], texture: &Texture, clip: Rect) {
        let area = cross(b.pos - a.pos, c.pos - a.pos);
        if area == 0.0 {
            return;
        }
        let bounds = Rect::from_points(&[a.pos, b.pos, c.pos]).intersect(clip);
        let last = |end: f32, side: usize| (end.ceil().max(0.0) as usize).min(side);
        for y in bounds.top().floor().max(0.0) as usize..last(bounds.bottom(), self.height) {
            for x in bounds.left().floor().max(0.0) as usize..last(bounds.right(), self.width) {
                let pos = pos2(x as f32 + 0.5, y as f32 + 0.5);
                let weights = [
                    cross(b.pos - pos, c.pos - pos) / area,
                    cross(c.pos - pos, a.pos - pos) / area,
                    cross(a.pos - pos, b.pos - pos) / area,
                ];
                if weights.iter().all(|&weight| weight >= 0.0) && clip.contains(pos) {
                    let color = texture.shade([a, b, c], weights);
                    self.blend(x, y, color);
                }
            }
        }
    }

    /// Premultiplied colour over what is there.
    fn blend(&mut self, x: usize, y: usize, color: [f32; 4]) {
        let under = &mut self.pixels[y * self.width + x];
        let through = 1.0 - color[3] / 255.0;
        for (channel, over) in under.iter_mut().zip(color) {
            *channel = over + *channel * through;
        }
    }
}

impl Texture {
    /// Colour of a point between three vertices: theirs, times the texture's.
    fn shade(&self, vertices: [&Vertex; 3], weights: [f32; 3]) -> [f32; 4] {
        let mix = |of: &dyn Fn(&Vertex) -> f32| -> f32 {
            vertices.iter().zip(weights).map(|(vertex, weight)| of(vertex) * weight).sum()
        };
        let texel = self.sample(mix(&|vertex| vertex.uv.x), mix(&|vertex| vertex.uv.y));
        std::array::from_fn(|channel| mix(&|vertex| f32::from(vertex.color[channel])) * texel[channel] / 255.0)
    }

    /// Bilinear, as graphics cards do it.
    fn sample(&self, u: f32, v: f32) -> [f32; 4] {
        let [width, height] = self.size;
        let (x, y) = (u * width as f32 - 0.5, v * height as f32 - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let texel = |x: f32, y: f32| {
            let (x, y) = (x.clamp(0.0, width as f32 - 1.0) as usize, y.clamp(0.0, height as f32 - 1.0) as usize);
            self.pixels[y * width + x].to_array().map(f32::from)
        };
        let (right_share, lower_share) = (x - left, y - top);
        let corners = [
            (texel(left, top), (1.0 - right_share) * (1.0 - lower_share)),
            (texel(left + 1.0, top), right_share * (1.0 - lower_share)),
            (texel(left, top + 1.0), (1.0 - right_share) * lower_share),
            (texel(left + 1.0, top + 1.0), right_share * lower_share),
        ];
        std::array::from_fn(|channel| corners.iter().map(|(texel, share)| texel[channel] * share).sum())
    }
}

fn cross(a: Vec2, b: Vec2) -> f32 {
    a.x * b.y - a.y * b.x
}
