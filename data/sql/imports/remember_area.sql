-- Keeps which area a name stands for; a later choice for the same name holds.
insert into alias (name, vintage, around, area_id, chosen_by, chosen_at)
values ($name, $vintage, $around, $area, $who, cast($now as timestamp))
