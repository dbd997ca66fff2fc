use super::{TokenKind, token};

fn kinds(text: &str) -> Vec<(TokenKind, &str)> {
    let mut from = 0;
    let mut found = Vec::new();
    while let Some(token) = token(text, from) {
        found.push((token.kind, token.text(text)));
        from = token.end();
    }
    found
}

#[test]
fn tokens_are_cut_where_the_grammar_cuts() {
    use TokenKind::{Comment, Mark, Number, OpenQuote, SqlString, Stray, String, Ticked, Word};
    let cases: &[(&str, &[(TokenKind, &str)])] = &[
        ("a_1=2.50", &[(Word, "a_1"), (Mark(b'='), "="), (Number, "2.50")]),
        ("5% 64MiB -3 2027-06-30", &[(Number, "5%"), (Number, "64MiB"), (Number, "-3"), (Number, "2027-06-30")]),
        ("a.b", &[(Word, "a"), (Mark(b'.'), "."), (Word, "b")]),
        (r#""a\"b" 'it''s' `a``b`"#, &[(String, r#""a\"b""#), (SqlString, "'it''s'"), (Ticked, "`a``b`")]),
        ("\"open  \nx", &[(OpenQuote, "\"open"), (Word, "x")]),
        ("'open\nx", &[(OpenQuote, "'open"), (Word, "x")]),
        ("# one\nx # two", &[(Comment, "# one"), (Word, "x"), (Comment, "# two")]),
        ("ä€x", &[(Stray, "ä€"), (Word, "x")]),
        ("\"\\", &[(OpenQuote, "\"\\")]),
    ];
    for (text, expected) in cases {
        assert_eq!(kinds(text), *expected, "{text}");
    }
}

#[test]
fn a_token_knows_whether_its_line_begins_with_it() {
    let at = |text: &str, from: usize| token(text, from).unwrap().first_on_line;
    assert!(at("\u{FEFF}a", 3));
    assert!(at("x\r\n\t a", 1));
    assert!(!at("x a", 1));
}
