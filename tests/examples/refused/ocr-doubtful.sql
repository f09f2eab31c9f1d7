-- a page that was recognized badly
UPDATE achievement SET ocr = 0.7 WHERE position = 0;
