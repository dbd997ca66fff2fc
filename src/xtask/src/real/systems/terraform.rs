//! Terraform: `fmt -check`, `init` and `validate` over a copy of each `terraform/` folder.

use crate::real::environment::Environment;
use crate::real::scratch::Scratch;
use crate::real::system::{Item, System, Unready, Verdict};
use std::process::Command;
use tempfile::TempDir;

const FOLDER: &str = "terraform/";
const OLDEST: (u32, u32) = (1, 11);

pub(crate) fn system() -> Box<dyn System> {
    Box::new(Terraform { folder: None })
}

struct Terraform {
    /// The copy, removed when dropped.
    folder: Option<TempDir>,
}

impl System for Terraform {
    fn name(&self) -> &'static str {
        "terraform"
    }

    fn needs(&self) -> &'static str {
        "fmt -check, init and validate of terraform/; terraform 1.11 or later on the path, and its providers: from the \
         network, or from a mirror that the file in TF_CLI_CONFIG_FILE names"
    }

    fn items(&self, environment: &Environment) -> Vec<Item> {
        let files: Vec<String> = environment.files.iter().filter(|file| file.starts_with(FOLDER)).cloned().collect();
        if files.is_empty() {
            return Vec::new();
        }
        let step = |step: &str| Item { address: format!("{FOLDER} {step}"), files: files.clone() };
        vec![step("fmt"), step("init"), step("validate")]
    }

    fn probe(&mut self, _: &Scratch) -> Result<String, Unready> {
        let advice = "put terraform 1.11 or later on the path";
        let output = Command::new("terraform").arg("version").output();
        let output = output.map_err(|error| Unready::new(format!("terraform does not start: {error}"), advice))?;
        let text = String::from_utf8_lossy(&output.stdout);
        let version = text.lines().next().unwrap_or_default().trim_start_matches("Terraform v").to_string();
        let mut numbers = version.split('.').map(|number| number.parse::<u32>().unwrap_or_default());
        if (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default()) < OLDEST {
            return Err(Unready::new(format!("terraform says `{version}`: too old"), advice));
        }
        Ok(format!("Terraform {version}"))
    }

    fn begin(&mut self, environment: &Environment) -> Result<(), Unready> {
        let copy = || -> std::io::Result<TempDir> {
            let folder = tempfile::tempdir()?;
            for file in environment.files.iter().filter(|file| file.starts_with(FOLDER)) {
                let to = folder.path().join(file.trim_start_matches(FOLDER));
                std::fs::create_dir_all(to.parent().unwrap_or(folder.path()))?;
                std::fs::copy(environment.folder.join(file), to)?;
            }
            Ok(folder)
        };
        let copied = copy().map_err(|error| Unready::new(format!("no copy of {FOLDER}: {error}"), "mend that"))?;
        self.folder = Some(copied);
        Ok(())
    }

    fn judge(&mut self, _: &Environment, item: &Item) -> Verdict {
        let arguments: &[&str] = match item.address.rsplit(' ').next() {
            Some("fmt") => &["fmt", "-check", "-diff", "-recursive"],
            Some("init") => &["init", "-backend=false", "-input=false", "-no-color"],
            _ => &["validate", "-no-color"],
        };
        Verdict::of(self.terraform(arguments))
    }

    fn clean(&mut self) -> Result<(), String> {
        match self.folder.take() {
            Some(folder) => folder.close().map_err(|error| error.to_string()),
            None => Ok(()),
        }
    }
}

impl Terraform {
    fn terraform(&self, arguments: &[&str]) -> Result<(), String> {
        let folder = self.folder.as_ref().ok_or("no copy of the folder")?;
        let output = Command::new("terraform").args(arguments).current_dir(folder.path()).output();
        let output = output.map_err(|error| format!("terraform: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        let words = [output.stdout, output.stderr].concat();
        Err(String::from_utf8_lossy(&words).trim().to_string())
    }
}
