use weir_diagnostics::FileId;

const RETAILER: &str = include_str!("../../../../pipelines/online_retailer.weir");

#[test]
fn the_retailer_is_read_in_full() {
    let parsed = crate::parse(FileId(0), RETAILER);
    assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
    assert_eq!(parsed.file.items.len(), 23);
    assert!(parsed.file.broken.is_empty());
}
