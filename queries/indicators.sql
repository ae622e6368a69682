-- All that can be measured.
-- grain: one row per indicator
-- params: none
-- columns: indicator_id varchar, name_vi varchar, name_en varchar, unit_vi varchar,
--   unit_en varchar, pillar varchar, kind varchar, timing varchar, polarity varchar,
--   numerator_id varchar, denominator_id varchar, rollup varchar, decimals integer,
--   definition_vi varchar, definition_en varchar
select
    indicator_id,
    name_vi,
    name_en,
    unit_vi,
    unit_en,
    pillar,
    kind,
    timing,
    polarity,
    numerator_id,
    denominator_id,
    rollup,
    decimals,
    definition_vi,
    definition_en
from indicator
order by pillar, indicator_id
