//! Masks, keys, field encryption and rules with their dead letter topics.

use super::{
    Build, columns, diagnostics as messages, relations, resolve,
    settings::{self, Position},
    types,
};
use weir_diagnostics::Span;
use weir_ir::{
    CelExpression, Changelog, Column, ColumnPath, ColumnRef, DataType, DeclaredField, DeclaredType, EncryptAlgorithm,
    Encryption, Kek, KekKind, Mask, MaskKind, Otherwise, Protection, RelationFacts, RelationId, RelationKind, Rule,
    RuleBody, RuleMode, SecretRef, StateClass, Type, Value,
};
use weir_platforms::kinds::{KEKS, MASKS, MaskArgument, MaskSpec, RULE};
use weir_syntax::ast::{self, ValueKind};

/// What a client writes into a dead letter in the place of a field that a rule would have encrypted.
pub(super) const REDACTED: &str = "<REDACTED>";

pub(super) fn build(build: &mut Build<'_>) {
    let index = build.index;
    for (item, kek) in &index.keks {
        self::kek(build, item, kek);
    }
    for (_, mask) in &index.masks {
        self::mask(build, mask);
    }
    for (_, encrypt) in &index.encrypts {
        self::encrypt(build, encrypt);
    }
    for (item, rule) in &index.rules {
        self::rule(build, item, rule);
    }
}

pub(super) fn kek_kind(name: &str) -> KekKind {
    match name {
        "gcp_kms" => KekKind::GcpKms,
        "azure_kms" => KekKind::AzureKms,
        "hcvault" => KekKind::HcVault,
        "local_kms" => KekKind::LocalKms,
        _ => KekKind::AwsKms,
    }
}

fn kek(build: &mut Build<'_>, item: &ast::Item, kek: &ast::Kek) {
    let Some(spec) = build.kind(KEKS, &kek.kind, "kek") else { return };
    let what = format!("kek `{}`", kek.name.value);
    let settings = build.check(spec, &what, &kek.settings, Position::Item);
    build.silence(&settings, item.span);
    build.project.keks.push(Kek {
        name: kek.name.value.clone(),
        kind: kek_kind(spec.name),
        doc: super::doc(item),
        shared: settings.boolean("shared") == Some(true),
        settings,
        span: kek.name.span,
    });
}

// ── masks ────────────────────────────────────────────────────────────────────────────

fn mask(build: &mut Build<'_>, mask: &ast::Mask) {
    let kind = mask_kind(build, &mask.with);
    let Some(column) = resolve::column(build, &mask.column, None) else { return };
    let Some((spec, kind)) = kind else { return };
    if !maskable(build, mask, &column, spec) || !free(build, &column, mask.column.span, "masked") {
        return;
    }
    let protection = Protection::Masked(kind.clone());
    if let Some(found) = column_mut(build, &column) {
        found.protection = protection;
        if kind == MaskKind::Nullify {
            found.ty.nullable = true;
        }
    }
    build.project.masks.push(Mask {
        column,
        kind,
        raw_allowed: mask.raw_allowed.as_ref().map(|reason| reason.value.clone()),
        span: mask.column.span.to(mask.with.name.span),
    });
}

fn mask_kind(build: &mut Build<'_>, call: &ast::Call) -> Option<(&'static MaskSpec, MaskKind)> {
    let Some(spec) = MASKS.iter().find(|spec| spec.name == call.name.value) else {
        build.diagnostics.push(messages::unknown_mask(&call.name));
        return None;
    };
    let wrong_name = call
        .arguments
        .iter()
        .zip(spec.arguments)
        .find_map(|(argument, row)| argument.name.as_ref().filter(|name| name.value != row.name()));
    if call.arguments.len() != spec.arguments.len() || wrong_name.is_some() {
        let at = wrong_name.map_or(call.name.span, |name| name.span);
        build.diagnostics.push(messages::mask_arguments(spec, at));
        return None;
    }
    let argument = call.arguments.first().zip(spec.arguments.first().copied());
    let value = match argument {
        None => MaskValue::Nothing,
        Some((argument, row)) => mask_value(build, spec, row, &argument.value)?,
    };
    let kind = match (spec.name, value) {
        ("redact", MaskValue::Text(text)) => MaskKind::Redact { text },
        ("hash", MaskValue::Secret(salt)) => MaskKind::Hash { salt },
        ("truncate", MaskValue::Length(length)) => MaskKind::Truncate { length },
        ("partial", MaskValue::Length(keep_last)) => MaskKind::Partial { keep_last },
        ("nullify", _) => MaskKind::Nullify,
        // INVARIANT: `mask_value` gives what the row says, so only `drop` is left.
        _ => MaskKind::Drop,
    };
    Some((spec, kind))
}

