//! Which tree a text gives.

use super::accepts::{corpus, golden};
use super::{read, tree, without_spans};
use crate::sql::ast::{
    BinaryOp, Expr, ExprKind, Query, SelectItemKind, SetExpr, SetExprKind, SetOp, TableRefKind, TableSource,
};
use crate::sql::parse;
use weir_diagnostics::{FileId, Span};

/// The only item of a query's select list.
fn item(query: &Query) -> &Expr {
    let SetExprKind::Select(select) = &query.body.kind else { panic!("a select") };
    let SelectItemKind::Expr { expr, .. } = &select.items[0].kind else { panic!("an expression") };
    expr
}

/// The tree of an expression with a pair of brackets around everything that an operator makes.
fn grouped(expr: &Expr) -> String {
    let not = |negated: bool| if negated { "NOT " } else { "" };
    match &expr.kind {
        ExprKind::Binary(b) => format!("[{} {} {}]", grouped(&b.left), b.op.value.text(), grouped(&b.right)),
        ExprKind::Unary { op, operand } => format!("[{:?} {}]", op.value, grouped(operand)),
        ExprKind::Is { operand, negated, test } => format!("[{} IS {}{test:?}]", grouped(operand), not(*negated)),
        ExprKind::IsDistinctFrom { left, negated, right } => {
            format!("[{} {}DISTINCT {}]", grouped(left), not(*negated), grouped(right))
        }
        ExprKind::Between(b) => {
            format!("[{} {}BETWEEN {} AND {}]", grouped(&b.operand), not(b.negated), grouped(&b.low), grouped(&b.high))
        }
        ExprKind::InList { operand, negated, .. } => format!("[{} {}IN]", grouped(operand), not(*negated)),
        ExprKind::Like(l) => {
            format!("[{} {}{:?} {}]", grouped(&l.operand), not(l.negated), l.kind, grouped(&l.pattern))
        }
        ExprKind::Quantified(q) => format!("[{} {} {:?}]", grouped(&q.operand), q.op.value.text(), q.quantifier),
        ExprKind::Paren(inner) => format!("({})", grouped(inner)),
        ExprKind::Index { base, index } => format!("{}[{}]", grouped(base), grouped(index)),
        ExprKind::Column(path) => path.parts.iter().map(|p| p.value.as_str()).collect::<Vec<_>>().join("."),
        _ => "x".to_string(),
    }
}

/// `sql.md` has these as Flink's; each is decided by the levels of its operators.
#[test]
fn operators_bind_as_in_flink() {
    for (text, expected) in [
        ("a + b || c", "[a + [b || c]]"),
        ("a || b * c", "[[a || b] * c]"),
        ("a - b - c", "[[a - b] - c]"),
        ("a = b IS NULL", "[[a = b] IS Null]"),
        ("a = b IN (1)", "[a = [b IN]]"),
        ("a = b LIKE c", "[a = [b Like c]]"),
        ("a = b BETWEEN c AND d", "[a = [b BETWEEN c AND d]]"),
        ("a < b = c", "[[a < b] = c]"),
        ("NOT a = b", "[Not [a = b]]"),
        ("NOT a IS NULL", "[Not [a IS Null]]"),
        ("NOT a AND b", "[[Not a] AND b]"),
        ("a OR b AND c", "[a OR [b AND c]]"),
        ("a AND b OR c", "[[a AND b] OR c]"),
        ("a BETWEEN b AND c AND d", "[[a BETWEEN b AND c] AND d]"),
        ("a BETWEEN b + c AND d + e", "[a BETWEEN [b + c] AND [d + e]]"),
        ("a BETWEEN b OR c AND d", "[a BETWEEN ([b OR c]) AND d]"),
        ("a BETWEEN b AND c BETWEEN d AND e", "[[a BETWEEN b AND c] BETWEEN d AND e]"),
        ("a IS DISTINCT FROM b AND c", "[[a DISTINCT b] AND c]"),
        ("a IS NULL = b", "[([a IS Null]) = b]"),
        ("a = NOT b", "[a = ([Not b])]"),
        ("a = b = ANY (SELECT 1)", "[a = [b = Any]]"),
        ("- a * b", "[[Minus a] * b]"),
        ("- a[b]", "[Minus a[b]]"),
        ("a + - b", "[a + [Minus b]]"),
        ("a NOT LIKE b || c", "[a NOT Like [b || c]]"),
        ("a + b > c AND d", "[[[a + b] > c] AND d]"),
    ] {
        let query = tree(&format!("SELECT {text} FROM t"));
        assert_eq!(grouped(item(&query)), expected, "{text}");
    }
}

#[test]
fn intersect_binds_tighter_and_sets_lean_to_the_left() {
    fn shape(body: &SetExpr) -> String {
        match &body.kind {
            SetExprKind::Set(set) => {
                let op = match set.op.value {
                    SetOp::Union => "u",
                    SetOp::Intersect => "i",
                    SetOp::Except => "e",
                };
                format!("[{}{op}{}]", shape(&set.left), shape(&set.right))
            }
            SetExprKind::Table(path) => path.parts[0].value.clone(),
            SetExprKind::Paren(query) => format!("({})", shape(&query.body)),
            SetExprKind::Select(_) | SetExprKind::Values(_) => "x".to_string(),
        }
    }
    for (text, expected) in [
        ("TABLE a UNION TABLE b INTERSECT TABLE c", "[au[bic]]"),
        ("TABLE a INTERSECT TABLE b UNION TABLE c", "[[aib]uc]"),
        ("TABLE a UNION TABLE b EXCEPT TABLE c", "[[aub]ec]"),
        ("TABLE a MINUS TABLE b INTERSECT TABLE c INTERSECT TABLE d UNION TABLE e", "[[ae[[bic]id]]ue]"),
        ("TABLE a UNION (TABLE b UNION TABLE c)", "[au([buc])]"),
    ] {
        assert_eq!(shape(&tree(text).body), expected, "{text}");
    }
}

