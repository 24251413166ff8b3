-- When a fact was first and last told: what became of a promise is looked for among what was told after it.

ALTER TABLE facts ADD COLUMN first_said TEXT;

ALTER TABLE facts ADD COLUMN last_said TEXT;

DROP INDEX dispute_sides_by_voice;

CREATE INDEX dispute_sides_by_voice ON dispute_sides (voice_key, dispute);
