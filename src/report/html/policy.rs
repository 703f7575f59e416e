//! What a browser may do with the page: show the one style that stands in it, and nothing else.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::text::base64;

/// The Content-Security-Policy (CSP Level 3) that allows a style element with exactly this text.
pub(super) fn policy(style: &str) -> String {
    let hash = base64::encode(&Sha256::digest(style));
    let mut out = format!("default-src 'none'; style-src 'sha256-{hash}'");
    for closed in ["img-src", "script-src", "base-uri", "form-action"] {
        // Writing to a String cannot fail.
        let _ = write!(out, "; {closed} 'none'");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_the_digest_of_the_style() {
        // printf 'body{}' | openssl dgst -sha256 -binary | base64
        let hash = "'sha256-fJgEClQWV1hGkK4qHMO0KotTsVnMYMXTq7/suurGyUo='";
        assert!(policy("body{}").contains(hash), "{}", policy("body{}"));
    }
}