#[test]
fn spans_are_exact() {
    let text = "SELECT /* x */ f ( a , b ) OVER w  AS `c d` , ( a + b )  , CASE WHEN p THEN q END -- end\n FROM s . t  AS u , TABLE ( TUMBLE ( TABLE t , DESCRIPTOR ( ts ) , INTERVAL '5' SECOND ) )  ";
    let query = tree(text);
    let slice = |span: Span| &text[span.start as usize..span.end as usize];
    let SetExprKind::Select(select) = &query.body.kind else { panic!() };
    assert_eq!(slice(query.span), text.trim());
    assert_eq!(slice(select.items[0].span), "f ( a , b ) OVER w  AS `c d`");
    let SelectItemKind::Expr { expr, alias } = &select.items[0].kind else { panic!() };
    assert_eq!(slice(expr.span), "f ( a , b ) OVER w");
    assert_eq!(slice(alias.as_ref().unwrap().span), "`c d`");
    let ExprKind::Call(call) = &expr.kind else { panic!() };
    assert_eq!(slice(call.name.span), "f");
    assert_eq!(slice(call.args[1].span), "b");
    assert_eq!(slice(select.items[1].span), "( a + b )");
    assert_eq!(slice(select.items[2].span), "CASE WHEN p THEN q END");
    let TableRefKind::Factor(named) = &select.from[0].kind else { panic!() };
    assert_eq!(slice(named.span), "s . t  AS u");
    let TableSource::Named { path, .. } = &named.source else { panic!() };
    assert_eq!(slice(path.span), "s . t");
    let TableRefKind::Factor(window) = &select.from[1].kind else { panic!() };
    let TableSource::Function(function) = &window.source else { panic!() };
    assert_eq!(slice(function.span), "TABLE ( TUMBLE ( TABLE t , DESCRIPTOR ( ts ) , INTERVAL '5' SECOND ) )");
    assert_eq!(slice(function.call.args[0].span), "TABLE t");
    assert_eq!(slice(function.call.args[1].span), "DESCRIPTOR ( ts )");
    assert_eq!(slice(function.call.args[2].span), "INTERVAL '5' SECOND");
}

#[test]
fn the_offset_is_added_to_every_span() {
    let near = format!("{:?}", parse(FileId(3), "SELECT a FROM t", 0));
    let far = format!("{:?}", parse(FileId(3), "SELECT a FROM t", 1000));
    assert!(near.contains("start: 7, end: 8"));
    assert!(far.contains("start: 1007, end: 1008"));
    assert!(!far.contains("start: 7,"));
    let problem = parse(FileId(3), "SELECT a FROM", 1000).diagnostics;
    assert_eq!(problem.iter().next().unwrap().primary().unwrap(), Span::new(FileId(3), 1013, 1013));
}

/// Every span of a tree cuts a piece of text that has no white space at its ends, and lies within the text.
#[test]
fn no_span_has_white_space_at_its_ends() {
    for text in corpus().into_iter().chain(golden()) {
        let spaced = text.replace(' ', "  /* c */ ");
        for text in [text, spaced] {
            let Some(query) = read(&text).query else { continue };
            let debug = format!("{query:?}");
            for piece in debug.split("Span {").skip(1) {
                let numbers = piece.split('}').next().unwrap().replace(|c: char| !c.is_ascii_digit(), " ");
                let numbers: Vec<usize> = numbers.split_whitespace().map(|n| n.parse().unwrap()).collect();
                let [_, start, end] = numbers[..] else { panic!("{piece}") };
                let slice = &text[start..end];
                assert_eq!(slice, slice.trim(), "{text}");
                assert!(!slice.is_empty() && !slice.ends_with("*/ "), "{text}");
            }
        }
    }
}

#[test]
fn back_ticks_and_quotes_are_removed() {
    let query = tree("SELECT `a``b`.`c.d` || 'it''s' FROM t");
    let ExprKind::Binary(binary) = &item(&query).kind else { panic!() };
    assert_eq!(binary.op.value, BinaryOp::Concat);
    assert_eq!(grouped(&binary.left), "a`b.c.d");
    assert!(format!("{:?}", binary.right).contains("\"it's\""));
}

#[test]
fn a_comment_behind_a_word_does_not_change_what_the_word_is() {
    for (text, commented) in [
        ("SELECT CURRENT_DATE, a FROM t", "SELECT CURRENT_DATE -- now\n, a FROM t"),
        ("SELECT CAST(a AS INT) FROM t", "SELECT CAST(a AS INT /* ` */) FROM t"),
        (
            "SELECT x FROM t MATCH_RECOGNIZE (PATTERN (A{2,3}?) DEFINE A AS TRUE)",
            "SELECT x FROM t MATCH_RECOGNIZE (PATTERN (A{2 /* or */, 3 -- !\n}?) DEFINE A AS TRUE)",
        ),
        ("SELECT a * b FROM t", "SELECT a */* half */ b FROM t"),
    ] {
        assert_eq!(without_spans(&tree(text)), without_spans(&tree(commented)), "{commented}");
    }
}
