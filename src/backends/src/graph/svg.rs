use super::{
    layout::{
        FRAME_TITLE, HINT_LINE, HINT_SIZE, LOCK, Layout, MARK_LINE, MAX_TEXT, NAME_LINE, NAME_SIZE, PAD_X, Rect, Route,
    },
    model::{Card, EdgeKind, Graph, Mark, NodeKind},
    palette::{self, KINDS},
    text,
    xml::{Element, tenths},
};

const MARGIN: f64 = 24.0;
const HEADER: f64 = 40.0;
const LEGEND: f64 = 34.0;
const TITLE_SIZE: f64 = 17.0;

/// The picture as a document: light, and dark where the reader prefers it.
pub(super) fn print(graph: &Graph) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.push_str(&picture(graph).print());
    text
}

/// The `svg` element, to stand alone or in a page.
pub(super) fn picture(graph: &Graph) -> Element {
    let (graph, layout) = Layout::arranged(graph);
    let graph = &graph;
    let legend = legend(graph);
    let width = (layout.width.max(legend.1).max(title_width(graph)) + 2.0 * MARGIN).ceil();
    let height = (layout.height + HEADER + LEGEND + 2.0 * MARGIN).ceil();
    let svg = Element::new("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("viewBox", format!("0 0 {} {}", tenths(width), tenths(height)))
        .number("width", width)
        .number("height", height)
        .with("role", "img")
        .with("font-family", "ui-sans-serif, system-ui, Helvetica, Arial, sans-serif");
    let background =
        Element::new("rect").with("class", "ground").number("width", width).number("height", height).with("rx", "12");
    let left = MARGIN + (width - 2.0 * MARGIN - layout.width) / 2.0;
    let body = Element::new("g")
        .with("transform", format!("translate({} {})", tenths(left), tenths(MARGIN + HEADER)))
        .children(frames(graph, &layout))
        .children(layout.edges.iter().map(edge))
        .children(cards(graph, &layout));
    let foot = Element::new("g")
        .with("transform", format!("translate({} {})", tenths(MARGIN), tenths(height - MARGIN)))
        .children(legend.0);
    svg.child(Element::new("title").text(text::single_line(&graph.title)))
        .child(Element::new("style").text(style()))
        .child(definitions())
        .child(background)
        .child(title(graph, width))
        .child(body)
        .child(foot)
}

fn title_width(graph: &Graph) -> f64 {
    text::bold_width(&text::clip(&graph.title, TITLE_SIZE, 600.0), TITLE_SIZE)
}

fn title(graph: &Graph, width: f64) -> Element {
    let name = text::clip(&graph.title, TITLE_SIZE, 600.0);
    let room = width - 2.0 * MARGIN - text::bold_width(&name, TITLE_SIZE) - 16.0;
    let line = Element::new("text").number("x", MARGIN).number("y", MARGIN + 14.0);
    let mut line = line.child(Element::new("tspan").with("class", "title").text(name));
    if let Some(doc) = graph.doc.as_deref().map(first_line).filter(|doc| !doc.is_empty()) {
        let doc = text::clip(doc, 12.0, room);
        line = line.child(Element::new("tspan").with("class", "doc").with("dx", "14").text(doc));
    }
    line
}

fn first_line(doc: &str) -> &str {
    doc.lines().next().unwrap_or("")
}

/// Colours as classes, so that a page may restyle them and dark mode needs no second picture.
fn style() -> String {
    let mut css = String::from(concat!(
        ".ground{fill:#ffffff;stroke:#e2e8f0}",
        "text{fill:#0f172a;font-size:10.5px}.title{font-size:17px;font-weight:700}.doc{font-size:12px;fill:#64748b}",
        ".name{font-size:13px;font-weight:600}.hint{fill:#64748b}.frame{fill:#f8fafc;stroke:#cbd5e1}",
        ".frametitle{font-weight:600;fill:#475569}",
        ".edge{fill:none;stroke:#94a3b8;stroke-width:1.5}.refused{stroke:#dc2626;stroke-dasharray:5 4}",
        ".served{stroke-dasharray:2 4}.tip{fill:#94a3b8}.refusedtip{fill:#dc2626}",
        ".shut{fill:#047857}.open{fill:#b45309}.ring{fill:none;stroke-width:1.4}",
        ".shut.ring{fill:none;stroke:#047857}.open.ring{fill:none;stroke:#b45309}",
    ));
    let mut dark = String::from(concat!(
        ".ground{fill:#0b1120;stroke:#1e293b}text{fill:#f1f5f9}.doc,.hint{fill:#94a3b8}",
        ".frame{fill:#111a2e;stroke:#334155}.frametitle{fill:#cbd5e1}.edge{stroke:#64748b}.tip{fill:#64748b}",
        ".refused{stroke:#f87171}.refusedtip{fill:#f87171}.shut{fill:#34d399}.open{fill:#fbbf24}",
        ".shut.ring{fill:none;stroke:#34d399}.open.ring{fill:none;stroke:#fbbf24}",
    ));
    for kind in KINDS {
        let c = palette::colours(*kind);
        css += &format!(".{0}{{fill:{1};stroke:{2}}}.{0}bar{{fill:{2}}}", c.class, c.fill, c.line);
        dark += &format!(".{0}{{fill:{1};stroke:{2}}}.{0}bar{{fill:{2}}}", c.class, c.dark_fill, c.dark_line);
    }
    format!("{css}@media (prefers-color-scheme:dark){{{dark}}}")
}

fn definitions() -> Element {
    let marker = |id: &str, class: &str| {
        Element::new("marker")
            .with("id", id)
            .with("viewBox", "0 0 8 8")
            .with("refX", "7")
            .with("refY", "4")
            .with("markerWidth", "7")
            .with("markerHeight", "7")
            .with("markerUnits", "userSpaceOnUse")
            .with("orient", "auto")
            .child(Element::new("path").with("class", class).with("d", "M0 0.5 8 4 0 7.5Z"))
    };
    Element::new("defs").child(marker("tip", "tip")).child(marker("refusedtip", "refusedtip"))
}

fn frames<'a>(graph: &'a Graph, layout: &'a Layout) -> impl Iterator<Item = Element> + 'a {
    graph.nodes.iter().zip(&layout.nodes).filter_map(|(node, rect)| {
        let title = node.frame.as_deref()?;
        let label = text::clip(title, HINT_SIZE, rect.width - 2.0 * PAD_X);
        let label = Element::new("text")
            .with("class", "frametitle")
            .number("x", rect.x + PAD_X)
            .number("y", rect.y + FRAME_TITLE - 11.0)
            .text(label);
        Some(Element::new("g").child(rectangle(rect, "frame", 10.0)).child(label))
    })
}

fn rectangle(rect: &Rect, class: &str, radius: f64) -> Element {
    Element::new("rect")
        .with("class", class)
        .number("x", rect.x)
        .number("y", rect.y)
        .number("width", rect.width)
        .number("height", rect.height)
        .number("rx", radius)
}

/// Bends between columns, level through them.
fn edge(route: &Route) -> Element {
    let (class, tip) = match route.kind {
        EdgeKind::Rows => ("edge", "url(#tip)"),
        EdgeKind::Refused => ("edge refused", "url(#refusedtip)"),
        EdgeKind::Service => ("edge served", "url(#tip)"),
    };
    let mut path = format!("M{} {}", tenths(route.start.0), tenths(route.start.1));
    let mut at = route.start;
    for (left, right, y) in &route.through {
        path += &bend(at, (*left, *y));
        path += &format!("H{}", tenths(*right));
        at = (*right, *y);
    }
    path += &bend(at, route.end);
    Element::new("path").with("class", class).with("d", path).with("marker-end", tip)
}

fn bend(from: (f64, f64), to: (f64, f64)) -> String {
    // An edge that goes back leaves to the right and arrives from the left all the same.
    let reach = ((to.0 - from.0) / 2.0).max(24.0);
    let points = [(from.0 + reach, from.1), (to.0 - reach, to.1), to];
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{} {}", tenths(*x), tenths(*y))).collect();
    format!("C{}", points.join(" "))
}

fn cards<'a>(graph: &'a Graph, layout: &'a Layout) -> impl Iterator<Item = Element> + 'a {
    let nodes = graph.nodes.iter().zip(&layout.cards);
    nodes.flat_map(|(node, rects)| node.cards.iter().zip(rects)).map(|(one, rect)| card(one, rect))
}

fn card(card: &Card, rect: &Rect) -> Element {
    let class = palette::colours(card.kind).class;
    let bar = Rect { x: rect.x, y: rect.y + 6.0, width: 4.0, height: rect.height - 12.0 };
    let line = |class: &str, y: f64, words: String| {
        Element::new("text").with("class", class).number("x", rect.x + PAD_X).number("y", rect.y + y).text(words)
    };
    let room = rect.width - 2.0 * PAD_X;
    let mut group = Element::new("g")
        .child(Element::new("title").text(tooltip(card)))
        .child(rectangle(rect, class, 7.0))
        .child(rectangle(&bar, &format!("{class}bar"), 2.0))
        .child(line("name", NAME_LINE - 7.0, text::clip(&card.name, NAME_SIZE * 1.1, room)))
        .child(line("hint", NAME_LINE + HINT_LINE - 6.0, text::clip(&card.hint, HINT_SIZE, room)));
    for (n, mark) in (0_u32..).zip(&card.marks) {
        let y = NAME_LINE + HINT_LINE + f64::from(n) * MARK_LINE + 11.0;
        group = group.child(lock(rect.x + PAD_X, rect.y + y, mark.locked)).child(mark_text(mark, rect, y));
    }
    group
}

fn mark_text(mark: &Mark, rect: &Rect, y: f64) -> Element {
    let what = text::clip(&mark.what, HINT_SIZE, MAX_TEXT / 2.0);
    let room = rect.width - 2.0 * PAD_X - LOCK - text::width(&what, HINT_SIZE) - 6.0;
    let class = if mark.locked { "shut" } else { "open" };
    Element::new("text")
        .number("x", rect.x + PAD_X + LOCK)
        .number("y", rect.y + y)
        .child(Element::new("tspan").text(text::clip_list(&mark.columns, HINT_SIZE, room)))
        .child(Element::new("tspan").with("class", class).with("dx", "6").text(what))
}

/// A padlock on the base line `y`, shut or with its shackle up.
fn lock(x: f64, y: f64, shut: bool) -> Element {
    let class = if shut { "shut" } else { "open" };
    let shackle = if shut { "M2.2 -5V-6.6A2.3 2.3 0 0 1 6.8 -6.6V-5" } else { "M2.2 -5V-7.6A2.3 2.3 0 0 1 6.8 -7.9" };
    Element::new("g")
        .with("transform", format!("translate({} {})", tenths(x), tenths(y)))
        .child(Element::new("path").with("class", format!("{class} ring")).with("d", shackle))
        .child(
            Element::new("rect")
                .with("class", class)
                .with("x", "0.5")
                .with("y", "-5")
                .with("width", "8")
                .with("height", "6")
                .with("rx", "1.2"),
        )
}

fn tooltip(card: &Card) -> String {
    let mut words = vec![format!("{} ({})", text::single_line(&card.name), palette::colours(card.kind).label)];
    words.extend(card.doc.as_deref().map(text::single_line));
    let marks = card.marks.iter().map(|mark| text::single_line(&format!("{}: {}", mark.what, mark.columns.join(", "))));
    words.extend(marks);
    words.join(" — ")
}

/// The legend's elements from the left, and their width.
fn legend(graph: &Graph) -> (Vec<Element>, f64) {
    let all: Vec<&Card> = graph.nodes.iter().flat_map(|node| &node.cards).collect();
    let (mut elements, mut x) = (Vec::new(), 0.0);
    for kind in KINDS.iter().filter(|kind| all.iter().any(|card| card.kind == **kind)) {
        let colours = palette::colours(*kind);
        let swatch = Rect { x, y: -9.0, width: 12.0, height: 12.0 };
        elements.push(rectangle(&swatch, colours.class, 3.0));
        x = label(&mut elements, x + 18.0, colours.label);
    }
    for (shut, words) in [(true, "protected column"), (false, "classified, in the open")] {
        if all.iter().flat_map(|card| &card.marks).any(|mark| mark.locked == shut) {
            elements.push(lock(x, 1.0, shut));
            x = label(&mut elements, x + 14.0, words);
        }
    }
    (elements, x - 18.0)
}

/// Adds the words and says where the next may begin.
fn label(elements: &mut Vec<Element>, x: f64, words: &str) -> f64 {
    elements.push(Element::new("text").with("class", "hint").number("x", x).number("y", 1.0).text(words));
    x + text::width(words, HINT_SIZE) + 18.0
}

/// Kinds that the picture has, for the other formats.
pub(super) fn present(graph: &Graph) -> impl Iterator<Item = NodeKind> + '_ {
    KINDS.iter().copied().filter(|kind| graph.nodes.iter().flat_map(|node| &node.cards).any(|card| card.kind == *kind))
}
