//! Physical names: templates of `naming`, filled and checked against what each system takes.

use super::messages;
use crate::model::{Build, settings::Position, template};
use std::collections::BTreeMap;
use weir_diagnostics::Span;
use weir_ir::{Binding, Environment, Physical, PhysicalNames, Platform, RelationId, RelationKind, Sink, SinkKind};
use weir_platforms::kinds::{NAMING, PlaceholderSet, naming_default};
use weir_syntax::ast;

/// What Debezium puts after its prefix.
const CAPTURED_END: &str = ".{schema}.{table}";

/// Templates that keep two environments of one pipeline, and two pipelines, apart.
const UNIQUE: &[&str] = &["statement", "slot", "publication", "group"];

fn written(build: &Build<'_>) -> Vec<ast::Setting> {
    build.index.namings.iter().flat_map(|(_, settings)| settings.iter().cloned()).collect()
}

/// The template of a name.
fn template_of(build: &Build<'_>, name: &str) -> String {
    let found = build.index.namings.iter().flat_map(|(_, settings)| settings.iter()).find(|s| s.name.value == name);
    match found.map(|setting| &setting.value.kind) {
        Some(ast::ValueKind::String(text)) if usable(name, text) => text.clone(),
        _ => naming_default(name).to_string(),
    }
}

/// Whether a template may be filled; what is not has been reported by [`check_templates`].
fn usable(name: &str, text: &str) -> bool {
    let found = template::placeholders(text);
    let has = |placeholder: &str| found.iter().any(|name| name == placeholder);
    if UNIQUE.contains(&name) && !(has("pipeline") && has("environment")) {
        return false;
    }
    name != "captured" || (text.ends_with(CAPTURED_END) && text.len() > CAPTURED_END.len())
}

/// Once for all environments.
pub(super) fn check_templates(build: &mut Build<'_>) {
    let settings = written(build);
    build.check(&NAMING, "naming", &settings, Position::Item);
    for setting in &settings {
        let ast::ValueKind::String(text) = &setting.value.kind else { continue };
        let name = setting.name.value.as_str();
        if NAMING.setting(name).is_none() {
            continue;
        }
        check_placeholders(build, PlaceholderSet::of(name), text, setting.value.span);
        if !usable(name, text) {
            build.diagnostics.push(messages::bad_template(name, setting.value.span));
        }
    }
    check_own_names(build);
}

/// Names that topics state for themselves.
fn check_own_names(build: &mut Build<'_>) {
    let index = build.index;
    for (_, topic) in &index.topics {
        if let Some((text, span)) = own_name(topic) {
            check_placeholders(build, PlaceholderSet::of("topic"), text, span);
        }
    }
}

/// `name = "terminal.events"` of a topic.
fn own_name(topic: &ast::Topic) -> Option<(&str, Span)> {
    let value = crate::model::settings::written(&topic.settings, "name")?;
    if let ast::ValueKind::String(text) = &value.kind { Some((text, value.span)) } else { None }
}

fn check_placeholders(build: &mut Build<'_>, known: PlaceholderSet, text: &str, span: Span) {
    for placeholder in template::placeholders(text) {
        let is_known = known.0.contains(&placeholder.as_str()) || build.params.contains_key(&placeholder);
        if !is_known {
            let names = known.0.iter().copied().chain(build.params.keys().map(String::as_str)).collect();
            build.diagnostics.push(messages::unknown_placeholder(&placeholder, span, names));
        }
    }
}

/// Fills templates for one environment.
struct Namer<'b, 'a, 'e> {
    build: &'b mut Build<'a>,
    environment: &'e Environment,
    params: BTreeMap<String, String>,
}

pub(super) fn name(build: &mut Build<'_>, environment: &mut Environment) {
    let params = environment.params.iter().map(|(name, value)| (name.clone(), crate::model::params::text(value)));
    let mut namer = Namer { params: params.collect(), environment, build };
    let mut names = PhysicalNames { group: namer.filled("group", &[]), ..PhysicalNames::default() };
    namer.sources(&mut names);
    namer.relations(&mut names);
    namer.sinks(&mut names);
    namer.keks(&mut names);
    environment.names = names;
}

