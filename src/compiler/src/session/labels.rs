//! Numbers of items that grow in the order of the text, with room between them for items that come later: places of a
//! project are then in order as well, whatever was written in between.

use weir_diagnostics::FileId;

/// Between items that are read at once.
const STEP: u32 = 1 << 12;

pub(super) struct Labels;

impl Labels {
    /// One behind all others.
    pub(super) fn after(last: Option<FileId>) -> Option<FileId> {
        last.map_or(Some(0), |last| last.0.checked_add(STEP)).map(FileId)
    }

    /// So many between two, evenly; `right` is open where nothing follows. `None` where there is no room.
    pub(super) fn between(left: FileId, right: Option<FileId>, count: usize) -> Option<Vec<FileId>> {
        let count = u32::try_from(count).ok()?;
        let step = match right {
            None => STEP,
            Some(right) => (right.0.checked_sub(left.0)? / count.checked_add(1)?).min(STEP),
        };
        if step == 0 {
            return None;
        }
        (1..=count).map(|n| left.0.checked_add(n.checked_mul(step)?).map(FileId)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Labels, STEP};
    use weir_diagnostics::FileId;

    #[test]
    fn labels_lie_between_their_neighbours_until_there_is_no_room() {
        let ids = |labels: Option<Vec<FileId>>| labels.map(|all| all.iter().map(|id| id.0).collect::<Vec<_>>());
        assert_eq!(ids(Labels::between(FileId(8), Some(FileId(16)), 3)), Some(vec![10, 12, 14]));
        assert_eq!(ids(Labels::between(FileId(8), Some(FileId(10)), 1)), Some(vec![9]));
        assert_eq!(ids(Labels::between(FileId(8), Some(FileId(9)), 1)), None);
        assert_eq!(ids(Labels::between(FileId(8), None, 2)), Some(vec![8 + STEP, 8 + 2 * STEP]));
        assert_eq!(ids(Labels::between(FileId(u32::MAX - 1), None, 1)), None);
        assert_eq!(Labels::after(None), Some(FileId(0)));
        assert_eq!(Labels::after(Some(FileId(u32::MAX))), None);
    }
}
