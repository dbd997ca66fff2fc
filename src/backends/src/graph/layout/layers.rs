#![expect(clippy::indexing_slicing, reason = "indexes come from the same vectors")]

use super::{Item, Piece, Sketch, node_height, port_offset};
use crate::graph::model::{Graph, NodeKind};

/// Longer edges than this run behind the cards instead of between them: bends would grow with the square of the depth.
const LONGEST: usize = 12;

/// The items of an edge of the graph, from its start to its end, with nothing between for very long or backward ones.
pub(super) type Chain = Vec<usize>;

/// Nodes on layers and edges cut at each layer that they cross.
pub(super) fn sketch(graph: &Graph) -> (Sketch, Vec<Chain>) {
    let node_layers = layers(graph);
    let mut sketch = Sketch::default();
    for (node, layer) in graph.nodes.iter().zip(&node_layers) {
        sketch.items.push(Item { layer: *layer, height: node_height(node), ..Item::default() });
    }
    let chains = graph.edges.iter().map(|edge| chain(graph, edge, &mut sketch)).collect();
    let deepest = sketch.items.iter().map(|item| item.layer + 1).max().unwrap_or(0);
    sketch.layers = vec![Vec::new(); deepest];
    for (n, item) in sketch.items.iter_mut().enumerate() {
        let layer = &mut sketch.layers[item.layer];
        item.rank = layer.len();
        layer.push(n);
    }
    (sketch, chains)
}

fn chain(graph: &Graph, edge: &crate::graph::model::Edge, sketch: &mut Sketch) -> Chain {
    let (from, to) = (edge.from.node, edge.to.node);
    let (first, last) = (sketch.items[from].layer, sketch.items[to].layer);
    if last <= first || last - first > LONGEST {
        return vec![from, to];
    }
    let mut chain = vec![from];
    for layer in first + 1..last {
        chain.push(sketch.items.len());
        sketch.items.push(Item { layer, bend: true, ..Item::default() });
    }
    chain.push(to);
    let (leave, arrive) = (port_offset(graph, edge.from), port_offset(graph, edge.to));
    for pair in chain.windows(2) {
        let from_offset = if pair[0] == from { leave } else { 0.0 };
        let to_offset = if pair[1] == to { arrive } else { 0.0 };
        sketch.pieces.push(Piece { from: pair[0], from_offset, to: pair[1], to_offset });
    }
    chain
}

/// The layer of each node: after all that it reads, as near to its readers as that allows, sinks in one column where
/// the picture is not too wide for it.
fn layers(graph: &Graph) -> Vec<usize> {
    let (mut readers, mut inputs) = (vec![Vec::new(); graph.nodes.len()], vec![Vec::new(); graph.nodes.len()]);
    for edge in graph.edges.iter().filter(|edge| edge.from.node != edge.to.node) {
        readers[edge.from.node].push(edge.to.node);
        inputs[edge.to.node].push(edge.from.node);
    }
    let order = topological(&readers, &inputs);
    let mut position = vec![0; order.len()];
    for (n, node) in order.iter().enumerate() {
        position[*node] = n;
    }
    // Edges against the order close a cycle (a service that reads what it feeds): they don't count.
    let forward = |from: usize, to: usize| position[from] < position[to];
    let mut layer = vec![0; order.len()];
    for node in &order {
        let before = inputs[*node].iter().filter(|input| forward(**input, *node)).map(|input| layer[*input] + 1);
        layer[*node] = before.max().unwrap_or(0);
    }
    for node in order.iter().rev() {
        let after = readers[*node].iter().filter(|reader| forward(*node, **reader));
        let (count, nearest) = after.fold((0, usize::MAX), |(n, near), reader| (n + 1, near.min(layer[*reader])));
        if count > inputs[*node].len() {
            layer[*node] = layer[*node].max(nearest - 1);
        }
    }
    align_ends(graph, &readers, &mut layer);
    layer
}

fn align_ends(graph: &Graph, readers: &[Vec<usize>], layer: &mut [usize]) {
    let deepest = layer.iter().copied().max().unwrap_or(0);
    for (n, node) in graph.nodes.iter().enumerate() {
        let end = node.cards.iter().any(|card| matches!(card.kind, NodeKind::Sink | NodeKind::Product));
        if end && deepest <= LONGEST && readers[n].is_empty() {
            layer[n] = deepest;
        }
    }
}

/// Kahn's order; where a cycle leaves nothing ready, the first node that is left goes on.
fn topological(readers: &[Vec<usize>], inputs: &[Vec<usize>]) -> Vec<usize> {
    let mut waiting: Vec<usize> = inputs.iter().map(Vec::len).collect();
    let mut done = vec![false; readers.len()];
    let mut order = Vec::with_capacity(readers.len());
    let mut ready: std::collections::VecDeque<usize> = (0..readers.len()).filter(|n| waiting[*n] == 0).collect();
    let mut next = 0;
    while order.len() < readers.len() {
        let Some(node) = ready.pop_front() else {
            while done[next] {
                next += 1;
            }
            ready.push_back(next);
            continue;
        };
        if std::mem::replace(&mut done[node], true) {
            continue;
        }
        order.push(node);
        for reader in &readers[node] {
            waiting[*reader] = waiting[*reader].saturating_sub(1);
            if waiting[*reader] == 0 && !done[*reader] {
                ready.push_back(*reader);
            }
        }
    }
    order
}
