-- a page that was recognized
UPDATE achievement SET ocr = 0.93 WHERE position = 0;
