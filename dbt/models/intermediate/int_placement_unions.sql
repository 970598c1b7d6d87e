-- Days placed, each day once per child, acting municipality and group of places (or all of them).
{{ union_of_spells(ref('int_placement_by_group'), ['person_key', 'municipality_code', 'placement_group']) }}
