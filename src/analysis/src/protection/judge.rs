//! Whether it is in order that a label reaches an end point.

use super::{Place, covers, ends::End, labels::Label};
use weir_diagnostics::Span;
use weir_ir::{Allow, ColumnRef, EndPointKind, Flow, Hold, PolicyEffect, PolicyTarget, Protection, Reach};

/// Why something is an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    /// Plain by value at a sink or product, and no policy permits it.
    Unprotected,
    Denied(Span),
    /// `require encrypt` or `require mask`.
    Required(Span, &'static str),
    /// A derived topic holds what Flink decrypted.
    Decrypted,
}

pub(super) fn judge(place: &Place<'_>, end: &End, label: &Label) -> (Hold, Option<Why>) {
    let verdict = without_allow(place, end, label);
    let needs_none = match &verdict {
        Err(_) => false,
        Ok(Hold::Protected(_)) => true,
        // An exception is shown where it speaks of what is there, although nothing denies it.
        Ok(_) => !label.is_plain() || label.flow != Flow::Value,
    };
    let allow = if needs_none { None } else { allowed(place, end, label) };
    match (verdict, allow) {
        (_, Some(allow)) => (
            Hold::Allowed {
                allow: allow.span,
                reason: allow.reason.clone(),
                by: allow.by.clone(),
                until: allow.until.clone(),
            },
            None,
        ),
        (Ok(hold), None) => (hold, None),
        (Err(why), None) => {
            let policy = match why {
                Why::Denied(span) | Why::Required(span, _) => Some(span),
                Why::Unprotected | Why::Decrypted => None,
            };
            (Hold::Violation { policy }, Some(why))
        }
    }
}

fn without_allow(place: &Place<'_>, end: &End, label: &Label) -> Result<Hold, Why> {
    if let Some(why) = required(place, end, label) {
        return Err(why);
    }
    if !label.is_plain() {
        return Ok(Hold::Protected(label.state.clone()));
    }
    if label.decrypted && label.flow == Flow::Value && end.kind == EndPointKind::Topic && end.derived {
        return Err(Why::Decrypted);
    }
    match policy(place, end, label) {
        Some((true, span)) => Ok(Hold::Permitted { policy: span }),
        Some((false, span)) => Err(Why::Denied(span)),
        None => match (label.flow, end.kind) {
            (Flow::Value, EndPointKind::Sink | EndPointKind::Product) => Err(Why::Unprotected),
            (Flow::Value, EndPointKind::Service | EndPointKind::Topic) | (Flow::Influence | Flow::Existence, _) => {
                Ok(Hold::Reported)
            }
        },
    }
}

/// A `require` line that the state does not meet. A masked value is no longer of its class.
fn required(place: &Place<'_>, end: &End, label: &Label) -> Option<Why> {
    if label.flow != Flow::Value {
        return None;
    }
    place.project.policies.iter().find_map(|policy| {
        let (class, word, met) = match &policy.effect {
            PolicyEffect::RequireEncrypt { class } => (class, "encrypt", !label.is_plain()),
            PolicyEffect::RequireMask { class } => (class, "mask", matches!(label.state, Protection::Masked(_))),
            PolicyEffect::Deny { .. }
            | PolicyEffect::Permit { .. }
            | PolicyEffect::PermitAggregate { .. }
            | PolicyEffect::RequireClassification => return None,
        };
        let applies = !met
            && covers(place.project, class, &label.class, &label.origin)
            && rank(place, end, &policy.target).is_some();
        applies.then_some(Why::Required(policy.span, word))
    })
}

/// What the strongest policy line says, and where it stands: by target, then by level; deny on a tie.
fn policy(place: &Place<'_>, end: &End, label: &Label) -> Option<(bool, Span)> {
    let lines = place.project.policies.iter().filter_map(|policy| {
        let (permit, class, level) = match &policy.effect {
            PolicyEffect::Deny { class, reach } => (false, class, denies(*reach, label.flow)?),
            PolicyEffect::Permit { class, reach } => (true, class, permits(*reach, label.flow)?),
            PolicyEffect::PermitAggregate { class, subjects } => {
                let holds = label.flow == Flow::Value && label.subjects.is_some_and(|n| n >= *subjects);
                (true, class, holds.then_some(0)?)
            }
            PolicyEffect::RequireEncrypt { .. }
            | PolicyEffect::RequireMask { .. }
            | PolicyEffect::RequireClassification => return None,
        };
        if !covers(place.project, class, &label.class, &label.origin) {
            return None;
        }
        Some(((rank(place, end, &policy.target)?, level, !permit), permit, policy.span))
    });
    // The first of equals stands for them.
    let strongest = lines.reduce(|best, next| if next.0 > best.0 { next } else { best });
    strongest.map(|(_, permit, span)| (permit, span))
}

/// Who denies influence denies value too.
fn denies(reach: Reach, flow: Flow) -> Option<u8> {
    (flow <= reach.flow).then_some(level(reach, flow))
}

/// Who permits value permits what tells less.
fn permits(reach: Reach, flow: Flow) -> Option<u8> {
    (flow >= reach.flow).then_some(level(reach, flow))
}

fn level(reach: Reach, flow: Flow) -> u8 {
    u8::from(reach.named) + u8::from(reach.named && reach.flow == flow)
}

/// How closely a target names an end point: by name, the zone `kafka`, the kind as bound here, the environment,
/// everywhere.
pub(super) fn rank(place: &Place<'_>, end: &End, target: &PolicyTarget) -> Option<u8> {
    let (applies, rank) = match target {
        PolicyTarget::Sink(name) => (end.kind == EndPointKind::Sink && end.name == *name, 4),
        PolicyTarget::Product(name) => (end.kind == EndPointKind::Product && end.name == *name, 4),
        PolicyTarget::Service(name) => (end.kind == EndPointKind::Service && end.name == *name, 4),
        PolicyTarget::Source(_) => (false, 0),
        PolicyTarget::Kafka => (end.kind == EndPointKind::Topic, 3),
        PolicyTarget::SinkKind(kind) => (end.sink_kind == Some(*kind), 2),
        PolicyTarget::Environment(name) => (place.environment.is_some_and(|env| env.name == *name), 1),
        PolicyTarget::Everywhere => (end.kind != EndPointKind::Topic, 0),
    };
    applies.then_some(rank)
}

fn allowed<'a>(place: &Place<'a>, end: &End, label: &Label) -> Option<&'a Allow> {
    place.project.allows.iter().find(|allow| {
        covers(place.project, &allow.class, &label.class, &label.origin)
            && holds(&allow.column, &label.origin)
            && rank(place, end, &allow.to).is_some()
    })
}

/// A column covers the fields below it.
fn holds(column: &ColumnRef, origin: &ColumnRef) -> bool {
    column.relation == origin.relation && origin.path.0.starts_with(&column.path.0)
}
