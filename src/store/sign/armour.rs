//! The text around keys and signatures: a first line, base64 of 70 characters a line, a last line.
//!
//! It does not look at what is inside.

use zeroize::Zeroizing;

use crate::text::base64;

/// Characters in one line, as OpenSSH breaks them.
const WIDTH: usize = 70;

/// The kind of thing that is wrapped, by its name in the first and last line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Armour(pub(super) &'static str);

impl Armour {
    fn begin(self) -> String {
        format!("-----BEGIN {}-----\n", self.0)
    }

    fn end(self) -> String {
        format!("-----END {}-----\n", self.0)
    }

    pub(super) fn wrap(self, bytes: &[u8]) -> Zeroizing<String> {
        let coded = Zeroizing::new(base64::encode(bytes));
        let room = coded.len() + coded.len() / WIDTH + 2 + self.begin().len() + self.end().len();
        // With room for all, so that no half of a secret stays behind where it was too small.
        let mut out = Zeroizing::new(String::with_capacity(room));
        out.push_str(&self.begin());
        let mut rest = coded.as_str();
        while !rest.is_empty() {
            let (line, after) = rest.split_at(WIDTH.min(rest.len()));
            out.push_str(line);
            out.push('\n');
            rest = after;
        }
        out.push_str(&self.end());
        out
    }

    /// What is inside; line ends may be those of Windows, and lines of any length.
    pub(super) fn unwrap(self, text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let plain: Zeroizing<Vec<u8>> =
            Zeroizing::new(text.iter().copied().filter(|byte| *byte != b'\r').collect());
        let inside = plain.strip_prefix(self.begin().as_bytes())?;
        let inside = inside.trim_ascii_end().strip_suffix(self.end().trim_end().as_bytes())?;
        let coded: Zeroizing<Vec<u8>> =
            Zeroizing::new(inside.iter().copied().filter(|byte| *byte != b'\n').collect());
        base64::decode(&coded).map(Zeroizing::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARMOUR: Armour = Armour("A TEST");

    #[test]
    fn what_is_wrapped_comes_out_again_whatever_its_length() {
        for length in 0..160 {
            let bytes = vec![7; length];
            let text = ARMOUR.wrap(&bytes);
            assert!(text.lines().all(|line| line.len() <= WIDTH && !line.is_empty()), "{text:?}");
            assert_eq!(ARMOUR.unwrap(text.as_bytes()).as_deref(), Some(&bytes));
            let windows = text.replace('\n', "\r\n");
            assert_eq!(ARMOUR.unwrap(windows.as_bytes()).as_deref(), Some(&bytes));
        }
    }

    #[test]
    fn what_is_not_wrapped_is_not_taken() {
        let text = ARMOUR.wrap(b"x");
        for changed in ["", "-----BEGIN A TEST-----\n", &text.replace("END", "FIN"), &text[1..]] {
            assert!(ARMOUR.unwrap(changed.as_bytes()).is_none(), "{changed:?}");
        }
    }
}
