/// The known name that a typing mistake most likely meant, or none when nothing is near. Ties go to the first.
pub fn suggest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let known: Vec<&str> = known.into_iter().collect();
    let lower = wrong.to_lowercase();
    let allowed = (wrong.chars().count() / 3).clamp(1, 3);
    known
        .iter()
        .map(|name| (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), *name))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
        .or_else(|| only_longer(&lower, &known))
}

/// The one name that goes on where the wrong one ends: `confluent_cloud` for `confluent`.
fn only_longer<'a>(wrong: &str, known: &[&'a str]) -> Option<&'a str> {
    let mut longer = known.iter().filter(|name| wrong.len() > 3 && name.to_lowercase().starts_with(wrong));
    let found = longer.next()?;
    longer.next().is_none().then_some(*found)
}

#[cfg(test)]
mod tests {
    use super::suggest;

    #[test]
    fn near_names_are_suggested_and_far_ones_are_not() {
        assert_eq!(suggest("ordesr", ["products", "orders"]), Some("orders"));
        assert_eq!(suggest("Orders", ["orders"]), Some("orders"));
        assert_eq!(suggest("payments", ["orders", "products"]), None);
        assert_eq!(suggest("x", ["ab"]), None);
        assert_eq!(suggest("confluent", ["embedded", "confluent_cloud"]), Some("confluent_cloud"));
        assert_eq!(suggest("customer", ["customer_names", "customer_orders"]), None);
    }
}
