-- Rows are only ever added. PostgreSQL alone.

CREATE FUNCTION wirebook_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of a ledger are only ever added';
END;
$$;

CREATE TRIGGER reports_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON reports
FOR EACH STATEMENT EXECUTE FUNCTION wirebook_only_added();

CREATE TRIGGER readings_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON readings
FOR EACH STATEMENT EXECUTE FUNCTION wirebook_only_added();

CREATE TRIGGER claims_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON claims
FOR EACH STATEMENT EXECUTE FUNCTION wirebook_only_added();

CREATE TRIGGER findings_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON findings
FOR EACH STATEMENT EXECUTE FUNCTION wirebook_only_added();

CREATE TRIGGER journal_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
FOR EACH STATEMENT EXECUTE FUNCTION wirebook_only_added();
