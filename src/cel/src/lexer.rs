//! From text to tokens, after the lexis of the CEL specification.

use crate::syntax::{Literal, SyntaxError};
use std::ops::Range;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    pub(crate) at: Range<usize>,
    pub(crate) kind: TokenKind,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TokenKind {
    Literal(Literal),
    /// Names and the word `in`.
    Word(String),
    Symbol(&'static str),
    End,
}

/// Longest first.
const SYMBOLS: &[&str] = &[
    "&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "/", "%", "?", ":", ".", ",", "(", ")", "[", "]",
    "{", "}",
];

/// All tokens and an [`TokenKind::End`] at the end of the text.
pub(crate) fn tokens(text: &str) -> Result<Vec<Token>, SyntaxError> {
    let mut lexer = Lexer { text, at: 0 };
    let mut all = Vec::new();
    loop {
        let token = lexer.next()?;
        let end = token.kind == TokenKind::End;
        all.push(token);
        if end {
            return Ok(all);
        }
    }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_blank(&mut self) {
        loop {
            let trimmed = self.rest().trim_start_matches([' ', '\t', '\r', '\n', '\u{c}']);
            self.at = self.text.len() - trimmed.len();
            if !trimmed.starts_with("//") {
                return;
            }
            self.at += trimmed.find('\n').unwrap_or(trimmed.len());
        }
    }

    fn next(&mut self) -> Result<Token, SyntaxError> {
        self.skip_blank();
        let start = self.at;
        let kind = match self.peek() {
            None => TokenKind::End,
            Some('0'..='9') => self.number()?,
            Some('.') if self.rest().get(1..2).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit())) => {
                self.number()?
            }
            Some(_) if self.at_quote().is_some() => self.string()?,
            Some(c) if c == '_' || c.is_ascii_alphabetic() => self.word(),
            Some(c) => self.symbol(c)?,
        };
        Ok(Token { at: start..self.at, kind })
    }

    fn word(&mut self) -> TokenKind {
        let rest = self.rest();
        let end = rest.find(|c: char| c != '_' && !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        self.at += end;
        match rest.get(..end).unwrap_or_default() {
            "true" => TokenKind::Literal(Literal::Bool(true)),
            "false" => TokenKind::Literal(Literal::Bool(false)),
            "null" => TokenKind::Literal(Literal::Null),
            word => TokenKind::Word(word.to_string()),
        }
    }

    fn symbol(&mut self, found: char) -> Result<TokenKind, SyntaxError> {
        if let Some(symbol) = SYMBOLS.iter().find(|symbol| self.rest().starts_with(**symbol)) {
            self.at += symbol.len();
            return Ok(TokenKind::Symbol(symbol));
        }
        let meant = match found {
            '=' => "; equality is written `==`",
            '&' => "; and is written `&&`",
            '|' => "; or is written `||`",
            _ => "",
        };
        Err(SyntaxError {
            at: self.at..self.at + found.len_utf8(),
            message: format!("`{}` is no part of CEL{meant}", found.escape_default()),
        })
    }

    fn number(&mut self) -> Result<TokenKind, SyntaxError> {
        let start = self.at;
        let rest = self.rest();
        let hex = rest.starts_with("0x") || rest.starts_with("0X");
        let mut end = 0;
        let mut float = false;
        let mut before = ' ';
        for (n, c) in rest.char_indices() {
            let exponent = !hex && matches!(c, 'e' | 'E');
            let sign = !hex && matches!(c, '+' | '-') && matches!(before, 'e' | 'E');
            let dot = !hex
                && !float
                && c == '.'
                && rest.get(n + 1..).is_some_and(|after| after.starts_with(|d: char| d.is_ascii_digit()));
            if !(c.is_ascii_alphanumeric() || sign || dot) {
                break;
            }
            float |= exponent || dot;
            before = c;
            end = n + c.len_utf8();
        }
        self.at += end;
        let text = rest.get(..end).unwrap_or_default();
        number(text, float).map(TokenKind::Literal).ok_or_else(|| SyntaxError {
            at: start..self.at,
            message: format!("`{text}` is not a number that CEL can hold"),
        })
    }

    /// Prefix letters and quote where a text or bytes literal begins here.
    fn at_quote(&self) -> Option<(Prefix, &'static str)> {
        let rest = self.rest();
        // Not a search: a long text without quotes would be scanned at every token.
        let letters = rest.bytes().take(3).take_while(|byte| matches!(byte, b'r' | b'R' | b'b' | b'B')).count();
        let prefix = match rest.get(..letters)? {
            "" => Prefix { raw: false, bytes: false },
            "r" | "R" => Prefix { raw: true, bytes: false },
            "b" | "B" => Prefix { raw: false, bytes: true },
            "rb" | "rB" | "Rb" | "RB" | "br" | "bR" | "Br" | "BR" => Prefix { raw: true, bytes: true },
            _ => return None,
        };
        let quoted = rest.get(letters..)?;
        let quote = ["'''", "\"\"\"", "'", "\""].into_iter().find(|quote| quoted.starts_with(quote))?;
        Some((prefix, quote))
    }

    fn string(&mut self) -> Result<TokenKind, SyntaxError> {
        let start = self.at;
        let Some((prefix, quote)) = self.at_quote() else { return self.symbol('\'') };
        self.at += usize::from(prefix.raw) + usize::from(prefix.bytes) + quote.len();
        let mut content = Content { text: String::new(), bytes: Vec::new() };
        loop {
            let rest = self.rest();
            if rest.starts_with(quote) {
                self.at += quote.len();
                let literal = if prefix.bytes { Literal::Bytes(content.bytes) } else { Literal::String(content.text) };
                return Ok(TokenKind::Literal(literal));
            }
            match rest.chars().next() {
                Some('\\') if !prefix.raw => self.escape(prefix, &mut content)?,
                Some(c) if quote.len() == 3 || c != '\n' => {
                    content.push(c);
                    self.at += c.len_utf8();
                }
                Some(_) | None => {
                    return Err(SyntaxError {
                        at: start..self.at,
                        message: format!("the text is not closed by `{quote}`"),
                    });
                }
            }
        }
    }

    fn escape(&mut self, prefix: Prefix, content: &mut Content) -> Result<(), SyntaxError> {
        let start = self.at;
        let wrong = |lexer: &Self| {
            let shown: String = lexer.text.get(start..).unwrap_or_default().chars().take(2).collect();
            let help = if prefix.bytes { "" } else { "; a back-slash of a regular expression is written `\\\\`" };
            SyntaxError { at: start..start + shown.len(), message: format!("`{shown}` is not an escape of CEL{help}") }
        };
        let mut rest = self.rest().chars();
        rest.next();
        let letter = rest.next().ok_or_else(|| wrong(self))?;
        let simple = match letter {
            'a' => Some('\u{7}'),
            'b' => Some('\u{8}'),
            'f' => Some('\u{c}'),
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            'v' => Some('\u{b}'),
            '\\' | '?' | '"' | '\'' | '`' => Some(letter),
            _ => None,
        };
        if let Some(c) = simple {
            content.push(c);
            self.at += 1 + letter.len_utf8();
            return Ok(());
        }
        let (skip, digits, radix) = match letter {
            'x' | 'X' => (2, 2, 16),
            'u' if !prefix.bytes => (2, 4, 16),
            'U' if !prefix.bytes => (2, 8, 16),
            '0'..='3' => (1, 3, 8),
            _ => return Err(wrong(self)),
        };
        let code = self.rest().get(skip..skip + digits).and_then(|text| u32::from_str_radix(text, radix).ok());
        let code = code.ok_or_else(|| wrong(self))?;
        if prefix.bytes {
            content.bytes.push(u8::try_from(code).map_err(|_| wrong(self))?);
        } else {
            content.push(char::from_u32(code).ok_or_else(|| wrong(self))?);
        }
        self.at += skip + digits;
        Ok(())
    }
}

