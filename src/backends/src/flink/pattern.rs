//! MATCH_RECOGNIZE as Flink SQL, a clause a line.

use super::query::{Printer, alias, interval, line, unaliased};
use crate::text::Ident;
use weir_ir::sql::{MatchExpr, MatchSkip, MatchTable, PatternVariable, Pick, Table, TableExpr};

impl Printer<'_> {
    pub(super) fn matched(&self, matched: &MatchTable, depth: usize) -> String {
        let input = match &matched.input {
            TableExpr::Table(table) => {
                self.named(&Table { binding: unaliased(&table.binding), ..table.clone() }, depth)
            }
            other @ (TableExpr::Derived(_)
            | TableExpr::Join(_)
            | TableExpr::Window(_)
            | TableExpr::Unnest(_)
            | TableExpr::Match(_)) => self.table(other, depth),
        };
        let at = line(depth + 1);
        let clauses: Vec<String> = self.clauses(matched).into_iter().map(|clause| format!("{at}{clause}")).collect();
        format!("{input} MATCH_RECOGNIZE ({}{}){}", clauses.concat(), line(depth), alias(&matched.binding))
    }

    fn clauses(&self, matched: &MatchTable) -> Vec<String> {
        let mut clauses = Vec::new();
        if !matched.partition_by.is_empty() {
            clauses.push(format!("PARTITION BY {}", self.unqualified(&matched.partition_by)));
        }
        clauses.push(format!("ORDER BY {}", self.sort(&matched.order_by)));
        let measures = matched.measures.iter();
        let measures: Vec<String> =
            measures.map(|one| format!("{} AS {}", self.expr(&one.expr), Ident(&one.name.value))).collect();
        clauses.push(format!("MEASURES {}", measures.join(", ")));
        clauses.push("ONE ROW PER MATCH".to_string());
        clauses.push(format!("AFTER MATCH SKIP {}", skip(matched)));
        let pattern: Vec<String> = matched.pattern.iter().map(times).collect();
        let within = matched.within_ms.and_then(|ms| i64::try_from(ms).ok());
        let within = within.map_or_else(String::new, |ms| format!(" WITHIN {}", interval(ms)));
        clauses.push(format!("PATTERN ({}){within}", pattern.join(" ")));
        let conditions = matched.pattern.iter().filter_map(|variable| {
            let condition = variable.condition.as_ref()?;
            Some(format!("{} AS {}", Ident(&variable.name.value), self.expr(condition)))
        });
        let conditions: Vec<String> = conditions.collect();
        // Flink's parser wants the clause.
        let every = matched.pattern.first().map(|variable| format!("{} AS TRUE", Ident(&variable.name.value)));
        let conditions = if conditions.is_empty() { Vec::from_iter(every) } else { conditions };
        clauses.push(format!("DEFINE {}", conditions.join(", ")));
        clauses
    }

    pub(super) fn match_expr(&self, matched: &MatchExpr) -> String {
        match matched {
            MatchExpr::Row { of, pick, value } => {
                let value = self.of_rows(of).expr(value);
                match pick {
                    Pick::Bare => value,
                    Pick::First(offset) => format!("FIRST({value}, {offset})"),
                    Pick::Last(offset) => format!("LAST({value}, {offset})"),
                }
            }
            MatchExpr::Rows { of, call } => self.of_rows(of).aggregate(call),
            MatchExpr::Rowtime { time, argument: true } => format!("MATCH_ROWTIME({})", self.expr(time)),
            MatchExpr::Rowtime { argument: false, .. } => "MATCH_ROWTIME()".to_string(),
            MatchExpr::Proctime => "MATCH_PROCTIME()".to_string(),
        }
    }
}

fn skip(matched: &MatchTable) -> String {
    let name = |n: usize| matched.pattern.get(n).map_or_else(String::new, |one| Ident(&one.name.value).to_string());
    match matched.skip {
        MatchSkip::ToNextRow => "TO NEXT ROW".to_string(),
        MatchSkip::PastLastRow => "PAST LAST ROW".to_string(),
        MatchSkip::ToFirst(n) => format!("TO FIRST {}", name(n)),
        MatchSkip::ToLast(n) => format!("TO LAST {}", name(n)),
    }
}

/// `A`, `A+?`, `A{2,3}`.
fn times(variable: &PatternVariable) -> String {
    let times = match (variable.min, variable.max) {
        (1, Some(1)) => String::new(),
        (0, Some(1)) => "?".to_string(),
        (0, None) => "*".to_string(),
        (1, None) => "+".to_string(),
        (min, None) => format!("{{{min},}}"),
        (min, Some(max)) if min == max => format!("{{{min}}}"),
        (min, Some(max)) => format!("{{{min},{max}}}"),
    };
    // `A{2}?` says no more than `A{2}`, and `A?` is not told from `A` and a mark.
    let reluctant = if variable.reluctant && variable.max != Some(variable.min) { "?" } else { "" };
    format!("{}{times}{reluctant}", Ident(&variable.name.value))
}
