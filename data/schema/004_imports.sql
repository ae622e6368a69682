-- Files of offices: what they said, how they were read, what was wrong in them.

-- One row per file stored, further said. kind: which of the three kinds of file. rows_added and
-- rows_changed make up rows_stored; rows_same were there already; rows_left_out had errors.
alter table batch add column kind varchar default 'results';
alter table batch add column office varchar default '';
alter table batch add column source_id varchar;
alter table batch add column rows_added bigint default 0;
alter table batch add column rows_changed bigint default 0;
alter table batch add column rows_same bigint default 0;
alter table batch add column rows_left_out bigint default 0;
alter table batch add column undone_at timestamp;
alter table batch add column undone_by varchar;

-- One row per problem of a stored file, warnings and notices as well as what was left out.
create table problem (
    batch_id varchar not null,
    code varchar not null,
    sheet varchar not null,
    line integer not null,
    cell_column varchar not null,
    field varchar not null,
    found varchar not null,
    expected varchar not null
);

-- One row per name that a person once gave an area for. around: where the name was looked for, as JSON.
create table alias (
    name varchar not null,
    vintage varchar not null,
    around varchar not null,
    area_id varchar not null,
    chosen_by varchar not null,
    chosen_at timestamp not null
);

-- One row per layout that was saved under a name; shape is what files of the same make share.
create table saved_layout (
    name varchar primary key,
    shape varchar not null,
    layout varchar not null,
    saved_by varchar not null,
    saved_at timestamp not null
);

-- One row per report that an area owed or sent: form and period, when it was due, when it came.
-- Without it, late and missing cannot be told from zero.
create table report (
    area_id varchar not null,
    form varchar not null,
    period_start date not null,
    as_of date not null,
    due date,
    received_at timestamp,
    state varchar not null check (state in ('received', 'undone')),
    batch_id varchar not null
);

create sequence target_entry;

-- One row per target ever stored; append only. `target` holds the current ones.
create table target_log (
    entry bigint default nextval('target_entry'),
    area_id varchar not null,
    indicator_id varchar not null,
    kind varchar,
    operator varchar,
    value double not null,
    due date,
    precision varchar not null,
    basis varchar not null,
    version integer not null,
    dataset varchar not null,
    source_id varchar not null,
    batch_id varchar not null,
    origin varchar not null,
    recorded_at timestamp not null
);
insert into target_log (
    area_id, indicator_id, kind, operator, value, due, precision, basis, version, dataset,
    source_id, batch_id, origin, recorded_at
)
select
    area_id, indicator_id, kind, operator, value, due, precision, basis, version, dataset,
    source_id, batch_id, origin, cast(current_timestamp as timestamp)
from target;

-- The log again without an index on entry, which would have to lie in memory whole: the sequence
-- numbers the entries, and nothing looks one up.
create table observation_log_unindexed (
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
    dataset varchar not null check (dataset in ('published', 'reported', 'demo')),
    source_id varchar not null,
    batch_id varchar not null,
    origin varchar not null,
    recorded_at timestamp not null
);
insert into observation_log_unindexed select * from observation_log;
drop table observation_log;
alter table observation_log_unindexed rename to observation_log;
