//! Base64 with padding (RFC 4648, section 4), in its one canonical spelling.
//!
//! It knows no line breaks; those are the armour's.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const PAD: u8 = b'=';

/// Three bytes to four digits.
pub fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let at = |i: usize| group.get(i).copied().unwrap_or(0);
        let word = u32::from_be_bytes([0, at(0), at(1), at(2)]);
        for digit in 0..4 {
            let index = (word >> (18 - 6 * digit)) & 63;
            let shown = if digit > group.len() { PAD } else { ALPHABET[index as usize] };
            out.push(char::from(shown));
        }
    }
    out
}

/// `None` for anything that [`encode`] would not have written.
pub fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (groups, rest) = text.as_chunks::<4>();
    if !rest.is_empty() {
        return None;
    }
    for (at, group) in groups.iter().enumerate() {
        let pads = group.iter().rev().take_while(|digit| **digit == PAD).count();
        if pads > 2 || (pads > 0 && at + 1 != groups.len()) {
            return None;
        }
        let mut word = 0u32;
        for digit in &group[..4 - pads] {
            word = word << 6 | value(*digit)?;
        }
        word <<= 6 * pads;
        let bytes = word.to_be_bytes();
        let (kept, dropped) = bytes[1..].split_at(3 - pads);
        // Bits that no byte needs must be zero, or a second spelling would pass.
        if dropped.iter().any(|byte| *byte != 0) {
            return None;
        }
        out.extend_from_slice(kept);
    }
    Some(out)
}

fn value(digit: u8) -> Option<u32> {
    let value = match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standard_hold_both_ways() {
        let cases = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (plain, coded) in cases {
            assert_eq!(encode(plain.as_bytes()), coded);
            assert_eq!(decode(coded.as_bytes()), Some(plain.as_bytes().to_vec()));
        }
    }

    #[test]
    fn every_other_spelling_is_refused() {
        for text in
            ["Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zg==Zg==", "Zm 9", "Zm9\n", "====", "Zm-_"]
        {
            assert_eq!(decode(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn every_short_text_that_is_taken_is_written_the_same() {
        let digits: Vec<u8> = (0..=255).collect();
        for last in &digits {
            for before in &digits {
                let text = [b'Z', b'm', *before, *last];
                if let Some(bytes) = decode(&text) {
                    assert_eq!(encode(&bytes).as_bytes(), text);
                }
            }
        }
    }
}
