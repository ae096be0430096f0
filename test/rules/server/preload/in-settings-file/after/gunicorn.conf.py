workers = 4
threads = 2
preload_app = True
# the rest is default
