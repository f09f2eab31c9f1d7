-- a page that was recognized well
UPDATE achievement SET ocr = 0.93 WHERE position = 0;
