//! What `cargo fuzz run allowed_signers` runs; see `tenken_fuzz::allowed_signers`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tenken_fuzz::allowed_signers::read(bytes));
