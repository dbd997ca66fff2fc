select a,b from t where x=1 and y=2
;;
with a as (select x, y from s where x>1), b(c,d) as (
select 1,2 union all select 3,4)
select distinct a.x as `q r`, case when a.x=1 then 'one' when a.x between 2 and 3 and true then 'two' else null end as kind,
  sum(b.c) over (partition by a.x order by a.ts rows between 1 preceding and current row) s, -- the sum
  coalesce(some_long_function_name(argument_number_one, argument_number_two), another_function(argument_three), 'a') -- last
  -- , commented_out
from a left join b on a.x=b.c and a.y = b.d
  cross join unnest(arr) with ordinality as u(e, o)
where a.x in (1,2,3) and (a.y like 'x%' or a.y is not null)
   /* block
      comment */
group by a.x
having count(*)>1
order by 1 desc nulls last, 2
limit 10
;;
SELECT
  a, -- first
  bbbbbbb -- second
  , c -- third
FROM t
;;
SELECT * FROM TABLE(TUMBLE(TABLE completed_orders_with_long_name, DESCRIPTOR(event_time_of_the_thing), INTERVAL '5' SECOND, INTERVAL '1' SECOND))
;;
SELECT T.aid FROM ticker MATCH_RECOGNIZE (PARTITION BY userid ORDER BY proctime MEASURES A.id AS aid, B.id AS bid ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (A B+? C{2,3} (D|E)*) WITHIN INTERVAL '1' HOUR DEFINE A AS name = 'a', B AS name = 'b') AS T
;;
SELECT a FROM t JOIN u ON t.a = u.a
AND t.b = u.b JOIN w
ON w.x = t.x JOIN veryverylongtablename_number_one AS the_long_alias ON the_long_alias.column_number_one = t.column_number_one
;;
SELECT a + b * c || 'very long text number one' || 'very long text number two' || 'very long text number three' AS x, -a, - -b, NOT a, a[1].b, m['k'], ARRAY[1,2], MAP['a',1], CAST(a AS ROW<a INT NOT NULL, b ARRAY<STRING>>), interval '5' second(3), x'4a', date '2020-01-01', floor(ts to day), json_object(key 'a' value b null on null), count(distinct x) filter (where y > 1), f(a => 1, b => default) FROM /*c*/ t /*+ options('a'='b') */ AS x -- end
;;
(SELECT a FROM t) UNION ALL (SELECT b FROM u) ORDER BY a
;;
SELECT a FROM (SELECT b FROM (SELECT c FROM d WHERE x = 1) WHERE y IN (SELECT z FROM w)) AS q
;;
SELECT a
FROM t

-- the filter
WHERE a = 1 AND -- only ones
  b = 2 OR c = 3
  -- trailing thing
;;
SELECT a FROM t WHERE x IN (1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37)
;;
select /*+ state_ttl('o'='1d') */ o.a from o join p for system_time as of o.t as p on o.a=p.a
left join qqqqq for system_time as of o.t as q on q.x=p.x
;;
SELECT ROW_NUMBER() OVER (
PARTITION BY a ORDER BY b DESC) AS n FROM t QUALIFY n=1
;;
SELECT CASE a
  WHEN 1 THEN 'x' -- one
  ELSE 'y' END FROM t
;;
VALUES (1,'a'),(2,'b')
;;
SELECT a, b FROM (VALUES (1,'a'),
(2,'b')) AS t(a, b)
;;
SELECT CAST(ROW(s.street, s.city, s.state, s.postalcode, s.country) AS ROW<street STRING, city STRING, state STRING>) AS a,
CAST(CASE WHEN very_long_name_of_a_column > 10 THEN 'a rather long text' ELSE 'another rather long text' END AS STRING) AS b
FROM t WINDOW w AS (PARTITION BY a
ORDER BY b)
;;
SELECT a, b, SUM(c) AS c FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY a ORDER BY b) AS n FROM t -- newest
) -- one a key
WHERE n = 1 GROUP BY a, b HAVING SUM(c) > 1 -- some
;;
select coalesce(a, -- first
 b /* or */, c) from t where /* always */ true and not (a = 1
 or b = 2) and x in (select y from z where y > 1)
