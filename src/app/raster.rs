//! Triangles made into pixels on the processor: for a picture of the window, and for a window where there is no OpenGL.
//! Only the tiles whose triangles changed are drawn again.

use std::collections::BTreeMap;
use std::ops::Range;

use egui::epaint::{ClippedPrimitive, ImageData, ImageDelta, Mesh, Primitive, Vertex};
use egui::{Color32, Rect, TextureId, TexturesDelta};
use rayon::prelude::*;

/// Side of a tile in pixels: small enough that a mark under the pointer costs little, large enough that few triangles lie
/// in several.
const TILE: usize = 64;

/// A picture that is kept from frame to frame, with the textures that its triangles are filled from.
#[derive(Default)]
pub struct Canvas {
    /// Width and height in pixels.
    size: [usize; 2],
    /// Row by row from the top left, each as `0x00RRGGBB`.
    pixels: Vec<u32>,
    textures: BTreeMap<TextureId, Texture>,
    tiles: Vec<Tile>,
}

/// A square of the picture.
#[derive(Default)]
struct Tile {
    /// The triangles that touch it, in their order: mesh, and place of the first corner in its list.
    triangles: Vec<(u32, u32)>,
    /// Of the triangles that are to be drawn.
    wanted: Fingerprint,
    /// Of the triangles that were drawn last.
    drawn: Option<Fingerprint>,
}

/// An image that triangles are filled from.
struct Texture {
    size: [usize; 2],
    pixels: Vec<Color32>,
    /// Grows when pixels that triangles may have been filled from change.
    version: u64,
}

/// A mesh on its way to the pixels.
struct Layer<'a> {
    mesh: &'a Mesh,
    texture: &'a Texture,
    clip: Stretch,
}

/// A rectangle of pixels.
#[derive(Clone)]
struct Stretch {
    x: Range<usize>,
    y: Range<usize>,
}

impl Canvas {
    /// Takes the images that came with a frame.
    pub fn take_textures(&mut self, delta: &mut TexturesDelta) {
        let mut set: Vec<_> = std::mem::take(&mut delta.set).into_iter().collect();
        set.sort_by_key(|(id, _)| *id);
        for (id, deltas) in set {
            deltas.into_iter().for_each(|delta| self.take_texture(id, &delta));
        }
    }

    /// Forgets the images that nothing is filled from any more: to be called once the frame is drawn.
    pub fn free_textures(&mut self, delta: &mut TexturesDelta) {
        self.textures.retain(|id, _| !delta.free.contains(id));
        delta.free.clear();
    }

    fn take_texture(&mut self, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        let Some([left, top]) = delta.pos else {
            let version = self.textures.get(&id).map_or(0, |texture| texture.version + 1);
            self.textures.insert(id, Texture { size: image.size, pixels: image.pixels.clone(), version });
            return;
        };
        if let Some(texture) = self.textures.get_mut(&id) {
            for row in 0..height {
                let to = (top + row) * texture.size[0] + left;
                texture.pixels[to..to + width].copy_from_slice(&image.pixels[row * width..(row + 1) * width]);
            }
            // Letters are added where there were none; anything else may change what is shown.
            if id != TextureId::default() {
                texture.version += 1;
            }
        }
    }

    /// Width and height in pixels.
    pub fn size(&self) -> [usize; 2] {
        self.size
    }

    /// Row by row from the top left, each pixel as `0x00RRGGBB`.
    pub fn pixels(&self) -> &[u32] {
        &self.pixels
    }

