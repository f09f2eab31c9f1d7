INSERT INTO document_finding (document_id, code, severity, message, page, row, header, hint, cell, said)
SELECT id, 'overlapping-text', 'warning', 'text is drawn over other text', 2, 4, '', '', '交流', '' FROM document WHERE kind = 'achievements';
