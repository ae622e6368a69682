-- Sources and how much each gives to a dataset, in pages.
-- grain: one row per source_id and dataset
-- params: $dataset varchar, $after_source_id varchar, $after_dataset varchar, $most integer
-- columns: source_id varchar, dataset varchar, title varchar, publisher varchar, url varchar,
--   published_on date, published_precision varchar, kind varchar, figures bigint,
--   targets bigint, rules bigint
with given as (
    select 'figure' as measure, source_id, dataset from observation
    union all
    select 'target' as measure, source_id, dataset from target
    union all
    select 'rule' as measure, source_id, dataset from rule
),

counted as (
    select
        source_id,
        dataset,
        count(*) filter (where measure = 'figure') as figures,
        count(*) filter (where measure = 'target') as targets,
        count(*) filter (where measure = 'rule') as rules
    from given
    where dataset = $dataset
    group by source_id, dataset
)

select
    s.source_id,
    c.dataset,
    s.title,
    s.publisher,
    s.url,
    s.published_on,
    s.published_precision,
    s.kind,
    c.figures,
    c.targets,
    c.rules
from counted as c
inner join source as s on s.source_id = c.source_id
where cast($after_source_id as varchar) is null
    or s.source_id > $after_source_id
    or s.source_id = $after_source_id and c.dataset > $after_dataset
order by s.source_id, c.dataset
limit $most
