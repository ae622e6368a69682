-- How long a statement of this cursor may take.
-- params: $ms integer
set max_execution_time = $ms
