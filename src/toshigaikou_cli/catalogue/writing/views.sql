-- What reading commands select from, beside the tables themselves.

-- Links that count as coverage: of results that were held (not of plans, nor of what was called off), linked by rule
-- or confirmed by a person.
CREATE VIEW counted_link AS
SELECT l.measure, l.achievement_id, a.fiscal_year, a.bureau_id
FROM link AS l JOIN achievement AS a ON a.id = l.achievement_id
WHERE l.status IN ('linked', 'confirmed') AND a.kind = 'result' AND a.outcome = 'held';

CREATE VIEW measure_year AS
SELECT measure, fiscal_year, count(*) AS achievements
FROM counted_link GROUP BY measure, fiscal_year;

-- Fiscal years that a sheet of results was imported for.
CREATE VIEW reported_year AS
SELECT DISTINCT fiscal_year FROM achievement WHERE kind = 'result';

CREATE VIEW city_year AS
SELECT c.city, a.fiscal_year, count(*) AS achievements
FROM achievement_city AS c JOIN achievement AS a ON a.id = c.achievement_id
WHERE a.kind = 'result' AND a.outcome = 'held' AND c.role = 'partner'
GROUP BY c.city, a.fiscal_year;

CREATE VIEW bureau_year AS
SELECT b.bureau_id, a.fiscal_year, count(*) AS achievements
FROM achievement_bureau AS b JOIN achievement AS a ON a.id = b.achievement_id
WHERE a.kind = 'result' AND a.outcome = 'held' GROUP BY b.bureau_id, a.fiscal_year;
