//! The command line: one headless command. Errors are printed here, once.

use std::process::ExitCode;

use city_diplomacy_explorer::command::check::CheckArgs;
use city_diplomacy_explorer::command::import::ImportArgs;
use clap::{Parser, Subcommand};

/// See and test, on your own database, how cities act abroad.
#[derive(Parser)]
#[command(name = "city-diplomacy", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(CheckArgs),
    Import(ImportArgs),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Check(args) => args.run(),
        Command::Import(args) => args.run(),
    };
    done.unwrap_or_else(|explanation| {
        eprintln!("{}\n{}\n{}", explanation.what, explanation.cause, explanation.next_step);
        ExitCode::from(2)
    })
}
