//! The words of a CREATE TABLE.

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A bare word or number, as written.
    Word(String),
    /// What stood between back-ticks.
    Ticked(String),
    /// What stood between quotes.
    Text(String),
    Mark(char),
}

impl Token {
    /// Whether it is this keyword.
    pub(super) fn is(&self, word: &str) -> bool {
        matches!(self, Token::Word(found) if found.eq_ignore_ascii_case(word))
    }

    pub(super) fn is_mark(&self, mark: char) -> bool {
        *self == Token::Mark(mark)
    }

    /// The name that it is.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Token::Word(name) | Token::Ticked(name) => Some(name),
            Token::Text(_) | Token::Mark(_) => None,
        }
    }
}

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '`' || c == '\'' {
            let mut inside = String::new();
            while let Some(next) = chars.next() {
                let doubled = next == c && chars.peek() == Some(&c);
                if next == c && !doubled {
                    break;
                }
                if doubled {
                    chars.next();
                }
                inside.push(next);
            }
            out.push(if c == '`' { Token::Ticked(inside) } else { Token::Text(inside) });
        } else if is_word(c) {
            let mut word = String::from(c);
            while let Some(next) = chars.next_if(|next| is_word(*next)) {
                word.push(next);
            }
            out.push(Token::Word(word));
        } else if !c.is_whitespace() {
            out.push(Token::Mark(c));
        }
    }
    out
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}
