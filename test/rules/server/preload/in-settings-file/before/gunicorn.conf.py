workers = 4
threads = 2
# the rest is default
