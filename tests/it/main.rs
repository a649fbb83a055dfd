//! The tests of the whole program: one binary, so that a cold run links once.
//!
//! They run side by side in one process, so none of them changes what they share (environment, current folder, panic
//! hook); the program that they start gets its own environment. What needs a process of its own is a file beside this
//! folder, and says why.
#![allow(clippy::unwrap_used, reason = "all of it is a test")]

mod about;
mod app;
mod architecture;
mod argument;
mod brute_force;
mod charts;
mod commands;
mod composing;
mod console;
mod counts;
mod deck;
mod docs;
mod drill;
mod engine;
mod faults;
mod formats;
mod graphs;
mod import;
mod import_dates;
mod import_lists;
mod import_names;
mod import_sheets;
mod indicators;
mod judges;
mod licences;
mod map;
mod member_year;
mod open;
mod pairs;
mod partners;
mod profiles;
mod records;
mod report;
mod sets;
mod sheets;
mod side_by_side;
mod support;
mod templates;

#[path = "../../tools/measure/guide.rs"]
mod guide;
#[path = "../../tools/measure/oracle.rs"]
mod oracle;
#[path = "../../tools/generate/register.rs"]
mod register;
#[path = "../../tools/generate/workload.rs"]
mod workload;
