#![expect(clippy::indexing_slicing, reason = "indexes come from the same vectors")]

use super::{FRAME_PAD, Layout, Rect, Route, Sketch, card_places, layers::Chain, node_width, port_offset};
use crate::graph::model::{Graph, Node};

/// Between two nodes of a column, and between an edge and what is beside it.
const NODE_GAP: f64 = 26.0;
const BEND_GAP: f64 = 14.0;
/// Between columns: at least, for each edge beyond a few, at most.
const COLUMN_GAP: f64 = 48.0;
const GAP_AN_EDGE: f64 = 3.0;
const MAX_COLUMN_GAP: f64 = 150.0;
/// Sweeps that look left and right in turn; the last ones look both ways.
const SWEEPS: usize = 12;
const BOTH_WAYS: usize = 4;
/// How much a piece wants to be level, by how many of its ends are bends.
const PULL: [f64; 3] = [1.0, 3.0, 9.0];
/// Of the wish to stay where nothing else is wished.
const STAY: f64 = 0.05;

/// What a neighbour wants of an item: that its top stands at the neighbour's top plus this.
#[derive(Debug, Clone, Copy)]
struct Pull {
    other: usize,
    shift: f64,
    weight: f64,
}

/// Chooses tops of items: each layer in turn is moved as near to what its neighbours want as order and gaps allow.
pub(super) fn heights(sketch: &mut Sketch) {
    let (left, right) = pulls(sketch);
    let count = sketch.layers.len();
    for layer in 0..count {
        settle(sketch, layer, |_| Vec::new());
    }
    for sweep in 0..SWEEPS {
        let both = sweep + BOTH_WAYS >= SWEEPS;
        for n in 0..count {
            let forward = sweep % 2 == 0;
            let layer = if forward { n } else { count - 1 - n };
            settle(sketch, layer, |item| {
                let mut wishes = Vec::new();
                if forward || both {
                    wishes.extend_from_slice(&left[item]);
                }
                if !forward || both {
                    wishes.extend_from_slice(&right[item]);
                }
                wishes
            });
        }
    }
    let top = sketch.items.iter().map(|item| item.y).fold(f64::INFINITY, f64::min);
    for item in &mut sketch.items {
        item.y -= top;
    }
}

/// By item: what its left and its right neighbours want.
fn pulls(sketch: &Sketch) -> (Vec<Vec<Pull>>, Vec<Vec<Pull>>) {
    let (mut left, mut right) = (vec![Vec::new(); sketch.items.len()], vec![Vec::new(); sketch.items.len()]);
    for piece in &sketch.pieces {
        let bends = usize::from(sketch.items[piece.from].bend) + usize::from(sketch.items[piece.to].bend);
        let (shift, weight) = (piece.from_offset - piece.to_offset, PULL[bends]);
        left[piece.to].push(Pull { other: piece.from, shift, weight });
        right[piece.from].push(Pull { other: piece.to, shift: -shift, weight });
    }
    (left, right)
}

/// A run of items that touch each other: they move together to the mean of what they want.
struct Run {
    sum: f64,
    weight: f64,
    count: usize,
}

impl Run {
    fn top(&self) -> f64 {
        self.sum / self.weight
    }
}

