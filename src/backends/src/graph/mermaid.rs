use super::{
    model::{Card, EdgeKind, Graph, Node, Port},
    palette, svg, text,
};

/// A flowchart for places that draw mermaid themselves.
pub(super) fn print(graph: &Graph) -> String {
    let mut lines = vec!["flowchart LR".to_string()];
    for (n, node) in graph.nodes.iter().enumerate() {
        nodes(n, node, &mut lines);
    }
    for edge in &graph.edges {
        let arrow = match edge.kind {
            EdgeKind::Rows => "-->",
            EdgeKind::Refused => "-. refused .->",
            EdgeKind::Service => "-.->",
        };
        lines.push(format!("  {} {arrow} {}", id(edge.from), id(edge.to)));
    }
    for kind in svg::present(graph) {
        let c = palette::colours(kind);
        lines.push(format!("  classDef {} fill:{},stroke:{},color:#0f172a", c.class, c.fill, c.line));
    }
    lines.join("\n") + "\n"
}

fn nodes(n: usize, node: &Node, lines: &mut Vec<String>) {
    let card_line = |(card, one): (usize, &Card)| {
        let at = id(Port { node: n, card: Some(card) });
        format!("{at}[\"{}\"]:::{}", label(one), palette::colours(one.kind).class)
    };
    let cards = node.cards.iter().enumerate().map(card_line);
    match &node.frame {
        None => lines.extend(cards.map(|line| format!("  {line}"))),
        Some(title) => {
            lines.push(format!("  subgraph {}[\"{}\"]", id(Port { node: n, card: None }), escape(title)));
            lines.extend(cards.map(|line| format!("    {line}")));
            lines.push("  end".to_string());
        }
    }
}

fn id(port: Port) -> String {
    port.card.map_or(format!("n{}", port.node), |card| format!("n{}c{card}", port.node))
}

fn label(card: &Card) -> String {
    let mut lines = vec![escape(&card.name), escape(&card.hint)];
    lines.extend(card.marks.iter().map(|mark| {
        let sign = if mark.locked { "🔒" } else { "🔓" };
        format!("{sign} {} {}", escape(&mark.columns.join(", ")), escape(&mark.what))
    }));
    lines.join("<br/>")
}

/// Mermaid has `#NN;` for characters that would mean something; everything but plain words is written so.
fn escape(text: &str) -> String {
    let plain = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, ' ' | '_' | ',' | '.' | '·') || (c > '\u{ff}' && c.is_alphabetic())
    };
    let write = |c: char| if plain(c) { c.to_string() } else { format!("#{};", u32::from(c)) };
    text::single_line(text).chars().map(write).collect()
}
