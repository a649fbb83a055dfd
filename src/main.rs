//! The command line: opens the window, or runs one headless command. Errors are printed here, once.

use std::path::PathBuf;
use std::process::ExitCode;

use city_diplomacy_explorer::command::check::CheckArgs;
use city_diplomacy_explorer::command::counts::CountsArgs;
use city_diplomacy_explorer::command::export::ExportArgs;
use city_diplomacy_explorer::command::import::ImportArgs;
use city_diplomacy_explorer::data::Explanation;
use clap::{Parser, Subcommand};

/// See and test, on your own database, how cities act abroad.
#[derive(Parser)]
#[command(name = "city-diplomacy", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// The database to open in the window.
    #[arg(value_name = "DB")]
    db: Option<PathBuf>,
    /// Say on standard error how long each stage takes.
    #[arg(short, long, global = true)]
    verbose: bool,
}

#[derive(Subcommand)]
enum Command {
    Check(CheckArgs),
    Counts(Box<CountsArgs>),
    Export(Box<ExportArgs>),
    Import(ImportArgs),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Some(Command::Check(args)) => args.run(),
        Some(Command::Counts(args)) => args.run(cli.verbose),
        Some(Command::Export(args)) => args.run(cli.verbose),
        Some(Command::Import(args)) => args.run(),
        None => open_window(cli.db, cli.verbose),
    };
    done.unwrap_or_else(|explanation| {
        let Explanation { what, cause, next_step } = explanation;
        let lines: Vec<String> = [what, cause, next_step].into_iter().filter(|line| !line.is_empty()).collect();
        eprintln!("error: {}", lines.join("\n"));
        ExitCode::from(2)
    })
}

// The lead adds the window.
fn open_window(_db: Option<PathBuf>, _is_verbose: bool) -> Result<ExitCode, Explanation> {
    Err(Explanation {
        what: "The window cannot be opened.".to_owned(),
        cause: "It is not built yet.".to_owned(),
        next_step: "Use one of the commands that city-diplomacy --help lists.".to_owned(),
    })
}
