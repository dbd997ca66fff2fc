use super::{Corrupt, KeyTable, Reader, Writer};

/// Rows by key, each as often as it came, in the order in which they came: one side of a join. Beyond the bytes of key and
/// row an entry costs about 60 bytes.
#[derive(Default)]
pub struct Multimap {
    keys: KeyTable,
    /// By number of the key.
    lists: Vec<List>,
    /// The number of the key, then the row's bytes.
    rows: KeyTable,
    /// By number of the row.
    entries: Vec<Entry>,
    scratch: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
struct List {
    first: u32,
    last: u32,
}

/// A row that is there.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// How often.
    pub times: u32,
    /// How many rows of the other side it matches, where an outer join asks.
    pub matches: u32,
    /// When it last came.
    pub touched: i64,
    before: u32,
    after: u32,
}

const NONE: u32 = u32::MAX;
const NO_LIST: List = List { first: NONE, last: NONE };
const NO_ENTRY: Entry = Entry { times: 0, matches: 0, touched: 0, before: NONE, after: NONE };

/// Bytes of a key's number before those of its row.
const PREFIX: usize = 4;

impl Multimap {
    /// Distinct rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// One more than the largest number of a row.
    pub fn capacity(&self) -> usize {
        self.entries.len()
    }

    /// The numbers of a key's rows.
    pub fn rows_of(&self, key: &[u8]) -> impl Iterator<Item = u32> + '_ {
        let first = self.keys.find(key).and_then(|key| self.lists.get(key as usize)).map_or(NONE, |list| list.first);
        let mut next = first;
        std::iter::from_fn(move || {
            let entry = self.entries.get(next as usize)?;
            Some(std::mem::replace(&mut next, entry.after))
        })
    }

    /// The bytes of a row.
    pub fn row(&self, number: u32) -> &[u8] {
        self.rows.key(number).get(PREFIX..).unwrap_or_default()
    }

    pub fn entry(&self, number: u32) -> Entry {
        self.entries.get(number as usize).copied().unwrap_or(NO_ENTRY)
    }

    pub fn entry_mut(&mut self, number: u32) -> Option<&mut Entry> {
        self.entries.get_mut(number as usize)
    }

    fn place(&mut self, key: u32, row: &[u8]) {
        self.scratch.clear();
        self.scratch.extend_from_slice(&key.to_be_bytes());
        self.scratch.extend_from_slice(row);
    }

    /// The row comes once more; gives its number.
    pub fn add(&mut self, key: &[u8], row: &[u8], now: i64) -> u32 {
        let (key, new) = self.keys.insert(key);
        if self.lists.len() <= key as usize {
            self.lists.resize(key as usize + 1, NO_LIST);
        }
        if let Some(list) = self.lists.get_mut(key as usize).filter(|_| new) {
            *list = NO_LIST;
        }
        self.place(key, row);
        let (number, new) = self.rows.insert(&self.scratch);
        if self.entries.len() <= number as usize {
            self.entries.resize(number as usize + 1, NO_ENTRY);
        }
        if new {
            self.link(key, number);
        }
        if let Some(entry) = self.entries.get_mut(number as usize) {
            entry.times += 1;
            entry.touched = now;
        }
        number
    }

    fn link(&mut self, key: u32, number: u32) {
        let Some(list) = self.lists.get_mut(key as usize) else { return };
        let before = std::mem::replace(&mut list.last, number);
        match self.entries.get_mut(before as usize) {
            Some(entry) => entry.after = number,
            None => list.first = number,
        }
        if let Some(entry) = self.entries.get_mut(number as usize) {
            *entry = Entry { before, ..NO_ENTRY };
        }
    }

    /// The row is taken back once; gives false where it is not there.
    pub fn remove(&mut self, key: &[u8], row: &[u8]) -> bool {
        let Some(key) = self.keys.find(key) else { return false };
        self.place(key, row);
        let Some(number) = self.rows.find(&self.scratch) else { return false };
        let Some(entry) = self.entries.get_mut(number as usize) else { return false };
        entry.times = entry.times.saturating_sub(1);
        if entry.times == 0 {
            self.unlink(key, number);
        }
        true
    }

    /// Takes a row out, however often it is there.
    pub fn take_out(&mut self, number: u32) {
        let key = self.rows.key(number).first_chunk::<PREFIX>().map(|bytes| u32::from_be_bytes(*bytes));
        if let Some(key) = key.filter(|_| self.rows.holds(number)) {
            self.unlink(key, number);
        }
    }

    fn unlink(&mut self, key: u32, number: u32) {
        let Entry { before, after, .. } = self.entry(number);
        let Some(list) = self.lists.get_mut(key as usize) else { return };
        match self.entries.get_mut(before as usize) {
            Some(entry) => entry.after = after,
            None => list.first = after,
        }
        match self.entries.get_mut(after as usize) {
            Some(entry) => entry.before = before,
            None => list.last = before,
        }
        if list.first == NONE {
            self.keys.remove(key);
        }
        if let Some(entry) = self.entries.get_mut(number as usize) {
            *entry = NO_ENTRY;
        }
        self.rows.remove(number);
    }

    /// Numbers of all rows.
    pub fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.rows.numbers()
    }

    pub fn memory(&self) -> usize {
        self.keys.memory()
            + self.rows.memory()
            + self.lists.capacity() * size_of::<List>()
            + self.entries.capacity() * size_of::<Entry>()
    }

    /// Key by key, each with its rows in order; numbers are not kept.
    pub fn snapshot(&self, into: &mut Writer) {
        into.count(self.keys.len());
        for key in self.keys.numbers() {
            let bytes = self.keys.key(key);
            into.bytes(bytes);
            into.count(self.rows_of(bytes).count());
            for number in self.rows_of(bytes) {
                let entry = self.entry(number);
                into.bytes(self.row(number));
                into.long(i64::from(entry.times));
                into.long(i64::from(entry.matches));
                into.long(entry.touched);
            }
        }
    }

    pub fn restore(from: &mut Reader<'_>) -> Result<Multimap, Corrupt> {
        let small = |long: i64| u32::try_from(long).map_err(|_| Corrupt("a number of rows is none"));
        let mut map = Multimap::default();
        for _ in 0..from.count()? {
            let key = from.bytes()?;
            for _ in 0..from.count()? {
                let row = from.bytes()?;
                let (times, matches, touched) = (small(from.long()?)?, small(from.long()?)?, from.long()?);
                let number = map.add(key, row, touched);
                if let Some(entry) = map.entry_mut(number) {
                    entry.times = times;
                    entry.matches = matches;
                }
            }
        }
        Ok(map)
    }
}

