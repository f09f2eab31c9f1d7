UPDATE document SET rows = rows + 1 WHERE kind = 'achievements';
