use super::format;

const RETAILER: &str = include_str!("../../../../pipelines/online_retailer.weir");

#[test]
fn the_retailer_is_in_canonical_form() {
    assert_eq!(format(RETAILER).unwrap(), RETAILER);
}