    /// Draws a frame over a ground; `true` where any pixel may differ from the last one.
    pub fn draw(
        &mut self,
        primitives: &[ClippedPrimitive],
        size: [usize; 2],
        pixels_per_point: f32,
        ground: Color32,
    ) -> bool {
        let across = size[0].div_ceil(TILE);
        if self.size != size {
            self.size = size;
            self.pixels = vec![0; size[0] * size[1]];
            self.tiles = Vec::new();
            self.tiles.resize_with(across * size[1].div_ceil(TILE), Tile::default);
        }
        let layers = layers(primitives, &self.textures, size, pixels_per_point);
        let start = Fingerprint::default().with(u64::from(opaque(ground)));
        for tile in &mut self.tiles {
            tile.triangles.clear();
            tile.wanted = start;
        }
        for (index, layer) in layers.iter().enumerate() {
            sort_into_tiles(layer, index as u32, pixels_per_point, &mut self.tiles, across);
        }
        let changes = self.tiles.iter().any(|tile| tile.drawn != Some(tile.wanted));
        let bands = self.pixels.par_chunks_mut((size[0] * TILE).max(1));
        bands.zip(self.tiles.par_chunks_mut(across.max(1))).enumerate().for_each(|(row, (pixels, tiles))| {
            let top = row * TILE;
            let mut band = Band { pixels, width: size[0], top };
            for (column, tile) in tiles.iter_mut().enumerate() {
                if tile.drawn.replace(tile.wanted) != Some(tile.wanted) {
                    let x = column * TILE..((column + 1) * TILE).min(size[0]);
                    let y = top..(top + TILE).min(size[1]);
                    band.draw(tile, &layers, &Stretch { x, y }, pixels_per_point, ground);
                }
            }
        });
        changes
    }
}

/// The meshes that have an image and are not cut away whole.
fn layers<'a>(
    primitives: &'a [ClippedPrimitive],
    textures: &'a BTreeMap<TextureId, Texture>,
    size: [usize; 2],
    pixels_per_point: f32,
) -> Vec<Layer<'a>> {
    let layer = |clipped: &'a ClippedPrimitive| {
        let Primitive::Mesh(mesh) = &clipped.primitive else { return None };
        let texture = textures.get(&mesh.texture_id)?;
        let clip = pixels_within(clipped.clip_rect, size, pixels_per_point);
        (!clip.x.is_empty() && !clip.y.is_empty()).then_some(Layer { mesh, texture, clip })
    };
    primitives.iter().filter_map(layer).collect()
}

/// The pixels of a rectangle given in points, rounded as graphics cards are told to cut.
fn pixels_within(rect: Rect, size: [usize; 2], pixels_per_point: f32) -> Stretch {
    let pixel = |points: f32, side: usize| ((points * pixels_per_point).round().max(0.0) as usize).min(side);
    Stretch {
        x: pixel(rect.left(), size[0])..pixel(rect.right(), size[0]),
        y: pixel(rect.top(), size[1])..pixel(rect.bottom(), size[1]),
    }
}

/// Puts the triangles of a mesh into the tiles that they touch.
fn sort_into_tiles(layer: &Layer<'_>, index: u32, scale: f32, tiles: &mut [Tile], across: usize) {
    let Layer { mesh, texture, clip } = layer;
    let (TextureId::Managed(id) | TextureId::User(id)) = mesh.texture_id;
    let cut = [clip.x.start, clip.x.end, clip.y.start, clip.y.end].map(|side| side as u64);
    let image = Fingerprint::default().with(id).with(texture.version).with(u64::from(scale.to_bits()));
    let base = cut.iter().fold(image, |print, &side| print.with(side));
    for (number, triangle) in mesh.indices.chunks_exact(3).enumerate() {
        let corners = corners_of(mesh, triangle);
        let [x, y] = [0, 1].map(|axis| {
            let of = corners.map(|corner| if axis == 0 { corner.pos.x } else { corner.pos.y } * scale);
            let range = if axis == 0 { &clip.x } else { &clip.y };
            let low = first_pixel(of[0].min(of[1]).min(of[2])).max(range.start);
            let high = first_pixel(of[0].max(of[1]).max(of[2])).min(range.end);
            low..high
        });
        if x.is_empty() || y.is_empty() {
            continue;
        }
        let print = corners.iter().fold(base, |print, corner| {
            let pos = (u64::from(corner.pos.x.to_bits()) << 32) | u64::from(corner.pos.y.to_bits());
            let uv = (u64::from(corner.uv.x.to_bits()) << 32) | u64::from(corner.uv.y.to_bits());
            print.with(pos).with(uv).with(u64::from(u32::from_le_bytes(corner.color.to_array())))
        });
        for row in y.start / TILE..=(y.end - 1) / TILE {
            for tile in &mut tiles[row * across + x.start / TILE..=row * across + (x.end - 1) / TILE] {
                tile.triangles.push((index, 3 * number as u32));
                tile.wanted = tile.wanted.with(print.0);
            }
        }
    }
}

