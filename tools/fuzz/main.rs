//! Feeds damaged files to the program for a stated time: `cargo run --example fuzz -- --minutes 60 --seed 1`.
//!
//! Each case is a seed (the sample, small sheets of every kind) with bytes flipped, cut, doubled or swapped. A database
//! goes through opening, counts, indicators and every chart as SVG; a sheet through reading, mapping and merging. A panic, or a
//! case of more than thirty seconds, is a finding: its file is kept. The same seed makes the same cases.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use city_diplomacy_explorer::chart::{Chart, ChartInput, ChartOptions, FigureText, Theme};
use city_diplomacy_explorer::data::contained::contained;
use city_diplomacy_explorer::data::import::{Draft, ImportProgress, Mapping, find_sheets, template_sheets};
use city_diplomacy_explorer::data::open::{Loaded, Progress, open, open_damaged};
use city_diplomacy_explorer::data::sheet::SheetChoice;
use city_diplomacy_explorer::export::{Figure, Format, PaperSize, template_workbook};
use city_diplomacy_explorer::query::indicators::{Counting, Indicator, Question, findings};
use city_diplomacy_explorer::query::{Answer, Filter};
use city_diplomacy_explorer::words::Lang;
use clap::Parser;

/// Feed damaged files to the program for a stated time, and keep what breaks it.
#[derive(Parser)]
struct Args {
    /// How long.
    #[arg(long, default_value_t = 1.0)]
    minutes: f64,
    /// What the damage starts from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only databases (open) or only sheets (import).
    #[arg(long, value_parser = ["open", "import"])]
    only: Option<String>,
    /// Where findings are kept.
    #[arg(long, default_value = "target/fuzz-findings")]
    findings: PathBuf,
}

/// A case may take this long.
const PATIENCE: Duration = Duration::from_secs(30);

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let args = Args::parse();
    let seeds: Vec<Seed> =
        seeds()?.into_iter().filter(|seed| args.only.as_ref().is_none_or(|only| *only == seed.target())).collect();
    let folder = tempfile::tempdir()?;
    fs::create_dir_all(&args.findings)?;
    let mut dice = Dice(args.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    // Every panic is caught: one is said as a finding, or expected of a reader of workbooks.
    std::panic::set_hook(Box::new(|_| {}));
    let (began, mut cases, mut findings) = (Instant::now(), 0_u64, 0_u64);
    while began.elapsed().as_secs_f64() < args.minutes * 60.0 {
        let seed = &seeds[dice.below(seeds.len())];
        let bytes = damaged(&seed.bytes, &mut dice);
        // An end without a panic (out of memory) leaves the last case here.
        let path = folder.path().join(seed.name);
        fs::write(&path, &bytes)?;
        fs::write(args.findings.join("last-case"), &bytes)?;
        let since = Instant::now();
        let done =
            contained(
                || if seed.target() == "open" { through_open(&path) } else { through_import(&path, folder.path()) },
            );
        cases += 1;
        let fault = match done {
            Err(said) => Some(format!("panic: {said}")),
            Ok(()) if since.elapsed() > PATIENCE => Some(format!("{:?}", since.elapsed())),
            Ok(()) => None,
        };
        if let Some(fault) = fault {
            findings += 1;
            let kept = args.findings.join(format!("{}-{cases}-{}", args.seed, seed.name));
            fs::write(&kept, &bytes)?;
            println!("finding: {} {fault}", kept.display());
        }
    }
    fs::remove_file(args.findings.join("last-case"))?;
    println!("{cases} cases in {:.1} minutes, {findings} findings", began.elapsed().as_secs_f64() / 60.0);
    Ok(if findings == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

struct Seed {
    name: &'static str,
    bytes: Vec<u8>,
}

impl Seed {
    fn target(&self) -> &'static str {
        let is_database = Path::new(self.name).extension().is_some_and(|extension| extension == "db");
        if is_database { "open" } else { "import" }
    }
}

fn seeds() -> Result<Vec<Seed>, Box<dyn std::error::Error>> {
    const LIST: &str = "시험용 현황,,,,,\n연번,시도,시군구,교류도시,국가,교류유형,체결일자\n1,서울,본청,시험시,일본,자매,1968.3.23.\n\
                        2,경기,광주시,\"가상시, (중국)\",,우호,2005년 5월\n3,,안동,모의시;또시,미국,자매,20100102\n";
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sample = root.join("sample.db");
    let small = small_database()?;
    let templates = template_sheets(None)?;
    let workbook = template_workbook(&templates)?.unwrap_or_default();
    let utf16: Vec<u8> = LIST.encode_utf16().flat_map(u16::to_le_bytes).collect();
    Ok(vec![
        Seed { name: "sample.db", bytes: fs::read(&sample)? },
        Seed { name: "small.db", bytes: small },
        Seed { name: "list.csv", bytes: LIST.as_bytes().to_vec() },
        Seed { name: "korean.csv", bytes: encoding_rs::EUC_KR.encode(LIST).0.into_owned() },
        Seed { name: "wide.csv", bytes: utf16 },
        Seed { name: "template.xlsx", bytes: workbook },
        Seed { name: "old.xls", bytes: fs::read(root.join("tests/fixtures/invented-memberships.xls"))? },
        Seed { name: "table.sqlite", bytes: small_database()? },
    ])
}

/// A database of few pages: damage hits its structure, not only its texts.
fn small_database() -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let list = folder.path().join("list.csv");
    fs::write(&list, "지자체,교류도시,체결일자\n수원시,시험시,2001\n부산,가상시,2002-03\n")?;
    let sheets = find_sheets(&[list], &SheetChoice::default(), None, None)?;
    let draft = Draft::make(&sheets, None, folder.path(), &ImportProgress::default())?;
    let path = folder.path().join("small.db");
    draft.keep(&path)?;
    Ok(fs::read(path)?)
}

