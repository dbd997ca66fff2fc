//! Whether a condition can be true, and whether it can be anything else, whatever stands in the record: its variables are
//! tried with every value that makes a difference. What is not understood may be either, so that nothing sound is refused.

use crate::syntax::{BinaryOp, Expr, Kind, Literal, UnaryOp};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Most combinations that are tried.
const MOST: usize = 4_096;

/// What a variable may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Bool,
    /// Whole numbers from `least`.
    Whole {
        least: Option<i64>,
    },
    Double,
    Text,
    /// Something else that may be null or not.
    Other,
}

/// What is known of a field, the size of something, or a variable.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) name: String,
    pub(crate) sort: Sort,
    pub(crate) nullable: bool,
}

/// Asks what an expression is; `None` where it is no variable.
pub(crate) type Lookup<'a> = &'a dyn Fn(&Expr) -> Option<Known>;

/// `Some(true)` where the condition is true for every record, `Some(false)` where it is for none.
pub(crate) fn always(condition: &Expr, lookup: Lookup<'_>) -> Option<bool> {
    let mut variables = Variables { lookup, all: BTreeMap::new() };
    let formula = variables.formula(condition);
    // One variable that is asked once can't contradict itself.
    let domains: Vec<(String, Domain)> =
        variables.all.into_iter().map(|(name, found)| (name, found.domain())).collect();
    let combinations =
        domains.iter().try_fold(1_usize, |product, (_, domain)| product.checked_mul(domain.points.len()));
    if domains.is_empty() || combinations.is_none_or(|n| n > MOST || n == 0) {
        return None;
    }
    let mut seen = (false, false);
    let mut at = vec![0_usize; domains.len()];
    loop {
        let value = Assignment { domains: &domains, at: &at }.truth(&formula);
        if value == Some(true) {
            seen.0 = true;
        } else {
            seen.1 = true;
        }
        if seen == (true, true) {
            return None;
        }
        if !advance(&mut at, &domains) {
            break;
        }
    }
    Some(seen.0)
}

/// The next combination; `false` after the last.
fn advance(at: &mut [usize], domains: &[(String, Domain)]) -> bool {
    for (position, (_, domain)) in at.iter_mut().zip(domains) {
        *position += 1;
        if *position < domain.points.len() {
            return true;
        }
        *position = 0;
    }
    false
}

enum Formula {
    Constant(bool),
    Not(Box<Formula>),
    And(Box<Formula>, Box<Formula>),
    Or(Box<Formula>, Box<Formula>),
    If(Box<Formula>, Box<Formula>, Box<Formula>),
    Null(String),
    Compare(String, BinaryOp, Literal),
    OneOf(String, Vec<Literal>),
    /// Two variables; the name is that of the pair.
    Pair(String, BinaryOp),
    /// May be true or not.
    Unknown(String),
}

/// A place between the literals that a variable is compared with: `2n` is below the n-th, `2n + 1` is the n-th.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Point {
    Null,
    NotNull,
    NotANumber,
    Rank(usize),
    Order(Ordering),
    Either(bool),
}

struct Domain {
    literals: Vec<Literal>,
    points: Vec<Point>,
}

enum Found {
    Value(Known, Vec<Literal>),
    Pair { nullable: bool, unordered: bool },
    Unknown,
}

struct Variables<'a> {
    lookup: Lookup<'a>,
    all: BTreeMap<String, Found>,
}

