use super::{a, near, ticked};
use crate::model::settings::dotted;
use weir_diagnostics::{Diagnostic, Span, codes::names as codes};
use weir_ir::Type;
use weir_syntax::ast;

pub(in crate::model) fn duplicate(name: &ast::Name, what: &str, first: (&str, Span)) -> Diagnostic {
    let (first_what, at) = first;
    let message = if first_what == what {
        format!("two {what}s with the name `{}`", name.value)
    } else {
        format!("{} and {} with the name `{}`", a(first_what), a(what), name.value)
    };
    Diagnostic::new(codes::DUPLICATE_NAME, name.span, message, "again here")
        .label(at, "first here")
        .help("give one of them another name, or remove it")
}

pub(in crate::model) fn unknown_relation(path: &ast::Path, known: &[String]) -> Diagnostic {
    let name = dotted(path);
    Diagnostic::new(codes::UNKNOWN_RELATION, path.span, format!("cannot find the relation `{name}`"), "")
        .help_opt(near_relation(&name, known))
}

pub(in crate::model) fn unknown_relation_of_column(path: &ast::Path, known: &[String]) -> Diagnostic {
    let name = dotted(path);
    let message = format!("`{name}` begins with no table, topic or transform");
    let near = known.iter().find_map(|relation| {
        let depth = relation.split('.').count();
        let head = path.parts.iter().take(depth).map(|part| part.value.as_str()).collect::<Vec<_>>().join(".");
        weir_diagnostics::suggest(&head, [relation.as_str()]).map(|found| format!("did you mean `{found}`?"))
    });
    let hint = "a column is addressed as `source.table.column` or `topic.column`";
    Diagnostic::new(codes::UNKNOWN_RELATION, path.span, message, "").help(near.unwrap_or_else(|| hint.into()))
}

/// Also finds a table that was named without its source.
fn near_relation(name: &str, known: &[String]) -> Option<String> {
    let list: Vec<&str> = known.iter().map(String::as_str).collect();
    let of_source = list.iter().find(|relation| relation.rsplit('.').next() == Some(name) && relation.contains('.'));
    match of_source {
        Some(relation) => Some(format!("did you mean `{relation}`?")),
        None => near(name, &list),
    }
}

pub(in crate::model) fn unknown_column(name: &ast::Name, relation: &str, at: Span, known: &[&str]) -> Diagnostic {
    let message = format!("`{relation}` has no column `{}`", name.value);
    Diagnostic::new(codes::UNKNOWN_COLUMN, name.span, message, "")
        .label(at, format!("`{relation}` is declared here"))
        .help_opt(near(&name.value, known))
}

pub(in crate::model) fn dropped_column(name: &str, at: Span, mask: Span) -> Diagnostic {
    let message = format!("`{name}` never leaves its database, so no query can read it");
    Diagnostic::new(codes::UNKNOWN_COLUMN, at, message, "read here")
        .label(mask, "dropped here")
        .help("leave the column out of the query (of a `*` by naming the others), or use another mask")
}

pub(in crate::model) fn unknown_field(name: &ast::Name, inside: &str, at: Span, known: &[&str]) -> Diagnostic {
    let message = format!("`{inside}` has no field `{}`", name.value);
    let help = if known.is_empty() { Some(format!("`{inside}` is no row")) } else { near(&name.value, known) };
    Diagnostic::new(codes::UNKNOWN_COLUMN, name.span, message, "")
        .label(at, "the column is declared here")
        .help_opt(help)
}

pub(in crate::model) fn column_expected(path: &ast::Path) -> Diagnostic {
    let name = dotted(path);
    Diagnostic::new(codes::UNKNOWN_COLUMN, path.span, format!("`{name}` is a relation where a column is wanted"), "")
        .help(format!("name one of its columns: `{name}.…`"))
}

pub(in crate::model) fn unknown_item(name: &ast::Name, what: &str, known: &[&str]) -> Diagnostic {
    let message = format!("cannot find the {what} `{}`", name.value);
    let help = if known.is_empty() { Some(format!("the pipeline has no {what}")) } else { near(&name.value, known) };
    Diagnostic::new(codes::UNKNOWN_ITEM, name.span, message, "").help_opt(help)
}

pub(in crate::model) fn unknown_param<'a>(name: &ast::Name, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let message = format!("cannot find the param `{}`", name.value);
    let help = near(&name.value, &known).unwrap_or_else(|| format!("declare it: `param {} = \"…\"`", name.value));
    Diagnostic::new(codes::UNKNOWN_ITEM, name.span, message, "").help(help)
}

