-- The columns of the fields, as what is wrong in them is told.
create or replace temp table column_of as
select distinct place, sheet_name as sheet, letters, header as field
from field_column
