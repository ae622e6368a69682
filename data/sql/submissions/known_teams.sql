-- The teams of rows without an error.
create or replace temp table kept_row as
select r.*
from team_row as r
semi join compared_teams as c on c.row = r.row
