Premortem.main()
