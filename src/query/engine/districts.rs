//! Districts count for the city they lie in.

use crate::data::{Code, Dataset, Field};

/// For each local government the city that it is a district of.
pub fn cities_of_districts(dataset: &Dataset) -> Vec<Option<Code>> {
    dataset.vocabulary(Field::City).codes().map(|city| dataset.city_of_district(city)).collect()
}

/// The cities of a fact and those that its districts lie in, each once.
pub fn with_cities_of_districts(codes: &[Code], cities: &[Option<Code>]) -> Vec<Code> {
    let above = codes.iter().filter_map(|code| cities[code.index()]);
    let mut counted: Vec<Code> = codes.iter().copied().chain(above).collect();
    counted.sort_unstable();
    counted.dedup();
    counted
}
