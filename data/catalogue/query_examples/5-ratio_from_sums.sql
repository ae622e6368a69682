-- vi: Tỷ lệ của các tỉnh tính lại từ tổng tử số và mẫu số, không lấy trung bình
-- en: Ratios of provinces reckoned anew from the sums of both parts, never averaged
select above.dataset, above.province, above.as_of,
       100 * sum(above.value) / nullif(sum(below.value), 0) as adults_with_vneid_percent,
       count(*) as communes_with_both
from figures as above
join figures as below
  on below.area_id = above.area_id
 and below.as_of = above.as_of
 and below.dataset = above.dataset
 and below.indicator = 'adults'
where above.indicator = 'adults_with_vneid'
  and above.level = 'commune'
group by above.dataset, above.province, above.as_of
order by above.dataset, above.as_of, above.province
