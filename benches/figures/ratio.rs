//! Two ways to do something, measured in turns, so that what else the machine does hits both.

use std::time::{Duration, Instant};

/// Prints `name ours base ratio`, medians of `times` runs of each.
pub(crate) fn print(
    name: &str,
    times: usize,
    mut ours: impl FnMut() -> Duration,
    mut base: impl FnMut() -> Duration,
) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for _ in 0..times {
        left.push(ours());
        right.push(base());
    }
    let (ours, base) = (median(left), median(right));
    let ratio = ours.as_secs_f64() / base.as_secs_f64();
    println!("{name:44} {:9.3} ms {:9.3} ms {ratio:7.2}", millis(ours), millis(base));
}

pub(crate) fn timed<T>(act: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let done = act();
    let took = start.elapsed();
    drop(done);
    took
}

fn median(mut all: Vec<Duration>) -> Duration {
    all.sort();
    all[all.len() / 2]
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
