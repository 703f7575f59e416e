//! The one integration crate: the library and the program as a whole, from outside.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use tenken::domain;

mod checklists;
mod lint;
mod report_formats;
mod sample_record;
mod store_faults;
mod store_journal;
mod store_seal;
