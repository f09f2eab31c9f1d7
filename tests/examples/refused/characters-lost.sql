UPDATE document SET dropped = 3 WHERE kind = 'achievements';
