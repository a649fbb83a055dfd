//! Pixels against a slow and plain way of finding them, and frames drawn in part against frames drawn whole.

use egui::epaint::ColorImage;
use egui::{Pos2, TextureOptions, Vec2, pos2, vec2};
use proptest::prelude::*;

use super::*;

const SIZE: [usize; 2] = [150, 100];
const GROUND: Color32 = Color32::KHAKI;

/// A first texture as egui's: white in a corner, beside it some letters' coverage.
fn letters() -> ColorImage {
    let pixel = |index: usize| {
        let (x, y) = (index % 32, index / 32);
        if x < 3 && y < 3 { Color32::WHITE } else { Color32::WHITE.gamma_multiply_u8(((x * 37 + y * 91) % 256) as u8) }
    };
    ColorImage::new([32, 32], (0..32 * 32).map(pixel).collect())
}

fn canvas() -> Canvas {
    let mut canvas = Canvas::default();
    let mut delta = TexturesDelta::default();
    delta.push(TextureId::default(), ImageDelta::full(letters(), TextureOptions::LINEAR));
    canvas.take_textures(&mut delta);
    canvas
}

fn mesh(vertices: Vec<Vertex>, clip_rect: Rect) -> ClippedPrimitive {
    let indices = (0..vertices.len() as u32).collect();
    let mesh = Mesh { indices, vertices, texture_id: TextureId::default() };
    ClippedPrimitive { clip_rect, primitive: Primitive::Mesh(mesh) }
}

fn whole() -> Rect {
    Rect::from_min_size(Pos2::ZERO, vec2(SIZE[0] as f32, SIZE[1] as f32))
}

fn pixels_of(primitives: &[ClippedPrimitive]) -> Vec<u32> {
    let mut canvas = canvas();
    canvas.draw(primitives, SIZE, 1.0, GROUND);
    canvas.pixels().to_vec()
}

/// A rectangle as epaint makes it: two triangles that share a diagonal.
fn rectangle(rect: Rect, uv: Rect, color: Color32) -> ClippedPrimitive {
    let mut mesh = Mesh::default();
    mesh.add_rect_with_uv(rect, uv, color);
    ClippedPrimitive { clip_rect: whole(), primitive: Primitive::Mesh(mesh) }
}

#[test]
fn a_rectangle_covers_each_of_its_pixels_once() {
    let half = Color32::DARK_BLUE.gamma_multiply_u8(128);
    let white = Rect::from_min_size(Pos2::ZERO, Vec2::ZERO);
    let pixels = pixels_of(&[rectangle(Rect::from_min_max(pos2(10.0, 20.0), pos2(90.0, 100.0)), white, half)]);
    let ground = opaque(GROUND);
    let mixed = over(ground, half.to_array());
    for (index, &pixel) in pixels.iter().enumerate() {
        let (x, y) = (index % SIZE[0], index / SIZE[0]);
        let is_inside = (10..90).contains(&x) && (20..100).contains(&y);
        assert_eq!(pixel, if is_inside { mixed } else { ground }, "pixel {x}, {y}");
    }
}

#[test]
fn letters_that_lie_on_pixels_are_stamped_as_they_are() {
    let uv = Rect::from_min_max(pos2(4.0 / 32.0, 4.0 / 32.0), pos2(20.0 / 32.0, 12.0 / 32.0));
    let color = Color32::BROWN.gamma_multiply_u8(200);
    let pixels = pixels_of(&[rectangle(Rect::from_min_size(pos2(60.0, 60.0), vec2(16.0, 8.0)), uv, color)]);
    let letters = letters();
    for (x, y) in (0..16).flat_map(|x| (0..8).map(move |y| (x, y))) {
        let texel = letters.pixels[(y + 4) * 32 + x + 4];
        let expected = over(opaque(GROUND), times(color, texel));
        assert_eq!(pixels[(60 + y) * SIZE[0] + 60 + x], expected, "texel {x}, {y}");
    }
}

#[test]
fn a_texture_that_changes_is_drawn_anew() {
    let mut canvas = canvas();
    let uv = Rect::from_min_max(pos2(0.5, 0.5), pos2(1.0, 1.0));
    let mut stamp = rectangle(Rect::from_min_size(pos2(3.0, 3.0), vec2(16.0, 16.0)), uv, Color32::BLACK);
    let Primitive::Mesh(mesh) = &mut stamp.primitive else { unreachable!() };
    mesh.texture_id = TextureId::User(7);
    let give = |canvas: &mut Canvas, color| {
        let mut delta = TexturesDelta::default();
        delta.push(TextureId::User(7), ImageDelta::full(ColorImage::filled([32, 32], color), TextureOptions::LINEAR));
        canvas.take_textures(&mut delta);
        canvas.draw(std::slice::from_ref(&stamp), SIZE, 1.0, Color32::WHITE)
    };
    assert!(give(&mut canvas, Color32::TRANSPARENT));
    assert_eq!(canvas.pixels()[10 * SIZE[0] + 10], 0x00ff_ffff);
    assert!(give(&mut canvas, Color32::WHITE));
    assert_eq!(canvas.pixels()[10 * SIZE[0] + 10], 0);
    assert!(!canvas.draw(std::slice::from_ref(&stamp), SIZE, 1.0, Color32::WHITE), "nothing changed");
    let mut gone = TexturesDelta::default();
    gone.free.insert(TextureId::User(7));
    canvas.free_textures(&mut gone);
    assert!(canvas.draw(&[stamp], SIZE, 1.0, Color32::WHITE));
    assert_eq!(canvas.pixels()[10 * SIZE[0] + 10], 0x00ff_ffff);
}