impl Namer<'_, '_, '_> {
    fn filled(&self, template_name: &str, values: &[(&str, &str)]) -> String {
        self.fill(&template_of(self.build, template_name), values)
    }

    fn fill(&self, template: &str, values: &[(&str, &str)]) -> String {
        template::fill(template, |placeholder| {
            let own = values.iter().find(|(name, _)| *name == placeholder).map(|(_, value)| (*value).to_string());
            own.or_else(|| match placeholder {
                "pipeline" => Some(self.build.project.name.clone()),
                "environment" => Some(self.environment.name.clone()),
                _ => self.params.get(placeholder).cloned(),
            })
        })
    }

    fn sources(&mut self, names: &mut PhysicalNames) {
        let sources: Vec<(String, Span)> =
            self.build.project.sources.iter().map(|source| (source.name.clone(), source.span)).collect();
        let mut slots = Taken::default();
        let mut publications = Taken::default();
        let mut connectors = Taken::default();
        for (name, span) in sources {
            let template = template_of(self.build, "captured");
            let prefix = template.strip_suffix(CAPTURED_END).unwrap_or(&template);
            names.topic_prefixes.insert(name.clone(), self.fill(prefix, &[("source", &name)]));
            let slot = words(&self.filled("slot", &[("item", &name)]), '_');
            self.checked(&mut slots, Sort::Slot, &slot, span);
            names.slots.insert(name.clone(), slot);
            let publication = words(&self.filled("publication", &[("item", &name)]), '_');
            self.checked(&mut publications, Sort::Publication, &publication, span);
            names.publications.insert(name.clone(), publication);
            let connector = self.filled("connector", &[("item", &name)]);
            self.checked(&mut connectors, Sort::Connector, &connector, span);
            names.source_connectors.insert(name, Physical { name: connector, span });
        }
        let sinks: Vec<(String, Span)> =
            self.build.project.sinks.iter().map(|sink| (sink.name.clone(), sink.span)).collect();
        for (name, span) in sinks {
            let connector = self.filled("connector", &[("item", &name)]);
            self.checked(&mut connectors, Sort::Connector, &connector, span);
            names.sink_connectors.insert(name, Physical { name: connector, span });
        }
    }

    fn relations(&mut self, names: &mut PhysicalNames) {
        let mut topics = Taken::default();
        let mut statements = Taken::default();
        let ids: Vec<RelationId> = self.build.project.relations.iter().map(|(id, _)| id).collect();
        for id in ids {
            let (name, kind, span) = {
                let relation = &self.build.project.relations[id];
                (relation.name.clone(), relation.kind.clone(), relation.span)
            };
            let topic = match &kind {
                RelationKind::Captured { source, schema, table, .. } => {
                    let prefix = names.topic_prefixes.get(source).map_or("", String::as_str);
                    format!("{prefix}.{schema}.{table}")
                }
                RelationKind::Topic { .. } => self.topic(&name),
                RelationKind::DeadLetter { .. } => self.versioned("topic", &name, 1, "_v"),
                RelationKind::Transform(settings) => {
                    let statement = words(&self.versioned("statement", &name, settings.version, "-v"), '-');
                    self.checked(&mut statements, Sort::Statement, &statement, span);
                    names.statements.insert(id, Physical { name: statement, span });
                    self.versioned("topic", &name, settings.version, "_v")
                }
                RelationKind::Product { .. } => continue,
            };
            self.checked(&mut topics, Sort::Topic, &topic, span);
            names.topics.insert(id, Physical { name: topic, span });
        }
    }

    /// What the topic says of itself, else what `naming` makes.
    fn topic(&self, item: &str) -> String {
        let index = self.build.index;
        let written = index.topics.iter().map(|(_, topic)| topic).find(|topic| topic.name.value == item);
        match written.and_then(|topic| own_name(topic)) {
            Some((template, _)) => self.fill(template, &[("item", item), ("version", "1")]),
            None => self.versioned("topic", item, 1, "_v"),
        }
    }

    /// A second version stands beside the first, so that its name differs.
    fn versioned(&self, template_name: &str, item: &str, version: u32, mark: &str) -> String {
        let template = template_of(self.build, template_name);
        let shown = version.to_string();
        let name = self.fill(&template, &[("item", item), ("version", &shown)]);
        let placed = template::placeholders(&template).iter().any(|placeholder| placeholder == "version");
        if version > 1 && !placed { format!("{name}{mark}{version}") } else { name }
    }

    fn sinks(&mut self, names: &mut PhysicalNames) {
        let sinks = self.build.project.sinks.clone();
        // Two sinks may write to one place, but not into one table of it.
        let mut places: BTreeMap<String, Taken> = BTreeMap::new();
        for sink in &sinks {
            let Some(binding) = self.environment.sinks.get(&sink.name) else { continue };
            let place = place_of(sink, binding);
            let mut tables = places.remove(&place).unwrap_or_default();
            for input in &sink.inputs {
                let relation = &self.build.project.relations[input.relation];
                let item = relation.name.replace('.', "_");
                let topic = names.topics.get(&input.relation).map(|topic| topic.name.clone());
                let default = self.filled("table", &[("item", &item), ("sink", &sink.name)]);
                let default = match (binding.kind, self.environment.platform) {
                    // Snowflake folds names without quotes to upper case.
                    (SinkKind::Snowflake, _) => default.to_uppercase(),
                    // Tableflow names a table after its topic.
                    (SinkKind::Iceberg, Platform::ConfluentCloud) => topic.unwrap_or(default),
                    (
                        SinkKind::Iceberg | SinkKind::Postgres | SinkKind::S3 | SinkKind::Http | SinkKind::File,
                        Platform::Embedded | Platform::SelfManaged | Platform::ConfluentCloud,
                    ) => default,
                };
                let table = input.alias.clone().unwrap_or(default);
                let sort = if binding.kind == SinkKind::Postgres { Sort::PostgresTable } else { Sort::SinkTable };
                self.checked(&mut tables, sort, &table, input.span);
                names
                    .sink_tables
                    .insert((sink.name.clone(), input.relation), Physical { name: table, span: input.span });
            }
            places.insert(place, tables);
        }
    }

    fn keks(&mut self, names: &mut PhysicalNames) {
        let mut taken = Taken::default();
        let keks: Vec<(String, Span)> =
            self.build.project.keks.iter().map(|kek| (kek.name.clone(), kek.span)).collect();
        for (name, span) in keks {
            let kek = self.filled("kek", &[("item", &name)]);
            self.checked(&mut taken, Sort::Kek, &kek, span);
            names.keks.insert(name, kek);
        }
    }

    /// Says what a system does not take, and what two things would share.
    fn checked(&mut self, taken: &mut Taken, sort: Sort, name: &str, span: Span) {
        let environment = &self.environment.name;
        if let Some(problem) = sort.problem(name) {
            let found = messages::bad_physical_name(sort.what(), name, span, (environment, problem, sort.template()));
            self.build.diagnostics.push(found);
        }
        match taken.0.get(name) {
            Some(first) => {
                let found =
                    messages::physical_name_clash(sort.what(), name, span, (*first, environment, sort.template()));
                self.build.diagnostics.push(found);
            }
            None => {
                taken.0.insert(name.to_string(), span);
            }
        }
    }
}

