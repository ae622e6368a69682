-- What is measured.
-- grain: one row per indicator
-- params: none
-- columns: indicator varchar, name_vi varchar, name_en varchar, unit_vi varchar, unit_en varchar,
--   pillar varchar, kind varchar, timing varchar, polarity varchar, numerator varchar,
--   denominator varchar, rollup varchar, definition_vi varchar, definition_en varchar
select
    indicator_id as indicator,
    name_vi,
    name_en,
    unit_vi,
    unit_en,
    pillar,
    kind,
    timing,
    polarity,
    numerator_id as numerator,
    denominator_id as denominator,
    rollup,
    definition_vi,
    definition_en
from indicator
order by indicator_id
