-- Every pseudonym of the person domain, without the PNR behind it.
select person_key
from {{ source('registers', 'person') }}
