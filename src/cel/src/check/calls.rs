//! Calls of functions and macros.

use super::{Checker, Typed, Variable};
use crate::{
    diagnostics,
    functions::{Is, MACROS, NOT_EVERYWHERE, SIGNATURES, Signature, names},
    regex,
    syntax::{Expr, Kind, Literal, Word},
    types::{Field, Ty},
};

/// `size(x)` or `x.size()`.
pub(super) fn is_size(expr: &Expr) -> bool {
    matches!(&expr.kind, Kind::Call { name, .. } if name.text == "size")
}

impl Checker<'_> {
    pub(super) fn call(&mut self, expr: &Expr, target: Option<&Expr>, name: &Word, arguments: &[Expr]) -> Typed {
        match target {
            None if name.text == "has" => self.has(expr, arguments),
            Some(range) if MACROS.contains(&name.text.as_str()) => self.comprehension(range, name, arguments),
            Some(_) | None => self.function(target, name, arguments),
        }
    }

    /// `has(message.field)`: asks for presence only.
    fn has(&mut self, expr: &Expr, arguments: &[Expr]) -> Typed {
        let [argument] = arguments else { return self.wrong_shape(expr, "has", "has(message.field)") };
        let Kind::Select { .. } = argument.kind else {
            return self.wrong_shape(argument, "has", "has(message.field)");
        };
        let typed = self.holder(argument);
        self.asks(&typed);
        let in_record = typed.path.is_some();
        let known = in_record && (!typed.nullable || self.is_present(&typed)) && typed.ty != Ty::Error;
        Typed::boolean(known.then_some(true))
    }

    fn wrong_shape(&mut self, expr: &Expr, name: &str, shape: &str) -> Typed {
        self.report(&expr.at, |span| diagnostics::macro_shape(span, name, shape));
        Typed::error()
    }

    /// `list.all(x, condition)` and its like.
    fn comprehension(&mut self, range: &Expr, name: &Word, arguments: &[Expr]) -> Typed {
        let over = self.expr(range);
        self.needs_value(range, &over);
        let element = over.ty.members().unwrap_or(Ty::Error);
        if element == Ty::Error && !self.opaque(range, &over) && over.ty != Ty::Error {
            self.report(&range.at, |span| diagnostics::operand(span, &name.text, &over.ty, "a list or a map"));
        }
        let shape = format!("{}(x, …)", name.text);
        let (Some(Kind::Ident(variable)), body @ [_, ..]) =
            (arguments.first().map(|first| &first.kind), arguments.get(1..).unwrap_or_default())
        else {
            let place = Expr { at: name.at.clone(), kind: Kind::List(vec![]), depth: 1 };
            return self.wrong_shape(&place, &name.text, &shape);
        };
        let field = Field { name: variable.clone(), ty: element, nullable: false, values: None };
        self.scope.0.push(Variable { field, path: None });
        let last = self.comprehension_body(name, body);
        self.scope.0.pop();
        match name.text.as_str() {
            "map" => Typed::of(Ty::List(Box::new(last))),
            "filter" => Typed::of(over.ty),
            _ => Typed::of(Ty::Bool),
        }
    }

    /// The type of the last argument; all others are conditions, and so is the last except of `map`.
    fn comprehension_body(&mut self, name: &Word, body: &[Expr]) -> Ty {
        let Some((last, before)) = body.split_last() else { return Ty::Error };
        for condition in before {
            self.logical(&name.text, condition);
        }
        if name.text == "map" {
            return self.expr(last).ty;
        }
        self.logical(&name.text, last);
        Ty::Bool
    }

    fn function(&mut self, target: Option<&Expr>, name: &Word, arguments: &[Expr]) -> Typed {
        let known: Vec<&Signature> = SIGNATURES.iter().filter(|signature| signature.name == name.text).collect();
        if known.is_empty() {
            self.unknown_function(target, name);
            return Typed::error();
        }
        let operands: Vec<(&Expr, Typed)> = target.into_iter().chain(arguments).map(|e| (e, self.expr(e))).collect();
        let mut opaque = false;
        for (expr, typed) in &operands {
            opaque |= self.opaque(expr, typed);
        }
        if opaque {
            return Typed::error();
        }
        let fits = |signature: &&&Signature| {
            let wanted: Vec<Is> = signature.target.into_iter().chain(signature.arguments.iter().copied()).collect();
            signature.target.is_some() == target.is_some()
                && wanted.len() == operands.len()
                && wanted.iter().zip(&operands).all(|(is, (_, typed))| is.takes(&typed.ty))
        };
        let Some(signature) = known.iter().find(fits) else {
            self.no_signature(target.is_some(), name, &operands, &known);
            return Typed::error();
        };
        if name.text != "dyn" && name.text != "type" {
            for (expr, typed) in &operands {
                self.needs_value(expr, typed);
            }
        }
        let constant = if name.text == "matches" { self.pattern(&operands) } else { empty_part(&name.text, &operands) };
        Typed { constant: constant.map(Literal::Bool), ..Typed::of(Ty::from(signature.result)) }
    }

    fn unknown_function(&mut self, target: Option<&Expr>, name: &Word) {
        let root = target
            .map(|target| self.written(target).to_string())
            .filter(|root| NOT_EVERYWHERE.contains(&root.as_str()));
        let named = root.as_deref().unwrap_or(&name.text).to_string();
        if NOT_EVERYWHERE.contains(&named.as_str()) {
            self.report(&name.at, |span| diagnostics::not_everywhere(span, &named));
        } else {
            self.report(&name.at, |span| diagnostics::unknown_function(span, &name.text, names()));
        }
    }

    fn no_signature(&mut self, method: bool, name: &Word, operands: &[(&Expr, Typed)], known: &[&Signature]) {
        let shown = {
            let types: Vec<String> = operands.iter().map(|(_, typed)| typed.ty.to_string()).collect();
            written(method, &name.text, &types)
        };
        let signatures: Vec<String> = known
            .iter()
            .map(|signature| {
                let words = signature.target.iter().chain(signature.arguments);
                let words: Vec<String> = words.map(|is| is.word().to_string()).collect();
                written(signature.target.is_some(), signature.name, &words)
            })
            .collect();
        self.report(&name.at, |span| diagnostics::no_signature(span, &shown, &signatures));
    }

    /// The pattern of `matches`, which is its last operand. `Some(true)` where every text has a match.
    fn pattern(&mut self, operands: &[(&Expr, Typed)]) -> Option<bool> {
        let (expr, Typed { constant: Some(Literal::String(pattern)), .. }) = operands.last()? else { return None };
        match regex::compile(pattern) {
            Err(problem) => {
                self.report(&expr.at, |span| diagnostics::regex(span, &problem));
                None
            }
            Ok(found) => {
                if !found.anchored && !found.always {
                    self.report(&expr.at, |span| diagnostics::unanchored(span, pattern));
                }
                found.always.then_some(true)
            }
        }
    }
}

/// Every text contains, starts and ends with the empty one.
fn empty_part(name: &str, operands: &[(&Expr, Typed)]) -> Option<bool> {
    let asks = matches!(name, "contains" | "startsWith" | "endsWith");
    let empty = operands.last().is_some_and(|(_, typed)| typed.constant == Some(Literal::String(String::new())));
    (asks && empty).then_some(true)
}

/// `string.contains(string)` or `contains(string, string)`.
fn written(method: bool, name: &str, types: &[String]) -> String {
    match types.split_first() {
        Some((target, arguments)) if method => format!("{target}.{name}({})", arguments.join(", ")),
        Some(_) | None => format!("{name}({})", types.join(", ")),
    }
}
