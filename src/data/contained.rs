//! Faults of other people's code become errors, and the program goes on.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static IS_CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Runs work whose panics are expected from bad input; the words of a panic come back as an error.
///
/// # Errors
/// What the panic said.
pub fn contained<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let was_contained = IS_CONTAINED.replace(true);
    // The work owns all it changes: nothing half-changed is looked at after a panic.
    let result = catch_unwind(AssertUnwindSafe(work));
    IS_CONTAINED.set(was_contained);
    result.map_err(|payload| message(payload.as_ref()).to_owned())
}

/// Whether a panic on this thread is expected and will become an error: no report is due.
pub fn is_contained() -> bool {
    IS_CONTAINED.get()
}

/// What a panic said.
pub fn message(payload: &(dyn std::any::Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("unknown fault")
}
