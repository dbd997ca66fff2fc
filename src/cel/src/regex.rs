//! Regular expressions of `matches`: RE2 is what every client's engine takes.

use regex_syntax::{
    ast::{self, AssertionKind, Ast, ClassUnicodeKind, Flag, FlagsItemKind, HexLiteralKind, LiteralKind},
    hir,
};

/// What is known of a pattern that compiles.
pub(crate) struct Pattern {
    /// `^…$` or the like: a find and a whole match are the same.
    pub(crate) anchored: bool,
    /// Every text has a match.
    pub(crate) always: bool,
}

/// Repetitions may count to 1,000 in RE2.
const MOST_REPETITIONS: u32 = 1000;

/// Or what is wrong with it, in words.
pub(crate) fn compile(pattern: &str) -> Result<Pattern, String> {
    let tree = ast::parse::ParserBuilder::new()
        .nest_limit(100)
        .build()
        .parse(pattern)
        .map_err(|error| foreign(pattern).unwrap_or_else(|| error.kind().to_string()))?;
    if let Some(construct) = ast::visit(&tree, Portable(None)).ok().flatten() {
        return Err(format!("{construct} is not part of RE2"));
    }
    let hir = hir::translate::Translator::new().translate(pattern, &tree).map_err(|error| error.kind().to_string())?;
    let properties = hir.properties();
    let starts = properties.look_set_prefix().contains(hir::Look::Start);
    let ends = properties.look_set_suffix().contains(hir::Look::End);
    let always = properties.minimum_len() == Some(0) && properties.look_set().is_empty();
    Ok(Pattern { anchored: starts && ends, always })
}

/// Constructs that people know from other engines.
fn foreign(pattern: &str) -> Option<String> {
    let known = [
        ("(?=", "look-ahead"),
        ("(?!", "look-ahead"),
        ("(?<=", "look-behind"),
        ("(?<!", "look-behind"),
        ("(?>", "an atomic group"),
        ("*+", "a possessive quantifier"),
        ("++", "a possessive quantifier"),
        ("?+", "a possessive quantifier"),
    ];
    let found = known.iter().find(|(text, _)| pattern.contains(text))?;
    Some(format!("{} is not part of RE2", found.1))
}

/// Finds what the parser of `regex-syntax` takes and RE2 does not.
struct Portable(Option<String>);

impl Portable {
    fn note(&mut self, what: impl Into<String>) {
        self.0.get_or_insert(what.into());
    }
}

impl ast::Visitor for Portable {
    type Output = Option<String>;
    type Err = ();

    fn finish(self) -> Result<Option<String>, ()> {
        Ok(self.0)
    }

    fn visit_pre(&mut self, ast: &Ast) -> Result<(), ()> {
        match ast {
            Ast::Flags(set) => self.flags(&set.flags),
            Ast::Group(group) => {
                if let ast::GroupKind::NonCapturing(flags) = &group.kind {
                    self.flags(flags);
                }
            }
            Ast::Literal(literal) => self.literal(literal),
            Ast::Assertion(assertion) => self.assertion(&assertion.kind),
            Ast::Repetition(repetition) => self.repetition(&repetition.op.kind),
            Ast::ClassUnicode(class) => self.class(&class.kind),
            Ast::Empty(_) | Ast::Dot(_) | Ast::ClassPerl(_) | Ast::ClassBracketed(_) | Ast::Alternation(_) => {}
            Ast::Concat(_) => {}
        }
        Ok(())
    }

    fn visit_class_set_item_pre(&mut self, item: &ast::ClassSetItem) -> Result<(), ()> {
        match item {
            ast::ClassSetItem::Bracketed(_) => self.note("a class inside a class"),
            ast::ClassSetItem::Literal(literal) => self.literal(literal),
            ast::ClassSetItem::Range(range) => {
                self.literal(&range.start);
                self.literal(&range.end);
            }
            ast::ClassSetItem::Unicode(class) => self.class(&class.kind),
            ast::ClassSetItem::Empty(_) | ast::ClassSetItem::Ascii(_) | ast::ClassSetItem::Perl(_) => {}
            ast::ClassSetItem::Union(_) => {}
        }
        Ok(())
    }

    fn visit_class_set_binary_op_pre(&mut self, _: &ast::ClassSetBinaryOp) -> Result<(), ()> {
        self.note("an operation between classes (`&&`, `--`, `~~`)");
        Ok(())
    }
}

impl Portable {
    fn flags(&mut self, flags: &ast::Flags) {
        for item in &flags.items {
            match &item.kind {
                FlagsItemKind::Flag(Flag::Unicode) => self.note("the flag `u`"),
                FlagsItemKind::Flag(Flag::CRLF) => self.note("the flag `R`"),
                FlagsItemKind::Flag(Flag::IgnoreWhitespace) => self.note("the flag `x`"),
                FlagsItemKind::Flag(Flag::CaseInsensitive | Flag::MultiLine | Flag::DotMatchesNewLine)
                | FlagsItemKind::Flag(Flag::SwapGreed)
                | FlagsItemKind::Negation => {}
            }
        }
    }

    fn literal(&mut self, literal: &ast::Literal) {
        match &literal.kind {
            LiteralKind::HexFixed(HexLiteralKind::UnicodeShort | HexLiteralKind::UnicodeLong)
            | LiteralKind::HexBrace(HexLiteralKind::UnicodeShort | HexLiteralKind::UnicodeLong) => {
                self.note("`\\u`; `\\x{…}`");
            }
            LiteralKind::Verbatim
            | LiteralKind::Meta
            | LiteralKind::Superfluous
            | LiteralKind::Octal
            | LiteralKind::HexFixed(HexLiteralKind::X)
            | LiteralKind::HexBrace(HexLiteralKind::X)
            | LiteralKind::Special(_) => {}
        }
    }

    fn assertion(&mut self, kind: &AssertionKind) {
        match kind {
            AssertionKind::StartLine
            | AssertionKind::EndLine
            | AssertionKind::StartText
            | AssertionKind::EndText
            | AssertionKind::WordBoundary
            | AssertionKind::NotWordBoundary => {}
            AssertionKind::WordBoundaryStart
            | AssertionKind::WordBoundaryEnd
            | AssertionKind::WordBoundaryStartAngle
            | AssertionKind::WordBoundaryEndAngle
            | AssertionKind::WordBoundaryStartHalf
            | AssertionKind::WordBoundaryEndHalf => self.note("a one-sided word boundary"),
        }
    }

    fn repetition(&mut self, kind: &ast::RepetitionKind) {
        let most = match kind {
            ast::RepetitionKind::Range(ast::RepetitionRange::Exactly(n) | ast::RepetitionRange::AtLeast(n)) => *n,
            ast::RepetitionKind::Range(ast::RepetitionRange::Bounded(_, n)) => *n,
            ast::RepetitionKind::ZeroOrOne | ast::RepetitionKind::ZeroOrMore | ast::RepetitionKind::OneOrMore => 0,
        };
        if most > MOST_REPETITIONS {
            self.note(format!("a repetition of {most} (more than {MOST_REPETITIONS})"));
        }
    }

    fn class(&mut self, kind: &ClassUnicodeKind) {
        if let ClassUnicodeKind::NamedValue { .. } = kind {
            self.note("a property with a value (`\\p{name=value}`)");
        }
    }
}
