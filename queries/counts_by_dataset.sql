-- How much each dataset holds. What could not be placed is of the published files, rules are norms.
-- grain: one row per dataset that holds anything
-- params: none
-- columns: dataset varchar, observations bigint, targets bigint, rules bigint, unplaced bigint,
--   sources bigint
with held as (
    select 'observation' as measure, dataset, source_id from observation
    union all
    select 'target' as measure, dataset, source_id from target
    union all
    select 'rule' as measure, dataset, source_id from rule
    union all
    select 'unplaced' as measure, 'published' as dataset, source_id from unplaced_figure
)

select
    dataset,
    count(*) filter (where measure = 'observation') as observations,
    count(*) filter (where measure = 'target') as targets,
    count(*) filter (where measure = 'rule') as rules,
    count(*) filter (where measure = 'unplaced') as unplaced,
    count(distinct source_id) as sources
from held
group by dataset
order by dataset
