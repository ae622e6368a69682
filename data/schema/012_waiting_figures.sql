-- Figures that wait for approval, where an office shows them, are a dataset of their own: `submitted`.
-- A check cannot be changed, so both tables that have one of the dataset are made again.

create table batch_of_four (
    batch_id varchar primary key,
    dataset varchar not null check (dataset in ('published', 'reported', 'submitted', 'demo')),
    file_name varchar not null,
    sha256 varchar not null,
    created_at timestamp not null,
    created_by varchar not null,
    rows_read bigint not null,
    rows_stored bigint not null,
    state varchar not null check (state in ('committed', 'undone')),
    kind varchar default 'results',
    office varchar default '',
    source_id varchar,
    rows_added bigint default 0,
    rows_changed bigint default 0,
    rows_same bigint default 0,
    rows_left_out bigint default 0,
    undone_at timestamp,
    undone_by varchar
);
insert into batch_of_four select * from batch;
drop table batch;
alter table batch_of_four rename to batch;

create table observation_log_of_four (
    entry bigint default nextval('observation_entry'),
    area_id varchar not null,
    indicator_id varchar not null,
    timing varchar not null check (timing in ('cumulative', 'in_period')),
    period_start date,
    as_of date,
    precision varchar not null check (precision in ('day', 'month', 'year', 'none')),
    basis varchar not null check (basis in ('printed', 'inferred', 'plan', 'none')),
    value double not null,
    low double,
    high double,
    qualifier varchar not null
    check (qualifier in ('exact', 'about', 'nearly', 'more_than', 'at_least', 'at_most')),
    published_on date,
    dataset varchar not null check (dataset in ('published', 'reported', 'submitted', 'demo')),
    source_id varchar not null,
    batch_id varchar not null,
    origin varchar not null,
    recorded_at timestamp not null
);
insert into observation_log_of_four select * from observation_log;
drop table observation_log;
alter table observation_log_of_four rename to observation_log;
