UPDATE strategy SET first_year = 2018;
