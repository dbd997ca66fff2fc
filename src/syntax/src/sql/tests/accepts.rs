use super::tree;

/// Queries of the showcase, as written there.
fn retailer() -> Vec<String> {
    let file = include_str!("../../../../../pipelines/online_retailer.weir");
    let mut bodies = Vec::new();
    let mut body: Option<String> = None;
    for line in file.lines() {
        match &mut body {
            None if line.starts_with("transform ") => body = Some(String::new()),
            Some(text) if line == "}" => {
                bodies.push(std::mem::take(text));
                body = None;
            }
            Some(text) => {
                text.push_str(line);
                text.push('\n');
            }
            None => {}
        }
    }
    bodies
}

#[test]
fn the_showcase_is_read() {
    let bodies = retailer();
    assert_eq!(bodies.len(), 4);
    for body in bodies {
        tree(&body);
    }
}
