//! What `cargo fuzz run signature` runs; see `tenken_fuzz::signature`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tenken_fuzz::signature::read(bytes));
