use std::io::Write;
#[test]
#[ignore]
fn dump() {
    let path = std::env::var("WEIR_FILE").unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let mut map = weir_diagnostics::SourceMap::default();
    let id = map.add("online_retailer.weir", text.clone());
    let parsed = weir_syntax::parse(id, &text);
    for d in &parsed.diagnostics { println!("{} {}", d.code.id, d.message); }
    let mut analysis = weir_analysis::analyze(&[parsed.file]);
    for d in &analysis.diagnostics { println!("{} {}", d.code.id, d.message); }
    analysis.project.files.insert(id, "online_retailer.weir".into());
    let mut diagnostics = weir_diagnostics::Diagnostics::default();
    let out = weir_backends::emit(&analysis.project, &mut diagnostics);
    for d in &diagnostics { println!("{} {}", d.code.id, d.message); }
    let to = std::env::var("WEIR_OUT").unwrap();
    for (path, file) in out.files() {
        let path = format!("{to}/{path}");
        std::fs::create_dir_all(std::path::Path::new(&path).parent().unwrap()).unwrap();
        std::fs::File::create(&path).unwrap().write_all(file.text.as_bytes()).unwrap();
    }
}
