use super::{
    Graph, Sink,
    graph::{Input, Spot},
};
use crate::{
    batch::{Batch, END, Mark, Marks, NO_MARK},
    fault::{Fault, FaultKind},
    operators::{Output, Port},
    plan::{Building, Unsupported},
    state::{Corrupt, Reader, Writer},
};
use std::{collections::BTreeSet, fmt};
use weir_ir::{Project, RelationId, Type};

/// How a job runs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Bytes of state that all operators together may take; none is no limit.
    pub memory: Option<usize>,
}

/// A pipeline in one process: fed with [`Job::feed`], it hands the rows of every relation to a [`Sink`].
pub struct Job {
    graph: Graph,
    options: Options,
    wanted: BTreeSet<RelationId>,
    started: bool,
}

/// What ended a job, and the relation that was being computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobFault {
    pub relation: String,
    pub fault: Fault,
}

impl fmt::Display for JobFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.relation, self.fault)
    }
}

impl std::error::Error for JobFault {}

/// What flows along an edge.
#[derive(Debug, Clone)]
enum Event {
    Rows(Batch),
    Mark(Mark),
    Idle(bool),
}

impl Job {
    /// The operators behind these relations and behind all that they read; their rows are what a sink is given.
    pub fn build(project: &Project, wanted: &[RelationId], options: Options) -> Result<Job, Vec<Unsupported>> {
        let needed = needed(project, wanted);
        let mut building = Building::new(project);
        for id in &needed {
            building.relation(*id);
        }
        if !building.compiler.unsupported.is_empty() {
            return Err(building.compiler.unsupported);
        }
        Ok(Job { graph: building.graph, options, wanted: wanted.iter().copied().collect(), started: false })
    }

