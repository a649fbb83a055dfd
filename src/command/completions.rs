//! `city-diplomacy completions`: what a shell needs to complete the commands.

use std::process::ExitCode;

use clap::{Args, Command};
use clap_complete::Shell;

use super::print_result;
use crate::data::Explanation;
use crate::words::Lang;

/// Print the completions of commands and options for a shell.
///
/// For bash, into ~/.local/share/bash-completion/completions/city-diplomacy; for fish, into
/// ~/.config/fish/completions/city-diplomacy.fish; for zsh, into a file `_city-diplomacy` in a folder of its fpath. Installed
/// packages bring them along.
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell.
    shell: Shell,
}

impl CompletionsArgs {
    /// Prints them.
    ///
    /// # Errors
    /// Where standard output cannot be written.
    pub fn run(&self, mut program: Command) -> Result<ExitCode, Explanation> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut program, "city-diplomacy", &mut script);
        print_result(&String::from_utf8_lossy(&script), Lang::En)?;
        Ok(ExitCode::SUCCESS)
    }
}
