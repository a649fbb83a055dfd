//! Which build of the program this is.

use std::sync::LazyLock;

/// The short hash that the program was built from; nothing where it was built outside a checkout.
const COMMIT: Option<&str> = option_env!("CITY_DIPLOMACY_COMMIT");

static VERSION: LazyLock<String> = LazyLock::new(|| {
    let number = env!("CARGO_PKG_VERSION");
    COMMIT
        .filter(|commit| !commit.is_empty())
        .map_or_else(|| number.to_owned(), |commit| format!("{number} ({commit})"))
});

/// The version, and the commit where it is known: `0.1.0 (1a2b3c4)`.
pub fn version() -> &'static str {
    &VERSION
}
