codes! {
    NAME_NOT_POSSIBLE = "E0901" Error "name-not-possible" "a name that a target cannot hold";
    TYPE_NOT_POSSIBLE = "E0902" Error "type-not-possible" "a type that a target cannot hold";
    UNKNOWN_CONNECTOR_KEY = "E0903" Error "unknown-connector-key" "a key that the connector does not know";
    CONNECTOR_VALUE = "E0904" Error "connector-value" "a value that a connector's key does not take";
    NO_BACKEND = "E0905" Error "no-backend" "something that cannot be deployed to this environment";
    INTERNAL = "E0999" Error "internal" "a defect of weir itself";
}
