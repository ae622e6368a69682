-- Administrative units of both vintages ('2024' = before 1 July 2025, '2025' = since).

-- One row per area of a vintage. The nation has no vintage; villages are the places named in
-- the published figures, children of their commune. lon, lat: EPSG:4326 degrees.
create table area (
    area_id varchar primary key,
    vintage varchar check (vintage in ('2024', '2025')),
    level varchar not null check (level in ('nation', 'province', 'district', 'commune', 'village')),
    code varchar,
    name varchar not null,
    short_name varchar not null,
    type varchar,
    parent_id varchar,
    province_id varchar,
    valid_from date,
    valid_to date,
    lon double,
    lat double,
    area_km2 double,
    same_as varchar,
    folded varchar not null,
    alphabetical integer
);

-- One row per name an area has or had; valid_from and valid_to are NULL where not known.
create table area_name (
    area_id varchar not null,
    name varchar not null,
    type varchar,
    code varchar,
    valid_from date,
    valid_to date,
    kind varchar not null check (kind in ('official', 'alias')),
    folded varchar not null
);

-- One row per old area and new area that share territory; share is the part of the old one.
create table lineage (
    old_id varchar not null,
    new_id varchar not null,
    kind varchar not null check (kind in ('whole', 'part')),
    share double,
    basis varchar
);
