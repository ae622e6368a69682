-- The indicators as their file in the catalogue has them: text, '' for what is missing.
select
    indicator_id, name_vi, name_en, unit_vi, unit_en, pillar, kind, timing, polarity,
    coalesce(numerator_id, ''), coalesce(denominator_id, ''), coalesce(rollup, ''),
    cast(decimals as varchar), coalesce(definition_vi, ''), coalesce(definition_en, '')
from indicator
