INSERT INTO document_finding (document_id, code, severity, message, "where", hint, cell)
SELECT id, 'overlapping-text', 'warning', 'text is drawn over other text', name || ':2:4', '', '交流' FROM document WHERE kind = 'achievements';