/// What the triangle does to the middle of a pixel, found from its weights; nothing where an edge passes too near to say.
fn plain(triangle: &[Vertex], x: usize, y: usize, under: [f64; 3], letters: &ColorImage) -> Option<[f64; 3]> {
    let [a, b, c] = [0, 1, 2].map(|corner| {
        let Vertex { pos, .. } = triangle[corner];
        [f64::from(pos.x), f64::from(pos.y)]
    });
    let middle = [x as f64 + 0.5, y as f64 + 0.5];
    let area = |p: [f64; 2], q: [f64; 2], r: [f64; 2]| (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
    let whole = area(a, b, c);
    if whole.abs() < 0.5 {
        return None;
    }
    let weights = [area(middle, b, c), area(a, middle, c), area(a, b, middle)].map(|part| part / whole);
    if weights.iter().any(|weight| weight.abs() < 1e-3) {
        return None;
    }
    if weights.iter().any(|&weight| weight < 0.0) {
        return Some(under);
    }
    let mix = |of: &dyn Fn(&Vertex) -> f64| (0..3).map(|corner| of(&triangle[corner]) * weights[corner]).sum::<f64>();
    let [u, v] = [mix(&|vertex| f64::from(vertex.uv.x)), mix(&|vertex| f64::from(vertex.uv.y))];
    let (left, top) = (u * 32.0 - 0.5, v * 32.0 - 0.5);
    let texel = |channel: usize| {
        let at = |x: f64, y: f64| {
            let (x, y) = (x.clamp(0.0, 31.0) as usize, y.clamp(0.0, 31.0) as usize);
            f64::from(letters.pixels[y * 32 + x].to_array()[channel])
        };
        let (x, y) = (left.floor(), top.floor());
        let (right, low) = (left - x, top - y);
        (at(x, y) * (1.0 - right) + at(x + 1.0, y) * right) * (1.0 - low)
            + (at(x, y + 1.0) * (1.0 - right) + at(x + 1.0, y + 1.0) * right) * low
    };
    let color: [f64; 4] =
        std::array::from_fn(|channel| mix(&|vertex| f64::from(vertex.color[channel])) * texel(channel) / 255.0);
    Some(std::array::from_fn(|channel| color[channel] + under[channel] * (1.0 - color[3] / 255.0)))
}

fn vertex() -> impl Strategy<Value = Vertex> {
    let hues =
        [Color32::RED, Color32::GREEN, Color32::BLUE, Color32::WHITE, Color32::BLACK, Color32::GOLD, Color32::BROWN];
    let color = (prop::sample::select(hues.to_vec()), any::<u8>());
    (-40.0_f32..190.0, -40.0_f32..140.0, 0.0_f32..1.0, 0.0_f32..1.0, color).prop_map(|(x, y, u, v, (hue, alpha))| {
        Vertex { pos: pos2(x, y), uv: pos2(u, v), color: hue.gamma_multiply_u8(alpha) }
    })
}

/// Three corners, now and then with one colour, with one place in the texture, or with neither.
fn triangle() -> impl Strategy<Value = Vec<Vertex>> {
    (prop::array::uniform3(vertex()), any::<[bool; 2]>()).prop_map(|(mut corners, [one_color, one_texel])| {
        let first = corners[0];
        for corner in &mut corners {
            if one_color {
                corner.color = first.color;
            }
            if one_texel {
                corner.uv = pos2(0.04, 0.04);
            }
        }
        corners.to_vec()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn pixels_equal_those_found_the_plain_way(triangle in triangle()) {
        let letters = letters();
        let pixels = pixels_of(&[mesh(triangle.clone(), whole())]);
        for (index, pixel) in pixels.iter().enumerate() {
            let (x, y) = (index % SIZE[0], index / SIZE[0]);
            let Some(expected) = plain(&triangle, x, y, GROUND.to_array().map(f64::from)[..3].try_into().unwrap(), &letters) else { continue };
            for (found, expected) in pixel.to_be_bytes()[1..].iter().zip(expected) {
                prop_assert!((f64::from(*found) - expected).abs() <= 2.0, "pixel {x}, {y}: {pixel:08x}, {expected}");
            }
        }
    }

    #[test]
    fn frames_drawn_in_part_equal_frames_drawn_whole(
        frames in prop::collection::vec(prop::collection::vec(triangle(), 0..6), 2..5),
        keep in prop::collection::vec(triangle(), 0..4),
        cut in 20.0_f32..130.0,
    ) {
        let mut kept = canvas();
        for frame in frames {
            let cut = Rect::from_min_max(pos2(10.0, 5.0), pos2(cut, 80.0));
            let mut primitives: Vec<_> = keep.iter().map(|triangle| mesh(triangle.clone(), whole())).collect();
            primitives.extend(frame.into_iter().map(|triangle| mesh(triangle, cut)));
            kept.draw(&primitives, SIZE, 1.0, GROUND);
            prop_assert_eq!(kept.pixels(), &pixels_of(&primitives)[..]);
        }
    }
}
