UPDATE document SET title = '' WHERE name = 'strategy-2014.tsv'; -- its facts have a title