    /// The relations that a source feeds.
    pub fn entries(&self) -> impl Iterator<Item = RelationId> + '_ {
        self.graph.entries.keys().copied()
    }

    /// The columns that a source feeds to a relation, in order; `$rowtime` last where no column is the time.
    pub fn columns(&self, relation: RelationId) -> Option<&[(String, Type)]> {
        self.graph.entries.get(&relation).map(|entry| entry.columns.as_slice())
    }

    /// Rows of a relation that is fed, at a processing time (milliseconds since 1970). Marks of the batch don't count:
    /// the relation's watermark follows its rows.
    pub fn feed(&mut self, relation: RelationId, batch: Batch, now: i64, sink: &mut dyn Sink) -> Result<(), JobFault> {
        self.start(now, sink)?;
        let Some(node) = self.graph.entries.get(&relation).map(|entry| entry.node) else { return Ok(()) };
        self.run(vec![(node, 0, Event::Rows(batch.with_marks(Marks::All(NO_MARK))))], now, sink)?;
        self.check_memory()
    }

    /// Says whether a relation has had no rows for so long that it no longer holds back the others' watermark.
    pub fn idle(&mut self, relation: RelationId, idle: bool, now: i64, sink: &mut dyn Sink) -> Result<(), JobFault> {
        let Some(node) = self.graph.entries.get(&relation).map(|entry| entry.node) else { return Ok(()) };
        self.run(vec![(node, 0, Event::Idle(idle))], now, sink)
    }

    /// The end of all input.
    pub fn end(&mut self, now: i64, sink: &mut dyn Sink) -> Result<(), JobFault> {
        self.start(now, sink)?;
        let entries: Vec<usize> = self.graph.entries.values().map(|entry| entry.node).collect();
        for node in entries {
            self.run(vec![(node, 0, Event::Mark(END))], now, sink)?;
        }
        Ok(())
    }

    /// Operators without input give their rows.
    fn start(&mut self, now: i64, sink: &mut dyn Sink) -> Result<(), JobFault> {
        if std::mem::replace(&mut self.started, true) {
            return Ok(());
        }
        let mut fed: BTreeSet<usize> = self.graph.entries.values().map(|entry| entry.node).collect();
        fed.extend(self.graph.spots.iter().flat_map(|spot| spot.outputs.iter().map(|(node, _)| *node)));
        let sources: Vec<usize> = (0..self.graph.spots.len()).filter(|node| !fed.contains(node)).collect();
        for node in sources {
            self.run(vec![(node, 0, Event::Mark(END))], now, sink)?;
        }
        Ok(())
    }

    /// Depth first: what an operator gives has passed all below it before the next row comes.
    fn run(&mut self, mut events: Vec<(usize, Port, Event)>, now: i64, sink: &mut dyn Sink) -> Result<(), JobFault> {
        while let Some((node, port, event)) = events.pop() {
            let Some(spot) = self.graph.spots.get_mut(node) else { continue };
            let mut given = Vec::new();
            spot.take(port, event, now, &mut given)
                .map_err(|fault| JobFault { relation: spot.relation.clone(), fault })?;
            for relation in self.graph.taps.get(&node).into_iter().flatten().filter(|id| self.wanted.contains(id)) {
                for event in &given {
                    if let Event::Rows(batch) = event {
                        sink.rows(*relation, batch);
                    }
                }
            }
            let outputs = &spot.outputs;
            for event in given.into_iter().rev() {
                events.extend(outputs.iter().rev().map(|(node, port)| (*node, *port, event.clone())));
            }
        }
        Ok(())
    }

    /// Bytes of state, by relation.
    pub fn memory(&self) -> std::collections::BTreeMap<&str, usize> {
        let mut all = std::collections::BTreeMap::new();
        for spot in &self.graph.spots {
            *all.entry(spot.relation.as_str()).or_default() += spot.operator.memory();
        }
        all
    }

    fn check_memory(&self) -> Result<(), JobFault> {
        let Some(limit) = self.options.memory else { return Ok(()) };
        let all = self.memory();
        if all.values().sum::<usize>() <= limit {
            return Ok(());
        }
        let (relation, bytes) = all.into_iter().max_by_key(|(_, bytes)| *bytes).unwrap_or_default();
        let fault = Fault::new(FaultKind::Memory { transform: relation.to_string(), bytes });
        Err(JobFault { relation: relation.to_string(), fault })
    }

    /// All state, to go on from in [`Job::restore`] of a job built from the same plan.
    pub fn snapshot(&self) -> Vec<u8> {
        let mut into = Writer::default();
        into.flag(self.started);
        into.count(self.graph.spots.len());
        for spot in &self.graph.spots {
            spot.snapshot(&mut into);
        }
        into.finish()
    }

    /// Takes the state of a checkpoint; the job is new.
    pub fn restore(&mut self, bytes: &[u8]) -> Result<(), JobFault> {
        let corrupt = |relation: &str, Corrupt(reason): Corrupt| JobFault {
            relation: relation.to_string(),
            fault: Fault::new(FaultKind::Checkpoint { reason: reason.to_string() }),
        };
        let mut from = Reader::new(bytes);
        self.started = from.flag().map_err(|reason| corrupt("", reason))?;
        let count = from.count().map_err(|reason| corrupt("", reason))?;
        if count != self.graph.spots.len() {
            return Err(corrupt("", Corrupt("it is of another plan")));
        }
        for spot in &mut self.graph.spots {
            spot.restore(&mut from).map_err(|reason| corrupt(&spot.relation, reason))?;
        }
        from.end().map_err(|reason| corrupt("", reason))
    }
}

impl Spot {
    fn take(&mut self, port: Port, event: Event, now: i64, given: &mut Vec<Event>) -> Result<(), Fault> {
        match event {
            Event::Rows(batch) => self.rows(port, batch, now, given),
            Event::Mark(mark) => {
                self.set(port, |input| input.mark = input.mark.max(mark));
                self.advance(self.combined(), now, given)
            }
            Event::Idle(idle) => {
                self.set(port, |input| input.idle = idle);
                self.advance(self.combined(), now, given)?;
                let all = self.inputs.iter().all(|input| input.idle);
                if std::mem::replace(&mut self.idle, all) != all {
                    given.push(Event::Idle(all));
                }
                Ok(())
            }
        }
    }

