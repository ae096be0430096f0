import multiprocessing

# the old formula
workers =   multiprocessing.cpu_count() * 2 + 1
