-- What is stored stays as it is.
ALTER TABLE orders
  ADD COLUMN a varchar(10),
  ADD COLUMN b varchar(10),
  ADD COLUMN c text,
  ADD COLUMN d numeric(10, 2),
  ADD COLUMN e numeric(10, 2),
  ADD COLUMN f timestamp(3),
  ADD COLUMN g cidr,
  ADD COLUMN h interval(3),
  ADD COLUMN i bit varying(5);
ALTER TABLE orders ALTER COLUMN a TYPE varchar(20);
ALTER TABLE orders ALTER COLUMN a TYPE character varying;
ALTER TABLE orders ALTER COLUMN b TYPE text;
ALTER TABLE orders ALTER b TYPE text USING b::text;
ALTER TABLE orders ALTER COLUMN c TYPE varchar;
ALTER TABLE orders ALTER COLUMN d TYPE decimal(12, 2);
ALTER TABLE orders ALTER COLUMN e TYPE numeric;
ALTER TABLE orders ALTER COLUMN f TYPE timestamp(6);
ALTER TABLE orders ALTER COLUMN g TYPE inet;
ALTER TABLE orders ALTER COLUMN h TYPE interval;
ALTER TABLE orders ALTER COLUMN i TYPE varbit;

SET timezone = 'UTC';
ALTER TABLE orders ALTER COLUMN f TYPE timestamptz;

CREATE TABLE coupons (code integer);
ALTER TABLE coupons ALTER COLUMN code TYPE bigint;
