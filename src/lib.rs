//! Periodic self-inspection of personal data protection: the library behind `tenken`.

pub mod store;
