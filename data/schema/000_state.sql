-- What the file knows about itself.

-- One row per schema file applied.
create table migration (
    number integer primary key,
    name varchar not null,
    applied_at timestamp not null
);

-- One row. The version grows with each committed write; every cache key holds it. A new file
-- starts from its time of birth in microseconds, so that a rebuilt file never repeats a version.
create table warehouse_state (
    version bigint not null
);
