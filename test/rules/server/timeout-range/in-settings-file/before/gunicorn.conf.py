workers = 2
timeout = 0