ALTER TABLE ONLY public.events
    -- finds: lock/primary-key-builds-index
    ADD CONSTRAINT events_pkey PRIMARY KEY (id) WITH (fillfactor = 90);
