-- Keeps a layout under a name, in place of one of that name.
insert into saved_layout
values ($name, $shape, $layout, $who, cast($now as timestamp))
on conflict (name) do update set
    shape = excluded.shape,
    layout = excluded.layout,
    saved_by = excluded.saved_by,
    saved_at = excluded.saved_at
