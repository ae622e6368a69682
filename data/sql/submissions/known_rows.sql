-- Of the rows of teams only those without an error, and of what the file wrote only the villages.
create or replace temp table kept_text as
select t.row, case when c.row is null then '' else t.village end as village
from team_text as t
left join compared_teams as c on c.row = t.row
