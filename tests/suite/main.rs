//! The tests of the whole program, in one crate so that it links once.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use tenken::domain;

mod report_formats;
mod sample_record;
mod store_faults;
mod store_journal;
mod store_seal;
