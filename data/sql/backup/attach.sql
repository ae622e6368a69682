-- An empty file beside the warehouse, as the database `kept`.
-- params: $file varchar
attach $file as kept (storage_version 'v1.5.0')
