UPDATE link SET measure = 99 WHERE measure = 18 AND status = 'linked';
