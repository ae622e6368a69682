-- How many cells there are, how many say nothing, how the figures stand to those stored, and how many
-- cells with something in them give no figure or have an error.
with given as (
    select row, place from ready
    union
    select row, place from unread
)

select
    (select count(*) from cells) as cells,
    (select count(*) from cells) - (select count(*) from given) as missing,
    count(*) filter (where status = 'added') as added,
    count(*) filter (where status = 'changed') as changed,
    count(*) filter (where status = 'same') as same,
    (
        select count(*)
        from given as g
        anti join compared as c on c.row = g.row and c.place = g.place
    ) as left_out
from compared
