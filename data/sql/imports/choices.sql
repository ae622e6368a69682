-- Every way in which the cells say the kind and the operator of a target.
select distinct 'target_kind' as field, target_kind as text from cells
union
select distinct 'operator', operator from cells
order by field, text
