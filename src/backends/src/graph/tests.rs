use super::{Format, Graph, Layout, draw, model::EdgeKind};
use crate::sample;
use std::collections::BTreeSet;
use weir_ir::{Changelog, Edge, EdgeKind as How, Flow, Project, RelationKind, TransformSettings};

/// What breaks a format that pastes text: quotes, markup, comments, placeholders, controls, other scripts, length.
fn hostile() -> Vec<String> {
    let mut names: Vec<String> = [
        "\"",
        "`",
        "${x}",
        "%{x}",
        "@{x}",
        "'",
        "a\nb",
        "--",
        "]]>",
        "<script>",
        "&amp;",
        "\\",
        "#",
        "\u{1}",
        "größe 表 🔒",
    ]
    .map(String::from)
    .to_vec();
    names.push("n".repeat(255));
    names
}

fn hostile_project() -> Project {
    let mut project = sample::project();
    for name in hostile() {
        let column = sample::text(&name);
        let kind = RelationKind::Topic { existing: false, producers: Vec::new(), compatibility: Default::default() };
        let mut topic = sample::relation(&name, kind, Changelog::Append, vec![column]);
        topic.doc = Some(name.clone());
        project.relations.push(topic);
    }
    project.name = hostile().concat();
    project.doc = Some(hostile().concat());
    project
}

#[test]
fn the_sample_is_drawn() {
    let project = sample::project();
    for (name, format) in Format::ALL {
        insta::assert_snapshot!(*name, draw(&project, *format));
    }
}

#[test]
fn hostile_names_come_back_from_svg() {
    let svg = draw(&hostile_project(), Format::Svg);
    let document = roxmltree::Document::parse(&svg).unwrap();
    let titles: BTreeSet<&str> =
        document.descendants().filter(|node| node.has_tag_name("title")).filter_map(|node| node.text()).collect();
    for name in hostile() {
        let shown = super::text::single_line(&name);
        assert!(titles.contains(format!("{shown} (topic) — {shown}").as_str()), "{name:?}");
    }
    assert_eq!(document.descendants().filter(|node| node.has_tag_name("script")).count(), 0);
}

#[test]
fn hostile_names_come_back_from_dot() {
    let dot = draw(&hostile_project(), Format::Dot);
    let graph = dot_labels(&dot);
    for name in hostile() {
        let shown = super::text::single_line(&name);
        assert!(graph.contains(&format!("{shown}\nappend")), "{name:?}");
    }
}

/// The labels of a DOT text, unescaped as Graphviz does.
fn dot_labels(dot: &str) -> BTreeSet<String> {
    let tree = layout::gv::DotParser::new(dot).process().unwrap_or_else(|error| panic!("{error}"));
    let mut builder = layout::gv::GraphBuilder::new();
    builder.visit_graph(&tree);
    let labels = dot.lines().filter_map(|line| line.trim().split_once("[label=\"")?.1.rsplit_once("\", fillcolor"));
    labels
        .map(|(label, _)| {
            label.replace("\\\"", "\"").replace("\\\\", "\u{0}").replace("\\n", "\n").replace('\u{0}', "\\")
        })
        .collect()
}

#[test]
fn mermaid_holds_no_character_that_means_something() {
    let text = draw(&hostile_project(), Format::Mermaid);
    for line in text.lines().filter(|line| line.contains("[\"")) {
        let (label, _) = line.split_once("[\"").unwrap().1.rsplit_once("\"]").unwrap();
        let bare = label.replace("<br/>", "");
        assert!(!bare.contains(['"', '<', '>', '`', '&', '\\', '{', '%']), "{line}");
    }
    assert!(text.contains("[\"#34;<br/>append\"]"));
}

#[test]
fn html_is_well_formed() {
    let html = draw(&hostile_project(), Format::Html);
    let page = html.strip_prefix("<!DOCTYPE html>\n").unwrap();
    let document = roxmltree::Document::parse(page).unwrap();
    let rows = document.descendants().filter(|node| node.has_tag_name("tr")).count();
    let cards: usize = Graph::of(&hostile_project()).nodes.iter().map(|node| node.cards.len()).sum();
    assert_eq!(rows, cards + 1);
}

/// A service that reads what comes of what it writes.
#[test]
fn a_cycle_is_drawn() {
    let mut project = sample::project();
    let revenue = project.relations.find("revenue_summary").unwrap();
    project.services[1].access.push(weir_ir::Access::ReadsRelation(revenue));
    let graph = Graph::of(&project);
    let (_, layout) = Layout::arranged(&graph);
    assert!(layout.edges.iter().any(|edge| edge.end.0 < edge.start.0), "one edge goes back");
    assert!(layout.edges.iter().filter(|edge| edge.end.0 < edge.start.0).all(|edge| edge.kind == EdgeKind::Service));
}

#[test]
fn nothing_overlaps() {
    let (_, layout) = Layout::arranged(&Graph::of(&large(60)));
    for (n, a) in layout.nodes.iter().enumerate() {
        for b in &layout.nodes[n + 1..] {
            let apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
            assert!(apart, "{a:?} {b:?}");
        }
    }
    assert!(layout.nodes.iter().all(|rect| rect.x >= 0.0 && rect.x + rect.width <= layout.width));
    assert!(layout.nodes.iter().all(|rect| rect.y >= 0.0 && rect.y + rect.height <= layout.height));
}

/// The sample and `count` transforms more, each reading one to three of those before it.
fn large(count: usize) -> Project {
    let mut project = sample::project();
    let mut state = 12345_usize;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for n in 0..count {
        let ids: Vec<_> = project.relations.iter().map(|(id, _)| id).collect();
        let kind = RelationKind::Transform(TransformSettings::default());
        let mut made = sample::relation(&format!("derived_{n}"), kind, Changelog::Append, vec![sample::int("n")]);
        for _ in 0..=random(3) {
            let near = if random(2) == 0 { ids[random(5)] } else { ids[ids.len() - 1 - random(ids.len().min(10))] };
            let path = weir_ir::ColumnPath::column("n");
            let from = weir_ir::ColumnRef { relation: near, path };
            made.row_edges.push(Edge { from, flow: Flow::Influence, kind: How::Join, span: sample::span(0) });
        }
        project.relations.push(made);
    }
    project
}

/// What the layout works on grows with the pipeline, not with its square; the steps are linear in that.
#[test]
fn the_sketch_is_linear() {
    let size = |count: usize| {
        let (items, pieces) = super::layout::size(&Graph::of(&large(count)));
        items + pieces
    };
    let (small, big) = (size(100), size(1600));
    assert!(big < small * 20, "100: {small}, 1600: {big}");
}
