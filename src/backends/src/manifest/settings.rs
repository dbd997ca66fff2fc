use serde_json::{Map, Value as Json};
use weir_ir::{Environment, TextPart, Value};

/// What the environment states, for those who read the manifest without the pipeline file (plan, apply): addresses and
/// users of its systems, the journal's place, `protected`. Secrets and variables are placeholders; durations and rates
/// are written as in the pipeline file, sizes are bytes.
pub(crate) fn settings(env: &Environment) -> Map<String, Json> {
    // Its warnings were given or not; where secrets are kept stands with each secret.
    let of_compile = ["silence", "secrets"];
    let stated = env.settings.iter().filter(|(name, _)| !of_compile.contains(name));
    stated.map(|(name, setting)| (name.to_string(), json(&setting.value))).collect()
}

fn json(value: &Value) -> Json {
    match value {
        Value::Text(text) | Value::Word(text) | Value::Number(text) | Value::Date(text) => {
            TextPart::Literal(text.clone()).to_string().into()
        }
        Value::Integer(n) => (*n).into(),
        Value::Boolean(b) => (*b).into(),
        Value::Duration(duration) => duration.to_string().into(),
        Value::Size(bytes) => (*bytes).into(),
        Value::Rate { events, per_ms } => format!("{events} per {per_ms} ms").into(),
        Value::Percent { per_million } => (*per_million).into(),
        Value::List(values) => values.iter().map(json).collect(),
        Value::Map(values) => Json::Object(values.iter().map(|(name, value)| (name.clone(), json(value))).collect()),
        Value::Secret(secret) => TextPart::Secret(secret.clone()).to_string().into(),
        Value::Env(variable) => TextPart::Env(variable.clone()).to_string().into(),
    }
}
