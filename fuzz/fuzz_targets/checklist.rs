//! What `cargo fuzz run checklist` runs; see `tenken_fuzz::checklist`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tenken_fuzz::checklist::read(bytes));
