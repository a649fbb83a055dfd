//! How the rows of a sheet are handed over, whatever file they stand in.

use std::ops::ControlFlow;

/// Takes a row: number, cells, and how much of the file is read (0 to 1).
pub(in crate::data) type TakeRow<'a> = &'a mut dyn FnMut(usize, &[String], f32) -> ControlFlow<()>;
