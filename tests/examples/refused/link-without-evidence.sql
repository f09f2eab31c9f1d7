UPDATE link SET evidence = '[]' WHERE measure = 18;
