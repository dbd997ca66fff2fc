//! From tokens to a tree. weir has its own small parser, because a rule is untrusted text: a generated one recurses
//! once a grammar rule and level, and ends the process on a hundred parentheses. Tests compare it with the `cel` crate.

use crate::{
    lexer::{Token, TokenKind, tokens},
    syntax::{BinaryOp, Expr, Kind, Literal, SyntaxError, UnaryOp, Word},
};
use std::ops::Range;

/// Clients have limits too (Java's is 250 levels); no honest rule comes near this.
const MAX_DEPTH: usize = 100;

/// Words that CEL keeps for host languages; they may be fields, not variables.
const RESERVED: &[&str] = &[
    "as",
    "break",
    "const",
    "continue",
    "else",
    "for",
    "function",
    "if",
    "import",
    "let",
    "loop",
    "package",
    "namespace",
    "return",
    "var",
    "void",
    "while",
];

pub(crate) fn parse(text: &str) -> Result<Expr, SyntaxError> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, at: 0, level: 0, length: text.len() };
    let expr = parser.expression()?;
    match parser.peek() {
        Some(Token { kind: TokenKind::End, .. }) | None => Ok(expr),
        Some(_) => Err(parser.unexpected("an operator or the end")),
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    level: usize,
    length: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    fn here(&self) -> Range<usize> {
        self.peek().map_or(self.length..self.length, |token| token.at.clone())
    }

    fn unexpected(&self, wanted: &str) -> SyntaxError {
        let found = match self.peek().map(|token| &token.kind) {
            None | Some(TokenKind::End) => "the end".to_string(),
            Some(TokenKind::Symbol(symbol)) => format!("`{symbol}`"),
            Some(TokenKind::Word(word)) => format!("`{word}`"),
            Some(TokenKind::Literal(_)) => "a literal".to_string(),
        };
        SyntaxError { at: self.here(), message: format!("expected {wanted}, found {found}") }
    }

    fn eat(&mut self, symbol: &str) -> bool {
        let found = matches!(self.peek(), Some(Token { kind: TokenKind::Symbol(s), .. }) if *s == symbol);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, symbol: &str) -> Result<(), SyntaxError> {
        if self.eat(symbol) { Ok(()) } else { Err(self.unexpected(&format!("`{symbol}`"))) }
    }

    /// The end of the token before.
    fn end(&self) -> usize {
        self.at.checked_sub(1).and_then(|before| self.tokens.get(before)).map_or(0, |token| token.at.end)
    }

    fn node(&self, start: usize, kind: Kind) -> Result<Expr, SyntaxError> {
        let at = start..self.end();
        let below = children(&kind).map(|child| child.depth).max().unwrap_or(0);
        if below >= MAX_DEPTH { Err(too_deep(at)) } else { Ok(Expr { at, kind, depth: below + 1 }) }
    }

    fn expression(&mut self) -> Result<Expr, SyntaxError> {
        self.level += 1;
        if self.level > MAX_DEPTH {
            return Err(too_deep(self.here()));
        }
        let start = self.here().start;
        let condition = self.binary(1)?;
        let result = if self.eat("?") {
            let then = Box::new(self.expression()?);
            self.expect(":")?;
            let otherwise = Box::new(self.expression()?);
            self.node(start, Kind::Conditional { condition: Box::new(condition), then, otherwise })
        } else {
            Ok(condition)
        };
        self.level -= 1;
        result
    }

    fn binary(&mut self, least: u8) -> Result<Expr, SyntaxError> {
        let start = self.here().start;
        let mut left = self.unary()?;
        while let Some(op) = self.operator().filter(|op| op.strength() >= least) {
            self.at += 1;
            let right = Box::new(self.binary(op.strength() + 1)?);
            left = self.node(start, Kind::Binary { op, left: Box::new(left), right })?;
        }
        Ok(left)
    }

    fn operator(&self) -> Option<BinaryOp> {
        match &self.peek()?.kind {
            TokenKind::Word(word) => (word == "in").then_some(BinaryOp::In),
            TokenKind::Symbol(symbol) => OPERATORS.iter().find(|op| op.symbol() == *symbol).copied(),
            TokenKind::Literal(_) | TokenKind::End => None,
        }
    }

    fn unary(&mut self) -> Result<Expr, SyntaxError> {
        let start = self.here().start;
        let mut ops = Vec::new();
        loop {
            if self.eat("!") {
                ops.push((start, UnaryOp::Not));
            } else if self.eat("-") {
                ops.push((self.end() - 1, UnaryOp::Negate));
            } else {
                break;
            }
        }
        let mut operand = self.member()?;
        for (start, op) in ops.into_iter().rev() {
            operand = self.node(start, Kind::Unary(op, Box::new(operand)))?;
        }
        Ok(operand)
    }

    fn member(&mut self) -> Result<Expr, SyntaxError> {
        let start = self.here().start;
        let mut operand = self.primary()?;
        loop {
            if self.eat(".") {
                let field = self.word("a field")?;
                let kind = if self.eat("(") {
                    let arguments = self.list(")")?;
                    Kind::Call { target: Some(Box::new(operand)), name: field, arguments }
                } else {
                    Kind::Select { operand: Box::new(operand), field }
                };
                operand = self.node(start, kind)?;
            } else if self.eat("[") {
                let index = Box::new(self.expression()?);
                self.expect("]")?;
                operand = self.node(start, Kind::Index { operand: Box::new(operand), index })?;
            } else {
                return Ok(operand);
            }
        }
    }

    fn word(&mut self, wanted: &str) -> Result<Word, SyntaxError> {
        match self.peek() {
            Some(Token { at, kind: TokenKind::Word(text) }) if text != "in" => {
                self.at += 1;
                Ok(Word { text: text.clone(), at: at.clone() })
            }
            Some(_) | None => Err(self.unexpected(wanted)),
        }
    }

    fn primary(&mut self) -> Result<Expr, SyntaxError> {
        let start = self.here().start;
        if let Some(Token { kind: TokenKind::Literal(literal), .. }) = self.peek() {
            self.at += 1;
            return self.node(start, Kind::Literal(literal.clone()));
        }
        if self.eat("(") {
            let mut inner = self.expression()?;
            self.expect(")")?;
            inner.at = start..self.end();
            return Ok(inner);
        }
        if self.eat("[") {
            let elements = self.list("]")?;
            return self.node(start, Kind::List(elements));
        }
        if self.eat("{") {
            let entries = self.entries()?;
            return self.node(start, Kind::Map(entries));
        }
        self.eat(".");
        let name = self.word("a value")?;
        if RESERVED.contains(&name.text.as_str()) {
            return Err(SyntaxError { message: format!("`{}` is a reserved word of CEL", name.text), at: name.at });
        }
        if self.eat("(") {
            let arguments = self.list(")")?;
            return self.node(start, Kind::Call { target: None, name, arguments });
        }
        self.node(start, Kind::Ident(name.text))
    }

    /// Expressions with commas between them; CEL takes a comma at the end of lists, not of arguments.
    fn list(&mut self, close: &str) -> Result<Vec<Expr>, SyntaxError> {
        let mut all = Vec::new();
        while !self.eat(close) {
            if !all.is_empty() {
                self.expect(",")?;
                if close == "]" && self.eat(close) {
                    break;
                }
            }
            all.push(self.expression()?);
        }
        Ok(all)
    }

    fn entries(&mut self) -> Result<Vec<(Expr, Expr)>, SyntaxError> {
        let mut all = Vec::new();
        while !self.eat("}") {
            if !all.is_empty() {
                self.expect(",")?;
                if self.eat("}") {
                    break;
                }
            }
            let key = self.expression()?;
            self.expect(":")?;
            all.push((key, self.expression()?));
        }
        Ok(all)
    }
}

