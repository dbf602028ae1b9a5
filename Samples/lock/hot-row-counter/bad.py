def home(cur):
    # finds: lock/hot-row-counter
    cur.execute("UPDATE site_stats SET page_views = page_views + 1 WHERE name = 'home'")
