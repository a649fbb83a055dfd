//! `city-diplomacy manual`: the pages of the manual, for whoever makes a package.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

use super::not_written;
use crate::data::Explanation;
use crate::export::{ExportError, write};
use crate::words::Lang;

/// Write the pages of the manual, one for the program and one for each command.
#[derive(Args, Debug)]
pub struct ManualArgs {
    /// The folder to write to; it is made where it does not exist.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl ManualArgs {
    /// Writes them.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn run(&self, program: Command) -> Result<ExitCode, Explanation> {
        let explain = |error: ExportError| not_written(&error, Lang::En);
        let unwritable = |source| explain(ExportError::Write { path: self.folder.clone(), source });
        std::fs::create_dir_all(&self.folder).map_err(unwritable)?;
        let mut program = program.disable_help_subcommand(true);
        program.build();
        let commands = program.get_subcommands().filter(|command| !command.is_hide_set());
        let mut pages: Vec<Man> = commands.cloned().map(Man::new).collect();
        let see_also = see_also(&pages);
        pages.insert(0, Man::new(program));
        for (at, page) in pages.into_iter().enumerate() {
            let page = page.manual("City Diplomacy Explorer");
            let mut bytes = Vec::new();
            page.render(&mut bytes).map_err(unwritable)?;
            if at == 0 {
                program_sections(&see_also, &mut bytes).map_err(unwritable)?;
            }
            write(&self.folder.join(page.get_filename()), &bytes).map_err(explain)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// `city-diplomacy-check(1), …`
fn see_also(pages: &[Man]) -> Vec<Inline> {
    let names = pages.iter().map(Man::get_filename);
    let mut line = Vec::new();
    for name in names {
        if !line.is_empty() {
            line.push(roman(", "));
        }
        line.extend([bold(name.trim_end_matches(".1").to_owned()), roman("(1)")]);
    }
    line
}

/// What the page of the program says beyond its options.
fn program_sections(see_also: &[Inline], out: &mut Vec<u8>) -> io::Result<()> {
    let mut page = Roff::new();
    page.control("SH", ["EXIT STATUS"]);
    for (status, meaning) in [
        ("0", "Done."),
        ("1", "Of check: the database was opened, with warnings."),
        ("2", "Not done; standard error says why, and what to do next."),
    ] {
        page.control("TP", []);
        page.text([bold(status)]);
        page.text([roman(meaning)]);
    }
    page.control("SH", ["FILES"]);
    page.control("TP", []);
    page.text([italic("~/.config/city-diplomacy-explorer/settings.json")]);
    page.text([roman("Language, colours, saved views. The databases that are opened are never written to.")]);
    page.control("SH", ["SEE ALSO"]);
    page.text(see_also.to_vec());
    page.to_writer(out)
}