const OPERATORS: &[BinaryOp] = &[
    BinaryOp::Or,
    BinaryOp::And,
    BinaryOp::Equal,
    BinaryOp::NotEqual,
    BinaryOp::LessEqual,
    BinaryOp::GreaterEqual,
    BinaryOp::Less,
    BinaryOp::Greater,
    BinaryOp::Add,
    BinaryOp::Subtract,
    BinaryOp::Multiply,
    BinaryOp::Divide,
    BinaryOp::Modulo,
];

fn too_deep(at: Range<usize>) -> SyntaxError {
    SyntaxError { at, message: format!("the expression nests more than {MAX_DEPTH} levels deep") }
}

pub(crate) fn children(kind: &Kind) -> Box<dyn Iterator<Item = &Expr> + '_> {
    match kind {
        Kind::Literal(Literal::Null | Literal::Bool(_) | Literal::Int(_) | Literal::Uint(_))
        | Kind::Literal(Literal::Double(_) | Literal::String(_) | Literal::Bytes(_))
        | Kind::Ident(_) => Box::new(std::iter::empty()),
        Kind::Select { operand, .. } | Kind::Unary(_, operand) => Box::new(std::iter::once(&**operand)),
        Kind::Index { operand, index } => Box::new([&**operand, &**index].into_iter()),
        Kind::Call { target, arguments, .. } => Box::new(target.as_deref().into_iter().chain(arguments)),
        Kind::List(elements) => Box::new(elements.iter()),
        Kind::Map(entries) => Box::new(entries.iter().flat_map(|(key, value)| [key, value])),
        Kind::Binary { left, right, .. } => Box::new([&**left, &**right].into_iter()),
        Kind::Conditional { condition, then, otherwise } => Box::new([&**condition, &**then, &**otherwise].into_iter()),
    }
}
