-- A piece of what was staged.
insert into submission_part (submission_id, name, part, content)
values ($submission, $name, $part, $content)
