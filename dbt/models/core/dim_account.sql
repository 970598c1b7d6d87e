-- Functions of the chart of accounts; a function that postings use and the list does not know is labelled so.
{{ listed_codes('account_function', 'function_code', ref('stg_oekonomi')) }}
