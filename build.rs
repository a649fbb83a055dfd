//! What the sources do not hold: the commit that the program was built from, and what Windows shows of a program file.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

const COMMIT: &str = "CITY_DIPLOMACY_COMMIT";
const ICON: &str = "assets/icons/city-diplomacy.ico";
const US_ENGLISH: u16 = 0x0409;
const MANIFEST: &str = "packaging/windows/program.manifest";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    // While one works on the program every commit would build all of it anew.
    if std::env::var("PROFILE")? == "release" {
        name_commit();
    }
    if std::env::var("CARGO_CFG_TARGET_OS")? == "windows" {
        println!("cargo:rerun-if-changed={ICON}");
        println!("cargo:rerun-if-changed={MANIFEST}");
        describe_to_windows()?;
    }
    Ok(())
}

/// The commit by its short hash, for `option_env!`; whoever builds without a repository may name it in the variable.
fn name_commit() {
    println!("cargo:rerun-if-env-changed={COMMIT}");
    if std::env::var(COMMIT).is_ok() {
        // Cargo hands it on to the compiler, which sees when it changes.
        return;
    }
    // HEAD changes with another branch, the branch's own file with each commit, the log with both: a branch that was
    // packed has no file of its own.
    let branch = git(&["symbolic-ref", "--quiet", "HEAD"]);
    for path in ["HEAD", "logs/HEAD"].into_iter().chain(branch.as_deref()).filter_map(git_path) {
        println!("cargo:rerun-if-changed={}", path.display());
    }
    if let Some(hash) = git(&["rev-parse", "--short=10", "HEAD"]) {
        println!("cargo:rustc-env={COMMIT}={hash}");
    }
}

/// Where the repository keeps a file: a second working tree has some of its own and shares others.
fn git_path(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(git(&["rev-parse", "--git-path", name])?);
    // Cargo would run this again at every build for a file that is not there.
    path.is_file().then_some(path)
}

/// What git answers, if there is git and this folder is itself a working tree, not some folder inside another project's.
fn git(arguments: &[&str]) -> Option<String> {
    if !Path::new(".git").exists() {
        return None;
    }
    let output = Command::new("git").args(arguments).output().ok().filter(|output| output.status.success())?;
    let answer = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (!answer.is_empty()).then_some(answer)
}

/// Icon, version and manifest of the program, by the resource compiler of whichever Windows tools are there.
fn describe_to_windows() -> Result<(), Box<dyn Error>> {
    let mut resource = winresource::WindowsResource::new();
    let manifest = Path::new(&std::env::var("OUT_DIR")?).join("program.manifest");
    let version = std::env::var("CARGO_PKG_VERSION")?;
    std::fs::write(&manifest, std::fs::read_to_string(MANIFEST)?.replace("VERSION", &version))?;
    resource
        .set_icon(ICON)
        .set_manifest_file(manifest.to_str().ok_or("the folder of the build has a name that is not Unicode")?)
        .set_language(US_ENGLISH)
        .set("ProductName", "City Diplomacy Explorer")
        // What the task manager and "Open with" call the program.
        .set("FileDescription", "City Diplomacy Explorer")
        .set("Comments", &std::env::var("CARGO_PKG_DESCRIPTION")?)
        .set("LegalCopyright", &copyright()?)
        .set("OriginalFilename", "city-diplomacy.exe")
        .set("InternalName", "city-diplomacy")
        .compile_for("city-diplomacy")?;
    Ok(())
}

/// The line of the licence that says whose the program is.
fn copyright() -> Result<String, Box<dyn Error>> {
    println!("cargo:rerun-if-changed=LICENSE");
    let licence = std::fs::read_to_string("LICENSE")?;
    let line = licence.lines().find(|line| line.starts_with("Copyright")).ok_or("LICENSE has no line of copyright")?;
    Ok(format!("{}. {} licence.", line.trim(), std::env::var("CARGO_PKG_LICENSE")?))
}