#[derive(Clone, Copy)]
struct Prefix {
    raw: bool,
    bytes: bool,
}

/// A literal's content, as text and as bytes.
struct Content {
    text: String,
    bytes: Vec<u8>,
}

impl Content {
    fn push(&mut self, c: char) {
        self.text.push(c);
        self.bytes.extend(c.to_string().as_bytes());
    }
}

fn number(text: &str, float: bool) -> Option<Literal> {
    if float {
        return text.parse::<f64>().ok().filter(|value| value.is_finite()).map(Literal::Double);
    }
    let (digits, unsigned) = match text.strip_suffix(['u', 'U']) {
        Some(digits) => (digits, true),
        None => (text, false),
    };
    let (digits, radix) = match digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        Some(hex) => (hex, 16),
        None => (digits, 10),
    };
    let value = u64::from_str_radix(digits, radix).ok()?;
    if unsigned { Some(Literal::Uint(value)) } else { i64::try_from(value).ok().map(Literal::Int) }
}

/// Where texts and bytes stand, as far as the text can be read.
pub(crate) fn literals(text: &str) -> Vec<Range<usize>> {
    let mut lexer = Lexer { text, at: 0 };
    let mut all = Vec::new();
    while let Ok(token) = lexer.next() {
        match token.kind {
            TokenKind::End => break,
            TokenKind::Literal(Literal::String(_) | Literal::Bytes(_)) => all.push(token.at),
            TokenKind::Literal(_) | TokenKind::Word(_) => {}
            // A `;` is no token, but the end of a guard.
            TokenKind::Symbol(_) => {}
        }
        lexer.skip_blank();
        lexer.at += usize::from(lexer.rest().starts_with(';'));
    }
    all
}
