-- What pages read over and over, kept ready: the communes of each area, and what was summed of them.

-- One row per area and commune that counts as its part, of either time; a table since a view over
-- the lineage costs every question that joins it the planning of seven selects. Filled from area
-- and lineage by data/sql/rollup/communes.sql.
drop view commune_of;

create table commune_of (
    area_id varchar not null,
    commune_id varchar not null,
    vintage varchar not null,
    is_whole boolean not null
);

-- One row per area, indicator, dataset, day, timing and period that is summed from communes (carried
-- sum) or reckoned from the sums of both parts of a ratio over the communes that have both (carried
-- ratio; above / below, in the unit's factor, is the value). Kept right by every transaction that
-- writes observations (data/rollups.py). parts: of how many communes it is; expected: how many there
-- are. Where parts are missing a sum is a lower bound (at_least, high is NULL), and a ratio is that
-- of the communes that said both (about). source_ids and sources are set where there are several.
create table rollup (
    area_id varchar not null,
    indicator_id varchar not null,
    dataset varchar not null,
    timing varchar not null,
    period_start date,
    as_of date not null,
    precision varchar not null,
    basis varchar not null,
    value double not null,
    low double,
    high double,
    qualifier varchar not null,
    published_on date,
    source_id varchar not null,
    source_ids varchar,
    sources varchar,
    in_conflict boolean not null,
    carried varchar not null check (carried in ('sum', 'ratio')),
    parts bigint not null,
    expected bigint not null,
    above double,
    below double
);
