use super::{model::Graph, palette, svg, text, xml::Element};

/// A page with the picture and, below it, the same as a table; no scripts.
pub(super) fn print(graph: &Graph) -> String {
    let title = text::single_line(&graph.title);
    let head = Element::new("head")
        .child(Element::new("meta").with("charset", "utf-8"))
        .child(Element::new("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"))
        .child(Element::new("title").text(title.clone()))
        .child(Element::new("style").text(STYLE));
    let mut body = Element::new("body").child(Element::new("h1").text(title));
    if let Some(doc) = &graph.doc {
        body = body.child(Element::new("p").text(doc.as_str()));
    }
    let body = body.child(Element::new("figure").child(svg::picture(graph))).child(table(graph));
    let page = Element::new("html").with("lang", "en").child(head).child(body);
    format!("<!DOCTYPE html>\n{}", page.print())
}

const STYLE: &str = "body{font-family:system-ui,sans-serif;margin:2rem auto;max-width:1240px;padding:0 1rem}\
figure{margin:0;overflow-x:auto}svg{max-width:100%;height:auto}table{border-collapse:collapse;margin-top:2rem}\
th,td{text-align:left;padding:.3rem .8rem;border-bottom:1px solid #cbd5e1;vertical-align:top}\
@media (prefers-color-scheme:dark){body{background:#0b1120;color:#f1f5f9}th,td{border-color:#334155}}";

fn table(graph: &Graph) -> Element {
    let cell = |name: &'static str, words: String| Element::new(name).text(words);
    let head = ["Name", "Kind", "What", "Classified columns"];
    let head = Element::new("tr").children(head.into_iter().map(|words| cell("th", words.to_string())));
    let rows = graph.nodes.iter().flat_map(|node| node.cards.iter().map(move |card| (node, card)));
    let rows = rows.map(|(node, card)| {
        let source = node.frame.as_deref().and_then(|frame| frame.split(" · ").next());
        let name = source.map_or(card.name.clone(), |source| format!("{source}.{}", card.name));
        let marks: Vec<String> =
            card.marks.iter().map(|mark| format!("{}: {}", mark.what, mark.columns.join(", "))).collect();
        let what = card.doc.clone().unwrap_or_else(|| card.hint.clone());
        let cells = [name, palette::colours(card.kind).label.to_string(), what, marks.join("; ")];
        Element::new("tr").children(cells.into_iter().map(|words| cell("td", text::single_line(&words))))
    });
    Element::new("table").child(head).children(rows)
}
