codes! {
    DUPLICATE_NAME = "E0301" Error "duplicate-name" "two things with one name";
    UNKNOWN_RELATION = "E0302" Error "unknown-relation" "a table, topic or transform that does not exist";
    UNKNOWN_COLUMN = "E0303" Error "unknown-column" "a column or field that does not exist";
    UNKNOWN_ITEM = "E0304" Error "unknown-item" "a source, sink, key, service, environment or class that does not exist";
    NO_PIPELINE = "E0305" Error "no-pipeline" "no `pipeline` item in the files";
    TWO_PIPELINES = "E0306" Error "two-pipelines" "more than one `pipeline` item in the files";
    TRANSFORM_CYCLE = "E0307" Error "transform-cycle" "transforms that read each other in a circle";
    PHYSICAL_NAME_CLASH = "E0308" Error "physical-name-clash" "two items with one physical name in one environment";
    BAD_PHYSICAL_NAME = "E0309" Error "bad-physical-name" "a physical name that its system does not take";
    BAD_TEMPLATE = "E0310" Error "bad-naming-template" "a template of `naming` that can't work";
    UNKNOWN_PLACEHOLDER = "E0311" Error "unknown-placeholder" "a placeholder in a string that is no param";
    ENVIRONMENT_CYCLE = "E0312" Error "environment-cycle" "environments that inherit from each other in a circle";
    PRODUCT_NOT_FOUND = "E0314" Error "product-not-found" "`use` of a product that is not at hand";
    WRONG_THING = "E0315" Error "wrong-thing" "a name of something that can't stand there";
    OLD_NAME_EXISTS = "E0316" Error "old-name-exists" "`@was` with a name that is still there";
    REFERENCE_TYPES = "E0317" Error "reference-types" "`@references` between columns of different types";
    RESERVED_NAME = "E0318" Error "reserved-name" "a name that weir, Flink or Debezium keeps for itself";
    PRODUCT_ELSEWHERE = "E0319" Error "product-elsewhere" "a product that an environment can't reach";
    PRODUCT_CYCLE = "E0320" Error "product-cycle" "pipelines that use each other's products in a circle";
    PRODUCT_CHANGED = "E0321" Error "product-changed" "a product that is not the one `weir.lock` pins";
    PRODUCT_BROKEN = "E0322" Error "product-broken" "a change that breaks a product's readers without a new version";
}
