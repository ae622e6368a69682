-- How many milliseconds a reader's question may take.
set global max_execution_time = 30000