#[cfg(test)]
mod tests {
    use super::{Multimap, Reader, Writer};

    fn rows(map: &Multimap, key: &[u8]) -> Vec<(Vec<u8>, u32)> {
        map.rows_of(key).map(|number| (map.row(number).to_vec(), map.entry(number).times)).collect()
    }

    #[test]
    fn rows_stay_in_order_and_count() {
        let mut map = Multimap::default();
        for row in [b"a", b"b", b"c", b"a"] {
            map.add(b"k", row, 0);
        }
        map.add(b"l", b"a", 0);
        assert_eq!(rows(&map, b"k"), [(b"a".to_vec(), 2), (b"b".to_vec(), 1), (b"c".to_vec(), 1)]);
        assert!(map.remove(b"k", b"b"));
        assert!(map.remove(b"k", b"a"));
        assert!(!map.remove(b"k", b"x"));
        assert_eq!(rows(&map, b"k"), [(b"a".to_vec(), 1), (b"c".to_vec(), 1)]);
        assert!(map.remove(b"l", b"a"));
        assert_eq!(map.len(), 2);
        let mut writer = Writer::default();
        map.snapshot(&mut writer);
        let bytes = writer.finish();
        let again = Multimap::restore(&mut Reader::new(&bytes)).unwrap();
        assert_eq!(rows(&again, b"k"), rows(&map, b"k"));
    }
}
