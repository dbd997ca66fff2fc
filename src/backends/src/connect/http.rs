//! The managed HTTP sink: a call for each record, or for a batch of them as a JSON array.

use super::{
    Emit, Reader,
    config::Config,
    delivery::{Delivery, NoKey, Tables},
};
use crate::{diagnostics, shape::Shape};
use weir_ir::{Binding, DataType, Platform, Sink, SinkInput, SinkKind, TextPart, Value};
use weir_platforms::connectors;

const CALL: &str = "it follows from the settings of the sink";
/// Between two headers of one setting.
const SEPARATOR: char = '|';

pub(super) fn emit<'a>(emit: &mut Emit<'a, '_>, sink: &'a Sink) {
    let Some(binding) = emit.env.sinks.get(&sink.name) else { return };
    if emit.env.platform != Platform::ConfluentCloud {
        let help = "read the topic with a `container` service there, or bind it to another kind";
        return emit.refuse(sink, "http", help);
    }
    let inputs = emit.inputs(sink, Reader::Connector);
    for (input, shape) in &inputs {
        check(emit, sink, input, shape);
    }
    let shapes: Vec<&Shape<'_>> = inputs.iter().map(|(_, shape)| shape).collect();
    let mut delivery = Delivery::new(emit.env, sink, binding, connectors::HTTP_MANAGED);
    delivery.reads(shapes.iter().copied());
    delivery.formats(emit, &shapes, NoKey::Text);
    let config = &mut delivery.config;
    if let Some(url) = binding.settings.part("url") {
        config.part("http.api.url", &url);
    }
    let method = binding.settings.text("method").unwrap_or("post").to_ascii_uppercase();
    config.fix("request.method", method, CALL);
    headers(emit, binding, config);
    config.fix("request.body.format", "json", CALL);
    let batch = binding.settings.integer("batch").unwrap_or(1);
    config.fix("batch.max.size", batch, CALL);
    config.fix("batch.json.as.array", batch > 1, CALL);
    // No input has records without a value.
    config.fix("behavior.on.null.values", "ignore", CALL);
    // What still fails after its retries goes to the connector's error topic.
    config.set("behavior.on.error", "ignore");
    delivery.dead_letters(emit.env);
    delivery.write(emit, &shapes, Tables::None);
}

fn check(emit: &mut Emit<'_, '_>, sink: &Sink, input: &SinkInput, shape: &Shape<'_>) {
    if !shape.is_append() && !shape.is_captured() {
        let name = &shape.relation.name;
        let what = format!("the delivery of the updating `{name}` to the HTTP sink `{}`", sink.name);
        let help = "deliver a transform that only appends: a deleted row is a record without a value, and no call";
        emit.diagnostics.push(diagnostics::no_backend(input.span, &what, &emit.env.name, help));
    }
    for column in shape.columns.iter().filter(|column| has_decimal(&column.ty.data)) {
        let ty = column.ty.data.to_string();
        let reason = "the connector writes decimals as the base64 text of their bytes";
        emit.diagnostics.push(diagnostics::type_not_possible(
            column.span,
            &column.name,
            &ty,
            "a call of an HTTP sink",
            reason,
        ));
    }
}

fn has_decimal(data: &DataType) -> bool {
    match data {
        DataType::Decimal { .. } => true,
        DataType::Array(element) | DataType::Multiset(element) => has_decimal(&element.data),
        DataType::Map(key, value) => has_decimal(&key.data) || has_decimal(&value.data),
        DataType::Row(fields) => fields.iter().any(|field| has_decimal(&field.ty.data)),
        DataType::Boolean
        | DataType::TinyInt
        | DataType::SmallInt
        | DataType::Int
        | DataType::BigInt
        | DataType::Float
        | DataType::Double
        | DataType::Char(_)
        | DataType::VarChar(_)
        | DataType::String
        | DataType::Binary(_)
        | DataType::VarBinary(_)
        | DataType::Bytes
        | DataType::Date
        | DataType::Time(_)
        | DataType::Timestamp(_)
        | DataType::TimestampLtz(_)
        | DataType::IntervalMonths(_)
        | DataType::IntervalMillis(_)
        | DataType::Null
        | DataType::Variant
        | DataType::Bitmap
        | DataType::Error => false,
    }
}

fn headers(emit: &mut Emit<'_, '_>, binding: &Binding<SinkKind>, config: &mut Config) {
    let mut list = Vec::new();
    if let Some(setting) = binding.settings.setting("headers")
        && let Value::Map(stated) = &setting.value
    {
        for (name, value) in stated {
            let Some(part) = value.part() else { continue };
            let text = if let TextPart::Literal(text) = &part { text.as_str() } else { "" };
            if let Some(problem) = header_problem(name, text) {
                emit.diagnostics.push(diagnostics::header(setting.span, name, problem));
            }
            list.push(format!("{}:{part}", TextPart::Literal(name.clone())));
        }
        if !stated.keys().any(|name| name.eq_ignore_ascii_case("content-type")) {
            list.insert(0, "Content-Type:application/json".to_string());
        }
    } else {
        list.push("Content-Type:application/json".to_string());
    }
    config.raw("headers", list.join(&SEPARATOR.to_string()));
    config.fix("header.separator", SEPARATOR, CALL);
    if let Some(secret) = binding.settings.part("authorization") {
        config.raw("sensitive.headers", format!("Authorization:{secret}"));
    }
}

/// What a header cannot hold where one setting holds them all.
fn header_problem(name: &str, value: &str) -> Option<&'static str> {
    if name.is_empty() || name.contains(':') {
        return Some("a colon ends the name");
    }
    let ends = |text: &str| text.contains(SEPARATOR) || text.chars().any(char::is_control);
    (ends(name) || ends(value)).then_some("`|` and line ends stand between headers")
}
