-- The cells that give no figure, and those whose text needs a word: what they say and what is wrong.
-- $any: whether any text of the file is such that there may be one.
create or replace temp table unread as
select
    row, place, period, indicator, target_kind, operator, text, place_problem, place_found,
    place_expected, period_problem, indicator_problem, problem, is_range, numerator, denominator,
    printed_share, indicator_id,
    area_id is null or as_of is null or indicator_id is null or value is null as lost
from located
where
    cast($any as boolean)
    and (
        area_id is null or as_of is null or indicator_id is null or value is null
        or is_range or denominator is not null
    )
