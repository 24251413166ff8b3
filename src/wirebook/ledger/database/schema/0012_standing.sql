-- What a sentence says of its own figure (a ceiling; the reason for a correction), and of each fact what each source said
-- last and how that stands to the range. All of it is drawn up anew: books of an older version are.

ALTER TABLE postings ADD COLUMN ceiling BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE postings ADD COLUMN reason TEXT NOT NULL DEFAULT '';

ALTER TABLE facts ADD COLUMN heard TEXT NOT NULL DEFAULT '[]';
