//! Work that falls into equal parts.

use std::{num::NonZero, thread};

/// Fewer than this are done at once: a thread costs more.
const WORTH_A_THREAD: usize = 64;

/// Does something with each of many, on all cores where there are enough of them. What each gives must not depend on
/// the others, so that the result is the same on every machine.
pub fn on_all_cores<T: Send>(all: &mut [T], each: impl Fn(&mut T) + Sync) {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    if cores == 1 || all.len() < WORTH_A_THREAD {
        all.iter_mut().for_each(each);
        return;
    }
    let share = all.len().div_ceil(cores);
    thread::scope(|scope| {
        let mut parts = all.chunks_mut(share);
        let own = parts.next();
        for part in parts {
            scope.spawn(|| part.iter_mut().for_each(&each));
        }
        own.into_iter().flatten().for_each(&each);
    });
}

#[cfg(test)]
mod tests {
    use super::on_all_cores;

    #[test]
    fn everything_is_done_once() {
        for count in [0, 1, 63, 64, 65, 1_001] {
            let mut all: Vec<usize> = (0..count).collect();
            on_all_cores(&mut all, |n| *n += 1);
            assert_eq!(all, (1..=count).collect::<Vec<_>>());
        }
    }
}
