import multiprocessing

# as the documentation says
workers = multiprocessing.cpu_count() * 2 + 1
