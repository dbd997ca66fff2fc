//! Docker reads what runs beside a self-managed pipeline: `compose config`, and `build --check` of the Dockerfile.

use crate::real::environment::Environment;
use crate::real::scratch::Scratch;
use crate::real::system::{Item, System, Unready, Verdict};
use std::process::Command;
use tempfile::TempDir;

const FOLDER: &str = "containers/";

pub(crate) fn system() -> Box<dyn System> {
    Box::new(Docker { compose: false, build: false, programs: None })
}

/// What the Docker of this machine can do.
struct Docker {
    compose: bool,
    build: bool,
    /// A folder in the place of the one with the services' programs.
    programs: Option<TempDir>,
}

impl System for Docker {
    fn name(&self) -> &'static str {
        "docker"
    }

    fn needs(&self) -> &'static str {
        "reads containers/compose.yaml and containers/Dockerfile; docker with compose, and with a daemon for `build \
         --check`: what is not there does not judge"
    }

    fn items(&self, environment: &Environment) -> Vec<Item> {
        let known = ["compose.yaml", "Dockerfile"].map(|file| format!("{FOLDER}{file}"));
        let files = known.into_iter().filter(|file| environment.files.contains(file));
        files.map(|file| Item { address: file.clone(), files: vec![file] }).collect()
    }

    fn probe(&mut self, _: &Scratch) -> Result<String, Unready> {
        self.compose = run(&["compose", "version"], &[]).is_ok();
        self.build = run(&["info", "--format", "{{.ServerVersion}}"], &[]).is_ok_and(|version| !version.is_empty());
        let has = |there: bool, what: &str| if there { format!("with {what}") } else { format!("without {what}") };
        let version = run(&["--version"], &[]).unwrap_or_else(|_| "no docker".to_string());
        Ok(format!("{version}, {}, {}", has(self.compose, "compose"), has(self.build, "a daemon")))
    }

    fn begin(&mut self, _: &Environment) -> Result<(), Unready> {
        let folder = tempfile::tempdir().map_err(|error| Unready::new(error.to_string(), "mend that"))?;
        self.programs = Some(folder);
        Ok(())
    }

    fn judge(&mut self, environment: &Environment, item: &Item) -> Verdict {
        let path = environment.folder.join(&item.address);
        let (path, programs) = (path.to_string_lossy(), self.programs.as_ref().map(TempDir::path));
        let programs = programs.map(|folder| folder.to_string_lossy()).unwrap_or_default();
        if item.address.ends_with(".yaml") {
            if !self.compose {
                return Verdict::NotJudged("this machine's docker has no compose".to_string());
            }
            let secrets = secrets(&environment.text(&item.address).unwrap_or_default());
            return Verdict::of(run(&["compose", "--file", &path, "config", "--quiet"], &secrets).map(|_| ()));
        }
        if !self.build {
            return Verdict::NotJudged("no docker daemon answers".to_string());
        }
        let context = environment.folder.join(FOLDER);
        let programs = format!("programs={programs}");
        let arguments = ["build", "--check", "--build-context", &programs, "--file", &path, &context.to_string_lossy()];
        Verdict::of(run(&arguments, &[]).map(|_| ()))
    }

    fn clean(&mut self) -> Result<(), String> {
        self.programs.take().map_or(Ok(()), |folder| folder.close().map_err(|error| error.to_string()))
    }
}

/// Variables that compose wants set, with a value.
fn secrets(text: &str) -> Vec<(String, String)> {
    let wanted = text.split("${").skip(1).filter_map(|rest| rest.split_once(":?"));
    wanted.map(|(name, _)| (name.to_string(), "made-up".to_string())).filter(|(name, _)| !name.contains('}')).collect()
}

fn run(arguments: &[&str], variables: &[(String, String)]) -> Result<String, String> {
    let output = Command::new("docker").args(arguments).envs(variables.iter().cloned()).output();
    let output = output.map_err(|error| format!("docker: {error}"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_string();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_without_a_default_are_set() {
        let text = "a: ${X:?it is missing}\nb: ${Y:-./y}\nc: ${Z:?z}";
        let names: Vec<String> = secrets(text).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["X", "Z"]);
    }
}
