-- Areas and dates at which a rule between figures is broken: the sum of $left must be at least
-- $least times and at most $most times the sum of $right (NULL: no such bound). Silent where a
-- figure is missing or not exact.
insert into trouble
with sums as (
    select
        area_id,
        as_of,
        sum(value) filter (where list_contains(cast($left as varchar[]), indicator_id)) as one,
        sum(value) filter (where list_contains(cast($right as varchar[]), indicator_id)) as other,
        count(distinct indicator_id) as known,
        min(row) as row,
        arg_min(place, row) as place
    from ready
    where
        qualifier = 'exact'
        and list_contains(list_concat(cast($left as varchar[]), cast($right as varchar[])), indicator_id)
    group by area_id, as_of
)

select 'rule_broken', row, place, plain(one) || ' : ' || plain(other), $said
from sums
where
    known = $parts
    and (
        one < cast($least as double) * other - 1e-9
        or one > cast($most as double) * other + 1e-9
    )
