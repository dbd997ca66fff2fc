codes! {
    UNKNOWN_FUNCTION = "E0501" Error "unknown-function" "a function that Flink does not have";
    WRONG_ARGUMENTS = "E0502" Error "wrong-arguments" "arguments that a function does not take";
    OPERAND_TYPES = "E0503" Error "operand-type-mismatch" "a comparison or arithmetic between types that don't fit";
    JOIN_TYPES = "E0504" Error "join-type-mismatch" "a join on columns of different types";
    BRANCH_TYPES = "E0505" Error "branch-type-mismatch" "branches of CASE, COALESCE or a list without a common type";
    IMPOSSIBLE_CAST = "E0506" Error "impossible-cast" "a cast that Flink does not do";
    TIME_SUBTRACTION = "E0507" Error "time-subtraction" "a difference of two moments by `-`, or of two kinds of moments";
    NOT_GROUPED = "E0508" Error "not-grouped" "a column that is neither grouped nor aggregated";
    NOT_A_CONDITION = "E0509" Error "not-a-condition" "something that is not true or false where a condition stands";
    MISPLACED_AGGREGATE = "E0510" Error "misplaced-aggregate" "an aggregate or window function where none may stand";
    SET_SHAPE = "E0511" Error "union-shape" "sides of UNION, INTERSECT or EXCEPT that don't fit";
    AMBIGUOUS_COLUMN = "E0512" Error "ambiguous-column" "a column name that several tables have";
    COLLECTION_SHAPE = "E0513" Error "collection-shape" "a wrong use of an array, map or row";
    BAD_LITERAL = "E0514" Error "bad-literal" "a literal that has no value or no type";
    NOT_SUPPORTED = "E0515" Error "not-supported" "SQL that weir can't analyse yet";
    NOT_FLINK = "E0516" Error "not-flink" "a function of other databases";
    DUPLICATE_ALIAS = "E0517" Error "duplicate-alias" "two tables of one FROM with one name";
    NOT_ON_TARGET = "E0518" Error "not-on-this-target" "SQL that one of the environments can't run";
    COLUMN_COUNT = "E0519" Error "column-count" "a list of columns of the wrong length";
    SINK_SHAPE = "E0520" Error "sink-shape" "a result that does not fit the table it is delivered to";
    NUMBER_TO_MOMENT = "E0521" Error "numeric-to-ltz-cast" "a number cast to a moment";
    LOSSY_ARITHMETIC = "W0530" Warning "lossy-arithmetic" "arithmetic that overflows or rounds in silence";
    LOST_NAMES = "W0531" Warning "lost-names" "a result column or field without a name of its own";
    STAR = "W0532" Warning "star-in-statement" "a star that makes every new source column part of the result";
    LOSSY_CAST = "W0534" Warning "lossy-cast" "a value that does not fit the type it is put into";
    DIVISION_BY_ZERO = "W0533" Warning "constant-division-by-zero" "a division by a literal zero";
}
