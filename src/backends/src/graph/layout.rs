//! A layered layout, left to right: longest-path layers, barycentre sweeps against crossings, then heights by isotonic
//! regression, so that edges run as level as the order allows. Every step is linear in nodes and edges but for
//! sorting; no library at hand was (1,000 transforms: 0.7 s and 20 s).
//!
//! All lengths are pixels.

mod layers;
mod order;
mod place;

use super::{
    model::{Card, EdgeKind, Graph, Node, Port},
    text,
};

pub(super) const NAME_SIZE: f64 = 13.0;
pub(super) const HINT_SIZE: f64 = 10.5;
/// Left and right of a card's text.
pub(super) const PAD_X: f64 = 12.0;
pub(super) const NAME_LINE: f64 = 26.0;
pub(super) const HINT_LINE: f64 = 16.0;
pub(super) const MARK_LINE: f64 = 17.0;
/// The lock before a mark's text, with its gap.
pub(super) const LOCK: f64 = 15.0;
pub(super) const FRAME_TITLE: f64 = 30.0;
pub(super) const FRAME_PAD: f64 = 12.0;
const CARD_GAP: f64 = 10.0;
const CARD_BOTTOM: f64 = 6.0;
/// Text is clipped here, so that a long name doesn't push the picture beyond its readers.
pub(super) const MAX_TEXT: f64 = 212.0;
const MIN_CARD: f64 = 128.0;

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// An edge runs level through each pair `(left, right)` at the height, and bends between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    pub kind: EdgeKind,
    pub start: (f64, f64),
    /// Left end, right end, height: columns that the edge crosses.
    pub through: Vec<(f64, f64, f64)>,
    pub end: (f64, f64),
}

/// Where everything stands; indexes are those of the graph.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    pub width: f64,
    pub height: f64,
    pub nodes: Vec<Rect>,
    /// By node.
    pub cards: Vec<Vec<Rect>>,
    pub edges: Vec<Route>,
}

/// A node or a bend of a long edge, in the column of its layer.
#[derive(Debug, Clone, Copy, Default)]
struct Item {
    layer: usize,
    height: f64,
    /// The place in its layer, from the top.
    rank: usize,
    y: f64,
    bend: bool,
}

/// A piece of an edge between neighbouring layers; offsets are from the tops of the items.
#[derive(Debug, Clone, Copy)]
struct Piece {
    from: usize,
    from_offset: f64,
    to: usize,
    to_offset: f64,
}

/// What the steps work on: the first items are the nodes of the graph.
#[derive(Debug, Default)]
struct Sketch {
    items: Vec<Item>,
    pieces: Vec<Piece>,
    /// Items by layer, in order from the top.
    layers: Vec<Vec<usize>>,
}

impl Layout {
    /// The graph with the cards of frames in the order in which fewest edges cross, and its layout.
    pub fn arranged(graph: &Graph) -> (Graph, Layout) {
        let (mut sketch, _) = layers::sketch(graph);
        let declared = order::reduce_crossings(&mut sketch);
        let moved = order::arrange_cards(graph, &sketch);
        let (mut sketch, _) = layers::sketch(&moved);
        let best = if order::reduce_crossings(&mut sketch) < declared { moved } else { graph.clone() };
        let layout = Layout::of(&best);
        (best, layout)
    }

    fn of(graph: &Graph) -> Layout {
        let (mut sketch, chains) = layers::sketch(graph);
        order::reduce_crossings(&mut sketch);
        place::heights(&mut sketch);
        place::finish(graph, &sketch, &chains)
    }
}

/// The height of a card, by its lines.
fn card_height(card: &Card) -> f64 {
    let marks = card.marks.iter().map(|_| MARK_LINE).sum::<f64>();
    NAME_LINE + HINT_LINE + marks + CARD_BOTTOM
}

fn card_width(card: &Card) -> f64 {
    let name = text::bold_width(&text::single_line(&card.name), NAME_SIZE);
    let hint = text::width(&text::single_line(&card.hint), HINT_SIZE);
    let marks = card
        .marks
        .iter()
        .map(|mark| LOCK + text::width(&format!("{}  {}", mark.columns.join(", "), mark.what), HINT_SIZE));
    (marks.fold(name.max(hint), f64::max).min(MAX_TEXT) + 2.0 * PAD_X).max(MIN_CARD)
}

fn node_width(node: &Node) -> f64 {
    let cards = node.cards.iter().map(card_width).fold(MIN_CARD, f64::max);
    match &node.frame {
        None => cards,
        Some(title) => {
            let title = text::bold_width(&text::single_line(title), HINT_SIZE).min(MAX_TEXT);
            cards.max(title + 2.0 * PAD_X) + 2.0 * FRAME_PAD
        }
    }
}

fn node_height(node: &Node) -> f64 {
    let cards: f64 = node.cards.iter().map(|card| card_height(card) + CARD_GAP).sum::<f64>() - CARD_GAP;
    if node.frame.is_some() { FRAME_TITLE + cards.max(0.0) + FRAME_PAD } else { cards }
}

/// Tops and heights of a node's cards, from the top of the node.
fn card_places(node: &Node) -> Vec<(f64, f64)> {
    let mut top = if node.frame.is_some() { FRAME_TITLE } else { 0.0 };
    let place = |card: &Card| {
        let height = card_height(card);
        let at = (top, height);
        top += height + CARD_GAP;
        at
    };
    node.cards.iter().map(place).collect()
}

/// Where an edge meets the node, from the top of the node.
fn port_offset(graph: &Graph, port: Port) -> f64 {
    let Some(node) = graph.nodes.get(port.node) else { return 0.0 };
    let card = port.card.and_then(|card| card_places(node).get(card).copied());
    card.map_or(node_height(node) / 2.0, |(top, height)| top + height / 2.0)
}

/// Items and pieces of the sketch.
#[cfg(test)]
pub(super) fn size(graph: &Graph) -> (usize, usize) {
    let (sketch, _) = layers::sketch(graph);
    (sketch.items.len(), sketch.pieces.len())
}
