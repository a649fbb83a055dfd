//! Places: the register of Korean governments and of countries, and the one recogniser that reads a written place.
//!
//! A city is its name and its country or province: two Akitas stay two. What has two meanings is said with its candidates,
//! never guessed; what is not known is kept as it is written.

mod abroad;
mod clues;
mod countries;
mod korean;
mod normal;
mod place;
mod recognise;
mod register;
#[cfg(test)]
mod tests;
mod world_region;
mod written;

pub(crate) use countries::{Found, country_code, country_of_id, read_country};
pub(crate) use normal::tidy;
pub(crate) use place::{Certainty, Elsewhere, Hint, Kind, Meaning, Place, Within};
pub(crate) use recognise::read_place;
pub(crate) use register::{Country, Government, Level, Standing, register};
pub(crate) use world_region::WorldRegion;
