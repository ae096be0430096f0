# loops
workers = 2
threads = 8
timeout = 30
