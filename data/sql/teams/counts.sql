-- How many rows there are, and how they stand to what is stored; left out are those with an error.
select
    (select count(*) from team_text) as rows,
    0 as missing,
    count(*) filter (where status = 'added') as added,
    count(*) filter (where status = 'changed') as changed,
    count(*) filter (where status = 'same') as same,
    (
        select count(*)
        from team_text as t
        semi join trouble as w on w.row = t.row
        anti join compared_teams as c on c.row = t.row
    ) as left_out
from compared_teams
