//! SHA-256 values as the store writes, reads and shows them.
//!
//! It says nothing about what a value stands for.

use std::fmt;
use std::io::Read;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

const BYTES: usize = 32;
/// Hexadecimal digits in one group on paper.
const GROUP: usize = 8;

/// A SHA-256 value; written as 64 lowercase hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; BYTES]);

impl Digest {
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The value of everything `bytes` yields, and how many bytes that was; reads no more than
    /// `cap + 1` of them.
    pub fn of_stream(bytes: impl Read, cap: u64) -> std::io::Result<(Self, u64)> {
        const CHUNK: usize = 64 * 1024;
        let mut bytes = bytes.take(cap.saturating_add(1));
        let mut state = Sha256::new();
        let mut chunk = vec![0; CHUNK];
        let mut length = 0;
        loop {
            match bytes.read(&mut chunk) {
                Ok(0) => return Ok((Self(state.finalize().into()), length)),
                Ok(n) => {
                    state.update(&chunk[..n]);
                    length += n as u64;
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Eight groups of eight digits, for paper.
    pub fn grouped(&self) -> String {
        let hex = self.to_string();
        let groups: Vec<&str> =
            (0..hex.len()).step_by(GROUP).map(|at| &hex[at..at + GROUP]).collect();
        groups.join(" ")
    }
}

/// A value in the making.
#[derive(Debug, Clone, Default)]
pub struct Sum(Sha256);

impl Sum {
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub fn value(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Digest {
    type Err = BadDigest;

    /// Accepts what people copy from paper: either case, any white space and hyphens between
    /// the digits.
    fn from_str(text: &str) -> Result<Self, BadDigest> {
        let mut bytes = [0; BYTES];
        let mut digits = 0;
        for c in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let value = c.to_digit(16).ok_or(BadDigest::NotHex { found: c })?;
            if let Some(byte) = bytes.get_mut(digits / 2) {
                // A hexadecimal digit is below 16.
                *byte = *byte << 4 | u8::try_from(value).unwrap_or_default();
            }
            digits += 1;
        }
        if digits == 2 * BYTES { Ok(Self(bytes)) } else { Err(BadDigest::Length { digits }) }
    }
}

/// A text that is no [`Digest`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadDigest {
    #[error("{found:?} is not a hexadecimal digit")]
    NotHex { found: char },
    #[error("{digits} digits instead of 64")]
    Length { digits: usize },
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value of `abc` in FIPS 180-2, appendix B.1.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn the_standard_example_comes_out() {
        assert_eq!(Digest::of(b"abc").to_string(), ABC);
        assert_eq!(Digest::of_stream(&b"abc"[..], 3).unwrap(), (Digest::of(b"abc"), 3));
    }

    #[test]
    fn a_stream_is_not_read_far_beyond_the_cap() {
        let (_, length) = Digest::of_stream(std::io::repeat(0), 70_000).unwrap();
        assert_eq!(length, 70_001);
    }

    #[test]
    fn what_is_printed_in_groups_reads_back_as_people_type_it() {
        let digest = Digest::of(b"abc");
        assert_eq!(
            digest.grouped(),
            "ba7816bf 8f01cfea 414140de 5dae2223 b00361a3 96177a9c b410ff61 f20015ad"
        );
        for text in [digest.grouped(), ABC.to_uppercase(), digest.grouped().replace(' ', "-")] {
            assert_eq!(text.parse(), Ok(digest));
        }
        assert_eq!("".parse::<Digest>(), Err(BadDigest::Length { digits: 0 }));
        assert_eq!(ABC[1..].parse::<Digest>(), Err(BadDigest::Length { digits: 63 }));
        let long = format!("{ABC}0");
        assert_eq!(long.parse::<Digest>(), Err(BadDigest::Length { digits: 65 }));
        assert_eq!("xy".parse::<Digest>(), Err(BadDigest::NotHex { found: 'x' }));
    }
}
