-- The communes that ended on 1 July 2025, by the areas they lie in since then.

-- One row per area and ended commune with land in it, or that was its own. home_id: the one commune
-- of today that all of it went to, NULL where there are several. part_id: the part of the area that
-- all of it lies in: a province of the nation, else a commune; NULL where not certain. is_whole: all
-- of it lies in the area, or it was the area's own. A table since finding it costs every question on
-- teams the planning of five selects. Filled from area, lineage and commune_of by
-- data/sql/rollup/ended_communes.sql.
create table ended_commune_of (
    area_id varchar not null,
    commune_id varchar not null,
    home_id varchar,
    part_id varchar,
    is_whole boolean not null
);
