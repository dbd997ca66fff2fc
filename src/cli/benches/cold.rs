//! The whole process: `weir compile` of the retailer into an empty folder, all environments. Two references stand in the
//! same run: starting a process at all, and writing the same files and nothing else, which is what the file system costs.
//! `cargo bench -p weir --bench cold`; TMPDIR chooses the file system.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const RUNS: usize = 40;

fn median(mut run: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS).map(|_| run()).collect();
    times.sort();
    times.get(RUNS / 2).copied().unwrap_or_default()
}

fn weir(folder: &Path, arguments: &[&str]) -> Duration {
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_weir"))
        .arg("-q")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .stdout(std::process::Stdio::null())
        .status();
    let time = start.elapsed();
    if !status.is_ok_and(|status| status.success()) {
        eprintln!("`weir {}` failed", arguments.join(" "));
        std::process::exit(1);
    }
    time
}

type Files = Vec<(std::path::PathBuf, Vec<u8>)>;

fn read_tree(root: &Path, folder: &Path) -> std::io::Result<Files> {
    let mut files = Files::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(read_tree(root, &path)?);
        } else {
            files.push((path.strip_prefix(root).unwrap_or(&path).to_path_buf(), std::fs::read(&path)?));
        }
    }
    Ok(files)
}

fn write_tree(root: &Path, files: &Files) -> std::io::Result<()> {
    for (path, bytes) in files {
        let target = root.join(path);
        target.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        std::fs::write(target, bytes)?;
    }
    Ok(())
}

fn main() -> std::io::Result<()> {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../pipelines/online_retailer.weir"))?;
    let folder = tempfile::tempdir()?;
    std::fs::create_dir(folder.path().join("pipelines"))?;
    let file = folder.path().join("pipelines/online_retailer.weir");
    std::fs::write(&file, &text)?;
    let generated = folder.path().join("generated");

    let start = median(|| weir(folder.path(), &["completions", "bash"]));
    let empty = median(|| {
        let _ = std::fs::remove_dir_all(&generated);
        weir(folder.path(), &["compile"])
    });
    let files = read_tree(&generated, &generated)?;
    let copy = folder.path().join("copy");
    let write = median(|| {
        let _ = std::fs::remove_dir_all(&copy);
        let start = Instant::now();
        let _ = write_tree(&copy, &files);
        start.elapsed()
    });
    let mut n = 0;
    let touched = median(|| {
        n += 1;
        let _ = std::fs::write(&file, text.replace("stock < 50", &format!("stock < {}", 50 + n)));
        weir(folder.path(), &["compile"])
    });
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!("median of {RUNS} cold processes");
    println!("start a process (weir completions)   {:>7.2} ms", ms(start));
    println!("write the same {} files              {:>7.2} ms", files.len(), ms(write));
    println!(
        "compile into an empty folder         {:>7.2} ms  ({:.1} times the writing)",
        ms(empty),
        ms(empty) / ms(write)
    );
    println!("compile after touching one line      {:>7.2} ms  ({:.1} starts)", ms(touched), ms(touched) / ms(start));
    Ok(())
}
