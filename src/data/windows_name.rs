//! Names that Windows keeps for its devices, in every folder and with any ending: no file can be called so there.

/// Whether a file name, without its folder, is that of a device of Windows: `NUL`, `con.svg`, `COM1`.
pub(crate) fn is_device_name(name: &str) -> bool {
    let stem = name.split(['.', ':']).next().unwrap_or_default().trim_end().to_uppercase();
    let is_numbered = ["COM", "LPT"].iter().any(|device| {
        stem.strip_prefix(device).is_some_and(|number| {
            let mut digits = number.chars();
            matches!((digits.next(), digits.next()), (Some('1'..='9' | '¹' | '²' | '³'), None))
        })
    });
    is_numbered || ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&stem.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_told_from_files_with_similar_names() {
        for name in ["NUL", "con", "Aux.db", "prn.tar.gz", "COM1", "lpt9.csv", "com².svg", "NUL .png", "nul:", "CONIN$"]
        {
            assert!(is_device_name(name), "{name}");
        }
        for name in ["null.png", "console.svg", "com.svg", "COM10", "lpt0", "서울.db", ".con", "a.con", ""] {
            assert!(!is_device_name(name), "{name}");
        }
    }
}
