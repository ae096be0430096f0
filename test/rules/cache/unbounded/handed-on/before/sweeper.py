def sweep_daily(entries):
    entries.clear()
