use weir_diagnostics::{Span, suggest};
use weir_ir::{
    ColumnRef, DataType, Type,
    sql::{BindingId, ColumnUse, Expr, ExprKind, OutputColumn, TimeKind},
};

/// What the names of one SELECT refer to.
#[derive(Debug, Default, Clone)]
pub(super) struct Scope {
    pub(super) tables: Vec<BoundTable>,
    /// Columns of USING and NATURAL: the left one stands for both.
    pub(super) merged: Vec<String>,
    /// Something in FROM was wrong and has been reported: names that are not found are not reported again.
    pub(super) poisoned: bool,
}

/// A table of FROM with its columns.
#[derive(Debug, Clone)]
pub(super) struct BoundTable {
    pub(super) id: BindingId,
    /// Empty where it has none.
    pub(super) name: String,
    /// `shop.orders`, where no alias hides it.
    pub(super) written: Option<String>,
    pub(super) columns: Vec<ScopeColumn>,
    pub(super) span: Span,
    /// The relation's name and where it is declared.
    pub(super) declared: Option<(String, Span)>,
    /// Columns that a window function has added although the table had them: naming one is ambiguous.
    pub(super) twice: Vec<Twice>,
    pub(super) poisoned: bool,
}

/// A column of a window's table that is there already.
#[derive(Debug, Clone)]
pub(super) struct Twice {
    pub(super) name: String,
    /// Of the table's own column.
    pub(super) own: Span,
    /// `TUMBLE` and where it stands.
    pub(super) window: (String, Span),
}

#[derive(Debug, Clone)]
pub(super) struct ScopeColumn {
    pub(super) name: String,
    pub(super) ty: Type,
    pub(super) time: Option<TimeKind>,
    pub(super) origin: Option<ColumnRef>,
    /// `$rowtime`: found by name, left out of `*`.
    pub(super) hidden: bool,
    /// Where it is declared or computed.
    pub(super) span: Span,
}

/// Why a name has no meaning here.
pub(super) enum Miss {
    /// No such column, in the table that the qualifier names or in any.
    Unknown {
        name: String,
        span: Span,
        table: Option<BindingId>,
    },
    Ambiguous {
        name: String,
        span: Span,
        tables: Vec<(String, Span)>,
    },
    /// The column is there, a field below it is not.
    NoField {
        field: String,
        span: Span,
        of: Type,
    },
    /// A window function has added a column of the same name.
    Twice(Span, Twice),
    /// Already reported.
    Silent,
}

impl ScopeColumn {
    pub(super) fn output(column: &OutputColumn) -> Self {
        ScopeColumn {
            name: column.name.clone(),
            ty: column.ty.clone(),
            time: column.time,
            origin: column.origin.clone(),
            hidden: false,
            span: column.span,
        }
    }
}

impl BoundTable {
    fn find(&self, name: &str) -> Option<(usize, &ScopeColumn)> {
        self.columns.iter().enumerate().find(|(_, column)| column.name == name)
    }

    /// The columns that have a field of this name somewhere in them, no deeper than the first: a field may be named without
    /// what it lies in (Calcite, `StructKind.PEEK_FIELDS_NO_EXPAND`, which Flink gives to its rows).
    fn holders(&self, name: &str) -> Vec<(usize, &ScopeColumn)> {
        let rows = self.columns.iter().enumerate().filter(|(_, column)| matches!(column.ty.data, DataType::Row(_)));
        let deep: Vec<_> =
            rows.flat_map(|hit| paths(&hit.1.ty, name).into_iter().map(move |path| (path.len(), hit))).collect();
        let least = deep.iter().map(|(depth, _)| *depth).min();
        deep.into_iter().filter(|(depth, _)| Some(*depth) == least).map(|(_, hit)| hit).collect()
    }

    fn once(&self, name: &str, span: Span) -> Result<(), Miss> {
        self.twice.iter().find(|twice| twice.name == name).map_or(Ok(()), |twice| Err(Miss::Twice(span, twice.clone())))
    }

