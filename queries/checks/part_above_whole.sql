-- Parts that exceed their whole (the numerator and denominator of a ratio) in one area on one day.
-- grain: one row per offending pair of observations
-- params: none
-- columns: area_id varchar, area varchar, as_of date, indicator varchar, part varchar,
--   whole varchar, part_low double, whole_high double, origin varchar
select
    n.area_id,
    n.area,
    n.as_of,
    i.indicator_id as indicator,
    n.indicator as part,
    d.indicator as whole,
    n.low as part_low,
    d.high as whole_high,
    n.origin
from indicator as i
inner join figure as n on n.indicator = i.numerator_id
inner join figure as d
    on d.indicator = i.denominator_id
    and d.area_id = n.area_id
    and d.dataset = n.dataset
    and d.as_of = n.as_of
where n.low > d.high
order by n.area_id, i.indicator_id, n.as_of, n.origin
