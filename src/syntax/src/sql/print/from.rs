use super::Printer;
use crate::sql::ast::{
    AfterMatch, Join, JoinCondition, MatchRecognize, Pattern, PatternKind, PatternQuantifier, RowsPerMatch, Skip,
    TableAlias, TableFactor, TableFunction, TableRef, TableRefKind, TableSample, TableSource,
};

impl Printer {
    pub(super) fn table_ref(&mut self, table: &TableRef) {
        match &table.kind {
            TableRefKind::Factor(factor) => self.factor(factor),
            TableRefKind::Join(join) => self.join(join),
        }
    }

    fn join(&mut self, join: &Join) {
        self.table_ref(&join.left);
        self.word(if join.natural { " NATURAL " } else { " " });
        self.word(join.kind.value.text());
        self.word(" ");
        self.factor(&join.right);
        match &join.condition {
            Some(JoinCondition::On(condition)) => {
                self.word(" ON ");
                self.expr(condition);
            }
            Some(JoinCondition::Using(columns)) => {
                self.word(" USING ");
                self.names(columns);
            }
            None => {}
        }
    }

    fn factor(&mut self, factor: &TableFactor) {
        self.source(&factor.source);
        if let Some(time) = &factor.system_time {
            self.word(" FOR SYSTEM_TIME AS OF ");
            self.arith(&time.expr);
        }
        if let Some(clause) = &factor.match_recognize {
            self.match_recognize(clause);
        }
        if let Some(alias) = &factor.alias {
            self.alias(alias);
        }
        if let Some(sample) = &factor.sample {
            self.sample(sample);
        }
    }

    fn alias(&mut self, alias: &TableAlias) {
        self.word(" AS ");
        self.name(&alias.name);
        if !alias.columns.is_empty() {
            self.names(&alias.columns);
        }
    }

    fn sample(&mut self, sample: &TableSample) {
        self.word(&format!(" TABLESAMPLE {} ({})", sample.method.value, sample.percentage.value));
        if let Some(seed) = &sample.repeatable {
            self.word(&format!(" REPEATABLE ({})", seed.value));
        }
    }

    fn source(&mut self, source: &TableSource) {
        match source {
            TableSource::Named { path, hints } => {
                self.path(path);
                self.hints(" ", hints, "");
            }
            TableSource::Derived { lateral, query, .. } => {
                self.word(if *lateral { "LATERAL " } else { "" });
                self.query_in_parentheses(query);
            }
            TableSource::Function(function) => self.table_function(function),
            TableSource::Unnest { arrays, with_ordinality, .. } => {
                self.word("UNNEST(");
                self.exprs(arrays);
                self.word(if *with_ordinality { ") WITH ORDINALITY" } else { ")" });
            }
            TableSource::Nested { table, .. } => {
                self.word("(");
                self.table_ref(table);
                self.word(")");
            }
        }
    }

    fn table_function(&mut self, function: &TableFunction) {
        self.word(if function.lateral { "LATERAL " } else { "" });
        self.word(if function.wrapped { "TABLE(" } else { "" });
        self.call(&function.call);
        self.word(if function.wrapped { ")" } else { "" });
    }

    fn match_recognize(&mut self, clause: &MatchRecognize) {
        self.word(" MATCH_RECOGNIZE (");
        if !clause.partition_by.is_empty() {
            self.word("PARTITION BY ");
            self.exprs(&clause.partition_by);
            self.word(" ");
        }
        self.order_by("", &clause.order_by);
        if !clause.measures.is_empty() {
            self.word(" MEASURES ");
            self.list(&clause.measures, ", ", |printer, measure| {
                printer.expr(&measure.expr);
                printer.word(" AS ");
                printer.name(&measure.name);
            });
        }
        match clause.rows.as_ref().map(|rows| rows.value) {
            Some(RowsPerMatch::One) => self.word(" ONE ROW PER MATCH"),
            Some(RowsPerMatch::All) => self.word(" ALL ROWS PER MATCH"),
            None => {}
        }
        if let Some(after) = &clause.after {
            self.after_match(after);
        }
        self.word(" PATTERN (");
        self.pattern(&clause.pattern);
        self.word(")");
        if let Some(within) = &clause.within {
            self.word(" WITHIN ");
            self.expr(within);
        }
        if !clause.subsets.is_empty() {
            self.word(" SUBSET ");
            self.list(&clause.subsets, ", ", |printer, subset| {
                printer.name(&subset.name);
                printer.word(" = ");
                printer.names(&subset.symbols);
            });
        }
        self.word(" DEFINE ");
        self.list(&clause.define, ", ", |printer, definition| {
            printer.name(&definition.name);
            printer.word(" AS ");
            printer.expr(&definition.condition);
        });
        self.word(")");
    }

    fn after_match(&mut self, after: &AfterMatch) {
        self.word(" AFTER MATCH SKIP ");
        let (words, name) = match &after.skip {
            Skip::ToNextRow => ("TO NEXT ROW", None),
            Skip::PastLastRow => ("PAST LAST ROW", None),
            Skip::ToFirst(name) => ("TO FIRST ", Some(name)),
            Skip::ToLast(name) => ("TO LAST ", Some(name)),
            Skip::To(name) => ("TO ", Some(name)),
        };
        self.word(words);
        if let Some(name) = name {
            self.name(name);
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Symbol(name) => self.name(name),
            PatternKind::Concat(parts) => self.list(parts, " ", Printer::pattern),
            PatternKind::Alternate(parts) => self.list(parts, " | ", Printer::pattern),
            PatternKind::Group(inner) => {
                self.word("(");
                self.pattern(inner);
                self.word(")");
            }
            PatternKind::Exclude(inner) => {
                self.word("{- ");
                self.pattern(inner);
                self.word(" -}");
            }
            PatternKind::Permute(parts) => {
                self.word("PERMUTE(");
                self.list(parts, ", ", Printer::pattern);
                self.word(")");
            }
            PatternKind::Quantified { pattern, quantifier } => {
                self.pattern(pattern);
                self.pattern_quantifier(*quantifier);
            }
        }
    }

    fn pattern_quantifier(&mut self, quantifier: PatternQuantifier) {
        let text = match (quantifier.min, quantifier.max) {
            (0, None) => "*".to_string(),
            (1, None) => "+".to_string(),
            (0, Some(1)) => "?".to_string(),
            (min, None) => format!("{{{min},}}"),
            (min, Some(max)) if min == max => format!("{{{min}}}"),
            (min, Some(max)) => format!("{{{min},{max}}}"),
        };
        self.word(&text);
        self.word(if quantifier.reluctant { "?" } else { "" });
    }
}
