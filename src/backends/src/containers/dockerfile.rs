use super::{Running, USER, program};
use crate::text::comment;
use std::{collections::BTreeSet, fmt::Write};
use weir_ir::{Environment, Project};

/// Nothing but the programs, their configuration and the certificates of authorities. Names of programs and files are
/// weir's own or identifiers, so nothing needs quoting; JSON arrays hold them all the same.
pub(super) fn text(project: &Project, env: &Environment, own: &[&Running<'_>]) -> String {
    let programs: BTreeSet<&str> = own.iter().filter_map(|one| program(one.binding.kind)).collect();
    let configs: BTreeSet<&str> = own.iter().filter_map(|one| one.config.as_deref()).collect();
    let head = format!("# weir's own services of `{}` in the environment `{}`.", project.name, env.name);
    let mut text = comment(&head) + "\n";
    text += "#\n# The context `programs` is a folder with the static Linux programs named below and `ca-certificates.crt`:\n";
    text += "#   docker build --build-context programs=FOLDER .\n";
    text += "# Placeholders in the configuration are filled in before the image is built.\n";
    text += "FROM scratch\n";
    // Writing to a string cannot fail.
    let _ = writeln!(text, "COPY --from=programs --chmod=0555 {}", list(programs, "/usr/local/bin/"));
    text += "COPY --from=programs --chmod=0444 [\"ca-certificates.crt\", \"/etc/ssl/certs/ca-certificates.crt\"]\n";
    let _ = writeln!(text, "COPY --chmod=0444 {}", list(configs, "/etc/weir/"));
    text += "ENV PATH=/usr/local/bin SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt\n";
    let _ = writeln!(text, "USER {USER}");
    if let Some(one) = own.first() {
        if let Some(command) = one.command() {
            let _ = writeln!(text, "CMD {}", serde_json::Value::from(command));
        }
        if let Some(health) = one.health() {
            let health: Vec<String> = health.into_iter().skip(1).collect();
            let times = "--interval=10s --timeout=3s --start-period=30s --retries=3";
            let _ = writeln!(text, "HEALTHCHECK {times} CMD {}", serde_json::Value::from(health));
        }
    }
    text
}

/// `["a", "b", "/to/"]`.
fn list(words: BTreeSet<&str>, to: &str) -> String {
    serde_json::Value::from(words.into_iter().chain([to]).map(String::from).collect::<Vec<_>>()).to_string()
}
