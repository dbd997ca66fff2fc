use std::io::Read;
fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    for snippet in text.split("\n=====\n") {
        let mut map = weir_diagnostics::SourceMap::default();
        let id = map.add("x.weir", snippet);
        let parsed = weir_syntax::parse(id, snippet);
        println!("---------- {} items, broken {:?}", parsed.file.items.len(), parsed.file.broken.iter().map(|n| n.value.clone()).collect::<Vec<_>>());
        if parsed.diagnostics.is_empty() { println!("NO DIAGNOSTICS for\n{snippet}"); }
        for d in &parsed.diagnostics {
            let at = d.primary().unwrap();
            let p = map.position(id, at.start);
            let line = map.get(id).unwrap().line(p.line).map(|l| l.0.to_string()).unwrap_or_default();
            println!("{}: {}\n  {:>2}| {}\n    {}{} {}", d.code.id, d.message, p.line, line, " ".repeat(p.column as usize), "^".repeat(((at.end-at.start) as usize).clamp(1,60)), d.labels[0].text);
            for l in d.labels.iter().skip(1) { let p = map.position(id, l.span.start); println!("    also {}:{} {}", p.line, p.column, l.text); }
            if let Some(h) = &d.help { println!("    help: {h}"); }
        }
    }
}
