UPDATE link SET evidence = '[]' WHERE measure = '2014:18';
