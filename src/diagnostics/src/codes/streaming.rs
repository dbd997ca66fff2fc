codes! {
    WINDOW_TIME = "E0601" Error "window-needs-time-attribute" "a window over a column that is not a time attribute";
    WINDOW_SIZE = "E0602" Error "window-size" "a window length that Flink can't cut";
    UPDATES_INTO_APPEND = "E0604" Error "updates-into-append" "an updating result that is declared append";
    MISSING_KEY = "E0605" Error "missing-key" "an updating result without a key";
    UNBOUNDED_SORT = "E0607" Error "unbounded-sort" "ORDER BY over a stream that never ends";
    OVER_MISUSE = "E0608" Error "over-misuse" "an OVER window that Flink can't run on a stream";
    RANK_IN_STREAM = "E0609" Error "rank-in-stream" "RANK or DENSE_RANK for the first rows of a group";
    TIME_OPERATOR_ON_UPDATES = "E0611" Error "time-operator-on-updates" "an operator on time over rows that change";
    TEMPORAL_JOIN = "E0613" Error "temporal-join-shape" "a temporal join that Flink can't run";
    TWO_TIMES = "E0618" Error "two-time-attributes" "two time attributes in one result";
    BAD_KEY_SETTING = "E0619" Error "bad-upsert-key" "`upsert_key` with columns that the result does not have";
    BAD_EVENT_TIME = "E0623" Error "bad-event-time" "`event_time` with a column that can't be one";
    WINDOW_KEY_MISSING = "W0603" Warning "window-key-missing" "a group that holds only a part of the window";
    KEY_MISMATCH = "W0606" Warning "key-mismatch" "a key that Flink loses on the way";
    INTERVAL_DEGRADED = "W0610" Warning "interval-join-degraded" "a join by time that is no interval join";
    WINDOW_OVER_UPDATES = "W0612" Warning "window-over-updates" "a window aggregate over rows that change";
    UNBOUNDED_STATE = "W0614" Warning "unbounded-state" "state that grows for ever";
    CROSS_JOIN = "W0615" Warning "cross-join" "a join without an equality";
    NONDETERMINISTIC_UPDATE = "W0616" Warning "nondeterministic-update" "a clock or random value in a result that updates";
    NOW_IN_FILTER = "W0617" Warning "now-in-filter" "a filter by the clock that is never evaluated again";
    TTL_TOO_SHORT = "W0620" Warning "ttl-too-short" "rows that expire although nothing replaced them";
    HISTORY_RESTATED = "W0621" Warning "history-restated" "a fact joined to what a row says today";
    TIME_THROUGH_JOIN = "W0622" Warning "time-through-join" "the time of a temporal join that passed another join";
    NULLABLE_KEY = "W0624" Warning "key-may-be-null" "a key that may be null";
    KEY_FROM_COALESCE = "W0625" Warning "key-from-coalesce" "a key that makes different rows one";
}
