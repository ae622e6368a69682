-- How much the warehouse holds.
-- grain: one row
-- params: none
-- columns: observations bigint, targets bigint, rules bigint, unplaced bigint, areas bigint,
--   sources bigint, indicators bigint
select
    (select count(*) from observation) as observations,
    (select count(*) from target) as targets,
    (select count(*) from rule) as rules,
    (select count(*) from unplaced_figure) as unplaced,
    (select count(*) from area) as areas,
    (select count(*) from source) as sources,
    (select count(*) from indicator) as indicators
order by observations
