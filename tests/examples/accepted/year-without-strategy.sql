UPDATE strategy SET first_year = 2017;
