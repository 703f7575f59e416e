//! What `cargo fuzz run seal` runs; see `tenken_fuzz::seal`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tenken_fuzz::seal::read(bytes));