impl Variables<'_> {
    fn formula(&mut self, expr: &Expr) -> Formula {
        match &expr.kind {
            Kind::Literal(Literal::Bool(value)) => Formula::Constant(*value),
            Kind::Unary(UnaryOp::Not, operand) => Formula::Not(Box::new(self.formula(operand))),
            Kind::Binary { op: BinaryOp::And, left, right } => {
                Formula::And(Box::new(self.formula(left)), Box::new(self.formula(right)))
            }
            Kind::Binary { op: BinaryOp::Or, left, right } => {
                Formula::Or(Box::new(self.formula(left)), Box::new(self.formula(right)))
            }
            Kind::Conditional { condition, then, otherwise } => Formula::If(
                Box::new(self.formula(condition)),
                Box::new(self.formula(then)),
                Box::new(self.formula(otherwise)),
            ),
            Kind::Binary { op, left, right } => self.comparison(*op, left, right).unwrap_or_else(|| self.unknown(expr)),
            Kind::Call { target: None, name, arguments } if name.text == "has" => {
                let known = arguments.first().and_then(|argument| (self.lookup)(argument));
                match known {
                    Some(known) => Formula::Not(Box::new(Formula::Null(self.value(known, None)))),
                    None => self.unknown(expr),
                }
            }
            Kind::Ident(_) | Kind::Select { .. } => {
                match (self.lookup)(expr).filter(|known| known.sort == Sort::Bool) {
                    Some(known) => {
                        let truth = Literal::Bool(true);
                        Formula::Compare(self.value(known, Some(truth.clone())), BinaryOp::Equal, truth)
                    }
                    None => self.unknown(expr),
                }
            }
            Kind::Literal(_)
            | Kind::Index { .. }
            | Kind::Call { .. }
            | Kind::List(_)
            | Kind::Map(_)
            | Kind::Unary(UnaryOp::Negate, _) => self.unknown(expr),
        }
    }

    fn unknown(&mut self, expr: &Expr) -> Formula {
        // The same place is the same answer; two that are written alike are taken for two.
        let name = format!("?{}", expr.at.start);
        self.all.insert(name.clone(), Found::Unknown);
        Formula::Unknown(name)
    }

    fn value(&mut self, known: Known, literal: Option<Literal>) -> String {
        let name = known.name.clone();
        let found = self.all.entry(name.clone()).or_insert_with(|| Found::Value(known, Vec::new()));
        if let (Found::Value(_, literals), Some(literal)) = (found, literal) {
            literals.push(literal);
        }
        name
    }

    /// `None` where the sides are not understood.
    fn comparison(&mut self, op: BinaryOp, left: &Expr, right: &Expr) -> Option<Formula> {
        if op == BinaryOp::In {
            return self.membership(left, right);
        }
        let turned = turned(op)?;
        match (literal(left), literal(right)) {
            (None, Some(value)) => self.with_literal(op, left, value),
            (Some(value), None) => self.with_literal(turned, right, value),
            (None, None) => self.pair(op, left, right),
            (Some(_), Some(_)) => None,
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "null has no order")]
    fn with_literal(&mut self, op: BinaryOp, side: &Expr, value: Literal) -> Option<Formula> {
        let known = (self.lookup)(side)?;
        if value == Literal::Null {
            let null = Formula::Null(self.value(known, None));
            return match op {
                BinaryOp::Equal => Some(null),
                BinaryOp::NotEqual => Some(Formula::Not(Box::new(null))),
                _ => None,
            };
        }
        if !comparable(known.sort, &value) {
            return None;
        }
        Some(Formula::Compare(self.value(known, Some(value.clone())), op, value))
    }

    fn membership(&mut self, left: &Expr, right: &Expr) -> Option<Formula> {
        let Kind::List(elements) = &right.kind else { return None };
        let known = (self.lookup)(left)?;
        let values = elements.iter().map(literal).collect::<Option<Vec<_>>>()?;
        if values.iter().any(|value| !comparable(known.sort, value)) {
            return None;
        }
        let mut name = known.name.clone();
        for value in &values {
            name = self.value(known.clone(), Some(value.clone()));
        }
        (!values.is_empty()).then_some(Formula::OneOf(name, values))
    }

    fn pair(&mut self, op: BinaryOp, left: &Expr, right: &Expr) -> Option<Formula> {
        let (a, b) = ((self.lookup)(left)?, (self.lookup)(right)?);
        if a.sort == Sort::Other || b.sort == Sort::Other || a.name == b.name {
            return None;
        }
        let (op, name) = if a.name < b.name {
            (op, format!("{} {}", a.name, b.name))
        } else {
            (turned(op)?, format!("{} {}", b.name, a.name))
        };
        let unordered = a.sort == Sort::Double || b.sort == Sort::Double;
        self.all.insert(name.clone(), Found::Pair { nullable: a.nullable || b.nullable, unordered });
        Some(Formula::Pair(name, op))
    }
}