#[derive(Default)]
struct Taken(BTreeMap<String, Span>);

/// A sort of physical names with what its system takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Topic,
    Statement,
    Connector,
    Slot,
    Publication,
    SinkTable,
    PostgresTable,
    Kek,
}

impl Sort {
    fn what(self) -> &'static str {
        match self {
            Sort::Topic => "topic",
            Sort::Statement => "statement",
            Sort::Connector => "connector",
            Sort::Slot => "replication slot",
            Sort::Publication => "publication",
            Sort::SinkTable | Sort::PostgresTable => "table",
            Sort::Kek => "kek",
        }
    }

    /// The line of `naming` that changes it.
    fn template(self) -> &'static str {
        match self {
            Sort::Topic => "topic",
            Sort::Statement => "statement",
            Sort::Connector => "connector",
            Sort::Slot => "slot",
            Sort::Publication => "publication",
            Sort::SinkTable | Sort::PostgresTable => "table",
            Sort::Kek => "kek",
        }
    }

    /// What is wrong with a name, in words that follow `a topic …`.
    fn problem(self, name: &str) -> Option<&'static str> {
        let all = |allowed: fn(u8) -> bool| name.bytes().all(allowed);
        match self {
            // Kafka, `Topic.validate`.
            Sort::Topic if name.is_empty() || name.len() > 249 => Some("has 1 to 249 characters"),
            Sort::Topic if name == "." || name == ".." => Some("is not `.` or `..`"),
            Sort::Topic if !all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-')) => {
                Some("holds only ASCII letters, digits, `.`, `_` and `-`")
            }
            // Confluent Cloud, names of statements.
            Sort::Statement if name.is_empty() || name.len() > 72 => Some("has 1 to 72 characters"),
            Sort::Connector if name.is_empty() || name.len() > 64 => Some("has 1 to 64 characters"),
            // PostgreSQL, `ReplicationSlotValidateName` and NAMEDATALEN.
            Sort::Slot | Sort::Publication | Sort::PostgresTable if name.is_empty() || name.len() > 63 => {
                Some("has 1 to 63 bytes")
            }
            Sort::SinkTable if name.is_empty() || name.chars().count() > 255 => Some("has 1 to 255 characters"),
            Sort::Kek if name.is_empty() || name.len() > 249 => Some("has 1 to 249 characters"),
            Sort::Kek if !all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-')) => {
                Some("holds only ASCII letters, digits, `.`, `_` and `-`")
            }
            Sort::Topic
            | Sort::Statement
            | Sort::Connector
            | Sort::Slot
            | Sort::Publication
            | Sort::SinkTable
            | Sort::PostgresTable
            | Sort::Kek => None,
        }
    }
}

/// Where a sink's tables lie, as its settings say: the server with its database and schema, the catalog, the bucket. Of an
/// endpoint without tables it is the sink itself.
fn place_of(sink: &Sink, binding: &Binding<SinkKind>) -> String {
    let settings: &[&str] = match binding.kind {
        SinkKind::Snowflake => &["account", "database", "existing", "schema"],
        SinkKind::Postgres => &["host", "port", "database", "schema"],
        SinkKind::Iceberg => &["catalog", "uri", "warehouse", "bucket", "existing", "database"],
        SinkKind::S3 => &["bucket", "existing", "prefix"],
        SinkKind::File => &["path"],
        SinkKind::Http => return sink.name.clone(),
    };
    let stated = settings.iter().map(|name| format!("{:?}", binding.settings.get(name)));
    format!("{:?} {}", binding.kind, stated.collect::<Vec<_>>().join(" "))
}

/// Lower-case letters and digits, everything else `joint`.
fn words(name: &str, joint: char) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { joint };
    let made: String = name.chars().map(plain).collect();
    made.trim_matches('-').to_string()
}
