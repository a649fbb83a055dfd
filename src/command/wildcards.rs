//! `*` and `?` in the names of files: shells of Windows hand them on as they were typed.

use std::path::{Path, PathBuf};

use glob::{MatchOptions, glob_with};

use crate::data::import::ImportError;

/// The files that are meant, those of a pattern in the order of their names. A file that is really called so is itself.
pub(super) fn expanded(named: &[PathBuf]) -> Result<Vec<PathBuf>, ImportError> {
    let mut files = Vec::new();
    for path in named {
        if is_pattern(path) {
            let found = matching(path);
            if found.is_empty() {
                return Err(ImportError::no_match(path));
            }
            files.extend(found);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn is_pattern(path: &Path) -> bool {
    // Windows' own long paths begin with `\\?\`.
    let has_signs = dunce::simplified(path).to_string_lossy().contains(['*', '?']);
    has_signs && path.symlink_metadata().is_err()
}

fn matching(pattern: &Path) -> Vec<PathBuf> {
    let options = MatchOptions {
        case_sensitive: !cfg!(windows),
        require_literal_separator: true,
        require_literal_leading_dot: true,
    };
    // Brackets are part of names that people give: "[붙임] 현황.xlsx".
    let text: String = pattern.to_string_lossy().chars().map(literal_bracket).collect();
    let Ok(found) = glob_with(&text, options) else { return Vec::new() };
    // Excel keeps a note of who has a workbook open beside it.
    let is_note = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
    found.flatten().filter(|path| !is_note(path)).collect()
}

fn literal_bracket(char: char) -> String {
    if matches!(char, '[' | ']') { format!("[{char}]") } else { char.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn patterns_stand_for_the_files_that_match_and_say_where_none_does() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.csv", "a.csv", "[붙임] 현황.csv", "~$a.csv", "c.txt"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let names = |pattern: &str| -> Vec<String> {
            let found = expanded(&[folder.path().join(pattern)]).unwrap();
            found.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
        };
        assert_eq!(names("*.csv"), ["[붙임] 현황.csv", "a.csv", "b.csv"]);
        assert_eq!(names("?.csv"), ["a.csv", "b.csv"]);
        assert_eq!(names("[붙임]*"), ["[붙임] 현황.csv"]);
        assert_eq!(names("none.csv"), ["none.csv"], "what is no pattern is left to say that it is not there");
        let error = expanded(&[folder.path().join("a.csv"), folder.path().join("*.xlsx")]).unwrap_err();
        for lang in Lang::ALL {
            let told = error.explain(lang);
            assert!(told.what.contains("*.xlsx") && told.cause.contains('*'), "{told}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_called_like_a_pattern_is_itself() {
        let folder = tempfile::tempdir().unwrap();
        let odd = folder.path().join("what?.csv");
        std::fs::write(&odd, "").unwrap();
        std::fs::write(folder.path().join("whats.csv"), "").unwrap();
        assert_eq!(expanded(std::slice::from_ref(&odd)).unwrap(), [odd]);
    }
}
