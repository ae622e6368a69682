-- vi: Cộng các xã của một huyện cũ theo tháng, và nói tổng gồm mấy xã
-- en: Add up the communes of a former district by month, and say of how many
-- Số tính đến nay: cộng các xã trong cùng một tháng, không cộng các tháng.
with expected as (
    select area_id, vintage, count(*) as communes
    from communes
    where area_id = '2024-d173'
    group by all
)
select f.dataset, f.as_of, sum(f.value) as adults_with_vneid,
       count(*) as parts, e.communes as expected
from expected as e
join communes as c on c.area_id = e.area_id and c.vintage = e.vintage
join figures as f on f.area_id = c.commune_id
where f.indicator = 'adults_with_vneid'
group by f.dataset, f.as_of, e.communes
order by f.dataset, f.as_of
