ALTER TABLE "Orders"
  ADD COLUMN note text,
  -- finds: lock/foreign-key-not-valid
  ADD CONSTRAINT "fk" FOREIGN KEY ("a", "b") REFERENCES shop."Others" ("a", "b")
    MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  -- notes: lock/foreign-key-not-valid
  ADD COLUMN other_id bigint DEFAULT NULL REFERENCES others;
