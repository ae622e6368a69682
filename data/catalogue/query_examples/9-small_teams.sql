-- vi: Tổ của thôn có ít hơn 4 thành viên, theo tỉnh
-- en: Village teams with fewer than 4 members, by province
select dataset, province, count(*) filter (where members < 4) as small,
       count(members) as with_members_said, count(*) as teams
from teams
where level = 'village'
group by dataset, province
order by dataset, province
