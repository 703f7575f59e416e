//! What the comparison promises.
