//! A figure as PNG: its own SVG, drawn with the two shipped fonts and no others, so that it is the same on every machine.

use std::io::Write;

use png::{BitDepth, ColorType, Encoder, PixelDimensions, SrgbRenderingIntent, Unit};
use resvg::tiny_skia::{Pixmap, Transform};

use super::svg::{self, Picture};
use crate::chart::Scene;
use crate::export::fault::DrawFault;
use crate::export::mark::VIEW_KEY;
use crate::export::svg_tree::tree;
use crate::export::{ExportError, Figure, PaperSize};
use crate::words::Lang;

/// The whole file.
pub(in crate::export) fn encode(
    figure: &Figure<'_>,
    go_on: &mut dyn FnMut(f32) -> bool,
) -> Result<Vec<u8>, ExportError> {
    /// Pixels that are drawn at a time: 32 MB of memory, and the wish to stop is heard after a moment.
    const BAND_PIXELS: u32 = 8_000_000;
    let band_rows = (BAND_PIXELS / figure.paper().pixels[0].max(1)).max(1);
    encode_in_bands(&Picture::of(figure), figure.paper(), band_rows, go_on)
}

/// A picture by itself, without words or view: part of a document that has them.
pub(in crate::export) fn of_scene(scene: &Scene, lang: Lang, paper: PaperSize) -> Result<Vec<u8>, ExportError> {
    let picture = Picture { scene, logo: None, title: "", description: "", lang, view: None, size: paper.points };
    encode_in_bands(&picture, paper, paper.pixels[1].max(1), &mut |_| true)
}

fn encode_in_bands(
    picture: &Picture<'_>,
    paper: PaperSize,
    band_rows: u32,
    go_on: &mut dyn FnMut(f32) -> bool,
) -> Result<Vec<u8>, ExportError> {
    let tree = tree(&svg::text(picture))?;
    let [width, height] = paper.pixels;
    let mut bytes = Vec::new();
    let mut writer = header(&mut bytes, picture, paper).map_err(ExportError::drawing)?;
    let mut pixels = writer.stream_writer().map_err(ExportError::drawing)?;
    let (scale_x, scale_y) = (width as f32 / tree.size().width(), height as f32 / tree.size().height());
    for top in (0..height).step_by(band_rows as usize) {
        if !go_on(top as f32 / height as f32) {
            return Err(ExportError::Cancelled);
        }
        let mut band =
            Pixmap::new(width, band_rows.min(height - top)).ok_or(ExportError::Draw { fault: DrawFault::TooLarge })?;
        let to_pixels = Transform::from_scale(scale_x, scale_y).post_translate(0.0, -(top as f32));
        resvg::render(&tree, to_pixels, &mut band.as_mut());
        pixels.write_all(&band.take_demultiplied()).map_err(ExportError::drawing)?;
    }
    pixels.finish().map_err(ExportError::drawing)?;
    writer.finish().map_err(ExportError::drawing)?;
    Ok(bytes)
}