/// Isotonic regression: the least squared distance from the wishes under the given order and gaps.
fn settle(sketch: &mut Sketch, layer: usize, wishes: impl Fn(usize) -> Vec<Pull>) {
    let items = sketch.layers[layer].clone();
    let (mut runs, mut offsets): (Vec<Run>, Vec<f64>) = (Vec::new(), Vec::new());
    let mut offset = 0.0;
    for (n, item) in items.iter().enumerate() {
        if let Some(above) = n.checked_sub(1).map(|above| sketch.items[items[above]]) {
            let gap = if above.bend || sketch.items[*item].bend { BEND_GAP } else { NODE_GAP };
            offset += above.height + gap;
        }
        offsets.push(offset);
        let mut run = Run { sum: (sketch.items[*item].y - offset) * STAY, weight: STAY, count: 1 };
        for pull in wishes(*item) {
            run.sum += (sketch.items[pull.other].y + pull.shift - offset) * pull.weight;
            run.weight += pull.weight;
        }
        while let Some(above) = runs.pop_if(|above| above.top() > run.top()) {
            run = Run { sum: run.sum + above.sum, weight: run.weight + above.weight, count: run.count + above.count };
        }
        runs.push(run);
    }
    let tops = runs.iter().flat_map(|run| std::iter::repeat_n(run.top(), run.count));
    for ((item, offset), top) in items.iter().zip(offsets).zip(tops) {
        sketch.items[*item].y = top + offset;
    }
}

/// Columns side by side, cards in nodes, edges through the columns that they cross.
pub(super) fn finish(graph: &Graph, sketch: &Sketch, chains: &[Chain]) -> Layout {
    let columns = columns(graph, sketch);
    let rect = |(_, item): (&Node, &super::Item)| {
        let (x, width) = columns[item.layer];
        Rect { x, y: item.y, width, height: item.height }
    };
    let nodes: Vec<Rect> = graph.nodes.iter().zip(&sketch.items).map(rect).collect();
    let cards: Vec<Vec<Rect>> = graph.nodes.iter().zip(&nodes).map(|(node, rect)| card_rects(node, rect)).collect();
    let edges = graph.edges.iter().zip(chains).map(|(edge, chain)| {
        let (from, to) = (nodes[edge.from.node], nodes[edge.to.node]);
        let inset = |card: Option<usize>, node: usize| {
            if card.is_some() && graph.nodes[node].frame.is_some() { FRAME_PAD } else { 0.0 }
        };
        let start = from.x + from.width - inset(edge.from.card, edge.from.node);
        let end = to.x + inset(edge.to.card, edge.to.node);
        let bends = chain.iter().filter(|item| sketch.items[**item].bend);
        let through = bends.map(|item| {
            let (x, width) = columns[sketch.items[*item].layer];
            (x, x + width, sketch.items[*item].y)
        });
        Route {
            kind: edge.kind,
            start: (start, from.y + port_offset(graph, edge.from)),
            through: through.collect(),
            end: (end, to.y + port_offset(graph, edge.to)),
        }
    });
    let edges = edges.collect();
    let height = nodes.iter().map(|rect| rect.y + rect.height).chain(sketch.items.iter().map(|item| item.y));
    let height = height.fold(0.0, f64::max);
    let width = columns.last().map_or(0.0, |(x, width)| x + width);
    Layout { width, height, nodes, cards, edges }
}

/// Left end and width of each column.
fn columns(graph: &Graph, sketch: &Sketch) -> Vec<(f64, f64)> {
    let mut widths = vec![0.0_f64; sketch.layers.len()];
    for (node, item) in graph.nodes.iter().zip(&sketch.items) {
        widths[item.layer] = widths[item.layer].max(node_width(node));
    }
    let mut gaps = vec![COLUMN_GAP; sketch.layers.len()];
    for piece in &sketch.pieces {
        let gap = &mut gaps[sketch.items[piece.from].layer];
        *gap = (*gap + GAP_AN_EDGE).min(MAX_COLUMN_GAP);
    }
    let mut x = 0.0;
    let place = |(width, gap): (f64, f64)| {
        let column = (x, width);
        x += width + gap;
        column
    };
    widths.into_iter().zip(gaps).map(place).collect()
}

fn card_rects(node: &Node, rect: &Rect) -> Vec<Rect> {
    let pad = if node.frame.is_some() { FRAME_PAD } else { 0.0 };
    let place = |(top, height)| Rect { x: rect.x + pad, y: rect.y + top, width: rect.width - 2.0 * pad, height };
    card_places(node).into_iter().map(place).collect()
}
