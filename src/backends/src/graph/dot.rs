use super::{
    model::{Card, EdgeKind, Graph, Node, Port},
    palette, text,
};

/// For Graphviz.
pub(super) fn print(graph: &Graph) -> String {
    let mut lines = vec![
        format!("digraph {} {{", quote(&graph.title)),
        "  rankdir=LR;".to_string(),
        "  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\", fontsize=11];".to_string(),
        "  edge [color=\"#94a3b8\"];".to_string(),
    ];
    for (n, node) in graph.nodes.iter().enumerate() {
        nodes(n, node, &mut lines);
    }
    for edge in &graph.edges {
        let style = match edge.kind {
            EdgeKind::Rows => "",
            EdgeKind::Refused => " [style=dashed, color=\"#dc2626\"]",
            EdgeKind::Service => " [style=dotted]",
        };
        lines.push(format!("  {} -> {}{style};", id(graph, edge.from), id(graph, edge.to)));
    }
    lines.push("}".to_string());
    lines.join("\n") + "\n"
}

fn nodes(n: usize, node: &Node, lines: &mut Vec<String>) {
    let card_line = |(card, one): (usize, &Card)| {
        let c = palette::colours(one.kind);
        let name = format!("n{n}c{card}");
        format!("{name} [label={}, fillcolor={}, color={}];", label(one), quote(c.fill), quote(c.line))
    };
    let cards = node.cards.iter().enumerate().map(card_line);
    match &node.frame {
        None => lines.extend(cards.map(|line| format!("  {line}"))),
        Some(title) => {
            lines.push(format!("  subgraph cluster_n{n} {{"));
            lines.push(format!("    label={};", quote(title)));
            // What a service feeds is the frame as a whole; Graphviz wants a node for that.
            lines.push(format!("    n{n} [shape=point, width=0.06, label=\"\"];"));
            lines.extend(cards.map(|line| format!("    {line}")));
            lines.push("  }".to_string());
        }
    }
}

fn id(graph: &Graph, port: Port) -> String {
    match (port.card, graph.card(port)) {
        (Some(card), Some(_)) => format!("n{}c{card}", port.node),
        _ => format!("n{}", port.node),
    }
}

fn label(card: &Card) -> String {
    let mut lines = vec![escape(&card.name), escape(&card.hint)];
    let marks = card.marks.iter().map(|mark| escape(&format!("{} {}", mark.columns.join(", "), mark.what)));
    lines.extend(marks);
    format!("\"{}\"", lines.join("\\n"))
}

fn quote(text: &str) -> String {
    format!("\"{}\"", escape(text))
}

/// Inside quotes a backslash begins an escape of labels, so it is doubled.
fn escape(text: &str) -> String {
    text::single_line(text).replace('\\', "\\\\").replace('"', "\\\"")
}
