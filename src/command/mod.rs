//! Headless commands, on the same core as the window.

pub mod check;
pub mod import;