fn through_open(path: &Path) {
    if let Ok(loaded) = open(path, &Progress::default()) {
        look_at(&loaded);
    }
    if let Ok(loaded) = open_damaged(path, &Progress::default()) {
        look_at(&loaded);
    }
}

/// Counts, indicators, every chart as SVG.
fn look_at(loaded: &Loaded) {
    let (filter, options) = (Filter::default(), ChartOptions::default());
    let answer = Answer::new(&loaded.dataset, &filter);
    let counting = Counting::default();
    let question = Question { dataset: &loaded.dataset, filter: &filter, answer: &answer, counting: &counting };
    let _found = findings(question, &Indicator::ALL);
    let input = ChartInput {
        dataset: &loaded.dataset,
        answer: &answer,
        whole: &answer,
        filter: &filter,
        options: &options,
        lang: Lang::Ko,
    };
    let Ok(paper) = "full".parse::<PaperSize>() else { return };
    for chart in Chart::ALL {
        let text = FigureText::of(chart, &input);
        let figure = Figure::of_chart(chart, &input, text, paper, &Theme::paper(false));
        let _svg = figure.encode(Format::Svg);
    }
}

fn through_import(path: &Path, folder: &Path) {
    let Ok(sheets) = find_sheets(&[path.to_owned()], &SheetChoice::default(), None, None) else { return };
    let _draft = Draft::make(&sheets, None, folder, &ImportProgress::default());
    // A mapping that takes whatever there is reaches further than one that asks for what it needs.
    for (sheet, _) in sheets {
        let fields = ["city", "counterpart", "country", "start_date", "title_ko", "agenda", "source"];
        let columns = sheet.columns.iter().cloned().zip(fields.map(ToOwned::to_owned)).collect();
        let mapping = Mapping { columns, ..Mapping::default() };
        let _draft = Draft::make(&[(sheet, mapping)], None, folder, &ImportProgress::default());
    }
}

/// Bytes flipped, overwritten, cut off, doubled, swapped.
fn damaged(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    const TELLING: [u8; 12] = [0, 1, 0x7F, 0x80, 0xFF, b'"', b',', b'\n', b'<', b'>', b'[', b';'];
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(12) {
        if bytes.is_empty() {
            break;
        }
        // The beginning of a file says most about it.
        let reach = if dice.below(2) == 0 { bytes.len().min(4096) } else { bytes.len() };
        let at = dice.below(reach);
        match dice.below(7) {
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes[at] = TELLING[dice.below(TELLING.len())],
            2 => bytes[at] = dice.below(256) as u8,
            3 => {
                let end = (at + dice.below(64)).min(bytes.len());
                bytes[at..end].fill(TELLING[dice.below(TELLING.len())]);
            }
            4 => {
                let end = (at + dice.below(512)).min(bytes.len());
                let doubled = bytes[at..end].to_vec();
                let to = dice.below(bytes.len());
                bytes.splice(to..to, doubled);
            }
            5 if dice.below(4) == 0 => bytes.truncate(at),
            _ => {
                let end = (at + dice.below(64)).min(bytes.len());
                bytes.drain(at..end);
            }
        }
    }
    bytes
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}
