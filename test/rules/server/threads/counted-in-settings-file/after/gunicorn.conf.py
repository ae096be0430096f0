# two of them
workers = 2
threads = 4
