-- The source of the file's figures, unless it is known.
insert into source
select $source, $title, $publisher, $url, cast($published_on as date), $published_precision, 'original'
where not exists (select 1 from source where source_id = $source)
