-- The warehouse's views, each with the statement that makes it.
-- grain: one row per view
-- params: none
-- columns: name varchar, statement varchar
select
    view_name as name,
    sql as statement
from duckdb_views()
where not internal and database_name = current_database()
order by view_name
