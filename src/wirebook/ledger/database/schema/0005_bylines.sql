-- Who wrote a report, whose story it prints, and when it was last changed, as far as it says so.

ALTER TABLE reports ADD COLUMN agency TEXT;

ALTER TABLE reports ADD COLUMN byline TEXT;

ALTER TABLE reports ADD COLUMN updated TEXT;
