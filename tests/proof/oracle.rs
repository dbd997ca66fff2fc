//! Soundness by chance: random pipelines, whose taint a second judge knows that shares nothing with the analyzer. It
//! knows one rule: who mentions a column tells of it (only COUNT tells less), and follows that through relations. The
//! analyzer must say no less, and by value no more.

mod pipelines;

use crate::{Cases, unit};
use pipelines::{Bytes, Relation, pipeline};
use proptest::prelude::{ProptestConfig, Strategy, any};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use weir_compiler::{Checked, check};
use weir_ir::{EndPointKind, Flow};

/// Origin, and the column that it reaches; none for rows.
type Reached = BTreeSet<(String, Option<String>)>;

/// What the analyzer says of a relation at the sink: by value, and in whatever way.
fn said(checked: &Checked, relation: &str) -> (Reached, Reached) {
    let project = &checked.project;
    let (mut values, mut all) = (Reached::new(), Reached::new());
    let sinks = project.environments[0].proof.end_points.iter().filter(|end| end.kind == EndPointKind::Sink);
    for finding in sinks.flat_map(|end| &end.findings) {
        if project.relations[finding.reached.relation].name != relation {
            continue;
        }
        let origin = format!("{}.{}", project.relations[finding.origin.relation].name, finding.origin.path);
        // Fields of rows count for the column that holds them.
        let column = finding.reached.column.as_ref().map(|name| name.split('.').next().unwrap().to_string());
        if finding.flow == Flow::Value {
            values.insert((origin.clone(), column.clone()));
        }
        all.insert((origin, column));
    }
    (values, all)
}

/// Where the two differ; nothing where the analyzer could not read the pipeline at all.
fn disagreement(checked: &Checked, relation: &Relation) -> Option<String> {
    let (values, all) = said(checked, &relation.name);
    let mut mentioned = Reached::new();
    for column in &relation.columns {
        mentioned.extend(column.secrets.iter().map(|secret| (secret.clone(), Some(column.name.clone()))));
    }
    let missed: Vec<_> = mentioned.difference(&values).collect();
    if !missed.is_empty() {
        return Some(format!("leaks that are not said, in {}: {missed:?}", relation.name));
    }
    let invented: Vec<_> = values.difference(&mentioned).collect();
    if !invented.is_empty() {
        return Some(format!("false alarms, in {}: {invented:?}", relation.name));
    }
    let rows: Reached = relation.rows.iter().map(|secret| (secret.clone(), None)).collect();
    let missed: Vec<_> = rows.difference(&all).collect();
    (!missed.is_empty()).then(|| format!("influence that is not said, in {}: {missed:?}", relation.name))
}

/// What keeps a query from being understood; what Flink would not run is no matter here.
fn unread(checked: &Checked) -> Option<String> {
    let wrong = |id: &str| ["E01", "E02", "E03", "E04", "E05", "E061", "E09"].iter().any(|stage| id.starts_with(stage));
    let one = checked.diagnostics.iter().find(|one| wrong(one.code.id) && one.code.id != "E0611")?;
    Some(weir_diagnostics::render::plain(one, &checked.sources))
}

#[test]
fn the_analyzer_says_what_a_simple_judge_says() {
    let cases = std::env::var("PROOF_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(200);
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let seeded = proptest::test_runner::TestRng::deterministic_rng(config.rng_algorithm);
    let mut runner = TestRunner::new_with_rng(config, seeded);
    let bytes = proptest::collection::vec(any::<u8>(), 40..400);
    let (read, mentions) = (Cell::new(0), Cell::new(0));
    let unreadable = RefCell::new(Vec::new());
    let outcome = runner.run(&bytes, |bytes| {
        let (text, relations) = pipeline(&mut Bytes::new(&bytes));
        let checked = check(unit(&text), &Cases);
        if let Some(reason) = unread(&checked) {
            unreadable.borrow_mut().push((reason, text));
            return Ok(());
        }
        read.set(read.get() + 1);
        let told = relations.iter().flat_map(|relation| &relation.columns).map(|column| column.secrets.len());
        mentions.set(mentions.get() + told.sum::<usize>());
        let found = relations.iter().find_map(|relation| disagreement(&checked, relation));
        match found {
            Some(found) => Err(proptest::test_runner::TestCaseError::fail(format!("{found}\n{text}"))),
            None => Ok(()),
        }
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    let unreadable = unreadable.into_inner();
    let enough = read.get() * 10 >= cases * 8;
    assert!(enough, "only {} of {cases} could be read; one of the others: {:?}", read.get(), unreadable.first());
    assert!(mentions.get() > cases as usize, "these pipelines tell of little: {}", mentions.get());
}

/// The judge itself is judged: without its classes the same pipelines must look wrong.
#[test]
fn an_analyzer_that_forgets_a_class_would_be_noticed() {
    let config = ProptestConfig::default();
    let rng = proptest::test_runner::TestRng::deterministic_rng(config.rng_algorithm);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let bytes = proptest::collection::vec(any::<u8>(), 40..400);
    let mut noticed = 0;
    for _ in 0..40 {
        let bytes = bytes.new_tree(&mut runner).unwrap().current();
        let (text, relations) = pipeline(&mut Bytes::new(&bytes));
        let checked = check(unit(&text.replace("@pii", "")), &Cases);
        noticed += usize::from(relations.iter().any(|relation| disagreement(&checked, relation).is_some()));
    }
    assert!(noticed > 20, "{noticed} of 40");
}