    fn set(&mut self, port: Port, f: impl FnOnce(&mut Input)) {
        if let Some(input) = self.inputs.get_mut(port) {
            f(input);
        }
    }

    /// The smallest watermark of the inputs that are not idle.
    fn combined(&self) -> Mark {
        self.inputs.iter().filter(|input| !input.idle).map(|input| input.mark).min().unwrap_or(self.current)
    }

    fn rows(&mut self, port: Port, batch: Batch, now: i64, given: &mut Vec<Event>) -> Result<(), Fault> {
        let batch = self.marked(port, batch);
        let mut from = 0;
        while from < batch.rows() {
            self.advance(batch.marks().at(from), now, given)?;
            let rest = batch.slice(from, batch.rows() - from);
            let mut out = Output::new(now);
            out.set_mark(self.forwarded);
            from += self.operator.rows(port, &rest, &mut out)?.max(1);
            given.extend(out.take().into_iter().map(Event::Rows));
        }
        // The operator's own watermark may have moved with the rows.
        self.hand_on(given);
        Ok(())
    }

    /// The rows with the smaller watermark of all inputs, which never goes back.
    fn marked(&self, port: Port, batch: Batch) -> Batch {
        if self.inputs.len() < 2 {
            return batch;
        }
        let others = self.inputs.iter().enumerate().filter(|(n, input)| *n != port && !input.idle);
        let others = others.map(|(_, input)| input.mark).min().unwrap_or(END);
        let marks = batch.marks().map(|mark| mark.min(others).max(self.current));
        batch.with_marks(marks)
    }

    fn advance(&mut self, mark: Mark, now: i64, given: &mut Vec<Event>) -> Result<(), Fault> {
        if mark > self.current {
            self.current = mark;
            let mut out = Output::new(now);
            out.set_mark(self.forwarded);
            self.operator.watermark(mark, &mut out)?;
            given.extend(out.take().into_iter().map(Event::Rows));
        }
        self.hand_on(given);
        Ok(())
    }

    fn hand_on(&mut self, given: &mut Vec<Event>) {
        let mark = self.operator.mark(self.current);
        if mark > self.forwarded {
            self.forwarded = mark;
            given.push(Event::Mark(mark));
        }
    }

    fn snapshot(&self, into: &mut Writer) {
        into.long(self.current);
        into.long(self.forwarded);
        into.flag(self.idle);
        for input in &self.inputs {
            into.long(input.mark);
            into.flag(input.idle);
        }
        let mut own = Writer::default();
        self.operator.snapshot(&mut own);
        into.bytes(&own.finish());
    }

    fn restore(&mut self, from: &mut Reader<'_>) -> Result<(), Corrupt> {
        self.current = from.long()?;
        self.forwarded = from.long()?;
        self.idle = from.flag()?;
        for input in &mut self.inputs {
            input.mark = from.long()?;
            input.idle = from.flag()?;
        }
        let mut own = Reader::new(from.bytes()?);
        self.operator.restore(&mut own)?;
        own.end()
    }
}

/// These relations and all that they read, each after those that it reads.
fn needed(project: &Project, wanted: &[RelationId]) -> Vec<RelationId> {
    let mut all: BTreeSet<RelationId> = wanted.iter().copied().collect();
    let ids: Vec<RelationId> = project.relations.iter().map(|(id, _)| id).collect();
    // A relation only reads earlier ones.
    for id in ids.into_iter().rev() {
        if let Some(query) = project.relations[id].query.as_ref().filter(|_| all.contains(&id)) {
            all.extend(query.relations());
        }
    }
    all.into_iter().collect()
}
