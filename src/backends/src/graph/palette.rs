use super::model::NodeKind;

/// Colours of a kind on light ground; `dark` ones replace them where the reader prefers dark.
pub(super) struct Colours {
    /// As the legend says it.
    pub label: &'static str,
    /// The name of the style class.
    pub class: &'static str,
    pub fill: &'static str,
    pub line: &'static str,
    pub dark_fill: &'static str,
    pub dark_line: &'static str,
}

/// In the order of the legend, which is that of the flow.
pub(super) const KINDS: &[NodeKind] = &[
    NodeKind::Service,
    NodeKind::Upstream,
    NodeKind::Table,
    NodeKind::Topic,
    NodeKind::DeadLetter,
    NodeKind::Transform,
    NodeKind::Product,
    NodeKind::Sink,
];

pub(super) fn colours(kind: NodeKind) -> Colours {
    let row = |label, class, fill, line, dark: (&'static str, &'static str)| Colours {
        label,
        class,
        fill,
        line,
        dark_fill: dark.0,
        dark_line: dark.1,
    };
    match kind {
        NodeKind::Service => row("service", "service", "#f1f5f9", "#64748b", ("#1e293b", "#94a3b8")),
        NodeKind::Upstream => row("other pipeline", "upstream", "#ecfeff", "#0e7490", ("#083344", "#67e8f9")),
        NodeKind::Table => row("source table", "table", "#eff6ff", "#2563eb", ("#172554", "#60a5fa")),
        NodeKind::Topic => row("topic", "topic", "#fffbeb", "#d97706", ("#451a03", "#fbbf24")),
        NodeKind::DeadLetter => row("dead letter", "deadletter", "#fef2f2", "#dc2626", ("#450a0a", "#f87171")),
        NodeKind::Transform => row("transform", "transform", "#f5f3ff", "#7c3aed", ("#2e1065", "#a78bfa")),
        NodeKind::Product => row("data product", "product", "#fdf2f8", "#be185d", ("#500724", "#f472b6")),
        NodeKind::Sink => row("sink", "sink", "#ecfdf5", "#059669", ("#022c22", "#34d399")),
    }
}