    pub(super) fn visible(&self) -> impl Iterator<Item = (usize, &ScopeColumn)> {
        self.columns.iter().enumerate().filter(|(_, column)| !column.hidden)
    }

    /// The expression that is one of this table's columns.
    pub(super) fn column(&self, index: usize, column: &ScopeColumn, span: Span) -> Expr {
        Expr {
            kind: ExprKind::Column(ColumnUse {
                binding: self.id,
                table: self.name.clone(),
                qualified: false,
                column: column.name.clone(),
                index,
                fields: Vec::new(),
                origin: column.origin.clone(),
            }),
            ty: column.ty.clone(),
            time: column.time,
            span,
        }
    }
}

/// Part of a dotted name.
pub(super) type Part<'a> = (&'a str, Span);

impl Scope {
    pub(super) fn of(table: BoundTable) -> Self {
        Scope { poisoned: table.poisoned, tables: vec![table], merged: Vec::new() }
    }

    /// Puts the tables of another element of FROM behind these.
    pub(super) fn join(&mut self, other: Scope) {
        self.tables.extend(other.tables);
        self.merged.extend(other.merged);
        self.poisoned |= other.poisoned;
    }

    /// Every column name, for suggestions.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.tables.iter().flat_map(|table| table.columns.iter().map(|column| column.name.as_str()))
    }

    /// Whether several tables have a column of this name.
    pub(super) fn is_twice(&self, name: &str) -> bool {
        self.tables.iter().filter(|table| table.find(name).is_some()).nth(1).is_some()
    }

    pub(super) fn suggestion(&self, wrong: &str) -> Option<&str> {
        let contains =
            |name: &&str| wrong.len() > 2 && (name.contains(wrong) || (name.len() > 2 && wrong.contains(*name)));
        suggest(wrong, self.names()).or_else(|| self.names().find(contains))
    }

    /// The table that a qualifier names: its alias or name, or `source.table` as written. Gives how many parts it took.
    pub(super) fn table(&self, parts: &[Part<'_>]) -> Option<(&BoundTable, usize)> {
        let first = parts.first()?.0;
        let second = parts.get(1).map(|part| format!("{first}.{}", part.0));
        let third = parts.get(2).and_then(|part| second.as_ref().map(|two| format!("{two}.{}", part.0)));
        for (taken, dotted) in [(3, third), (2, second)] {
            let found = dotted.and_then(|dotted| self.tables.iter().find(|t| t.written.as_deref() == Some(&dotted)));
            if let Some(table) = found {
                return Some((table, taken));
            }
        }
        self.tables.iter().find(|table| !table.name.is_empty() && table.name == first).map(|table| (table, 1))
    }

    /// A dotted name: a column, with its table before it and fields behind it.
    pub(super) fn resolve(&self, parts: &[Part<'_>], span: Span) -> Result<Expr, Miss> {
        if parts.len() > 1
            && let Some((table, taken)) = self.table(parts)
            && let Some(rest) = parts.get(taken..)
            && let Some((name, name_span)) = rest.first()
        {
            if let Some((index, column)) = table.find(name) {
                table.once(name, *name_span)?;
                return fields(qualified(table.column(index, column, span)), rest.get(1..).unwrap_or_default());
            }
            if let [(index, column)] = table.holders(name).as_slice() {
                return fields(qualified(table.column(*index, column, span)), rest);
            }
            if table.poisoned {
                return Err(Miss::Silent);
            }
            if !self.has(parts) {
                return Err(Miss::Unknown { name: (*name).to_string(), span: *name_span, table: Some(table.id) });
            }
        }
        self.bare(parts, span)
    }

    fn has(&self, parts: &[Part<'_>]) -> bool {
        let holds = |table: &BoundTable, name| table.find(name).is_some() || !table.holders(name).is_empty();
        parts.first().is_some_and(|(name, _)| self.tables.iter().any(|table| holds(table, name)))
    }

    fn bare<'s>(&'s self, parts: &[Part<'_>], span: Span) -> Result<Expr, Miss> {
        let Some(((name, name_span), rest)) = parts.split_first() else { return Err(Miss::Silent) };
        // A field counts as much as another table's column; in one table the column comes first.
        let hits = |table: &'s BoundTable| match table.find(name) {
            Some((index, column)) => vec![(table, (index, column), true)],
            None => table.holders(name).into_iter().map(|(index, column)| (table, (index, column), false)).collect(),
        };
        let mut found = self.tables.iter().flat_map(hits);
        let Some((table, (index, column), is_column)) = found.next() else {
            let silent = self.poisoned;
            return Err(if silent {
                Miss::Silent
            } else {
                Miss::Unknown { name: (*name).to_string(), span: *name_span, table: None }
            });
        };
        let others: Vec<_> = found.collect();
        if !others.is_empty() && !self.merged.iter().any(|merged| merged == name) {
            let tables =
                std::iter::once((table, column)).chain(others.iter().map(|(table, (_, column), _)| (*table, *column)));
            let tables = tables.map(|(table, column)| (table.name.clone(), column.span)).collect();
            return Err(Miss::Ambiguous { name: (*name).to_string(), span: *name_span, tables });
        }
        table.once(name, *name_span)?;
        fields(table.column(index, column, span), if is_column { rest } else { parts })
    }
}

fn qualified(mut expr: Expr) -> Expr {
    if let ExprKind::Column(used) = &mut expr.kind {
        used.qualified = true;
    }
    expr
}

/// Goes down the fields of a row, to a field that lies deeper where only one such does.
fn fields(mut expr: Expr, names: &[Part<'_>]) -> Result<Expr, Miss> {
    for (name, span) in names {
        let row = expr.ty.clone();
        let found = paths(&row, name);
        let [path] = found.as_slice() else {
            return Err(match found.first() {
                _ if expr.ty.is_poison() => Miss::Silent,
                None => Miss::NoField { field: (*name).to_string(), span: *span, of: row.clone() },
                Some(_) => {
                    let tables = found.iter().map(|path| (path.join("."), *span)).collect();
                    Miss::Ambiguous { name: (*name).to_string(), span: *span, tables }
                }
            });
        };
        for step in path {
            expr.ty = field_type(&expr.ty, step).ok_or(Miss::Silent)?;
            expr.time = None;
            if let ExprKind::Column(used) = &mut expr.kind {
                used.fields.push((*step).to_string());
                if let Some(origin) = &mut used.origin {
                    origin.path.0.push((*step).to_string());
                }
            }
        }
    }
    Ok(expr)
}

/// Where fields of this name lie in a row: the shallowest ones.
fn paths<'t>(row: &'t Type, name: &str) -> Vec<Vec<&'t str>> {
    let mut level: Vec<(Vec<&str>, &Type)> = vec![(Vec::new(), row)];
    while !level.is_empty() {
        let mut next = Vec::new();
        for (path, ty) in level {
            if let DataType::Row(fields) = &ty.data {
                next.extend(fields.iter().map(|field| ([path.as_slice(), &[field.name.as_str()]].concat(), &field.ty)));
            }
        }
        let found: Vec<_> =
            next.iter().filter(|(path, _)| path.last() == Some(&name)).map(|(path, _)| path.clone()).collect();
        if !found.is_empty() {
            return found;
        }
        level = next;
    }
    Vec::new()
}

/// The type of a field of a row.
pub(super) fn field_type(row: &Type, name: &str) -> Option<Type> {
    let DataType::Row(fields) = &row.data else { return None };
    let field = fields.iter().find(|field| field.name == name)?;
    Some(Type::new(field.ty.data.clone(), field.ty.nullable || row.nullable))
}
