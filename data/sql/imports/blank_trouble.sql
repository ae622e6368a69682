-- Of texts that nobody understood only where they stood is kept: they may be a person's name.
update trouble
set found = ''
where code in (
    'unknown_area', 'unknown_indicator', 'not_a_number', 'not_a_date', 'not_a_choice',
    'mixed_numbers', 'error_cell', 'range_stored'
)
