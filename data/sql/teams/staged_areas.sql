-- The communes that the file's teams are of.
select distinct commune_id from team_row
