use std::fmt;

/// A checkpoint that ends too soon, or holds what no checkpoint of this job would.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corrupt(pub &'static str);

impl fmt::Display for Corrupt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// Writes an operator's state: little endian numbers, lengths before what has one.
#[derive(Default)]
pub struct Writer(Vec<u8>);

impl Writer {
    pub fn flag(&mut self, value: bool) {
        self.0.push(u8::from(value));
    }

    pub fn byte(&mut self, value: u8) {
        self.0.push(value);
    }

    pub fn long(&mut self, value: i64) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub fn wide(&mut self, value: i128) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub fn double(&mut self, value: f64) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub fn count(&mut self, value: usize) {
        self.0.extend_from_slice(&(value as u64).to_le_bytes());
    }

    pub fn bytes(&mut self, value: &[u8]) {
        self.count(value.len());
        self.0.extend_from_slice(value);
    }

    pub fn finish(self) -> Vec<u8> {
        self.0
    }
}

/// Reads what a [`Writer`] wrote.
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader(bytes)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Corrupt> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or(Corrupt("it ends too soon"))?;
        self.0 = rest;
        Ok(*head)
    }

    pub fn byte(&mut self) -> Result<u8, Corrupt> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub fn flag(&mut self) -> Result<bool, Corrupt> {
        match self.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Corrupt("a flag is neither true nor false")),
        }
    }

    pub fn long(&mut self) -> Result<i64, Corrupt> {
        self.array().map(i64::from_le_bytes)
    }

    pub fn wide(&mut self) -> Result<i128, Corrupt> {
        self.array().map(i128::from_le_bytes)
    }

    pub fn double(&mut self) -> Result<f64, Corrupt> {
        self.array().map(f64::from_le_bytes)
    }

    pub fn count(&mut self) -> Result<usize, Corrupt> {
        let count = self.array().map(u64::from_le_bytes)?;
        usize::try_from(count).map_err(|_| Corrupt("a number is too large"))
    }

    pub fn bytes(&mut self) -> Result<&'a [u8], Corrupt> {
        let length = self.count()?;
        let (head, rest) = self.0.split_at_checked(length).ok_or(Corrupt("it ends too soon"))?;
        self.0 = rest;
        Ok(head)
    }

    /// What is left must be nothing.
    pub fn end(&self) -> Result<(), Corrupt> {
        if self.0.is_empty() { Ok(()) } else { Err(Corrupt("it goes on after its end")) }
    }
}
