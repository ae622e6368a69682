-- What the warehouse is made of: the columns of each table and view. kind: table or view.
-- grain: one row per table and column
-- params: none
-- columns: table_name varchar, kind varchar, column_name varchar, place integer, type varchar,
--   nullable boolean
select
    c.table_name,
    case t.table_type when 'VIEW' then 'view' else 'table' end as kind,
    c.column_name,
    c.ordinal_position as place,
    c.data_type as type,
    c.is_nullable = 'YES' as nullable
from information_schema.columns as c
inner join information_schema.tables as t
    on t.table_catalog = c.table_catalog
    and t.table_schema = c.table_schema
    and t.table_name = c.table_name
where
    t.table_catalog = current_database()
    and t.table_schema = 'main'
    and t.table_type in ('BASE TABLE', 'VIEW')
order by c.table_name, c.ordinal_position
