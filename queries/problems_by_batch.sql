-- What was wrong with one stored file.
-- grain: one row per problem
-- params: $batch varchar
-- columns: code varchar, sheet varchar, line integer, cell_column varchar, field varchar,
--   found varchar, expected varchar
select
    code,
    sheet,
    line,
    cell_column,
    field,
    found,
    expected
from problem
where batch_id = $batch
order by sheet, line, cell_column, code
