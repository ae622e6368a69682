-- vi: Các xã của huyện Phú Bình cũ nay thuộc đâu
-- en: Where the communes of the former district of Phú Bình are now
select o.name as before, n.name as now, n.province, l.kind, round(100 * l.share, 1) as share_percent,
       l.basis
from lineage as l
join areas as o on o.area_id = l.old_id
join areas as n on n.area_id = l.new_id
where o.parent_id = '2024-d173'
order by o.name, l.share desc