enum MaskValue {
    Nothing,
    Text(String),
    Secret(SecretRef),
    Length(u32),
}

#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else was written is treated alike")]
fn mask_value(build: &mut Build<'_>, spec: &MaskSpec, row: MaskArgument, value: &ast::Value) -> Option<MaskValue> {
    let found = match (row, &value.kind) {
        (MaskArgument::Text(_), ValueKind::String(text)) if !text.is_empty() => {
            build.checker(Position::Item).interpolated(text, value.span).map(MaskValue::Text)
        }
        (MaskArgument::Text(_), ValueKind::SqlString(text)) if !text.is_empty() => Some(MaskValue::Text(text.clone())),
        (MaskArgument::Secret(_), ValueKind::Call(call)) if call.name.value == "secret" => {
            match build.checker(Position::Item).secret(call, value.span)? {
                Value::Secret(secret) => Some(MaskValue::Secret(secret)),
                _ => None,
            }
        }
        (MaskArgument::Length(_), ValueKind::Number(text)) => {
            text.parse().ok().filter(|n| *n > 0).map(MaskValue::Length)
        }
        _ => None,
    };
    if found.is_none() {
        build.diagnostics.push(messages::mask_arguments(spec, value.span));
    }
    found
}

fn maskable(build: &mut Build<'_>, mask: &ast::Mask, column: &ColumnRef, spec: &MaskSpec) -> bool {
    let relation = &build.project.relations[column.relation];
    if !matches!(relation.kind, RelationKind::Captured { .. }) {
        build.diagnostics.push(messages::mask_target(mask, &relation.name));
        return false;
    }
    let Some(found) = relation.column(column.path.head()) else { return false };
    let declared = found.declared.clone().unwrap_or(DeclaredType::Error);
    let (key, span) = (found.attributes.key, found.span);
    if key {
        build.diagnostics.push(messages::mask_key(mask, span));
        return false;
    }
    if spec.text_only && declared != DeclaredType::Error && !types::is_text(&declared) {
        build.diagnostics.push(messages::mask_type(mask, spec, span));
        return false;
    }
    true
}

/// Whether nothing protects the column yet.
fn free(build: &mut Build<'_>, column: &ColumnRef, at: Span, what: &str) -> bool {
    let masked = build.project.mask(column).map(|mask| (mask.span, "masked"));
    let encrypted = build.project.encryption(column).map(|encryption| (encryption.span, "encrypted"));
    match masked.or(encrypted) {
        Some((first, how)) => {
            build.diagnostics.push(messages::protected_twice(at, what, first, how));
            false
        }
        None => true,
    }
}

fn column_mut<'b>(build: &'b mut Build<'_>, column: &ColumnRef) -> Option<&'b mut Column> {
    let relation = build.project.relations.get_mut(column.relation)?;
    relation.columns.iter_mut().find(|found| found.name == column.path.head())
}

// ── encryption ───────────────────────────────────────────────────────────────────────

fn encrypt(build: &mut Build<'_>, encrypt: &ast::Encrypt) {
    let known = build.project.keks.iter().any(|kek| kek.name == encrypt.kek.value);
    let declared = build.index.keks.iter().any(|(_, kek)| kek.name.value == encrypt.kek.value);
    if !declared && !build.index.broken.contains(encrypt.kek.value.as_str()) {
        let names: Vec<&str> = build.project.keks.iter().map(|kek| kek.name.as_str()).collect();
        build.diagnostics.push(messages::unknown_item(&encrypt.kek, "kek", &names));
    }
    for path in &encrypt.columns {
        let Some(column) = resolve::column(build, path, None) else { continue };
        if !encryptable(build, path, &column) || !free(build, &column, path.span, "encrypted") || !known {
            continue;
        }
        let algorithm = match encrypt.deterministic {
            Some(_) => EncryptAlgorithm::Aes256Siv,
            None => EncryptAlgorithm::Aes256Gcm,
        };
        protect(build, &column, algorithm, &encrypt.kek.value);
        let kek = encrypt.kek.value.clone();
        build.project.encryptions.push(Encryption { column, kek, algorithm, span: path.span });
    }
}

