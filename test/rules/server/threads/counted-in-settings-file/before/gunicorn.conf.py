# two of them
workers = 2
