-- What the rows of the file say, one row per row and field other than those that name the commune.
create or replace temp table team_said as
unpivot (select * exclude (code, area, commune, district, province) from team_text)
on columns(* exclude (row, sheet))
into name field value text
