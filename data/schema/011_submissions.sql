-- Files of reporters that wait for a reviewer, and what became of them. Nothing of them is among the
-- figures, targets, teams or reports before it is approved.

-- One row per file submitted. Counts are those of the day it was submitted. submitted_by, decided_by:
-- hashed, as in the audit. batch_id: of what was stored when it was approved, NULL where nothing was new.
create table submission (
    submission_id varchar primary key,
    kind varchar not null,
    file_name varchar not null,
    sha256 varchar not null,
    office varchar not null,
    source_id varchar not null,
    title varchar not null,
    publisher varchar not null,
    url varchar not null,
    published_on date,
    rows_read bigint not null,
    rows_added bigint not null,
    rows_changed bigint not null,
    rows_same bigint not null,
    rows_left_out bigint not null,
    submitted_at timestamp not null,
    submitted_by varchar not null,
    state varchar not null check (state in ('submitted', 'approved', 'returned', 'withdrawn')),
    decided_at timestamp,
    decided_by varchar,
    remark varchar not null default '',
    batch_id varchar
);

-- One row per submission, area and last day of a period that it tells of.
create table submission_area (
    submission_id varchar not null,
    area_id varchar not null,
    as_of date not null
);

-- What was staged of a submission that waits: its figures as they were understood, in Arrow's stream
-- format, in pieces. Deleted when it is decided.
create table submission_part (
    submission_id varchar not null,
    name varchar not null,
    part integer not null,
    content blob not null
);