fn corners_of<'a>(mesh: &'a Mesh, triangle: &[u32]) -> [&'a Vertex; 3] {
    std::array::from_fn(|corner| &mesh.vertices[triangle[corner] as usize])
}

/// The first pixel whose middle is not left of (or above) a place.
fn first_pixel(place: f32) -> usize {
    (place - 0.5).ceil().max(0.0) as usize
}

/// Tells apart what was drawn: equal for equal triangles, and hardly ever for others.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Fingerprint(u64);

impl Fingerprint {
    fn with(self, value: u64) -> Self {
        // Multiplication by an odd constant of mixed bits and a turn, as fast hashes do.
        Self((self.0.rotate_left(23) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }
}

/// Some whole rows of the picture.
struct Band<'a> {
    pixels: &'a mut [u32],
    width: usize,
    /// Row of the picture that comes first.
    top: usize,
}

impl Band<'_> {
    fn draw(&mut self, tile: &Tile, layers: &[Layer<'_>], within: &Stretch, scale: f32, ground: Color32) {
        for y in within.y.clone() {
            self.row(y, &within.x).fill(opaque(ground));
        }
        for &(layer, first) in &tile.triangles {
            let Layer { mesh, texture, clip } = &layers[layer as usize];
            let corners = corners_of(mesh, &mesh.indices[first as usize..first as usize + 3]);
            let x = within.x.start.max(clip.x.start)..within.x.end.min(clip.x.end);
            let y = within.y.start.max(clip.y.start)..within.y.end.min(clip.y.end);
            self.fill(corners, texture, &Stretch { x, y }, scale);
        }
    }

    fn row(&mut self, y: usize, x: &Range<usize>) -> &mut [u32] {
        let start = (y - self.top) * self.width;
        &mut self.pixels[start + x.start..start + x.end]
    }

    /// Fills the pixels whose middle lies in a triangle; one on an edge that two triangles share belongs to one of them.
    fn fill(&mut self, corners: [&Vertex; 3], texture: &Texture, within: &Stretch, scale: f32) {
        let places = corners.map(|corner| corner.pos * scale);
        let Some(paint) = Paint::of(corners, places, texture) else { return };
        let mut by_height = places;
        by_height.sort_by(|a, b| a.y.total_cmp(&b.y));
        let [top, middle, bottom] = by_height;
        // Where an edge crosses a row; the same for both triangles that share the edge.
        let crossing =
            |from: egui::Pos2, to: egui::Pos2, y: f32| from.x + (y - from.y) * ((to.x - from.x) / (to.y - from.y));
        for y in first_pixel(top.y).max(within.y.start)..first_pixel(bottom.y).min(within.y.end) {
            let height = y as f32 + 0.5;
            let long = crossing(top, bottom, height);
            let short =
                if height < middle.y { crossing(top, middle, height) } else { crossing(middle, bottom, height) };
            let start = first_pixel(long.min(short)).max(within.x.start);
            let end = first_pixel(long.max(short)).min(within.x.end);
            if start < end {
                paint.cover(self.row(y, &(start..end)), start as f32 + 0.5, height);
            }
        }
    }
}

/// How a triangle colours its pixels.
enum Paint<'a> {
    /// One colour all over: red, green, blue and alpha.
    Flat([u8; 4]),
    /// Colours that run from corner to corner.
    Shaded([Plane; 4]),
    /// One colour, let through as an image says whose pixels lie on those of the picture.
    Stamped { color: Color32, texture: &'a Texture, across: Plane, down: Plane },
    /// Colours that run, times those of an image.
    Textured { colors: [Plane; 4], texture: &'a Texture, across: Plane, down: Plane },
}

/// A value that changes evenly over the picture.
#[derive(Clone, Copy)]
struct Plane {
    at_origin: f32,
    by_x: f32,
    by_y: f32,
}

impl Plane {
    /// The plane through the values at three places; `area` is twice that of the triangle.
    fn through(places: [egui::Pos2; 3], area: f32, [a, b, c]: [f32; 3]) -> Self {
        let [to_b, to_c] = [places[1] - places[0], places[2] - places[0]];
        let by_x = ((b - a) * to_c.y - (c - a) * to_b.y) / area;
        let by_y = ((c - a) * to_b.x - (b - a) * to_c.x) / area;
        Self { at_origin: a - by_x * places[0].x - by_y * places[0].y, by_x, by_y }
    }

    fn at(self, x: f32, y: f32) -> f32 {
        self.at_origin + self.by_x * x + self.by_y * y
    }
}

impl<'a> Paint<'a> {
    /// Nothing where the triangle has no area or no colour.
    fn of(corners: [&Vertex; 3], places: [egui::Pos2; 3], texture: &'a Texture) -> Option<Self> {
        let area = cross(places[1] - places[0], places[2] - places[0]);
        if area == 0.0 || !area.is_finite() {
            return None;
        }
        let [a, b, c] = corners;
        let has_one_color = a.color == b.color && a.color == c.color;
        let has_one_texel = a.uv == b.uv && a.uv == c.uv;
        let [width, height] = texture.size.map(|side| side as f32);
        let plane = |of: [f32; 3]| Plane::through(places, area, of);
        let colors = |tint: [f32; 4]| {
            std::array::from_fn(|channel| {
                plane(corners.map(|corner| f32::from(corner.color[channel]) * tint[channel] / 255.0))
            })
        };
        if has_one_texel {
            let texel = texture.sample(a.uv.x * width - 0.5, a.uv.y * height - 0.5);
            if !has_one_color {
                return Some(Self::Shaded(colors(texel)));
            }
            let color: [u8; 4] =
                std::array::from_fn(|channel| round(f32::from(a.color[channel]) * texel[channel] / 255.0));
            return (color != [0; 4]).then_some(Self::Flat(color));
        }
        let across = plane(corners.map(|corner| corner.uv.x * width - 0.5));
        let down = plane(corners.map(|corner| corner.uv.y * height - 0.5));
        if has_one_color && lies_on_pixels(across, down, places[0]) {
            return (a.color != Color32::TRANSPARENT).then_some(Self::Stamped {
                color: a.color,
                texture,
                across,
                down,
            });
        }
        Some(Self::Textured { colors: colors([255.0; 4]), texture, across, down })
    }

    /// Colours some neighbouring pixels of a row; the place is the middle of the first.
    fn cover(&self, row: &mut [u32], x: f32, y: f32) {
        match self {
            Self::Flat(color @ [.., 255]) => row.fill(over(0, *color)),
            Self::Flat(color) => row.iter_mut().for_each(|under| *under = over(*under, *color)),
            Self::Shaded(colors) => {
                let mut values = colors.map(|color| color.at(x, y));
                for under in row {
                    *under = over(*under, values.map(round));
                    values = std::array::from_fn(|channel| values[channel] + colors[channel].by_x);
                }
            }
            Self::Stamped { color, texture, across, down } => {
                let (left, line) = (across.at(x, y).round().max(0.0) as usize, down.at(x, y).round().max(0.0) as usize);
                let Some(texels) = texture.pixels.get(line * texture.size[0] + left..) else { return };
                for (under, &texel) in row.iter_mut().zip(texels) {
                    if texel == Color32::WHITE {
                        *under = over(*under, color.to_array());
                    } else if texel != Color32::TRANSPARENT {
                        *under = over(*under, times(*color, texel));
                    }
                }
            }
            Self::Textured { colors, texture, across, down } => {
                for (step, under) in row.iter_mut().enumerate() {
                    let x = x + step as f32;
                    let texel = texture.sample(across.at(x, y), down.at(x, y));
                    let color = std::array::from_fn(|channel| round(colors[channel].at(x, y) * texel[channel] / 255.0));
                    *under = over(*under, color);
                }
            }
        }
    }
}

/// Whether the pixels of an image lie exactly on those of the picture, as letters do.
fn lies_on_pixels(across: Plane, down: Plane, near: egui::Pos2) -> bool {
    const HARDLY: f32 = 1e-3;
    let is_even = (across.by_x - 1.0).abs() < HARDLY
        && (down.by_y - 1.0).abs() < HARDLY
        && across.by_y.abs() < HARDLY
        && down.by_x.abs() < HARDLY;
    let (x, y) = (near.x.floor() + 0.5, near.y.floor() + 0.5);
    let off = |place: f32| (place - place.round()).abs();
    is_even && off(across.at(x, y)) < 0.02 && off(down.at(x, y)) < 0.02
}

impl Texture {
    /// The colour at a place counted in the middles of pixels: between them mixed evenly, as graphics cards do it.
    fn sample(&self, x: f32, y: f32) -> [f32; 4] {
        let [width, height] = self.size;
        let (left, top) = (x.floor(), y.floor());
        let texel = |x: f32, y: f32| {
            let (x, y) = (x.clamp(0.0, width as f32 - 1.0) as usize, y.clamp(0.0, height as f32 - 1.0) as usize);
            self.pixels[y * width + x].to_array().map(f32::from)
        };
        let (right_share, lower_share) = (x - left, y - top);
        if right_share == 0.0 && lower_share == 0.0 {
            return texel(left, top);
        }
        let corners = [
            (texel(left, top), (1.0 - right_share) * (1.0 - lower_share)),
            (texel(left + 1.0, top), right_share * (1.0 - lower_share)),
            (texel(left, top + 1.0), (1.0 - right_share) * lower_share),
            (texel(left + 1.0, top + 1.0), right_share * lower_share),
        ];
        std::array::from_fn(|channel| corners.iter().map(|(texel, share)| texel[channel] * share).sum())
    }
}

fn opaque(color: Color32) -> u32 {
    let [red, green, blue, _] = color.to_array();
    u32::from_be_bytes([0, red, green, blue])
}

/// A premultiplied colour over what is there, blended in gamma space as graphics cards are told to.
fn over(under: u32, [red, green, blue, alpha]: [u8; 4]) -> u32 {
    if alpha == 255 {
        return u32::from_be_bytes([0, red, green, blue]);
    }
    let [_, under_red, under_green, under_blue] = under.to_be_bytes();
    let blend = |over: u8, under: u8| over.saturating_add(share(under, 255 - alpha));
    u32::from_be_bytes([0, blend(red, under_red), blend(green, under_green), blend(blue, under_blue)])
}

fn times(color: Color32, texel: Color32) -> [u8; 4] {
    let (color, texel) = (color.to_array(), texel.to_array());
    std::array::from_fn(|channel| share(color[channel], texel[channel]))
}

/// `value * of / 255`, rounded.
fn share(value: u8, of: u8) -> u8 {
    let product = u32::from(value) * u32::from(of) + 128;
    ((product + (product >> 8)) >> 8) as u8
}

fn round(channel: f32) -> u8 {
    // A cast cuts off below 0 and above 255.
    (channel + 0.5) as u8
}

fn cross(a: egui::Vec2, b: egui::Vec2) -> f32 {
    a.x * b.y - a.y * b.x
}

#[cfg(test)]
mod tests;
