//! The strings and numbers OpenSSH packs keys and signatures from (RFC 4251, section 5).
//!
//! It knows nothing of what they mean; whatever is cut short yields `None`.

/// What is left to be read.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        let (bytes, rest) = self.rest.split_first_chunk::<4>()?;
        self.rest = rest;
        Some(u32::from_be_bytes(*bytes))
    }

    /// A length and as many bytes.
    pub(super) fn string(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    /// Bytes that must stand here.
    pub(super) fn literal(&mut self, expected: &[u8]) -> Option<()> {
        self.rest = self.rest.strip_prefix(expected)?;
        Some(())
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(super) fn end(&self) -> Option<()> {
        self.rest.is_empty().then_some(())
    }
}

/// Appends a length and the bytes.
pub(super) fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    let length = u32::try_from(bytes.len()).unwrap_or_else(|_| unreachable!("files are short"));
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_come_back_and_nothing_reaches_beyond_the_end() {
        let mut packed = Vec::new();
        put(&mut packed, b"ssh");
        put(&mut packed, b"");
        let mut reader = Reader::new(&packed);
        assert_eq!(reader.string(), Some(&b"ssh"[..]));
        assert_eq!(reader.string(), Some(&b""[..]));
        assert_eq!((reader.end(), reader.string(), reader.number()), (Some(()), None, None));
        for cut in 0..7 {
            assert_eq!(Reader::new(&packed[..cut]).string(), None, "{cut}");
        }
        assert_eq!(Reader::new(&[255, 255, 255, 255, 0]).string(), None);
    }
}
