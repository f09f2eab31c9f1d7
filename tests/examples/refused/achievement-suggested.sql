UPDATE link SET status = 'suggested';
