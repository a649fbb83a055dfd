//! Text as XML takes it.

use std::fmt::{self, Write};

/// Signs of the markup escaped, white space as a space, characters XML forbids left out.
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for char in self.0.chars() {
            match char {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '\t' | '\n' | '\r' => f.write_char(' ')?,
                '\u{fffe}' | '\u{ffff}' => {}
                _ if char.is_control() => {}
                _ => f.write_char(char)?,
            }
        }
        Ok(())
    }
}

/// The same inside `"`.
pub struct Attribute<'a>(pub &'a str);

impl fmt::Display for Attribute<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.0.split('"').enumerate() {
            let quote = if index > 0 { "&quot;" } else { "" };
            write!(f, "{quote}{}", Escaped(part))?;
        }
        Ok(())
    }
}
