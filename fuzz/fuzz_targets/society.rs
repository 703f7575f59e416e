//! What `cargo fuzz run society` runs; see `tenken_fuzz::society`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tenken_fuzz::society::read(bytes));
