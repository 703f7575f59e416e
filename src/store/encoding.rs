//! Bytes as text: UTF-8 and nothing else, and what anything else probably is.
//!
//! It never converts: a guess can be wrong, and what was guessed would then be sealed.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS};

/// What bytes that are no text of ours probably are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likely {
    ShiftJis,
    EucJp,
    Iso2022Jp,
    /// It says so in its first two bytes.
    Utf16,
    /// There are zero bytes: UTF-16 without a mark, or no text at all.
    Zeros,
    /// UTF-8 with damage in it.
    Utf8,
    Unknown,
}

impl Likely {
    /// The encoding by name, where there is one to tell.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::ShiftJis => Some("Shift_JIS"),
            Self::EucJp => Some("EUC-JP"),
            Self::Iso2022Jp => Some("ISO-2022-JP"),
            Self::Utf16 => Some("UTF-16"),
            Self::Zeros | Self::Utf8 | Self::Unknown => None,
        }
    }
}

/// Bytes that are no text of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("byte {at} in line {line} is not UTF-8")]
pub struct Garbled {
    /// The first offending byte, counted from 0, and its line, counted from 1.
    pub at: usize,
    pub line: usize,
    pub likely: Likely,
}

/// The text of `bytes`. Zero bytes and the escapes of ISO-2022-JP are valid UTF-8, but never part
/// of a file of ours.
pub fn text(bytes: Vec<u8>) -> Result<String, Garbled> {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            return Err(garbled(error.as_bytes(), at, guess(error.as_bytes())));
        }
    };
    let found = text.bytes().position(|byte| byte == 0);
    if let Some(at) = found {
        return Err(garbled(text.as_bytes(), at, Likely::Zeros));
    }
    match text.find("\u{1b}$").filter(|_| decodes(ISO_2022_JP, text.as_bytes())) {
        Some(at) => Err(garbled(text.as_bytes(), at, Likely::Iso2022Jp)),
        None => Ok(text),
    }
}

/// What `bytes` are if they are no text of ours.
pub fn foreign(bytes: &[u8]) -> Option<Likely> {
    text(bytes.to_vec()).err().map(|garbled| garbled.likely)
}

fn garbled(bytes: &[u8], at: usize, likely: Likely) -> Garbled {
    let line = bytes[..at].split(|byte| *byte == b'\n').count();
    Garbled { at, line, likely }
}

fn guess(bytes: &[u8]) -> Likely {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Likely::Utf16;
    }
    if bytes.contains(&0) {
        return Likely::Zeros;
    }
    if is_damaged_utf8(bytes) {
        return Likely::Utf8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guessed = detector.guess(Some(b"jp"), Utf8Detection::Deny);
    match guessed {
        _ if !decodes(guessed, bytes) => Likely::Unknown,
        found if found == SHIFT_JIS => Likely::ShiftJis,
        found if found == EUC_JP => Likely::EucJp,
        found if found == ISO_2022_JP => Likely::Iso2022Jp,
        _ => Likely::Unknown,
    }
}

fn decodes(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> bool {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

/// Whether most of what is not ASCII reads as UTF-8: then a few bytes are damaged, and to call
/// the whole by another name would mislead.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# 設定\nname = \"見本健康保険組合\"\nofficer = \"髙橋 ｶﾅ\"\n";

    fn likely(bytes: &[u8]) -> Option<Likely> {
        text(bytes.to_vec()).err().map(|garbled| garbled.likely)
    }

    #[test]
    fn japanese_encodings_are_called_by_their_names() {
        let plain = TEXT.replace('髙', "高").replace(" ｶﾅ", "");
        for (encoding, name) in [(SHIFT_JIS, "Shift_JIS"), (EUC_JP, "EUC-JP")] {
            for sample in [TEXT, plain.as_str(), "a = \"点検\"\n"] {
                let (bytes, _, lossy) = encoding.encode(sample);
                if !lossy {
                    let found = likely(&bytes).and_then(Likely::name);
                    assert_eq!(found, Some(name), "{sample:?}");
                }
            }
        }
        let (bytes, _, _) = ISO_2022_JP.encode(&plain);
        assert_eq!(likely(&bytes), Some(Likely::Iso2022Jp));
    }

    #[test]
    fn utf_16_and_bytes_that_are_no_text_are_told_apart() {
        let units = |big: bool| -> Vec<u8> {
            let pair = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
            TEXT.encode_utf16().flat_map(pair).collect()
        };
        assert_eq!(likely(&[b"\xff\xfe", &units(false)[..]].concat()), Some(Likely::Utf16));
        assert_eq!(likely(&[b"\xfe\xff", &units(true)[..]].concat()), Some(Likely::Utf16));
        assert_eq!(likely(&units(false)), Some(Likely::Zeros));
        assert_eq!(likely(b"PK\x03\x04\x14\x00\x08\xff"), Some(Likely::Zeros));
        assert_eq!(likely(b"a = \"\xff\xff\xfe\"\n"), Some(Likely::Unknown));
    }

    #[test]
    fn one_damaged_byte_does_not_make_it_another_encoding() {
        let mut bytes = TEXT.as_bytes().to_vec();
        let at = TEXT.find('検').unwrap_or(20);
        bytes[at] = 0xff;
        let garbled = text(bytes).unwrap_err();
        assert_eq!((garbled.line, garbled.likely), (2, Likely::Utf8));
    }

    #[test]
    fn utf_8_stays_as_it_is_with_its_mark_and_its_line_ends() {
        for sample in [TEXT, "", "\u{feff}a\r\nb\n", "a\u{1b}[31m"] {
            assert_eq!(text(sample.as_bytes().to_vec()).as_deref(), Ok(sample));
        }
    }
}
