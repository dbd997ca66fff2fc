#![expect(clippy::indexing_slicing, reason = "indexes come from the same vectors")]

use super::{Piece, Sketch};
use crate::graph::model::Graph;

const SWEEPS: usize = 12;
/// Sweeps without fewer crossings after which it stops.
const PATIENCE: usize = 3;

/// Orders each layer by the mean place of its neighbours, down and up in turn, and keeps the best order seen.
/// Returns how many pairs of edges still cross.
pub(super) fn reduce_crossings(sketch: &mut Sketch) -> usize {
    let neighbours = Neighbours::of(sketch);
    let gaps = gaps(sketch);
    let mut best = (crossings(sketch, &gaps), sketch.layers.clone());
    let mut stale = 0;
    for sweep in 0..SWEEPS {
        if best.0 == 0 || stale == PATIENCE {
            break;
        }
        let count = sketch.layers.len();
        for n in 0..count {
            let (layer, side) = if sweep % 2 == 0 { (n, &neighbours.left) } else { (count - 1 - n, &neighbours.right) };
            arrange(sketch, layer, side);
        }
        let now = crossings(sketch, &gaps);
        stale += 1;
        if now < best.0 {
            best = (now, sketch.layers.clone());
            stale = 0;
        }
    }
    for (layer, items) in best.1.into_iter().enumerate() {
        set_layer(sketch, layer, items);
    }
    best.0
}

/// Cards of each frame by the mean place of what reads them; edges follow their cards.
#[expect(clippy::cast_precision_loss, reason = "ranks are far below 2^52")]
pub(super) fn arrange_cards(graph: &Graph, sketch: &Sketch) -> Graph {
    let mut sums: Vec<Vec<(f64, f64)>> = graph.nodes.iter().map(|node| vec![(0.0, 0.0); node.cards.len()]).collect();
    for edge in &graph.edges {
        if let Some(sum) = edge.from.card.and_then(|card| sums[edge.from.node].get_mut(card)) {
            *sum = (sum.0 + sketch.items[edge.to.node].rank as f64, sum.1 + 1.0);
        }
    }
    let mut moved = graph.clone();
    let mut places: Vec<Vec<usize>> = Vec::new();
    for (node, sums) in moved.nodes.iter_mut().zip(&sums) {
        let mean = |card: usize| if sums[card].1 > 0.0 { sums[card].0 / sums[card].1 } else { f64::INFINITY };
        let mut order: Vec<usize> = (0..node.cards.len()).collect();
        order.sort_by(|a, b| mean(*a).total_cmp(&mean(*b)));
        node.cards = order.iter().map(|card| node.cards[*card].clone()).collect();
        let mut place = vec![0; order.len()];
        for (now, before) in order.iter().enumerate() {
            place[*before] = now;
        }
        places.push(place);
    }
    for edge in &mut moved.edges {
        edge.from.card = edge.from.card.map(|card| places[edge.from.node][card]);
        edge.to.card = edge.to.card.map(|card| places[edge.to.node][card]);
    }
    moved
}

/// By item: the item at the other end, and where on it the piece ends, as a share of its height.
struct Neighbours {
    left: Vec<Vec<(usize, f64)>>,
    right: Vec<Vec<(usize, f64)>>,
}

impl Neighbours {
    fn of(sketch: &Sketch) -> Self {
        let count = sketch.items.len();
        let mut all = Neighbours { left: vec![Vec::new(); count], right: vec![Vec::new(); count] };
        for piece in &sketch.pieces {
            all.left[piece.to].push((piece.from, share(sketch, piece.from, piece.from_offset)));
            all.right[piece.from].push((piece.to, share(sketch, piece.to, piece.to_offset)));
        }
        all
    }
}

fn share(sketch: &Sketch, item: usize, offset: f64) -> f64 {
    let height = sketch.items[item].height;
    if height > 0.0 { offset / height } else { 0.5 }
}

#[expect(clippy::cast_precision_loss, reason = "ranks are far below 2^52")]
fn arrange(sketch: &mut Sketch, layer: usize, side: &[Vec<(usize, f64)>]) {
    let items = sketch.layers[layer].clone();
    let wish = |item: usize| {
        let near = &side[item];
        let sum: f64 = near.iter().map(|(other, share)| sketch.items[*other].rank as f64 + share).sum();
        if near.is_empty() { sketch.items[item].rank as f64 + 0.5 } else { sum / near.len() as f64 }
    };
    let mut wished: Vec<(f64, usize)> = items.into_iter().map(|item| (wish(item), item)).collect();
    wished.sort_by(|a, b| a.0.total_cmp(&b.0));
    set_layer(sketch, layer, wished.into_iter().map(|(_, item)| item).collect());
}

fn set_layer(sketch: &mut Sketch, layer: usize, items: Vec<usize>) {
    for (rank, item) in items.iter().enumerate() {
        sketch.items[*item].rank = rank;
    }
    sketch.layers[layer] = items;
}

/// Pieces by the layer on their left.
fn gaps(sketch: &Sketch) -> Vec<Vec<Piece>> {
    let mut gaps = vec![Vec::new(); sketch.layers.len()];
    for piece in &sketch.pieces {
        gaps[sketch.items[piece.from].layer].push(*piece);
    }
    gaps
}

fn crossings(sketch: &Sketch, gaps: &[Vec<Piece>]) -> usize {
    gaps.iter().map(|gap| gap_crossings(sketch, gap)).sum()
}

/// Pairs of pieces that cross: inversions of their right ends when sorted by their left ends, counted with a tree of
/// partial sums.
fn gap_crossings(sketch: &Sketch, gap: &[Piece]) -> usize {
    let key = |item: usize, offset: f64| (sketch.items[item].rank, offset);
    let compare = |a: &(usize, f64), b: &(usize, f64)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1));
    let mut pairs: Vec<_> =
        gap.iter().map(|piece| (key(piece.from, piece.from_offset), key(piece.to, piece.to_offset))).collect();
    let mut rights: Vec<(usize, f64)> = pairs.iter().map(|pair| pair.1).collect();
    rights.sort_by(compare);
    rights.dedup_by(|a, b| compare(a, b).is_eq());
    pairs.sort_by(|a, b| compare(&a.0, &b.0).then(compare(&a.1, &b.1)));
    let mut tree = vec![0_usize; rights.len() + 1];
    let (mut crossed, mut seen) = (0, 0);
    // Pieces of one left end don't cross each other, and sorting by the right end never counts them.
    for (_, right) in &pairs {
        let place = rights.partition_point(|other| compare(other, right).is_le());
        let (mut below, mut n) = (0, place);
        while n > 0 {
            below += tree[n];
            n &= n - 1;
        }
        crossed += seen - below;
        seen += 1;
        n = place;
        while n < tree.len() {
            tree[n] += 1;
            n += n & n.wrapping_neg();
        }
    }
    crossed
}
