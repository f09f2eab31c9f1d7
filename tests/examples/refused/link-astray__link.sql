UPDATE link SET measure = '2014:99' WHERE measure = '2014:18' AND status = 'linked';
