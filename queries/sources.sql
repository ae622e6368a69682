-- All sources and how much each gave to a dataset; of imported files also those whose figures were
-- taken back or replaced, which give nothing.
-- grain: one row per source_id and dataset
-- params: none
-- columns: source_id varchar, title varchar, publisher varchar, url varchar, published_on date,
--   published_precision varchar, kind varchar, dataset varchar, figures bigint, targets bigint,
--   rules bigint, unplaced bigint
with given as (
    select 'figure' as measure, source_id, dataset from observation
    union all
    select 'target' as measure, source_id, dataset from target
    union all
    select 'rule' as measure, source_id, dataset from rule
    union all
    select 'unplaced' as measure, source_id, 'published' as dataset from unplaced_figure
    union all
    select 'batch' as measure, source_id, dataset from batch where source_id is not null
)

select
    s.source_id,
    s.title,
    s.publisher,
    s.url,
    s.published_on,
    s.published_precision,
    s.kind,
    g.dataset,
    count(*) filter (where g.measure = 'figure') as figures,
    count(*) filter (where g.measure = 'target') as targets,
    count(*) filter (where g.measure = 'rule') as rules,
    count(*) filter (where g.measure = 'unplaced') as unplaced
from source as s
inner join given as g on g.source_id = s.source_id
group by
    s.source_id, s.title, s.publisher, s.url, s.published_on, s.published_precision, s.kind, g.dataset
order by s.title, s.source_id, g.dataset
