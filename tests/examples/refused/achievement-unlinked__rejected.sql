UPDATE link SET status = 'rejected';
