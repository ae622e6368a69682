-- Which sources give results of one indicator in one dataset, the one with the newest first.
-- grain: one row per source_id
-- params: $indicator varchar, $dataset varchar
-- columns: source_id varchar, title varchar, url varchar, figures bigint, as_of date
select
    s.source_id,
    s.title,
    s.url,
    count(*) as figures,
    max(o.as_of) as as_of
from observation as o
inner join source as s on s.source_id = o.source_id
where o.indicator_id = $indicator and o.dataset = $dataset
group by s.source_id, s.title, s.url
order by as_of desc nulls last, s.title, s.source_id
