-- All sources and how much each gave.
-- grain: one row per source_id
-- params: none
-- columns: source_id varchar, title varchar, publisher varchar, url varchar, published_on date,
--   published_precision varchar, kind varchar, figures bigint, targets bigint, rules bigint,
--   unplaced bigint
with figure_counts as (
    select
        source_id,
        count(*) as figures
    from observation
    group by source_id
),

target_counts as (
    select
        source_id,
        count(*) as targets
    from target
    group by source_id
),

rule_counts as (
    select
        source_id,
        count(*) as rules
    from rule
    group by source_id
),

unplaced_counts as (
    select
        source_id,
        count(*) as unplaced
    from unplaced_figure
    group by source_id
)

select
    s.source_id,
    s.title,
    s.publisher,
    s.url,
    s.published_on,
    s.published_precision,
    s.kind,
    coalesce(f.figures, 0) as figures,
    coalesce(t.targets, 0) as targets,
    coalesce(r.rules, 0) as rules,
    coalesce(u.unplaced, 0) as unplaced
from source as s
left join figure_counts as f on f.source_id = s.source_id
left join target_counts as t on t.source_id = s.source_id
left join rule_counts as r on r.source_id = s.source_id
left join unplaced_counts as u on u.source_id = s.source_id
order by s.title, s.source_id
