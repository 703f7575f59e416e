//! The tests of the whole program, in one crate so that it links once.

use tenken::domain;

mod report_formats;
mod sample_record;
