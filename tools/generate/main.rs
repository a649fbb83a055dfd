//! Writes an invented database of any size: `cargo run --release --example generate -- --activities N --seed S --into F`.

mod register;

use std::path::PathBuf;
use std::time::Instant;

use clap::Parser;

/// Write an invented database of the same shape as the real ones; the same seed gives the same contents.
#[derive(Parser)]
struct Args {
    /// Number of activities.
    #[arg(long, default_value_t = 100_000)]
    activities: usize,
    /// What the invention starts from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The file to write; it must not exist yet.
    #[arg(long)]
    into: PathBuf,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args = Args::parse();
    let began = Instant::now();
    register::generate(&args.into, args.activities, args.seed)?;
    let bytes = args.into.metadata()?.len();
    println!("{}: {} activities, {bytes} bytes, {:.1?}", args.into.display(), args.activities, began.elapsed());
    Ok(())
}
