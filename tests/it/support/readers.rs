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

/// Opens a presentation in `LibreOffice` and prints it into a PDF beside it.
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
    reader(command.arg("--outdir").arg(folder).arg(path), "libreoffice-impress");
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

/// Runs a Python script with python-pptx and openpyxl on a file; gives the JSON it prints.
pub fn python(script: &str, path: &Path) -> serde_json::Value {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/readers/bin/python");
    let python = if own.exists() { own } else { PathBuf::from("python3") };
    let package = "python3 with python-pptx and openpyxl (pip install python-pptx openpyxl)";
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/support").join(script);
    let printed = Command::new(&python).args(["-c", "import pptx, openpyxl"]).status();
    assert!(printed.is_ok_and(|status| status.success()), "{package} is needed: install it, or run scripts/test");
    serde_json::from_str(&reader(Command::new(python).arg(script).arg(path), package)).unwrap()
}