fn encryptable(build: &mut Build<'_>, path: &ast::Path, column: &ColumnRef) -> bool {
    let relation = &build.project.relations[column.relation];
    if let RelationKind::Topic { existing: true, .. } = relation.kind {
        build.diagnostics.push(messages::encrypt_existing(path, &relation.name, relation.span));
        return false;
    }
    if !matches!(relation.kind, RelationKind::Topic { .. }) {
        let captured = matches!(relation.kind, RelationKind::Captured { .. });
        build.diagnostics.push(messages::encrypt_target(path, &relation.name, captured));
        return false;
    }
    let Some(found) = relation.column(column.path.head()) else { return false };
    let below = column.path.0.get(1..).unwrap_or_default();
    let (key, span) = (found.attributes.key, found.span);
    let declared = columns::declared_at(found, below).map_or(DeclaredType::Error, |(ty, _)| ty.clone());
    if key {
        build.diagnostics.push(messages::encrypt_key(path, span));
        return false;
    }
    if declared != DeclaredType::Error && !types::is_text(&declared) && !types::is_bytes(&declared) {
        build.diagnostics.push(messages::encrypt_type(path, span));
        return false;
    }
    if matches!(declared, DeclaredType::Enum(_)) {
        build.diagnostics.push(messages::encrypt_enum(path, span));
        return false;
    }
    true
}

/// The state of the column, or of the field inside it.
fn protect(build: &mut Build<'_>, column: &ColumnRef, algorithm: EncryptAlgorithm, kek: &str) {
    let subject = format!("{}-value", build.project.relations[column.relation].name);
    let protection = Protection::Encrypted { algorithm, kek: kek.to_string(), subject };
    let below = column.path.0.get(1..).unwrap_or_default();
    let Some(found) = column_mut(build, column) else { return };
    if below.is_empty() {
        found.protection = protection;
    } else if let Some(field) = found.nested.iter_mut().find(|field| field.path == below) {
        field.protection = protection;
    }
}

// ── rules ────────────────────────────────────────────────────────────────────────────

fn rule(build: &mut Build<'_>, item: &ast::Item, rule: &ast::Rule) {
    let what = format!("rule `{}`", rule.name.value);
    let settings = build.check(&RULE, &what, &rule.settings, Position::Item);
    build.silence(&settings, item.span);
    let Some((on, field)) = rule_target(build, rule) else {
        // The dead letter topic is declared all the same, or each use of it would be a second error.
        return;
    };
    let body = rule_body(build, rule, field);
    let otherwise = otherwise(build, rule, on);
    let (Some(body), Some(otherwise)) = (body, otherwise) else { return };
    let mode = if settings.text("on") == Some("read") { RuleMode::Read } else { RuleMode::Write };
    build.project.rules.push(Rule {
        name: rule.name.value.clone(),
        on,
        doc: super::doc(item),
        body,
        mode,
        otherwise,
        reads: std::collections::BTreeSet::new(),
        span: rule.name.span,
    });
}

/// The topic, and the field where the path goes on.
fn rule_target(build: &mut Build<'_>, rule: &ast::Rule) -> Option<(RelationId, Option<ColumnPath>)> {
    let whole = build.relation(&settings::dotted(&rule.on));
    let (relation, field) = match whole {
        Some(relation) => (relation, None),
        None if rule.on.parts.len() == 1 => (resolve::relation(build, &rule.on)?, None),
        None => {
            let column = resolve::column(build, &rule.on, None)?;
            (column.relation, Some(column.path))
        }
    };
    let found = &build.project.relations[relation];
    if let RelationKind::Topic { existing, .. } = found.kind {
        if existing {
            build.diagnostics.push(messages::rule_on_existing(rule, &found.name, found.span));
        }
        return (!existing).then_some((relation, field));
    }
    build.diagnostics.push(messages::rule_target(rule, &found.name));
    None
}

