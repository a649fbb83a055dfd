//! Several values in one cell, each with what qualifies it: `Eugene [US]; Burbank [US]`.

/// A value and what stands in brackets behind it.
pub(super) type Item = (String, String);

/// Writes a cell that [`split`] reads back without loss, whatever signs the values hold.
pub(super) fn join(items: &[Item]) -> String {
    let escaped = |text: &str| {
        let mut safe = String::with_capacity(text.len());
        for char in text.chars() {
            if matches!(char, ';' | '[' | ']' | '\\') {
                safe.push('\\');
            }
            safe.push(char);
        }
        safe
    };
    let written = items.iter().map(|(value, qualifier)| match qualifier.as_str() {
        "" => escaped(value),
        qualifier => format!("{} [{}]", escaped(value), escaped(qualifier)),
    });
    written.collect::<Vec<_>>().join("; ")
}

/// Cuts a cell at any of the separators; a backslash takes the next sign as it stands.
pub(super) fn split(cell: &str, separators: &str) -> Vec<Item> {
    let is_single = !cell.bytes().any(|byte| matches!(byte, b'\\' | b'[' | b']'))
        && !separators.chars().any(|sign| cell.contains(sign));
    if is_single {
        let value = cell.trim();
        return if value.is_empty() { Vec::new() } else { vec![(value.to_owned(), String::new())] };
    }
    let mut items: Vec<Item> = Vec::new();
    let (mut value, mut qualifier) = (String::new(), String::new());
    let mut is_inside = false;
    let mut chars = cell.chars();
    let push = |value: &mut String, qualifier: &mut String, items: &mut Vec<Item>| {
        let item = (value.trim().to_owned(), qualifier.trim().to_owned());
        if !item.0.is_empty() && !items.contains(&item) {
            items.push(item);
        }
        value.clear();
        qualifier.clear();
    };
    while let Some(char) = chars.next() {
        let target = if is_inside { &mut qualifier } else { &mut value };
        match char {
            '\\' => target.push(chars.next().unwrap_or('\\')),
            '[' if !is_inside => is_inside = true,
            ']' if is_inside => is_inside = false,
            _ if !is_inside && separators.contains(char) => push(&mut value, &mut qualifier, &mut items),
            _ => target.push(char),
        }
    }
    push(&mut value, &mut qualifier, &mut items);
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_written_is_read_back() {
        let items: Vec<Item> = [("Eugene", "US"), ("a; b [c] \\d", ""), ("유진(오리건)", "host; chair")]
            .map(|(value, qualifier)| (value.to_owned(), qualifier.to_owned()))
            .into();
        assert_eq!(split(&join(&items), ";"), items);
        let plain: Vec<String> = split("서울; 부산;;서울", ";").into_iter().map(|(value, _)| value).collect();
        assert_eq!(plain, ["서울", "부산"]);
    }
}