pub(in crate::model) fn no_pipeline(at: Option<Span>) -> Diagnostic {
    let message = "the files hold no `pipeline` item";
    let found = match at {
        Some(at) => Diagnostic::new(codes::NO_PIPELINE, at, message, ""),
        None => Diagnostic::without_place(codes::NO_PIPELINE, message),
    };
    found.help("add one, for example `pipeline online_retailer { owner = \"data-platform\" }`")
}

pub(in crate::model) fn two_pipelines(second: &ast::Name, first: &ast::Name) -> Diagnostic {
    let message = format!("a second pipeline `{}` beside `{}`", second.value, first.value);
    Diagnostic::new(codes::TWO_PIPELINES, second.span, message, "again here")
        .label(first.span, "first here")
        .help("keep one, and put the other with its items into a folder of its own")
}

pub(in crate::model) fn transform_cycle(names: &[&ast::Name]) -> Diagnostic {
    let first = names.first().map_or("", |name| name.value.as_str());
    let circle = names.iter().map(|name| name.value.as_str()).chain([first]).collect::<Vec<_>>().join("` → `");
    let message = match names {
        [only] => format!("transform `{}` reads itself", only.value),
        _ => format!("transforms read each other in a circle: `{circle}`"),
    };
    let at = names.first().map_or(Span::new(weir_diagnostics::FileId(0), 0, 0), |name| name.span);
    let found = Diagnostic::new(codes::TRANSFORM_CYCLE, at, message, "");
    let found = names.iter().skip(1).fold(found, |found, name| found.label(name.span, "on the way"));
    found.help("split what they share into a transform that reads neither")
}

/// `clash`: where the first one stands, the environment, the line of `naming` that tells them apart.
pub(in crate::model) fn physical_name_clash(what: &str, name: &str, at: Span, clash: (Span, &str, &str)) -> Diagnostic {
    let (first, environment, template) = clash;
    let message = format!("two things are the {what} `{name}` in the environment `{environment}`");
    Diagnostic::new(codes::PHYSICAL_NAME_CLASH, at, message, "this one")
        .label(first, "and this one")
        .help(format!("set `{template}` in `naming` so that they differ, or rename one of them"))
}

/// `rule`: the environment, what the system takes, the line of `naming` that makes the name.
pub(in crate::model) fn bad_physical_name(what: &str, name: &str, at: Span, rule: (&str, &str, &str)) -> Diagnostic {
    let (environment, problem, template) = rule;
    let message = format!("`{name}` can't be the name of a {what} in the environment `{environment}`: it {problem}");
    Diagnostic::new(codes::BAD_PHYSICAL_NAME, at, message.replace(": it ", ": such a name "), "")
        .help(format!("rename the item, or set `{template}` in `naming`"))
}

pub(in crate::model) fn bad_template(name: &str, at: Span) -> Diagnostic {
    if name == "captured" {
        let message = "a `captured` template must end in `.{schema}.{table}` after a prefix";
        return Diagnostic::new(codes::BAD_TEMPLATE, at, message, "")
            .help("Debezium makes these names from a prefix: write for example `\"{pipeline}.{schema}.{table}\"`");
    }
    let message = format!("a `{name}` template must hold `{{pipeline}}` and `{{environment}}`");
    Diagnostic::new(codes::BAD_TEMPLATE, at, message, "")
        .help("without both, two environments or two pipelines on one server would share it")
}

pub(in crate::model) fn unknown_placeholder(name: &str, at: Span, known: Vec<&str>) -> Diagnostic {
    let message = format!("`{{{name}}}` is no param");
    let declare = format!("declare `param {name} = \"…\"`, or write `{{{{{name}}}}}` for the text with its braces");
    let help = match weir_diagnostics::suggest(name, known.iter().copied()) {
        Some(found) => format!("did you mean `{{{found}}}`?"),
        None => declare,
    };
    Diagnostic::new(codes::UNKNOWN_PLACEHOLDER, at, message, "").help(help)
}

pub(in crate::model) fn environment_cycle(name: &ast::Name, parent: &ast::Name) -> Diagnostic {
    let message = format!("environment `{}` inherits from itself", name.value);
    Diagnostic::new(codes::ENVIRONMENT_CYCLE, parent.span, message, "")
        .label(name.span, "declared here")
        .help("remove one `from` of the circle")
}

