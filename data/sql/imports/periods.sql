-- Every way in which the cells say their period.
select distinct period from cells order by period
