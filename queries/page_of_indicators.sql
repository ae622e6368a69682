-- What can be measured, in pages.
-- grain: one row per indicator
-- params: $indicators varchar[], $pillar varchar, $after_indicator varchar, $most integer
-- columns: indicator varchar, name_vi varchar, name_en varchar, unit_vi varchar, unit_en varchar,
--   pillar varchar, kind varchar, timing varchar, polarity varchar, numerator varchar,
--   denominator varchar, rollup varchar, decimals integer, definition_vi varchar,
--   definition_en varchar
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
    decimals,
    definition_vi,
    definition_en
from indicator
where (
    array_length(cast($indicators as varchar[])) = 0
    or list_contains(cast($indicators as varchar[]), indicator_id)
)
and ($pillar = '' or pillar = $pillar)
and (cast($after_indicator as varchar) is null or indicator_id > $after_indicator)
order by indicator_id
limit $most
