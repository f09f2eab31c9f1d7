UPDATE meta SET value = '{"fingerprint": "", "entries": []}' WHERE key = 'packaged_documents';
