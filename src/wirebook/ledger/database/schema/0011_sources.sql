-- Who a source is by its own name and owner, beside the source that persons say it is: what they join and part again.

ALTER TABLE postings ADD COLUMN voice_own TEXT NOT NULL DEFAULT '';

CREATE INDEX postings_by_own_voice ON postings (voice_own);

ALTER TABLE voices ADD COLUMN written TEXT NOT NULL DEFAULT '';

ALTER TABLE revisions ADD COLUMN voice_key TEXT NOT NULL DEFAULT '';

CREATE INDEX revisions_by_voice ON revisions (voice_key);
