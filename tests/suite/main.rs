//! The one integration crate: the library as a whole, from outside.

mod checklists;
mod lint;
mod store_faults;
mod store_journal;
mod store_seal;
