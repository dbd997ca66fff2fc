use super::Reach;

/// A setting that no artifact shows, and why that is right.
pub(crate) struct Kept {
    pub(crate) place: &'static str,
    pub(crate) setting: &'static str,
    pub(crate) reach: Reach,
    pub(crate) why: &'static str,
}

impl Kept {
    /// `*` is every place.
    pub(crate) fn is(&self, place: &str, setting: &str) -> bool {
        (self.place == "*" || self.place == place) && self.setting == setting
    }
}

const fn nothing(place: &'static str, setting: &'static str, why: &'static str) -> Kept {
    Kept { place, setting, reach: Reach::Nothing, why }
}

const fn manifest(place: &'static str, setting: &'static str, why: &'static str) -> Kept {
    Kept { place, setting, reach: Reach::Manifest, why }
}

pub(crate) static KEPT: &[Kept] = &[
    nothing("*", "silence", "it chooses what is said, not what is made"),
    nothing("pipeline", "governance", "it says where items may stand; a wrong place is E0426"),
    nothing("topic", "format", "there is one word"),
    nothing("confluent_cloud", "cloud", "there is one word"),
    nothing("transform", "late", "there is one word, and it is what Flink does: it says that this is meant"),
    nothing("transform", "changelog", "it is compared with what is inferred; a difference is E0604"),
    nothing("sink postgres", "provision", "there is one word, and it is the default"),
    nothing("sink iceberg", "provision", "there is one word, and it is the default where it may stand"),
    nothing("sink s3", "region", "a bucket of another region than the cluster's is refused by name"),
    nothing("sink snowflake", "connector_version", "version 4 is refused by name until its configuration is known"),
    nothing("sink file", "path", "only the engine writes files; other platforms refuse the kind by name"),
    nothing("sink file", "format", "only the engine writes files; other platforms refuse the kind by name"),
    nothing("sink file", "settings", "only the engine writes files; other platforms refuse the kind by name"),
    nothing("source postgres", "existing", "it says that nothing is made there; `host` is the address"),
    manifest(
        "confluent_cloud",
        "flink_version",
        "Confluent runs its own Flink; the manifest says what was checked against",
    ),
    manifest("confluent_cloud", "pool.provision", "there is one word, and it is the default"),
    manifest("confluent_cloud", "network.provision", "there is one word, and it is the default"),
    manifest("confluent_cloud", "protected", "destroy reads it"),
    manifest("self_managed", "protected", "destroy reads it"),
    manifest("self_managed", "state", "the journal's place; plan and apply read it"),
    manifest("self_managed", "connect_user", "apply signs in to the worker with it"),
    manifest("self_managed", "flink_version", "2.3 prints differently only where a key is lost on the way"),
    manifest("embedded", "memory", "the engine reads it"),
    manifest("embedded", "parallelism", "the engine reads it"),
    manifest("embedded", "partitions", "the engine reads it"),
    manifest("embedded", "retention", "the engine reads it"),
    manifest("embedded", "flink_version", "the engine gives the results of that version"),
    manifest("embedded", "protected", "destroy reads it"),
];
