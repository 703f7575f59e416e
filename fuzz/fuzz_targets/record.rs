//! What `cargo fuzz run record` runs; see `tenken_fuzz::record`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tenken_fuzz::record::read(bytes));
