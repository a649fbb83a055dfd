//! Other people's readers of exported files. One that is not installed fails the test that needs it, and says how to
//! get it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs the program.
pub fn city_diplomacy(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_city-diplomacy")).args(arguments).output().unwrap()
}

/// Runs the program, which must succeed.
pub fn done(arguments: &[&str]) -> String {
    let output = city_diplomacy(arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Runs the program, which must refuse; gives what it says.
pub fn refused(arguments: &[&str]) -> String {
    let output = city_diplomacy(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn reader(command: &mut Command, package: &str) -> String {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().unwrap_or_else(|error| {
        panic!("{name} is needed to read what was exported ({error}): install {package}, or run scripts/test")
    });
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Opens a presentation or document in `LibreOffice` and prints it into a PDF beside it.
pub fn libreoffice_pdf(path: &Path) -> PathBuf {
    let folder = path.parent().unwrap();
    // Office's Korean typeface is not free: ours stands in for it, so that every machine prints the same.
    let fonts = folder.join("fonts.conf");
    let alias = |family: &str| {
        format!(
            "<match target=\"pattern\"><test name=\"family\"><string>{family}</string></test><edit name=\"family\" mode=\"assign\" binding=\"strong\"><string>Noto Sans CJK KR</string></edit></match>"
        )
    };
    let config = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>{}/assets/fonts</dir><cachedir>{}/font-cache</cachedir>{}{}</fontconfig>",
        env!("CARGO_MANIFEST_DIR"),
        folder.display(),
        alias("Malgun Gothic"),
        alias("맑은 고딕"),
    );
    fs::write(&fonts, config).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut command = Command::new("soffice");
    command.env("FONTCONFIG_FILE", &fonts).env("HOME", folder).args(["--headless", &profile, "--convert-to", "pdf"]);
    reader(command.arg("--outdir").arg(folder).arg(path), "libreoffice-impress and libreoffice-writer");
    let pdf = path.with_extension("pdf");
    assert!(pdf.exists(), "LibreOffice could not open {}", path.display());
    pdf
}

/// The text of a PDF as it is copied or searched.
pub fn pdf_text(path: &Path) -> String {
    reader(Command::new("pdftotext").args(["-layout"]).arg(path).arg("-"), "poppler-utils")
}

/// What a PDF says of itself.
pub fn pdf_info(path: &Path) -> String {
    reader(Command::new("pdfinfo").arg(path), "poppler-utils")
}

/// Fails unless every font is embedded, a subset, and maps to Unicode.
pub fn assert_fonts_travel(path: &Path) {
    let listed = reader(Command::new("pdffonts").arg(path), "poppler-utils");
    let fonts: Vec<&str> = listed.lines().skip(2).collect();
    assert!(!fonts.is_empty(), "no font in {}", path.display());
    for font in fonts {
        let words: Vec<&str> = font.split_whitespace().collect();
        // ... emb sub uni object generation
        assert_eq!(words[words.len() - 5..words.len() - 2], ["yes", "yes", "yes"], "{font}");
    }
}

/// The Python of the build's own folder, with what scripts/test installs there; the system's where there is none.
fn python_with(modules: &str) -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/readers/bin/python");
    let python = if own.exists() { own } else { PathBuf::from("python3") };
    let found = Command::new(&python).args(["-c", &format!("import {modules}")]).status();
    let message = format!("python3 with {modules} is needed: install them by pip, or run scripts/test");
    assert!(found.is_ok_and(|status| status.success()), "{message}");
    python
}

/// Runs a script of `tests/it/support` that needs nothing but Python; gives what it prints.
pub fn script(name: &str, arguments: &[&str]) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/support").join(name);
    reader(Command::new(python_with("json")).arg(script).args(arguments), "python3")
}

/// What an independent reader of boxes and colours says of the slides that were added to a template.
pub fn judged(out: &Path, template: &Path) -> serde_json::Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/support/judge_slides.py");
    let output =
        Command::new(python_with("PIL")).arg(script).arg(out).arg("--template").arg(template).output().unwrap();
    // It ends with 1 where it has something to say.
    let said = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {said}"))
}

/// What the judges of Office files have against those of a folder: Microsoft's own validator, and two programs that
/// others wrote.
pub fn office_faults(folder: &Path) -> Vec<String> {
    let validator = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/judges/ooxml-validator");
    assert!(validator.exists(), "{} is needed: run scripts/test, which brings it", validator.display());
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let is_of = |file: &PathBuf, kinds: &[&str]| {
        file.extension().is_some_and(|kind| kinds.iter().any(|&wanted| kind == wanted))
    };
    files.retain(|file| is_of(file, &["pptx", "docx", "xlsx"]));
    assert!(!files.is_empty());
    let mut faults = Vec::new();
    for file in &files {
        let output = Command::new(&validator).arg(file).output().unwrap();
        let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let errors = said["errors"].as_array().unwrap();
        faults.extend(errors.iter().map(|error| format!("{}: {}", file.display(), error["description"])));
    }
    let python = python_with("openxml_audit, ooxml_integrity");
    let bin = python.parent().unwrap_or(Path::new(""));
    let mut ask = |judge: &mut Command| {
        let output = judge.output().unwrap();
        if !output.status.success() {
            let said = [output.stdout, output.stderr].concat();
            faults.push(String::from_utf8_lossy(&said).trim().to_owned());
        }
    };
    ask(Command::new(bin.join("openxml-audit")).args(["--quiet", "--recursive"]).arg(folder));
    // This one knows documents and presentations, and takes the root of a workbook for a fault.
    files.retain(|file| !is_of(file, &["xlsx"]));
    ask(Command::new(bin.join("ooxml-integrity")).arg("check").args(&files));
    faults
}

/// Runs a Python script with python-pptx, python-docx, python-hwpx and openpyxl on a file; gives the JSON it prints.
pub fn python(script: &str, path: &Path) -> serde_json::Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/support").join(script);
    let printed = reader(
        Command::new(python_with("pptx, docx, hwpx, openpyxl")).arg(script).arg(path),
        "python-pptx, python-docx, python-hwpx and openpyxl",
    );
    serde_json::from_str(&printed).unwrap()
}
