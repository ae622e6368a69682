-- The names of the warehouse's tables.
select table_name
from duckdb_tables()
where database_name = current_database() and not temporary and not internal
order by table_name