/// `wanted` says what may stand there.
pub(in crate::model) fn service_access(path: &ast::Path, found: &str, wanted: &str) -> Diagnostic {
    let message = format!("`{}` is {found} where the service wants {wanted}", dotted(path));
    Diagnostic::new(codes::WRONG_THING, path.span, message, "").help(format!("name {wanted}"))
}

pub(in crate::model) fn dead_letter_delivered(path: &ast::Path) -> Diagnostic {
    let message = format!("`{}` is a dead letter topic: JSON without a subject", dotted(path));
    Diagnostic::new(codes::WRONG_THING, path.span, message, "").help("read it in tests, or deliver it to a `file` sink")
}

pub(in crate::model) fn derived_given(path: &ast::Path) -> Diagnostic {
    let message = format!("`{}` is derived, so a test can't feed it", dotted(path));
    Diagnostic::new(codes::WRONG_THING, path.span, message, "").help("give rows of the tables and topics that it reads")
}

pub(in crate::model) fn delivered_twice(path: &ast::Path, first: Span) -> Diagnostic {
    let message = format!("`{}` is delivered twice by one sink", dotted(path));
    Diagnostic::new(codes::DUPLICATE_NAME, path.span, message, "again here")
        .label(first, "first here")
        .help("remove one, or deliver it by a sink of its own")
}

pub(in crate::model) fn old_name_exists(old: &str, at: Span, there: Span) -> Diagnostic {
    let message = format!("`@was({old})` names a field that is still there");
    Diagnostic::new(codes::OLD_NAME_EXISTS, at, message, "")
        .label(there, "declared here")
        .help("remove the old field, or the `@was`")
}

pub(in crate::model) fn old_item_exists(old: &ast::Name, there: Span) -> Diagnostic {
    let message = format!("`@was({})` names an item that is still there", old.value);
    Diagnostic::new(codes::OLD_NAME_EXISTS, old.span, message, "")
        .label(there, "declared here")
        .help("remove the old item, or the `@was`")
}

pub(in crate::model) fn rename_without_effect(what: &str, at: Span) -> Diagnostic {
    let message = format!("no system knows a {what} by its name, so its old one says nothing");
    Diagnostic::new(weir_diagnostics::codes::settings::BAD_ATTRIBUTE, at, message, "").help("remove the `@was(…)`")
}

/// `help` says how it would be used.
pub(in crate::model) fn unused(name: &ast::Name, what: &str, help: &str) -> Diagnostic {
    let message = format!("nothing uses the {what} `{}`", name.value);
    let code = weir_diagnostics::codes::settings::UNUSED;
    Diagnostic::new(code, name.span, message, "")
        .help(format!("remove it, or {}", help.replace("{name}", &format!("{{{}}}", name.value))))
}

pub(in crate::model) fn no_fields(what: &str, name: &str, at: Span) -> Diagnostic {
    let code = weir_diagnostics::codes::settings::NO_FIELDS;
    Diagnostic::new(code, at, format!("the {what} `{name}` has no fields"), "")
        .help("list them, one a line: `order_id int @key`")
}

/// Types and places of the referring and of the referred column.
pub(in crate::model) fn reference_types(path: &ast::Path, own: (&Type, Span), other: (&Type, Span)) -> Diagnostic {
    let message = format!("`{}` is {} here and {} there", dotted(path), own.0.data, other.0.data);
    Diagnostic::new(codes::REFERENCE_TYPES, path.span, message, "")
        .label(own.1, own.0.data.to_string())
        .label(other.1, other.0.data.to_string())
        .help("give both columns one type")
}

pub(in crate::model) fn reserved_name(name: &ast::Name) -> Diagnostic {
    let message = format!("`{}` can't be the name of a field", name.value);
    Diagnostic::new(codes::RESERVED_NAME, name.span, message, "")
        .help("names that begin with `$` are Flink's and weir's, `__deleted` is Debezium's: choose another")
}

pub(in crate::model) fn built_in_class(name: &ast::Name) -> Diagnostic {
    let known: Vec<&str> = weir_platforms::kinds::BUILT_IN_CLASSES.iter().map(|(name, _)| *name).collect();
    let message = format!("the class `{}` is built in", name.value);
    Diagnostic::new(codes::DUPLICATE_NAME, name.span, message, "")
        .help(format!("remove the item: {} exist without one", ticked(&known)))
}
