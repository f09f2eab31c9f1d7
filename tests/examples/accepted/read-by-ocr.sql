-- pages whose characters were read
UPDATE achievement SET ocr = NULL;
