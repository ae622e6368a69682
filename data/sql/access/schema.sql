-- What guards access, in SQLite: a file beside the warehouse. Nothing in it is ever changed or taken out.
pragma journal_mode = wal;

-- One row per thing done: when (UTC), who (hashed), through what, from where, what, of what, and how
-- it ended: done or refused.
create table if not exists audit (
    entry integer primary key,
    happened_at text not null,
    subject text not null,
    way text not null,
    address text not null,
    action text not null,
    about text not null,
    outcome text not null check (outcome in ('done', 'refused'))
);

-- One row per API token. grants: JSON. Of the token itself only its hash and its last four letters.
create table if not exists token (
    token_id text primary key,
    hash text not null unique,
    last_four text not null,
    grants text not null,
    made_at text not null,
    ends_at text not null,
    made_by text not null
);

-- One row per login or token that was ended, or per subject all of whose logins begun until then were.
create table if not exists ended (
    entry integer primary key,
    kind text not null check (kind in ('login', 'subject', 'token')),
    id text not null,
    since text not null
);
create index if not exists ended_by_id on ended (kind, id);

create trigger if not exists audit_stays before update on audit
begin
    select raise(abort, 'the audit is never changed');
end;
create trigger if not exists audit_is_kept before delete on audit
begin
    select raise(abort, 'the audit is never changed');
end;
create trigger if not exists token_stays before update on token
begin
    select raise(abort, 'tokens are ended, not changed');
end;
create trigger if not exists token_is_kept before delete on token
begin
    select raise(abort, 'tokens are ended, not changed');
end;
create trigger if not exists ended_stays before update on ended
begin
    select raise(abort, 'what was ended stays ended');
end;
create trigger if not exists ended_is_kept before delete on ended
begin
    select raise(abort, 'what was ended stays ended');
end;
