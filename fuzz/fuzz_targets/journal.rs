//! What `cargo fuzz run journal` runs; see `tenken_fuzz::journal`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tenken_fuzz::journal::read(bytes));
