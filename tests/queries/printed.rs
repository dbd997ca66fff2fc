//! A query printed and analysed again gives the same plan.

use weir_diagnostics::{FileId, Severity, Span, Spanned};
use weir_ir::{Project, RelationKind, plan::Plan};

/// A plan without its places: all else that operators, columns and lineage say.
pub(crate) fn shape(plan: &Plan) -> String {
    let text = format!("{plan:#?}");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("Span {") {
        out.push_str(before);
        rest = after.split_once("end: ").map_or("", |(_, end)| end.split_once('}').map_or("", |(_, rest)| rest));
    }
    out + rest
}

/// Every query of the project that has a plan, printed and read again: what is different, transform by transform.
/// Gives how many were compared too.
pub(crate) fn differences(project: &Project) -> (usize, Vec<String>) {
    let mut compared = 0;
    let mut found = Vec::new();
    for (_, relation) in project.relations.iter() {
        let (Some(query), Some(plan), RelationKind::Transform(settings)) =
            (&relation.query, &relation.plan, &relation.kind)
        else {
            continue;
        };
        let planned = shape(plan);
        if planned.contains("data: Error") {
            // It reads something that is wrong.
            continue;
        }
        compared += 1;
        let text = weir_backends::query_text(project, query);
        let at = Span::new(FileId(u32::MAX), 0, text.len());
        let again = weir_analysis::query::alone(project, settings, &Spanned::new(text.clone(), at));
        let errors: Vec<String> = again
            .diagnostics
            .iter()
            .filter(|one| one.severity() == Severity::Error)
            .map(|one| format!("{} {}", one.code.id, one.message))
            .collect();
        let problem = match &again.plan {
            None => format!("no plan: {}", errors.join("; ")),
            Some(other) => match first_difference(&planned, &shape(other)) {
                Some(difference) => difference,
                None => continue,
            },
        };
        found.push(format!("{}: {problem}\n{text}\n", relation.name));
    }
    (compared, found)
}

/// The first line that differs, with what stands around it.
pub(crate) fn first_difference(a: &str, b: &str) -> Option<String> {
    let (left, right): (Vec<&str>, Vec<&str>) = (a.lines().collect(), b.lines().collect());
    let at = (0..left.len().max(right.len())).find(|n| left.get(*n) != right.get(*n))?;
    let around =
        |lines: &[&str]| lines.iter().skip(at.saturating_sub(3)).take(8).copied().collect::<Vec<_>>().join("\n");
    Some(format!("plans differ\n{}\n-- printed and read again:\n{}", around(&left), around(&right)))
}

/// A transform's query as it is printed.
#[allow(dead_code, reason = "some of those who share this file read no text")]
pub(crate) fn text(project: &Project, transform: &str) -> Option<String> {
    let relation = &project.relations[project.relations.find(transform)?];
    Some(weir_backends::query_text(project, relation.query.as_ref()?))
}
