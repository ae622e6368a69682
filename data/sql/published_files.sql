-- The published files that the warehouse was filled from.
select file_name from batch where dataset = 'published'
