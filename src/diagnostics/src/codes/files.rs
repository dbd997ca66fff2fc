codes! {
    NO_SUCH_FILE = "E1001" Error "no-such-file" "a path that names nothing";
    NO_PIPELINES = "E1002" Error "no-pipelines" "a folder without pipelines";
    NOT_UTF8 = "E1003" Error "not-utf-8" "a file that is not UTF-8";
    TOO_LARGE = "E1004" Error "file-too-large" "a file beyond 64 MiB";
    CANNOT_READ = "E1005" Error "cannot-read" "a file that cannot be read";
    CANNOT_WRITE = "E1006" Error "cannot-write" "an output that cannot be written";
    IN_THE_WAY = "E1007" Error "in-the-way" "something stands where output has to go";
    CANNOT_INCLUDE = "E1008" Error "cannot-include" "an include that cannot be read";
    UNKNOWN_ENVIRONMENT_FLAG = "E1009" Error "unknown-environment-flag" "`--env` names no environment";
    UNKNOWN_RELATION_FLAG = "E1010" Error "unknown-relation-flag" "a name on the command line that the pipeline does not declare";
    ALLOW_EXPIRED = "E1011" Error "allow-expired" "a reviewed exception that has run out";
    EXISTS_ALREADY = "E1012" Error "exists-already" "`weir new` finds something there";
    NO_REVISION = "E1013" Error "no-revision" "a git revision that cannot be read";
}
