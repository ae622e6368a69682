-- vi: Cộng các xã của một huyện cũ theo tháng, và nói tổng gồm mấy xã
-- en: Add up the communes of a former district by month, and say of how many
-- Tính đến nay: cộng các xã trong cùng một tháng, không cộng các tháng.
-- Cumulative: add communes within a month, never months.
with expected as (
    select area_id, vintage, count(*) as communes
    from communes
    where area_id = '2024-d173'
    group by all
),
one_each as (  -- nguồn này hoặc nguồn kia, không cả hai / one source or the other, not both
    select dataset, area_id, as_of, value, qualifier
    from figures
    where indicator = 'adults_with_vneid'
    qualify row_number() over (
        partition by dataset, area_id, as_of order by qualifier = 'exact' desc, value desc
    ) = 1
)
select f.dataset, f.as_of, sum(f.value) as adults_with_vneid,
       bool_and(f.qualifier = 'exact') as all_exact, count(*) as parts, e.communes as expected
from expected as e
join communes as c on c.area_id = e.area_id and c.vintage = e.vintage
join one_each as f on f.area_id = c.commune_id
group by f.dataset, f.as_of, e.communes
order by f.dataset, f.as_of
