UPDATE link SET status = 'confirmed';
