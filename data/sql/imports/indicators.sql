-- Every way in which the cells say their indicator.
select distinct indicator from cells order by indicator
