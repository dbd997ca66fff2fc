use super::{Corrupt, Reader, Writer};
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// Keys (encoded rows) and the number that each has: operators keep what they know of a key in vectors of their own, by
/// that number. Numbers of removed keys are given out again. Beyond a key's bytes it costs about 22 bytes.
#[derive(Default)]
pub struct KeyTable {
    numbers: HashTable<u32>,
    slots: Vec<Slot>,
    bytes: Vec<u8>,
    free: Vec<u32>,
    /// Bytes of removed keys.
    dead: usize,
    hasher: FixedState,
}

#[derive(Clone, Copy)]
struct Slot {
    offset: usize,
    length: u32,
}

impl Slot {
    /// No key has this length: its batch would not fit memory.
    const FREE: Slot = Slot { offset: 0, length: u32::MAX };

    fn used(self) -> bool {
        self.length != u32::MAX
    }
}

impl KeyTable {
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// One more than the largest number given out.
    pub fn capacity(&self) -> usize {
        self.slots.len()
    }

    pub fn find(&self, key: &[u8]) -> Option<u32> {
        let hash = self.hasher.hash_one(key);
        self.numbers.find(hash, |number| at(&self.slots, &self.bytes, *number) == key).copied()
    }

    /// The key's number, and whether it is new.
    pub fn insert(&mut self, key: &[u8]) -> (u32, bool) {
        let KeyTable { numbers, slots, bytes, free, hasher, .. } = self;
        let hash = hasher.hash_one(key);
        if let Some(number) = numbers.find(hash, |number| at(slots, bytes, *number) == key) {
            return (*number, false);
        }
        let slot = Slot { offset: bytes.len(), length: number_of(key.len()) };
        bytes.extend_from_slice(key);
        let number = match free.pop() {
            Some(number) => {
                if let Some(old) = slots.get_mut(number as usize) {
                    *old = slot;
                }
                number
            }
            None => {
                slots.push(slot);
                number_of(slots.len() - 1)
            }
        };
        numbers.insert_unique(hash, number, |number| hasher.hash_one(at(slots, bytes, *number)));
        (number, true)
    }

    /// Whether a key has this number.
    pub fn holds(&self, number: u32) -> bool {
        self.slots.get(number as usize).is_some_and(|slot| slot.used())
    }

    /// The bytes of the key with this number.
    pub fn key(&self, number: u32) -> &[u8] {
        at(&self.slots, &self.bytes, number)
    }

    pub fn remove(&mut self, number: u32) {
        let KeyTable { numbers, slots, bytes, free, hasher, dead } = self;
        let hash = hasher.hash_one(at(slots, bytes, number));
        let Ok(entry) = numbers.find_entry(hash, |known| *known == number) else { return };
        entry.remove();
        if let Some(slot) = slots.get_mut(number as usize) {
            *dead += slot.length as usize;
            *slot = Slot::FREE;
        }
        free.push(number);
        if self.dead > self.bytes.len() / 2 && self.dead > 1 << 16 {
            self.compact();
        }
    }

    /// Numbers that are in use, ascending.
    pub fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        (0u32..).zip(&self.slots).filter(|(_, slot)| slot.used()).map(|(number, _)| number)
    }

    pub fn clear(&mut self) {
        self.numbers.clear();
        self.slots.clear();
        self.bytes.clear();
        self.free.clear();
        self.dead = 0;
    }

    /// Bytes that it takes.
    pub fn memory(&self) -> usize {
        self.bytes.capacity()
            + self.slots.capacity() * size_of::<Slot>()
            + self.numbers.allocation_size()
            + self.free.capacity() * size_of::<u32>()
    }

    fn compact(&mut self) {
        let mut bytes = Vec::with_capacity(self.bytes.len() - self.dead);
        for slot in self.slots.iter_mut().filter(|slot| slot.used()) {
            let key = self.bytes.get(slot.offset..slot.offset + slot.length as usize).unwrap_or_default();
            slot.offset = bytes.len();
            bytes.extend_from_slice(key);
        }
        self.bytes = bytes;
        self.dead = 0;
    }

    /// Numbers are kept: what operators hold by number stays right.
    pub fn snapshot(&self, into: &mut Writer) {
        into.count(self.slots.len());
        for (number, slot) in (0u32..).zip(&self.slots) {
            into.flag(slot.used());
            if slot.used() {
                into.bytes(self.key(number));
            }
        }
    }

    pub fn restore(from: &mut Reader<'_>) -> Result<KeyTable, Corrupt> {
        let mut table = KeyTable::default();
        let count = from.count()?;
        for _ in 0..count {
            if from.flag()? {
                let free = std::mem::take(&mut table.free);
                let (_, new) = table.insert(from.bytes()?);
                table.free = free;
                if !new {
                    return Err(Corrupt("a key stands twice"));
                }
            } else {
                table.free.push(number_of(table.slots.len()));
                table.slots.push(Slot::FREE);
            }
        }
        Ok(table)
    }
}

fn at<'a>(slots: &[Slot], bytes: &'a [u8], number: u32) -> &'a [u8] {
    let Some(slot) = slots.get(number as usize) else { return &[] };
    if !slot.used() {
        return &[];
    }
    bytes.get(slot.offset..slot.offset + slot.length as usize).unwrap_or(&[])
}

/// INVARIANT: four thousand million keys do not fit memory.
fn number_of(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{KeyTable, Reader, Writer};

    #[test]
    fn numbers_of_removed_keys_are_given_out_again() {
        let mut table = KeyTable::default();
        assert_eq!(table.insert(b"a"), (0, true));
        assert_eq!(table.insert(b""), (1, true));
        assert_eq!(table.insert(b"a"), (0, false));
        table.remove(0);
        assert_eq!(table.find(b"a"), None);
        assert_eq!(table.insert(b"c"), (0, true));
        assert_eq!(table.numbers().collect::<Vec<_>>(), [0, 1]);
        assert_eq!(table.key(0), b"c");
    }

    #[test]
    fn a_checkpoint_keeps_numbers() {
        let mut table = KeyTable::default();
        for key in 0..100_000u32 {
            table.insert(&key.to_le_bytes());
        }
        for number in (0..100_000).step_by(3) {
            table.remove(number);
        }
        let mut writer = Writer::default();
        table.snapshot(&mut writer);
        let bytes = writer.finish();
        let mut again = KeyTable::restore(&mut Reader::new(&bytes)).unwrap();
        assert_eq!(again.len(), table.len());
        assert_eq!(again.find(&7u32.to_le_bytes()), Some(7));
        assert_eq!(again.find(&6u32.to_le_bytes()), None);
        assert!(again.insert(b"new").0 < 100_000);
    }
}
