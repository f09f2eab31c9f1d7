"""The numbers of a row: indicators with targets and actual values, grades, amounts."""
