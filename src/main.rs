//! The command line: opens the window, or runs one headless command. Errors are printed here, once.

// Else a black window comes with every double click; tools/console prints what this one says. A build for work on the
// program keeps its console.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use city_diplomacy_explorer::app::{self, DrawnBy, Start};
use city_diplomacy_explorer::command::check::CheckArgs;
use city_diplomacy_explorer::command::completions::CompletionsArgs;
use city_diplomacy_explorer::command::counts::CountsArgs;
use city_diplomacy_explorer::command::deck::DeckArgs;
use city_diplomacy_explorer::command::export::ExportArgs;
use city_diplomacy_explorer::command::import::ImportArgs;
use city_diplomacy_explorer::command::indicators::IndicatorsArgs;
use city_diplomacy_explorer::command::manual::ManualArgs;
use city_diplomacy_explorer::command::picture::PictureArgs;
use city_diplomacy_explorer::command::records::RecordsArgs;
use city_diplomacy_explorer::command::template::TemplateArgs;
use city_diplomacy_explorer::data::{Explanation, console};
use city_diplomacy_explorer::export::Format;
use city_diplomacy_explorer::words::Lang;
use clap::{CommandFactory, Parser, Subcommand};

/// See and test, on your own database, how cities act abroad.
#[derive(Parser)]
#[command(name = "city-diplomacy", version = app::version(), args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// The database to open in the window.
    #[arg(value_name = "DB")]
    db: Option<PathBuf>,
    /// The language of the window; that of the system unless given.
    #[arg(long, value_parser = lang)]
    lang: Option<Lang>,
    /// Opens the window in dark colours.
    #[arg(long)]
    dark: bool,
    #[arg(long, value_name = "FIGURE", help = format!("Shows the view that made a figure ({})", Format::names_with_view().join(", ")))]
    view: Option<PathBuf>,
    /// What draws the window: opengl, or the processor alone; the processor where OpenGL 2 is missing unless given.
    #[arg(long, value_name = "opengl|processor", value_parser = drawn_by)]
    drawing: Option<DrawnBy>,
    /// Say on standard error how long each stage takes.
    #[arg(short, long, global = true)]
    verbose: bool,
}

#[derive(Subcommand)]
enum Command {
    Check(CheckArgs),
    Completions(CompletionsArgs),
    Counts(Box<CountsArgs>),
    Deck(Box<DeckArgs>),
    Export(Box<ExportArgs>),
    Import(Box<ImportArgs>),
    Indicators(Box<IndicatorsArgs>),
    #[command(hide = true)]
    Manual(ManualArgs),
    Picture(PictureArgs),
    Records(Box<RecordsArgs>),
    Template(TemplateArgs),
}

fn lang(tag: &str) -> Result<Lang, &'static str> {
    Lang::ALL.into_iter().find(|lang| lang.tag() == tag).ok_or("en or ko")
}

fn drawn_by(id: &str) -> Result<DrawnBy, &'static str> {
    DrawnBy::ALL.into_iter().find(|drawn_by| drawn_by.id() == id).ok_or("opengl or processor")
}

fn main() -> ExitCode {
    let began = Instant::now();
    app::fault::install(app::fault::default_folder());
    if let Err(cause) = console::end_with_launcher() {
        console::say(cause);
    }
    let cli = Cli::parse();
    let done = match cli.command {
        Some(Command::Check(args)) => args.run(),
        Some(Command::Completions(args)) => args.run(Cli::command()),
        Some(Command::Counts(args)) => args.run(cli.verbose),
        Some(Command::Deck(args)) => args.run(cli.verbose),
        Some(Command::Export(args)) => args.run(cli.verbose),
        Some(Command::Import(args)) => args.run(),
        Some(Command::Indicators(args)) => args.run(cli.verbose),
        Some(Command::Manual(args)) => args.run(Cli::command()),
        Some(Command::Picture(args)) => args.run(),
        Some(Command::Records(args)) => args.run(cli.verbose),
        Some(Command::Template(args)) => args.run(),
        None => {
            let Cli { db, lang, dark, view, drawing, verbose, .. } = cli;
            let start = Start { path: db, lang, dark, view, drawn_by: drawing, verbose, ..Start::default() };
            app::run(start, began).map(|()| ExitCode::SUCCESS)
        }
    };
    if console::is_ending() {
        return ExitCode::from(console::ENDED_BY_CTRL_C);
    }
    done.unwrap_or_else(|explanation| {
        let Explanation { what, cause, next_step } = explanation;
        let lines: Vec<String> = [what, cause, next_step].into_iter().filter(|line| !line.is_empty()).collect();
        console::say(format_args!("error: {}", lines.join("\n")));
        ExitCode::from(2)
    })
}
