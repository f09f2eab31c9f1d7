-- Made of models.py by `make schema`: change it there.

CREATE TABLE bureau (
  id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  name_en VARCHAR,
  valid_from VARCHAR,
  valid_to VARCHAR,
  position INTEGER NOT NULL,
  note VARCHAR NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX ix_bureau_name ON bureau (name);
CREATE TABLE city (
  name VARCHAR NOT NULL,
  name_en VARCHAR NOT NULL,
  country VARCHAR NOT NULL,
  country_name VARCHAR NOT NULL,
  lat FLOAT,
  lon FLOAT,
  is_self BOOLEAN NOT NULL,
  position INTEGER NOT NULL,
  note VARCHAR NOT NULL,
  PRIMARY KEY (name)
);
CREATE TABLE document (
  id INTEGER NOT NULL,
  sha256 VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  format VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  size INTEGER NOT NULL,
  imported_at VARCHAR NOT NULL,
  options VARCHAR NOT NULL,
  published VARCHAR,
  pages INTEGER,
  tables INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  records INTEGER NOT NULL,
  headers INTEGER NOT NULL,
  continued INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  other INTEGER NOT NULL,
  filled INTEGER NOT NULL,
  characters INTEGER NOT NULL,
  dropped INTEGER NOT NULL,
  undecoded INTEGER NOT NULL,
  hidden INTEGER NOT NULL,
  ruby INTEGER NOT NULL,
  struck_rows INTEGER NOT NULL,
  skipped VARCHAR NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (sha256)
);
CREATE TABLE edition (
  id INTEGER NOT NULL,
  replaced_by INTEGER NOT NULL,
  sha256 VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  size INTEGER NOT NULL,
  records INTEGER NOT NULL,
  imported_at VARCHAR NOT NULL,
  options VARCHAR NOT NULL,
  fiscal_years VARCHAR NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE judgement (
  id INTEGER NOT NULL,
  achievement_id VARCHAR NOT NULL,
  measure VARCHAR,
  measure_id VARCHAR,
  verdict VARCHAR NOT NULL,
  "by" VARCHAR NOT NULL,
  date VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  digest VARCHAR NOT NULL,
  begins VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  replaced VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX ix_judgement_achievement_id ON judgement (achievement_id);
CREATE TABLE mend (
  id INTEGER NOT NULL,
  achievement_id VARCHAR NOT NULL,
  activity INTEGER,
  sets VARCHAR NOT NULL,
  vals VARCHAR NOT NULL,
  "by" VARCHAR NOT NULL,
  date VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  digest VARCHAR NOT NULL,
  begins VARCHAR NOT NULL,
  replaced VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  holds_for INTEGER,
  PRIMARY KEY (id)
);
CREATE INDEX ix_mend_achievement_id ON mend (achievement_id);
CREATE TABLE meta (
  "key" VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY ("key")
);
CREATE TABLE achievement (
  page INTEGER,
  sheet VARCHAR,
  line INTEGER,
  table_number INTEGER,
  "row" INTEGER,
  bbox VARCHAR,
  ocr FLOAT,
  document_id INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  fiscal_year INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  section VARCHAR NOT NULL,
  field VARCHAR NOT NULL,
  bureau_text VARCHAR NOT NULL,
  bureau_id VARCHAR,
  department VARCHAR,
  open_ended BOOLEAN NOT NULL,
  item VARCHAR NOT NULL,
  result VARCHAR NOT NULL,
  cells VARCHAR NOT NULL,
  search VARCHAR NOT NULL,
  digest VARCHAR NOT NULL,
  outcome VARCHAR NOT NULL,
  outside VARCHAR NOT NULL,
  ruled_outside VARCHAR,
  rating VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
);
CREATE INDEX achievement_bureau_year ON achievement (bureau_id, fiscal_year);
CREATE INDEX achievement_order ON achievement (fiscal_year, document_id, position, id, kind, outcome, outside);
CREATE INDEX ix_achievement_document_id ON achievement (document_id);
CREATE TABLE bureau_line (
  bureau_id VARCHAR NOT NULL,
  related_id VARCHAR NOT NULL,
  relation VARCHAR NOT NULL,
  PRIMARY KEY (bureau_id, related_id, relation),
  FOREIGN KEY(bureau_id) REFERENCES bureau (id),
  FOREIGN KEY(related_id) REFERENCES bureau (id)
);
CREATE TABLE bureau_name (
  bureau_id VARCHAR NOT NULL,
  "key" VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  PRIMARY KEY (bureau_id, "key"),
  FOREIGN KEY(bureau_id) REFERENCES bureau (id)
);
CREATE TABLE city_name (
  city VARCHAR NOT NULL,
  "key" VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  PRIMARY KEY (city, "key"),
  FOREIGN KEY(city) REFERENCES city (name)
);
CREATE TABLE city_relation (
  id INTEGER NOT NULL,
  city VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  since VARCHAR,
  title VARCHAR NOT NULL,
  document_id INTEGER,
  PRIMARY KEY (id),
  FOREIGN KEY(city) REFERENCES city (name),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
);
CREATE INDEX ix_city_relation_city ON city_relation (city);
CREATE TABLE document_finding (
  page INTEGER,
  sheet VARCHAR,
  line INTEGER,
  table_number INTEGER,
  "row" INTEGER,
  bbox VARCHAR,
  ocr FLOAT,
  document_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  code VARCHAR NOT NULL,
  severity VARCHAR NOT NULL,
  message VARCHAR NOT NULL,
  header VARCHAR NOT NULL,
  cell VARCHAR NOT NULL,
  hint VARCHAR NOT NULL,
  said VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
);
CREATE INDEX ix_document_finding_document_id ON document_finding (document_id);
CREATE TABLE rejected_row (
  page INTEGER,
  sheet VARCHAR,
  line INTEGER,
  table_number INTEGER,
  "row" INTEGER,
  bbox VARCHAR,
  ocr FLOAT,
  document_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  reason VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  said VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
);
CREATE INDEX ix_rejected_row_document_id ON rejected_row (document_id);
CREATE TABLE strategy (
  id VARCHAR NOT NULL,
  document_id INTEGER NOT NULL,
  title VARCHAR NOT NULL,
  published VARCHAR,
  first_year INTEGER NOT NULL,
  last_year INTEGER,
  layout VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
);
CREATE INDEX ix_strategy_document_id ON strategy (document_id);
CREATE TABLE strategy_city (
  page INTEGER,
  sheet VARCHAR,
  line INTEGER,
  table_number INTEGER,
  "row" INTEGER,
  bbox VARCHAR,
  ocr FLOAT,
  document_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  relation VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  city VARCHAR,
  country VARCHAR NOT NULL,
  since VARCHAR,
  since_text VARCHAR NOT NULL,
  proposer BOOLEAN NOT NULL,
  cells VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
);
CREATE INDEX ix_strategy_city_city ON strategy_city (city);
CREATE INDEX ix_strategy_city_document_id ON strategy_city (document_id);
CREATE TABLE achievement_bureau (
  achievement_id VARCHAR NOT NULL,
  bureau_id VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (achievement_id, bureau_id),
  FOREIGN KEY(achievement_id) REFERENCES achievement (id) ON DELETE CASCADE
);
CREATE INDEX ix_achievement_bureau_bureau_id ON achievement_bureau (bureau_id);
CREATE TABLE achievement_city (
  achievement_id VARCHAR NOT NULL,
  city VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (achievement_id, city),
  FOREIGN KEY(achievement_id) REFERENCES achievement (id) ON DELETE CASCADE
);
CREATE INDEX ix_achievement_city_city ON achievement_city (city);
CREATE TABLE activity (
  id INTEGER NOT NULL,
  achievement_id VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  label VARCHAR,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  outcome VARCHAR NOT NULL,
  outcome_words VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(achievement_id) REFERENCES achievement (id) ON DELETE CASCADE
);
CREATE INDEX ix_activity_achievement_id ON activity (achievement_id);
CREATE TABLE doubt (
  page INTEGER,
  sheet VARCHAR,
  line INTEGER,
  table_number INTEGER,
  "row" INTEGER,
  bbox VARCHAR,
  ocr FLOAT,
  id INTEGER NOT NULL,
  code VARCHAR NOT NULL,
  thing VARCHAR NOT NULL,
  "key" VARCHAR NOT NULL,
  document_id INTEGER,
  achievement_id VARCHAR,
  header VARCHAR NOT NULL,
  cell VARCHAR NOT NULL,
  message VARCHAR NOT NULL,
  hint VARCHAR NOT NULL,
  accept VARCHAR NOT NULL,
  said VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE,
  FOREIGN KEY(achievement_id) REFERENCES achievement (id) ON DELETE CASCADE
);
CREATE INDEX ix_doubt_achievement_id ON doubt (achievement_id);
CREATE INDEX ix_doubt_code ON doubt (code);
CREATE INDEX ix_doubt_document_id ON doubt (document_id);
CREATE TABLE goal (
  page INTEGER,
  sheet VARCHAR,
  line INTEGER,
  table_number INTEGER,
  "row" INTEGER,
  bbox VARCHAR,
  ocr FLOAT,
  document_id INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  strategy VARCHAR NOT NULL,
  code VARCHAR NOT NULL,
  code_key VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  title VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE,
  FOREIGN KEY(strategy) REFERENCES strategy (id) ON DELETE CASCADE
);
CREATE INDEX ix_goal_code_key ON goal (code_key);
CREATE INDEX ix_goal_document_id ON goal (document_id);
CREATE INDEX ix_goal_strategy ON goal (strategy);
CREATE TABLE indicator (
  page INTEGER,
  sheet VARCHAR,
  line INTEGER,
  table_number INTEGER,
  "row" INTEGER,
  bbox VARCHAR,
  ocr FLOAT,
  document_id INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  achievement_id VARCHAR,
  name VARCHAR NOT NULL,
  search VARCHAR NOT NULL,
  row_name VARCHAR,
  unit VARCHAR NOT NULL,
  about VARCHAR NOT NULL,
  stated VARCHAR NOT NULL,
  bureau_text VARCHAR NOT NULL,
  bureau_id VARCHAR,
  direction VARCHAR NOT NULL,
  rate VARCHAR NOT NULL,
  rating VARCHAR NOT NULL,
  prose BOOLEAN NOT NULL,
  cells VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE,
  FOREIGN KEY(achievement_id) REFERENCES achievement (id) ON DELETE CASCADE
);
CREATE INDEX ix_indicator_achievement_id ON indicator (achievement_id);
CREATE INDEX ix_indicator_bureau_id ON indicator (bureau_id);
CREATE INDEX ix_indicator_document_id ON indicator (document_id);
CREATE INDEX ix_indicator_search ON indicator (search);
CREATE TABLE inferred (
  achievement_id VARCHAR NOT NULL,
  facts VARCHAR NOT NULL,
  PRIMARY KEY (achievement_id),
  FOREIGN KEY(achievement_id) REFERENCES achievement (id) ON DELETE CASCADE
);
CREATE TABLE activity_city (
  id INTEGER NOT NULL,
  activity_id INTEGER NOT NULL,
  city VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(activity_id) REFERENCES activity (id) ON DELETE CASCADE
);
CREATE INDEX ix_activity_city_activity_id ON activity_city (activity_id);
CREATE INDEX ix_activity_city_city ON activity_city (city);
CREATE TABLE activity_date (
  id INTEGER NOT NULL,
  activity_id INTEGER NOT NULL,
  start VARCHAR NOT NULL,
  "end" VARCHAR NOT NULL,
  precision VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(activity_id) REFERENCES activity (id) ON DELETE CASCADE
);
CREATE INDEX ix_activity_date_activity_id ON activity_date (activity_id);
CREATE INDEX ix_activity_date_start ON activity_date (start);
CREATE TABLE activity_quantity (
  id INTEGER NOT NULL,
  activity_id INTEGER NOT NULL,
  value FLOAT NOT NULL,
  unit VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(activity_id) REFERENCES activity (id) ON DELETE CASCADE
);
CREATE INDEX ix_activity_quantity_activity_id ON activity_quantity (activity_id);
CREATE TABLE area (
  page INTEGER,
  sheet VARCHAR,
  line INTEGER,
  table_number INTEGER,
  "row" INTEGER,
  bbox VARCHAR,
  ocr FLOAT,
  document_id INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  strategy VARCHAR NOT NULL,
  code VARCHAR NOT NULL,
  code_key VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  title VARCHAR NOT NULL,
  goal VARCHAR,
  symbol VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE,
  FOREIGN KEY(strategy) REFERENCES strategy (id) ON DELETE CASCADE,
  FOREIGN KEY(goal) REFERENCES goal (id) ON DELETE CASCADE
);
CREATE INDEX ix_area_code_key ON area (code_key);
CREATE INDEX ix_area_document_id ON area (document_id);
CREATE INDEX ix_area_strategy ON area (strategy);
CREATE TABLE indicator_value (
  id INTEGER NOT NULL,
  indicator_id VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  fiscal_year INTEGER,
  value VARCHAR,
  unit VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  header VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(indicator_id) REFERENCES indicator (id) ON DELETE CASCADE
);
CREATE INDEX ix_indicator_value_indicator_id ON indicator_value (indicator_id);
CREATE TABLE measure (
  page INTEGER,
  sheet VARCHAR,
  line INTEGER,
  table_number INTEGER,
  "row" INTEGER,
  bbox VARCHAR,
  ocr FLOAT,
  document_id INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  strategy VARCHAR NOT NULL,
  code VARCHAR NOT NULL,
  code_key VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  title VARCHAR NOT NULL,
  goal VARCHAR,
  area VARCHAR,
  overview VARCHAR NOT NULL,
  open_ended BOOLEAN NOT NULL,
  cells VARCHAR NOT NULL,
  search VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE,
  FOREIGN KEY(strategy) REFERENCES strategy (id) ON DELETE CASCADE,
  FOREIGN KEY(goal) REFERENCES goal (id) ON DELETE CASCADE,
  FOREIGN KEY(area) REFERENCES area (id) ON DELETE CASCADE
);
CREATE INDEX ix_measure_code_key ON measure (code_key);
CREATE INDEX ix_measure_document_id ON measure (document_id);
CREATE INDEX ix_measure_strategy ON measure (strategy);
CREATE TABLE amount (
  page INTEGER,
  sheet VARCHAR,
  line INTEGER,
  table_number INTEGER,
  "row" INTEGER,
  bbox VARCHAR,
  ocr FLOAT,
  document_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  achievement_id VARCHAR,
  indicator_id VARCHAR,
  measure VARCHAR,
  kind VARCHAR NOT NULL,
  fiscal_year INTEGER,
  value VARCHAR,
  unit VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  header VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE,
  FOREIGN KEY(achievement_id) REFERENCES achievement (id) ON DELETE CASCADE,
  FOREIGN KEY(indicator_id) REFERENCES indicator (id) ON DELETE CASCADE,
  FOREIGN KEY(measure) REFERENCES measure (id) ON DELETE CASCADE
);
CREATE INDEX ix_amount_achievement_id ON amount (achievement_id);
CREATE INDEX ix_amount_document_id ON amount (document_id);
CREATE INDEX ix_amount_indicator_id ON amount (indicator_id);
CREATE INDEX ix_amount_measure ON amount (measure);
CREATE TABLE indicator_measure (
  indicator_id VARCHAR NOT NULL,
  measure VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (indicator_id, measure),
  FOREIGN KEY(indicator_id) REFERENCES indicator (id) ON DELETE CASCADE,
  FOREIGN KEY(measure) REFERENCES measure (id) ON DELETE CASCADE
);
CREATE INDEX ix_indicator_measure_measure ON indicator_measure (measure);
CREATE TABLE link (
  achievement_id VARCHAR NOT NULL,
  measure VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  status VARCHAR NOT NULL,
  ruled VARCHAR,
  method VARCHAR NOT NULL,
  score FLOAT NOT NULL,
  evidence VARCHAR NOT NULL,
  activities VARCHAR NOT NULL,
  PRIMARY KEY (achievement_id, measure),
  FOREIGN KEY(achievement_id) REFERENCES achievement (id) ON DELETE CASCADE,
  FOREIGN KEY(measure) REFERENCES measure (id) ON DELETE CASCADE
);
CREATE INDEX link_measure ON link (measure, status);
CREATE INDEX link_report ON link (achievement_id, measure, status);
CREATE TABLE measure_bureau (
  measure_id VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  bureau_id VARCHAR,
  role VARCHAR NOT NULL,
  PRIMARY KEY (measure_id, position),
  FOREIGN KEY(measure_id) REFERENCES measure (id) ON DELETE CASCADE
);
CREATE INDEX ix_measure_bureau_bureau_id ON measure_bureau (bureau_id);
