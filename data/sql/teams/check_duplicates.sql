-- Teams that the file gives twice for a day: the same row twice is kept once, of two none.
insert into trouble
with twice as (
    select
        team_id, as_of, min(row) as first_row, max(row) as last_row,
        count(distinct told) > 1 as differs
    from team_row
    group by team_id, as_of
    having count(*) > 1
)

select
    case when t.differs then 'duplicate_differs' else 'duplicate_same' end,
    r.row,
    f.place,
    coalesce(cast(r.members as varchar), ''),
    cast(case when r.row > t.first_row then t.first_row else t.last_row end % 4194304 as varchar)
from twice as t
inner join team_row as r on r.team_id = t.team_id and r.as_of = t.as_of
inner join field_column as f on f.sheet = r.sheet and f.field = 'members'
where t.differs or r.row > t.first_row
