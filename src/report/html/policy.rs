//! What a browser may do with the page: show the one style that stands in it, and nothing else.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The Content-Security-Policy (CSP Level 3) that allows a style element with exactly this text.
pub(super) fn policy(style: &str) -> String {
    let hash = base64(&Sha256::digest(style));
    let mut out = format!("default-src 'none'; style-src 'sha256-{hash}'");
    for closed in ["img-src", "script-src", "base-uri", "form-action"] {
        // Writing to a String cannot fail.
        let _ = write!(out, "; {closed} 'none'");
    }
    out
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |n: usize| u32::from(chunk.get(n).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = (bits >> (18 - 6 * place)) & 63;
            let filled = place <= chunk.len();
            out.push(if filled { char::from(DIGITS[digit as usize]) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standard_are_written_so() {
        for (text, written) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), written);
        }
    }

    #[test]
    fn the_policy_names_the_digest_of_the_style() {
        // printf 'body{}' | openssl dgst -sha256 -binary | base64
        let hash = "'sha256-fJgEClQWV1hGkK4qHMO0KotTsVnMYMXTq7/suurGyUo='";
        assert!(policy("body{}").contains(hash), "{}", policy("body{}"));
    }
}
