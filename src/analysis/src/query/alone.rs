//! A query by itself: printers are judged by it, and tools that ask what a text would be.

use super::{Body, Draft, analyze_transform};
use std::collections::BTreeSet;
use weir_diagnostics::{Diagnostics, Spanned};
use weir_ir::{Project, TransformSettings, plan::Plan, sql::Query};

/// What was found of a query that is no transform of its project.
#[derive(Debug)]
pub struct Alone {
    pub query: Option<Query>,
    /// None where something is wrong.
    pub plan: Option<Plan>,
    pub diagnostics: Diagnostics,
}

/// Analyses a query over the relations of a project, as if a transform of these settings had it as its text.
pub fn alone(project: &Project, settings: &TransformSettings, text: &Spanned<String>) -> Alone {
    let body = Body::parse(text);
    let draft = Draft {
        name: "",
        span: text.span,
        body: &body,
        settings,
        upsert_key: None,
        changelog: None,
        event_time: None,
        broken: &BTreeSet::new(),
    };
    let mut diagnostics = Diagnostics::default();
    let analyzed = analyze_transform(project, &draft, &mut diagnostics);
    Alone { query: analyzed.query, plan: analyzed.plan, diagnostics }
}