fn header<'a>(
    bytes: &'a mut Vec<u8>,
    picture: &Picture<'_>,
    paper: PaperSize,
) -> Result<png::Writer<&'a mut Vec<u8>>, png::EncodingError> {
    let [width, height] = paper.pixels;
    let [xppu, yppu] = paper.pixels_per_metre();
    let mut encoder = Encoder::new(bytes, width, height);
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_source_srgb(SrgbRenderingIntent::Perceptual);
    encoder.set_pixel_dims(Some(PixelDimensions { xppu, yppu, unit: Unit::Meter }));
    for (keyword, words) in [("Title", picture.title), ("Description", picture.description)] {
        if !words.is_empty() {
            encoder.add_itxt_chunk(keyword.to_owned(), words.to_owned())?;
        }
    }
    if let Some(view) = &picture.view {
        encoder.add_itxt_chunk(VIEW_KEY.to_owned(), view.to_json())?;
    }
    encoder.write_header()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{MeasureText, Ruler, Shape};
    use crate::export::figure::tests::{figure, figure_of, scene, view};
    use emath::{Rect, Vec2, vec2};

    struct Decoded {
        info: png::Info<'static>,
        rgba: Vec<u8>,
    }

    fn decode(bytes: &[u8]) -> Decoded {
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut rgba = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut rgba).unwrap();
        reader.finish().unwrap();
        Decoded { info: reader.info().clone(), rgba }
    }

    fn inked(decoded: &Decoded, area: Rect) -> usize {
        let scale = decoded.info.width as f32 / scene().size.x;
        let within = |index: usize| {
            let (x, y) = (index as u32 % decoded.info.width, index as u32 / decoded.info.width);
            area.contains((vec2(x as f32, y as f32) / scale).to_pos2())
        };
        let pixels = decoded.rgba.as_chunks::<4>().0.iter().enumerate();
        pixels.filter(|(index, pixel)| **pixel != [255; 4] && within(*index)).count()
    }

    fn in_bands(band_rows: u32, go_on: &mut dyn FnMut(f32) -> bool) -> Result<Vec<u8>, ExportError> {
        let figure = figure();
        encode_in_bands(&Picture::of(&figure), figure.paper(), band_rows, go_on)
    }

    #[test]
    fn size_resolution_colour_space_and_words_are_in_the_file() {
        let Decoded { info, .. } = decode(&encode(&figure(), &mut |_| true).unwrap());
        assert_eq!((info.width, info.height), (900, 600));
        let density = info.pixel_dims.unwrap();
        assert_eq!((density.xppu, density.yppu, density.unit), (11811, 11811, Unit::Meter));
        assert_eq!(info.srgb, Some(SrgbRenderingIntent::Perceptual));
        let words = info.utf8_text.iter().map(|chunk| (chunk.keyword.as_str(), chunk.get_text().unwrap()));
        let (title, description) = (figure().title().to_owned(), figure().description().to_owned());
        let expected = [("Title", title), ("Description", description), ("city-diplomacy-view", view().to_json())];
        assert_eq!(words.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn every_mark_leaves_ink_where_its_box_is() {
        let decoded = decode(&encode(&figure(), &mut |_| true).unwrap());
        for mark in scene().marks {
            assert!(inked(&decoded, mark.shape.bounds()) > 100, "{:?}", mark.shape);
        }
    }

    #[test]
    fn the_same_figure_gives_the_same_bytes_drawn_whole_or_in_bands() {
        let whole = encode(&figure(), &mut |_| true).unwrap();
        assert!(whole == encode(&figure(), &mut |_| true).unwrap());
        let (whole, banded) = (decode(&whole).rgba, decode(&in_bands(7, &mut |_| true).unwrap()).rgba);
        assert_eq!(whole.len(), banded.len());
        // Only the smoothing of edges may differ, by a step of a quarter pixel.
        let steps = || whole.iter().zip(&banded).map(|(whole, banded)| whole.abs_diff(*banded));
        assert!(steps().all(|step| step <= 64) && steps().filter(|&step| step > 0).count() < whole.len() / 200);
    }

    #[test]
    fn a_transparent_ground_stays_transparent() {
        let mut scene = scene();
        scene.background = ecolor::Color32::TRANSPARENT;
        assert_eq!(decode(&encode(&figure_of(scene), &mut |_| true).unwrap()).rgba[..4], [0; 4]);
    }

    #[test]
    fn a_picture_says_how_far_it_is_and_stops_when_asked() {
        let mut heard = Vec::new();
        in_bands(100, &mut |done| {
            heard.push(done);
            true
        })
        .unwrap();
        assert_eq!(heard.len(), 6);
        assert!(heard.is_sorted() && heard[0] == 0.0 && heard[5] < 1.0, "{heard:?}");
        let stopped = in_bands(100, &mut |done| done < 0.3).unwrap_err();
        assert!(matches!(stopped, ExportError::Cancelled));
    }

    #[test]
    fn a_logo_is_drawn_in_the_place_kept_for_it() {
        let mut scene = scene();
        let place = Rect::from_min_size(emath::pos2(180.0, 110.0), vec2(30.0, 15.0));
        scene.logo = Some(place);
        let figure = figure_of(scene);
        let without = inked(&decode(&encode(&figure, &mut |_| true).unwrap()), place);
        let figure = figure.with_logo(Some(crate::export::logo::tests::logo()));
        let decoded = decode(&encode(&figure, &mut |_| true).unwrap());
        assert_eq!(without, 0);
        assert!(inked(&decoded, place) as f32 > 0.9 * 16.0 * 30.0 * 15.0);
    }

    #[test]
    fn text_is_drawn_as_wide_as_it_was_measured() {
        let font = crate::chart::Font { size: 20.0, bold: false };
        for text in ["서울특별시 2024", "WAVE To. AVATAR", "fluffy office file", "C40 Cities Climate Leadership Group"]
        {
            let run = crate::chart::TextRun {
                origin: emath::pos2(0.0, 50.0),
                angle_degrees: 0.0,
                text: text.to_owned(),
                font,
                color: ecolor::Color32::BLACK,
                width: Ruler::shipped().width(text, font),
            };
            let mut scene = crate::chart::Scene::new(Vec2::splat(400.0), ecolor::Color32::TRANSPARENT);
            scene.add(Shape::Text(run.clone()));
            let (figure, size) = (figure_of(scene), PaperSize::from_pixels(1600, 1600).unwrap().points);
            let tree = tree(&svg::text(&Picture { size, ..Picture::of(&figure) })).unwrap();
            let drawn = tree.root().abs_bounding_box().width() / tree.size().width() * 400.0;
            assert!((drawn - run.width).abs() < 0.5, "{text}: drawn {drawn}, measured {}", run.width);
        }
    }
}
