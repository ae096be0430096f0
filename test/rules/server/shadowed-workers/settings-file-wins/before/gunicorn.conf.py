# threads do the rest
workers = 2
threads = 4
