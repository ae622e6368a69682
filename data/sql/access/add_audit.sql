-- Adds a line.
insert into audit (happened_at, subject, way, address, action, about, outcome)
values (:now, :subject, :way, :address, :action, :about, :outcome)
