//! What must hold of every reader whatever it is given, one file for each kind of input.
//!
//! Each `read` takes any bytes and panics where something promised does not hold: libFuzzer feeds
//! them for as long as one likes, and `cargo test` feeds them what is kept as examples. Nothing
//! here touches the disk.

pub mod allowed_signers;
pub mod checklist;
pub mod journal;
mod promise;
pub mod record;
pub mod seal;
pub mod signature;
pub mod society;
