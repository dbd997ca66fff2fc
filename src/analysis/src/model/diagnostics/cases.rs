use crate::model::diagnostics::near;
use weir_diagnostics::{Diagnostic, Span, Spanned, codes as all_codes, codes::settings as codes};
use weir_ir::Type;
use weir_syntax::ast;

pub(in crate::model) fn row_length(at: Span, cells: usize, columns: usize) -> Diagnostic {
    let message = format!("the row has {cells} cells, the header {columns} columns");
    Diagnostic::new(codes::ROW_LENGTH, at, message, "").help("give each row a cell for every column of the header")
}

pub(in crate::model) fn bad_cell(at: Span, ty: &Type, problem: &str) -> Diagnostic {
    let message = format!("the cell is no {}: {problem}", ty.data);
    Diagnostic::new(codes::BAD_CELL, at, message, "")
}

pub(in crate::model) fn bad_header(name: &ast::Name, where_it_stands: &str) -> Diagnostic {
    let message = format!("`{}` {where_it_stands}", name.value);
    Diagnostic::new(codes::BAD_HEADER, name.span, message, "").help("remove the column")
}

pub(in crate::model) fn unknown_code(code: &Spanned<String>) -> Diagnostic {
    let known: Vec<&str> = all_codes::all().map(|code| code.id).collect();
    let bare = code.value.trim_start_matches("weir::");
    let message = format!("no diagnostic has the code `{}`", code.value);
    Diagnostic::new(codes::UNKNOWN_CODE, code.span, message, "")
        .help(near(bare, &known).unwrap_or_else(|| "`weir explain` lists them".into()))
}
