-- vi: Tỷ lệ của các tỉnh tính lại từ tổng tử số và mẫu số, không lấy trung bình
-- en: Ratios of provinces reckoned anew from the sums of both parts, never averaged
with one_each as (
    select dataset, area_id, province, indicator, as_of, value
    from figures
    where indicator in ('adults_with_vneid', 'adults') and level = 'commune'
    qualify row_number() over (
        partition by dataset, area_id, indicator, as_of
        order by qualifier = 'exact' desc, value desc
    ) = 1
)
select above.dataset, above.province, above.as_of,
       100 * sum(above.value) / nullif(sum(below.value), 0) as adults_with_vneid_percent,
       count(*) as communes_with_both
from one_each as above
join one_each as below using (dataset, area_id, as_of)
where above.indicator = 'adults_with_vneid' and below.indicator = 'adults'
group by above.dataset, above.province, above.as_of
order by above.dataset, above.as_of, above.province