/// The comparison with its sides exchanged.
fn turned(op: BinaryOp) -> Option<BinaryOp> {
    match op {
        BinaryOp::Equal | BinaryOp::NotEqual => Some(op),
        BinaryOp::Less => Some(BinaryOp::Greater),
        BinaryOp::LessEqual => Some(BinaryOp::GreaterEqual),
        BinaryOp::Greater => Some(BinaryOp::Less),
        BinaryOp::GreaterEqual => Some(BinaryOp::LessEqual),
        BinaryOp::Or
        | BinaryOp::And
        | BinaryOp::In
        | BinaryOp::Add
        | BinaryOp::Subtract
        | BinaryOp::Multiply
        | BinaryOp::Divide
        | BinaryOp::Modulo => None,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the others are computed")]
fn literal(expr: &Expr) -> Option<Literal> {
    match &expr.kind {
        Kind::Literal(literal) => Some(literal.clone()),
        Kind::Unary(UnaryOp::Negate, operand) => match &operand.kind {
            Kind::Literal(Literal::Int(n)) => n.checked_neg().map(Literal::Int),
            Kind::Literal(Literal::Double(n)) => Some(Literal::Double(-n)),
            _ => None,
        },
        _ => None,
    }
}

fn comparable(sort: Sort, value: &Literal) -> bool {
    match sort {
        Sort::Bool => matches!(value, Literal::Bool(_)),
        Sort::Whole { .. } => matches!(value, Literal::Int(_)),
        Sort::Double => matches!(value, Literal::Double(_)),
        Sort::Text => matches!(value, Literal::String(_)),
        Sort::Other => false,
    }
}

fn order(a: &Literal, b: &Literal) -> Ordering {
    match (a, b) {
        (Literal::Bool(a), Literal::Bool(b)) => a.cmp(b),
        (Literal::Int(a), Literal::Int(b)) => a.cmp(b),
        (Literal::Double(a), Literal::Double(b)) => a.total_cmp(b),
        (Literal::String(a), Literal::String(b)) => a.cmp(b),
        _ => Ordering::Equal,
    }
}

impl Found {
    fn domain(self) -> Domain {
        match self {
            Found::Unknown => Domain { literals: Vec::new(), points: vec![Point::Either(false), Point::Either(true)] },
            Found::Pair { nullable, unordered } => {
                let mut points: Vec<Point> =
                    [Ordering::Less, Ordering::Equal, Ordering::Greater].into_iter().map(Point::Order).collect();
                points.extend(unordered.then_some(Point::NotANumber));
                // One of the sides, or both: who knows whether they are equal then.
                points.extend(nullable.then_some(Point::Null));
                Domain { literals: Vec::new(), points }
            }
            Found::Value(known, literals) => value_domain(&known, literals),
        }
    }
}

fn value_domain(known: &Known, mut literals: Vec<Literal>) -> Domain {
    // The values of an `enum(…)` don't close it: no schema keeps a client from sending another text.
    let closed = known.sort == Sort::Bool;
    if closed {
        literals.extend([Literal::Bool(false), Literal::Bool(true)]);
    }
    literals.sort_by(order);
    literals.dedup();
    let mut points: Vec<Point> = Vec::new();
    if known.nullable {
        points.push(Point::Null);
    }
    if known.sort == Sort::Other || (literals.is_empty() && !closed) {
        points.push(Point::NotNull);
        return Domain { literals, points };
    }
    for position in 0..=literals.len() {
        let below = position.checked_sub(1).and_then(|before| literals.get(before));
        let here = literals.get(position);
        if !closed && between(known.sort, below, here) {
            points.push(Point::Rank(2 * position));
        }
        if here.is_some_and(|here| reachable(known.sort, here)) {
            points.push(Point::Rank(2 * position + 1));
        }
    }
    if known.sort == Sort::Double {
        points.push(Point::NotANumber);
    }
    Domain { literals, points }
}

/// Whether some value lies between two neighbours; without one the side is open.
fn between(sort: Sort, below: Option<&Literal>, above: Option<&Literal>) -> bool {
    match (sort, below, above) {
        (Sort::Whole { .. }, Some(Literal::Int(a)), Some(Literal::Int(b))) => {
            a.checked_add(1) != Some(*b) && a < b && reaches(sort, b - 1)
        }
        (Sort::Whole { least }, None, Some(Literal::Int(b))) => least.unwrap_or(i64::MIN) < *b,
        (Sort::Whole { .. }, Some(Literal::Int(a)), None) => *a < i64::MAX,
        (Sort::Text, None, Some(Literal::String(text))) => !text.is_empty(),
        _ => true,
    }
}

fn reaches(sort: Sort, n: i64) -> bool {
    match sort {
        Sort::Whole { least } => least.is_none_or(|least| n >= least),
        Sort::Bool | Sort::Double | Sort::Text | Sort::Other => true,
    }
}

fn reachable(sort: Sort, literal: &Literal) -> bool {
    if let Literal::Int(n) = literal { reaches(sort, *n) } else { true }
}

struct Assignment<'a> {
    domains: &'a [(String, Domain)],
    at: &'a [usize],
}

impl Assignment<'_> {
    fn point(&self, name: &str) -> Option<(Point, &Domain)> {
        let (index, (_, domain)) = self.domains.iter().enumerate().find(|(_, (known, _))| known == name)?;
        let point = domain.points.get(*self.at.get(index)?)?;
        Some((*point, domain))
    }

    /// `None` is an error of the rule, which a `false` or `true` beside it absorbs (the CEL specification, logical
    /// operators).
    fn truth(&self, formula: &Formula) -> Option<bool> {
        match formula {
            Formula::Constant(value) => Some(*value),
            Formula::Not(inner) => self.truth(inner).map(|value| !value),
            Formula::And(left, right) => match (self.truth(left), self.truth(right)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            },
            Formula::Or(left, right) => match (self.truth(left), self.truth(right)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            },
            Formula::If(condition, then, otherwise) => {
                if self.truth(condition)? {
                    self.truth(then)
                } else {
                    self.truth(otherwise)
                }
            }
            Formula::Null(name) => self.point(name).map(|(point, _)| point == Point::Null),
            Formula::Unknown(name) => match self.point(name)?.0 {
                Point::Either(value) => Some(value),
                Point::Null | Point::NotNull | Point::NotANumber | Point::Rank(_) | Point::Order(_) => None,
            },
            Formula::Pair(name, op) => match self.point(name)?.0 {
                Point::Order(order) => Some(holds(*op, order)),
                Point::NotANumber => Some(*op == BinaryOp::NotEqual),
                Point::Null | Point::NotNull | Point::Rank(_) | Point::Either(_) => None,
            },
            Formula::Compare(name, op, literal) => {
                let (point, domain) = self.point(name)?;
                compare(point, domain, *op, literal)
            }
            Formula::OneOf(name, values) => {
                let (point, domain) = self.point(name)?;
                Some(values.iter().any(|value| compare(point, domain, BinaryOp::Equal, value) == Some(true)))
            }
        }
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "null has no order")]
fn compare(point: Point, domain: &Domain, op: BinaryOp, literal: &Literal) -> Option<bool> {
    match point {
        // Only (in)equality knows null.
        Point::Null => match op {
            BinaryOp::Equal => Some(false),
            BinaryOp::NotEqual => Some(true),
            _ => None,
        },
        Point::NotANumber => Some(op == BinaryOp::NotEqual),
        Point::Rank(rank) => {
            let position = domain.literals.iter().position(|known| known == literal)?;
            Some(holds(op, rank.cmp(&(2 * position + 1))))
        }
        Point::NotNull | Point::Order(_) | Point::Either(_) => None,
    }
}

fn holds(op: BinaryOp, order: Ordering) -> bool {
    match op {
        BinaryOp::Equal => order.is_eq(),
        BinaryOp::NotEqual => order.is_ne(),
        BinaryOp::Less => order.is_lt(),
        BinaryOp::LessEqual => order.is_le(),
        BinaryOp::Greater => order.is_gt(),
        BinaryOp::GreaterEqual => order.is_ge(),
        BinaryOp::Or
        | BinaryOp::And
        | BinaryOp::In
        | BinaryOp::Add
        | BinaryOp::Subtract
        | BinaryOp::Multiply
        | BinaryOp::Divide
        | BinaryOp::Modulo => false,
    }
}
