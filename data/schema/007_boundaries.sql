-- Boundaries of offices, in the place of the approximate ones that come with the release.

create sequence boundary_entry;

-- One row per boundary file stored. entry: the order in which they were. vintage and level: of the
-- units in the file, of which matched had a shape there. based_on: the layer whose shapes the other
-- units keep, empty where they keep those of the release. lacking: how many units have the shapes of
-- the release after all, Hoàng Sa and Trường Sa apart. dated: the day of the boundaries, where it
-- was said. The layers themselves are files in the folder of the layer_id; undone ones keep theirs.
create table boundary_layer (
    entry bigint default nextval('boundary_entry'),
    layer_id varchar not null,
    vintage varchar not null check (vintage in ('2024', '2025')),
    level varchar not null check (level in ('province', 'district', 'commune')),
    title varchar not null,
    office varchar not null,
    dated date,
    file_name varchar not null,
    sha256 varchar not null,
    features integer not null,
    matched integer not null,
    units integer not null,
    lacking integer not null,
    based_on varchar not null,
    state varchar not null check (state in ('committed', 'undone')),
    created_at timestamp not null,
    undone_at timestamp,
    undone_by varchar
);

-- One row per layer made from a stored file: of its level, and of those above that it was dissolved
-- to. scale: national is simplified for a map of the nation, province for one province at a time.
create table boundary_file (
    layer_id varchar not null,
    level varchar not null check (level in ('province', 'district', 'commune')),
    scale varchar not null check (scale in ('national', 'province')),
    sha256 varchar not null
);

-- One row per layer and unit that has the shape of the release in it.
create table boundary_lacking (
    layer_id varchar not null,
    area_id varchar not null
);
