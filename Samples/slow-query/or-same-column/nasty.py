def rooms(cur, user, clause, args):
    # Which other condition there is comes at run time: it may find the few rows by itself.
    # notes: slow-query/or-same-column
    cur.execute(f"SELECT room FROM members WHERE (role = 'join' OR role = 'invite') AND {clause}", args)