fn rule_body(build: &mut Build<'_>, rule: &ast::Rule, field: Option<ColumnPath>) -> Option<RuleBody> {
    let check = cel(&rule.settings, "check");
    let transform = cel(&rule.settings, "transform");
    match (check, transform, field) {
        (Some(check), None, None) => Some(RuleBody::Check(check)),
        (None, Some(expression), Some(field)) => Some(RuleBody::Transform { field, expression }),
        (Some(_), None, Some(_)) => {
            build.diagnostics.push(messages::check_on_field(rule));
            None
        }
        (None, Some(_), None) => {
            build.diagnostics.push(messages::transform_on_topic(rule));
            None
        }
        (Some(_), Some(_), _) => {
            build.diagnostics.push(messages::check_and_transform(rule));
            None
        }
        (None, None, _) => {
            let written = |name| settings::written(&rule.settings, name).is_some();
            if !written("check") && !written("transform") {
                build.diagnostics.push(messages::rule_without_body(rule));
            }
            None
        }
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else was written is treated alike")]
fn cel(written: &[ast::Setting], name: &str) -> Option<CelExpression> {
    let value = settings::written(written, name)?;
    match &value.kind {
        // The span of the text inside the quotes, so that offsets in the expression fall on the file.
        ValueKind::String(text) => {
            let span = Span { start: value.span.start.saturating_add(1), ..value.span };
            let end = span.start.max(span.end.saturating_sub(1));
            Some(CelExpression { text: text.clone(), span: Span { end, ..span } })
        }
        _ => None,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else was written is treated alike")]
fn otherwise(build: &mut Build<'_>, rule: &ast::Rule, on: RelationId) -> Option<Otherwise> {
    let Some(value) = settings::written(&rule.settings, "otherwise") else { return Some(Otherwise::Reject) };
    match &value.kind {
        ValueKind::Path(path) => match settings::dotted(path).as_str() {
            "reject" => Some(Otherwise::Reject),
            "warn" => Some(Otherwise::Warn),
            _ => None,
        },
        ValueKind::Call(call) if call.name.value == "dead_letter" => {
            let path = settings::one_name(call)?;
            dead_letter(build, rule, path, on).map(Otherwise::DeadLetter)
        }
        _ => None,
    }
}

/// Declares the dead letter topic, or adds the rule to one that another rule on the same topic declared.
fn dead_letter(build: &mut Build<'_>, rule: &ast::Rule, path: &ast::Path, of: RelationId) -> Option<RelationId> {
    let name = settings::dotted(path);
    if path.parts.len() > 1 {
        build.diagnostics.push(messages::dead_letter_name(path));
        return None;
    }
    if let Some(there) = build.relation(&name) {
        let relation = build.project.relations.get_mut(there)?;
        let (span, same) =
            (relation.span, matches!(&relation.kind, RelationKind::DeadLetter { of: other, .. } if *other == of));
        if let (true, RelationKind::DeadLetter { rules, .. }) = (same, &mut relation.kind) {
            rules.push(rule.name.value.clone());
            return Some(there);
        }
        build.diagnostics.push(messages::dead_letter_clash(path, span));
        return None;
    }
    if let Some(span) = taken(build, &name) {
        build.diagnostics.push(messages::dead_letter_clash(path, span));
        return None;
    }
    let rules = vec![rule.name.value.clone()];
    let topic = &build.project.relations[of];
    let mut columns: Vec<Column> = topic.columns.iter().map(dead_column).collect();
    columns.push(headers(path.span));
    let facts = RelationFacts {
        changelog: Changelog::Append,
        key: None,
        upsert_key: None,
        time: Some(relations::rowtime()),
        state: StateClass::None,
    };
    let doc = Some(format!("Records of `{}` that failed a rule.", topic.name));
    let relation = relations::declared((name, path.span), RelationKind::DeadLetter { of, rules }, doc, columns, facts);
    Some(build.project.relations.push(relation))
}

/// Where another item of this name stands.
fn taken(build: &Build<'_>, name: &str) -> Option<Span> {
    build.index.things().find(|taken| taken.value == name).map(|taken| taken.span)
}

/// The column as clients write it into a dead letter: encrypted fields read `<REDACTED>`, classes are kept.
fn dead_column(column: &Column) -> Column {
    let mut dead = column.clone();
    if let Protection::Encrypted { .. } = dead.protection {
        dead.protection = redacted();
        dead.ty.data = DataType::String;
    }
    for field in &mut dead.nested {
        if let Protection::Encrypted { .. } = field.protection {
            field.protection = redacted();
        }
    }
    dead.attributes.key = false;
    dead.attributes.unique = false;
    dead.attributes.event_time = false;
    dead.attributes.references = None;
    dead
}

fn redacted() -> Protection {
    Protection::Masked(MaskKind::Redact { text: REDACTED.into() })
}

/// `$headers map<string, string>`.
fn headers(span: Span) -> Column {
    let text = |nullable| DeclaredField { name: String::new(), ty: DeclaredType::String, nullable };
    let map = DataType::Map(Box::new(Type::not_null(DataType::String)), Box::new(Type::not_null(DataType::String)));
    Column {
        name: "$headers".into(),
        ty: Type::not_null(map),
        declared: Some(DeclaredType::Map(Box::new(text(false)), Box::new(text(false)))),
        doc: Some("The record's headers: rule, mode, subject, topic and reason among them.".into()),
        span,
        attributes: weir_ir::Attributes::default(),
        classes: weir_ir::Classes::new(),
        protection: Protection::Plain,
        nested: Vec::new(),
        edges: Vec::new(),
    }
}
