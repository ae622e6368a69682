-- The communes for which storing would write.
select distinct commune_id from compared_teams where status in ('added', 'changed')
